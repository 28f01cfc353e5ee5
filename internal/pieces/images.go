package pieces

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// verifierPNG walks the chunks: header first, right checksums, an end. It gives the bytes up to that
// end. Nothing is unfolded.
func verifierPNG(nom string, contenu []byte) ([]byte, error) {
	const overhead = 12 // length, type, checksum
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
			return contenu[:len(contenu)-len(rest)], nil
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
)

// verifierJPEG walks the segments up to the end of the image and gives the bytes up to there: what
// a telephone or an attacker adds behind is dropped.
func verifierJPEG(nom string, contenu []byte) ([]byte, error) {
	framed, scans := false, 0
	for at := 2; ; {
		marker, next, ok := nextMarker(contenu, at)
		if !ok {
			return nil, abime(nom)
		}
		switch {
		case marker == jpegEOI:
			if !framed || scans == 0 {
				return nil, abime(nom)
			}
			return contenu[:next], nil
		case marker == jpegSOI, marker == 0:
			return nil, abime(nom)
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
		body := contenu[next+2 : next+length]
		at = next + length
		switch {
		case isFrame(marker):
			if framed {
				return nil, imageNonGeree(nom, "contient plusieurs images")
			}
			framed = true
			if err := verifierSOF(nom, body); err != nil {
				return nil, err
			}
		case marker == jpegSOS:
			if scans++; scans > scansMax {
				return nil, imageNonGeree(nom, "est encodée en trop de passes")
			}
			at = endOfScan(contenu, at)
		}
	}
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
