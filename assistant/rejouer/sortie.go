package rejouer

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"claudia/assistant"
	"claudia/assistant/dialogue"
	"claudia/assistant/dialogue/script"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// reponse tells what the last turn gave.
func (b *Banc) reponse() script.Reponse {
	var r script.Reponse
	for _, m := range b.dits {
		if m.Auteur != assistant.Assistant {
			continue
		}
		for _, bloc := range m.Contenu.Blocs {
			r.Textes = append(r.Textes, textes(bloc)...)
			for _, c := range bloc.Choix {
				r.Choix = append(r.Choix, c.Libelle)
			}
		}
	}
	for _, e := range b.effets {
		r.Effets = append(r.Effets, strings.TrimPrefix(fmt.Sprintf("%T", e), "dialogue."))
	}
	return r
}

func textes(bloc dialogue.Bloc) []string {
	var out []string
	ajouter := func(s ...string) {
		if t := strings.TrimSpace(strings.Join(s, " ")); t != "" {
			out = append(out, t)
		}
	}
	ajouter(bloc.Titre)
	ajouter(bloc.Texte)
	for _, v := range bloc.Valeurs {
		ajouter(v.Libelle, ":", v.Affichage)
		ajouter(v.Source)
	}
	for _, p := range bloc.Propositions {
		ajouter(p.Libelle, ":", p.Affichage)
	}
	if len(bloc.Lignes) > 0 {
		ajouter(strings.Join(bloc.Colonnes, " | "))
	}
	for _, l := range bloc.Lignes {
		ajouter(strings.Join(l, " | "))
	}
	ajouter(bloc.Article)
	return out
}

// TourJSON is one turn as `claudia rejouer --json` prints it.
type TourJSON struct {
	Ligne    int      `json:"ligne"`
	Usager   string   `json:"usager"`
	Reponses []string `json:"reponses"`
	Choix    []string `json:"choix"`
	Ecrits   []Ecrit  `json:"ecrits"`
	Attente  string   `json:"attente"`
	Pile     int      `json:"pile"`
	Effets   []string `json:"effets"`
}

// Ecrit is one field that a turn wrote.
type Ecrit struct {
	Champ  string `json:"champ"`
	Valeur string `json:"valeur"`
}

// Jouer plays a script and prints each turn as it ends; the error joins the expectations that failed.
func (b *Banc) Jouer(pas []script.Pas, out io.Writer, enJSON bool) error {
	_, err := script.Jouer(pas, &bavard{Banc: b, out: out, json: enJSON})
	return err
}

// Brouillon gives the current draft, as the portal would show it.
func (b *Banc) Brouillon() (memoires.Memoire, error) {
	return b.memoires.ParID(b.ctx, b.par, b.etat.Memoire)
}

// Contexte is what the fields of the draft need to be shown.
func (b *Banc) Contexte() saisie.Contexte {
	return saisie.Contexte{Referentiel: b.memoires.Referentiel(), Maintenant: b.memoires.Maintenant()}
}

// bavard prints the turns of a bench.
type bavard struct {
	*Banc
	out  io.Writer
	json bool
	n    int
}

// Dire prints the turn.
func (b *bavard) Dire(texte string) (script.Reponse, error) {
	r, err := b.Banc.Dire(texte)
	return r, b.imprimer(texte, r, err)
}

// Toucher prints the turn.
func (b *bavard) Toucher(libelle string) (script.Reponse, error) {
	r, err := b.Banc.Toucher(libelle)
	return r, b.imprimer("["+libelle+"]", r, err)
}

// Deposer prints the turn.
func (b *bavard) Deposer(fichier string) (script.Reponse, error) {
	r, err := b.Banc.Deposer(fichier)
	return r, b.imprimer("+ "+fichier, r, err)
}

func (b *bavard) imprimer(usager string, r script.Reponse, err error) error {
	if err != nil {
		return err
	}
	b.n++
	t := TourJSON{
		Ligne: b.n, Usager: usager, Reponses: r.Textes, Choix: r.Choix, Ecrits: []Ecrit{}, Attente: b.EnAttente(), Pile: b.Pile(),
		Effets: r.Effets,
	}
	for _, e := range b.effets {
		if w, ok := e.(dialogue.Ecrire); ok {
			t.Ecrits = append(t.Ecrits, Ecrit{Champ: w.Champ.String(), Valeur: w.Valeur})
		}
	}
	if b.json {
		return json.NewEncoder(b.out).Encode(t)
	}
	fmt.Fprintf(b.out, "> %s\n", usager)
	for _, s := range t.Reponses {
		fmt.Fprintf(b.out, "  < %s\n", s)
	}
	if len(t.Choix) > 0 {
		fmt.Fprintf(b.out, "    [%s]\n", strings.Join(t.Choix, "] ["))
	}
	for _, e := range t.Ecrits {
		fmt.Fprintf(b.out, "  = %s %s\n", e.Champ, e.Valeur)
	}
	fmt.Fprintf(b.out, "  ? %s\n  ! %s\n", t.Attente, strings.Join(t.Effets, " "))
	return nil
}
