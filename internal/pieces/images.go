package pieces

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// verifierPNG walks the chunks: header first, right checksums, an end. It gives the chunks up to
// that end, without those that tell of the person (texts, Exif, time). Nothing is unfolded.
func verifierPNG(nom string, contenu []byte) ([]byte, error) {
	const overhead = 12 // length, type, checksum
	kept := []byte(pngSignature)
	rest := contenu[len(pngSignature):]
	for first, data := true, false; ; first = false {
		if len(rest) < overhead {
			return nil, abime(nom)
		}
		length := binary.BigEndian.Uint32(rest)
		if uint64(length)+overhead > uint64(len(rest)) {
			return nil, abime(nom)
		}
		kind, body := string(rest[4:8]), rest[8:8+length]
		if crc32.ChecksumIEEE(rest[4:8+length]) != binary.BigEndian.Uint32(rest[8+length:]) {
			return nil, abime(nom)
		}
		if first != (kind == "IHDR") {
			return nil, abime(nom)
		}
		if !slices.Contains([]string{"tEXt", "zTXt", "iTXt", "eXIf", "tIME"}, kind) {
			kept = append(kept, rest[:length+overhead]...)
		}
		rest = rest[length+overhead:]
		switch kind {
		case "IHDR":
			if err := verifierIHDR(nom, body); err != nil {
				return nil, err
			}
		case "acTL":
			return nil, imageNonGeree(nom, "est animée")
		case "IDAT":
			data = true
		case "IEND":
			if !data {
				return nil, abime(nom)
			}
			return kept, nil
		}
	}
}

func verifierIHDR(nom string, body []byte) error {
	if len(body) != 13 {
		return abime(nom)
	}
	largeur, hauteur := binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:])
	if largeur > 1<<31-1 || hauteur > 1<<31-1 {
		return abime(nom)
	}
	if err := verifierPixels(nom, int(largeur), int(hauteur)); err != nil {
		return err
	}
	depth, colour := body[8], body[9]
	if depth == 16 {
		return imageNonGeree(nom, "a 16 bits par couleur")
	}
	if !slices.Contains([]byte{1, 2, 4, 8}, depth) || !slices.Contains([]byte{0, 2, 3, 4, 6}, colour) {
		return abime(nom)
	}
	return nil
}

// scansMax bounds the passes of a progressive JPEG; usual ones have about ten.
const scansMax = 64

// JPEG markers.
const (
	jpegSOI  = 0xd8
	jpegEOI  = 0xd9
	jpegSOS  = 0xda
	jpegDHT  = 0xc4
	jpegJPG  = 0xc8
	jpegDAC  = 0xcc
	jpegRST0 = 0xd0
	jpegRST7 = 0xd7
	jpegTEM  = 0x01

	jpegAPP1  = 0xe1
	jpegAPP2  = 0xe2
	jpegAPP14 = 0xee
	jpegAPP15 = 0xef
	jpegCOM   = 0xfe
)

// verifierJPEG walks the segments up to the end of the image and gives them without what tells of
// the person (place and time of an Exif, comments) and without what a telephone or an attacker adds
// behind. The orientation stays, or photographs would lie down.
func verifierJPEG(nom string, contenu []byte) ([]byte, error) {
	w := jpegWalk{nom: nom, kept: []byte{0xff, jpegSOI}}
	for at := 2; ; {
		marker, next, ok := nextMarker(contenu, at)
		switch {
		case !ok, marker == jpegSOI, marker == 0:
			return nil, abime(nom)
		case marker == jpegEOI:
			if !w.framed || w.scans == 0 {
				return nil, abime(nom)
			}
			return append(w.kept, 0xff, jpegEOI), nil
		case marker == jpegTEM, marker >= jpegRST0 && marker <= jpegRST7:
			at = next
			continue
		}
		if next+2 > len(contenu) {
			return nil, abime(nom)
		}
		length := int(binary.BigEndian.Uint16(contenu[next:]))
		if length < 2 || next+length > len(contenu) {
			return nil, abime(nom)
		}
		at = next + length
		if marker == jpegSOS {
			at = endOfScan(contenu, at)
		}
		if err := w.segment(marker, contenu[next+2:next+length], contenu[next:at]); err != nil {
			return nil, err
		}
	}
}

// jpegWalk is what verifierJPEG has seen and keeps.
type jpegWalk struct {
	nom    string
	framed bool
	scans  int
	kept   []byte
}

// segment checks one segment and keeps it; whole is its length, its body and, for a scan, its data.
func (w *jpegWalk) segment(marker byte, body, whole []byte) error {
	switch {
	case isFrame(marker):
		if w.framed {
			return imageNonGeree(w.nom, "contient plusieurs images")
		}
		w.framed = true
		if err := verifierSOF(w.nom, body); err != nil {
			return err
		}
	case marker == jpegSOS:
		if w.scans++; w.scans > scansMax {
			return imageNonGeree(w.nom, "est encodée en trop de passes")
		}
	case marker == jpegAPP1:
		if o := orientation(body); o > 1 {
			w.kept = append(w.kept, minimalExif(o)...)
		}
		return nil
	case marker == jpegCOM, marker > jpegAPP1 && marker <= jpegAPP15 && !technical(marker, body):
		return nil
	}
	w.kept = append(append(w.kept, 0xff, marker), whole...)
	return nil
}

// technical tells the application segments that a reader needs: colours.
func technical(marker byte, body []byte) bool {
	return marker == jpegAPP2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")) ||
		marker == jpegAPP14 && bytes.HasPrefix(body, []byte("Adobe"))
}

const (
	exifHeader     = "Exif\x00\x00"
	tagOrientation = 0x0112
	typeShort      = 3
)

// orientation reads the orientation of an Exif segment, 1 to 8; 0 when there is none.
func orientation(body []byte) byte {
	tiff, ok := bytes.CutPrefix(body, []byte(exifHeader))
	if !ok || len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	switch string(tiff[:2]) {
	case "II":
		order = binary.LittleEndian
	case "MM":
	default:
		return 0
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	const entry = 12
	count := uint64(order.Uint16(tiff[at:]))
	for i := at + 2; count > 0 && i+entry <= uint64(len(tiff)); i, count = i+entry, count-1 {
		e := tiff[i : i+entry]
		if order.Uint16(e) != tagOrientation || order.Uint16(e[2:]) != typeShort {
			continue
		}
		if o := order.Uint16(e[8:]); o >= 1 && o <= 8 {
			return byte(o)
		}
	}
	return 0
}

// minimalExif is an APP1 segment that says the orientation and nothing else.
func minimalExif(o byte) []byte {
	return append([]byte("\xff\xe1\x00\x22"+exifHeader+
		"MM\x00\x2a\x00\x00\x00\x08"+ // TIFF header, first directory at 8
		"\x00\x01"+ // one entry
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00"), o,
		0, 0, // filling of the value
		0, 0, 0, 0) // no other directory
}

func isFrame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != jpegDHT && marker != jpegJPG && marker != jpegDAC
}

// nextMarker reads the marker at position at, after any filling 0xff; next is behind it.
func nextMarker(b []byte, at int) (marker byte, next int, ok bool) {
	if at >= len(b) || b[at] != 0xff {
		return 0, 0, false
	}
	for at < len(b) && b[at] == 0xff {
		at++
	}
	if at >= len(b) {
		return 0, 0, false
	}
	return b[at], at + 1, true
}

// endOfScan skips the coded data: it ends at a marker that is neither a stuffed zero nor a restart.
func endOfScan(b []byte, at int) int {
	for ; at+1 < len(b); at++ {
		if b[at] != 0xff {
			continue
		}
		if m := b[at+1]; m != 0 && m != 0xff && (m < jpegRST0 || m > jpegRST7) {
			return at
		}
	}
	return len(b)
}

func verifierSOF(nom string, body []byte) error {
	if len(body) < 6 {
		return abime(nom)
	}
	precision, components := body[0], body[5]
	hauteur, largeur := int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	if err := verifierPixels(nom, largeur, hauteur); err != nil {
		return err
	}
	switch {
	case precision != 8:
		return imageNonGeree(nom, "n'a pas 8 bits par couleur")
	case components == 4:
		return imageNonGeree(nom, "est en couleurs d'imprimerie (CMJN)")
	case components != 1 && components != 3:
		return abime(nom)
	}
	return nil
}
