package redaction

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/kb"
)

// Lister gives every article, in the order of their titles. Editors and the support desk may call it.
func (s *Service) Lister(ctx context.Context, par comptes.Acteur) ([]Fiche, error) {
	if err := lecteur(par); err != nil {
		return nil, err
	}
	fiches, err := s.fiches(ctx, "")
	if err != nil {
		return nil, err
	}
	out := slices.Collect(maps.Values(fiches))
	slices.SortFunc(out, func(a, b Fiche) int {
		return cmp.Or(cmp.Compare(a.Titre, b.Titre), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// Dossier gives all that is known of an article to its editors and to the support desk. Fault Introuvable.
func (s *Service) Dossier(ctx context.Context, par comptes.Acteur, id string) (Dossier, error) {
	if err := lecteur(par); err != nil {
		return Dossier{}, err
	}
	fiches, err := s.fiches(ctx, id)
	if err != nil {
		return Dossier{}, err
	}
	d := Dossier{}
	var ok bool
	if d.Fiche, ok = fiches[id]; !ok {
		return d, absent()
	}
	r, err := s.Revision(ctx, par, id, d.Derniere)
	if err != nil {
		return d, err
	}
	if d.Article, err = kb.LireArticle(ctx, []byte(r.Source)); err != nil {
		return d, err //nolint:wrapcheck // a fault of the article
	}
	d.Article.Version, d.auteur = d.Derniere, r.auteur
	if d.Livree {
		r.Source = ""
		d.Revisions = []Revision{r}
		return d, nil
	}
	if d.Revisions, err = s.revisions(ctx, id); err != nil {
		return d, err
	}
	d.Journal, err = s.journal(ctx, id)
	return d, err
}

// Revision gives one state of an article, whole. Fault Introuvable.
func (s *Service) Revision(ctx context.Context, par comptes.Acteur, id string, numero int) (Revision, error) {
	if err := lecteur(par); err != nil {
		return Revision{}, err
	}
	r, err := s.revision(ctx, s.db.Pool, id, numero)
	if l, ok := s.livres[id]; ok && numero == 1 && fault.KindOf(err) == fault.Introuvable {
		return Revision{Article: id, Numero: 1, Source: l.source, Titre: l.article.Titre, Auteur: livreAvec, etat: l.article.Etat}, nil
	}
	return r, err
}

// DuProgramme gives the file that the program brings now for an article that was edited.
func (s *Service) DuProgramme(par comptes.Acteur, id string) (Revision, error) {
	l, ok := s.livres[id]
	if err := lecteur(par); err != nil || !ok {
		return Revision{}, absent()
	}
	return Revision{Article: id, Source: l.source, Titre: l.article.Titre, Auteur: livreAvec, etat: l.article.Etat}, nil
}

// fiches gives the fiche of the article, of all when id is empty.
func (s *Service) fiches(ctx context.Context, id string) (map[string]Fiche, error) {
	out := map[string]Fiche{}
	for k, l := range s.livres {
		if id == "" || id == k {
			out[k] = s.ficheLivree(l.article)
		}
	}
	demandes, err := s.demandes(ctx, s.db.Pool, id)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.Pool.Query(ctx, sqlFiches, pgx.NamedArgs{"id": id})
	if err != nil {
		return nil, fmt.Errorf("list the articles: %w", err)
	}
	var f Fiche
	var revoir *time.Time
	var livree []byte
	var deja bool
	_, err = pgx.ForEachRow(rows, []any{&f.ID, &f.Titre, &f.Categorie, &f.Portee, &f.Derniere, &f.Publiee, &revoir, &f.Auteur, &f.Le, &livree, &deja}, func() error {
		x := f
		if revoir != nil {
			x.RevoirLe = *revoir
		}
		if d, ok := demandes[x.ID]; ok {
			x.Demande = &d
		}
		l, duProgramme := s.livres[x.ID]
		x.Nouvelle = duProgramme && len(livree) > 0 && !bytes.Equal(livree, l.empreinte())
		x.Etat = etatDe(x, deja || len(livree) > 0)
		out[x.ID] = x
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the articles: %w", err)
	}
	return out, nil
}

func (s *Service) ficheLivree(a kb.Article) Fiche {
	f := Fiche{
		ID: a.ID, Titre: a.Titre, Categorie: a.Categorie, Portee: a.Etat, Etat: Publie, Derniere: 1, Publiee: 1, RevoirLe: a.ARevoir(),
		Auteur: livreAvec, Livree: true,
	}
	if a.Etat == kb.Brouillon {
		f.Etat, f.Publiee = EnBrouillon, 0
	}
	return f
}

// etatDe derives the state. deja tells that readers saw the article once.
func etatDe(f Fiche, deja bool) Etat {
	switch {
	case f.Demande != nil && f.Demande.Etat == EnAttente:
		return ARelire
	case f.Demande != nil:
		return Programme
	case f.Publiee == 0 && deja:
		return Retire
	case f.Publiee == 0:
		return EnBrouillon
	case f.Publiee != f.Derniere:
		return Modifie
	}
	return Publie
}

// demandes gives the open request of each article, or of one.
func (s *Service) demandes(ctx context.Context, q pg.Querier, id string) (map[string]Demande, error) {
	rows, err := q.Query(ctx, sqlDemandesOuvertes, pgx.NamedArgs{"id": id})
	if err != nil {
		return nil, fmt.Errorf("list the requests: %w", err)
	}
	out := map[string]Demande{}
	var d Demande
	var quand *time.Time
	_, err = pgx.ForEachRow(rows, []any{&d.ID, &d.Article, &d.Numero, &d.Portee, &d.Etat, &quand, &d.Par, &d.ParNom, &d.Le, &d.RelueNom, &d.Mot}, func() error {
		x := d
		if quand != nil {
			x.PublierAt = *quand
		}
		out[x.Article] = x
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the requests: %w", err)
	}
	return out, nil
}

func (s *Service) revision(ctx context.Context, q pg.Querier, id string, numero int) (Revision, error) {
	r := Revision{Article: id}
	err := q.QueryRow(ctx, sqlRevision, pgx.NamedArgs{"id": id, "numero": numero}).Scan(
		&r.Numero, &r.Source, &r.Titre, &r.Auteur, &r.Motif, &r.Le, &r.auteur, &r.etat)
	if err != nil {
		return r, pg.Absent(fmt.Errorf("read a revision: %w", err), fault.AbsentOuEtranger("cette version de l'article"))
	}
	return r, nil
}

func (s *Service) revisions(ctx context.Context, id string) ([]Revision, error) {
	rows, err := s.db.Pool.Query(ctx, sqlRevisions, pgx.NamedArgs{"id": id})
	if err != nil {
		return nil, fmt.Errorf("list the revisions: %w", err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Revision, error) {
		r := Revision{Article: id}
		err := row.Scan(&r.Numero, &r.Titre, &r.Auteur, &r.Motif, &r.Le)
		if r.Numero == 1 && r.Auteur == livreAvec {
			r.Le = time.Time{} // the file is older than its first edition
		}
		return r, err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return nil, fmt.Errorf("list the revisions: %w", err)
	}
	return out, nil
}

func (s *Service) journal(ctx context.Context, id string) ([]Geste, error) {
	rows, err := s.db.Pool.Query(ctx, sqlGestes, pgx.NamedArgs{"id": id})
	if err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Geste])
	if err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	return out, nil
}

func contient(xs []string, x string) bool { return slices.Contains(xs, x) }

// EcritPar tells that the actor wrote the last revision.
func (d Dossier) EcritPar(par comptes.Acteur) bool { return par.Connu() && d.auteur == par.Utilisateur }

var lienInterne = regexp.MustCompile(`href="/aide/([^"#]+)(?:#([^"]*))?"`)

// Visible gives the article as readers see it, and whether they do.
func (s *Service) Visible(id string) (kb.Article, bool) {
	a, err := s.base.Article(id)
	return a, err == nil
}

// LiensMorts tells the links of an article that would lead readers nowhere, for its editors.
func (s *Service) LiensMorts(a kb.Article) []string {
	var out []string
	for _, m := range lienInterne.FindAllStringSubmatch(string(a.HTML), -1) {
		cible, err := s.base.Article(m[1])
		if m[1] == a.ID {
			cible, err = a, nil
		}
		switch {
		case err != nil:
			out = append(out, "Le lien vers « "+m[1]+" » ne mène à aucun article publié.")
		case m[2] != "" && !slices.ContainsFunc(cible.Sommaire, func(t kb.Titre) bool { return t.Ancre == m[2] }):
			out = append(out, "Le lien vers « "+m[1]+"#"+m[2]+" » ne mène à aucun titre de cet article.")
		}
	}
	return out
}
