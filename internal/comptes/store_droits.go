package comptes

// droits is what sqlDroits reads: everything the actor may do, in one query.
type droits struct {
	Nom, Prenom, Juridiction string
	Lecture                  []StructureID
	Ecriture                 []StructureID
	Gestionnaire             []StructureID
	Roles                    []Role
}

// sqlDroits asks an active rattachement for a habilitation to count: leaving a structure takes all
// its profiles away. « modification » includes « consultation ».
const sqlDroits = `
SELECT u.nom, u.prenom, u.juridiction,
       ARRAY(SELECT DISTINCT h.structure_id
             FROM habilitations h
             JOIN rattachements r ON r.utilisateur_id = h.utilisateur_id AND r.structure_id = h.structure_id
             JOIN structures s ON s.id = h.structure_id
             WHERE h.utilisateur_id = u.id AND h.statut = 'accordee' AND r.statut = 'actif' AND s.actif
             ORDER BY 1) AS lecture,
       ARRAY(SELECT DISTINCT h.structure_id
             FROM habilitations h
             JOIN rattachements r ON r.utilisateur_id = h.utilisateur_id AND r.structure_id = h.structure_id
             JOIN structures s ON s.id = h.structure_id
             WHERE h.utilisateur_id = u.id AND h.statut = 'accordee' AND r.statut = 'actif' AND s.actif
               AND h.profil = 'modification'
             ORDER BY 1) AS ecriture,
       ARRAY(SELECT r.structure_id
             FROM rattachements r
             JOIN structures s ON s.id = r.structure_id
             WHERE r.utilisateur_id = u.id AND r.statut = 'actif' AND r.gestionnaire AND s.actif
             ORDER BY 1) AS gestionnaire,
       ARRAY(SELECT ro.role
             FROM roles_utilisateur ro
             WHERE ro.utilisateur_id = u.id AND ro.retire_at IS NULL
             ORDER BY 1) AS roles
FROM utilisateurs u
WHERE u.id = @utilisateur AND u.actif`

const colonnesUtilisateur = `u.id, u.email, u.nom, u.prenom, u.telephone, u.email_contact, u.juridiction,
       u.actif, u.version, u.derniere_connexion, u.created_at`

const sqlUtilisateur = `
SELECT ` + colonnesUtilisateur + `
FROM utilisateurs u
WHERE u.id = @utilisateur`

const sqlRattacheParmi = `
SELECT EXISTS (
    SELECT FROM rattachements
    WHERE utilisateur_id = @utilisateur AND statut IN ('demande', 'actif') AND structure_id = ANY(@structures)
)`

const colonnesStructure = `s.id, s.type_identifiant, s.identifiant, s.raison_sociale, s.adresse, s.code_postal, s.commune,
       s.pays, s.departement, s.categorie, s.regime, s.franchise_tva, s.actif, s.version, s.created_at`

const sqlStructure = `
SELECT ` + colonnesStructure + `
FROM structures s
WHERE s.id = @structure`

const sqlStructuresParmi = `
SELECT ` + colonnesStructure + `
FROM structures s
WHERE s.id = ANY(@structures) AND s.actif
ORDER BY s.raison_sociale, s.id`

const sqlNoter = `
INSERT INTO comptes_historique (acteur_id, acteur_nom, origine, action, utilisateur_id, structure_id, detail)
VALUES (@acteur, @nom, @origine, @action, @utilisateur, @structure, @detail)`
