package public

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
	"claudia/web/page"
	"claudia/web/ui"
)

// maxRecherche bounds the words looked for, in characters.
const maxRecherche = 200

// pageGuide is the guide: fields, states, rules, narrowed by a search.
type pageGuide struct {
	page.Base
	Recherche ui.Champ
	Cherche   string // what was looked for, empty for the whole guide
	Resume    string
	Rien      *ui.Vide
	Sections  []sectionGuide
	Etats     []etatGuide
	Regles    []regleGuide
}

type sectionGuide struct {
	ID, Titre, Texte string
	Champs           []champGuide
}

type champGuide struct {
	Ancre, Libelle, Aide, Pourquoi, Requisition, Attestation, Exemple, Obligation string
}

type etatGuide struct {
	Ancre              string
	Badge              ui.Badge
	Sens, Faire, Apres string
}

type regleGuide struct {
	Ancre, Titre, Phrase, Article, Source, Depuis string
	AVerifier                                     bool
}

func (p *Public) showGuide(w http.ResponseWriter, r *http.Request) error {
	q := strings.TrimSpace(r.URL.Query().Get("q"))
	if !utf8.ValidString(q) || utf8.RuneCountInString(q) > maxRecherche {
		return fault.Sur("q", "champ_trop_long", "Cherchez quelques mots seulement : la recherche en prend 200 caractères au plus.")
	}
	f := filtreGuide(strings.Fields(referentiel.Plier(q)))
	v := pageGuide{
		Base: p.base(w, r, "Champs et règles", "guide"), Cherche: q,
		Recherche: ui.Champ{Nom: "q", Type: ui.ChampTexte, Libelle: "Chercher dans le guide", Valeur: q, Max: maxRecherche, Obligatoire: true},
		Sections: []sectionGuide{
			{ID: "en-tete", Titre: "L'en-tête du mémoire", Texte: "Qui dépose, pour quelle juridiction, payé sur quel compte.", Champs: f.champs(saisie.Entete())},
			{ID: "ligne", Titre: "La ligne de prestation", Texte: "Une mission, ou une tranche d'heures au même tarif : une ligne.", Champs: f.champs(saisie.Ligne())},
		},
		Etats: f.etats(), Regles: f.regles(p.Referentiel.Regles()),
	}
	v.Fil = append(v.Fil, page.Lien{Texte: "Guide", URL: "/guide"})
	if q == "" {
		return p.Pages.Render(w, http.StatusOK, "guide", v)
	}
	n := len(v.Sections[0].Champs) + len(v.Sections[1].Champs) + len(v.Etats) + len(v.Regles)
	v.Resume = page.Pluriel(int64(n), "passage trouvé", "passages trouvés") + " pour « " + q + " »."
	if n == 0 {
		v.Rien = &ui.Vide{
			Icone: "loupe", Titre: "Rien pour « " + q + " »", Texte: "Essayez un autre mot, par exemple « TVA », « délai » ou « réquisition ».",
			Action: &ui.Bouton{Texte: "Tous les champs", URL: "/guide/champs"},
		}
	}
	return p.Pages.Render(w, http.StatusOK, "guide", v)
}

// filtreGuide keeps the passages that hold all the words, folded.
type filtreGuide []string

func (f filtreGuide) garde(textes ...string) bool {
	if len(f) == 0 {
		return true
	}
	dans := referentiel.Plier(strings.Join(textes, " "))
	for _, mot := range f {
		if !strings.Contains(dans, mot) {
			return false
		}
	}
	return true
}

func (f filtreGuide) champs(champs []saisie.Champ) []champGuide {
	var out []champGuide
	for _, c := range champs {
		g := champGuide{
			Ancre: "champ-" + string(c.Cle), Libelle: c.Libelle, Aide: c.Aide, Pourquoi: c.Pourquoi, Requisition: c.OuRequisition,
			Attestation: c.OuAttestation, Exemple: c.Exemple,
		}
		if c.Unite != "" && g.Exemple != "" && !strings.Contains(g.Exemple, strings.Fields(c.Unite)[0]) {
			g.Exemple += " " + c.Unite
		}
		if f.garde(g.Libelle, c.Question, g.Aide, g.Pourquoi, g.Requisition, g.Attestation, g.Exemple) {
			out = append(out, g)
		}
	}
	return out
}

func (f filtreGuide) regles(regles []referentiel.Regle) []regleGuide {
	var out []regleGuide
	for _, r := range regles {
		if !f.garde(r.Titre, r.Phrase, r.Article, r.Source) {
			continue
		}
		g := regleGuide{Ancre: "regle-" + r.Code, Titre: r.Titre, Phrase: r.Phrase, Article: r.Article, Source: r.Source, AVerifier: r.AVerifier}
		if !r.Date.IsZero() {
			g.Depuis = page.DateMoyenne(r.Date)
		}
		out = append(out, g)
	}
	return out
}

// etats explains the states of a mémoire in the order of its life.
func (f filtreGuide) etats() []etatGuide {
	var out []etatGuide
	for _, e := range []struct {
		etat               memoires.Etat
		sens, faire, apres string
	}{
		{
			memoires.Brouillon, "Le mémoire est enregistré chez vous, sous un numéro provisoire qui commence par TMP. La juridiction ne le voit pas.",
			"Complétez-le, joignez les pièces, puis « Valider et envoyer » et « Confirmer et envoyer ». Un brouillon enregistré n'est pas un mémoire déposé.",
			"Envoyé, ou abandonné, ou supprimé.",
		},
		{
			memoires.Envoye, "Le mémoire est déposé. Il a son numéro définitif, qui commence par MJ, et son certificat de dépôt.",
			"Gardez le certificat. Vous ne pouvez plus rien modifier.", "Mis à disposition du service, ou refusé.",
		},
		{
			memoires.MisADisposition, "Le service centralisateur de la juridiction a le mémoire en main : il le certifie, ou un magistrat le taxe.",
			"Rien. Aucun délai ne peut être promis : il dépend de la juridiction.", "Mis en paiement, ou refusé.",
		},
		{
			memoires.Refuse, "La juridiction renvoie le mémoire et dit pourquoi. Le motif est affiché sur la page du mémoire.",
			"Dupliquez-le : vous obtenez un nouveau brouillon identique à corriger. Ou abandonnez-le. Rien ne dit que le délai d'un an reparte : faites vite.",
			"Dupliqué post refus, ou abandonné.",
		},
		{
			memoires.DupliquePostRefus, "Vous avez fait un nouveau brouillon à partir de ce mémoire refusé. Celui-ci n'évoluera plus.",
			"Continuez sur le nouveau brouillon.", "C'est un état final.",
		},
		{
			memoires.Abandonne, "Vous avez renoncé à ce mémoire. Il reste lisible dans votre liste.",
			"Rien. Pour le reprendre, faites-en un nouveau.", "C'est un état final.",
		},
		{
			memoires.MisEnPaiement, "Le comptable paie le mémoire sur le compte que vous avez choisi.",
			"Surveillez votre compte. La réclamation sur un mémoire certifié se fait dans le mois qui suit le paiement.", "C'est un état final.",
		},
	} {
		if f.garde(e.etat.Libelle(), e.sens, e.faire, e.apres) {
			out = append(out, etatGuide{Ancre: "etat-" + string(e.etat), Badge: ui.BadgeEtat(string(e.etat)), Sens: e.sens, Faire: e.faire, Apres: e.apres})
		}
	}
	return out
}
