package retours

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/kb"
)

// Empreinte names a version of an article: twelve hexadecimal digits of the digest of what a reader
// sees. Two articles with the same words, sources and date have the same.
func Empreinte(a kb.Article) string {
	h := sha256.New()
	for _, s := range []string{a.ID, a.Titre, string(a.HTML), strings.Join(a.Sources, "\n"), a.VerifieLe.Format(time.DateOnly)} {
		_, _ = fmt.Fprintf(h, "%d\n%s\n", len(s), s) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// LienVersion makes a link to an article, or to one of its passages, open its present version, whatever the
// article becomes.
func LienVersion(lien string, a kb.Article) string {
	chemin, ancre, passage := strings.Cut(lien, "#")
	lien = chemin + "?version=" + Empreinte(a)
	if passage {
		lien += "#" + ancre
	}
	return lien
}

// Citee reads which version of which article a link made by [LienVersion] opens; ok is false for any other.
func Citee(lien string) (article, empreinte string, ok bool) {
	u, err := url.Parse(lien)
	if err != nil || u.IsAbs() || u.Host != "" {
		return "", "", false
	}
	article, empreinte = path.Base(u.Path), u.Query().Get("version")
	return article, empreinte, empreinte != "" && strings.TrimSuffix(kb.Lien(article, ""), article) == strings.TrimSuffix(u.Path, article)
}

// Version is an article as it was shown.
type Version struct {
	Article   string
	Empreinte string
	Titre     string
	HTML      kb.HTML // sanitised when it was rendered
	Sommaire  []kb.Titre
	Sources   []string
	VerifieLe time.Time // day; zero when unknown
	Depuis    time.Time // when it was first shown
}

// contenu is the part of a version that is kept as JSON.
type contenu struct {
	HTML     kb.HTML    `json:"html"`
	Sommaire []kb.Titre `json:"sommaire"`
	Sources  []string   `json:"sources"`
}

// Garder keeps the article as it is shown now, once for each version, and gives its digest.
func (s *Service) Garder(ctx context.Context, a kb.Article) (string, error) {
	return Empreinte(a), s.GarderTous(ctx, []kb.Article{a})
}

// GarderTous keeps the articles as they are now in one statement, so that a quotation stays readable after
// they change. Those that this process has kept already are left out.
func (s *Service) GarderTous(ctx context.Context, articles []kb.Article) error {
	var cles, ids, empreintes, titres, contenus, verifies []string
	for _, a := range articles {
		e := Empreinte(a)
		if s.gardee(a.ID + "@" + e) {
			continue
		}
		j, err := json.Marshal(contenu{HTML: a.HTML, Sommaire: a.Sommaire, Sources: a.Sources})
		if err != nil {
			return fmt.Errorf("keep the version of %s: %w", a.ID, err)
		}
		verifie := ""
		if !a.VerifieLe.IsZero() {
			verifie = a.VerifieLe.Format(time.DateOnly)
		}
		cles, ids, empreintes = append(cles, a.ID+"@"+e), append(ids, a.ID), append(empreintes, e)
		titres, contenus, verifies = append(titres, a.Titre), append(contenus, string(j)), append(verifies, verifie)
	}
	if len(cles) == 0 {
		return nil
	}
	if _, err := s.db.Pool.Exec(ctx, sqlGarder, pgx.NamedArgs{
		"articles": ids, "empreintes": empreintes, "titres": titres, "contenus": contenus, "verifies": verifies, "maintenant": s.horloge(),
	}); err != nil {
		return fmt.Errorf("keep versions: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, cle := range cles {
		s.gardees[cle] = true
	}
	return nil
}

func (s *Service) gardee(cle string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gardees[cle]
}

// Version gives an article as it was shown; fault Introuvable when that version never was.
func (s *Service) Version(ctx context.Context, article, empreinte string) (Version, error) {
	v := Version{Article: article, Empreinte: empreinte}
	var j []byte
	var verifie *time.Time
	err := s.db.Pool.QueryRow(ctx, sqlVersion, pgx.NamedArgs{"article": article, "empreinte": empreinte}).Scan(&v.Titre, &j, &verifie, &v.Depuis)
	if err != nil {
		return v, pg.Absent(fmt.Errorf("read a version: %w", err), fault.AbsentOuEtranger("cette version de l'article"))
	}
	var c contenu
	if err := json.Unmarshal(j, &c); err != nil {
		return v, fmt.Errorf("read a version: %w", err)
	}
	v.HTML, v.Sommaire, v.Sources = c.HTML, c.Sommaire, c.Sources
	if verifie != nil {
		v.VerifieLe = *verifie
	}
	return v, nil
}
