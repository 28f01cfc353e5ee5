package console

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/kb/redaction"
	"claudia/web/page"
	"claudia/web/ui"
)

// pageHistorique shows the revisions of an article and what changes between two of them.
type pageHistorique struct {
	page.Base
	ID         string
	PeutEcrire bool
	De, Vers   ui.Champ
	Titre1     string
	Blocs      []redaction.Bloc
	Pareils    bool
	Reprise    int // the older of the two, which may be taken again; 0 for none
	Vue        int
	Action     string
	Revisions  ui.Tableau
}

// duProgramme is the number that names, in the form, the file that the program brings now.
const duProgramme = 0

func (c *Console) showHistorique(w http.ResponseWriter, r *http.Request) error {
	par, err := lecteur(r)
	if err != nil {
		return err
	}
	d, err := c.Redaction.Dossier(r.Context(), par, chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	vers, de := d.Derniere, max(1, d.Derniere-1)
	if d.Publiee > 0 && d.Publiee != d.Derniere {
		de = d.Publiee
	}
	q := r.URL.Query()
	if q.Has("de") {
		de = nombre(q.Get("de"))
	}
	if q.Has("vers") {
		vers = nombre(q.Get("vers"))
	}
	avant, err := c.revision(r, par, d, de)
	if err != nil {
		return err
	}
	apres, err := c.revision(r, par, d, vers)
	if err != nil {
		return err
	}
	v := pageHistorique{
		Base: c.base(w, r, "Historique", page.Lien{Texte: d.Titre, URL: chemin(d.ID, "")}), ID: d.ID, PeutEcrire: par.A(comptes.RoleRedacteur),
		De: choixRevision("de", "De", d, de), Vers: choixRevision("vers", "À", d, vers), Blocs: redaction.Comparer(avant.Source, apres.Source),
		Vue: d.Derniere, Action: chemin(d.ID, "/reprise"), Titre1: d.Titre, Revisions: c.tableauRevisions(d),
	}
	v.Pareils = len(v.Blocs) == 0
	if v.PeutEcrire && de != duProgramme && de != d.Derniere {
		v.Reprise = de
	}
	return c.Pages.Render(w, http.StatusOK, "console-historique", v)
}

func (c *Console) revision(r *http.Request, par comptes.Acteur, d redaction.Dossier, numero int) (redaction.Revision, error) {
	if numero == duProgramme && d.Nouvelle {
		return c.Redaction.DuProgramme(par, d.ID) //nolint:wrapcheck // a fault
	}
	return c.Redaction.Revision(r.Context(), par, d.ID, numero) //nolint:wrapcheck // a fault
}

func choixRevision(nom, libelle string, d redaction.Dossier, choisie int) ui.Champ {
	ch := ui.Champ{Nom: nom, Type: ui.ChampListe, Libelle: libelle, Obligatoire: true}
	for _, x := range d.Revisions {
		texte := "Révision " + strconv.Itoa(x.Numero) + ", " + x.Auteur
		if x.Numero == d.Publiee {
			texte += " (publiée)"
		}
		ch.Options = append(ch.Options, ui.Option{Valeur: strconv.Itoa(x.Numero), Texte: texte, Choisie: x.Numero == choisie})
	}
	if d.Nouvelle {
		ch.Options = append(ch.Options, ui.Option{Valeur: strconv.Itoa(duProgramme), Texte: "Texte livré avec la nouvelle version du service", Choisie: choisie == duProgramme})
	}
	return ch
}

func (c *Console) tableauRevisions(d redaction.Dossier) ui.Tableau {
	t := ui.Tableau{Legende: "Révisions", Colonnes: []ui.Colonne{{Titre: "Révision"}, {Titre: "État"}, {Titre: "Auteur"}, {Titre: "Date"}, {Titre: "Ce qui change"}}}
	for _, x := range d.Revisions {
		quand := "Avant la première modification"
		if !x.Le.IsZero() {
			quand = c.Cadre.Instant(x.Le)
		}
		numero, etat := ui.Cellule{Texte: strconv.Itoa(x.Numero)}, ui.Cellule{Titre: "État"}
		if x.Numero == d.Publiee {
			etat.Badge = &ui.Badge{Texte: "Publiée", Ton: "succes", Icone: "coche-rond"}
		}
		if x.Numero > 1 {
			numero.URL = chemin(d.ID, "/historique?de="+strconv.Itoa(x.Numero-1)+"&vers="+strconv.Itoa(x.Numero))
		}
		t.Lignes = append(t.Lignes, ui.Ligne{Cellules: []ui.Cellule{numero, etat, {Titre: "Auteur", Texte: x.Auteur}, {Titre: "Date", Texte: quand}, {Titre: "Ce qui change", Texte: x.Motif}}})
	}
	return t
}

// postReprise makes an earlier text the last revision.
func (c *Console) postReprise(w http.ResponseWriter, r *http.Request) error {
	par, f, err := c.geste(w, r)
	if err != nil {
		return err
	}
	id := chi.URLParam(r, "id")
	a, err := c.Redaction.Restaurer(r.Context(), par, id, nombre(f.Get("numero")), nombre(f.Get("vue")))
	return c.suite(w, r, id, err, "Le texte de la révision "+f.Get("numero")+" est repris dans la révision "+strconv.Itoa(a.Version)+". Publiez-la pour que les lecteurs le voient.")
}
