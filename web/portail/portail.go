package portail

import (
	"context"
	"embed"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/pieces"
	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/formulaire"
	"claudia/web/page"
	"claudia/web/requete"
)

// Portail serves the pages of a prestataire's mémoires.
type Portail struct {
	Pages    *page.Registry
	Cadre    requete.Cadre
	Comptes  *comptes.Service
	Memoires *memoires.Service
	Fichiers *pieces.Service
	Fuseau   *time.Location
	// Extrait draws the crop of a page of a document around a zone, as PNG (lecture/texte).
	Extrait func(ctx context.Context, contenu []byte, page int, zone [4]float64) ([]byte, error)
	// Signaler tells the open conversations about a draft what was typed here; nil tells nobody.
	Signaler func(ctx context.Context, avant, apres memoires.Memoire, ou, quand string) error
}

//go:embed gabarits/*.tmpl
var gabarits embed.FS

// Declarer adds the pages of the room to the registry, at start. Each page is its own file and the
// parts that several pages share.
func Declarer(r *page.Registry) error {
	for _, nom := range []string{
		"accueil", "memoires", "nouveau", "memoire", "ligne", "pieces", "envoi", "resultat", "confirmer", "conflit",
	} {
		if err := r.Ajouter(nom, gabarits, "gabarits/"+nom+".tmpl", "gabarits/communs.tmpl"); err != nil {
			return err
		}
	}
	return nil
}

// Routes mounts the pages of the room.
func (p *Portail) Routes(r chi.Router, e requete.Erreurs) {
	r.Get("/", e.Servir(p.showAccueil))
	r.Get("/memoires", e.Servir(p.showMemoires))
	r.Get("/memoires/nouveau", e.Servir(p.showNouveau))
	r.Post("/memoires", e.Servir(p.postMemoire))
	r.Get("/recherche/{cle}", e.Servir(p.showSuggestions))
	r.Get("/pieces/{piece}", e.Servir(p.showPiece))
	r.Get("/pieces/{piece}/extrait", e.Servir(p.showExtrait))
	r.Route("/memoires/{numero}", func(r chi.Router) {
		r.Get("/", e.Servir(p.showMemoire))
		r.Post("/entete", e.Servir(p.postEntete))
		r.Post("/champ", e.Servir(p.postChamp))
		r.Get("/lignes/nouvelle", e.Servir(p.showNouvelleLigne))
		r.Post("/lignes", e.Servir(p.postNouvelleLigne))
		r.Get("/lignes/{ligne}", e.Servir(p.showLigne))
		r.Post("/lignes/{ligne}", e.Servir(p.postLigne))
		r.Get("/lignes/{ligne}/retirer", e.Servir(p.showRetirerLigne))
		r.Post("/lignes/{ligne}/retirer", e.Servir(p.postRetirerLigne))
		r.Get("/pieces", e.Servir(p.showPieces))
		r.Post("/pieces", e.Servir(p.postPiece))
		r.Post("/pieces/reprendre", e.Servir(p.postReprendre))
		r.Post("/pieces/{lien}/retirer", e.Servir(p.postRetirerPiece))
		r.Get("/envoi", e.Servir(p.showEnvoi))
		r.Post("/envoi", e.Servir(p.postEnvoi))
		r.Get("/envoi/sort", e.Servir(p.showSortEnvoi))
		r.Get("/resultat", e.Servir(p.showResultat))
		r.Get("/certificat.pdf", e.Servir(p.showCertificat))
		r.Get("/memoire.pdf", e.Servir(p.showPDF))
		r.Get("/dossier.txt", e.Servir(p.showDossier))
		r.Get("/{action:dupliquer|abandonner|supprimer}", e.Servir(p.showAction))
		r.Post("/{action:dupliquer|abandonner|supprimer}", e.Servir(p.postAction))
	})
}

// memoire reads the mémoire of the address, with the actor. Absent and foreign give the same fault.
func (p *Portail) memoire(r *http.Request) (comptes.Acteur, memoires.Memoire, error) {
	a, err := requete.Connecte(r)
	if err != nil {
		return a, memoires.Memoire{}, err
	}
	m, err := p.Memoires.Memoire(r.Context(), a, chi.URLParam(r, "numero"))
	return a, m, err
}

// signaler lets the conversation know what the form wrote. The write is done: a failure costs the
// message only.
func (p *Portail) signaler(ctx context.Context, avant, apres memoires.Memoire) {
	if p.Signaler == nil {
		return
	}
	if err := p.Signaler(ctx, avant, apres, "sur le portail", page.Heure(p.Memoires.Maintenant())); err != nil {
		slog.WarnContext(ctx, "portail: conversation not told", "memoire", int64(apres.ID), "error", err)
	}
}

// contexte gathers what the fields need to list, read and show values.
func (p *Portail) contexte(ctx context.Context, a comptes.Acteur, m memoires.Memoire, l *memoires.LignePrestation) (saisie.Contexte, error) {
	return formulaire.Sources{Comptes: p.Comptes, Memoires: p.Memoires}.Contexte(ctx, a, m, l)
}
