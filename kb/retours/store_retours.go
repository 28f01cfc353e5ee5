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
SELECT article, empreinte, titre, contenu::jsonb, NULLIF(verifie, '')::date, @maintenant::timestamptz
FROM unnest(@articles::text[], @empreintes::text[], @titres::text[], @contenus::text[], @verifies::text[])
	AS x (article, empreinte, titre, contenu, verifie)
ORDER BY article, empreinte
ON CONFLICT (article, empreinte) DO NOTHING`

const sqlVersion = `
SELECT titre, contenu, verifie_le, created_at
FROM guide_versions
WHERE article = @article AND empreinte = @empreinte`
