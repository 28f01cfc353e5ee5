package certificat

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
)

// dessinMemoire is one drawing of a mémoire.
type dessinMemoire struct {
	*feuille
	m memoires.Memoire
	x saisie.Contexte
}

// PDFMemoire draws the mémoire itself: header, lines, VAT by rate, totals, list of pieces. A draft
// is marked as such. The same input gives the same bytes.
func PDFMemoire(m memoires.Memoire, p memoires.Prestataire, r *referentiel.Referentiel) ([]byte, error) {
	titre, le := "Mémoire "+string(m.Numero), m.EnvoyeLe
	if le.IsZero() {
		le = m.ModifieLe
	}
	d := dessinMemoire{feuille: nouvelle(titre, strings.Join(nonVides(titre, p.RaisonSociale), " - "), le), m: m, x: saisie.Contexte{Referentiel: r, Memoire: m}}
	sous := "Envoyé le " + instant(m.EnvoyeLe)
	if m.EnvoyeLe.IsZero() {
		sous = m.Etat.Libelle() + ", non envoyé - modifié le " + instant(m.ModifieLe)
	}
	d.bandeau(titre, "Mémoire de frais de justice", sous)
	t := m.Totaux()
	d.chiffres("État", m.Etat.Libelle(), "Total TTC", t.TTC.String())
	d.entete(p)
	d.prestations()
	d.tva(t)
	d.totaux(t)
	d.pieces()
	return d.octets()
}

// valeur shows a field of the header.
func (d *dessinMemoire) valeur(c memoires.Cle) string {
	champ, ok := saisie.Trouver(c)
	if !ok {
		return ""
	}
	return champ.Afficher(d.m.Valeur(memoires.Champ{Cle: c}), d.x)
}

// deLigne shows a field of a line.
func (d *dessinMemoire) deLigne(l *memoires.LignePrestation, c memoires.Cle) string {
	champ, ok := saisie.Trouver(c)
	if !ok {
		return ""
	}
	x := d.x
	x.Ligne = l
	return champ.Afficher(l.Valeur(c), x)
}

func (d *dessinMemoire) entete(p memoires.Prestataire) {
	d.titre("En-tête")
	d.fait("Prestataire", strings.Join(nonVides(p.Identifiant, p.RaisonSociale), " - "))
	d.fait("Service", p.Service)
	d.fait("Adresse", p.Adresse)
	for _, c := range []memoires.Cle{
		memoires.CleJuridiction, memoires.CleCategorie, memoires.CleTexteReference, memoires.CleTypeTVA, memoires.CleDevise,
		memoires.CleNumeroFacture, memoires.CleNumeroEngagement,
	} {
		d.fait(saisie.Libelle(c), d.valeur(c))
	}
	d.fait("Références bancaires", p.Compte)
	d.fait("Mode de dépôt", d.m.ModeDepot)
	if d.m.Numero != d.m.NumeroTMP {
		d.fait("Numéro du brouillon", string(d.m.NumeroTMP))
	}
}

// colonnes of the table of lines: label, width, alignment.
func colonnes() []struct {
	nom     string
	largeur float64
	cote    string
} {
	return []struct {
		nom     string
		largeur float64
		cote    string
	}{
		{"N°", 9, "L"}, {"Prestation", 71, "L"}, {"Quantité", 18, "R"}, {"Tarif HT", 24, "R"}, {"TVA", 16, "R"}, {"TTC", largeur - 138, "R"},
	}
}

func (d *dessinMemoire) prestations() {
	d.titre("Lignes de prestation")
	if len(d.m.Lignes) == 0 {
		d.paragraphe("Aucune ligne de prestation.", 9.5, gris)
		return
	}
	d.teteTableau()
	for i := range d.m.Lignes {
		d.ligne(&d.m.Lignes[i])
	}
}

func (d *dessinMemoire) teteTableau() {
	d.police("B", 8, gris)
	for _, c := range colonnes() {
		d.CellFormat(c.largeur, 5, sur(c.nom), "", 0, c.cote, false, 0, "")
	}
	d.Ln(5.5)
	d.trait(d.GetY(), filet)
	d.Ln(1.2)
}

// details are the smaller rows under the name of the service.
func (d *dessinMemoire) details(l *memoires.LignePrestation) []string {
	var out []string
	ajouter := func(libelle, valeur string) {
		if valeur != "" {
			out = append(out, libelle+valeur)
		}
	}
	ajouter("Affaire ", l.NumeroAffaire)
	requis := jourCourt(l.DateRequisition)
	if requis != "" {
		requis = "Réquisition du " + requis
		if l.RequisitionOrale {
			requis += ", d'abord orale"
		}
	}
	out = append(out, strings.Join(nonVides(requis, d.deLigne(l, memoires.CleAutorite)), ", "))
	realise := jourCourt(l.DatePrestation)
	if realise != "" {
		realise = "Réalisée le " + realise
	}
	fin := jourCourt(l.FinMission)
	if fin != "" {
		fin = "fin de mission le " + fin
	}
	out = append(out, strings.Join(nonVides(realise, fin), ", "))
	a := l.Montants()
	ajouter("", strings.Join(nonVides("Base HT "+a.BaseHT.String(), "TVA "+a.TVA.String(), somme("frais divers ", l.FraisDivers), somme("débours ", l.Debours)), ", "))
	ajouter("Remarque : ", l.Note)
	return nonVides(out...)
}

func somme(libelle string, m memoires.Montant) string {
	if m == 0 {
		return ""
	}
	return libelle + m.String()
}

func nonVides(l ...string) []string {
	var out []string
	for _, s := range l {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func jourCourt(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("02/01/2006")
}

func (d *dessinMemoire) ligne(l *memoires.LignePrestation) {
	c := colonnes()
	d.police("B", 9, encre)
	nom := d.deLigne(l, memoires.CleTypePrestation)
	if nom == "" {
		nom = "Prestation à préciser"
	}
	titres := d.lignes(nom, c[1].largeur)
	d.police("", 8, gris)
	var details []string
	for _, t := range d.details(l) {
		details = append(details, d.lignes(t, largeur-c[0].largeur)...)
	}
	haut := float64(len(titres))*4.8 + 3
	if d.place(haut + min(float64(len(details)), 8)*4.2) {
		d.teteTableau()
	}
	y := d.GetY()
	d.police("B", 9, encre)
	valeurs := []string{
		strconv.Itoa(l.Position), "", d.deLigne(l, memoires.CleQuantite), d.deLigne(l, memoires.CleTarifHT),
		d.deLigne(l, memoires.CleTauxTVA), l.Montants().TTC.String(),
	}
	x := marge
	for i, v := range valeurs {
		d.police(map[bool]string{true: "B", false: ""}[i == 0 || i == 5], 9, encre)
		d.SetXY(x, y)
		d.CellFormat(c[i].largeur, 4.8, sur(v), "", 0, c[i].cote, false, 0, "")
		x += c[i].largeur
	}
	d.police("B", 9, encre)
	for i, t := range titres {
		d.SetXY(marge+c[0].largeur, y+float64(i)*4.8)
		d.CellFormat(c[1].largeur, 4.8, t, "", 0, "L", false, 0, "")
	}
	d.SetXY(marge, y+float64(len(titres))*4.8)
	d.police("", 8, gris)
	for _, t := range details {
		if d.place(4.2) {
			d.police("", 8, gris)
		}
		d.SetX(marge + c[0].largeur)
		d.CellFormat(largeur-c[0].largeur, 4.2, t, "", 1, "L", false, 0, "")
	}
	d.Ln(1.4)
	d.trait(d.GetY(), filet)
	d.Ln(1.6)
}

func (d *dessinMemoire) tva(t memoires.Totaux) {
	if len(t.ParTaux) == 0 {
		return
	}
	d.titre("Récapitulatif TVA")
	d.rangee("B", 8, gris, "Taux", "Base HT", "TVA")
	for _, r := range t.ParTaux {
		d.rangee("", 9.5, encre, r.Taux.String(), r.BaseHT.String(), r.TVA.String())
	}
}

// rangee writes three cells, figures to the right.
func (d *dessinMemoire) rangee(style string, corps float64, t teinte, a, b, c string) {
	d.place(5.4)
	d.police(style, corps, t)
	d.CellFormat(60, 5.4, sur(a), "", 0, "L", false, 0, "")
	d.CellFormat(50, 5.4, sur(b), "", 0, "R", false, 0, "")
	d.CellFormat(50, 5.4, sur(c), "", 1, "R", false, 0, "")
}

func (d *dessinMemoire) totaux(t memoires.Totaux) {
	d.place(58) // the totals are read together
	d.titre("Montants totaux")
	for _, x := range []struct {
		libelle string
		montant memoires.Montant
		montrer bool
	}{
		{"Montant HT", t.HT, t.RemiseTTC > 0},
		{"Montant TTC avant remise globale", t.TTCAvantRemise, true},
		{"Montant de la remise globale TTC", t.RemiseTTC, true},
		{"Montant HT après remise globale", t.HTApresRemise, true},
		{"Montant TVA", t.TVAApresRemise, true},
		{"Débours (non soumis à TVA)", t.Debours, t.Debours > 0},
	} {
		if x.montrer {
			d.place(5.6)
			d.police("", 9.5, gris)
			d.CellFormat(110, 5.6, sur(x.libelle), "", 0, "L", false, 0, "")
			d.police("", 9.5, encre)
			d.CellFormat(50, 5.6, sur(x.montant.String()), "", 1, "R", false, 0, "")
		}
	}
	d.fait("Motif de la remise", d.m.Entete.MotifRemise)
	d.place(10)
	d.Ln(1)
	d.police("B", 12, accent)
	d.CellFormat(110, 7, sur("Total TTC à payer"), "", 0, "L", false, 0, "")
	d.CellFormat(50, 7, sur(t.TTC.String()), "", 1, "R", false, 0, "")
}

func (d *dessinMemoire) pieces() {
	d.titre("Pièces jointes")
	if len(d.m.Pieces) == 0 {
		d.paragraphe("Aucune pièce jointe.", 9.5, gris)
		return
	}
	for i, p := range d.m.Pieces {
		d.place(10)
		type_ := string(p.Type)
		if d.x.Referentiel != nil {
			if v, ok := d.x.Referentiel.TypePiece(type_); ok {
				type_ = v.Libelle
			}
		}
		ou := "ensemble du mémoire"
		if l := d.m.Ligne(p.Ligne); l != nil {
			ou = fmt.Sprintf("ligne %d", l.Position)
		}
		d.police("B", 9, encre)
		d.CellFormat(9, 5, strconv.Itoa(i+1), "", 0, "L", false, 0, "")
		designation := p.Designation
		if !strings.EqualFold(designation, type_) {
			designation = type_ + " - " + designation
		}
		d.CellFormat(largeur-9, 5, d.lignes(designation+" ("+ou+")", largeur-9)[0], "", 1, "L", false, 0, "")
		d.SetX(marge + 9)
		d.police("", 8, gris)
		d.CellFormat(largeur-9, 4.2, d.lignes(p.Nom+", "+taille(p.Taille)+", SHA-256 "+court(p.SHA256), largeur-9)[0], "", 1, "L", false, 0, "")
		d.Ln(0.8)
	}
}

// court gives the head of a digest: the whole is in the dossier.
func court(s string) string { return s[:min(16, len(s))] + "…" }

// taille writes a size as a person reads it: « 12 ko », « 1,4 Mo ».
func taille(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d octets", n)
	case n < 1_000_000:
		return fmt.Sprintf("%d ko", (n+500)/1000)
	}
	return memoires.Quantite((n+50_000)/100_000*100).String() + " Mo"
}
