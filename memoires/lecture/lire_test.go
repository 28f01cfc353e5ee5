package lecture

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// page lays lines of text out, one a line of 14 points.
func page(lignes ...string) Page {
	p := Page{Numero: 1, Largeur: 595, Hauteur: 842}
	y := 60.0
	for _, l := range lignes {
		for _, m := range dire(l) {
			m.Zone[1], m.Zone[3] = y, y+8
			m.Zone[0] += 46
			m.Zone[2] += 46
			p.Mots = append(p.Mots, m)
		}
		y += 14
	}
	return p
}

func valeurs(l Lecture) map[Cle]string {
	out := map[Cle]string{}
	for _, c := range l.Champs {
		out[c.Cle] = c.Valeur
	}
	return out
}

func TestLire_sentences(t *testing.T) {
	l := Lire([]Page{page(
		"RÉQUISITION JUDICIAIRE",
		"Nous, Agnès HADDAD, officier de police judiciaire en fonction au commissariat de Dax,",
		"Vu les articles 60 et 77-1 du code de procédure pénale, procédure n° 2026/00456,",
		"Dans une enquête ouverte du chef de recel de vol, requérons Maître Jean LE GALL, interprète,",
		"à l'effet d'assurer l'interprétariat en langue arabe.",
		"Fait à Dax, le trois mars deux mille vingt-six",
	)}, nil)
	want := map[Cle]string{
		AutoriteNom: "Agnès HADDAD", AutoriteQualite: "Officier de Police Judiciaire", Service: "Commissariat de Dax",
		NumeroAffaire: "2026/00456", NatureAffaire: "Recel de vol", PersonneRequise: "LE GALL Jean",
		Prestation: "traduction_orale", DateRequisition: "2026-03-03",
	}
	if d := cmp.Diff(want, valeurs(l)); l.Nature != Requisition || d != "" {
		t.Errorf("nature %s: %s", l.Nature, d)
	}
}

func TestLire_nothing(t *testing.T) {
	for _, c := range []struct {
		pages []Page
		want  Nature
	}{
		{nil, Illisible},
		{[]Page{{}}, Illisible},
		{[]Page{page("a b c")}, Illisible},
		{[]Page{page("RELEVÉ D'IDENTITÉ BANCAIRE", "Titulaire : Anaïs LEFEBVRE", "IBAN : FR76 3000 6000 0112 3456 7890 189", "BIC : AGRIFRPP")}, Autre},
		{[]Page{page("Recette de la tarte aux pommes", "Prenez six pommes et une pâte", "Faites cuire une heure à four chaud", "Servez tiède avec de la crème")}, Autre},
	} {
		l := Lire(c.pages, nil)
		if l.Nature != c.want || len(l.Champs) != 0 || l.Message == "" {
			t.Errorf("got %+v, want %s", l, c.want)
		}
	}
}

func TestLire_blankFormProposesNothing(t *testing.T) {
	l := Lire([]Page{page(
		"ATTESTATION DE MISSION",
		"Nom et qualité : ..................",
		"Service : ..................",
		"Référence de l'affaire : ..................",
		"Nom et prénom ou Titre : ..................",
		"☐ Traduction orale (article R. 122 CPP)",
		"Date de la traduction : ...........",
		"Heure de début : ...... Heure de fin : ......",
		"☐ Rapport d'expertise médicale (article R. 117 CPP) en date du ...................",
		"Signature et cachet",
	)}, nil)
	if d := cmp.Diff(map[Cle]string{Signee: "false"}, valeurs(l)); d != "" {
		t.Error(d)
	}
}

func TestLecture_json(t *testing.T) {
	l := Lecture{Nature: Requisition, Champs: champs("service", "Parquet")}
	b, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	var got Lecture
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(l, got); d != "" {
		t.Error(d)
	}
}

func FuzzLire(f *testing.F) {
	f.Add("ATTESTATION DE MISSION", "Nom et qualité : A B, OPJ", 10.0, true)
	f.Add("Nous, X Y, juge", "requérons M. Z T le 02/07/2026 de 8h à 9h", 1e300, false)
	f.Add("☒ Traduction orale", "N° PV : JI 1/26/3\xff", -5.0, true)
	f.Fuzz(func(t *testing.T, a, b string, y float64, ocr bool) {
		if len(a)+len(b) > 2000 {
			return
		}
		p := page(a, b, "Signature et cachet", "requisition attestation de mission requérons personne requise")
		p.Ocr = ocr
		for i := range p.Mots {
			if i%3 == 0 {
				p.Mots[i].Zone[1] += y
				p.Mots[i].Confiance = math.Mod(math.Abs(y), 1)
			}
		}
		p.Traits = []Trait{{Zone: Zone{y, 10, y + 200, 11}}, {Zone: Zone{y, 0, y + 1, 300}, Vertical: true}}
		p.Cases = []Case{{Zone: Zone{40, 60, 48, 68 + y}}}
		p.Encre = Encre{Pas: 3, Colonnes: 7, Densite: []byte(a)}
		l := Lire([]Page{p, p}, nil)
		for _, c := range l.Champs {
			if math.IsNaN(c.Confiance) || c.Confiance < 0 || c.Confiance > 1 || c.Valeur == "" {
				t.Errorf("bad value %+v", c)
			}
			if c.Zone[0] < 0 || c.Zone[1] < 0 || c.Zone[2] > p.Largeur || c.Zone[3] > p.Hauteur {
				t.Errorf("zone out of the page: %+v", c)
			}
		}
		Confronter([]Lecture{l, l})
	})
}
