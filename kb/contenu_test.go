package kb_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"claudia/internal/fault"
	"claudia/kb"
)

// champsSaisie is a copy of the keys of memoires/saisie, which this room may not import; a test of the
// program compares the two.
func champsSaisie() []string {
	return []string{
		"structure", "juridiction", "service", "coordonnees_bancaires", "categorie", "devise", "texte_reference", "type_tva",
		"numero_facture", "numero_engagement", "remise_ttc", "motif_remise",
		"numero_affaire", "date_requisition", "autorite", "type_prestation", "date_prestation", "requisition_orale", "fin_mission",
		"quantite", "tarif_ht", "taux_tva", "frais_divers", "debours", "note",
	}
}

// questionsPortail is how many questions portail.md §6 has.
const questionsPortail = 92

func TestContenu_answersEachQuestionOnce(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	par := map[int][]string{}
	for _, a := range base.Articles() {
		for _, n := range a.RepondA {
			par[n] = append(par[n], a.ID)
		}
	}
	for n := 1; n <= questionsPortail; n++ {
		if len(par[n]) != 1 {
			t.Errorf("question %d is answered by %v, want one article", n, par[n])
		}
		delete(par, n)
	}
	if len(par) > 0 {
		t.Errorf("articles answer questions that do not exist: %v", par)
	}
}

func TestContenu_explainsEachField(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	for _, c := range champsSaisie() {
		if _, ok := base.PourChamp(c); !ok {
			t.Errorf("no article explains the field %q", c)
		}
	}
	for _, a := range base.Articles() {
		for _, c := range a.Champs {
			if !slices.Contains(champsSaisie(), c) {
				t.Errorf("%s explains the field %q, which does not exist", a.ID, c)
			}
		}
	}
}

func TestContenu_isWellMade(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	titres := map[string]string{}
	for _, a := range base.Articles() {
		if len(a.Avis) > 0 {
			t.Errorf("%s: %v", a.ID, a.Avis)
		}
		if autre, deja := titres[a.Titre]; deja {
			t.Errorf("%s and %s have the same title", a.ID, autre)
		}
		titres[a.Titre] = a.ID
		if a.VerifieLe.After(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s was verified in the future", a.ID)
		}
		for _, lien := range liensInternes(a.Markdown) {
			id, ancre, _ := strings.Cut(lien, "#")
			cible, err := base.Article(id)
			if err != nil {
				t.Errorf("%s leads to %q: %v", a.ID, lien, err)
				continue
			}
			if ancre != "" && !slices.ContainsFunc(cible.Sommaire, func(s kb.Titre) bool { return s.Ancre == ancre }) {
				t.Errorf("%s leads to %q, an anchor that does not exist", a.ID, lien)
			}
		}
	}
}

var lienInterne = regexp.MustCompile(`\]\(/aide/([^)]+)\)`)

func liensInternes(md string) []string {
	var out []string
	for _, m := range lienInterne.FindAllStringSubmatch(md, -1) {
		out = append(out, m[1])
	}
	return out
}

func TestArticle_hidesDraftsAndUnknown(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	if _, err := base.Article("n-existe-pas"); fault.KindOf(err) != fault.Introuvable {
		t.Errorf("Article(unknown) = %v, want Introuvable", err)
	}
}

func ouvrir(t *testing.T) *kb.Base {
	t.Helper()
	base, err := kb.Ouvrir(t.Context(), kb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return base
}
