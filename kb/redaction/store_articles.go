package redaction

const sqlFiches = `
SELECT a.id, r.titre, r.categorie, r.etat, a.derniere, coalesce(a.publiee, 0) AS publiee, r.revoir_le, r.auteur_nom, r.created_at, a.livree,
       EXISTS (SELECT 1 FROM guide_demandes p WHERE p.article = a.id AND p.etat = 'publiee') AS deja
FROM guide_articles a
JOIN guide_revisions r ON r.article = a.id AND r.numero = a.derniere
WHERE @id::text = '' OR a.id = @id
ORDER BY a.id`

const sqlDemandesOuvertes = `
SELECT id, article, numero, portee, etat, publier_at, coalesce(par, 0), par_nom, created_at, relue_nom, mot
FROM guide_demandes
WHERE etat IN ('en_attente', 'programmee') AND (@id::text = '' OR article = @id)`

const sqlVerrouiller = `
SELECT derniere, coalesce(publiee, 0)
FROM guide_articles
WHERE id = @id
FOR UPDATE`

// The file of the program becomes revision 1, published; a second editor finds it there.
const sqlInscrire = `
INSERT INTO guide_articles (id, derniere, publiee, livree, created_at, updated_at)
VALUES (@id, 1, @publiee, @livree, @maintenant, @maintenant)
ON CONFLICT (id) DO NOTHING`

const sqlRevision = `
SELECT numero, source, titre, auteur_nom, motif, created_at, coalesce(auteur, 0), etat
FROM guide_revisions
WHERE article = @id AND numero = @numero`

const sqlRevisions = `
SELECT numero, titre, auteur_nom, motif, created_at
FROM guide_revisions
WHERE article = @id
ORDER BY numero DESC
LIMIT 200`

const sqlEcrire = `
INSERT INTO guide_revisions (article, numero, source, titre, categorie, etat, revoir_le, auteur, auteur_nom, motif, created_at)
VALUES (@id, @numero, @source, @titre, @categorie, @etat, @revoir, nullif(@auteur::bigint, 0), @nom, @motif, @maintenant)`

const sqlAvancer = `
UPDATE guide_articles
SET derniere = @numero, updated_at = @maintenant
WHERE id = @id`

const sqlMontrer = `
UPDATE guide_articles
SET publiee = nullif(@numero::int, 0), updated_at = @maintenant
WHERE id = @id`

const sqlDemander = `
INSERT INTO guide_demandes (article, numero, portee, etat, publier_at, importee, par, par_nom, created_at)
VALUES (@id, @numero, @portee, @etat, @publier, @importee, nullif(@par::bigint, 0), @nom, @maintenant)
RETURNING id`

const sqlAnnulerDemandes = `
UPDATE guide_demandes
SET etat = 'annulee'
WHERE article = @id AND etat = ANY (@etats::text[])`

const sqlRelire = `
UPDATE guide_demandes
SET etat = @etat, relue_par = @par, relue_nom = @nom, relue_at = @maintenant, mot = @mot
WHERE id = @demande`

const sqlConclure = `
UPDATE guide_demandes
SET etat = 'publiee'
WHERE id = @demande`

const sqlEcheances = `
SELECT article
FROM guide_demandes
WHERE etat = 'programmee' AND publier_at <= @maintenant
ORDER BY publier_at, id
LIMIT 100`

const sqlJournal = `
INSERT INTO guide_journal (article, numero, geste, par, par_nom, mot, at)
VALUES (@id, @numero, @geste, nullif(@par::bigint, 0), @nom, @mot, @maintenant)`

const sqlGestes = `
SELECT numero, geste, par_nom, mot, at
FROM guide_journal
WHERE article = @id
ORDER BY id DESC
LIMIT 100`

const sqlPubliees = `
SELECT a.id, coalesce(a.publiee, 0), coalesce(r.source, '')
FROM guide_articles a
LEFT JOIN guide_revisions r ON r.article = a.id AND r.numero = a.publiee
ORDER BY a.id`

const sqlEdite = `
SELECT EXISTS (SELECT 1 FROM guide_articles WHERE id = @id)`

// The file of the program was shown before its first edition.
const sqlMontreUneFois = `
SELECT EXISTS (SELECT 1 FROM guide_demandes WHERE article = @id AND etat = 'publiee')
    OR EXISTS (SELECT 1 FROM guide_articles WHERE id = @id AND livree IS NOT NULL)`
