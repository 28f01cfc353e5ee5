package aide

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/internal/debit"
	"claudia/internal/fault"
	"claudia/kb/retours"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

func formulaireAvis(id, empreinte string) *avis {
	f := &avis{
		Action: chemin(id) + "/avis", Empreinte: empreinte,
		Precision: ui.Champ{
			Nom: "precision", Type: ui.ChampZone, Libelle: "Ce qu'il faudrait changer", Lignes: 3, Max: retours.MaxPrecision,
			Aide: "N'écrivez ni nom, ni numéro de dossier : ce message n'est pas une demande d'aide et personne n'y répond.",
		},
	}
	for _, m := range retours.Motifs() {
		f.Motifs = append(f.Motifs, ui.Option{Valeur: string(m.Cle), Texte: m.Libelle})
	}
	return f
}

// postAvis keeps a vote on an article.
func (a *Aide) postAvis(w http.ResponseWriter, r *http.Request) error {
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	id := chi.URLParam(r, "id")
	if _, err := a.Base.Article(id); err != nil {
		return err
	}
	utile := f.Get("utile")
	if utile != "oui" && utile != "non" {
		return fault.Sur("utile", "choix_requis", "Dites si l'article vous a aidé : oui ou non.")
	}
	if attente := a.attente(r); attente > 0 {
		e := fault.New(fault.Debit, "trop_d_avis", "Beaucoup d'avis viennent de votre réseau. Patientez une minute avant d'en donner un autre.")
		e.Apres = max(1, int(attente.Seconds()))
		return e
	}
	if err := a.Retours.Voter(r.Context(), retours.Vote{
		Article: id, Empreinte: f.Get("version"), Utile: utile == "oui", Motif: retours.Motif(f.Get("motif")), Precision: f.Get("precision"),
	}); err != nil {
		return err
	}
	message := page.Flash{Ton: "succes", Titre: "Merci de votre avis", Texte: "Il aide à améliorer cet article."}
	if utile == "non" {
		message.Texte = "Il aide à améliorer cet article. Si vous cherchez encore, posez votre question dans la recherche du guide."
	}
	return a.Cadre.Rediriger(w, r, chemin(id), message)
}

// ecritures bounds what one address writes: an office behind it may give some votes in a row, a program may
// not fill the table.
func ecritures() debit.Limite { return debit.Limite{ParMinute: 3, DeSuite: 8} }

// attente gives how long the reader must wait before writing; zero lets it write.
func (a *Aide) attente(r *http.Request) time.Duration {
	return a.debit.Attente(requete.De(r).IP, ecritures(), a.maintenant())
}
