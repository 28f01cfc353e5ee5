package comptes

const colonnesRattachement = `r.id, r.utilisateur_id, u.prenom || ' ' || u.nom AS utilisateur_nom, u.email AS utilisateur_email,
       r.structure_id, s.raison_sociale, r.statut, r.gestionnaire, r.created_at`

const depuisRattachements = `
FROM rattachements r
JOIN utilisateurs u ON u.id = r.utilisateur_id
JOIN structures s ON s.id = r.structure_id`

const sqlDemanderRattachement = `
INSERT INTO rattachements (utilisateur_id, structure_id, statut)
SELECT @utilisateur, s.id, 'demande'
FROM structures s
WHERE s.type_identifiant = @type_identifiant AND s.identifiant = @identifiant AND s.actif
RETURNING id`

const sqlRattachement = `
SELECT ` + colonnesRattachement + depuisRattachements + `
WHERE r.id = @rattachement`

const sqlVerrouillerRattachement = sqlRattachement + `
FOR UPDATE OF r`

const sqlDeciderRattachement = `
UPDATE rattachements
SET statut = @statut, gestionnaire = gestionnaire AND @statut = 'actif', decide_par = @par, decide_at = now()
WHERE id = @rattachement`

const sqlNommerGestionnaire = `
UPDATE rattachements
SET gestionnaire = @gestionnaire
WHERE id = @rattachement`

const sqlAutresGestionnaires = `
SELECT count(*)
FROM rattachements
WHERE structure_id = @structure AND statut = 'actif' AND gestionnaire AND utilisateur_id <> @utilisateur`

const sqlRattachementsDUtilisateur = `
SELECT ` + colonnesRattachement + depuisRattachements + `
WHERE r.utilisateur_id = @utilisateur AND r.statut IN ('demande', 'actif')
ORDER BY s.raison_sociale, r.id`

const sqlRattachementsDeStructure = `
SELECT ` + colonnesRattachement + depuisRattachements + `
WHERE r.structure_id = @structure
ORDER BY r.statut = 'demande' DESC, u.nom, r.id`

const colonnesHabilitation = `h.id, h.utilisateur_id, u.prenom || ' ' || u.nom AS utilisateur_nom, h.structure_id, s.raison_sociale,
       h.service_id, COALESCE(sv.code, '') AS service_code, COALESCE(sv.libelle, '') AS service_libelle,
       COALESCE(sv.actif, s.actif) AS service_actif, h.profil, h.statut, h.created_at, h.decide_at, h.retire_at`

const depuisHabilitations = `
FROM habilitations h
JOIN utilisateurs u ON u.id = h.utilisateur_id
JOIN structures s ON s.id = h.structure_id
LEFT JOIN services sv ON sv.id = h.service_id`

// sqlDemanderHabilitation inserts nothing, hence returns no row, for a person without an active
// rattachement.
const sqlDemanderHabilitation = `
INSERT INTO habilitations (utilisateur_id, structure_id, service_id, profil, statut, decide_par, decide_at)
SELECT r.utilisateur_id, r.structure_id, @service::bigint, @profil::text, @statut::text,
       CASE WHEN @statut::text = 'accordee' THEN @par::bigint END,
       CASE WHEN @statut::text = 'accordee' THEN now() END
FROM rattachements r
WHERE r.utilisateur_id = @utilisateur AND r.structure_id = @structure AND r.statut = 'actif'
RETURNING id`

const sqlHabilitation = `
SELECT ` + colonnesHabilitation + depuisHabilitations + `
WHERE h.id = @habilitation`

const sqlVerrouillerHabilitation = sqlHabilitation + `
FOR UPDATE OF h`

const sqlDeciderHabilitation = `
UPDATE habilitations
SET statut = @statut, decide_par = @par, decide_at = now()
WHERE id = @habilitation`

const sqlRetirerHabilitation = `
UPDATE habilitations
SET statut = 'retiree', retire_par = @par, retire_at = now()
WHERE id = @habilitation`

const sqlRetirerHabilitationsDe = `
UPDATE habilitations
SET statut = 'retiree', retire_par = @par, retire_at = now()
WHERE utilisateur_id = @utilisateur AND structure_id = @structure AND statut IN ('demandee', 'accordee')`

const sqlHabilitationsDUtilisateur = `
SELECT ` + colonnesHabilitation + depuisHabilitations + `
WHERE h.utilisateur_id = @utilisateur AND h.statut IN ('demandee', 'accordee')
ORDER BY s.raison_sociale, h.profil, h.id`

const sqlHabilitationsDeStructure = `
SELECT ` + colonnesHabilitation + depuisHabilitations + `
WHERE h.structure_id = @structure
ORDER BY u.nom, h.id`
