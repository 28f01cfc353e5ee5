package live

import (
	"bufio"
	"encoding/binary"
	"errors"
	"net"
	"net/http"
	"time"
)

// errDebit says that the peer sends frames faster than is allowed.
var errDebit = errors.New("too many frames")

// compteur counts the frames of a connection, control frames and empty fragments included, which
// the WebSocket library hides: a flood of them must not be free (promises.md §5 row 38).
type compteur struct {
	net.Conn
	seau   seau
	taille float32  // frames in a burst
	rythme float32  // frames a second
	reste  uint64   // bytes of payload before the next header
	entete [14]byte // header being received
	lu     uint8    // bytes of it so far
}

// Read passes the bytes on and follows the headers among them.
func (c *compteur) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	trames := c.trames(p[:n])
	if trames == 0 {
		return n, err
	}
	now := time.Now()
	for range trames {
		if ok, _ := c.seau.prendre(now, c.taille, c.rythme); !ok {
			return 0, errDebit
		}
	}
	return n, err
}

// trames gives the number of headers that end in p.
func (c *compteur) trames(p []byte) int {
	n := 0
	for len(p) > 0 {
		if c.reste > 0 {
			saut := min(c.reste, uint64(len(p)))
			c.reste -= saut
			p = p[saut:]
			continue
		}
		c.entete[c.lu] = p[0]
		c.lu++
		p = p[1:]
		if c.lu >= 2 && c.lu == tailleEntete(c.entete[1]) {
			c.reste = charge(c.entete[:c.lu])
			c.lu = 0
			n++
		}
	}
	return n
}

// tailleEntete gives the length of a header from its second byte (RFC 6455, 5.2).
func tailleEntete(b byte) uint8 {
	taille := uint8(2)
	switch b & 0x7f {
	case 126:
		taille += 2
	case 127:
		taille += 8
	}
	if b&0x80 != 0 {
		taille += 4
	}
	return taille
}

// charge gives the length of the payload that a whole header announces.
func charge(entete []byte) uint64 {
	switch l := entete[1] & 0x7f; l {
	case 126:
		return uint64(binary.BigEndian.Uint16(entete[2:]))
	case 127:
		return binary.BigEndian.Uint64(entete[2:])
	default:
		return uint64(l)
	}
}

// detourneur hands the counting connection to the WebSocket library.
type detourneur struct {
	http.ResponseWriter
	compteur *compteur
}

// Hijack takes the connection over.
func (d detourneur) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, brw, err := http.NewResponseController(d.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	d.compteur.Conn = conn
	return d.compteur, brw, nil
}
