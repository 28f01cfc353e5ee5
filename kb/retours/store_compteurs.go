package retours

const sqlLu = `
INSERT INTO guide_lectures AS l (article, jour, nombre)
SELECT article, jour::date, nombre
FROM unnest(@articles::text[], @jours::text[], @nombres::bigint[]) AS x (article, jour, nombre)
ORDER BY article, jour
ON CONFLICT (article, jour) DO UPDATE
SET nombre = l.nombre + EXCLUDED.nombre`

const sqlCherchees = `
INSERT INTO guide_recherches AS r (jour, origine, issue, nombre)
SELECT jour::date, origine, issue, nombre
FROM unnest(@jours::text[], @origines::text[], @issues::text[], @nombres::bigint[]) AS x (jour, origine, issue, nombre)
ORDER BY jour, origine, issue
ON CONFLICT (jour, origine, issue) DO UPDATE
SET nombre = r.nombre + EXCLUDED.nombre`

// A new text of a day that holds enough of them is left out.
const sqlTextes = `
WITH recus AS (
	SELECT x.jour::date AS jour, pliee, texte, article, issue, nombre, row_number() OVER (PARTITION BY x.jour ORDER BY pliee) AS rang
	FROM unnest(@jours::text[], @pliees::text[], @textes::text[], @articles::text[], @issues::text[], @nombres::bigint[])
		AS x (jour, pliee, texte, article, issue, nombre)
)
INSERT INTO guide_recherches_textes AS t (jour, pliee, texte, article, issue, nombre)
SELECT jour, pliee, texte, article, issue, nombre
FROM recus r
WHERE EXISTS (SELECT FROM guide_recherches_textes k WHERE k.jour = r.jour AND k.pliee = r.pliee)
	OR (SELECT count(*) FROM guide_recherches_textes k WHERE k.jour = r.jour) + rang <= @max::bigint
ORDER BY jour, pliee
ON CONFLICT (jour, pliee) DO UPDATE
SET nombre = t.nombre + EXCLUDED.nombre, article = EXCLUDED.article, issue = EXCLUDED.issue`

const sqlPlusLus = `
SELECT article
FROM guide_lectures
WHERE jour >= @depuis::text::date
GROUP BY article
ORDER BY sum(nombre) DESC, article
LIMIT @n`

// sqlSeries gives the counts of each day under what they count.
const sqlSeries = `
SELECT jour, 'lectures' AS origine, '' AS issue, sum(nombre)::bigint AS nombre
FROM guide_lectures
WHERE jour >= @depuis::text::date
GROUP BY jour
UNION ALL
SELECT jour, origine, issue, nombre
FROM guide_recherches
WHERE jour >= @depuis::text::date
UNION ALL
SELECT (created_at AT TIME ZONE 'UTC')::date, 'votes', utile::text, count(*)
FROM guide_votes
WHERE created_at >= @depuis::text::date::timestamp AT TIME ZONE 'UTC'
GROUP BY 1, 3`

const sqlArticlesLus = `
SELECT article, sum(nombre)::bigint AS nombre
FROM guide_lectures
WHERE jour >= @depuis::text::date
GROUP BY article
ORDER BY nombre DESC, article
LIMIT @n`

// sqlTextesCherches gives the words and the outcome of the last day of each search; echecs leaves out what
// was answered.
const sqlTextesCherches = `
SELECT (array_agg(texte ORDER BY jour DESC))[1] AS texte, (array_agg(article ORDER BY jour DESC))[1] AS article,
	(array_agg(issue ORDER BY jour DESC))[1] AS issue, sum(nombre)::bigint AS nombre
FROM guide_recherches_textes
WHERE jour >= @depuis::text::date AND (issue <> 'reponse' OR NOT @echecs::boolean)
GROUP BY pliee
ORDER BY nombre DESC, pliee
LIMIT @n`

const sqlBalayerRecherches = `DELETE FROM guide_recherches_textes WHERE jour < (@avant::timestamptz AT TIME ZONE 'UTC')::date`
