package dialogue

import (
	"slices"
	"strconv"

	"claudia/memoires"
	"claudia/memoires/lecture"
)

// mission is one mission of a document that holds several: its attestation, its réquisition, or both.
type mission struct{ actes []lecture.Lecture }

// missionsDe groups the acts of a document: an attestation with the réquisition of its case, a réquisition
// alone when no attestation speaks of its case. Acts that name another person are counted apart.
func (t *tour) missionsDe(l lecture.Lecture) (out []mission, autres int) {
	var requisitions []lecture.Lecture
	numero := func(l lecture.Lecture) string { c, _ := l.Champ(lecture.NumeroAffaire); return c.Valeur }
	pris := map[string]bool{}
	for _, p := range l.Parties {
		if _, autre := t.autrePersonne(p); autre {
			autres++
		} else if p.Nature == lecture.Requisition {
			requisitions = append(requisitions, p)
		} else {
			out = append(out, mission{[]lecture.Lecture{p}})
		}
	}
	for i, m := range out {
		n := numero(m.actes[0])
		j := slices.IndexFunc(requisitions, func(r lecture.Lecture) bool { return n != "" && numero(r) == n })
		if j >= 0 {
			out[i].actes = append(out[i].actes, requisitions[j])
			pris[n] = true
		}
	}
	for _, r := range requisitions {
		if !pris[numero(r)] {
			out = append(out, mission{[]lecture.Lecture{r}})
		}
	}
	return out, autres
}

// deMission are the fields of a line that a mission fills, all shown in the table before the yes.
func deMission() []memoires.Cle {
	return []memoires.Cle{
		memoires.CleNumeroAffaire, memoires.CleDateRequisition, memoires.CleAutorite, memoires.CleTypePrestation, memoires.CleDatePrestation, memoires.CleQuantite,
	}
}

// valeursDe gives what the acts of a mission propose for a line.
func (t *tour) valeursDe(piece string, m mission, ligne memoires.LigneID) []Proposition {
	var out []Proposition
	for _, acte := range m.actes {
		for _, p := range t.propositionsDe(piece, acte, ligne) {
			if !slices.ContainsFunc(out, func(x Proposition) bool { return x.Champ == p.Champ }) {
				out = append(out, p)
			}
		}
	}
	return out
}

// plusieursMissions shows the missions of one document as a table and asks once for a line each (turn 93);
// false when the document holds one.
func (t *tour) plusieursMissions(piece string, d Document) bool {
	if len(d.Lecture.Parties) < 2 {
		return false
	}
	l, autres := t.missionsDe(*d.Lecture)
	if len(l) < 2 {
		return false
	}
	b := Bloc{Genre: BlocTableau, Titre: "Missions lues sur « " + d.Nom + " »", Colonnes: []string{"Mission", "Pages"}}
	for _, k := range deMission() {
		b.Colonnes = append(b.Colonnes, declaration(k).Libelle)
	}
	var ordres []Ordre
	for i, m := range l {
		rangee := []string{strconv.Itoa(i + 1), pagesDe(m)}
		lues := t.valeursDe(piece, m, 0)
		for _, k := range deMission() {
			j := slices.IndexFunc(lues, func(p Proposition) bool { return p.Champ.Cle == k })
			if j < 0 {
				rangee = append(rangee, "à compléter")
				continue
			}
			rangee = append(rangee, lues[j].Affichage)
		}
		b.Lignes = append(b.Lignes, rangee)
		ordres = append(ordres, Ordre{Verbe: vMission, Piece: piece, Valeur: strconv.Itoa(i)})
	}
	t.blocs = append(t.blocs, b)
	if autres > 0 {
		t.alerter("avertissement", pluriel(autres, "acte")+" de ce document à un autre nom que le vôtre : je ne le reprends pas.")
	}
	t.demander(Attente{
		Genre: AttendChoix, Sujet: "missions:" + piece, Rappel: "Faut-il une ligne par mission ?",
		Question: "« " + d.Nom + " » contient " + pluriel(len(l), "mission") + ". Je crée une ligne par mission, avec ce que j'ai lu ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Oui, une ligne par mission", Style: "primaire", Ordres: ordres},
			{Libelle: "C'est une seule mission", Ordres: []Ordre{{Verbe: vLire, Piece: piece}}},
			{Cle: "non", Libelle: "Non, ne rien reprendre", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "D'accord, je ne reprends rien de ce document."}}},
		},
	})
	return true
}

// pagesDe names the pages on which a mission was read.
func pagesDe(m mission) string {
	debut, fin := 0, 0
	for _, a := range m.actes {
		for _, c := range a.Champs {
			if debut == 0 || c.Page < debut {
				debut = c.Page
			}
			fin = max(fin, c.Page)
		}
	}
	if debut == fin {
		return strconv.Itoa(debut)
	}
	return strconv.Itoa(debut) + " à " + strconv.Itoa(fin)
}

// prendreMission writes one mission, after the yes, on the first untouched line or on a new one; what
// concerns the whole mémoire stays to be confirmed like any value read.
func (t *tour) prendreMission(o Ordre) {
	d, ok := t.w.Documents[o.Piece]
	if !ok || d.Lecture == nil || t.m == nil || !t.modifiable() {
		t.perime()
		return
	}
	l, _ := t.missionsDe(*d.Lecture)
	i := int(entierDe(o.Valeur))
	if i < 0 || i >= len(l) {
		t.perime()
		return
	}
	t.lierMissions(o.Piece, *d.Lecture)
	id := t.ligneVierge()
	for _, p := range t.valeursDe(o.Piece, l[i], id) {
		switch {
		case slices.Contains(deMission(), p.Champ.Cle):
			t.ecrire(p.Champ, p.Valeur, lu(p))
		case !p.Champ.Cle.DeLigne():
			t.e.Propositions = append(t.e.Propositions, p)
		}
	}
}

// lierMissions ties the document once: as réquisition when it holds one, else as attestation.
func (t *tour) lierMissions(piece string, l lecture.Lecture) {
	if t.w.Documents[piece].Colle || slices.ContainsFunc(t.m.Pieces, func(p memoires.PieceLiee) bool { return p.Piece == piece }) {
		return
	}
	type_ := memoires.PieceAttestation
	if slices.ContainsFunc(l.Parties, func(p lecture.Lecture) bool { return p.Nature == lecture.Requisition }) {
		type_ = memoires.PieceRequisition
	}
	designation := "Pièces de plusieurs missions"
	t.m.Pieces = append(t.m.Pieces, memoires.PieceLiee{Piece: piece, Type: type_, Designation: designation, Nom: t.w.Documents[piece].Nom})
	t.faire(Lier{Piece: piece, Type: type_, Designation: designation})
}

// ligneVierge gives a line on which nothing was said, a new one when there is none.
func (t *tour) ligneVierge() memoires.LigneID {
	for _, l := range t.m.Lignes {
		vide := true
		for _, k := range deMission() {
			vide = vide && l.Valeur(k) == ""
		}
		if vide {
			return l.ID
		}
	}
	return t.nouvelleLigne()
}
