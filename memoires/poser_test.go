package memoires_test

import (
	"testing"

	"claudia/internal/fault"
	"claudia/memoires"
)

// What Poser takes, Valeur gives back as it was; what it refuses is a fault and leaves no trace.
func FuzzPoser(f *testing.F) {
	for _, s := range []string{"", "15000", "2026-10-13", "oui", "non", "tj93008", "0", "00", "-1", "1e3", "999999999", "1000000000", "\x00", " a", "2026-02-30", "1999-12-31"} {
		f.Add(s)
	}
	cles := append(append(memoires.ClesEntete(), memoires.ClesLigne()...), memoires.CleRemiseTTC, memoires.CleMotifRemise)
	f.Fuzz(func(t *testing.T, v string) {
		for _, cle := range cles {
			m := memoires.Memoire{Lignes: []memoires.LignePrestation{{ID: 7}}}
			champ := memoires.Champ{Cle: cle}
			if cle.DeLigne() {
				champ.Ligne = 7
			}
			avant := m.Valeur(champ)
			err := m.Poser(champ, v)
			got := m.Valeur(champ)
			switch {
			case err != nil && (fault.KindOf(err) != fault.Invalide || got != avant):
				t.Errorf("%s: Poser(%q) = %v and left %q", cle, v, err, got)
			case err == nil && got != v && !sansTrace(cle, v, got):
				t.Errorf("%s: Poser(%q) is read as %q", cle, v, got)
			}
			if relu, ok := memoires.ChampDe(champ.String()); !ok || relu != champ {
				t.Errorf("ChampDe(%q) = %v", champ.String(), relu)
			}
		}
	})
}

// sansTrace tells the values that are the same as nothing: no oral réquisition, no discount, no
// expenses.
func sansTrace(cle memoires.Cle, v, got string) bool {
	return got == "" && (cle == memoires.CleRequisitionOrale && v == "non" || v == "0")
}

func TestPoser_refusals(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		champ  memoires.Champ
		valeur string
		code   string
	}{
		{memoires.Champ{Cle: memoires.CleTarifHT, Ligne: 7}, "1000000000", "montant_invalide"},
		{memoires.Champ{Cle: memoires.CleTarifHT, Ligne: 8}, "1", "introuvable"},
		{memoires.Champ{Cle: memoires.CleQuantite, Ligne: 7}, "0", "quantite_invalide"},
		{memoires.Champ{Cle: memoires.CleQuantite, Ligne: 7}, "999999001", "quantite_invalide"},
		{memoires.Champ{Cle: memoires.CleTauxTVA, Ligne: 7}, "5001", "taux_inconnu"},
		{memoires.Champ{Cle: memoires.CleDatePrestation, Ligne: 7}, "3022-01-01", "date_invalide"},
		{memoires.Champ{Cle: memoires.CleRequisitionOrale, Ligne: 7}, "peut-être", "valeur_inconnue"},
		{memoires.Champ{Cle: memoires.CleStructure}, "0", "valeur_inconnue"},
		{memoires.Champ{Cle: memoires.CleNumeroFacture}, "a\nb", "caractere_interdit"},
		{memoires.Champ{Cle: memoires.CleNumeroFacture}, "a\u202eb", "caractere_interdit"},
		{memoires.Champ{Cle: "etat"}, "envoye", "champ_inconnu"},
	} {
		m := memoires.Memoire{Lignes: []memoires.LignePrestation{{ID: 7}}}
		if err := m.Poser(tt.champ, tt.valeur); code(err) != tt.code {
			t.Errorf("Poser(%v, %q) = %v, want %s", tt.champ, tt.valeur, err, tt.code)
		}
	}
}

func TestCopie_sharesNothing(t *testing.T) {
	t.Parallel()
	m, _ := sain(t)
	m.Provenances = map[memoires.Champ]memoires.Provenance{}
	c := m.Copie()
	if err := c.Poser(memoires.Champ{Cle: memoires.CleTarifHT, Ligne: 12}, "1"); err != nil {
		t.Fatal(err)
	}
	*c.Lignes[0].TauxTVA, c.Pieces[0].Nom, c.Provenances[memoires.Champ{}] = 1, "x", memoires.Provenance{}
	if *m.Lignes[0].TarifHT != 4200 || *m.Lignes[0].TauxTVA != 2000 || m.Pieces[0].Nom != "" || len(m.Provenances) != 0 {
		t.Errorf("the copy changed its model: %+v", m)
	}
}
