package pieces_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptestest"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
	"claudia/internal/pieces"
)

type bundle struct {
	s     *pieces.Service
	db    *pg.DB
	dir   string
	depot *pieces.Dossier
	par   comptes.Acteur
	st    int64
}

func setup(t *testing.T, o pieces.Options) bundle {
	t.Helper()
	db := pgtest.New(t)
	dir := t.TempDir()
	depot, err := pieces.OuvrirDossier(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = depot.Close() })
	par, st := comptestest.Prestataire(t, db)
	return bundle{s: pieces.New(db, depot, o), db: db, dir: dir, depot: depot, par: par, st: int64(st.ID)}
}

// pdf makes a small document; different words make different bytes.
func pdf(words string) []byte {
	return fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Title (%s) >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%%%EOF\n", words)
}

func TestDeposer_givesTheBytesBack(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t, pieces.Options{})
	content := pdf("attestation")
	p, err := b.s.Deposer(ctx, b.par, b.st, "../Attestation.pdf", bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if p.Nom != "Attestation.pdf" || p.Type != pieces.PDF || p.Taille != int64(len(content)) || p.DejaDeposee {
		t.Errorf("Deposer = %+v", p)
	}
	_, r, err := b.s.Ouvrir(ctx, b.par, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(got); !bytes.Equal(sum[:], p.SHA256) || !bytes.Equal(got, content) {
		t.Error("the bytes that come back are not those that went in")
	}
}

func TestDeposer_recognisesTheSameFile(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t, pieces.Options{})
	ids := make([]pieces.ID, 8)
	var wg sync.WaitGroup
	for i := range ids {
		wg.Go(func() {
			p, err := b.s.Deposer(ctx, b.par, b.st, fmt.Sprintf("copie %d.pdf", i), bytes.NewReader(pdf("same")))
			if err != nil {
				t.Error(err)
			}
			ids[i] = p.ID
		})
	}
	wg.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Errorf("the same bytes got two handles: %v", ids)
			break
		}
	}
	other, otherStructure := comptestest.Prestataire(t, b.db)
	p, err := b.s.Deposer(ctx, other, int64(otherStructure.ID), "a.pdf", bytes.NewReader(pdf("same")))
	if err != nil || p.DejaDeposee || p.ID == ids[0] {
		t.Errorf("another structure learns that the file is known: %+v, %v", p, err)
	}
}

func TestOuvrir_foreignAnswersAsAbsent(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t, pieces.Options{})
	p, err := b.s.Deposer(ctx, b.par, b.st, "a.pdf", bytes.NewReader(pdf("a")))
	if err != nil {
		t.Fatal(err)
	}
	own, err := b.s.Deposer(ctx, b.par, 0, "a.pdf", bytes.NewReader(pdf("b")))
	if err != nil {
		t.Fatal(err)
	}
	stranger, _ := comptestest.Prestataire(t, b.db)
	_, _, absent := b.s.Ouvrir(ctx, stranger, pieces.ID(strings.Repeat("a", 26)))
	want, _ := fault.As(absent)
	for _, id := range []pieces.ID{p.ID, own.ID, "../../etc/passwd", ""} {
		_, _, err := b.s.Ouvrir(ctx, stranger, id)
		got, _ := fault.As(err)
		if diff := cmp.Diff(want, got); got == nil || diff != "" {
			t.Errorf("Ouvrir(%q) by a stranger differs from absent:\n%s", id, diff)
		}
	}
	if _, err := b.s.Deposer(ctx, stranger, b.st, "a.pdf", bytes.NewReader(pdf("c"))); fault.KindOf(err) != fault.Introuvable {
		t.Errorf("Deposer in a foreign structure = %v, want introuvable", err)
	}
	colleague := comptestest.Collegue(t, b.db, b.par, comptesStructure(t, b), comptes.Consultation)
	if _, err := b.s.Lire(ctx, colleague, p.ID); err != nil {
		t.Errorf("Lire by a colleague with consultation = %v", err)
	}
	if err := b.s.Supprimer(ctx, colleague, p.ID); fault.KindOf(err) != fault.Interdit {
		t.Errorf("Supprimer by a colleague with consultation = %v, want interdit", err)
	}
}

func comptesStructure(t *testing.T, b bundle) comptes.Structure {
	t.Helper()
	st, err := comptes.New(b.db, comptes.Options{}).Structure(context.Background(), b.par, comptes.StructureID(b.st))
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestDeposer_limits(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t, pieces.Options{TailleMax: 1000, Quota: 1500})
	cut := io.MultiReader(bytes.NewReader(pdf("x")), iotest.ErrReader(errors.New("connection reset")))
	tests := []struct {
		name    string
		content io.Reader
		code    string
	}{
		{"too large", bytes.NewReader(pdf(strings.Repeat("x", 2000))), "fichier_trop_gros"},
		{"interrupted", cut, "televersement_interrompu"},
		{"first fits", bytes.NewReader(pdf(strings.Repeat("x", 800))), ""},
		{"quota", bytes.NewReader(pdf(strings.Repeat("y", 800))), "quota"},
	}
	for _, tt := range tests {
		_, err := b.s.Deposer(ctx, b.par, b.st, "a.pdf", tt.content)
		f, _ := fault.As(err)
		if got := code(f); got != tt.code {
			t.Errorf("%s: Deposer = %v, want code %q", tt.name, err, tt.code)
		}
	}
}

func code(f *fault.Error) string {
	if f == nil {
		return ""
	}
	return f.Code
}

func TestDeposer_refusesWhatTheAntivirusFinds(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	found, broken := "Eicar-Test", errors.New("clamd is away")
	for _, tt := range []struct {
		signature string
		err       error
		code      string
	}{{found, nil, "fichier_infecte"}, {"", broken, "analyse_indisponible"}} {
		b := setup(t, pieces.Options{Antivirus: func(context.Context, io.Reader) (string, error) { return tt.signature, tt.err }})
		_, err := b.s.Deposer(ctx, b.par, b.st, "a.pdf", bytes.NewReader(pdf("x")))
		if f, _ := fault.As(err); code(f) != tt.code {
			t.Errorf("Deposer = %v, want %s", err, tt.code)
		}
	}
}

func TestBalayer_removesOldOrphansOnly(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	now := time.Now()
	b := setup(t, pieces.Options{Horloge: func() time.Time { return now }})
	kept, err := b.s.Deposer(ctx, b.par, b.st, "a.pdf", bytes.NewReader(pdf("kept")))
	if err != nil {
		t.Fatal(err)
	}
	orphan := pieces.ID(strings.Repeat("b", 26))
	if err := b.depot.Ecrire(ctx, orphan, strings.NewReader("bytes without a row")); err != nil {
		t.Fatal(err)
	}
	if n, err := b.s.Balayer(ctx); n != 0 || err != nil {
		t.Errorf("Balayer on fresh files = %d, %v; want 0", n, err)
	}
	now = now.Add(pieces.OrphelinApres + time.Minute)
	if n, err := b.s.Balayer(ctx); n != 1 || err != nil {
		t.Errorf("Balayer a day later = %d, %v; want 1", n, err)
	}
	if _, r, err := b.s.Ouvrir(ctx, b.par, kept.ID); err != nil {
		t.Errorf("the referenced file is gone: %v", err)
	} else {
		_ = r.Close()
	}
}

func TestSupprimer_removesRowAndBytes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t, pieces.Options{})
	p, err := b.s.Deposer(ctx, b.par, b.st, "a.pdf", bytes.NewReader(pdf("x")))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.s.Supprimer(ctx, b.par, p.ID); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(b.dir, "*", "*"))
	if err != nil || len(files) != 0 {
		t.Errorf("files left: %v, %v", files, err)
	}
}

func TestDossier_halfWrittenIsRemoved(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t, pieces.Options{})
	id := pieces.ID(strings.Repeat("c", 26))
	err := b.depot.Ecrire(ctx, id, iotest.ErrReader(errors.New("disk full")))
	if err == nil {
		t.Fatal("Ecrire of a failing content = nil")
	}
	if _, err := b.depot.Ouvrir(ctx, id); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Ouvrir after a failed Ecrire = %v, want not exist", err)
	}
}
