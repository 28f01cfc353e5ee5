package retours

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/pg"
)

const (
	// pasEcriture is how long the counts wait in memory: one write for many pages. A process that is
	// killed loses at most that; one that stops writes them ([Service.Vider]).
	pasEcriture = 10 * time.Second
	// MaxRecherches is how many different searches of one day are kept; beyond, they are only counted.
	MaxRecherches = 2000
	maxTexte      = 120 // characters of a search
)

// Origine is where somebody searched or voted.
type Origine string

// The two doors of the guide.
const (
	Site      Origine = "site"
	Assistant Origine = "assistant"
)

// Issue is what came of a search.
type Issue string

// What can come of a search.
const (
	Repond    Issue = "reponse"
	Ignore    Issue = "ignore" // the guide does not know
	HorsSujet Issue = "hors_sujet"
)

// Recherche is one search.
type Recherche struct {
	Texte   string
	Origine Origine
	Issue   Issue
	Article string // found first, empty when none
}

// tampon is what was counted and not yet written.
type tampon struct {
	lectures   map[lecture]int64
	recherches map[issueDuJour]int64
	textes     map[texteDuJour]*cherche
}

// lecture is a cell of the counts of readings.
type lecture struct{ jour, article string } // jour is AAAA-MM-JJ

type issueDuJour struct {
	jour    string
	origine Origine
	issue   Issue
}

type texteDuJour struct{ jour, pliee string }

// cherche is what is known of the searches that fold to the same words, one day: how often, and what came
// of the last.
type cherche struct {
	texte, article string
	issue          Issue
	nombre         int64
}

func nouveauTampon() tampon {
	return tampon{map[lecture]int64{}, map[issueDuJour]int64{}, map[texteDuJour]*cherche{}}
}

func (t *tampon) vide() bool { return len(t.lectures)+len(t.recherches) == 0 }

// chercher counts a search; the text of one search too many in memory is left out.
func (t *tampon) chercher(jour string, r Recherche) {
	t.recherches[issueDuJour{jour, r.Origine, r.Issue}]++
	texte, cle := lisible(r.Texte)
	k := texteDuJour{jour, couper(cle, maxTexte)}
	t.ajouter(k, cherche{couper(texte, maxTexte), r.Article, r.Issue, 1})
}

func (t *tampon) ajouter(k texteDuJour, c cherche) {
	connu, ok := t.textes[k]
	switch {
	case ok:
		c.nombre += connu.nombre
		*connu = c
	case k.pliee != "" && len(t.textes) < MaxRecherches:
		t.textes[k] = &c
	}
}

// rendre puts back what could not be written.
func (t *tampon) rendre(autre tampon) {
	for k, n := range autre.lectures {
		t.lectures[k] += n
	}
	for k, n := range autre.recherches {
		t.recherches[k] += n
	}
	for k, c := range autre.textes {
		if apres, ok := t.textes[k]; ok {
			apres.nombre += c.nombre
		} else {
			t.ajouter(k, *c)
		}
	}
}

// Lu counts a reading of the article. It writes at most every ten seconds, all that was counted since.
func (s *Service) Lu(ctx context.Context, article string) error {
	return s.compter(ctx, func(t *tampon, jour string) { t.lectures[lecture{jour, article}]++ })
}

// Cherchee counts a search, as [Service.Lu] does. Nothing tells who searched.
func (s *Service) Cherchee(ctx context.Context, r Recherche) error {
	if r.Origine != Site && r.Origine != Assistant || r.Issue != Repond && r.Issue != Ignore && r.Issue != HorsSujet {
		return fmt.Errorf("count a search: origin %q, outcome %q", r.Origine, r.Issue) // the base would refuse all that waits with it
	}
	return s.compter(ctx, func(t *tampon, jour string) { t.chercher(jour, r) })
}

func (s *Service) compter(ctx context.Context, f func(t *tampon, jour string)) error {
	now := s.horloge()
	s.mu.Lock()
	f(&s.tampon, now.UTC().Format(time.DateOnly))
	attend := now.Sub(s.ecrit) < pasEcriture
	s.mu.Unlock()
	if attend {
		return nil
	}
	return s.Vider(ctx)
}

// Vider writes what was counted: before the process stops, and before the counts are read.
func (s *Service) Vider(ctx context.Context) error {
	s.mu.Lock()
	aEcrire := s.tampon
	s.tampon, s.ecrit = nouveauTampon(), s.horloge()
	s.mu.Unlock()
	if aEcrire.vide() {
		return nil
	}
	if err := s.db.InTx(ctx, func(tx pg.Tx) error { return aEcrire.ecrire(ctx, tx) }); err != nil {
		s.mu.Lock()
		s.tampon.rendre(aEcrire)
		s.mu.Unlock()
		return fmt.Errorf("write the counts of the guide: %w", err)
	}
	return nil
}

// ecrire adds the counts to those of the base, in the order of the keys, so that two processes that write
// at once never wait for each other in a ring.
func (t *tampon) ecrire(ctx context.Context, tx pg.Tx) error {
	var l struct {
		jours, articles []string
		nombres         []int64
	}
	for k, n := range t.lectures {
		l.jours, l.articles, l.nombres = append(l.jours, k.jour), append(l.articles, k.article), append(l.nombres, n)
	}
	if _, err := tx.Exec(ctx, sqlLu, pgx.NamedArgs{"jours": l.jours, "articles": l.articles, "nombres": l.nombres}); err != nil {
		return err
	}
	var i struct {
		jours, origines, issues []string
		nombres                 []int64
	}
	for k, n := range t.recherches {
		i.jours, i.origines, i.issues = append(i.jours, k.jour), append(i.origines, string(k.origine)), append(i.issues, string(k.issue))
		i.nombres = append(i.nombres, n)
	}
	if _, err := tx.Exec(ctx, sqlCherchees, pgx.NamedArgs{"jours": i.jours, "origines": i.origines, "issues": i.issues, "nombres": i.nombres}); err != nil {
		return err
	}
	return t.ecrireTextes(ctx, tx)
}

func (t *tampon) ecrireTextes(ctx context.Context, tx pg.Tx) error {
	var x struct {
		jours, pliees, textes, articles, issues []string
		nombres                                 []int64
	}
	for k, c := range t.textes {
		x.jours, x.pliees, x.textes = append(x.jours, k.jour), append(x.pliees, k.pliee), append(x.textes, c.texte)
		x.articles, x.issues, x.nombres = append(x.articles, c.article), append(x.issues, string(c.issue)), append(x.nombres, c.nombre)
	}
	_, err := tx.Exec(ctx, sqlTextes, pgx.NamedArgs{
		"jours": x.jours, "pliees": x.pliees, "textes": x.textes, "articles": x.articles, "issues": x.issues, "nombres": x.nombres, "max": MaxRecherches,
	})
	return err
}
