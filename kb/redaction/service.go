package redaction

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/kb"
	"claudia/kb/contenu"
	"claudia/kb/retours"
)

// Options of [New].
type Options struct {
	Base    *kb.Base         // the guide that readers search; required
	Retours *retours.Service // questions without answer, versions shown; required
	Horloge func() time.Time // time.Now when nil
	Dossier fs.FS            // articles of the program; nil for those of kb/contenu
}

// Service writes the articles. It may be used from many goroutines.
type Service struct {
	db      *pg.DB
	base    *kb.Base
	retours *retours.Service
	horloge func() time.Time
	livres  map[string]livre // articles of the program, by identifier

	mu     sync.Mutex            // guards the fields below; held while the guide is replaced
	lus    map[string]kb.Article // published revisions already rendered, by « id@numero »
	charge string                // which revisions the guide holds
}

// livre is an article of the program.
type livre struct {
	source  string
	article kb.Article
}

// New reads the articles of the program. Nothing is in the guide before [Service.Charger].
func New(ctx context.Context, db *pg.DB, o Options) (*Service, error) {
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	if o.Dossier == nil {
		o.Dossier = contenu.FS
	}
	s := &Service{db: db, base: o.Base, retours: o.Retours, horloge: o.Horloge, livres: map[string]livre{}, lus: map[string]kb.Article{}}
	articles, err := kb.LireDossier(ctx, o.Dossier)
	if err != nil {
		return nil, fmt.Errorf("redaction: %w", err)
	}
	for _, a := range articles {
		src, err := fs.ReadFile(o.Dossier, a.ID+".md")
		if err != nil {
			return nil, fmt.Errorf("redaction: %w", err)
		}
		s.livres[a.ID] = livre{source: string(src), article: a}
	}
	return s, nil
}

func (l livre) empreinte() []byte {
	h := sha256.Sum256([]byte(l.source))
	return h[:]
}

// livreAvec names the author of the files of the program.
const livreAvec = "Livré avec le service"

// absent is the one answer for an article that does not exist and for whoever is no editor (P18).
func absent() error { return fault.AbsentOuEtranger("cet article") }

// redacteur tells that the actor may write. Whoever may not learns nothing.
func redacteur(par comptes.Acteur) error {
	if !par.A(comptes.RoleRedacteur) {
		return absent()
	}
	return nil
}

// lecteur tells that the actor may read what is being written: editors, and the support desk.
func lecteur(par comptes.Acteur) error {
	if !par.A(comptes.RoleRedacteur) && !par.EstSupport() {
		return absent()
	}
	return nil
}

// motMax bounds the reasons and remarks of editors, in characters.
const motMax = 300

// mot trims a remark; fault Invalide on champ when it is too long.
func mot(s, champ string) (string, error) {
	s = strings.TrimSpace(s)
	if len([]rune(s)) > motMax {
		return s, fault.Sur(champ, "champ_trop_long", "Dites-le en 300 caractères au plus.")
	}
	return s, nil
}
