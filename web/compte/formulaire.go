package compte

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageFormulaire is any form of this room: sections of fields, one button that sends, one link that
// leaves.
type pageFormulaire struct {
	page.Base
	Surtitre string
	Chapo    string
	Resume   *ui.ResumeErreurs
	Alerte   *ui.Alerte
	Action   string
	Fichier  bool // multipart
	Caches   []cache
	Sections []section
	Bouton   string
	Retour   string
}

// cache is a hidden field.
type cache struct{ Nom, Valeur string }

// section is a titled group of fields of a form.
type section struct {
	ID, Titre, Aide string
	Champs          []ui.Champ
	Repli           *repli
}

// repli holds fields that most people do not need, folded.
type repli struct {
	Titre  string
	Ouvert bool
	Champs []ui.Champ
}

// saisie is what a form holds: the values as typed, and the errors by field.
type saisie struct {
	valeurs url.Values
	erreurs map[string]string
}

// champ fills the field with what was typed and its error.
func (s saisie) champ(f ui.Champ) ui.Champ {
	f.Erreur = s.erreurs[f.Nom]
	v := s.valeurs.Get(f.Nom)
	switch f.Type {
	case ui.ChampCase:
		f.Coche = v != ""
	case ui.ChampListe, ui.ChampChoix:
		for i := range f.Options {
			f.Options[i].Choisie = f.Options[i].Valeur == v
		}
	case ui.ChampTexte, ui.ChampCourriel, ui.ChampMotDePasse, ui.ChampDate, ui.ChampHeure, ui.ChampNombre, ui.ChampMontant,
		ui.ChampCases, ui.ChampZone, ui.ChampFichier, ui.ChampRecherche, ui.ChampLecture:
		f.Valeur = v
	}
	return f
}

// rendreFormulaire gathers the summary of errors and draws the page.
func (c *Compte) rendreFormulaire(w http.ResponseWriter, statut int, p pageFormulaire) error {
	var champs []ui.Champ
	for _, s := range p.Sections {
		champs = append(champs, s.Champs...)
		if s.Repli != nil {
			champs = append(champs, s.Repli.Champs...)
			for _, f := range s.Repli.Champs {
				s.Repli.Ouvert = s.Repli.Ouvert || f.Erreur != ""
			}
		}
	}
	p.Resume = ui.ResumeDe(champs...)
	return c.Pages.Render(w, statut, "compte-formulaire", p)
}

// parChamp tells the messages of a refusal by control. ok is false when the error says more than that a
// field is wrong, and then it is for the error page.
func parChamp(err error) (erreurs map[string]string, ok bool) {
	parCle, ok := requete.ParChamp(err)
	erreurs = map[string]string{}
	for cle, message := range parCle {
		erreurs[champDe(cle)] = message
	}
	return erreurs, ok
}

// champDe gives the control that shows a field of the services: their names and those of the forms
// differ where one control holds several.
func champDe(champ string) string {
	switch champ {
	case "siret":
		return "identifiant"
	case "rib":
		return "fichier"
	}
	return champ
}

// perime tells a stale version, with what is stored now.
func perime[T any](err error) (actuel T, ok bool) {
	f, estFault := fault.As(err)
	if !estFault || f.Code != "modifie_entre_temps" {
		return actuel, false
	}
	actuel, ok = f.Recu.(T)
	return actuel, ok
}

// lireVersion reads the version that the form was drawn from; 0 when it is missing, which is stale.
func lireVersion(f url.Values) int64 {
	n, err := strconv.ParseInt(f.Get("version"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// identifiant reads a number of the address; anything else is what does not exist.
func identifiant(r *http.Request, nom, objet string) (int64, error) {
	n, err := strconv.ParseInt(chi.URLParam(r, nom), 10, 64)
	if err != nil || n < 1 {
		return 0, fault.AbsentOuEtranger(objet)
	}
	return n, nil
}

// structure reads the structure of the address. One where the actor holds no profile and that he
// does not manage is absent, whatever else he may do in the product.
func (c *Compte) structure(r *http.Request) (comptes.Acteur, comptes.Structure, error) {
	a, err := requete.Connecte(r)
	if err != nil {
		return a, comptes.Structure{}, err
	}
	n, err := identifiant(r, "structure", "cette structure")
	if err != nil {
		return a, comptes.Structure{}, err
	}
	id := comptes.StructureID(n)
	if !a.PeutLire(id) && !a.Gere(id) {
		return a, comptes.Structure{}, fault.AbsentOuEtranger("cette structure")
	}
	s, err := c.Comptes.Structure(r.Context(), a, id)
	return a, s, err
}

// structureGeree is structure for a change: whoever reads it without managing it is refused.
func (c *Compte) structureGeree(r *http.Request) (comptes.Acteur, comptes.Structure, error) {
	a, s, err := c.structure(r)
	if err != nil {
		return a, s, err
	}
	if !a.Gere(s.ID) {
		return a, s, fault.New(fault.Interdit, "gestionnaire",
			"Seul un gestionnaire de la structure peut changer ces informations. Demandez-lui, ou demandez-lui de vous nommer gestionnaire.")
	}
	return a, s, nil
}

func (c *Compte) jour(t time.Time) string { return page.DateMoyenne(t.In(c.Cadre.Lieu())) }

func cheminStructure(id comptes.StructureID, suite string) string {
	return "/structures/" + strconv.FormatInt(int64(id), 10) + suite
}

func filStructure(s comptes.Structure) []page.Lien {
	return []page.Lien{accueil(), {Texte: "Mes structures", URL: "/structures"}, {Texte: s.RaisonSociale, URL: cheminStructure(s.ID, "")}}
}

// accueil is the head of every breadcrumb.
func accueil() page.Lien { return page.Lien{Texte: "Accueil", URL: "/"} }

// ouVide says that nothing is known, rather than leaving a hole.
func ouVide(s, sinon string) string {
	if strings.TrimSpace(s) == "" {
		return sinon
	}
	return s
}

func reussite(texte string) page.Flash { return page.Flash{Ton: "succes", Texte: texte} }
