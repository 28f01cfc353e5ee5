package dialogue

import (
	"slices"
	"strconv"
	"time"

	"claudia/memoires"
	"claudia/memoires/referentiel"
)

// Presence is the span of hours of an oral mission, kept until its lines are computed. Minutes since
// midnight; an end not after its start is the next day.
type Presence struct {
	Ligne memoires.LigneID `json:"ligne"`
	Debut int              `json:"debut"`
	Fin   int              `json:"fin"`
	Piece string           `json:"piece,omitempty"` // document that says so; empty when the person does
}

// noterPresence keeps the hours of a line, the last said winning.
func (t *tour) noterPresence(p Presence) {
	t.e.Presences = slices.DeleteFunc(t.e.Presences, func(x Presence) bool { return x.Ligne == p.Ligne })
	t.e.Presences = append(t.e.Presences, p)
}

// calculTranches computes the hours of an oral mission by band of the tariff, when all it needs is there.
func (t *tour) calculTranches(id memoires.LigneID) (referentiel.Calcul, bool) {
	l := t.m.Ligne(id)
	i := slices.IndexFunc(t.e.Presences, func(p Presence) bool { return p.Ligne == id })
	if l == nil || i < 0 || l.DatePrestation.IsZero() || t.w.Referentiel == nil {
		return referentiel.Calcul{}, false
	}
	v, ok := t.w.Referentiel.TypePrestation(l.TypePrestation)
	if !ok || v.Famille != "traduction_orale" {
		return referentiel.Calcul{}, false
	}
	p := t.e.Presences[i]
	debut := l.DatePrestation.Add(time.Duration(p.Debut) * time.Minute)
	fin := l.DatePrestation.Add(time.Duration(p.Fin) * time.Minute)
	if !fin.After(debut) {
		fin = fin.AddDate(0, 0, 1)
	}
	s, _ := t.structure()
	regime, _ := t.w.Referentiel.Regime(s.Regime)
	departement := s.Departement
	if j, ok := t.w.Referentiel.Juridiction(t.m.Entete.Juridiction); ok {
		departement = j.Departement
	}
	c, err := t.w.Referentiel.Interpretariat(debut, fin, regime.Code == referentiel.RegimeOption, t.w.Referentiel.ZoneDeDepartement(departement), time.Time{})
	return c, err == nil && len(c.Lignes) > 0
}

// questionTranches shows the hours by band as a table, with the rule and what has to be checked, and
// asks before it writes: the tariff proposes, the person decides.
func (t *tour) questionTranches(id memoires.LigneID) (Attente, bool) {
	sujet := "alerte:tranches:" + strconv.FormatInt(int64(id), 10)
	if slices.Contains(t.e.Tranches, sujet) {
		return Attente{}, false
	}
	c, ok := t.calculTranches(id)
	if !ok {
		return Attente{}, false
	}
	b := Bloc{Genre: BlocTableau, Titre: "Calcul des heures d'interprétariat", Colonnes: []string{"Tranche", "Heures", "Tarif HT", "Montant HT"}, AVerifier: len(c.AVerifier) > 0}
	for _, l := range c.Lignes {
		b.Lignes = append(b.Lignes, []string{l.Libelle, strconv.Itoa(l.Heures), euros(memoires.Montant(l.TarifHT)), euros(memoires.Montant(l.Montant))})
		b.Article = l.Article
	}
	b.Texte = typo(c.Explication[0] + " Total : " + euros(memoires.Montant(c.TotalHT)) + " HT.")
	t.blocs = append(t.blocs, b)
	for _, a := range c.AVerifier {
		t.alerter("info", "À vérifier : "+a)
	}
	return Attente{
		Genre: AttendChoix, Champ: memoires.Champ{Cle: memoires.CleTarifHT, Ligne: id}, Sujet: sujet, Rappel: "Est-ce que je garde ce calcul des heures ?",
		Question: "Est-ce que je garde ce calcul, une ligne par tranche ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Oui, garder ce calcul", Style: "primaire", Ordres: []Ordre{{Verbe: vTranches, Champ: memoires.Champ{Ligne: id}}}},
			{Cle: "non", Libelle: "Non, je saisis les montants", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "D'accord, vous choisissez la quantité et le tarif."}}},
		},
	}, true
}

// prendreTranches writes the bands: the first on the line itself, each other on a line that repeats it.
func (t *tour) prendreTranches(o Ordre) {
	if t.m == nil || !t.modifiable() {
		return
	}
	c, ok := t.calculTranches(o.Champ.Ligne)
	if !ok {
		t.perime()
		return
	}
	modele := *t.m.Ligne(o.Champ.Ligne)
	for i, b := range c.Lignes {
		id := modele.ID
		if i > 0 {
			id = t.nouvelleLigne()
			for _, k := range append(communs(), memoires.CleDatePrestation, memoires.CleRequisitionOrale, memoires.CleFinMission, memoires.CleNote) {
				if v := modele.Valeur(k); v != "" && k != memoires.CleTarifHT {
					t.poser(memoires.Champ{Cle: k, Ligne: id}, v, memoires.Provenance{Source: memoires.Repris, Texte: "même mission"}, false)
				}
			}
			if modele.TauxTVA == nil {
				t.e.Tranches = append(t.e.Tranches, "alerte:tranches:"+strconv.FormatInt(int64(id), 10))
			}
		}
		p := memoires.Provenance{Source: memoires.Calcule, Texte: raccourcir(b.Libelle+" ("+b.Article+")", 200), Doute: len(c.AVerifier) > 0}
		t.ecrire(memoires.Champ{Cle: memoires.CleQuantite, Ligne: id}, strconv.Itoa(b.Heures*1000), p)
		t.ecrire(memoires.Champ{Cle: memoires.CleTarifHT, Ligne: id}, strconv.FormatInt(b.TarifHT, 10), p)
	}
	if len(c.Lignes) > 1 {
		t.partagerAttestation(modele.ID)
	}
}

// partagerAttestation ties the attestation of a line to the whole mémoire: it proves every band.
func (t *tour) partagerAttestation(id memoires.LigneID) {
	for _, p := range slices.Clone(t.m.Pieces) {
		if p.Type == memoires.PieceAttestation && p.Ligne == id {
			t.delier(p.Piece)
			t.m.Pieces = append(t.m.Pieces, memoires.PieceLiee{Piece: p.Piece, Type: p.Type, Designation: p.Designation, Nom: p.Nom})
			t.faire(Lier{Piece: p.Piece, Type: p.Type, Designation: p.Designation})
		}
	}
}
