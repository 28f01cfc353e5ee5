package redaction

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/kb"
)

// Sujet is the live event that says that readers must see another guide.
const Sujet bus.Sujet = "guide"

// horizon is how far ahead a publication may be dated.
const horizon = 366 * 24 * time.Hour

// Demander asks that readers see the revision, at once when quand is zero. One written for agents is
// published; a public one waits for a second person, see [Service.Approuver]. An earlier request of the
// same article is cancelled. Faults: `modifie_entre_temps` when the revision is not the last one;
// `article_brouillon` on etat; `champ_deja_explique` on champs; `date_publication` on quand.
func (s *Service) Demander(ctx context.Context, par comptes.Acteur, id string, numero int, quand time.Time) error {
	if err := redacteur(par); err != nil {
		return err
	}
	maintenant := s.horloge()
	if quand.After(maintenant.Add(horizon)) {
		return fault.Sur("quand", "date_publication", "Choisissez une date de publication à moins d'un an.")
	}
	if !quand.After(maintenant) {
		quand = time.Time{}
	}
	return s.changer(ctx, func(tx pg.Tx) error {
		r, err := s.derniereTx(ctx, tx, id, numero)
		if err != nil {
			return err
		}
		if err := s.publiableTx(ctx, tx, r); err != nil {
			return err
		}
		if err := annulerTx(ctx, tx, id, EnAttente, Programmee); err != nil {
			return err
		}
		d := Demande{Article: id, Numero: numero, Portee: r.etat, Etat: EnAttente, PublierAt: quand}
		if r.etat == kb.Interne && !quand.IsZero() {
			d.Etat = Programmee
		}
		if d.ID, err = s.demanderTx(ctx, tx, d, par, false); err != nil {
			return err
		}
		if err := s.noterTx(ctx, tx, id, numero, "demande", par, echeance(quand)); err != nil {
			return err
		}
		if r.etat == kb.Interne && quand.IsZero() {
			return s.montrerTx(ctx, tx, d, r.Titre, par)
		}
		return nil
	})
}

// Approuver lets readers see what a colleague asked for, at once or at the date asked. Fault Interdit
// `meme_personne` for whoever wrote the revision or asked for its publication.
func (s *Service) Approuver(ctx context.Context, par comptes.Acteur, id string, demande int64) error {
	return s.relire(ctx, par, id, demande, func(tx pg.Tx, d Demande, r Revision) error {
		if par.Utilisateur == d.Par || par.Utilisateur == r.auteur {
			return fault.New(fault.Interdit, "meme_personne", "Un article public est relu par une deuxième personne : demandez à un autre rédacteur.")
		}
		if err := s.publiableTx(ctx, tx, r); err != nil {
			return err
		}
		if d.PublierAt.After(s.horloge()) {
			if err := s.relireTx(ctx, tx, d, Programmee, par, ""); err != nil {
				return err
			}
			return s.noterTx(ctx, tx, id, d.Numero, "approuve", par, echeance(d.PublierAt))
		}
		if err := s.relireTx(ctx, tx, d, Publiee, par, ""); err != nil {
			return err
		}
		if err := s.noterTx(ctx, tx, id, d.Numero, "approuve", par, ""); err != nil {
			return err
		}
		return s.montrerTx(ctx, tx, d, r.Titre, par)
	})
}

// Renvoyer gives the revision back to who wrote it, with what to change. Faults: `mot_requis` on mot;
// `meme_personne`.
func (s *Service) Renvoyer(ctx context.Context, par comptes.Acteur, id string, demande int64, pourquoi string) error {
	pourquoi, err := mot(pourquoi, "mot")
	if err == nil && pourquoi == "" {
		err = fault.Sur("mot", "mot_requis", "Dites ce qu'il faut changer, pour que l'auteur le sache.")
	}
	if err != nil {
		return errors.Join(redacteur(par), err)
	}
	return s.relire(ctx, par, id, demande, func(tx pg.Tx, d Demande, _ Revision) error {
		if par.Utilisateur == d.Par {
			return fault.New(fault.Interdit, "meme_personne", "C'est vous qui demandez cette publication : annulez-la plutôt.")
		}
		if err := s.relireTx(ctx, tx, d, Renvoyee, par, pourquoi); err != nil {
			return err
		}
		return s.noterTx(ctx, tx, id, d.Numero, "renvoye", par, pourquoi)
	})
}

// Annuler takes back a request that waits, or a publication that is dated. Fault Conflit `rien_a_annuler`.
func (s *Service) Annuler(ctx context.Context, par comptes.Acteur, id string) error {
	if err := redacteur(par); err != nil {
		return err
	}
	return s.changer(ctx, func(tx pg.Tx) error {
		derniere, _, err := s.verrouillerTx(ctx, tx, id)
		if err != nil {
			return err
		}
		ouvertes, err := s.demandes(ctx, tx, id)
		if err != nil {
			return err
		}
		if _, ok := ouvertes[id]; !ok {
			return fault.New(fault.Conflit, "rien_a_annuler", "Aucune publication n'est demandée pour cet article. Rechargez la page.")
		}
		if err := annulerTx(ctx, tx, id, EnAttente, Programmee); err != nil {
			return err
		}
		return s.noterTx(ctx, tx, id, derniere, "annule", par, "")
	})
}

// Retirer hides the article from readers at once: one person is enough to take back what is wrong.
// Versions that were quoted stay readable at their address. Fault `mot_requis` on mot.
func (s *Service) Retirer(ctx context.Context, par comptes.Acteur, id, pourquoi string) error {
	if err := redacteur(par); err != nil {
		return err
	}
	pourquoi, err := mot(pourquoi, "mot")
	if err == nil && pourquoi == "" {
		err = fault.Sur("mot", "mot_requis", "Dites pourquoi vous retirez cet article : l'historique le garde.")
	}
	if err != nil {
		return err
	}
	return s.changer(ctx, func(tx pg.Tx) error {
		_, publiee, err := s.verrouillerTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if publiee == 0 {
			return fault.New(fault.Conflit, "pas_publie", "Cet article n'est pas publié : il n'y a rien à retirer.")
		}
		return s.retirerTx(ctx, tx, id, publiee, par, pourquoi)
	})
}

func (s *Service) retirerTx(ctx context.Context, tx pg.Tx, id string, publiee int, par comptes.Acteur, pourquoi string) error {
	if err := annulerTx(ctx, tx, id, EnAttente, Programmee); err != nil {
		return err
	}
	if err := s.pointerTx(ctx, tx, id, 0); err != nil {
		return err
	}
	return s.noterTx(ctx, tx, id, publiee, "retire", par, pourquoi)
}

// PublierEcheances publishes what is due, and tells how many. Any process may call it, at any time: a
// publication whose article cannot be shown any more (its field was explained elsewhere meanwhile) is
// cancelled and the journal says why.
func (s *Service) PublierEcheances(ctx context.Context) (int, error) {
	rows, err := s.db.Pool.Query(ctx, sqlEcheances, pgx.NamedArgs{"maintenant": s.horloge()})
	if err != nil {
		return 0, fmt.Errorf("list what is due: %w", err)
	}
	dus, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return 0, fmt.Errorf("list what is due: %w", err)
	}
	n := 0
	for _, id := range dus {
		if err := s.changer(ctx, func(tx pg.Tx) error { return s.echoirTx(ctx, tx, id) }); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (s *Service) echoirTx(ctx context.Context, tx pg.Tx, id string) error {
	if _, _, err := s.verrouillerTx(ctx, tx, id); err != nil {
		return err
	}
	ds, err := s.demandes(ctx, tx, id)
	d, ok := ds[id]
	if err != nil || !ok || d.Etat != Programmee || d.PublierAt.After(s.horloge()) {
		return err // another process did it, or it was taken back
	}
	r, err := s.revision(ctx, tx, id, d.Numero)
	if err != nil {
		return err
	}
	if err := s.publiableTx(ctx, tx, r); err != nil {
		f, refus := fault.As(err)
		if !refus {
			return err
		}
		if err := annulerTx(ctx, tx, id, Programmee); err != nil {
			return err
		}
		return s.noterTx(ctx, tx, id, d.Numero, "annule", comptes.ActeurSysteme(), f.Message)
	}
	return s.montrerTx(ctx, tx, d, r.Titre, comptes.ActeurSysteme())
}

// changer runs what may change the guide, then gives readers of this process the new one.
func (s *Service) changer(ctx context.Context, fn func(tx pg.Tx) error) error {
	if err := s.db.InTx(ctx, fn); err != nil {
		return err //nolint:wrapcheck // faults, or says what it did
	}
	return s.Charger(ctx)
}

// relire holds the article and its open request while a second person decides.
func (s *Service) relire(ctx context.Context, par comptes.Acteur, id string, demande int64, fn func(tx pg.Tx, d Demande, r Revision) error) error {
	if err := redacteur(par); err != nil {
		return err
	}
	return s.changer(ctx, func(tx pg.Tx) error {
		if _, _, err := s.verrouillerTx(ctx, tx, id); err != nil {
			return err
		}
		ds, err := s.demandes(ctx, tx, id)
		if err != nil {
			return err
		}
		d, ok := ds[id]
		if !ok || d.ID != demande || d.Etat != EnAttente {
			return fault.New(fault.Conflit, "demande_close", "Cette demande de publication n'attend plus de relecture : l'article a changé, ou un collègue a décidé. Rechargez la page.")
		}
		r, err := s.revision(ctx, tx, id, d.Numero)
		if err != nil {
			return err
		}
		return fn(tx, d, r)
	})
}

// derniereTx locks the article and gives its last revision, which must be the one on the screen.
func (s *Service) derniereTx(ctx context.Context, tx pg.Tx, id string, numero int) (Revision, error) {
	derniere, _, err := s.verrouillerTx(ctx, tx, id)
	if err != nil {
		return Revision{}, err
	}
	r, err := s.revision(ctx, tx, id, derniere)
	if err == nil && numero != derniere {
		err = &fault.Error{
			Kind: fault.Conflit, Code: "modifie_entre_temps", Recu: r,
			Message: r.Auteur + " a enregistré cet article entre-temps. Rechargez la page, relisez-le, puis demandez sa publication.",
		}
	}
	return r, err
}

// publiableTx tells what keeps a revision from readers.
func (s *Service) publiableTx(ctx context.Context, tx pg.Tx, r Revision) error {
	if r.etat == kb.Brouillon {
		return fault.Sur("etat", "article_brouillon", "Cet article est marqué « brouillon ». Choisissez à qui il s'adresse, enregistrez, puis publiez.")
	}
	a, err := kb.LireArticle(ctx, []byte(r.Source))
	if err != nil {
		return err //nolint:wrapcheck // a fault of the article
	}
	if len(a.Champs) == 0 {
		return nil
	}
	autres, err := s.publies(ctx, tx)
	if err != nil {
		return err
	}
	for _, champ := range a.Champs {
		for _, autre := range autres {
			if autre.ID != a.ID && contient(autre.Champs, champ) {
				return fault.Sur("champs", "champ_deja_explique", "Le champ « "+champ+" » est déjà expliqué par l'article « "+autre.Titre+" ». Retirez-le de l'un des deux.")
			}
		}
	}
	return nil
}

// montrerTx makes readers see the revision of the request, and tells the questions that it answers.
func (s *Service) montrerTx(ctx context.Context, tx pg.Tx, d Demande, titre string, par comptes.Acteur) error {
	if err := s.pointerTx(ctx, tx, d.Article, d.Numero); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, sqlConclure, pgx.NamedArgs{"demande": d.ID}); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	if d.Portee == kb.Public {
		if _, err := s.retours.RepondreTx(ctx, tx, d.Article, titre); err != nil {
			return err //nolint:wrapcheck // says what it did
		}
	}
	return s.noterTx(ctx, tx, d.Article, d.Numero, "publie", par, "")
}

// pointerTx changes what readers see and tells every process.
func (s *Service) pointerTx(ctx context.Context, tx pg.Tx, id string, numero int) error {
	if _, err := tx.Exec(ctx, sqlMontrer, pgx.NamedArgs{"id": id, "numero": numero, "maintenant": s.horloge()}); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	return bus.PublishTx(ctx, tx, Sujet, nil) //nolint:wrapcheck // says what it did
}

func (s *Service) demanderTx(ctx context.Context, tx pg.Tx, d Demande, par comptes.Acteur, importee bool) (id int64, err error) {
	err = tx.QueryRow(ctx, sqlDemander, pgx.NamedArgs{
		"id": d.Article, "numero": d.Numero, "portee": d.Portee, "etat": d.Etat, "publier": jourOuNul(d.PublierAt), "importee": importee,
		"par": par.Utilisateur, "nom": par.Nom, "maintenant": s.horloge(),
	}).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("ask for a publication: %w", err)
	}
	return id, nil
}

func (s *Service) relireTx(ctx context.Context, tx pg.Tx, d Demande, etat EtatDemande, par comptes.Acteur, mot string) error {
	if _, err := tx.Exec(ctx, sqlRelire, pgx.NamedArgs{
		"demande": d.ID, "etat": etat, "par": par.Utilisateur, "nom": par.Nom, "mot": mot, "maintenant": s.horloge(),
	}); err != nil {
		return fmt.Errorf("read again: %w", err)
	}
	return nil
}

func annulerTx(ctx context.Context, tx pg.Tx, id string, etats ...EtatDemande) error {
	if _, err := tx.Exec(ctx, sqlAnnulerDemandes, pgx.NamedArgs{"id": id, "etats": etats}); err != nil {
		return fmt.Errorf("cancel a request: %w", err)
	}
	return nil
}

func echeance(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return "Pour le " + t.Format("02/01/2006 à 15:04")
}
