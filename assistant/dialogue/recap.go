package dialogue

import (
	"slices"
	"strconv"
	"strings"

	"claudia/memoires"
)

// recapituler shows the whole mémoire and the control, and leads to the page of sending; what was put
// off is asked first, one by one (turn 115). Sending itself is never an effect of a sentence (R10).
func (t *tour) recapituler() Attente {
	if q, ok := t.reporte(); ok {
		return q
	}
	t.blocRecap()
	l := t.controler()
	if len(l) > 0 {
		t.blocs = append(t.blocs, blocControle(l))
	}
	a := Attente{Genre: AttendRecap, Rappel: "Que souhaitez-vous faire de ce récapitulatif ?"}
	if memoires.Bloque(l) || t.manqueEncore() {
		a.Question = "Il reste des points à compléter avant l'envoi. Lequel voulez-vous reprendre ?"
		a.Candidats = t.candidatsManquants(l)
	} else {
		a.Question = "Tout est là. Relisez, puis ouvrez la page d'envoi : c'est vous qui confirmez, après les mentions légales."
		a.Candidats = append(a.Candidats, Candidat{Libelle: "Relire les mentions et envoyer", Style: "primaire", Lien: t.lienEnvoi()})
	}
	a.Candidats = append(a.Candidats,
		Candidat{Libelle: "Ajouter une ligne", Ordres: []Ordre{{Verbe: vAllonger}}},
		Candidat{Libelle: "Garder pour plus tard", Style: "discret", Ordres: []Ordre{{Verbe: vSuspendre}}},
	)
	return a
}

// lienEnvoi is the page of the portal where the person confirms and sends.
func (t *tour) lienEnvoi() string { return "/memoires/" + string(t.m.Numero) + "/envoi" }

// reporte asks again, once, what was put off: the recapitulation reminds it (turn 61).
func (t *tour) reporte() (Attente, bool) {
	for _, c := range t.e.Reportes {
		sujet := "rappel:" + c.String()
		if slices.Contains(t.e.Tranches, sujet) || t.valeur(c) != "" {
			continue
		}
		t.e.Tranches = append(t.e.Tranches, sujet)
		t.e.Reportes = sans(t.e.Reportes, c)
		t.dire("Il restait un point à compléter.")
		a := t.questionChamp(c)
		return a, true
	}
	return Attente{}, false
}

func (t *tour) manqueEncore() bool {
	for _, e := range memoires.Etapes(*t.m) {
		if len(e.Manque) > 0 {
			return true
		}
	}
	return false
}

// candidatsManquants gives a button for each point that keeps the mémoire from being sent.
func (t *tour) candidatsManquants(l []memoires.Manquement) []Candidat {
	var out []Candidat
	for _, m := range l {
		if m.Gravite != memoires.Bloquant || len(out) == optionsMax {
			continue
		}
		switch {
		case m.Champ.Cle != "" && t.modifiableChamp(m.Champ):
			out = append(out, Candidat{Libelle: majuscule(t.rappel(m.Champ)), Ordres: []Ordre{{Verbe: vPoserChamp, Champ: m.Champ}}})
		case m.Piece != nil:
			out = append(out, Candidat{Libelle: majuscule(t.questionPiece(m.Piece.Type).Rappel), Ordres: []Ordre{{Verbe: vPiece, Type: m.Piece.Type}}})
		}
	}
	return out
}

func (t *tour) modifiableChamp(c memoires.Champ) bool {
	return !c.Cle.DeLigne() || t.m.Ligne(c.Ligne) != nil || len(t.m.Lignes) == 0
}

// reclamerPiece asks a document that had been left for later.
func (t *tour) reclamerPiece(o Ordre) {
	t.e.PiecesTard = slices.DeleteFunc(t.e.PiecesTard, func(p memoires.TypePiece) bool { return p == o.Type })
	t.demander(t.questionPiece(o.Type))
}

// controler runs the control on the draft as the turn leaves it.
func (t *tour) controler() []memoires.Manquement {
	w := t.w.Controle
	w.Maintenant, w.Referentiel = t.w.Maintenant, t.w.Referentiel
	if s, ok := t.structure(); ok {
		w.Structure = s
	}
	return memoires.Controler(*t.m, w)
}

// blocControle shows all that the control found, at once.
func blocControle(l []memoires.Manquement) Bloc {
	b := Bloc{Genre: BlocControle, Titre: "Contrôle avant envoi", Colonnes: []string{"Gravité", "Champ", "Message", "Règle"}}
	for _, m := range l {
		regle := m.Article
		if m.AVerifier {
			regle += " (à vérifier)"
			b.AVerifier = true
		}
		champ := ""
		if m.Champ.Cle != "" {
			champ = declaration(m.Champ.Cle).Libelle
		}
		b.Lignes = append(b.Lignes, []string{string(m.Gravite), champ, typo(m.Message), typo(regle)})
		if m.Champ.Cle != "" {
			c := m.Champ
			b.Choix = append(b.Choix, Choix{Libelle: "Corriger", Action: ActionChanger, Champ: &c, Style: "discret"})
		}
	}
	return b
}

// blocRecap shows the values of the header and those that all the lines share, each once and editable in
// place, then one table of the lines with the computation and the totals.
func (t *tour) blocRecap() {
	if slices.ContainsFunc(t.blocs, func(b Bloc) bool { return b.Genre == BlocRecap }) {
		return
	}
	b := Bloc{Genre: BlocRecap, Titre: typo("Récapitulatif" + numeroDe(t.m))}
	for _, k := range memoires.ClesEntete() {
		t.ajouterAuRecap(&b, memoires.Champ{Cle: k}, "")
	}
	pareilles := " (toutes les lignes)"
	if len(t.m.Lignes) == 1 {
		pareilles = ""
	}
	for _, k := range t.partagees() {
		t.ajouterAuRecap(&b, memoires.Champ{Cle: k, Ligne: t.m.Lignes[0].ID}, pareilles)
	}
	t.blocs = append(t.blocs, b)
	if len(t.m.Lignes) > 0 {
		t.blocs = append(t.blocs, t.tableauMontants())
	}
}

// ajouterAuRecap shows one value with where it comes from; an optional empty one is left out.
func (t *tour) ajouterAuRecap(b *Bloc, c memoires.Champ, portee string) {
	v := t.valeur(c)
	if v == "" && !t.obligatoire(c) {
		return
	}
	x := Valeur{Champ: c, Libelle: declaration(c.Cle).Libelle + portee, Affichage: ouCompleter(t.afficher(c, v))}
	if p, ok := t.m.Provenances[c]; ok && v != "" {
		x.Source = source(p)
	}
	b.Valeurs = append(b.Valeurs, x)
}

// dansLeTableau are the fields that the table of the lines always shows.
func dansLeTableau() []memoires.Cle {
	return []memoires.Cle{
		memoires.CleDatePrestation, memoires.CleQuantite, memoires.CleTarifHT, memoires.CleTauxTVA, memoires.CleFraisDivers, memoires.CleDebours,
	}
}

// partagees are the fields of a line, those of the table apart, that have one value on every line.
func (t *tour) partagees() []memoires.Cle {
	var out []memoires.Cle
	for _, k := range memoires.ClesLigne() {
		if !slices.Contains(dansLeTableau(), k) && len(t.m.Lignes) > 0 && t.memeValeur(k) {
			out = append(out, k)
		}
	}
	return out
}

func (t *tour) memeValeur(k memoires.Cle) bool {
	v := t.m.Lignes[0].Valeur(k)
	return !slices.ContainsFunc(t.m.Lignes, func(l memoires.LignePrestation) bool { return l.Valeur(k) != v })
}

// montrerRecap shows the recapitulation now, whatever is missing; the pending question follows.
func (t *tour) montrerRecap() {
	if t.m == nil {
		t.dire("Aucun mémoire n'est en cours.")
		return
	}
	t.blocRecap()
	t.court = true
}

// recapDit answers « récapitule ».
func (t *tour) recapDit() suiteTour {
	if t.m == nil {
		return rien
	}
	t.montrerRecap()
	return fini
}

// envoi answers « c'est bon, envoie »: the recapitulation, the control, and the page where the person
// sends; a sentence never sends (R10; turns 113, 114).
func (t *tour) envoi() suiteTour {
	if !t.p.a(iEnvoyer) || t.p.a(iAnnulerEnvoi) || t.p.point && !t.p.contient("envoyer|envoie") {
		return rien
	}
	if t.m == nil {
		if t.p.a(iNouveau) || !t.p.ordonne() {
			return rien
		}
		t.dire("Aucun mémoire n'est en cours.")
		return fini
	}
	t.e.Tranches = slices.DeleteFunc(t.e.Tranches, func(s string) bool { return len(s) > 7 && s[:7] == "rappel:" })
	t.e.PiecesTard = nil
	t.repond, t.e.Attente = true, nil
	if n := t.nombreManquants(); n > 0 {
		t.dire("Il manque encore " + pluriel(n, "point") + " avant l'envoi : voyons-les un par un.")
		t.e.Reportes = nil
		return fini
	}
	t.dire("L'envoi se confirme sur sa page, avec les mentions légales et l'attestation sur l'honneur : je ne peux pas envoyer à votre place.")
	return fini
}

func (t *tour) nombreManquants() int {
	n := 0
	for _, e := range memoires.Etapes(*t.m) {
		n += len(e.Manque) + len(e.Pieces)
	}
	return n
}

// ligneEnBref names a line by what it holds.
func (t *tour) ligneEnBref(l memoires.LignePrestation) string {
	rang := 1 + slices.IndexFunc(t.m.Lignes, func(x memoires.LignePrestation) bool { return x.ID == l.ID })
	mots := []string{"ligne " + strconv.Itoa(rang)}
	for _, k := range []memoires.Cle{memoires.CleNumeroAffaire, memoires.CleTypePrestation, memoires.CleDatePrestation} {
		if v := l.Valeur(k); v != "" {
			mots = append(mots, t.afficher(memoires.Champ{Cle: k, Ligne: l.ID}, v))
		}
	}
	if ttc := l.Montants().TTC; ttc > 0 {
		mots = append(mots, ttc.String()+" TTC")
	}
	return strings.Join(mots, ", ")
}
