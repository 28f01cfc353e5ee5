package aide

import (
	"net/http"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"
	"golang.org/x/time/rate"

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
	if attente := a.debit.attente(requete.De(r).IP, a.maintenant()); attente > 0 {
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

// debit bounds how often one network address may write, on this process. The zero value is ready.
type debit struct {
	mu       sync.Mutex // guards the fields below
	adresses map[string]*guichet
	menage   time.Time // when the idle addresses were last forgotten
}

type guichet struct {
	limite *rate.Limiter
	vu     time.Time
}

// An office behind one address may give some votes in a row, a program may not fill the table.
const (
	ecrituresParMinute = 3
	ecrituresDeSuite   = 8
	oubliApres         = 10 * time.Minute
)

// attente gives how long the address must wait; zero lets it write.
func (d *debit) attente(adresse string, now time.Time) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.adresses == nil {
		d.adresses, d.menage = map[string]*guichet{}, now
	}
	if now.Sub(d.menage) >= oubliApres {
		d.menage = now
		for k, g := range d.adresses {
			if now.Sub(g.vu) > oubliApres {
				delete(d.adresses, k)
			}
		}
	}
	g, ok := d.adresses[adresse]
	if !ok {
		g = &guichet{limite: rate.NewLimiter(rate.Every(time.Minute/ecrituresParMinute), ecrituresDeSuite)}
		d.adresses[adresse] = g
	}
	g.vu = now
	r := g.limite.ReserveN(now, 1)
	attente := r.DelayFrom(now)
	if attente > 0 {
		r.CancelAt(now)
	}
	return attente
}
