package retours

// The count of all the questions is read only for one that is new.
const sqlNoterSansReponse = `
INSERT INTO guide_questions AS q (pliee, question, premiere_at, derniere_at)
SELECT @pliee::text, @question::text, @maintenant::timestamptz, @maintenant
WHERE EXISTS (SELECT 1 FROM guide_questions WHERE pliee = @pliee)
   OR (SELECT count(*) FROM guide_questions) < @max::bigint
ON CONFLICT (pliee) DO UPDATE
SET nombre = q.nombre + 1, derniere_at = EXCLUDED.derniere_at,
	etat = CASE q.etat WHEN 'repondue' THEN 'ouverte' ELSE q.etat END,
	article = CASE q.etat WHEN 'repondue' THEN '' ELSE q.article END`

const sqlQuestionsDe = `
SELECT q.pliee, q.question, q.nombre, q.premiere_at, q.derniere_at, q.etat, q.article,
	(SELECT count(*) FROM guide_attentes a WHERE a.pliee = q.pliee) AS attentes
FROM guide_questions q`

const sqlQuestions = sqlQuestionsDe + `
WHERE q.etat = @etat
ORDER BY q.nombre DESC, q.derniere_at DESC, q.pliee
LIMIT @n`

const sqlConfiees = sqlQuestionsDe + `
WHERE q.article = @article AND q.article <> ''
ORDER BY q.nombre DESC, q.derniere_at DESC, q.pliee`

// In the order of the key, so that two editors never wait for each other in a ring.
const sqlRanger = `
WITH voulues AS (
	SELECT pliee
	FROM guide_questions
	WHERE pliee = ANY(@pliees::text[])
	ORDER BY pliee
	FOR UPDATE
), rangees AS (
	UPDATE guide_questions q
	SET etat = @etat, article = @article
	FROM voulues v
	WHERE q.pliee = v.pliee
	RETURNING q.pliee
)
SELECT (SELECT count(*) FROM rangees), (SELECT count(DISTINCT p) FROM unnest(@pliees::text[]) AS p)`

const sqlRepondre = `
WITH repondues AS (
	UPDATE guide_questions
	SET etat = 'repondue'
	WHERE article = @article AND etat = 'confiee'
	RETURNING pliee
), attentes AS (
	UPDATE guide_attentes a
	SET article = @article, titre = @titre
	FROM repondues r
	WHERE a.pliee = r.pliee
	RETURNING a.id
)
SELECT count(*) FROM attentes`

// Waiting already is waiting; the limit counts the others. An answer that left somebody waiting was none.
const sqlAttendre = `
WITH rouverte AS (
	UPDATE guide_questions
	SET etat = 'ouverte', article = ''
	WHERE pliee = @pliee AND etat = 'repondue'
), neuve AS (
	INSERT INTO guide_attentes (pliee, conversation_id, depuis)
	SELECT q.pliee, @conversation::uuid, @maintenant::timestamptz
	FROM guide_questions q
	WHERE q.pliee = @pliee AND (SELECT count(*) FROM guide_attentes WHERE conversation_id = @conversation) < @max::bigint
	ON CONFLICT (pliee, conversation_id) DO NOTHING
	RETURNING id
)
SELECT EXISTS (SELECT FROM neuve) OR EXISTS (SELECT FROM guide_attentes WHERE pliee = @pliee AND conversation_id = @conversation)`

const sqlNePlusAttendre = `
DELETE FROM guide_attentes
WHERE pliee = @pliee AND conversation_id = ANY(@conversations::uuid[])`

const sqlAttentes = `
SELECT q.pliee, q.question, min(a.depuis) AS depuis
FROM guide_attentes a
JOIN guide_questions q ON q.pliee = a.pliee
WHERE a.conversation_id = ANY(@conversations::uuid[])
GROUP BY q.pliee
ORDER BY depuis DESC, q.pliee`

const sqlAPrevenir = `
SELECT id, conversation_id
FROM guide_attentes
WHERE article <> '' AND id > @apres
ORDER BY id
LIMIT 1
FOR UPDATE SKIP LOCKED`

const sqlPrevenu = `
WITH dites AS (
	DELETE FROM guide_attentes
	WHERE article <> '' AND conversation_id = ANY(@conversations::uuid[])
	RETURNING pliee, depuis, article, titre
)
SELECT q.question, min(d.depuis) AS depuis, d.article, d.titre
FROM dites d
JOIN guide_questions q ON q.pliee = d.pliee
GROUP BY q.pliee, d.article, d.titre
ORDER BY depuis, q.pliee`

const sqlBalayerAttentes = `DELETE FROM guide_attentes WHERE depuis < @avant`

const sqlBalayerQuestions = `
DELETE FROM guide_questions q
WHERE derniere_at < @avant AND etat <> 'confiee' AND NOT EXISTS (SELECT FROM guide_attentes a WHERE a.pliee = q.pliee)`
