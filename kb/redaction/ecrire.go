package redaction

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/kb"
)

// Saisie is what an editor wants to keep.
type Saisie struct {
	Article   kb.Article // the values of the head and the Markdown; what is rendered is made again
	Vue       int        // the revision that was on the screen; 0 for an article that does not exist yet
	Motif     string     // what changed, for the history
	Questions []string   // folded questions without answer that the article is written for
}

// Ecrire keeps the article as a new revision, which no reader sees yet; a text that did not change
// makes none. Faults: `article_invalide` for each field; `identifiant_pris` on id; `modifie_entre_temps`
// with the last [Revision] in Recu when somebody wrote since.
func (s *Service) Ecrire(ctx context.Context, par comptes.Acteur, f Saisie) (kb.Article, error) {
	if err := redacteur(par); err != nil {
		return kb.Article{}, err
	}
	motif, errMotif := mot(f.Motif, "motif")
	a, err := kb.LireArticle(ctx, kb.EcrireArticle(f.Article))
	if err = errors.Join(err, errMotif); err != nil {
		return a, err //nolint:wrapcheck // faults of the form
	}
	geste := auteur{geste: "ecrit", par: par, motif: motif}
	err = s.db.InTx(ctx, func(tx pg.Tx) error {
		numero, err := s.ecrireTx(ctx, tx, a, f.Vue, geste)
		if err != nil {
			return err
		}
		a.Version = numero
		if len(f.Questions) == 0 {
			return nil
		}
		return s.retours.ConfierTx(ctx, tx, f.Questions, a.ID) //nolint:wrapcheck // says what it did
	})
	return a, err //nolint:wrapcheck // faults, or says what it did
}

// auteur is who makes a revision, how and why.
type auteur struct {
	geste string
	par   comptes.Acteur
	motif string
}

// ecrireTx adds the revision and gives its number; that of the last one when the text is the same.
func (s *Service) ecrireTx(ctx context.Context, tx pg.Tx, a kb.Article, vue int, par auteur) (int, error) {
	source := string(kb.EcrireArticle(a))
	derniere, _, err := s.verrouillerTx(ctx, tx, a.ID)
	nouveau := fault.KindOf(err) == fault.Introuvable && vue == 0
	if err != nil && !nouveau {
		return 0, err
	}
	if !nouveau {
		avant, err := s.revision(ctx, tx, a.ID, derniere)
		switch {
		case err != nil:
			return 0, err
		case avant.Source == source && vue != 0:
			return derniere, nil
		case vue == 0:
			return 0, fault.Sur("id", "identifiant_pris", "Un article porte déjà cet identifiant : « "+avant.Titre+" ». Choisissez-en un autre, ou modifiez celui-là.")
		case vue != derniere:
			return 0, &fault.Error{
				Kind: fault.Conflit, Code: "modifie_entre_temps", Recu: avant,
				Message: avant.Auteur + " a enregistré cet article pendant que vous l'écriviez. Comparez les deux textes avant de continuer.",
			}
		}
	} else if err := s.inscrireTx(ctx, tx, a.ID, 0, nil); err != nil {
		return 0, err
	}
	if err := s.ajouterTx(ctx, tx, a, derniere+1, source, par); err != nil {
		return 0, err
	}
	if err := annulerTx(ctx, tx, a.ID, EnAttente); err != nil {
		return 0, err
	}
	return derniere + 1, s.noterTx(ctx, tx, a.ID, derniere+1, par.geste, par.par, par.motif)
}

func (s *Service) ajouterTx(ctx context.Context, tx pg.Tx, a kb.Article, numero int, source string, par auteur) error {
	args := pgx.NamedArgs{
		"id": a.ID, "numero": numero, "source": source, "titre": a.Titre, "categorie": a.Categorie, "etat": a.Etat, "revoir": jourOuNul(a.ARevoir()),
		"auteur": par.par.Utilisateur, "nom": par.par.Nom, "motif": par.motif, "maintenant": s.horloge(),
	}
	if _, err := tx.Exec(ctx, sqlEcrire, args); err != nil {
		return fmt.Errorf("write a revision: %w", err)
	}
	if _, err := tx.Exec(ctx, sqlAvancer, args); err != nil {
		return fmt.Errorf("write a revision: %w", err)
	}
	return nil
}

// verrouillerTx holds the article until the end of the transaction and gives its last and its published
// revision. The file of the program is written in the base the first time. Fault Introuvable.
func (s *Service) verrouillerTx(ctx context.Context, tx pg.Tx, id string) (derniere, publiee int, err error) {
	if l, ok := s.livres[id]; ok {
		if err := s.reprendreTx(ctx, tx, l); err != nil {
			return 0, 0, err
		}
	}
	err = tx.QueryRow(ctx, sqlVerrouiller, pgx.NamedArgs{"id": id}).Scan(&derniere, &publiee)
	if err != nil {
		return 0, 0, pg.Absent(fmt.Errorf("lock an article: %w", err), fault.AbsentOuEtranger("cet article"))
	}
	return derniere, publiee, nil
}

// reprendreTx makes the file of the program revision 1 of its article, unless it is already there.
func (s *Service) reprendreTx(ctx context.Context, tx pg.Tx, l livre) error {
	publiee := 1
	if l.article.Etat == kb.Brouillon {
		publiee = 0
	}
	tag, err := tx.Exec(ctx, sqlInscrire, s.inscription(l.article.ID, publiee, l.empreinte()))
	if err != nil {
		return fmt.Errorf("take an article of the program: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return nil
	}
	return s.ajouterTx(ctx, tx, l.article, 1, l.source, auteur{par: comptes.Acteur{Nom: livreAvec}})
}

func (s *Service) inscription(id string, publiee int, empreinte []byte) pgx.NamedArgs {
	a := pgx.NamedArgs{"id": id, "publiee": nil, "livree": empreinte, "maintenant": s.horloge()}
	if publiee > 0 {
		a["publiee"] = publiee
	}
	return a
}

// inscrireTx makes room for a new article. Two editors who choose the same identifier at once: the
// second one waits, then is told.
func (s *Service) inscrireTx(ctx context.Context, tx pg.Tx, id string, publiee int, empreinte []byte) error {
	tag, err := tx.Exec(ctx, sqlInscrire, s.inscription(id, publiee, empreinte))
	if err != nil {
		return fmt.Errorf("make an article: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return fault.Sur("id", "identifiant_pris", "Un article porte déjà cet identifiant. Choisissez-en un autre.")
	}
	return nil
}

// Restaurer makes the text of an earlier revision the last one; nothing is lost, nothing is published.
func (s *Service) Restaurer(ctx context.Context, par comptes.Acteur, id string, numero, vue int) (kb.Article, error) {
	if err := redacteur(par); err != nil {
		return kb.Article{}, err
	}
	ancienne, err := s.Revision(ctx, par, id, numero)
	if err != nil {
		return kb.Article{}, err
	}
	a, err := kb.LireArticle(ctx, []byte(ancienne.Source))
	if err != nil {
		return a, err //nolint:wrapcheck // a fault of the article
	}
	err = s.db.InTx(ctx, func(tx pg.Tx) error {
		a.Version, err = s.ecrireTx(ctx, tx, a, vue, auteur{geste: "restaure", par: par, motif: fmt.Sprintf("Reprise de la révision %d", numero)})
		return err
	})
	return a, err //nolint:wrapcheck // faults, or says what it did
}

func (s *Service) noterTx(ctx context.Context, tx pg.Tx, id string, numero int, geste string, par comptes.Acteur, mot string) error {
	if _, err := tx.Exec(ctx, sqlJournal, pgx.NamedArgs{
		"id": id, "numero": numero, "geste": geste, "par": par.Utilisateur, "nom": par.Nom, "mot": mot, "maintenant": s.horloge(),
	}); err != nil {
		return fmt.Errorf("keep the journal: %w", err)
	}
	return nil
}

func jourOuNul(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// Confier charges an article that exists with questions without answer: they are answered when its next
// revision is published. Fault Introuvable.
func (s *Service) Confier(ctx context.Context, par comptes.Acteur, pliees []string, id string) error {
	return s.deciderTx(ctx, par, func(tx pg.Tx) error {
		if _, _, err := s.verrouillerTx(ctx, tx, id); err != nil {
			return err
		}
		return s.retours.ConfierTx(ctx, tx, pliees, id) //nolint:wrapcheck // says what it did
	})
}

// Ecarter says that no article will answer the questions.
func (s *Service) Ecarter(ctx context.Context, par comptes.Acteur, pliees []string) error {
	return s.deciderTx(ctx, par, func(tx pg.Tx) error {
		return s.retours.EcarterTx(ctx, tx, pliees) //nolint:wrapcheck // says what it did
	})
}

// Rouvrir makes the questions wait for an article again.
func (s *Service) Rouvrir(ctx context.Context, par comptes.Acteur, pliees []string) error {
	return s.deciderTx(ctx, par, func(tx pg.Tx) error {
		return s.retours.RouvrirTx(ctx, tx, pliees) //nolint:wrapcheck // says what it did
	})
}

func (s *Service) deciderTx(ctx context.Context, par comptes.Acteur, fn func(tx pg.Tx) error) error {
	if err := redacteur(par); err != nil {
		return err
	}
	return s.db.InTx(ctx, fn) //nolint:wrapcheck // faults, or says what it did
}
