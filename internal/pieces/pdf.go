package pieces

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"

	"claudia/internal/fault"
)

// Bounds of a PDF (UP-05 of promises.md).
const (
	pdfPagesMax    = 500
	pdfObjetsMax   = 100_000
	pdfDepthMax    = 64
	pdfUnfoldedMax = 64 << 20 // bytes of object streams, all together
)

// verifierPDF reads the objects of a PDF, those inside compressed object streams too, and refuses
// what is protected (pdf_protege), active (pdf_actif), beyond bounds (pdf_complexe) or cut
// (fichier_abime). Contents of pages and images are not unfolded.
func verifierPDF(nom string, contenu []byte) error {
	tail := contenu[max(0, len(contenu)-2048):]
	if !bytes.Contains(tail, []byte("%%EOF")) || !bytes.Contains(contenu, []byte("startxref")) {
		return abime(nom)
	}
	l := &lecteurPDF{src: contenu, budget: pdfUnfoldedMax}
	l.lire()
	switch {
	case l.chiffre:
		return fault.Sur("fichier", "pdf_protege", fmt.Sprintf("Le PDF « %s » est protégé par un mot de passe ou par des restrictions. Ouvrez-le, imprimez-le en PDF, puis déposez la copie.", nom))
	case l.actif != "":
		return fault.Sur("fichier", "pdf_actif", fmt.Sprintf("Le PDF « %s » contient %s. Ouvrez-le, imprimez-le en PDF, puis déposez la copie.", nom, l.actif))
	case l.complexe, l.pages > pdfPagesMax, l.objets > pdfObjetsMax:
		f := fault.Sur("fichier", "pdf_complexe", fmt.Sprintf("Le PDF « %s » est trop complexe pour être vérifié (%d pages au plus). Imprimez-le en PDF ou découpez-le.", nom, pdfPagesMax))
		f.Limite = pdfPagesMax
		return f
	case l.casse, l.objets == 0:
		return abime(nom)
	}
	return nil
}

// lecteurPDF goes once over the tokens of a PDF. It does not follow the cross-reference table: what
// stands anywhere in the file is looked at, whether or not a reader would reach it.
type lecteurPDF struct {
	src    []byte
	at     int
	depth  int
	budget int64 // bytes that may still be unfolded
	within bool  // inside an object stream, where no stream may begin

	objet  objetPDF // what was seen since the last « obj »
	objets int
	pages  int

	chiffre  bool
	complexe bool
	casse    bool
	actif    string // what is active, in French with its article
}

// objetPDF is what the dictionary of the present object has said so far.
type objetPDF struct {
	prev             string // last name, which may be a key
	objStm, flate    bool
	autreFiltre, sur bool // another filter, or parameters of a filter
}

// lire goes on to the end, or to the first verdict.
func (l *lecteurPDF) lire() {
	for l.at < len(l.src) && !l.chiffre && !l.complexe && !l.casse && l.actif == "" {
		c := l.src[l.at]
		switch {
		case c == '/':
			l.nommer(l.lireNom())
		case c == '(':
			l.sauterChaine()
		case c == '%':
			l.sauterLigne()
		case c == '<' && l.peek(1) == '<', c == '[':
			l.ouvrir(c)
		case c == '>' && l.peek(1) == '>', c == ']':
			l.fermer(c)
		case c == '<':
			l.sauterHexa()
		case regularPDF(c):
			l.motCle()
		default:
			l.at++
		}
	}
}

func (l *lecteurPDF) peek(n int) byte {
	if l.at+n < len(l.src) {
		return l.src[l.at+n]
	}
	return 0
}

func (l *lecteurPDF) ouvrir(c byte) {
	if l.depth++; l.depth > pdfDepthMax {
		l.complexe = true
	}
	l.at++
	if c == '<' {
		l.at++
	}
}

func (l *lecteurPDF) fermer(c byte) {
	l.depth = max(0, l.depth-1)
	l.at++
	if c == '>' {
		l.at++
	}
}

func (l *lecteurPDF) sauterLigne() {
	for l.at < len(l.src) && l.src[l.at] != '\n' && l.src[l.at] != '\r' {
		l.at++
	}
}

func (l *lecteurPDF) sauterHexa() {
	end := bytes.IndexByte(l.src[l.at:], '>')
	if end < 0 {
		l.casse = true
		return
	}
	l.at += end + 1
}

// sauterChaine skips a text string with its nested parentheses and its escapes.
func (l *lecteurPDF) sauterChaine() {
	for depth := 0; l.at < len(l.src); l.at++ {
		switch l.src[l.at] {
		case '\\':
			l.at++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at++
				return
			}
		}
	}
	l.casse = true
}

// lireNom reads a name, its #xx escapes undone, so that /J#61vaScript is not missed.
func (l *lecteurPDF) lireNom() string {
	nom, n := nomPDF(l.src[l.at:])
	l.at += n
	return nom
}

// nomPDF decodes the name that begins at src[0] == '/'; n is its length in src.
func nomPDF(src []byte) (nom string, n int) {
	var b []byte
	for n = 1; n < len(src) && regularPDF(src[n]); n++ {
		c := src[n]
		if c == '#' && n+2 < len(src) {
			if hi, lo := hexaPDF(src[n+1]), hexaPDF(src[n+2]); hi >= 0 && lo >= 0 {
				c = byte(hi<<4 | lo) //nolint:gosec // two hexadecimal digits make one byte
				n += 2
			}
		}
		b = append(b, c)
	}
	return string(b), n
}

// interditPDF says what a name announces; empty for an innocent one.
func interditPDF(nom string) string {
	switch nom {
	case "JavaScript", "JS", "Rendition":
		return "du code JavaScript"
	case "Launch":
		return "le lancement d'un programme"
	case "EmbeddedFile", "EF": // not EmbeddedFiles: some writers always put that tree in, empty
		return "des fichiers joints"
	case "XFA":
		return "un formulaire dynamique (XFA)"
	case "RichMedia":
		return "un contenu multimédia"
	}
	return ""
}

func (l *lecteurPDF) nommer(nom string) {
	o := &l.objet
	if quoi := interditPDF(nom); quoi != "" {
		l.actif = quoi
		return
	}
	switch {
	case nom == "Encrypt":
		l.chiffre = true
	case nom == "ObjStm":
		o.objStm = true
	case nom == "FlateDecode", nom == "Fl":
		o.flate = true
	case nom == "DecodeParms", nom == "DP":
		o.sur = true
	case len(nom) > 6 && nom[len(nom)-6:] == "Decode", o.prev == "Filter":
		o.autreFiltre = true
	case nom == "Page" && o.prev == "Type":
		l.pages++
	}
	o.prev = nom
}

// motCle reads a number or a keyword.
func (l *lecteurPDF) motCle() {
	start := l.at
	for l.at < len(l.src) && regularPDF(l.src[l.at]) {
		l.at++
	}
	switch mot := string(l.src[start:min(l.at, start+10)]); mot {
	case "obj":
		l.objets++
		l.depth = 0
		l.objet = objetPDF{}
	case "stream":
		if !l.within {
			l.sauterFlux()
		}
	}
}

// sauterFlux looks at the data of a stream and goes behind it.
func (l *lecteurPDF) sauterFlux() {
	end := bytes.Index(l.src[l.at:], []byte("endstream"))
	if end < 0 {
		l.casse = true
		return
	}
	data := l.src[l.at : l.at+end]
	l.at += end + len("endstream")
	if l.objet.objStm {
		l.deplier(data)
		return
	}
	// A cross-reference may point into a stream, so that what we skip is an object for a reader.
	// Only names long enough not to come by chance count here.
	for from := 0; ; {
		slash := bytes.IndexByte(data[from:], '/')
		if slash < 0 {
			return
		}
		from += slash
		window := data[from:min(len(data), from+64)]
		nom, _ := nomPDF(window)
		if len(nom) > 5 && interditPDF(nom) != "" {
			l.actif = interditPDF(nom)
			return
		}
		from++
	}
}

// deplier reads the objects of a compressed object stream.
func (l *lecteurPDF) deplier(data []byte) {
	if l.objet.autreFiltre || l.objet.sur {
		l.complexe = true // nobody writes object streams so, save to hide
		return
	}
	objets := bytes.TrimLeft(data, "\r\n")
	if l.objet.flate {
		r, err := zlib.NewReader(bytes.NewReader(objets))
		if err != nil {
			l.casse = true
			return
		}
		var out bytes.Buffer
		n, err := io.Copy(&out, io.LimitReader(r, l.budget+1))
		if n > l.budget {
			l.complexe = true
			return
		}
		if err != nil {
			l.casse = true
			return
		}
		l.budget -= n
		objets = out.Bytes()
	}
	inner := &lecteurPDF{src: objets, budget: l.budget, within: true}
	inner.lire()
	l.budget = inner.budget
	// Each object of the stream counts; dictionaries open at depth 1.
	l.objets += bytes.Count(objets, []byte("<<"))
	l.pages += inner.pages
	l.chiffre = l.chiffre || inner.chiffre
	l.complexe = l.complexe || inner.complexe
	l.actif = inner.actif
}

// regularPDF tells the characters that make names, numbers and keywords.
func regularPDF(c byte) bool {
	switch c {
	case 0, '\t', '\n', '\f', '\r', ' ', '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return false
	}
	return true
}

func hexaPDF(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
