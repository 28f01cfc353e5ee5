package memoires_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/referentiel"
)

func jourDe(a int, m time.Month, j int) time.Time { return time.Date(a, m, j, 0, 0, 0, 0, time.UTC) }

// sain is a mémoire in which the controls find nothing, with its monde.
func sain(t *testing.T) (memoires.Memoire, memoires.Monde) {
	t.Helper()
	r, err := referentiel.Charger()
	if err != nil {
		t.Fatal(err)
	}
	l := ligne(3000, 4200, 2000)
	l.ID, l.Position, l.NumeroAffaire, l.Autorite = 12, 1, "2026/EXEMPLE/0001", "opj"
	l.DateRequisition, l.DatePrestation, l.TypePrestation = jourDe(2026, 10, 2), jourDe(2026, 10, 13), "traduction_orale.enquete"
	m := memoires.Memoire{
		ID: 1, Numero: "TMP2026000000001", NumeroTMP: "TMP2026000000001", Etat: memoires.Brouillon, Version: 3,
		Entete: memoires.Entete{
			Structure: 1, Coordonnees: 5, Juridiction: "tj93008", Categorie: "interprete", Devise: "EUR", TexteReference: "R92", TypeTVA: "TVA_SUR_ENCAISSEMENT",
		},
		Lignes: []memoires.LignePrestation{l},
		Pieces: []memoires.PieceLiee{{ID: 1, Piece: "a", Type: memoires.PieceRequisition}, {ID: 2, Piece: "b", Type: memoires.PieceAttestation}},
	}
	return m, memoires.Monde{
		Maintenant: time.Date(2026, 10, 14, 10, 0, 0, 0, time.UTC), Referentiel: r,
		Structure: comptes.Structure{ID: 1, ParametresPrestataire: comptes.ParametresPrestataire{Regime: "cosp"}},
		Comptes:   []memoires.Compte{{ID: 5, Nom: "Compte principal", RIB: "r"}},
	}
}

func TestControler_findsEachProblem(t *testing.T) {
	t.Parallel()
	type trouve struct {
		code    string
		gravite memoires.Gravite
		cle     memoires.Cle
	}
	bloque, avertit := memoires.Bloquant, memoires.Avertissement
	for _, tt := range []struct {
		nom    string
		change func(*memoires.Memoire, *memoires.Monde)
		want   trouve
		mot    string // in the message
	}{
		{"no line", func(m *memoires.Memoire, _ *memoires.Monde) { m.Lignes = nil }, trouve{"sans_ligne", bloque, memoires.CleNumeroAffaire}, "au moins une ligne"},
		{"no court", func(m *memoires.Memoire, _ *memoires.Monde) { m.Entete.Juridiction = "" }, trouve{"champ_obligatoire", bloque, memoires.CleJuridiction}, "obligatoire"},
		{"no case", func(m *memoires.Memoire, _ *memoires.Monde) { m.Lignes[0].NumeroAffaire = "" }, trouve{"champ_obligatoire", bloque, memoires.CleNumeroAffaire}, "obligatoire"},
		{"no tariff", func(m *memoires.Memoire, _ *memoires.Monde) { m.Lignes[0].TarifHT = nil }, trouve{"champ_obligatoire", bloque, memoires.CleTarifHT}, "obligatoire"},
		{"no réquisition", func(m *memoires.Memoire, _ *memoires.Monde) { m.Pieces = m.Pieces[1:] }, trouve{"piece_absente", bloque, ""}, "réquisition"},
		{"no attestation", func(m *memoires.Memoire, _ *memoires.Monde) { m.Pieces = m.Pieces[:1] }, trouve{"piece_absente", bloque, ""}, "attestation"},
		{"no account chosen", func(m *memoires.Memoire, _ *memoires.Monde) { m.Entete.Coordonnees = 0 }, trouve{"coordonnees_absentes", bloque, memoires.CleCoordonnees}, "Choisissez"},
		{"no account at all", func(m *memoires.Memoire, w *memoires.Monde) { m.Entete.Coordonnees, w.Comptes = 0, nil }, trouve{"coordonnees_absentes", bloque, memoires.CleCoordonnees}, "page de la structure"},
		{"closed account", func(_ *memoires.Memoire, w *memoires.Monde) { w.Comptes = nil }, trouve{"coordonnees_inactives", bloque, memoires.CleCoordonnees}, "n'est plus utilisé"},
		{"no RIB", func(_ *memoires.Memoire, w *memoires.Monde) { w.Comptes[0].RIB = "" }, trouve{"rib_absent", avertit, memoires.CleCoordonnees}, "RIB"},
		{"order of dates", func(m *memoires.Memoire, _ *memoires.Monde) { m.Lignes[0].DateRequisition = jourDe(2026, 10, 14) }, trouve{"ordre_dates", bloque, memoires.CleDateRequisition}, "La date de la réquisition (14/10/2026) est postérieure à la prestation (13/10/2026)"},
		{"oral réquisition", func(m *memoires.Memoire, _ *memoires.Monde) {
			m.Lignes[0].DateRequisition, m.Lignes[0].RequisitionOrale = jourDe(2026, 10, 14), true
		}, trouve{"ordre_dates", avertit, memoires.CleDateRequisition}, "orale"},
		{"end before", func(m *memoires.Memoire, _ *memoires.Monde) { m.Lignes[0].FinMission = jourDe(2026, 10, 12) }, trouve{"ordre_dates", bloque, memoires.CleFinMission}, "antérieure"},
		{"future", func(m *memoires.Memoire, _ *memoires.Monde) { m.Lignes[0].DatePrestation = jourDe(2026, 10, 15) }, trouve{"date_future", bloque, memoires.CleDatePrestation}, "futur"},
		{"exempt with a rate", func(m *memoires.Memoire, _ *memoires.Monde) { m.Entete.TypeTVA = "EXONERATION" }, trouve{"tva_incoherente", bloque, memoires.CleTauxTVA}, "20\u00a0%"},
		{"zero rate, not exempt", func(m *memoires.Memoire, _ *memoires.Monde) { *m.Lignes[0].TauxTVA = 0 }, trouve{"tva_nulle", avertit, memoires.CleTauxTVA}, "Exonéré"},
		{"franchise", func(_ *memoires.Memoire, w *memoires.Monde) { w.Structure.FranchiseTVA = true }, trouve{"franchise", avertit, memoires.CleTypeTVA}, "franchise"},
		{"discount above the total", func(m *memoires.Memoire, _ *memoires.Monde) {
			m.Entete.RemiseTTC, m.Entete.MotifRemise = 15121, "Geste"
		}, trouve{"remise_excessive", bloque, memoires.CleRemiseTTC}, "151,21\u00a0€) dépasse le total sur lequel elle porte (151,20"},
		{"discount without a motive", func(m *memoires.Memoire, _ *memoires.Monde) { m.Entete.RemiseTTC = 100 }, trouve{"champ_obligatoire", bloque, memoires.CleMotifRemise}, "obligatoire"},
		{"zero tariff", func(m *memoires.Memoire, _ *memoires.Monde) { *m.Lignes[0].TarifHT = 0 }, trouve{"montant_nul", avertit, memoires.CleTarifHT}, "0,00"},
		{"nothing to pay", func(m *memoires.Memoire, _ *memoires.Monde) { *m.Lignes[0].TarifHT = 0 }, trouve{"total_nul", bloque, memoires.CleTarifHT}, "rien à payer"},
		{"unusual amount", func(m *memoires.Memoire, _ *memoires.Monde) { *m.Lignes[0].TarifHT = 4_500_000 }, trouve{"montant_inhabituel", avertit, memoires.CleTarifHT}, "162\u202f000,00"},
		{"tariff unknown to the table", func(m *memoires.Memoire, _ *memoires.Monde) { *m.Lignes[0].TarifHT = 4100 }, trouve{"tarif_inhabituel", avertit, memoires.CleTarifHT}, "30,00\u00a0€"},
		{"out of scope", func(m *memoires.Memoire, _ *memoires.Monde) { m.Lignes[0].Note = "payé par l'aide juridictionnelle" }, trouve{"hors_perimetre", avertit, memoires.CleNote}, "aide juridictionnelle"},
		{"expenses without a bordereau", func(m *memoires.Memoire, _ *memoires.Monde) { m.Lignes[0].FraisDivers = 100 }, trouve{"bordereau_absent", avertit, memoires.CleFraisDivers}, "bordereau"},
		{"disbursement without proof", func(m *memoires.Memoire, _ *memoires.Monde) { m.Lignes[0].Debours = 100 }, trouve{"justificatif_absent", avertit, memoires.CleDebours}, "justificatif"},
		{"option without its papers", func(_ *memoires.Memoire, w *memoires.Monde) { w.Structure.Regime = "option" }, trouve{"option_absente", avertit, ""}, "URSSAF"},
		{"the same twice", func(m *memoires.Memoire, _ *memoires.Monde) {
			l := m.Lignes[0]
			l.ID, l.Position = 13, 2
			m.Lignes = append(m.Lignes, l)
		}, trouve{"doublon", avertit, memoires.CleNumeroAffaire}, "Ligne 2"},
		{"claimed elsewhere", func(_ *memoires.Memoire, w *memoires.Monde) {
			w.DejaDemandees = []memoires.LigneVoisine{{Ligne: 12, Numero: "MJ0000000009", Etat: memoires.MisEnPaiement}}
		}, trouve{"deja_demandee", avertit, memoires.CleNumeroAffaire}, "MJ0000000009"},
		{"late", func(m *memoires.Memoire, _ *memoires.Monde) {
			m.Lignes[0].DateRequisition, m.Lignes[0].DatePrestation = jourDe(2025, 10, 1), jourDe(2025, 10, 2)
		}, trouve{"forclusion", avertit, memoires.CleDatePrestation}, "02/10/2026"},
		{"six days left", func(m *memoires.Memoire, _ *memoires.Monde) {
			m.Lignes[0].DateRequisition, m.Lignes[0].DatePrestation = jourDe(2025, 10, 1), jourDe(2025, 10, 20)
		}, trouve{"forclusion_proche", avertit, memoires.CleDatePrestation}, "Plus que 6 jours"},
		{"last day", func(m *memoires.Memoire, _ *memoires.Monde) {
			m.Lignes[0].DateRequisition, m.Lignes[0].DatePrestation = jourDe(2025, 10, 1), jourDe(2025, 10, 14)
		}, trouve{"forclusion_proche", avertit, memoires.CleDatePrestation}, "Dernier jour"},
		{"counted from the end", func(m *memoires.Memoire, _ *memoires.Monde) {
			m.Lignes[0].DateRequisition, m.Lignes[0].DatePrestation, m.Lignes[0].FinMission = jourDe(2025, 9, 1), jourDe(2025, 9, 2), jourDe(2025, 12, 1)
		}, trouve{"forclusion_proche", avertit, memoires.CleFinMission}, "01/12/2026"},
	} {
		t.Run(tt.nom, func(t *testing.T) {
			t.Parallel()
			m, w := sain(t)
			if l := memoires.Controler(m, w); len(l) != 0 {
				t.Fatalf("the sound one: %+v", l)
			}
			tt.change(&m, &w)
			l := memoires.Controler(m, w)
			i := slices.IndexFunc(l, func(x memoires.Manquement) bool { return trouve{x.Code, x.Gravite, x.Champ.Cle} == tt.want })
			if i < 0 {
				t.Fatalf("%+v not found in %+v", tt.want, l)
			}
			if !strings.Contains(l[i].Message, tt.mot) {
				t.Errorf("message %q, want %q in it", l[i].Message, tt.mot)
			}
		})
	}
}

func TestControler_quotesTheRules(t *testing.T) {
	t.Parallel()
	m, w := sain(t)
	m.Lignes[0].DateRequisition, m.Lignes[0].DatePrestation = jourDe(2025, 10, 1), jourDe(2025, 10, 2)
	m.Entete.TypeTVA = "EXONERATION"
	l := memoires.Controler(m, w)
	for code, regle := range map[string]string{"forclusion": "forclusion", "tva_incoherente": "franchise_tva"} {
		g, ok := w.Referentiel.Regle(regle)
		i := slices.IndexFunc(l, func(x memoires.Manquement) bool { return x.Code == code })
		if !ok || i < 0 || l[i].Article != g.Article || l[i].Source != g.Source || l[i].AVerifier != g.AVerifier {
			t.Errorf("%s does not quote %s: %+v", code, regle, l)
		}
	}
	if !memoires.Bloque(l) || l[0].Gravite != memoires.Bloquant || l[len(l)-1].Gravite != memoires.Avertissement {
		t.Errorf("blocking ones do not come first: %+v", l)
	}
}

func TestForclusion_neverBlocksAlone(t *testing.T) {
	t.Parallel()
	m, w := sain(t)
	for jours := range 800 {
		w.Maintenant = time.Date(2026, 10, 14+jours, 23, 59, 0, 0, time.UTC)
		if l := memoires.Controler(m, w); memoires.Bloque(l) {
			t.Fatalf("day %d: %+v", jours, l)
		}
	}
}
