package pieces

const colonnes = `p.id, p.structure_id, p.utilisateur_id, p.nom, p.type, p.taille, p.sha256, p.etat, p.created_at`

const sqlInscrire = `
INSERT INTO pieces AS p (id, structure_id, utilisateur_id, nom, type, taille, sha256)
VALUES (@id, @structure, @utilisateur, @nom, @type, @taille, @sha256)
RETURNING ` + colonnes

const sqlLire = `
SELECT ` + colonnes + `
FROM pieces p
WHERE p.id = @id AND p.etat = 'disponible'`

// sqlMeme keeps to the owner: whether another structure holds the same bytes must not show, not
// even by the time that the answer takes.
const sqlMeme = `
SELECT ` + colonnes + `
FROM pieces p
WHERE p.sha256 = @sha256
  AND (p.structure_id = @structure::bigint
       OR (@structure::bigint IS NULL AND p.structure_id IS NULL AND p.utilisateur_id = @utilisateur))`

const sqlOccupe = `
SELECT COALESCE(sum(p.taille), 0)::bigint
FROM pieces p
WHERE p.structure_id = @structure::bigint
   OR (@structure::bigint IS NULL AND p.structure_id IS NULL AND p.utilisateur_id = @utilisateur)`

const sqlSupprimer = `
DELETE FROM pieces
WHERE id = @id`

const sqlConnue = `
SELECT EXISTS (
    SELECT FROM pieces
    WHERE id = @id
)`
