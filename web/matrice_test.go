package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes/comptesdemo"
	"claudia/web/webtest"
)

// acces says who knows the object of a route; everybody else gets what an absent object gets.
type acces int

const (
	libre          acces = iota // anybody, without login
	connecte                    // anybody logged in; the page holds what is his
	surBrouillon                // the people of the structure and the support
	surEnvoi                    // those, the clerk of the juridiction and the comptable
	surStructure                // the people of the structure
	enGestion                   // the manager of the structure
	auGestionnaire              // the manager; the person himself sees it among his own, and decides nothing
	sien                        // one person
	auCollegue                  // the person of the rattachement
	redaction                   // the editors of the guide; the support desk reads
)

// regle is one line of the matrix.
type regle struct {
	route string // « GET /memoires/{numero}/ »
	acces acces
	forme func(j jeu) url.Values // of a POST that would succeed for the owner
	ok    int                    // what the owner gets; 0 is 200 for a GET, 303 for a POST
	multi bool                   // the form is multipart, with a file
	appel string                 // query added to the address
	hors  string                 // why the objects of the route are not tried here
}

func version(j jeu) url.Values { return url.Values{"version": {nombre(j.brouillon.Version)}} }

func avec(paires ...string) func(jeu) url.Values {
	return func(j jeu) url.Values {
		f := version(j)
		for i := 0; i < len(paires); i += 2 {
			f.Set(paires[i], paires[i+1])
		}
		return f
	}
}

func formeLigne(j jeu) url.Values {
	return url.Values{
		"version": {nombre(j.brouillon.Version)}, "numero_affaire": {"2026/1"}, "date_requisition": {"2026-10-02"}, "autorite": {"opj"},
		"type_prestation": {"Traduction orale (interprétariat) - enquête"}, "date_prestation": {"2026-10-13"}, "quantite": {"1"}, "tarif_ht": {"42,00"}, "taux_tva": {"2000"},
	}
}

func formeStructure(j jeu) url.Values {
	s := j.structure
	return url.Values{
		"version": {nombre(s.Version)}, "type_identifiant": {string(s.TypeIdentifiant)}, "identifiant": {s.Identifiant}, "raison_sociale": {s.RaisonSociale},
		"adresse": {"1 rue Neuve"}, "code_postal": {"75001"}, "commune": {"Paris"}, "pays": {"FR"},
	}
}

// matrice holds every route of the site (promises.md P18).
func matrice() []regle {
	sans := func(jeu) url.Values { return url.Values{} }
	return []regle{
		{route: "GET /healthz", acces: libre},
		{route: "GET /readyz", acces: libre},
		{route: "GET /static/*", acces: libre, hors: "the bundle, tried in TestAssets"},
		{route: "POST /preferences/theme", acces: libre, forme: avec("theme", "sombre", "retour", "/accessibilite")},
		{route: "GET /bienvenue", acces: libre},
		{route: "GET /guide", acces: libre},
		{route: "GET /guide/champs", acces: libre},
		{route: "GET /guide/champs/{cle}", acces: libre, hors: "redirects to the guide, tried in web/aide"},
		{route: "GET /guide/categories/{cle}", acces: libre, hors: "public, tried in web/aide"},
		{route: "GET /guide/metiers/{cle}", acces: libre, hors: "public, tried in web/aide"},
		{route: "GET /guide/articles/{id}", acces: libre, hors: "public, tried in web/aide"},
		{route: "POST /guide/articles/{id}/avis", acces: libre, hors: "anonymous and bounded by address, tried in web/aide"},
		{route: "GET /guide/recherche", acces: libre},
		{route: "GET /guide/attentes", acces: connecte},
		{route: "POST /guide/attentes", acces: connecte, forme: func(jeu) url.Values { return url.Values{"q": {"couleur du papier du mémoire"}} }},
		{route: "POST /guide/attentes/retirer", acces: connecte, forme: func(jeu) url.Values { return url.Values{"question": {"couleur du papier du memoire"}} }},
		{route: "GET /guide/suggestions", acces: libre},
		{route: "GET /guide/tarifs", acces: libre},
		{route: "GET /guide/juridictions", acces: libre},
		{route: "GET /guide/glossaire", acces: libre},
		{route: "GET /guide/nouveautes.xml", acces: libre},
		{route: "GET /aide", acces: libre, hors: "former address, redirects to the guide"},
		{route: "GET /aide/{id}", acces: libre, hors: "former address, redirects to the guide"},
		{route: "GET /sitemap.xml", acces: libre},
		{route: "GET /robots.txt", acces: libre},
		{route: "GET /verifier", acces: libre},
		{route: "POST /verifier", acces: libre, forme: avec("dossier", "x", "empreinte", "y"), ok: 422},
		{route: "GET /accessibilite", acces: libre},
		{route: "GET /donnees-personnelles", acces: libre},
		{route: "GET /connexion", acces: libre},
		{route: "POST /connexion", acces: libre, hors: "opens a session, tried in TestConnexion"},
		{route: "POST /deconnexion", acces: libre, hors: "ends a session, tried in TestDeconnexion"},

		{route: "GET /console/guide/", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "GET /console/guide/export.zip", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "GET /console/guide/questions", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "POST /console/guide/questions", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "GET /console/guide/statistiques", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "GET /console/guide/nouveau", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "POST /console/guide/nouveau", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "POST /console/guide/apercu", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "GET /console/guide/articles/{id}", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "POST /console/guide/articles/{id}", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "POST /console/guide/articles/{id}/publication", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "POST /console/guide/articles/{id}/relecture", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "POST /console/guide/articles/{id}/annulation", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "POST /console/guide/articles/{id}/retrait", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "POST /console/guide/articles/{id}/reprise", acces: redaction, hors: "tried in TestMatrice_console"},
		{route: "GET /console/guide/articles/{id}/historique", acces: redaction, hors: "tried in TestMatrice_console"},

		{route: "GET /compte", acces: connecte},
		{route: "GET /compte/contact", acces: connecte},
		{route: "POST /compte/contact", acces: connecte, forme: avec("version", "1", "email_contact", "neuf@demo.example", "telephone", "")},
		{route: "POST /compte/sessions/autres", acces: connecte, hors: "ends sessions, tried in TestDeconnexion"},
		{route: "POST /compte/sessions/{empreinte}/fermer", acces: sien, forme: sans},
		{route: "GET /structures", acces: connecte},
		{route: "POST /structures", acces: connecte, forme: sans, ok: 422},
		{route: "GET /structures/nouvelle", acces: connecte},
		{route: "GET /structures/{structure}/", acces: surStructure},
		{route: "GET /structures/{structure}/modifier", acces: enGestion},
		{route: "POST /structures/{structure}/modifier", acces: enGestion, forme: formeStructure},
		{route: "GET /structures/{structure}/parametres", acces: enGestion},
		{route: "POST /structures/{structure}/parametres", acces: enGestion, forme: func(j jeu) url.Values {
			return url.Values{"version": {nombre(j.structure.Version)}, "categorie": {j.structure.Categorie}, "regime": {j.structure.Regime}}
		}},
		{route: "GET /structures/{structure}/services/nouveau", acces: enGestion},
		{route: "POST /structures/{structure}/services", acces: enGestion, forme: avec("code", "NEUF", "libelle", "Neuf")},
		{route: "POST /structures/{structure}/services/{service}/{etat:ouvrir|fermer}", acces: enGestion, forme: sans},
		{route: "GET /structures/{structure}/coordonnees/nouvelle", acces: enGestion},
		{route: "POST /structures/{structure}/coordonnees", acces: enGestion, multi: true, forme: avec("nom", "Neuf", "iban", "FR7630006000011234567890189")},
		{route: "GET /structures/{structure}/coordonnees/{coordonnees}", acces: enGestion},
		{route: "POST /structures/{structure}/coordonnees/{coordonnees}", acces: enGestion, multi: true, forme: func(j jeu) url.Values {
			return url.Values{"version": {nombre(j.coordonnees.Version)}, "nom": {"Renommé"}, "iban": {j.coordonnees.IBAN().String()}}
		}},
		{route: "GET /structures/{structure}/coordonnees/{coordonnees}/retirer", acces: enGestion},
		{route: "POST /structures/{structure}/coordonnees/{coordonnees}/retirer", acces: enGestion, forme: sans},
		{route: "GET /rattachements", acces: connecte},
		{route: "POST /rattachements", acces: connecte, forme: sans, ok: 422},
		{route: "GET /rattachements/{rattachement}/quitter", acces: auCollegue},
		{route: "POST /rattachements/{rattachement}/{action:accepter|refuser|retirer|quitter|nommer|demettre}", acces: auGestionnaire, forme: sans},
		{route: "GET /habilitations", acces: connecte},
		{route: "GET /habilitations/export.csv", acces: connecte},
		{route: "GET /habilitations/ajouter", acces: connecte},
		{route: "POST /habilitations/ajouter", acces: connecte, forme: sans, ok: 422},
		{route: "POST /habilitations/{habilitation}/{action:accorder|refuser|retirer}", acces: auGestionnaire, forme: sans},

		{route: "GET /", acces: connecte},
		{route: "GET /memoires", acces: connecte},
		{route: "GET /memoires/nouveau", acces: connecte},
		{route: "POST /memoires", acces: connecte, forme: sans, ok: 422},
		{route: "GET /recherche/{cle}", acces: connecte, appel: "?q=bobigny"},
		{route: "GET /pieces/{piece}", acces: surStructure},
		{route: "GET /pieces/{piece}/extrait", acces: surStructure, appel: "?page=1&x0=0&y0=0&x1=10&y1=10"},
		{route: "GET /memoires/{numero}/", acces: surBrouillon},
		{route: "POST /memoires/{numero}/entete", acces: surBrouillon, forme: avec("numero_facture", "F-1")},
		{route: "POST /memoires/{numero}/champ", acces: surBrouillon, forme: avec("cle", "numero_facture", "numero_facture", "F-2", "retour", "/memoires")},
		{route: "GET /memoires/{numero}/lignes/nouvelle", acces: surBrouillon},
		{route: "POST /memoires/{numero}/lignes", acces: surBrouillon, forme: formeLigne},
		{route: "GET /memoires/{numero}/lignes/{ligne}", acces: surBrouillon},
		{route: "POST /memoires/{numero}/lignes/{ligne}", acces: surBrouillon, forme: formeLigne},
		{route: "GET /memoires/{numero}/lignes/{ligne}/retirer", acces: surBrouillon},
		{route: "POST /memoires/{numero}/lignes/{ligne}/retirer", acces: surBrouillon, forme: version},
		{route: "GET /memoires/{numero}/pieces", acces: surBrouillon},
		{route: "POST /memoires/{numero}/pieces", acces: surBrouillon, multi: true, forme: avec("type", "REQ", "designation", "Une pièce", "ligne", "0")},
		{route: "POST /memoires/{numero}/pieces/reprendre", acces: surBrouillon, forme: func(j jeu) url.Values {
			return url.Values{"version": {nombre(j.brouillon.Version)}, "piece": {j.sansPiece}, "type": {"REQ"}}
		}},
		{route: "POST /memoires/{numero}/pieces/{lien}/retirer", acces: surBrouillon, forme: version},
		{route: "GET /memoires/{numero}/envoi", acces: surBrouillon},
		{route: "POST /memoires/{numero}/envoi", acces: surBrouillon, forme: avec("honneur", "oui", "cle", "cle-de-la-matrice")},
		{route: "GET /memoires/{numero}/envoi/sort", acces: surEnvoi},
		{route: "GET /memoires/{numero}/resultat", acces: surEnvoi},
		{route: "GET /memoires/{numero}/certificat.pdf", acces: surEnvoi},
		{route: "GET /memoires/{numero}/memoire.pdf", acces: surEnvoi},
		{route: "GET /memoires/{numero}/dossier.txt", acces: surEnvoi},
		{route: "GET /memoires/{numero}/{action:dupliquer|abandonner|supprimer}", acces: surBrouillon},
		{route: "POST /memoires/{numero}/{action:dupliquer|abandonner|supprimer}", acces: surBrouillon, forme: version},

		{route: "GET /assistant", acces: connecte},
		{route: "GET /assistant/panneau", acces: connecte},
		{route: "GET /assistant/telephone", acces: connecte},
		{route: "GET /assistant/telephone.png", acces: connecte},
		{route: "GET /assistant/reperes/{nom}.png", acces: libre, hors: "pictures of invented documents, embedded in the program"},
		{route: "POST /assistant/nouvelle", acces: connecte, hors: "opens a conversation for anybody logged in, tried in TestConversation"},
		{route: "* /assistant/socket", acces: connecte, hors: "tried in TestSocket"},
		{route: "GET /assistant/{id}/depuis", acces: sien, appel: "?seq=0"},
		{route: "POST /assistant/{id}/avis", acces: sien, ok: 422, forme: avec("endroit", "1.0", "utile", "oui")}, // quotes nothing; one that does is tried in web/conversation
		{route: "POST /assistant/{id}/messages", acces: sien, forme: avec("texte", "bonjour", "retour", "/assistant")},
	}
}

// socket takes every verb, to answer in its own words.
const socket = "/assistant/socket"

func TestMatrice_holdsEveryRoute(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	var attendues, montees []string
	for _, r := range matrice() {
		attendues = append(attendues, r.route)
	}
	err := chi.Walk(s.Router, func(methode, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if route == socket {
			methode = "*"
		}
		if une := methode + " " + route; !slices.Contains(montees, une) {
			montees = append(montees, une)
		}
		return nil
	})
	verifier(t, err)
	for _, r := range montees {
		if !slices.Contains(attendues, r) {
			t.Errorf("the route %s is not in the matrix: say who may use it", r)
		}
	}
	for _, r := range attendues {
		if !slices.Contains(montees, r) {
			t.Errorf("the matrix speaks of %s, which is not mounted", r)
		}
	}
}

var parametre = regexp.MustCompile(`\{(\w+)(?::([^}]*))?\}`)

// adresses gives the addresses of the route with the given objects: one for each word of a choice.
func (r regle) adresses(objets map[string]string) []string {
	chemin := r.route[strings.IndexByte(r.route, ' ')+1:]
	choix := []string{""}
	for _, m := range parametre.FindAllStringSubmatch(chemin, -1) {
		if m[2] != "" {
			choix = strings.Split(m[2], "|")
		}
	}
	var out []string
	for _, mot := range choix {
		out = append(out, parametre.ReplaceAllStringFunc(chemin, func(p string) string {
			nom := parametre.FindStringSubmatch(p)
			switch {
			case nom[2] != "":
				return mot
			case nom[1] == "cle":
				return "juridiction"
			}
			return objets[nom[1]]
		})+r.appel)
	}
	return out
}

// identifiants are the parameters of the route that name objects.
func (r regle) identifiants() []string {
	var out []string
	for _, m := range parametre.FindAllStringSubmatch(r.route, -1) {
		if m[2] == "" && m[1] != "cle" {
			out = append(out, m[1])
		}
	}
	return out
}

func (r regle) methode() string { return r.route[:strings.IndexByte(r.route, ' ')] }

// demande makes the request of the rule at the address, with a form that would succeed.
func (r regle) demande(t *testing.T, adresse string, j jeu) webtest.Essai {
	t.Helper()
	if r.methode() == http.MethodGet {
		return webtest.Essai{Methode: http.MethodGet, Chemin: adresse}
	}
	f := r.forme(j)
	if !r.multi {
		return webtest.Formulaire(adresse, f)
	}
	corps, genre := multiparte(t, f, "piece.png", photo(t))
	return webtest.Essai{Methode: http.MethodPost, Chemin: adresse, Corps: corps, Entetes: map[string]string{"Content-Type": genre}}
}

// multiparte makes a multipart form with one file; no file when contenu is nil.
func multiparte(t *testing.T, f url.Values, nom string, contenu []byte) (*bytes.Buffer, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for cle, valeurs := range f {
		for _, v := range valeurs {
			verifier(t, w.WriteField(cle, v))
		}
	}
	if contenu != nil {
		p, err := w.CreateFormFile("fichier", nom)
		verifier(t, err)
		_, err = p.Write(contenu)
		verifier(t, err)
	}
	verifier(t, w.Close())
	return &b, w.FormDataContentType()
}

// connait tells whether the person knows the objects of the first set.
func (r regle) connait(email string) bool {
	medecin, secretaire := email == comptesdemo.Medecin, email == comptesdemo.Secretaire
	support := email == comptesdemo.Agent1 || email == comptesdemo.Superviseur
	switch r.acces {
	case libre:
		return true
	case connecte:
		return email != ""
	case surBrouillon:
		return medecin || secretaire || support
	case surEnvoi:
		return medecin || secretaire || support || email == comptesdemo.Greffe || email == comptesdemo.Comptable
	case surStructure, enGestion:
		return medecin || secretaire
	case sien, auGestionnaire:
		return medecin
	case auCollegue:
		return secretaire
	case redaction:
		return email == comptesdemo.Redacteur || email == comptesdemo.Redactrice || (support && r.methode() == http.MethodGet)
	}
	return false
}

var referenceJSON = regexp.MustCompile(`"reference":"[0-9a-f]+"`)

// reponse is what is compared: the body without the address that the page says back, and the status.
type reponse struct {
	Statut int
	Vers   string
	Corps  string
}

func reduire(p webtest.Page, adresse string) reponse {
	chemin, _, _ := strings.Cut(adresse, "?")
	echange := strings.NewReplacer(chemin, "ADRESSE", url.QueryEscape(chemin), "ADRESSE")
	return reponse{p.Statut, echange.Replace(p.Header.Get("Location")), referenceJSON.ReplaceAllString(echange.Replace(p.Texte), "REFERENCE")}
}

// nettoyer takes the identifier that the form says back out of the answer, and what is drawn anew for
// each page.
func nettoyer(r reponse, identifiant string) reponse {
	r.Corps = remplacer(r.Corps, identifiant)
	return r
}

var aleatoire = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

func remplacer(s, identifiant string) string {
	return aleatoire.ReplaceAllString(strings.ReplaceAll(s, identifiant, "OBJET"), "UUID")
}
