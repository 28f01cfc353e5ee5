package dialogue

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"claudia/internal/comptes"
	"claudia/memoires"
)

// accueilMax is the number of buttons of the greeting: no wall of text (turn 1).
const accueilMax = 4

// brouillonVierge is the age under which an untouched draft is offered before a new one (turn 3).
const brouillonVierge = 24 * time.Hour

// ouverture greets once, then gives the context and the pending question (turns 1, 79; R17).
func (t *tour) ouverture() {
	if t.e.Salue && t.e.Attente != nil {
		t.muet = true // the conversation is on the screen, with its question
		return
	}
	if t.e.Salue && t.m != nil {
		t.dire(t.contexteBrouillon())
		return
	}
	t.e.Salue = true
	t.accueillir()
}

// accueillir says good day with what is pending.
func (t *tour) accueillir() {
	t.dire(t.bonjour() + " Je vous aide à saisir vos mémoires de frais de justice et à les suivre.")
	if t.m != nil {
		t.dire(t.contexteBrouillon())
		return
	}
	t.demander(t.questionAccueil())
}

func (t *tour) bonjour() string {
	s := "Bonjour"
	if h := t.w.Maintenant.Hour(); h >= 18 {
		s = "Bonsoir"
	}
	prenom, _, _ := strings.Cut(t.w.Acteur.Nom, " ")
	if prenom != "" {
		s += " " + prenom
	}
	return s + "."
}

// contexteBrouillon is one sentence about the draft under way (R17).
func (t *tour) contexteBrouillon() string {
	s := "Votre brouillon" + numeroDe(t.m) + " est en cours"
	if t.m.Entete.Juridiction != "" {
		s += " pour " + t.afficher(memoires.Champ{Cle: memoires.CleJuridiction}, t.m.Entete.Juridiction)
	}
	n := 0
	for _, e := range memoires.Etapes(*t.m) {
		n += len(e.Manque) + len(e.Pieces)
	}
	if n == 0 {
		return s + " ; rien ne manque."
	}
	return s + " ; il reste " + pluriel(n, "point") + "."
}

// questionAccueil offers what is pending, at most four buttons: a draft, a refused mémoire, a new one, a
// question.
func (t *tour) questionAccueil() Attente {
	a := Attente{Genre: AttendAccueil, Question: "Que souhaitez-vous faire ?", Rappel: "Que souhaitez-vous faire ?"}
	for _, d := range t.w.Dossiers {
		if d.Etat == memoires.Brouillon && len(a.Candidats) == 0 {
			l := "Reprendre " + string(d.Numero)
			if d.Manque != "" {
				l += " (il manque " + d.Manque + ")"
			}
			a.Candidats = append(a.Candidats, Candidat{Libelle: l, Style: "primaire", Ordres: []Ordre{{Verbe: vReprendreUn, Memoire: d.ID}}})
		}
	}
	if refuses := t.parEtat(memoires.Refuse); len(refuses) == 1 {
		a.Candidats = append(a.Candidats, Candidat{Libelle: "Traiter le refus de " + string(refuses[0].Numero), Ordres: []Ordre{{Verbe: vVoirEtat, Memoire: refuses[0].ID}}})
	} else if len(refuses) > 1 {
		a.Candidats = append(a.Candidats, Candidat{Libelle: "Traiter mes " + strconv.Itoa(len(refuses)) + " mémoires refusés", Ordres: []Ordre{{Verbe: vListeRefuses}}})
	}
	if t.peut(0) {
		a.Candidats = append(a.Candidats, Candidat{Libelle: "Nouveau mémoire", Ordres: []Ordre{{Verbe: vOuvrirUn, Oui: true}}})
	}
	a.Candidats = append(a.Candidats, Candidat{Libelle: "Poser une question", Ordres: []Ordre{{Verbe: vInviter}}})
	a.Candidats = a.Candidats[:min(len(a.Candidats), accueilMax)]
	return a
}

func (t *tour) parEtat(etats ...memoires.Etat) []Dossier {
	var out []Dossier
	for _, d := range t.w.Dossiers {
		for _, e := range etats {
			if d.Etat == e {
				out = append(out, d)
			}
		}
	}
	return out
}

// inviter invites a free question.
func (t *tour) inviter() {
	t.demander(Attente{Genre: AttendAccueil, Question: "Je vous écoute : quelle est votre question ?", Rappel: "Quelle est votre question ?"})
}

// demarrer opens a draft; several structures, or a fresh untouched draft, are asked first (turn 3).
func (t *tour) demarrer() {
	if !t.peut(0) {
		t.dire("Votre accès est en consultation : je ne peux pas ouvrir de mémoire pour vous. Demandez l'habilitation « Frais de justice – modification » au gestionnaire de la structure.")
		return
	}
	if t.m != nil {
		t.demander(Attente{
			Genre: AttendChoix, Sujet: "nouveau", Rappel: "Continuer ce brouillon, ou en ouvrir un autre ?",
			Question: t.contexteBrouillon() + " Voulez-vous le continuer, ou en ouvrir un autre ?",
			Candidats: []Candidat{
				{Cle: "oui", Libelle: "Reprendre celui-ci", Style: "primaire", Ordres: []Ordre{{Verbe: vReprendreUn, Memoire: t.m.ID}}},
				{Cle: "nouveau", Libelle: "Ouvrir un nouveau", Ordres: []Ordre{{Verbe: vOuvrirUn, Oui: true}}},
			},
		})
		return
	}
	if d, ok := t.vierge(); ok {
		t.demander(Attente{
			Genre: AttendChoix, Sujet: "nouveau", Rappel: "Reprendre ce brouillon, ou en ouvrir un nouveau ?",
			Question: "Un brouillon ouvert récemment, " + string(d.Numero) + ", est encore vide. Voulez-vous le reprendre ou en ouvrir un nouveau ?",
			Candidats: []Candidat{
				{Cle: "oui", Libelle: "Reprendre " + string(d.Numero), Style: "primaire", Ordres: []Ordre{{Verbe: vReprendreUn, Memoire: d.ID}}},
				{Cle: "nouveau", Libelle: "Nouveau mémoire", Ordres: []Ordre{{Verbe: vOuvrirUn, Oui: true}}},
			},
		})
		return
	}
	t.demarrerSur(Ordre{})
}

// vierge finds a draft less than a day old in which nothing was typed.
func (t *tour) vierge() (Dossier, bool) {
	for _, d := range t.w.Dossiers {
		if d.Etat == memoires.Brouillon && d.Lignes == 0 && t.w.Maintenant.Sub(d.ModifieLe) < brouillonVierge {
			return d, true
		}
	}
	return Dossier{}, false
}

// demarrerSur opens a draft for the structure of the order; several are asked.
func (t *tour) demarrerSur(o Ordre) {
	s := comptes.StructureID(entierDe(o.Valeur))
	var miennes []comptes.Structure
	for _, x := range t.w.Structures {
		if t.w.Acteur.PeutModifier(x.ID) {
			miennes = append(miennes, x)
		}
	}
	if s == 0 && len(miennes) == 1 {
		s = miennes[0].ID
	}
	if len(miennes) == 0 {
		t.demarrer()
		return
	}
	if s == 0 {
		a := Attente{Genre: AttendChoix, Sujet: "structure", Question: declaration(memoires.CleStructure).Question, Rappel: declaration(memoires.CleStructure).Question}
		for _, x := range miennes {
			a.Candidats = append(a.Candidats, Candidat{Libelle: x.RaisonSociale, Ordres: []Ordre{{Verbe: vOuvrirUn, Oui: true, Valeur: strconv.FormatInt(int64(x.ID), 10)}}})
		}
		t.demander(a)
		return
	}
	t.ouvrirBrouillon(s)
	t.dire("J'ouvre un nouveau mémoire. Il est enregistré au fur et à mesure : vous pouvez vous arrêter quand vous voulez.")
	t.rattacherLibres()
}

// reprendreMemoire makes a draft the current one.
func (t *tour) reprendreMemoire(id memoires.ID) {
	if t.m != nil && t.m.ID == id {
		t.reprendreSaisie()
		return
	}
	for _, d := range t.w.Dossiers {
		if d.ID == id && d.Etat == memoires.Brouillon {
			t.fermerBrouillon()
			t.e.Attente, t.repond = nil, true
			t.e.Memoire, t.e.Mode = id, Saisie
			t.faire(Reprendre{Memoire: id})
			s := "Nous reprenons " + string(d.Numero)
			if d.Manque != "" {
				s += " : il manque " + d.Manque
			}
			t.dire(s + ".")
			t.m = nil
			t.seul = true // the draft is read by the caller, who plays EntreeReprise next
			return
		}
	}
	t.introuvable()
}

// reprise is played by the caller after Reprendre, Ouvrir or Dupliquer made another draft the current
// one: the question comes from the draft itself.
func (t *tour) reprise() {
	if t.m == nil {
		t.demander(t.questionAccueil())
		return
	}
	t.e.Mode = Saisie
	t.rattacherLibres()
}

// modifieAilleurs tells what changed in the portal or on another device; the pending question follows
// if it was answered there (turns 79, 80).
func (t *tour) modifieAilleurs() {
	for _, m := range t.in.Modifications {
		if t.m == nil {
			break
		}
		c := m.Champ
		t.e.Reportes = sans(t.e.Reportes, c)
		avant := t.afficher(c, m.Avant)
		t.echos = append(t.echos, Valeur{Champ: c, Libelle: t.libelle(c), Affichage: ouCompleter(t.afficher(c, t.valeur(c))), Avant: avant, Source: typo(strings.TrimSpace("modifié " + m.Ou + " " + heureDe(m.A)))})
		t.oublierPropositions(c, t.valeur(c))
		t.noterAilleurs(m)
	}
	if len(t.echos) == 0 {
		t.muet = true
		return
	}
	if a := t.e.Attente; a != nil && t.utile(*a) && !t.modifie(a.Champ) {
		t.discret = true // the question on the screen still stands
	}
}

func (t *tour) modifie(c memoires.Champ) bool {
	for _, m := range t.in.Modifications {
		if m.Champ == c {
			return true
		}
	}
	return false
}

func heureDe(a string) string {
	if a == "" {
		return ""
	}
	return "à " + a
}

func ouCompleter(s string) string {
	if s == "" {
		return "à compléter"
	}
	return s
}

func sans(l []memoires.Champ, c memoires.Champ) []memoires.Champ {
	var out []memoires.Champ
	for _, x := range l {
		if x != c {
			out = append(out, x)
		}
	}
	return out
}

// edition takes an old bubble that was edited for a correction of its field (turn 27).
func (t *tour) edition() {
	if t.m == nil || t.in.Champ == nil || !t.modifiable() {
		t.texte()
		return
	}
	c := t.ancrer(*t.in.Champ)
	t.oublierAilleurs(c)
	d, ok := t.lireAutre(c, t.in.Texte)
	if !ok {
		t.dire("Je n'ai pas compris la nouvelle valeur pour " + t.rappel(c) + " ; l'ancienne est gardée.")
		t.court = true
		return
	}
	t.p = comprendre(t.in.Texte)
	t.appliquer(d)
	t.court = true
}

// mainRendue takes the conversation back at the exact step (R13).
func (t *tour) mainRendue() {
	t.e.Mode = Libre
	if t.m != nil {
		t.e.Mode = Saisie
	}
	t.dire("Je reprends la main, là où nous en étions.")
	t.court = true
	for _, f := range slices.Clone(t.e.ALire) {
		if d, ok := t.w.Documents[f.Piece]; ok && (d.Lecture != nil || d.Erreur != "") {
			t.recevoirLecture(f.Piece)
		}
	}
}

// garderPieces remembers, without a word, the documents that come while a human is there.
func (t *tour) garderPieces() {
	for _, f := range t.in.Fichiers {
		if !slices.ContainsFunc(t.e.ALire, func(x Fichier) bool { return x.Piece == f.Piece }) {
			t.e.ALire = append(t.e.ALire, f)
		}
	}
}

// politesse acknowledges in a word (turns 2, 74).
func (t *tour) politesse() suiteTour {
	switch {
	case t.p.a(iBonjour) && t.m == nil && len(t.blocs) == 0 && t.question == nil:
		t.accueillir()
		return fini
	case t.p.a(iBonjour):
		if len(t.blocs)+len(t.echos) == 0 {
			t.dire(t.bonjour())
			t.court = t.m != nil
		}
		return continuer
	case t.p.a(iRobot):
		t.dire("Oui, je suis un assistant automatique. Je lis vos documents, je remplis le mémoire avec vous et je réponds d'après le guide. Un conseiller peut prendre le relais quand vous voulez.")
		t.boutonHumain = true
		t.court = true
		return fini
	case t.p.a(iHorsSujet):
		t.dire("Cela sort de ce que je sais faire : je m'occupe des mémoires de frais de justice.")
		t.court = true
		return fini
	case t.p.a(iMerci):
		if len(t.blocs)+len(t.echos) == 0 {
			t.dire("Avec plaisir.")
			t.court = true
		}
		return continuer
	case t.p.a(iOui, iNon) && t.e.Attente != nil && t.e.Attente.Genre == AttendRecap:
		t.court = true
		return continuer
	}
	return rien
}
