package lecture_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image/png"
	"os"
	"sort"
	"strings"
	"testing"
	"time"

	"claudia/memoires/lecture"
	"claudia/memoires/lecture/specimen"
	"claudia/memoires/lecture/texte"
)

var (
	enTable   = flag.Bool("table", false, "print the table of what is read right, on specimens too")
	graines   = flag.Int("graines", 3, "seeds of specimens of each layout in the table")
	fautes    = flag.Bool("fautes", false, "print each wrong value of the table")
	seulement = flag.String("seulement", "", "only the layouts whose name holds this")
)

// compte is a line of the table.
type compte struct {
	docs, bons, champs, natures, sursFaux, enTrop int
	temps                                         time.Duration
}

type tableau map[string]*compte

func (tb tableau) noter(nom string, l lecture.Lecture, nature string, vrai map[lecture.Cle]string, d time.Duration, dire func(string)) {
	c := tb[nom]
	if c == nil {
		c = &compte{}
		tb[nom] = c
	}
	c.docs++
	c.temps += d
	if string(l.Nature) == nature {
		c.natures++
	} else {
		dire(fmt.Sprintf("nature %s, want %s", l.Nature, nature))
	}
	for k, want := range vrai {
		c.champs++
		got, _ := l.Champ(k)
		if got.Valeur == want {
			c.bons++
		} else {
			dire(fmt.Sprintf("%s = %q (%.2f), want %q", k, got.Valeur, got.Confiance, want))
			if got.Confiance > 0.9 {
				c.sursFaux++
			}
		}
	}
	for _, g := range l.Champs {
		if _, ok := vrai[g.Cle]; !ok {
			c.enTrop++
			if g.Confiance > 0.9 {
				c.sursFaux++
				dire(fmt.Sprintf("unexpected %s = %q (%.2f)", g.Cle, g.Valeur, g.Confiance))
			}
		}
	}
}

func (tb tableau) String() string {
	var noms []string
	for n := range tb {
		noms = append(noms, n)
	}
	sort.Strings(noms)
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-34s %5s %7s %13s %7s %9s %8s %9s\n", "", "docs", "natures", "fields right", "%", "wrong>0.9", "unasked", "s a page")
	for _, n := range noms {
		c := tb[n]
		fmt.Fprintf(&b, "%-34s %5d %7d %6d of %3d %6.1f%% %9d %8d %9.2f\n", n, c.docs, c.natures, c.bons, c.champs,
			100*float64(c.bons)/float64(max(c.champs, 1)), c.sursFaux, c.enTrop, c.temps.Seconds()/float64(max(c.docs, 1)))
	}
	return b.String()
}

// TestTable prints what is read right for each quality, on the example documents and on specimens,
// the layouts that lecture was tuned on apart from the others. Run it with -table.
func TestTable(t *testing.T) {
	if !*enTable {
		t.Log("run with -table to print the table")
		return
	}
	tb := tableau{}
	if *seulement == "" {
		documentsDans(t, tb)
		documentsDegrades(t, tb)
	}
	for _, m := range specimen.Modeles() {
		if !strings.Contains(m.Nom, *seulement) {
			continue
		}
		for g := range *graines {
			specimenDans(t, tb, m, uint64(g*31+len(m.Nom)*7))
		}
	}
	t.Log(tb.String())
}

func documentsDans(t *testing.T, tb tableau) {
	t.Helper()
	for _, a := range attendus(t) {
		b, err := os.ReadFile(documents + "/" + a.File)
		if err != nil {
			t.Fatal(err)
		}
		debut := time.Now()
		pages, err := texte.Extraire(context.Background(), b, texte.Options{DelaiPage: time.Minute, Delai: 2 * time.Minute})
		if err != nil {
			t.Fatal(err)
		}
		l := lecture.Lire(pages, nil)
		vrai := map[lecture.Cle]string{}
		for k, v := range a.Fields {
			vrai[lecture.Cle(k)] = fmt.Sprint(v)
		}
		tb.noter("documents, "+a.Quality, l, a.Kind, vrai, time.Since(debut), func(s string) {
			if *fautes {
				t.Logf("%s: %s", a.File, s)
			}
		})
	}
}

func specimenDans(t *testing.T, tb tableau, m specimen.Modele, graine uint64) {
	t.Helper()
	d := specimen.Hasard(graine)
	d.Modele = m.Nom
	faire := specimen.Requisition
	if m.Nature == lecture.Attestation {
		faire = specimen.Attestation
	}
	pdf, v, err := faire(d)
	if err != nil {
		t.Fatal(err)
	}
	vrai := map[lecture.Cle]string{}
	for _, c := range v.Champs {
		vrai[c.Cle] = c.Valeur
	}
	groupe := "tuned"
	if m.Reserve {
		groupe = "held out"
	}
	lire := func(qualite string, b []byte) {
		debut := time.Now()
		pages, err := texte.Extraire(context.Background(), b, texte.Options{DelaiPage: time.Minute, Delai: 2 * time.Minute})
		if err != nil {
			t.Errorf("%s %s %d: %v", m.Nom, qualite, graine, err)
			return
		}
		tb.noter("specimens "+groupe+", "+qualite, lecture.Lire(pages, nil), string(m.Nature), vrai, time.Since(debut), func(s string) {
			if *fautes {
				t.Logf("%s %s %d: %s", m.Nom, qualite, graine, s)
			}
		})
	}
	lire("text", pdf)
	deg := specimen.Degradations()
	q := deg[int(graine)%len(deg)]
	b := degrade(t, pdf, q, graine)
	if dossier := os.Getenv("SPECIMENS"); dossier != "" {
		os.WriteFile(fmt.Sprintf("%s/%s-%d.pdf", dossier, m.Nom, graine), pdf, 0o644)
		os.WriteFile(fmt.Sprintf("%s/%s-%d-%s.jpg", dossier, m.Nom, graine, q.Nom), b, 0o644)
	}
	lire(q.Nom, b)
}

// documentsDegrades spoils the text PDFs among the example documents.
func documentsDegrades(t *testing.T, tb tableau) {
	t.Helper()
	deg := specimen.Degradations()
	for i, a := range attendus(t) {
		if a.Quality != "text" {
			continue
		}
		pdf, err := os.ReadFile(documents + "/" + a.File)
		if err != nil {
			t.Fatal(err)
		}
		vrai := map[lecture.Cle]string{}
		for k, v := range a.Fields {
			vrai[lecture.Cle(k)] = fmt.Sprint(v)
		}
		for n := range min(*graines, len(deg)) {
			q := deg[(i+n)%len(deg)]
			b := degrade(t, pdf, q, uint64(i))
			debut := time.Now()
			pages, err := texte.Extraire(context.Background(), b, texte.Options{DelaiPage: time.Minute, Delai: 2 * time.Minute})
			if err != nil {
				t.Errorf("%s %s: %v", a.File, q.Nom, err)
				continue
			}
			tb.noter("documents degraded, "+q.Nom, lecture.Lire(pages, nil), a.Kind, vrai, time.Since(debut), func(s string) {
				if *fautes {
					t.Logf("%s %s: %s", a.File, q.Nom, s)
				}
			})
		}
	}
}

// degrade gives the picture of the first page of a PDF, spoiled.
func degrade(t *testing.T, pdf []byte, q specimen.Degradation, graine uint64) []byte {
	t.Helper()
	img, err := texte.Rendre(context.Background(), pdf, 1, q.Dpi)
	if err != nil {
		t.Fatal(err)
	}
	page, err := png.Decode(bytes.NewReader(img))
	if err != nil {
		t.Fatal(err)
	}
	b, err := specimen.Degrader(page, q, graine)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
