package portail

import (
	"net/http"

	"claudia/memoires"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageAccueil is the home page of a person: what is pending first, then where to go.
type pageAccueil struct {
	page.Base
	Prenom  string
	Chapo   string
	Tuiles  []ui.Tuile
	Attente []ui.Carte
}

func (p *Portail) showAccueil(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	liste, total, err := p.Memoires.Lister(r.Context(), a, memoires.Filtre{ATraiter: true, Taille: 6})
	if err != nil {
		return err
	}
	v := pageAccueil{
		Base:   p.Cadre.Base(w, r, "Accueil", "accueil"),
		Prenom: requete.De(r).Utilisateur.Prenom,
		Chapo:  "Rien n'attend votre action.",
	}
	if total > 0 {
		v.Chapo = page.Pluriel(int64(total), "mémoire attend", "mémoires attendent") + " votre action."
	}
	if peutCreer(a) {
		v.Tuiles = append(v.Tuiles,
			ui.Tuile{Icone: "assistant", Titre: "Déposer un mémoire avec l'assistant", Texte: "Glissez la réquisition et l'attestation, confirmez, envoyez.", URL: "/assistant?nouveau=1"},
			ui.Tuile{Icone: "memoire", Titre: "Saisir par le formulaire", Texte: "Les mêmes écrans, champ par champ.", URL: "/memoires/nouveau"},
		)
	}
	v.Tuiles = append(v.Tuiles,
		ui.Tuile{Icone: "liste", Titre: "Mes mémoires", Texte: "Suivre, retrouver, dupliquer, télécharger.", URL: "/memoires"},
		ui.Tuile{Icone: "structure", Titre: "Mes structures", Texte: "Catégorie, régime, coordonnées bancaires.", URL: "/structures"},
	)
	for _, m := range liste {
		b := ui.BadgeEtat(string(m.Etat))
		c := ui.Carte{Titre: string(m.Numero), URL: "/memoires/" + string(m.Numero), Badge: &b}
		if m.Etat == memoires.Refuse {
			c.Texte = m.MotifRefus
		}
		c.Lignes = []ui.Paire{
			{Libelle: "Affaire", Valeur: ouTiret(m.NumeroAffaire)},
			{Libelle: "Montant TTC", Valeur: montant(m.TTC), Nombre: true},
			{Libelle: "Modifié le", Valeur: page.Instant(m.ModifieLe, p.Fuseau)},
		}
		if m.Etat == memoires.Brouillon {
			c.Actions = []ui.Bouton{{Texte: "Reprendre avec l'assistant", Icone: "bulle", Petit: true, URL: "/assistant?memoire=" + string(m.Numero)}}
		}
		v.Attente = append(v.Attente, c)
	}
	return p.Pages.Render(w, http.StatusOK, "accueil", v)
}
