package certificat

import (
	"fmt"
	"strings"
	"time"

	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
)

// TexteVerification is what the QR code of a certificate holds: enough to check it by eye or by
// machine, and nothing about the case.
func TexteVerification(c memoires.Certificat) string {
	return strings.Join([]string{
		"claudia-certificat 1", string(c.Numero), c.EnvoyeLe.UTC().Format(formeInstan), centimes(c.MontantTTC), c.Empreinte,
	}, "\n")
}

// PDF draws the certificat de dépôt (portail.md 2.10). The same certificate gives the same bytes.
func PDF(c memoires.Certificat, r *referentiel.Referentiel) ([]byte, error) {
	titre := "Certificat de dépôt du mémoire " + string(c.Numero)
	f := nouvelle(titre, titre, c.EnvoyeLe)
	juridiction := nomJuridiction(r, c.Juridiction)
	f.bandeau("Certificat de dépôt", "Mémoire de frais de justice", instant(c.EnvoyeLe))
	f.chiffres("Numéro du mémoire", string(c.Numero), "Montant TTC", c.MontantTTC.String())
	f.Ln(4)
	f.paragraphe(fmt.Sprintf("À la suite de votre validation, le mémoire n° %s, d'un montant de %s toutes taxes comprises, est en cours de transmission à la juridiction suivante : %s.",
		c.Numero, c.MontantTTC, juridiction), 10.5, encre)
	f.titre("Dépôt")
	f.fait("Prestataire", c.Prestataire.Identifiant+" - "+c.Prestataire.RaisonSociale)
	f.fait("Service du prestataire", c.Prestataire.Service)
	f.fait("Adresse", c.Prestataire.Adresse)
	f.fait("Juridiction destinataire", juridiction)
	f.fait("Date et heure du dépôt", instant(c.EnvoyeLe)+" (heure de Paris)")
	f.fait("Envoi confirmé par", c.Prestataire.Signataire)
	f.titre("Empreinte")
	if err := f.empreinte(c); err != nil {
		return nil, err
	}
	f.titre("À conserver")
	f.paragraphe("Téléchargez ce certificat et conservez-le avec le mémoire : il est votre preuve de dépôt.", 9.5, encre)
	f.Ln(1.5)
	f.paragraphe("L'empreinte est le condensé SHA-256, en base64, du dossier canonique : tous les champs du mémoire et le condensé de chaque pièce jointe. "+
		"Si un seul caractère du dossier change, l'empreinte change. Elle prouve l'intégrité du contenu déposé et notre date ; ce n'est pas un horodatage qualifié.", 8.5, gris)
	return f.octets()
}

// empreinte draws the digest beside its QR code.
func (f *feuille) empreinte(c memoires.Certificat) error {
	const cote, haut = 34.0, 42.0
	f.place(haut)
	y := f.GetY()
	f.pave(marge, y, largeur, haut, fond)
	f.SetXY(marge+5, y+7)
	f.police("", 8.5, gris)
	f.CellFormat(largeur-cote-15, 5, sur("SHA-256 du dossier canonique, base64"), "", 2, "L", false, 0, "")
	f.SetFont("mono", "", 11)
	f.SetTextColor(encre.r, encre.v, encre.b)
	for _, moitie := range []string{c.Empreinte[:len(c.Empreinte)/2], c.Empreinte[len(c.Empreinte)/2:]} {
		f.CellFormat(largeur-cote-15, 6.5, moitie, "", 2, "L", false, 0, "")
	}
	f.police("", 8, gris)
	f.CellFormat(largeur-cote-15, 7, sur("Le code à droite contient le numéro, la date, le montant et l'empreinte."), "", 2, "L", false, 0, "")
	err := f.code(TexteVerification(c), marge+largeur-cote-4, y+4, cote)
	f.SetXY(marge, y+haut+1)
	return err
}

// bandeau draws the head of a document.
func (f *feuille) bandeau(titre, sous, droite string) {
	f.SetFillColor(accent.r, accent.v, accent.b)
	f.Rect(0, 0, 210, 4, "F")
	f.SetXY(marge, 15)
	f.police("", 9.5, gris)
	f.CellFormat(largeur, 5, sur(sous), "", 2, "L", false, 0, "")
	f.police("B", 21, encre)
	f.CellFormat(largeur, 11, sur(titre), "", 2, "L", false, 0, "")
	f.police("", 9.5, gris)
	f.CellFormat(largeur, 6, sur(droite), "", 2, "L", false, 0, "")
	f.Ln(4)
}

// chiffres draws the two figures that matter.
func (f *feuille) chiffres(l1, v1, l2, v2 string) {
	y := f.GetY()
	f.pave(marge, y, largeur, 22, fond)
	for i, x := range [][2]string{{l1, v1}, {l2, v2}} {
		gauche := marge + 6 + float64(i)*largeur/2
		f.SetXY(gauche, y+3.5)
		f.police("", 8.5, gris)
		f.CellFormat(largeur/2-10, 5, sur(x[0]), "", 2, "L", false, 0, "")
		f.police("B", 16, encre)
		f.CellFormat(largeur/2-10, 9, sur(x[1]), "", 2, "L", false, 0, "")
	}
	f.SetXY(marge, y+24)
}

// instant writes a date and hour of Paris: « mercredi 14 octobre 2026 à 10 h 00 ».
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(lieuParis())
	return fmt.Sprintf("%s à %d h %02d", saisie.Jour(t), t.Hour(), t.Minute())
}

func nomJuridiction(r *referentiel.Referentiel, code string) string {
	if r != nil {
		if j, ok := r.Juridiction(code); ok {
			return j.Affichage()
		}
	}
	return code
}
