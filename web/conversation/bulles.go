package conversation

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"claudia/assistant"
	"claudia/assistant/dialogue"
	"claudia/kb/retours"
	"claudia/memoires"
	"claudia/web/formulaire"
	"claudia/web/page"
	"claudia/web/reperes"
	"claudia/web/ui"
)

// seuilIncertain is the confidence under which a value read asks to look closely.
const seuilIncertain = 0.9

// dessin draws messages of one conversation.
type dessin struct {
	fuseau *time.Location
	retour string // page that a form without script comes back to
	actif  bool   // the quick replies of this message may still be taken
	votes  map[retours.Endroit]bool
}

// bulle makes the bubble of a message; ok is false for an event that is not shown.
func (d dessin) bulle(m assistant.Message) (b ui.Bulle, ok bool) {
	if m.Auteur == assistant.Systeme {
		return ui.Bulle{}, false
	}
	le := m.Le.In(d.fuseau)
	b = ui.Bulle{
		ID: "m-" + strconv.FormatInt(int64(m.Seq), 10), Seq: int64(m.Seq), Client: m.CID.String(),
		Auteur: string(m.Auteur), Nom: nom(m.Auteur), Heure: page.Heure(le), HeureISO: m.Le.Format(time.RFC3339),
	}
	c := m.Contenu
	b.Paragraphes = paragraphes(c.Texte)
	for _, f := range c.Pieces {
		if f.Debut != "" {
			b.Paragraphes = append(b.Paragraphes, f.Debut)
		}
		b.Pieces = append(b.Pieces, ui.Fichier{Nom: f.Nom, Taille: taille(f.Taille), URL: "/pieces/" + f.Piece})
	}
	for i, x := range c.Blocs {
		b.Blocs = append(b.Blocs, d.bloc(m, i, x))
	}
	return b, true
}

func nom(a assistant.Auteur) string {
	switch a {
	case assistant.Usager:
		return "Vous"
	case assistant.Assistant:
		return "claudia"
	case assistant.Agent:
		return "Un agent du support"
	case assistant.Systeme:
	}
	return ""
}

func taille(octets int64) string {
	if octets == 0 {
		return ""
	}
	return page.Octets(octets)
}

func paragraphes(texte string) []string {
	var out []string
	for l := range strings.SplitSeq(texte, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// bloc makes one part of a reply; i is its place in the message.
func (d dessin) bloc(m assistant.Message, i int, x dialogue.Bloc) ui.Bloc {
	b := ui.Bloc{
		Genre: string(x.Genre), Titre: x.Titre, Paragraphes: paragraphes(x.Texte), Ton: x.Ton, Article: x.Article,
		AVerifier: x.AVerifier, Avis: d.avis(m, i), Choix: d.choix(m, place{m.Seq, i, -1}, x.Choix),
	}
	for j, p := range x.Propositions {
		b.Propositions = append(b.Propositions, d.proposition(m, place{m.Seq, i, j}, p))
	}
	for _, v := range x.Valeurs {
		b.Valeurs = append(b.Valeurs, ui.Echo{Libelle: v.Libelle, Texte: v.Affichage, Avant: v.Avant, Source: v.Source})
	}
	if len(x.Lignes) > 0 {
		b.Tableau = tableau(x)
	}
	if x.Genre == dialogue.BlocSource && x.Champ != nil {
		b.Reperes = exemples(x.Champ.Cle)
	}
	if x.Lien != "" {
		b.Lien = &ui.LienBulle{Texte: x.LienTexte, URL: x.Lien, Icone: "fleche-droite"}
	}
	return b
}

// exemples shows where a field stands on the two documents.
func exemples(cle memoires.Cle) []ui.Repere {
	var out []ui.Repere
	for _, r := range reperes.Pour(cle) {
		out = append(out, ui.Repere{Image: r.URL(), Alt: r.Alt(), Document: r.Document, Largeur: r.Largeur, Hauteur: r.Hauteur})
	}
	return out
}

func tableau(x dialogue.Bloc) *ui.Tableau {
	t := ui.Tableau{Legende: x.Titre}
	if t.Legende == "" {
		t.Legende = "Détail"
	}
	for _, c := range x.Colonnes {
		t.Colonnes = append(t.Colonnes, ui.Colonne{Titre: c})
	}
	for _, l := range x.Lignes {
		var r ui.Ligne
		for i, c := range l {
			titre := ""
			if i < len(x.Colonnes) {
				titre = x.Colonnes[i]
			}
			r.Cellules = append(r.Cellules, ui.Cellule{Titre: titre, Texte: c})
		}
		t.Lignes = append(t.Lignes, r)
	}
	return &t
}

// place is where a set of quick replies stands in the journal; proposition is -1 for those of the block.
type place struct {
	seq               assistant.Seq
	bloc, proposition int
}

// valeur names one reply as assistant/live reads it: « seq.bloc.proposition.choix ».
func (p place) valeur(choix int) string {
	proposition := ""
	if p.proposition >= 0 {
		proposition = strconv.Itoa(p.proposition)
	}
	return strconv.FormatInt(int64(p.seq), 10) + "." + strconv.Itoa(p.bloc) + "." + proposition + "." + strconv.Itoa(choix)
}

func (d dessin) choix(m assistant.Message, p place, choix []dialogue.Choix) *ui.Choix {
	if len(choix) == 0 {
		return nil
	}
	c := ui.Choix{
		Action: "/assistant/" + m.Conversation.String() + "/messages", Client: uuid.NewString(), Retour: d.retour, Fige: !d.actif,
	}
	for i, x := range choix {
		c.Reponses = append(c.Reponses, ui.Reponse{
			Texte: x.Libelle, Valeur: p.valeur(i), URL: x.Lien, Icone: icone(x.Action),
			Principale: x.Style == "primaire", Discrete: x.Style == "discret",
		})
	}
	return &c
}

// icone is the drawing of an action, empty for a plain answer.
func icone(a dialogue.Action) string {
	switch a { //nolint:exhaustive // the others are answers in words
	case dialogue.ActionAccepter, dialogue.ActionToutBon:
		return "coche"
	case dialogue.ActionCorriger, dialogue.ActionChanger:
		return "crayon"
	case dialogue.ActionIllisible:
		return "oeil-barre"
	case dialogue.ActionOu:
		return "question"
	case dialogue.ActionHumain:
		return "casque"
	case dialogue.ActionDefaire:
		return "annuler"
	case dialogue.ActionNouveau:
		return "plus"
	case dialogue.ActionReprise:
		return "reprise"
	case dialogue.ActionRecap:
		return "liste"
	}
	return ""
}

func (d dessin) proposition(m assistant.Message, p place, x dialogue.Proposition) ui.Proposition {
	v := ui.Proposition{
		Choix: d.choix(m, p, x.Choix), Libelle: x.Libelle, Valeur: x.Affichage,
		Source: "lu page " + strconv.Itoa(x.Page), Image: formulaire.LienExtrait(x.Piece, x.Page, x.Zone),
		ImageAlt: "Extrait du document : " + x.Texte, Document: "/pieces/" + x.Piece,
		Incertain: x.Confiance < seuilIncertain, Fige: !d.actif,
	}
	if x.Ligne > 0 { // a pasted text has no image: its words are the proof
		v.Source, v.Image, v.ImageAlt = "lu ligne "+strconv.Itoa(x.Ligne)+" du texte collé", "", ""
	}
	if x.Texte != x.Affichage || x.Ligne > 0 {
		v.Lu = x.Texte
	}
	return v
}

// bulles makes the journal of the first page.
func bulles(ms []assistant.Message, d dessin) []ui.Bulle {
	ouverte := offreOuverte(ms)
	var out []ui.Bulle
	for i, m := range ms {
		d.actif = i == ouverte
		b, ok := d.bulle(m)
		if !ok {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Auteur == b.Auteur {
			b.Suite = true
		}
		out = append(out, b)
	}
	return out
}

// offreOuverte gives the place of the only message whose replies may still be taken: the last answer of the
// assistant, an older button would answer a question that was overtaken. What the assistant says by itself
// after it, without an entry that calls for a turn and without replies, overtakes nothing (R4).
func offreOuverte(ms []assistant.Message) int {
	derniere, entree := -1, true
	for i, m := range ms {
		switch {
		case m.Auteur != assistant.Assistant:
			entree = true
		case entree || offre(m):
			derniere, entree = i, false
		}
	}
	return derniere
}

func offre(m assistant.Message) bool {
	return slices.ContainsFunc(m.Contenu.Blocs, func(b dialogue.Bloc) bool {
		return len(b.Choix) > 0 || slices.ContainsFunc(b.Propositions, func(p dialogue.Proposition) bool { return len(p.Choix) > 0 })
	})
}
