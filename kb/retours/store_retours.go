package retours

const sqlVoter = `
INSERT INTO guide_votes (article, empreinte, utile, motif, precision, created_at)
VALUES (@article, @empreinte, @utile, @motif, @precision, @maintenant)`

const sqlBilan = `
SELECT utile, motif, count(*)
FROM guide_votes
WHERE article = @article AND empreinte = @empreinte
GROUP BY utile, motif`

const sqlPrecisions = `
SELECT precision
FROM guide_votes
WHERE article = @article AND empreinte = @empreinte AND precision <> ''
ORDER BY id DESC
LIMIT 10`

const sqlGarder = `
INSERT INTO guide_versions (article, empreinte, titre, contenu, verifie_le, created_at)
VALUES (@article, @empreinte, @titre, @contenu, @verifie, @maintenant)
ON CONFLICT (article, empreinte) DO NOTHING`

const sqlVersion = `
SELECT titre, contenu, verifie_le, created_at
FROM guide_versions
WHERE article = @article AND empreinte = @empreinte`

// In the order of the key, so that two processes that write at once never wait for each other in a ring.
const sqlLu = `
INSERT INTO guide_lectures AS l (article, jour, nombre)
SELECT article, jour::date, nombre
FROM unnest(@articles::text[], @jours::text[], @nombres::bigint[]) AS x (article, jour, nombre)
ORDER BY article, jour
ON CONFLICT (article, jour) DO UPDATE
SET nombre = l.nombre + EXCLUDED.nombre`

const sqlPlusLus = `
SELECT article
FROM guide_lectures
WHERE jour >= @depuis::text::date
GROUP BY article
ORDER BY sum(nombre) DESC, article
LIMIT @n`
