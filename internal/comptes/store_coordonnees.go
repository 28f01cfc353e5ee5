package comptes

const colonnesCoordonnees = `c.id, c.structure_id, c.nom, c.pays, c.cle_iban, c.bban, c.bic, c.rib_piece, c.actif, c.version, c.created_at`

const sqlCreerCoordonnees = `
INSERT INTO coordonnees_bancaires AS c (structure_id, nom, pays, cle_iban, bban, bic, rib_piece, created_par)
VALUES (@structure, @nom, @pays, @cle_iban, @bban, @bic, @rib, @par)
RETURNING ` + colonnesCoordonnees

const sqlVerrouillerCoordonnees = `
SELECT ` + colonnesCoordonnees + `
FROM coordonnees_bancaires c
WHERE c.id = @coordonnees
FOR UPDATE`

const sqlModifierCoordonnees = `
UPDATE coordonnees_bancaires AS c
SET nom = @nom, pays = @pays, cle_iban = @cle_iban, bban = @bban, bic = @bic,
    rib_piece = COALESCE(@rib, c.rib_piece), version = version + 1
WHERE c.id = @coordonnees AND c.version = @version AND c.actif
RETURNING ` + colonnesCoordonnees

const sqlRetirerCoordonnees = `
UPDATE coordonnees_bancaires
SET actif = false, version = version + 1
WHERE id = @coordonnees`

const sqlCoordonneesDe = `
SELECT ` + colonnesCoordonnees + `
FROM coordonnees_bancaires c
WHERE c.structure_id = @structure AND c.actif
ORDER BY c.id`
