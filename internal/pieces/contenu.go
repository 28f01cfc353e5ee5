package pieces

import (
	"bytes"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"claudia/internal/fault"
)

// pixelsMax bounds an image once unfolded (M22 of promises.md: 1.5 MB may hide 400 million).
const pixelsMax = 40_000_000

// pixelMax bounds one side, so that the product of the two cannot overflow.
const pixelMax = 65_535

// analyser finds the type of the content, checks its structure and gives the bytes to keep: those
// of the document, without what follows it and, for an image, without what tells of the person. The fault has one of the codes of promises.md 6.5.
func analyser(nom string, contenu []byte) (Type, []byte, error) {
	if len(contenu) == 0 {
		return "", nil, fault.Sur("fichier", "fichier_vide", fmt.Sprintf("Le fichier « %s » est vide (0 octet). Vérifiez-le sur votre ordinateur, puis déposez-le à nouveau.", nom))
	}
	t := reconnaitre(contenu)
	if t == "" {
		if i := bytes.Index(contenu[:min(len(contenu), 1024)], []byte("%PDF-")); i > 0 && http.DetectContentType(contenu) == "application/octet-stream" {
			return "", nil, abime(nom)
		}
		return "", nil, typeRefuse(nom, fmt.Sprintf("contient %s", decrire(contenu)))
	}
	if err := verifierExtension(nom, t); err != nil {
		return "", nil, err
	}
	var err error
	switch t {
	case PDF:
		err = verifierPDF(nom, contenu)
	case PNG:
		contenu, err = verifierPNG(nom, contenu)
	case JPEG:
		contenu, err = verifierJPEG(nom, contenu)
	case Texte: // no file is recognised as one
	}
	return t, contenu, err
}

const pngSignature = "\x89PNG\r\n\x1a\n"

func reconnaitre(contenu []byte) Type {
	switch {
	case bytes.HasPrefix(contenu, []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(contenu, []byte(pngSignature)):
		return PNG
	case bytes.HasPrefix(contenu, []byte("\xff\xd8\xff")):
		return JPEG
	}
	return ""
}

// decrire says in French what a refused content looks like.
func decrire(contenu []byte) string {
	head := bytes.ToLower(contenu[:min(len(contenu), 1024)])
	detected := http.DetectContentType(contenu)
	switch {
	case bytes.Contains(head, []byte("<svg")):
		return "un dessin SVG"
	case strings.HasPrefix(detected, "text/html"):
		return "du HTML"
	case bytes.HasPrefix(contenu, []byte("PK")):
		return "une archive ou un document bureautique"
	case bytes.HasPrefix(contenu, []byte("\xd0\xcf\x11\xe0")):
		return "un document bureautique"
	case bytes.HasPrefix(contenu, []byte("MZ")), bytes.HasPrefix(contenu, []byte("\x7fELF")), bytes.HasPrefix(contenu, []byte("#!")):
		return "un programme"
	case len(contenu) > 12 && (string(contenu[4:12]) == "ftypheic" || string(contenu[4:12]) == "ftypmif1"):
		return "une photo HEIC"
	case strings.HasPrefix(detected, "image/"):
		return "une image d'un autre format"
	case strings.HasPrefix(detected, "text/"):
		return "du texte"
	}
	return "des données d'un autre format"
}

func verifierExtension(nom string, t Type) error {
	ext := strings.ToLower(path.Ext(nom))
	ok := false
	switch t {
	case PDF:
		ok = ext == ".pdf"
	case PNG:
		ok = ext == ".png"
	case JPEG:
		ok = slices.Contains([]string{".jpg", ".jpeg", ".jpe", ".jfif"}, ext)
	case Texte: // no file is recognised as one
	}
	if !ok {
		return typeRefuse(nom, fmt.Sprintf("contient %s mais son nom ne se termine pas par « %s » : renommez-le", nomDuType(t), t.Extension()))
	}
	inner := strings.ToLower(path.Ext(strings.TrimSuffix(nom, path.Ext(nom))))
	if slices.Contains([]string{".exe", ".js", ".html", ".htm", ".svg", ".bat", ".cmd", ".scr", ".vbs", ".php", ".sh", ".com", ".jar", ".zip"}, inner) {
		return typeRefuse(nom, "a un nom à double extension : renommez-le")
	}
	return nil
}

func nomDuType(t Type) string {
	switch t {
	case PDF:
		return "un PDF"
	case PNG:
		return "une image PNG"
	case JPEG:
		return "une image JPEG"
	case Texte:
		return "du texte"
	}
	return string(t)
}

func typeRefuse(nom, pourquoi string) error {
	f := fault.New(fault.TypeRefuse, "type_refuse", fmt.Sprintf("Le fichier « %s » %s. Formats : PDF, PNG, JPEG.", nom, pourquoi))
	f.Champ = "fichier"
	return f
}

func abime(nom string) error {
	return fault.Sur("fichier", "fichier_abime", fmt.Sprintf("Le fichier « %s » est abîmé ou incomplet. Ouvrez-le pour vérifier, enregistrez-le à nouveau, puis déposez-le.", nom))
}

func imageTropGrande(nom string, largeur, hauteur int) error {
	f := fault.Sur("fichier", "image_trop_grande", fmt.Sprintf("L'image « %s » est trop grande (%d × %d pixels, 40 millions au plus). Réduisez-la ou numérisez à 200 points par pouce.", nom, largeur, hauteur))
	f.Limite = pixelsMax
	return f
}

func imageNonGeree(nom, pourquoi string) error {
	return fault.Sur("fichier", "image_non_geree", fmt.Sprintf("L'image « %s » %s. Enregistrez-la en JPEG ordinaire ou imprimez-la en PDF.", nom, pourquoi))
}

func verifierPixels(nom string, largeur, hauteur int) error {
	if largeur <= 0 || hauteur <= 0 {
		return abime(nom)
	}
	if largeur > pixelMax || hauteur > pixelMax || largeur*hauteur > pixelsMax {
		return imageTropGrande(nom, largeur, hauteur)
	}
	return nil
}
