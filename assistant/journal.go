package assistant

import (
	"context"
	"encoding/binary"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Annonceur tells the other processes, in the transaction that wrote them, that messages exist. Its
// events are hints: losing one costs a delay, never a message. It only calls Exec on tx, whose
// statements may be sent later, with the others of their batch.
type Annonceur interface {
	AnnoncerTx(ctx context.Context, tx pg.Tx, avis []Avis) error
}

// Avis names what changed in a conversation.
type Avis struct {
	Conversation ID  `json:"c"`
	Seq          Seq `json:"s,omitempty"` // of the last message written; 0 when it is not known yet
	// Noeud is the service that wrote it, which has told its own followers already.
	Noeud string `json:"-"`
}

// ReglagesJournal are the limits of a [Journal]; zero values take the defaults.
type ReglagesJournal struct {
	Ecrivains int           // writers, 2 by default: more only share the same disk
	File      int           // messages that may wait for a writer before `reessai`, 2048
	Lot       int           // messages in one commit at most, 512
	Delai     time.Duration // for one commit, 5 s (promises.md MS-13)
}

func (r ReglagesJournal) parDefaut() ReglagesJournal {
	if r.Ecrivains <= 0 {
		r.Ecrivains = 2
	}
	if r.File <= 0 {
		r.File = 2048
	}
	if r.Lot <= 0 {
		r.Lot = 512
	}
	if r.Delai <= 0 {
		r.Delai = 5 * time.Second
	}
	return r
}

// Journal appends messages to conversations and commits together what waits (group commit). It is
// safe for many goroutines.
type Journal struct {
	db        *pg.DB
	annonceur Annonceur
	apres     func([]Message) // called after COMMIT with the new messages, in order
	reglages  ReglagesJournal
	noeud     string // of the notices
	files     []chan *attente

	mu     sync.RWMutex // protects arrete: nobody sends on a queue once it is set
	arrete bool
	debut  sync.Once
	fin    sync.WaitGroup
}

// attente is a message that waits for its commit.
type attente struct {
	demande Demande
	contenu string
	reponse chan verdict // holds one
}

// NewJournal makes a journal on db. apres is called after each commit with what was written, by the
// goroutine of the writer: it must only hand over. annonceur and apres may be nil.
func NewJournal(db *pg.DB, annonceur Annonceur, apres func([]Message), r ReglagesJournal) *Journal {
	r = r.parDefaut()
	j := &Journal{db: db, annonceur: annonceur, apres: apres, reglages: r}
	if j.apres == nil {
		j.apres = func([]Message) {}
	}
	for range r.Ecrivains {
		j.files = append(j.files, make(chan *attente, r.File))
	}
	return j
}

// Start lets the writers run until Stop. A second call does nothing.
func (j *Journal) Start() {
	j.debut.Do(func() {
		for _, file := range j.files {
			j.fin.Go(func() { j.ecrire(file) })
		}
	})
}

// Stop refuses new messages, commits those that wait and returns when it is done. It may be called
// twice, or before Start.
func (j *Journal) Stop() {
	j.debut.Do(func() {}) // a later Start does nothing
	j.mu.Lock()
	if !j.arrete {
		j.arrete = true
		for _, file := range j.files {
			close(file)
		}
	}
	j.mu.Unlock()
	j.fin.Wait()
}

// Ajouter appends one message and returns after its COMMIT. It refuses at once with `reessai` when
// too many wait. When ctx ends first the message may still be written: sending it again with the
// same cid is harmless. Faults: introuvable, conversation_close, reessai.
func (j *Journal) Ajouter(ctx context.Context, d Demande) (Ack, error) {
	contenu, err := d.encoder()
	if err != nil {
		return Ack{}, err
	}
	a := &attente{demande: d, contenu: contenu, reponse: make(chan verdict, 1)}
	if err := j.deposer(a); err != nil {
		return Ack{}, err
	}
	select {
	case v := <-a.reponse:
		return v.ack, v.err
	case <-ctx.Done():
		return Ack{}, errReessai(ctx.Err())
	}
}

func (j *Journal) deposer(a *attente) error {
	j.mu.RLock()
	defer j.mu.RUnlock()
	if j.arrete {
		return errReessai(nil)
	}
	select {
	case j.files[j.ecrivainDe(a.demande.Conversation)] <- a:
		return nil
	default:
		return errReessai(nil)
	}
}

// ecrivainDe is the fixed writer of a conversation: two writers would reorder its messages.
func (j *Journal) ecrivainDe(id ID) int {
	return int(binary.BigEndian.Uint32(id[:4]) % uint32(len(j.files))) //nolint:gosec // a handful of writers
}

func (j *Journal) ecrire(file <-chan *attente) {
	for premier := range file {
		j.commettre(j.prendre(premier, file))
	}
}

// prendre takes what waits behind the first, without waiting for more.
func (j *Journal) prendre(premier *attente, file <-chan *attente) []*attente {
	lot := []*attente{premier}
	for len(lot) < j.reglages.Lot {
		select {
		case a, ok := <-file:
			if !ok {
				return lot
			}
			lot = append(lot, a)
		default:
			return lot
		}
	}
	return lot
}

// cle names a message as its client does.
type cle struct{ conversation, cid ID }

// commettre writes a batch and answers everyone in it. Copies of one message inside the batch get
// the answer of the first.
func (j *Journal) commettre(attentes []*attente) {
	var l lot
	place := make(map[cle]int, len(attentes))
	places := make([]int, len(attentes))
	copies := make([]bool, len(attentes))
	for i, a := range attentes {
		k := cle{a.demande.Conversation, a.demande.CID}
		n, vu := place[k]
		if !vu {
			n = len(l.demandes)
			place[k] = n
			l.ajouter(a.demande, a.contenu)
		}
		places[i], copies[i] = n, vu
	}
	verdicts := j.ecrireLot(&l)
	for i, a := range attentes {
		v := verdicts[places[i]]
		if copies[i] && v.err == nil {
			v.ack.DejaRecu = true
		}
		a.reponse <- v
	}
}

// ecrireLot commits the batch. When the database refuses it for another reason than being away, one
// entry is at fault: they are written one by one, so that the others do not pay for it.
func (j *Journal) ecrireLot(l *lot) []verdict {
	ctx, cancel := context.WithTimeout(context.Background(), j.reglages.Delai)
	defer cancel()
	verdicts, err := j.transaction(ctx, l)
	switch {
	case err == nil:
		j.apres(nouveaux(l, verdicts))
		return verdicts
	case len(l.demandes) > 1 && ctx.Err() == nil && fault.KindOf(err) != fault.Indisponible:
		return j.unParUn(l)
	}
	slog.Warn("journal: batch not written", "messages", len(l.demandes), "error", err)
	verdicts = make([]verdict, len(l.demandes))
	for i := range verdicts {
		verdicts[i].err = errReessai(err)
	}
	return verdicts
}

func (j *Journal) unParUn(l *lot) []verdict {
	verdicts := make([]verdict, 0, len(l.demandes))
	for i, d := range l.demandes {
		var seul lot
		seul.ajouter(d, l.contenus[i])
		verdicts = append(verdicts, j.ecrireLot(&seul)...)
	}
	return verdicts
}

// transaction commits the batch in one round trip, or, when that fails for a reason that a new try can
// mend (a deadlock, one bad entry among others), as an ordinary transaction.
func (j *Journal) transaction(ctx context.Context, l *lot) ([]verdict, error) {
	verdicts, err := j.dUnTrait(ctx, l)
	if err == nil || ctx.Err() != nil {
		return verdicts, err
	}
	err = j.db.InTx(ctx, func(tx pg.Tx) (err error) {
		verdicts, err = l.ecrireTx(ctx, tx)
		if err != nil || j.annonceur == nil {
			return err
		}
		return j.annoncer(ctx, tx, l, verdicts)
	})
	return verdicts, err
}

// dUnTrait sends lock, insertion and notice together: statements that travel before one Sync are one
// transaction, committed by it.
func (j *Journal) dUnTrait(ctx context.Context, l *lot) ([]verdict, error) {
	b := &pgx.Batch{}
	l.mettreEnFile(b)
	if j.annonceur != nil {
		if err := j.annonceur.AnnoncerTx(ctx, enFile{lot: b}, l.avis(j.noeud)); err != nil {
			return nil, err
		}
	}
	res := j.db.Pool.SendBatch(ctx, b)
	verdicts, err := l.lire(res)
	if closeErr := res.Close(); err == nil && closeErr != nil { // the commit itself is answered here
		err = fmt.Errorf("append to the journal: %w", closeErr)
	}
	return verdicts, err
}

// enFile queues statements with those of a batch instead of sending them. Nothing else of a transaction
// can be asked of it.
type enFile struct {
	pg.Tx
	lot *pgx.Batch
}

// Exec queues the statement.
func (f enFile) Exec(_ context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	f.lot.Queue(sql, args...)
	return pgconn.CommandTag{}, nil
}

// AjouterTx appends messages in the transaction of the caller, who calls apres, the second result,
// once it is committed.
func (j *Journal) AjouterTx(ctx context.Context, tx pg.Tx, demandes ...Demande) ([]Ack, func(), error) {
	var l lot
	for _, d := range demandes {
		contenu, err := d.encoder()
		if err != nil {
			return nil, nil, err
		}
		l.ajouter(d, contenu)
	}
	verdicts, err := l.ecrireTx(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	acks := make([]Ack, len(verdicts))
	for i, v := range verdicts {
		if v.err != nil {
			return nil, nil, v.err
		}
		acks[i] = v.ack
	}
	if j.annonceur != nil {
		if err := j.annoncer(ctx, tx, &l, verdicts); err != nil {
			return nil, nil, err
		}
	}
	return acks, func() { j.apres(nouveaux(&l, verdicts)) }, nil
}

// annoncer tells once for the whole batch, with the last number of each conversation.
func (j *Journal) annoncer(ctx context.Context, tx pg.Tx, l *lot, verdicts []verdict) error {
	derniers := make(map[ID]int, len(verdicts))
	var avis []Avis
	for i, v := range verdicts {
		if v.err != nil || v.ack.DejaRecu {
			continue
		}
		id := l.demandes[i].Conversation
		if n, ok := derniers[id]; ok {
			avis[n].Seq = max(avis[n].Seq, v.ack.Seq)
			continue
		}
		derniers[id] = len(avis)
		avis = append(avis, Avis{Conversation: id, Seq: v.ack.Seq, Noeud: j.noeud})
	}
	if len(avis) == 0 {
		return nil
	}
	return j.annonceur.AnnoncerTx(ctx, tx, avis)
}

// nouveaux gives what the batch added to the journal, in its order.
func nouveaux(l *lot, verdicts []verdict) []Message {
	ms := make([]Message, 0, len(verdicts))
	for i, v := range verdicts {
		if v.err != nil || v.ack.DejaRecu {
			continue
		}
		d := l.demandes[i]
		ms = append(ms, Message{
			Conversation: d.Conversation, Seq: v.ack.Seq, CID: d.CID, Auteur: d.Auteur,
			Utilisateur: d.Utilisateur, Contenu: d.Contenu, Le: v.ack.Le,
		})
	}
	return ms
}
