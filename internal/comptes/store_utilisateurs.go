package comptes

const sqlCreerUtilisateur = `
INSERT INTO utilisateurs AS u (email, nom, prenom, telephone, mot_de_passe)
VALUES (@email, @nom, @prenom, @telephone, @mot_de_passe)
RETURNING ` + colonnesUtilisateur

const sqlAffecterJuridiction = `
UPDATE utilisateurs
SET juridiction = @juridiction, version = version + 1
WHERE id = @utilisateur AND juridiction <> @juridiction`

const sqlAttribuerRole = `
INSERT INTO roles_utilisateur (utilisateur_id, role, accorde_par)
VALUES (@utilisateur, @role, @par)
ON CONFLICT DO NOTHING`

const sqlRetirerRole = `
UPDATE roles_utilisateur
SET retire_par = @par, retire_at = now()
WHERE utilisateur_id = @utilisateur AND role = @role AND retire_at IS NULL`

const sqlDesactiver = `
UPDATE utilisateurs
SET actif = false, version = version + 1
WHERE id = @utilisateur AND actif`
