package portail

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// parPage is how many mémoires a page of the list shows.
const parPage = 20

// pageMemoires is the list of the mémoires that the person may see.
type pageMemoires struct {
	page.Base
	Nombre    string
	PeutCreer bool
	Etat      string
	Onglets   ui.Onglets
	Recherche ui.Champ
	Tableau   ui.Tableau
	Pager     *ui.Pager
}

func (p *Portail) showMemoires(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	numero := 1
	if s := q.Get("page"); s != "" {
		if numero, err = strconv.Atoi(s); err != nil || numero < 1 {
			return fault.New(fault.Invalide, "page", "Cette page de la liste n'existe pas. Revenez à la première.")
		}
	}
	f := memoires.Filtre{Texte: q.Get("q"), Page: numero, Taille: parPage}
	etat := q.Get("etat")
	switch {
	case etat == "a_traiter":
		f.ATraiter = true
	case etat != "":
		f.Etats = []memoires.Etat{memoires.Etat(etat)}
	}
	liste, total, err := p.Memoires.Lister(r.Context(), a, f)
	if err != nil {
		return err
	}
	v := pageMemoires{
		Base: p.Cadre.Base(w, r, "Mes mémoires", "memoires"), Etat: etat, PeutCreer: peutCreer(a),
		Nombre: page.Pluriel(int64(total), "mémoire", "mémoires"), Onglets: onglets(etat),
		Recherche: ui.Champ{Nom: "q", Type: ui.ChampTexte, Libelle: "Numéro, affaire ou facture", Valeur: f.Texte, Max: 200},
		Tableau:   tableauMemoires(liste, p.Memoires.Referentiel()),
	}
	v.Large = true
	if total > parPage {
		v.Pager = pager(q, numero, total)
	}
	return p.Pages.Render(w, http.StatusOK, "memoires", v)
}

func peutCreer(a comptes.Acteur) bool {
	return slices.ContainsFunc(a.Structures(), a.PeutModifier)
}

func onglets(etat string) ui.Onglets {
	o := ui.Onglets{Etiquette: "États des mémoires"}
	add := func(cle, texte string) {
		u := "/memoires"
		if cle != "" {
			u += "?etat=" + cle
		}
		o.Onglets = append(o.Onglets, ui.Onglet{Texte: texte, URL: u, Actif: cle == etat})
	}
	add("", "Tous")
	add("a_traiter", "À traiter")
	for _, e := range []memoires.Etat{memoires.Brouillon, memoires.Envoye, memoires.MisADisposition, memoires.Refuse, memoires.MisEnPaiement} {
		add(string(e), e.Libelle())
	}
	return o
}

func tableauMemoires(liste []memoires.Resume, ref *referentiel.Referentiel) ui.Tableau {
	t := ui.Tableau{
		Legende: "Mes mémoires",
		Colonnes: []ui.Colonne{
			{Titre: "Numéro"},
			{Titre: "État"},
			{Titre: "Juridiction"},
			{Titre: "N° d'affaire"},
			{Titre: "N° de facture"},
			{Titre: "Date de l'état"},
			{Titre: "Montant TTC", Nombre: true},
		},
		Vide: &ui.Vide{
			Icone: "memoire", Titre: "Aucun mémoire ici",
			Texte:  "Commencez par déposer une réquisition et une attestation de mission dans l'assistant, ou par le formulaire.",
			Action: &ui.Bouton{Texte: "Nouveau mémoire", Sorte: "principal", Icone: "plus", URL: "/memoires/nouveau"},
		},
	}
	for _, m := range liste {
		badge := ui.BadgeEtat(string(m.Etat))
		juridiction := m.Juridiction
		if j, ok := ref.Juridiction(m.Juridiction); ok {
			juridiction = j.Affichage()
		}
		t.Lignes = append(t.Lignes, ui.Ligne{Cellules: []ui.Cellule{
			{Titre: "Numéro", Texte: string(m.Numero), URL: "/memoires/" + string(m.Numero)},
			{Titre: "État", Badge: &badge},
			{Titre: "Juridiction", Texte: ouTiret(juridiction)},
			{Titre: "N° d'affaire", Texte: ouTiret(m.NumeroAffaire)},
			{Titre: "N° de facture", Texte: ouTiret(m.NumeroFacture)},
			{Titre: "Date de l'état", Texte: page.DateCourte(m.EtatLe)},
			{Titre: "Montant TTC", Texte: montant(m.TTC), Nombre: true},
		}})
	}
	return t
}

func pager(q url.Values, numero, total int) *ui.Pager {
	derniere := (total + parPage - 1) / parPage
	adresse := func(n int) string {
		if n < 1 || n > derniere {
			return ""
		}
		u := url.Values{}
		for _, nom := range []string{"etat", "q"} {
			if s := q.Get(nom); s != "" {
				u.Set(nom, s)
			}
		}
		u.Set("page", strconv.Itoa(n))
		return "/memoires?" + u.Encode()
	}
	v := &ui.Pager{
		Resume:    "Page " + strconv.Itoa(numero) + " sur " + strconv.Itoa(derniere),
		Precedent: adresse(numero - 1), Suivant: adresse(numero + 1),
	}
	for n := max(1, numero-2); n <= min(derniere, numero+2); n++ {
		v.Pages = append(v.Pages, ui.PageListe{Numero: strconv.Itoa(n), URL: adresse(n), Actuelle: n == numero})
	}
	return v
}
