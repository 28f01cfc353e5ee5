package kb

import (
	"strconv"
	"strings"
	"time"
)

// EcrireArticle gives the file of an article: its head in the order of those of kb/contenu, then its
// Markdown. What [LireArticle] reads of it is the article again.
func EcrireArticle(a Article) []byte {
	var t ecrivain
	t.ligne("id", a.ID)
	t.ligne("titre", guillemets(a.Titre))
	t.liste("formulations", a.Formulations)
	t.ligne("categorie", string(a.Categorie))
	t.suite("public", a.Publics)
	t.suite("champs", a.Champs)
	t.suite("repond_a", nombres(a.RepondA))
	t.liste("sources", a.Sources)
	t.ligne("valide_depuis", jourEcrit(a.ValideDepuis))
	t.ligne("verifie_le", jourEcrit(a.VerifieLe))
	t.ligne("revoir_le", jourEcrit(a.RevoirLe))
	t.ligne("etat", string(a.Etat))
	if a.HorsSujet {
		t.ligne("hors_sujet", "true")
	}
	if a.Priorite != 0 {
		t.ligne("priorite", strconv.FormatFloat(a.Priorite, 'f', -1, 64))
	}
	return []byte("---\n" + t.b.String() + "---\n\n" + strings.TrimSpace(strings.ReplaceAll(a.Markdown, "\r\n", "\n")) + "\n")
}

// ecrivain writes the keys of a head that hold something.
type ecrivain struct{ b strings.Builder }

func (t *ecrivain) ligne(cle, valeur string) {
	if valeur != "" {
		t.b.WriteString(cle + ": " + valeur + "\n")
	}
}

func (t *ecrivain) liste(cle string, valeurs []string) {
	if len(valeurs) == 0 {
		return
	}
	t.b.WriteString(cle + ":\n")
	for _, v := range valeurs {
		t.b.WriteString("  - " + guillemets(v) + "\n")
	}
}

func (t *ecrivain) suite(cle string, valeurs []string) {
	if len(valeurs) > 0 {
		t.ligne(cle, "["+strings.Join(valeurs, ", ")+"]")
	}
}

// guillemets writes a text of one line as YAML does between double quotes.
func guillemets(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func nombres(ns []int) []string {
	out := make([]string, 0, len(ns))
	for _, n := range ns {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

func jourEcrit(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
