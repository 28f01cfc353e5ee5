package portail

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pieces"
	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// maxTeleversement is a file of the greatest size with the fields around it (promises.md HT-01).
const maxTeleversement = 12 << 20

// pagePieces is the window « Gestion des pièces jointes » of the deck, as a page.
type pagePieces struct {
	page.Base
	Tete       tete
	Resume     *ui.ResumeErreurs
	Action     string
	Version    string
	Fichier    ui.Champ
	Champs     []ui.Champ
	Attendues  []string
	Pieces     ui.Tableau
	Retrait    string       // id of the form that removes a piece
	Reprises   []vueReprise // documents of the structure that one button ties
	Types      []ui.Option
	Suivant    string
	Retour     string
	Modifiable bool
}

func (p *Portail) showPieces(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	ou, _ := strconv.ParseInt(r.URL.Query().Get("ligne"), 10, 64) // anything else: the whole mémoire
	return p.renderPieces(w, r, http.StatusOK, a, m, saisiePiece{ligne: memoires.LigneID(ou)})
}

// vueReprise is a document that the structure already deposited.
type vueReprise struct{ Piece, Nom, Taille, URL string }

// saisiePiece is what the form of an attachment holds, with its errors by control.
type saisiePiece struct {
	ligne       memoires.LigneID
	genre       memoires.TypePiece
	designation string
	erreurs     map[string]string
}

func (p *Portail) renderPieces(w http.ResponseWriter, r *http.Request, statut int, a comptes.Acteur, m memoires.Memoire, s saisiePiece) error {
	x, err := p.contexte(r.Context(), a, m, nil)
	if err != nil {
		return err
	}
	modifiable := m.Etat.Modifiable() && a.PeutModifier(m.Entete.Structure)
	v := pagePieces{
		Base: p.Cadre.Base(w, r, "Pièces jointes", "memoires"), Tete: teteDe(m, memoires.EtapePieces),
		Action: chemin(m, "/pieces"), Version: versionDe(m), Pieces: piecesDe(m, x, 0, modifiable), Retrait: formRetrait,
		Suivant: chemin(m, "/envoi"), Retour: chemin(m, ""),
		Modifiable: modifiable,
	}
	v.Fil = []page.Lien{{Texte: "Mes mémoires", URL: "/memoires"}, {Texte: string(m.Numero), URL: chemin(m, "")}}
	for _, e := range memoires.Etapes(m) {
		for _, k := range e.Pieces {
			v.Attendues = append(v.Attendues, attendue(x, m, k))
		}
	}
	v.Fichier = ui.Champ{
		Nom: "fichier", Type: ui.ChampFichier, Libelle: "Fichier", Accepte: ".pdf,.png,.jpg,.jpeg", Obligatoire: true,
		Aide: "PDF, PNG ou JPEG, " + strconv.FormatInt(p.Fichiers.TailleMax()>>20, 10) + " Mo au plus.", Erreur: s.erreurs["fichier"],
	}
	types := []ui.Option{{Texte: "Choisissez…", Choisie: s.genre == ""}}
	for _, t := range x.Referentiel.TypesPiece() {
		if memoires.TypePiece(t.Code) != memoires.PieceRIB {
			types = append(types, ui.Option{Valeur: t.Code, Texte: t.Libelle, Choisie: string(s.genre) == t.Code})
		}
	}
	v.Types = types[1:]
	if modifiable {
		if v.Reprises, err = p.reprises(r, a, m); err != nil {
			return err
		}
	}
	lignes := []ui.Option{{Valeur: "0", Texte: "Tout le mémoire", Choisie: s.ligne == 0}}
	for _, l := range m.Lignes {
		lignes = append(lignes, ui.Option{
			Valeur: strconv.FormatInt(int64(l.ID), 10), Choisie: l.ID == s.ligne,
			Texte: "Ligne " + strconv.Itoa(l.Position) + ", affaire " + ouVide(l.NumeroAffaire),
		})
	}
	v.Champs = []ui.Champ{
		{Nom: "type", Type: ui.ChampListe, Libelle: "Type de pièce jointe", Options: types, Obligatoire: true, Erreur: s.erreurs["type"]},
		{Nom: "designation", Type: ui.ChampTexte, Libelle: "Désignation", Valeur: s.designation, Max: 200, Obligatoire: true, Aide: "Dites en quelques mots ce que c'est : le service lit cette ligne avant d'ouvrir le fichier.", Erreur: s.erreurs["designation"]},
		{Nom: "ligne", Type: ui.ChampListe, Libelle: "Ligne de prestation", Options: lignes, Obligatoire: true, Erreur: s.erreurs["ligne"]},
	}
	v.Resume = ui.ResumeDe(append([]ui.Champ{v.Fichier}, v.Champs...)...)
	return p.Pages.Render(w, statut, "pieces", v)
}

func attendue(x saisie.Contexte, m memoires.Memoire, k memoires.PieceManquante) string {
	s := libelleType(x, k.Type)
	if l := m.Ligne(k.Ligne); l != nil {
		s += ", ligne " + strconv.Itoa(l.Position)
	}
	return s
}

func libelleType(x saisie.Contexte, t memoires.TypePiece) string {
	if v, ok := x.Referentiel.TypePiece(string(t)); ok {
		return v.Libelle
	}
	return string(t)
}

// postPiece stores the file, then ties it to the mémoire; a refusal keeps the words that were typed.
func (p *Portail) postPiece(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	if err := memoires.RefusModifier(a, m); err != nil {
		return err
	}
	f, err := requete.Televersement(w, r, maxTeleversement)
	if err != nil {
		return err
	}
	ou, _ := strconv.ParseInt(f.Get("ligne"), 10, 64) // anything else: the whole mémoire
	s := saisiePiece{
		ligne: memoires.LigneID(ou), genre: memoires.TypePiece(f.Get("type")), designation: f.Get("designation"),
		erreurs: map[string]string{},
	}
	fichier, entete, err := r.FormFile("fichier")
	if err != nil {
		s.erreurs["fichier"] = "Choisissez le fichier à joindre."
	} else {
		defer fichier.Close()
	}
	if s.genre == "" {
		s.erreurs["type"] = "Choisissez le type de la pièce."
	} else if _, connu := p.Memoires.Referentiel().TypePiece(string(s.genre)); !connu {
		s.erreurs["type"] = "Choisissez le type de la pièce dans la liste."
	}
	if s.ligne != 0 && m.Ligne(s.ligne) == nil {
		s.ligne, s.erreurs["ligne"] = 0, "Cette ligne n'est pas dans ce mémoire. Choisissez-en une dans la liste."
	}
	if s.designation == "" {
		s.erreurs["designation"] = "Écrivez la désignation de la pièce."
	}
	if len(s.erreurs) > 0 {
		return p.renderPieces(w, r, http.StatusUnprocessableEntity, a, m, s)
	}
	piece, err := p.Fichiers.Deposer(r.Context(), a, int64(m.Entete.Structure), entete.Filename, fichier)
	if err == nil {
		_, err = p.Memoires.LierPiece(r.Context(), a, m.ID, m.Version, memoires.LienPiece{
			Piece: string(piece.ID), Ligne: s.ligne, Type: s.genre, Designation: s.designation,
		})
	}
	if err != nil {
		e, ok := fault.As(err)
		if !ok || e.Kind == fault.Interne {
			return err
		}
		s.erreurs["fichier"] = e.Message
		return p.renderPieces(w, r, e.Kind.Statut(), a, m, s)
	}
	return p.Cadre.Rediriger(w, r, chemin(m, "/pieces"), page.Flash{Ton: "succes", Texte: "« " + piece.Nom + " » est joint au mémoire."})
}

// reprises lists the documents of the structure that this mémoire does not hold yet.
func (p *Portail) reprises(r *http.Request, a comptes.Acteur, m memoires.Memoire) ([]vueReprise, error) {
	toutes, err := p.Fichiers.Lister(r.Context(), a, int64(m.Entete.Structure), 20)
	if err != nil {
		return nil, err
	}
	var out []vueReprise
	for _, d := range toutes {
		if !slices.ContainsFunc(m.Pieces, func(l memoires.PieceLiee) bool { return l.Piece == string(d.ID) }) {
			out = append(out, vueReprise{Piece: string(d.ID), Nom: d.Nom, Taille: page.Octets(d.Taille), URL: "/pieces/" + string(d.ID)})
		}
	}
	return out, nil
}

// postReprendre ties a document that the structure already deposited.
func (p *Portail) postReprendre(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	if err := memoires.RefusModifier(a, m); err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	piece, err := p.Fichiers.Lire(r.Context(), a, pieces.ID(f.Get("piece")))
	if err != nil {
		return err
	}
	if _, err := p.Memoires.LierPiece(r.Context(), a, m.ID, lireVersion(f), memoires.LienPiece{
		Piece: string(piece.ID), Type: memoires.TypePiece(f.Get("type")),
	}); err != nil {
		return err
	}
	return p.Cadre.Rediriger(w, r, chemin(m, "/pieces"), page.Flash{Ton: "succes", Texte: "« " + piece.Nom + " » est joint au mémoire."})
}

func (p *Portail) postRetirerPiece(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	lien, err := strconv.ParseInt(chi.URLParam(r, "lien"), 10, 64)
	if err != nil {
		return fault.AbsentOuEtranger("cette pièce")
	}
	if _, err := p.Memoires.DelierPiece(r.Context(), a, m.ID, lireVersion(f), lien); err != nil {
		return err
	}
	return p.Cadre.Rediriger(w, r, chemin(m, "/pieces"), page.Flash{Ton: "succes", Texte: "La pièce est retirée du mémoire."})
}

// showPiece gives a document, always as a download: nothing that a stranger sent opens in our pages.
func (p *Portail) showPiece(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	piece, contenu, err := p.Fichiers.Ouvrir(r.Context(), a, pieces.ID(chi.URLParam(r, "piece")))
	if err != nil {
		return err
	}
	defer contenu.Close()
	entetesFichier(w, "attachment", piece.Nom)
	w.Header().Set("Content-Type", piece.Type.Media())
	http.ServeContent(w, r, "", piece.CreatedAt, contenu)
	return nil
}

// showExtrait draws the crop of a page around the words that were read, the proof of a value.
func (p *Portail) showExtrait(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	n, err := strconv.Atoi(q.Get("page"))
	if err != nil || n < 1 || n > 500 {
		return fault.New(fault.Invalide, "page", "Cette page n'existe pas dans le document.")
	}
	var zone [4]float64
	for i, nom := range []string{"x0", "y0", "x1", "y1"} {
		if zone[i], err = strconv.ParseFloat(q.Get(nom), 64); err != nil || zone[i] < -1e4 || zone[i] > 1e4 || zone[i] != zone[i] {
			return fault.New(fault.Invalide, "zone", "Cette zone n'existe pas dans le document.")
		}
	}
	_, fichier, err := p.Fichiers.Ouvrir(r.Context(), a, pieces.ID(chi.URLParam(r, "piece")))
	if err != nil {
		return err
	}
	defer fichier.Close()
	contenu, err := io.ReadAll(io.LimitReader(fichier, p.Fichiers.TailleMax()+1))
	if err != nil {
		return err
	}
	png, err := p.Extrait(r.Context(), contenu, n, zone)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "private, max-age=3600")
	_, err = w.Write(png)
	return err
}

// entetesFichier sets the headers of a download under a name that no header can be broken with.
func entetesFichier(w http.ResponseWriter, disposition, nom string) {
	h := w.Header()
	h.Set("Content-Disposition", disposition+"; filename*=UTF-8''"+url.PathEscape(nom))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-store")
}
