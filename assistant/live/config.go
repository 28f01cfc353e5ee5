package live

import (
	"context"
	"net/http"
	"net/netip"
	"time"

	"github.com/google/uuid"

	"claudia/assistant"
	"claudia/internal/comptes"
	"claudia/memoires"
)

// Conversations is what the sockets need of assistant.Service.
type Conversations interface {
	Lire(ctx context.Context, par comptes.Acteur, id assistant.ID) (assistant.Conversation, error)
	Recevoir(ctx context.Context, par comptes.Acteur, id assistant.ID, cid uuid.UUID, e assistant.Saisie) (assistant.Ack, error)
	RecevoirPieces(ctx context.Context, par comptes.Acteur, id assistant.ID) (*assistant.Reception, error)
	Depuis(ctx context.Context, par comptes.Acteur, id assistant.ID, apres assistant.Seq, limite int) ([]assistant.Message, error)
	Suite(ctx context.Context, id assistant.ID, apres assistant.Seq, limite int) ([]assistant.Message, error)
	Acces(ctx context.Context, couples []assistant.Couple) ([]assistant.Seq, error)
	Epoque() string
	Suivre(f func(assistant.Nouvelle))
}

// Visite is a request of somebody logged in.
type Visite struct {
	Acteur comptes.Acteur
	Cle    string // secret of the login session, from its cookie
}

// Comptes tells who is there.
type Comptes interface {
	// Visite reads the login session of a request. Fault: NonAuthentifie when there is none.
	Visite(r *http.Request) (Visite, error)
	// Acteur reads the rights that a person has now.
	Acteur(ctx context.Context, u comptes.UtilisateurID) (comptes.Acteur, error)
	// Revoquees gives those of the login sessions that are no longer valid.
	Revoquees(ctx context.Context, cles []string) ([]string, error)
}

// Rendu draws what is pushed with the partials of the first page.
type Rendu interface {
	// Message draws one bubble; an empty string for what is not shown.
	Message(ctx context.Context, m assistant.Message) (string, error)
	// Brouillon draws the panel of the live draft; with 0, the panel without a draft.
	Brouillon(ctx context.Context, par comptes.Acteur, m memoires.ID) (string, error)
}

// Veille tells when a draft changes, whatever the hand that changed it.
type Veille interface {
	// Memoire calls f after each change of the draft until cancel is called.
	Memoire(id memoires.ID, f func()) (cancel func())
}

// Config holds what a [Hub] works with. Zero durations and numbers take the defaults of
// promises.md §6.1 and §5.
type Config struct {
	Conversations Conversations
	Comptes       Comptes
	Rendu         Rendu
	Veille        Veille // nil: drafts are only drawn again after a message

	// Origines are the origins from which a socket may be opened (« https://claudia.example »). When
	// empty, the host of the request itself.
	Origines []string
	// Erreur shows a fault of a plain form as a page; nil answers in JSON.
	Erreur func(w http.ResponseWriter, r *http.Request, err error)
	// IP gives the address of the person; by default the peer of the connection.
	IP func(*http.Request) netip.Addr

	ParAdresse, ParPersonne, Total int // connections at most: 20, 5, 20,000

	Ping, Silence   time.Duration // 30 s between pings, cut after 75 s without a sign
	Ecriture        time.Duration // for one write: 10 s
	Surveillance    time.Duration // 2 s between two looks at rights, sessions and missed messages
	File            int           // events that may wait for a slow reader: 256
	MessagesMinute  float32       // messages of one connection: 30 a minute
	MessagesSeconde float32       // of which 5 a second
	TramesSeconde   float32       // frames of any kind: 30 a second
	TramesSalve     float32       // and 150 at once
	Delai           time.Duration // for the answer to one message: 5 s
	Attente         time.Duration // of a long poll: 25 s
	RattrapageMax   int           // missed messages that are sent; beyond, the client reloads: 1,000
	SansJetonDePage bool          // for clients that are not pages (load tests)
}

func (c Config) parDefaut() Config {
	entier := func(p *int, v int) {
		if *p == 0 {
			*p = v
		}
	}
	duree := func(p *time.Duration, v time.Duration) {
		if *p == 0 {
			*p = v
		}
	}
	nombre := func(p *float32, v float32) {
		if *p == 0 {
			*p = v
		}
	}
	entier(&c.ParAdresse, 20)
	entier(&c.ParPersonne, 5)
	entier(&c.Total, 20_000)
	entier(&c.File, 256)
	entier(&c.RattrapageMax, 1000)
	duree(&c.Ping, 30*time.Second)
	duree(&c.Silence, 75*time.Second)
	duree(&c.Ecriture, 10*time.Second)
	duree(&c.Surveillance, 2*time.Second)
	duree(&c.Delai, 5*time.Second)
	duree(&c.Attente, 25*time.Second)
	nombre(&c.MessagesMinute, 30)
	nombre(&c.MessagesSeconde, 5)
	nombre(&c.TramesSeconde, 30)
	nombre(&c.TramesSalve, 150)
	if c.IP == nil {
		c.IP = adresseDuPair
	}
	return c
}

// adresseDuPair is the address at the other end of the connection; the zero address when unknown.
func adresseDuPair(r *http.Request) netip.Addr {
	ap, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return ap.Addr().Unmap()
}
