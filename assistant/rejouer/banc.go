package rejouer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"claudia/assistant"
	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/jobs"
	"claudia/internal/pg"
	"claudia/internal/pieces"
	"claudia/kb/retours"
	"claudia/memoires"
	"claudia/memoires/certificat"
	"claudia/memoires/lecture"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"

	"claudia/assistant/dialogue/script"
)

// Options say where the bench works.
type Options struct {
	Dossier  string // of the script: where the names of documents start
	Temp     string // folder of the pieces, emptied by the caller
	Lire     func(ctx context.Context, contenu []byte) (lecture.Lecture, error)
	Patience time.Duration // for the reading of one document, 2 minutes when 0
	// Recherche asks the guide; nil finds nothing but what the script itself sets.
	Recherche func(question string) []dialogue.ReponseGuide
}

// Banc is a conversation of the demo interpreter with the real service (script.Banc).
type Banc struct {
	ctx      context.Context //nolint:containedctx // script.Banc has no context of its own; a bench lives for one script
	o        Options
	horloge  time.Time
	db       *pg.DB
	comptes  *comptes.Service
	memoires *memoires.Service
	guide    *assistant.Guide
	service  *assistant.Service
	journal  *assistant.Journal
	jobs     *jobs.Runner
	depot    *pieces.Dossier
	jeu      comptesdemo.Jeu
	pieces   *pieces.Service
	support  bool
	par      comptes.Acteur
	conv     assistant.ID

	etat   dialogue.Etat // as the last turn left it
	effets []dialogue.Effet
	dits   []assistant.Message // of the last turn
	vu     assistant.Seq
}

// Nouveau builds the bench on a migrated, empty database and opens the conversation at the given instant.
func Nouveau(ctx context.Context, db *pg.DB, o Options, depart time.Time) (*Banc, error) {
	if o.Patience == 0 {
		o.Patience = 2 * time.Minute
	}
	b := &Banc{ctx: ctx, o: o, horloge: depart, db: db}
	now := func() time.Time { return b.horloge }
	jeu, err := comptesdemo.Installer(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("accounts: %w", err)
	}
	b.jeu = jeu
	b.par = jeu.Acteurs[comptesdemo.Interprete]
	b.par.Origine = comptes.Assistant
	ref, err := referentiel.Charger()
	if err != nil {
		return nil, err
	}
	b.comptes = comptes.New(db, comptes.Options{Horloge: now})
	if b.memoires, err = memoires.New(db, memoires.Config{
		Referentiel: ref, Horloge: now, Comptes: b.comptes, Empreinte: certificat.Sceller,
	}); err != nil {
		return nil, err
	}
	if b.jobs, err = jobs.New(db, jobs.Options{Timeout: o.Patience}); err != nil {
		return nil, err
	}
	if b.depot, err = pieces.OuvrirDossier(o.Temp); err != nil {
		return nil, err
	}
	b.pieces = pieces.New(db, b.depot, pieces.Options{})
	b.support = true
	b.guide = &assistant.Guide{
		DB: db, Comptes: b.comptes, Memoires: b.memoires, Moteur: b.moteur, Retours: retours.New(db, retours.Options{Horloge: now}),
		Recherche: o.Recherche,
		Support: func(time.Time) dialogue.Support {
			return dialogue.Support{Ouvert: b.support, Horaires: "du lundi au vendredi, de 8 h 30 à 18 h 30"}
		},
	}
	b.service, err = assistant.New(ctx, db, assistant.Reglages{
		Memoires: b.memoires,
		Lecteur:  &assistant.Lecteur{DB: db, Pieces: b.pieces, Jobs: b.jobs, Lire: o.Lire},
	})
	if err != nil {
		return nil, err
	}
	b.journal = assistant.NewJournal(db, nil, nil, assistant.ReglagesJournal{})
	return b, b.demarrer()
}

func (b *Banc) demarrer() error {
	b.service.Start()
	b.journal.Start()
	if err := b.jobs.Start(b.ctx); err != nil {
		return err
	}
	c, err := b.service.Ouvrir(b.ctx, b.par)
	if err != nil {
		return err
	}
	b.conv = c.ID
	return b.tourner()
}

// Fermer stops what runs.
func (b *Banc) Fermer() error {
	err := b.jobs.Stop(context.WithoutCancel(b.ctx))
	b.journal.Stop()
	b.service.Stop()
	return errors.Join(err, b.depot.Close())
}

// moteur is the engine, heard.
func (b *Banc) moteur(e dialogue.Etat, in dialogue.Entree, w dialogue.Monde) (dialogue.Etat, []dialogue.Effet) {
	apres, effets := dialogue.Tour(e, in, w)
	b.etat, b.effets = apres, append(b.effets, effets...)
	return apres, effets
}

// tourner plays every turn that waits, and gathers what was said.
func (b *Banc) tourner() error {
	for {
		reste, err := b.guide.Jouer(b.ctx, b.journal, b.conv)
		if err != nil {
			return err
		}
		if !reste {
			break
		}
	}
	if err := b.suivreBrouillon(); err != nil {
		return err
	}
	ms, err := b.service.Suite(b.ctx, b.conv, b.vu, 1000)
	if err != nil {
		return err
	}
	for _, m := range ms {
		b.vu = m.Seq
		b.dits = append(b.dits, m)
	}
	return nil
}

// suivreBrouillon learns which draft the last turn opened: the engine is told after it has spoken.
func (b *Banc) suivreBrouillon() error {
	var id *int64
	err := b.db.Pool.QueryRow(b.ctx, "SELECT memoire_id FROM dialogues WHERE conversation_id = $1", [16]byte(b.conv)).Scan(&id)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil
	case err != nil:
		return fmt.Errorf("read the draft of the conversation: %w", err)
	case id != nil:
		b.etat.Memoire = memoires.ID(*id)
	}
	return nil
}

// Horloge sets the clock.
func (b *Banc) Horloge(maintenant time.Time) { b.horloge = maintenant }

// Dire sends words typed.
func (b *Banc) Dire(texte string) (script.Reponse, error) {
	return b.envoyer(assistant.Saisie{Texte: texte})
}

// Toucher takes the quick reply of the last message of the assistant whose words begin so.
func (b *Banc) Toucher(libelle string) (script.Reponse, error) {
	for _, m := range slices.Backward(b.dits) {
		if m.Auteur != assistant.Assistant {
			continue
		}
		if r, ok := choix(m, libelle); ok {
			return b.envoyer(assistant.Saisie{Reponse: &r})
		}
	}
	return script.Reponse{}, fmt.Errorf("aucune réponse rapide ne commence par « %s »", libelle)
}

func choix(m assistant.Message, libelle string) (assistant.Reponse, bool) {
	commence := func(c dialogue.Choix) bool {
		return strings.HasPrefix(script.Simple(c.Libelle), script.Simple(libelle))
	}
	for i, bloc := range m.Contenu.Blocs {
		for j, c := range bloc.Choix {
			if commence(c) {
				return assistant.Reponse{Seq: m.Seq, Bloc: i, Choix: j}, true
			}
		}
		for p, prop := range bloc.Propositions {
			for j, c := range prop.Choix {
				if commence(c) {
					return assistant.Reponse{Seq: m.Seq, Bloc: i, Proposition: &p, Choix: j}, true
				}
			}
		}
	}
	return assistant.Reponse{}, false
}

func (b *Banc) envoyer(s assistant.Saisie) (script.Reponse, error) {
	avant := b.dits
	b.effets, b.dits = nil, nil
	if _, err := b.service.Recevoir(b.ctx, b.par, b.conv, uuid.New(), s); err != nil {
		b.dits = avant
		return script.Reponse{}, err
	}
	err := b.tourner()
	return b.reponse(), err
}

// prefixeColle marks a text that is pasted instead of dropped: « + colle:requisition-collee.txt ».
const prefixeColle = "colle:"

// Deposer drops documents together, then waits until all were read; a text may be pasted instead.
func (b *Banc) Deposer(fichiers string) (script.Reponse, error) {
	b.effets, b.dits = nil, nil
	if nom, ok := strings.CutPrefix(fichiers, prefixeColle); ok {
		return b.coller(nom)
	}
	papiers, err := b.lirePapiers(fichiers)
	if err != nil {
		return script.Reponse{}, err
	}
	d, err := b.deposer(b.ctx, papiers)
	if err != nil {
		return script.Reponse{}, err
	}
	for _, p := range d.Pieces {
		if err := b.attendreLecture(p.Piece); err != nil {
			return b.reponse(), err
		}
	}
	err = b.tourner()
	return b.reponse(), err
}

// coller sends the text of a file beside the script as one message, then waits until it was read.
func (b *Banc) coller(nom string) (script.Reponse, error) {
	p, err := b.ouvrirPapier(nom)
	if err != nil {
		return script.Reponse{}, err
	}
	ack, err := b.service.Recevoir(b.ctx, b.par, b.conv, uuid.New(), assistant.Saisie{Texte: string(p.contenu)})
	if err != nil {
		return script.Reponse{}, err
	}
	ms, err := b.service.Suite(b.ctx, b.conv, ack.Seq-1, 1)
	if err != nil {
		return script.Reponse{}, err
	}
	for _, f := range ms[0].Contenu.Pieces {
		if err := b.attendreLecture(f.Piece); err != nil {
			return b.reponse(), err
		}
	}
	err = b.tourner()
	return b.reponse(), err
}

// ouvrirPapier reads a file beside the script.
func (b *Banc) ouvrirPapier(nom string) (papier, error) {
	octets, err := os.ReadFile(filepath.Join(b.o.Dossier, filepath.FromSlash(nom)))
	if err != nil {
		return papier{}, fmt.Errorf("document %s: %w", nom, err)
	}
	return papier{filepath.Base(nom), octets}, nil
}

// attendreLecture plays turns until the end of the reading is told in the journal.
func (b *Banc) attendreLecture(piece string) error {
	limite := time.NewTimer(b.o.Patience)
	defer limite.Stop()
	pas := time.NewTicker(50 * time.Millisecond)
	defer pas.Stop()
	for {
		if err := b.tourner(); err != nil {
			return err
		}
		for _, m := range b.dits {
			if e := m.Contenu.Evenement; e != nil && e.Genre == assistant.EvenementLectureFinie && e.Piece == piece {
				return nil
			}
		}
		select {
		case <-b.ctx.Done():
			return b.ctx.Err()
		case <-limite.C:
			return fmt.Errorf("le document n'a pas été lu en %s", b.o.Patience)
		case <-pas.C:
		}
	}
}

// Valeur gives the canonical value of a field of the current draft.
func (b *Banc) Valeur(ligne int, cle string) (string, error) {
	if cle == "lignes" {
		return b.lignes()
	}
	if _, ok := saisie.Trouver(memoires.Cle(cle)); !ok {
		return "", fmt.Errorf("champ %q inconnu", cle)
	}
	if b.etat.Memoire == 0 {
		return "", nil
	}
	m, err := b.memoires.ParID(b.ctx, b.par, b.etat.Memoire)
	if err != nil {
		return "", err
	}
	c := memoires.Champ{Cle: memoires.Cle(cle)}
	if c.Cle.DeLigne() {
		n := max(ligne, 1)
		if n > len(m.Lignes) {
			return "", nil
		}
		c.Ligne = m.Lignes[n-1].ID
	}
	return m.Valeur(c), nil
}

// EnAttente names the pending question.
func (b *Banc) EnAttente() string { return b.etat.EnAttente() }

// Pile is the number of questions set aside.
func (b *Banc) Pile() int { return len(b.etat.Pile) }

// lignes counts the lines of the current draft.
func (b *Banc) lignes() (string, error) {
	if b.etat.Memoire == 0 {
		return "0", nil
	}
	m, err := b.memoires.ParID(b.ctx, b.par, b.etat.Memoire)
	return strconv.Itoa(len(m.Lignes)), err
}
