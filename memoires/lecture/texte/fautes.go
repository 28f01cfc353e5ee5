package texte

import (
	"bytes"
	"fmt"

	"claudia/internal/fault"
)

// Format is the type of a file, found in its first bytes.
type Format string

// The formats that are read.
const (
	FormatPDF  Format = "pdf"
	FormatPNG  Format = "png"
	FormatJPEG Format = "jpeg"
)

const formatsAdmis = "Formats acceptés : PDF, PNG et JPEG."

// Reconnaitre gives the format of the content by its first bytes. Faults: fichier_vide,
// type_refuse, fichier_abime (a PDF with something before its header).
func Reconnaitre(contenu []byte) (Format, error) {
	switch {
	case len(contenu) == 0:
		return "", fault.New(fault.Invalide, "fichier_vide", "Le fichier est vide (0 octet). Choisissez le document lui-même et déposez-le à nouveau.")
	case bytes.HasPrefix(contenu, []byte("%PDF-")):
		return FormatPDF, nil
	case bytes.HasPrefix(contenu, []byte("\x89PNG\r\n\x1a\n")):
		return FormatPNG, nil
	case bytes.HasPrefix(contenu, []byte("\xff\xd8\xff")):
		return FormatJPEG, nil
	}
	tete := contenu[:min(len(contenu), 1024)]
	if nom := autreType(tete); nom != "" {
		return "", fault.New(fault.TypeRefuse, "type_refuse", "Ce fichier contient "+nom+". "+formatsAdmis)
	}
	if bytes.Contains(tete, []byte("%PDF-")) {
		return "", abime(nil)
	}
	return "", fault.New(fault.TypeRefuse, "type_refuse", "Ce type de fichier n'est pas accepté. "+formatsAdmis)
}

// autreType names in French a well-known type that is refused, or gives an empty string.
func autreType(tete []byte) string {
	bas := bytes.ToLower(bytes.TrimLeft(tete, "\xef\xbb\xbf \t\r\n"))
	for _, t := range []struct{ debut, nom string }{
		{"<!doctype html", "du HTML"},
		{"<html", "du HTML"},
		{"<svg", "un dessin SVG"},
		{"<?xml", "du XML"},
		{"pk\x03\x04", "une archive ou un document bureautique"},
		{"\xd0\xcf\x11\xe0", "un document bureautique ancien"},
		{"{\\rtf", "un document RTF"},
		{"gif8", "une image GIF"},
		{"ii*\x00", "une image TIFF"},
		{"mm\x00*", "une image TIFF"},
		{"bm", "une image BMP"},
		{"mz", "un programme"},
		{"\x7felf", "un programme"},
	} {
		if bytes.HasPrefix(bas, []byte(t.debut)) {
			return t.nom
		}
	}
	if len(tete) > 12 && bytes.Equal(tete[:4], []byte("RIFF")) && bytes.Equal(tete[8:12], []byte("WEBP")) {
		return "une image WebP"
	}
	if len(tete) > 12 && bytes.Equal(tete[4:8], []byte("ftyp")) {
		return "une image HEIC ou une vidéo"
	}
	return ""
}

func abime(cause error) *fault.Error {
	f := fault.New(fault.Invalide, "fichier_abime", "Le fichier est abîmé ou incomplet. Enregistrez-le ou scannez-le à nouveau, puis redéposez-le.")
	f.Err = cause
	return f
}

func tropGros(recu, limite int64) *fault.Error {
	f := fault.New(fault.TropGrand, "fichier_trop_gros", fmt.Sprintf(
		"Le fichier pèse %s ; la limite est de %s. Réduisez la résolution du scan ou séparez les pages.", mega(recu), mega(limite)))
	f.Limite, f.Recu = limite, recu
	return f
}

// mega writes a size in French with one decimal, rounded up so that a size over the limit never
// reads like the limit.
func mega(octets int64) string {
	dixiemes := (octets*10 + 1<<20 - 1) >> 20
	if dixiemes%10 == 0 {
		return fmt.Sprintf("%d Mo", dixiemes/10)
	}
	return fmt.Sprintf("%d,%d Mo", dixiemes/10, dixiemes%10)
}

func pdfProtege() *fault.Error {
	return fault.New(fault.Invalide, "pdf_protege", "Ce PDF est protégé par un mot de passe ou chiffré. Imprimez-le en PDF sans protection, puis déposez le nouveau fichier.")
}

func pdfActif(quoi string) *fault.Error {
	return fault.New(fault.Invalide, "pdf_actif", "Ce PDF contient "+quoi+". Imprimez-le en PDF (Fichier, Imprimer, Enregistrer au format PDF), puis déposez le nouveau fichier.")
}

func pdfComplexe(pages int) *fault.Error {
	f := fault.New(fault.Invalide, "pdf_complexe", fmt.Sprintf("Ce PDF a %d pages ; la limite est de %d. Déposez seulement la réquisition et l'attestation.", pages, PagesRefusees))
	f.Limite, f.Recu = PagesRefusees, pages
	return f
}

func imageTropGrande(l, h int) *fault.Error {
	f := fault.New(fault.Invalide, "image_trop_grande", fmt.Sprintf(
		"L'image mesure %d × %d points ; la limite est de 40 millions de points. Réduisez la résolution : 300 points par pouce suffisent.", l, h))
	f.Limite = PixelsMax
	return f
}

func ocrAbsent(cause error) *fault.Error {
	f := fault.New(fault.Indisponible, "ocr_absent", "La lecture des images n'est pas disponible sur ce serveur (reconnaissance de caractères absente). Saisissez les informations vous-même ; le document sera joint.")
	f.Err = cause
	return f
}

func tropLong(cause error) *fault.Error {
	f := fault.New(fault.Invalide, "lecture_trop_longue", "La lecture du document a pris trop de temps. Déposez un document plus court ou saisissez les informations vous-même.")
	f.Err = cause
	return f
}

func impossible(cause error) *fault.Error {
	f := fault.New(fault.Invalide, "lecture_impossible", "Le document n'a pas pu être lu. Saisissez les informations vous-même ou déposez une autre copie.")
	f.Err = cause
	return f
}
