package redaction

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/kb"
)

// The folders of an export, beside the files of the articles that readers see.
const (
	dossierBrouillons = "brouillons" // last revisions that readers do not see yet
	dossierRetires    = "retires"    // last revisions of the articles that were taken back
)

// Exporter gives each file of the guide to ecrire: « id.md » for what readers see, « brouillons/id.md »
// for a later revision or an article never published, « retires/id.md » for one taken back. For whoever
// runs the program.
func (s *Service) Exporter(ctx context.Context, ecrire func(nom string, contenu []byte) error) error {
	fiches, err := s.fiches(ctx, "")
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(fiches)) {
		f := fiches[id]
		for nom, numero := range fichiersDe(f) {
			r, err := s.Revision(ctx, operateur(), id, numero)
			if err != nil {
				return err
			}
			if err := ecrire(nom, []byte(r.Source)); err != nil {
				return fmt.Errorf("export %s: %w", nom, err)
			}
		}
	}
	return nil
}

// fichiersDe names the files of an article and the revision that each holds.
func fichiersDe(f Fiche) map[string]int {
	nom := f.ID + ".md"
	switch {
	case f.Publiee == 0 && f.Etat == Retire:
		return map[string]int{dossierRetires + "/" + nom: f.Derniere}
	case f.Publiee == 0:
		return map[string]int{dossierBrouillons + "/" + nom: f.Derniere}
	case f.Publiee != f.Derniere:
		return map[string]int{nom: f.Publiee, dossierBrouillons + "/" + nom: f.Derniere}
	}
	return map[string]int{nom: f.Publiee}
}

// operateur is whoever runs the program on the machine of the base.
func operateur() comptes.Acteur {
	return comptes.Acteur{Nom: "Importation", Origine: comptes.Systeme, Roles: []comptes.Role{comptes.RoleRedacteur}}
}

// Bilan counts what an import did.
type Bilan struct {
	Lus, Ecrits, Publies, Retires, Inchanges int
}

// Importer reads the files that [Service.Exporter] writes. Each text that differs from the last revision
// becomes the next one; with publier, readers see those of the root at once, with no second reader, and
// those of « retires » no more. All or nothing: the first file that cannot be read or kept is the error,
// with its name. For whoever runs the program.
func (s *Service) Importer(ctx context.Context, dossier fs.FS, publier bool) (Bilan, error) {
	var b Bilan
	lots, err := lireLots(ctx, dossier)
	if err != nil {
		return b, err
	}
	err = s.changer(ctx, func(tx pg.Tx) error {
		b = Bilan{}
		for _, l := range lots {
			b.Lus++
			if err := s.importerTx(ctx, tx, l, publier, &b); err != nil {
				return &FichierError{l.nom, err}
			}
		}
		return nil
	})
	if err != nil {
		return Bilan{}, err
	}
	return b, nil
}

// FichierError names the file that an import could not take.
type FichierError struct {
	Nom string // from the folder of the import
	Err error
}

// Error gives the log's view.
func (e *FichierError) Error() string { return e.Nom + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *FichierError) Unwrap() error { return e.Err }

// lot is one file to import.
type lot struct {
	nom     string
	sorte   string // "" for the root, else the name of its folder
	source  string
	article kb.Article
}

func lireLots(ctx context.Context, dossier fs.FS) ([]lot, error) {
	var out []lot
	for _, sorte := range []string{"", dossierRetires, dossierBrouillons} {
		noms, err := fs.Glob(dossier, path.Join(sorte, "*.md"))
		if err != nil {
			return nil, fmt.Errorf("list the files: %w", err)
		}
		for _, nom := range noms {
			src, err := fs.ReadFile(dossier, nom)
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", nom, err)
			}
			a, err := kb.LireArticle(ctx, src)
			if err == nil && a.ID+".md" != path.Base(nom) {
				err = fault.New(fault.Invalide, "article_invalide", "l'identifiant « "+a.ID+" » n'est pas le nom du fichier.")
			}
			if err != nil {
				return nil, &FichierError{nom, err}
			}
			out = append(out, lot{nom: nom, sorte: sorte, source: string(kb.EcrireArticle(a)), article: a})
		}
	}
	if len(out) == 0 {
		return nil, errors.New("aucun article (*.md) dans ce dossier")
	}
	return out, nil
}

func (s *Service) importerTx(ctx context.Context, tx pg.Tx, l lot, publier bool, b *Bilan) error {
	id := l.article.ID
	if livre, ok := s.livres[id]; ok && l.sorte == "" && livre.source == l.source {
		if edite, err := existe(ctx, tx, sqlEdite, id); err != nil || !edite {
			b.Inchanges++
			return err
		}
	}
	derniere, publiee, err := s.verrouillerTx(ctx, tx, id)
	if err != nil && fault.KindOf(err) != fault.Introuvable {
		return err
	}
	if l.sorte == "" && publiee > 0 {
		if montree, err := s.revision(ctx, tx, id, publiee); err != nil || montree.Source == l.source {
			b.Inchanges++
			return err
		}
	}
	numero, err := s.ecrireTx(ctx, tx, l.article, derniere, auteur{geste: "importe", par: operateur()})
	if err != nil {
		return err
	}
	if numero != derniere {
		b.Ecrits++
	}
	if !publier || l.sorte == dossierBrouillons || l.article.Etat == kb.Brouillon {
		return nil
	}
	if l.sorte == dossierRetires {
		return s.retirerImportTx(ctx, tx, l.article, numero, publiee, b)
	}
	b.Publies++
	return s.publierImportTx(ctx, tx, l.article, numero)
}

// publierImportTx shows a revision with no second reader: the operator of the program decided.
func (s *Service) publierImportTx(ctx context.Context, tx pg.Tx, a kb.Article, numero int) error {
	r, err := s.revision(ctx, tx, a.ID, numero)
	if err != nil {
		return err
	}
	if err := s.publiableTx(ctx, tx, r); err != nil {
		return err
	}
	if err := annulerTx(ctx, tx, a.ID, EnAttente, Programmee); err != nil {
		return err
	}
	d := Demande{Article: a.ID, Numero: numero, Portee: a.Etat, Etat: EnAttente}
	if d.ID, err = s.demanderTx(ctx, tx, d, operateur(), true); err != nil {
		return err
	}
	return s.montrerTx(ctx, tx, d, a.Titre, operateur())
}

// retirerImportTx takes an article back; one that was never shown here is shown first, so that its
// history tells the same as where it comes from.
func (s *Service) retirerImportTx(ctx context.Context, tx pg.Tx, a kb.Article, numero, publiee int, b *Bilan) error {
	if publiee == 0 {
		if deja, err := existe(ctx, tx, sqlMontreUneFois, a.ID); err != nil || deja {
			return err
		}
		if err := s.publierImportTx(ctx, tx, a, numero); err != nil {
			return err
		}
		publiee = numero
	}
	b.Retires++
	return s.retirerTx(ctx, tx, a.ID, publiee, operateur(), "")
}

func existe(ctx context.Context, tx pg.Tx, sql, id string) (oui bool, err error) {
	if err := tx.QueryRow(ctx, sql, pgx.NamedArgs{"id": id}).Scan(&oui); err != nil {
		return false, fmt.Errorf("look for an article: %w", err)
	}
	return oui, nil
}
