package comptes

//nolint:gosec // a query, not a password
const sqlMotDePasse = `
SELECT u.id, u.mot_de_passe
FROM utilisateurs u
WHERE u.email = @email AND u.actif`

const sqlConnecter = `
UPDATE utilisateurs AS u
SET derniere_connexion = @maintenant
WHERE u.id = @utilisateur AND u.actif
RETURNING ` + colonnesUtilisateur

//nolint:gosec // a query, not a password
const sqlChangerMotDePasse = `
UPDATE utilisateurs
SET mot_de_passe = @mot_de_passe, version = version + 1
WHERE id = @utilisateur`

const sqlSuspension = `
SELECT bloque_jusqu
FROM connexions_echouees
WHERE compte = @compte AND adresse = @adresse`

// sqlCompterEchec begins to count again after a suspension, or after an hour without a mistake.
const sqlCompterEchec = `
INSERT INTO connexions_echouees AS c (compte, adresse, echecs, dernier_at)
VALUES (@compte, @adresse, 1, @maintenant)
ON CONFLICT (compte, adresse) DO UPDATE
SET echecs = CASE WHEN c.dernier_at < @oubli OR c.bloque_jusqu <= @maintenant THEN 1 ELSE c.echecs + 1 END,
    bloque_jusqu = CASE
        WHEN c.dernier_at < @oubli OR c.bloque_jusqu <= @maintenant THEN NULL
        WHEN c.echecs + 1 >= @max::int THEN @jusqu::timestamptz
        ELSE c.bloque_jusqu END,
    dernier_at = @maintenant
RETURNING echecs, bloque_jusqu`

const sqlOublierEchecs = `
DELETE FROM connexions_echouees
WHERE compte = @compte AND adresse = @adresse`

const sqlOublierAnciens = `
DELETE FROM connexions_echouees
WHERE dernier_at < @avant`
