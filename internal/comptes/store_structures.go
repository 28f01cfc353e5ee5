package comptes

const sqlCreerStructure = `
INSERT INTO structures AS s (type_identifiant, identifiant, raison_sociale, adresse, code_postal, commune, pays,
                             departement, categorie, regime, franchise_tva)
VALUES (@type_identifiant, @identifiant, @raison_sociale, @adresse, @code_postal, @commune, @pays,
        @departement, @categorie, @regime, @franchise_tva)
RETURNING ` + colonnesStructure

const sqlVerrouillerStructure = `
SELECT ` + colonnesStructure + `
FROM structures s
WHERE s.id = @structure
FOR UPDATE`

const sqlModifierStructure = `
UPDATE structures AS s
SET type_identifiant = @type_identifiant, identifiant = @identifiant, raison_sociale = @raison_sociale,
    adresse = @adresse, code_postal = @code_postal, commune = @commune, pays = @pays, departement = @departement,
    categorie = @categorie, regime = @regime, franchise_tva = @franchise_tva, version = version + 1
WHERE s.id = @structure AND s.version = @version
RETURNING ` + colonnesStructure

const sqlModifierParametres = `
UPDATE structures AS s
SET categorie = @categorie, regime = @regime, franchise_tva = @franchise_tva, version = version + 1
WHERE s.id = @structure AND s.version = @version
RETURNING ` + colonnesStructure

const sqlRattacherFondateur = `
INSERT INTO rattachements (utilisateur_id, structure_id, statut, gestionnaire, decide_par, decide_at)
VALUES (@utilisateur, @structure, 'actif', true, @utilisateur, now())`

const sqlHabiliterFondateur = `
INSERT INTO habilitations (utilisateur_id, structure_id, profil, statut, decide_par, decide_at)
VALUES (@utilisateur, @structure, 'modification', 'accordee', @utilisateur, now())`

const colonnesService = `sv.id, sv.structure_id, sv.code, sv.libelle, sv.actif, sv.created_at`

const sqlAjouterService = `
INSERT INTO services AS sv (structure_id, code, libelle)
VALUES (@structure, @code, @libelle)
RETURNING ` + colonnesService

const sqlActiverService = `
UPDATE services
SET actif = @actif
WHERE structure_id = @structure AND id = @service`

const sqlServices = `
SELECT ` + colonnesService + `
FROM services sv
WHERE sv.structure_id = @structure
ORDER BY sv.code`
