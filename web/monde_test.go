package web_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/memoires"
	"claudia/web/webtest"
)

// jeu is one of each object that an address or a form may name, all of one prestataire.
type jeu struct {
	par                comptes.Acteur
	structure          comptes.Structure
	service            comptes.ServiceID
	coordonnees        comptes.Coordonnees
	brouillon, envoye  memoires.Memoire
	rattachement       comptes.RattachementID // of a colleague
	habilitation       comptes.HabilitationID // of a colleague
	conversation       string
	session, sansPiece string // fingerprint of a login session; handle of a document tied to nothing
}

// juridiction is where the sent mémoires go: the one of the demo's first clerk.
const juridiction = "tj75056"

// nouveauJeu makes the objects of the structure. The colleague is given a rattachement and a profile.
func nouveauJeu(t *testing.T, s *webtest.Site, email, raison, collegue string) jeu {
	t.Helper()
	ctx := context.Background()
	j := jeu{par: s.Jeu.Acteurs[email], structure: s.Jeu.Structures[raison]}
	services, err := s.Comptes.Services(ctx, j.par, j.structure.ID)
	verifier(t, err)
	if len(services) == 0 {
		un, err := s.Comptes.AjouterService(ctx, j.par, j.structure.ID, "UN", "Un service")
		verifier(t, err)
		services = append(services, un)
	}
	j.service = services[0].ID
	comptesBancaires, err := s.Comptes.CoordonneesDe(ctx, j.par, j.structure.ID)
	verifier(t, err)
	if len(comptesBancaires) == 0 {
		un, err := s.Comptes.CreerCoordonnees(ctx, j.par, j.structure.ID, comptes.SaisieCoordonnees{Nom: "Compte", IBAN: "FR7630006000011234567890189"})
		verifier(t, err)
		comptesBancaires = append(comptesBancaires, un)
	}
	j.coordonnees = comptesBancaires[0]
	j.brouillon = brouillon(t, s, j.par, j.structure.ID, j.coordonnees.ID)
	m := brouillon(t, s, j.par, j.structure.ID, j.coordonnees.ID)
	if _, err = s.Memoires.Envoyer(ctx, j.par, m.ID, m.Version, "cle-"+rand.Text()); err != nil {
		liste, _ := memoires.ManquementsDe(err)
		t.Fatalf("send: %v\n%+v", err, liste)
	}
	j.envoye, err = s.Memoires.ParID(ctx, j.par, m.ID)
	verifier(t, err)
	j.sansPiece = deposer(t, s, j.par, j.structure.ID, "libre.png")
	j.embaucher(t, s, collegue)
	j.conversation = converser(t, s, j.par)
	return j
}

// embaucher ties the colleague to the structure with the profile « consultation ».
func (j *jeu) embaucher(t *testing.T, s *webtest.Site, collegue string) {
	t.Helper()
	ctx := context.Background()
	lui := s.Jeu.Acteurs[collegue]
	gens, err := s.Comptes.RattachementsDe(ctx, j.par, j.structure.ID)
	verifier(t, err)
	for _, r := range gens {
		if r.UtilisateurID == lui.Utilisateur {
			j.rattachement = r.ID
		}
	}
	if j.rattachement == 0 {
		r, err := s.Comptes.DemanderRattachement(ctx, lui, j.structure.TypeIdentifiant, j.structure.Identifiant)
		verifier(t, err)
		verifier(t, s.Comptes.DeciderRattachement(ctx, j.par, r.ID, true))
		_, err = s.Comptes.DemanderHabilitation(ctx, j.par, comptes.DemandeHabilitation{Utilisateur: lui.Utilisateur, Structure: j.structure.ID, Profil: comptes.Consultation})
		verifier(t, err)
		j.rattachement = r.ID
	}
	profils, err := s.Comptes.HabilitationsDe(ctx, j.par, j.structure.ID)
	verifier(t, err)
	for _, h := range profils {
		if h.UtilisateurID == lui.Utilisateur {
			j.habilitation = h.ID
		}
	}
}

// brouillon makes a draft that can be sent, its line and its two documents included.
func brouillon(t *testing.T, s *webtest.Site, par comptes.Acteur, structure comptes.StructureID, compte comptes.CoordonneesID) memoires.Memoire {
	t.Helper()
	ctx := context.Background()
	m, err := s.Memoires.Ouvrir(ctx, par, structure)
	verifier(t, err)
	m, err = s.Memoires.EnregistrerEntete(ctx, par, m.ID, m.Version, ecritures(map[memoires.Cle]string{
		memoires.CleJuridiction: juridiction, memoires.CleTexteReference: "R92", memoires.CleTypeTVA: "TVA_SUR_ENCAISSEMENT",
		memoires.CleCoordonnees: nombre(compte),
	}))
	verifier(t, err)
	m, ligne, err := s.Memoires.AjouterLigne(ctx, par, m.ID, m.Version, ecritures(map[memoires.Cle]string{
		memoires.CleNumeroAffaire: "2026/" + rand.Text()[:8], memoires.CleDateRequisition: "2026-10-02", memoires.CleAutorite: "opj",
		memoires.CleTypePrestation: "traduction_orale.enquete", memoires.CleDatePrestation: "2026-10-13",
		memoires.CleQuantite: "3000", memoires.CleTarifHT: "4200", memoires.CleTauxTVA: "2000",
	}))
	verifier(t, err)
	for _, l := range []memoires.LienPiece{
		{Piece: deposer(t, s, par, structure, "requisition.png"), Type: memoires.PieceRequisition},
		{Piece: deposer(t, s, par, structure, "attestation.png"), Type: memoires.PieceAttestation, Ligne: ligne},
	} {
		m, err = s.Memoires.LierPiece(ctx, par, m.ID, m.Version, l)
		verifier(t, err)
	}
	return m
}

func ecritures(valeurs map[memoires.Cle]string) []memoires.Ecriture {
	var out []memoires.Ecriture
	for cle, v := range valeurs {
		out = append(out, memoires.Ecriture{Champ: memoires.Champ{Cle: cle}, Valeur: v})
	}
	return out
}

// deposer stores a small picture, different each time, and gives its handle.
func deposer(t *testing.T, s *webtest.Site, par comptes.Acteur, structure comptes.StructureID, nom string) string {
	t.Helper()
	p, err := s.Pieces.Deposer(context.Background(), par, int64(structure), nom, bytes.NewReader(photo(t)))
	verifier(t, err)
	return string(p.ID)
}

// photo is a PNG of 8 by 8 pixels, different each time.
func photo(t *testing.T) []byte {
	t.Helper()
	hasard := make([]byte, 64)
	if _, err := rand.Read(hasard); err != nil {
		t.Fatal(err)
	}
	img := image.NewGray(image.Rect(0, 0, 8, 8))
	for i, b := range hasard {
		img.SetGray(i%8, i/8, color.Gray{Y: b})
	}
	var b bytes.Buffer
	verifier(t, png.Encode(&b, img))
	return b.Bytes()
}

// converser opens the conversation of the person and waits for the greeting.
func converser(t *testing.T, s *webtest.Site, par comptes.Acteur) string {
	t.Helper()
	c, err := s.Assistant.Courante(context.Background(), par)
	verifier(t, err)
	s.Calme(t, c.ID, 0)
	return c.ID.String()
}

// valeurs names the objects of the set by the parameters of the routes. envoye takes the sent mémoire.
func (j jeu) valeurs(envoye bool) map[string]string {
	m := j.brouillon
	if envoye {
		m = j.envoye
	}
	return map[string]string{
		"numero": string(m.Numero), "ligne": nombre(m.Lignes[0].ID), "lien": nombre(m.Pieces[0].ID), "piece": m.Pieces[0].Piece,
		"structure": nombre(j.structure.ID), "service": nombre(j.service), "coordonnees": nombre(j.coordonnees.ID),
		"rattachement": nombre(j.rattachement), "habilitation": nombre(j.habilitation), "id": j.conversation, "empreinte": j.session,
	}
}

// absents are identifiers of the right form that nothing has.
func absents(envoye bool) map[string]string {
	numero := "TMP2026999999999"
	if envoye {
		numero = "MJ9999999999"
	}
	return map[string]string{
		"numero": numero, "ligne": "999999999", "lien": "999999999", "piece": strings.Repeat("a", 26),
		"structure": "999999999", "service": "999999999", "coordonnees": "999999999", "rattachement": "999999999", "habilitation": "999999999",
		"id": "0190b2a4-0000-7000-8000-000000000000", "empreinte": hex.EncodeToString(make([]byte, 32)),
	}
}

func nombre[T ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }

func verifier(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// empreinteBase digests every row of every table, sessions and the library's own tables excepted:
// reading a page keeps the session awake and nothing else.
func empreinteBase(t *testing.T, s *webtest.Site) string {
	t.Helper()
	ctx := context.Background()
	var requete string
	err := s.DB.Pool.QueryRow(ctx, `
SELECT string_agg(format('SELECT %L || coalesce(md5(string_agg(t::text, '','' ORDER BY t::text)), '''') AS d FROM %I t', tablename || ' ', tablename), ' UNION ALL ' ORDER BY tablename)
FROM pg_tables
WHERE schemaname = 'public' AND tablename <> 'sessions' AND tablename NOT LIKE 'river%' AND tablename NOT LIKE 'goose%'`).Scan(&requete)
	verifier(t, err)
	var d string
	verifier(t, s.DB.Pool.QueryRow(ctx, fmt.Sprintf("SELECT string_agg(d, E'\n' ORDER BY d) FROM (%s) x", requete)).Scan(&d))
	return d
}

// tousLesRoles are the people of the matrix; the empty address is nobody.
func tousLesRoles() []string {
	return []string{
		"", comptesdemo.Medecin, comptesdemo.Secretaire, comptesdemo.Interprete, comptesdemo.Enquetrice, comptesdemo.Agent1, comptesdemo.Superviseur,
		comptesdemo.Greffe, comptesdemo.Greffe2, comptesdemo.Comptable, comptesdemo.Redacteur,
	}
}
