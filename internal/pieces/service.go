package pieces

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Options are the limits; the zero value gives the defaults.
type Options struct {
	// TailleMax is the largest file, in bytes; 0 means 10 Mo (10,000,000 bytes are not enough for
	// people who read « 10 Mo » in their file manager, so it is 10 × 1024 × 1024).
	TailleMax int64
	// Quota is the room of one owner, in bytes; 0 means 2 Gio.
	Quota int64
	// Antivirus looks at a content that is otherwise fit and names what it finds; nil means none is
	// installed. An error refuses the file for now.
	Antivirus func(ctx context.Context, contenu io.Reader) (signature string, err error)
	// Horloge gives the time; nil means the machine's clock.
	Horloge func() time.Time
	// Temp is where uploads wait for their check; empty means the system's directory.
	Temp string
	Log  *slog.Logger
}

// Defaults of [Options].
const (
	TailleMaxDefaut = 10 << 20
	quotaDefaut     = 2 << 30
	// analyses bounds the files held in memory at one time: each may take three times its size.
	analyses = 4
)

// OrphelinApres is how old bytes without a row must be before they are removed (P11): an upload
// under way is younger.
const OrphelinApres = 24 * time.Hour

// Service takes, gives back and removes attachments. It may be used from several goroutines.
type Service struct {
	db     *pg.DB
	depot  Depot
	o      Options
	places chan struct{} // one for each file being analysed
}

// New makes the Service over a database and a Depot.
func New(db *pg.DB, depot Depot, o Options) *Service {
	if o.TailleMax <= 0 {
		o.TailleMax = TailleMaxDefaut
	}
	if o.Quota <= 0 {
		o.Quota = quotaDefaut
	}
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &Service{db: db, depot: depot, o: o, places: make(chan struct{}, analyses)}
}

// TailleMax is the largest file taken, in bytes, for the hint of the form.
func (s *Service) TailleMax() int64 { return s.o.TailleMax }

// Valide tells whether the handle has the form of ours.
func (id ID) Valide() bool {
	return len(id) == 26 && strings.Trim(string(id), "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// Deposer stores a file for the structure, or for the actor alone when structure is 0. The same
// bytes given again within the owner give the first piece back, with DejaDeposee. Faults: those of
// promises.md 6.5, quota, and « introuvable » for a structure where the actor may not write.
func (s *Service) Deposer(ctx context.Context, par Acteur, structure int64, nom string, contenu io.Reader) (Piece, error) {
	if err := peutDeposer(par, structure); err != nil {
		return Piece{}, err
	}
	nom = NettoyerNom(nom)
	attente, err := s.recevoir(nom, contenu)
	if err != nil {
		return Piece{}, err
	}
	defer attente.jeter()

	select {
	case s.places <- struct{}{}:
		defer func() { <-s.places }()
	case <-ctx.Done():
		return Piece{}, ctx.Err()
	}
	octets, err := attente.lire()
	if err != nil {
		return Piece{}, err
	}
	t, octets, err := analyser(nom, octets)
	if err != nil {
		return Piece{}, err
	}
	if err := s.examiner(ctx, nom, octets); err != nil {
		return Piece{}, err
	}
	return s.garder(ctx, par, structure, Piece{Nom: nom, Type: t}, octets)
}

func peutDeposer(par Acteur, structure int64) error {
	if par.IDUtilisateur() == 0 {
		return fault.New(fault.NonAuthentifie, "session_expiree", "Connectez-vous pour déposer un fichier.")
	}
	if structure != 0 && !par.EcritStructure(structure) {
		return fault.AbsentOuEtranger("cette structure")
	}
	return nil
}

// examiner shows the content to the antivirus, when there is one.
func (s *Service) examiner(ctx context.Context, nom string, octets []byte) error {
	if s.o.Antivirus == nil {
		return nil
	}
	signature, err := s.o.Antivirus(ctx, bytes.NewReader(octets))
	if err != nil {
		return &fault.Error{Kind: fault.Indisponible, Code: "analyse_indisponible", Apres: 60, Err: err, Message: fmt.Sprintf("L'analyse antivirus est momentanément indisponible : le fichier « %s » n'est pas déposé. Réessayez dans une minute.", nom)}
	}
	if signature != "" {
		s.o.Log.WarnContext(ctx, "pieces: infected file refused", "signature", signature)
		return fault.Sur("fichier", "fichier_infecte", fmt.Sprintf("L'antivirus refuse le fichier « %s ». Analysez votre ordinateur et déposez une copie saine.", nom))
	}
	return nil
}

// garder writes the bytes, then the row.
func (s *Service) garder(ctx context.Context, par Acteur, structure int64, p Piece, octets []byte) (Piece, error) {
	sum := sha256.Sum256(octets)
	p.ID, p.SHA256, p.Taille = ID(strings.ToLower(rand.Text())), sum[:], int64(len(octets))
	p.Utilisateur = par.IDUtilisateur()
	if structure != 0 {
		p.Structure = &structure
	}
	if same, err := s.meme(ctx, p); err == nil || !errors.Is(err, pgx.ErrNoRows) {
		return same, err
	}
	var occupe int64
	if err := s.db.Pool.QueryRow(ctx, sqlOccupe, proprietaire(p)).Scan(&occupe); err != nil {
		return Piece{}, fmt.Errorf("read the room taken: %w", err)
	}
	if occupe+p.Taille > s.o.Quota {
		f := fault.Sur("fichier", "quota", "L'espace de stockage est plein. Supprimez des pièces devenues inutiles, puis recommencez.")
		f.Limite, f.Recu = s.o.Quota, occupe
		return Piece{}, f
	}
	if err := s.depot.Ecrire(ctx, p.ID, bytes.NewReader(octets)); err != nil {
		return Piece{}, stockage(err)
	}
	stored, err := s.inscrire(ctx, p)
	if err == nil {
		return stored, nil
	}
	// Without its row the file is nobody's. When the outcome is unknown (a commit whose answer was
	// lost) it must stay: the sweep removes it if there is no row.
	if pg.BreaksConstraint(err, "pieces_meme_fichier") || pg.BreaksConstraint(err, "pieces_meme_fichier_personnel") {
		if rmErr := s.depot.Supprimer(ctx, p.ID); rmErr != nil {
			s.o.Log.WarnContext(ctx, "pieces: a twin stays until the sweep", "error", rmErr)
		}
		return s.meme(ctx, p)
	}
	return Piece{}, err
}

func (s *Service) inscrire(ctx context.Context, p Piece) (Piece, error) {
	var stored Piece
	err := s.db.InTx(ctx, func(tx pg.Tx) error {
		args := proprietaire(p)
		args["id"], args["nom"], args["type"], args["taille"] = p.ID, p.Nom, p.Type, p.Taille
		rows, err := tx.Query(ctx, sqlInscrire, args)
		if err != nil {
			return err
		}
		stored, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Piece])
		return err
	})
	return stored, err
}

// meme finds the same bytes with the same owner.
func (s *Service) meme(ctx context.Context, p Piece) (Piece, error) {
	same, err := s.une(ctx, sqlMeme, proprietaire(p))
	same.DejaDeposee = err == nil
	return same, err
}

func proprietaire(p Piece) pgx.NamedArgs {
	return pgx.NamedArgs{"structure": p.Structure, "utilisateur": p.Utilisateur, "sha256": p.SHA256}
}

func (s *Service) une(ctx context.Context, sql string, args pgx.NamedArgs) (Piece, error) {
	rows, err := s.db.Pool.Query(ctx, sql, args)
	if err != nil {
		return Piece{}, fmt.Errorf("read a piece: %w", err)
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Piece])
}

func absente() *fault.Error { return fault.AbsentOuEtranger("cette pièce") }

// Lire gives what is known of a piece that the actor may see: one of a structure that he reads, or
// his own. Others answer « introuvable ».
func (s *Service) Lire(ctx context.Context, par Acteur, id ID) (Piece, error) {
	p, err := s.LireAutorisee(ctx, id)
	if err != nil {
		return Piece{}, err
	}
	if p.Structure == nil && p.Utilisateur != par.IDUtilisateur() {
		return Piece{}, absente()
	}
	if p.Structure != nil && !par.LitStructure(*p.Structure) {
		return Piece{}, absente()
	}
	return p, nil
}

// LireAutorisee gives what is known of a piece. The caller has checked the right by what the piece
// is attached to: a clerk reads those of a mémoire of his court, an agent those of his ticket.
func (s *Service) LireAutorisee(ctx context.Context, id ID) (Piece, error) {
	if !id.Valide() {
		return Piece{}, absente()
	}
	p, err := s.une(ctx, sqlLire, pgx.NamedArgs{"id": id})
	return p, pg.Absent(err, absente())
}

// Ouvrir gives a piece that the actor may see, with its bytes; the caller closes them.
func (s *Service) Ouvrir(ctx context.Context, par Acteur, id ID) (Piece, io.ReadSeekCloser, error) {
	p, err := s.Lire(ctx, par, id)
	if err != nil {
		return Piece{}, nil, err
	}
	return s.ouvrir(ctx, p)
}

// OuvrirAutorisee gives a piece with its bytes, under the condition of [Service.LireAutorisee].
func (s *Service) OuvrirAutorisee(ctx context.Context, id ID) (Piece, io.ReadSeekCloser, error) {
	p, err := s.LireAutorisee(ctx, id)
	if err != nil {
		return Piece{}, nil, err
	}
	return s.ouvrir(ctx, p)
}

func (s *Service) ouvrir(ctx context.Context, p Piece) (Piece, io.ReadSeekCloser, error) {
	contenu, err := s.depot.Ouvrir(ctx, p.ID)
	if err != nil {
		return Piece{}, nil, stockage(err)
	}
	return p, contenu, nil
}

// Supprimer removes a piece that nothing is attached to. One in use is the fault piece_utilisee.
func (s *Service) Supprimer(ctx context.Context, par Acteur, id ID) error {
	p, err := s.Lire(ctx, par, id)
	if err != nil {
		return err
	}
	if p.Structure != nil && !par.EcritStructure(*p.Structure) {
		return fault.New(fault.Interdit, "droit_modification", "Votre profil « Frais de justice consultation » ne permet pas de supprimer une pièce. Demandez le profil « modification » au gestionnaire de la structure.")
	}
	err = s.db.InTx(ctx, func(tx pg.Tx) error {
		_, err := tx.Exec(ctx, sqlSupprimer, pgx.NamedArgs{"id": id})
		return err
	})
	if pg.BreaksForeignKey(err) {
		return fault.New(fault.Conflit, "piece_utilisee", fmt.Sprintf("La pièce « %s » est jointe à un dossier : détachez-la d'abord.", p.Nom))
	}
	if err != nil {
		return err
	}
	return s.depot.Supprimer(ctx, id)
}

// Balayer removes the bytes that have had no row for a day, and tells how many.
func (s *Service) Balayer(ctx context.Context) (int, error) {
	limit := s.o.Horloge().Add(-OrphelinApres)
	removed := 0
	err := s.depot.Parcourir(ctx, func(id ID, ecrit time.Time) error {
		if ecrit.After(limit) {
			return nil
		}
		var known bool
		if err := s.db.Pool.QueryRow(ctx, sqlConnue, pgx.NamedArgs{"id": id}).Scan(&known); err != nil {
			return fmt.Errorf("look for the row of %s: %w", id, err)
		}
		if known {
			return nil
		}
		removed++
		return s.depot.Supprimer(ctx, id)
	})
	return removed, err
}

// attente is an upload spooled on disk, so that slow senders hold no memory.
type attente struct {
	f   *os.File
	nom string
}

// recevoir spools the upload, at most one byte more than the limit.
func (s *Service) recevoir(nom string, contenu io.Reader) (*attente, error) {
	f, err := os.CreateTemp(s.o.Temp, "claudia-piece-")
	if err != nil {
		return nil, stockage(err)
	}
	a := &attente{f: f, nom: nom}
	// Unlinked at once: the bytes go with the process, whatever happens.
	if err := os.Remove(f.Name()); err != nil {
		a.jeter()
		return nil, stockage(err)
	}
	source := &lecture{r: contenu}
	n, err := io.Copy(f, io.LimitReader(source, s.o.TailleMax+1))
	if err == nil && n <= s.o.TailleMax {
		return a, nil
	}
	a.jeter()
	switch {
	case source.err != nil:
		return nil, &fault.Error{Kind: fault.Invalide, Code: "televersement_interrompu", Champ: "fichier", Err: source.err, Message: fmt.Sprintf("L'envoi du fichier « %s » a été interrompu. Recommencez.", nom)}
	case err != nil:
		return nil, stockage(err)
	}
	f2 := fault.New(fault.TropGrand, "fichier_trop_gros", fmt.Sprintf("Le fichier « %s » dépasse %s. Numérisez-le à 200 points par pouce ou découpez-le.", nom, mo(s.o.TailleMax)))
	f2.Champ, f2.Limite, f2.Recu = "fichier", s.o.TailleMax, n
	return nil, f2
}

func (a *attente) lire() ([]byte, error) {
	if _, err := a.f.Seek(0, io.SeekStart); err != nil {
		return nil, stockage(err)
	}
	octets, err := io.ReadAll(a.f)
	if err != nil {
		return nil, stockage(err)
	}
	return octets, nil
}

func (a *attente) jeter() { _ = a.f.Close() }

// lecture remembers that the sender failed, which is not the disk's fault.
type lecture struct {
	r   io.Reader
	err error
}

// Read passes on the sender's bytes.
func (l *lecture) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		l.err = err
	}
	return n, err
}

// stockage names a failure of the storage (P24).
func stockage(err error) error {
	if _, ok := fault.As(err); ok {
		return err
	}
	message := "Le stockage des pièces est momentanément indisponible. Réessayez dans une minute ; votre saisie est conservée."
	if errors.Is(err, syscall.ENOSPC) {
		message = "Le stockage des pièces est plein : le fichier n'est pas déposé. Réessayez plus tard ; votre saisie est conservée."
	}
	if errors.Is(err, fs.ErrNotExist) {
		message = "Le contenu de cette pièce est introuvable. Contactez le support."
	}
	return &fault.Error{Kind: fault.Indisponible, Code: "stockage_indisponible", Message: message, Apres: 60, Err: err}
}

// mo writes a size as people read it.
func mo(octets int64) string { return fmt.Sprintf("%d Mo", octets>>20) }
