package lecture

import (
	"regexp"
	"strings"
)

const (
	encreFaible  = 22 // a cell of the grid holds ink from here (255 = black)
	cellesSigne  = 14 // inked cells that make a signature or a stamp
	hautSigne    = 130.0
	cellesFaible = 5
)

var signeElectronique = regexp.MustCompile(`signe(?:e)?s? (?:electroniquement|numeriquement|par)|signature (?:electronique|numerique) (?:de|par|le)|document signe`)

// cadre2 is what was found of the authority's part of an attestation.
type cadre2 struct {
	haut  float64 // top of the part, beyond every page when there is none
	signe *lieu   // the label of the signature
	vu    bool
}

// trouverCadre2 looks for the part reserved to the authority: its heading, else the row of labels
// Nom, Prénom, Qualité, else the label of the signature.
func trouverCadre2(f *feuille, lieux []lieu) cadre2 {
	c := cadre2{haut: 1e9}
	for i, x := range lieux {
		z := f.segments[x.seg].zone
		switch {
		case x.role == roleCadre2 && (z.cy() > f.page.Hauteur*0.3 || len(x.serree) > 12) && z[1] < c.haut:
			c.haut, c.vu = z[1]-1, true
		case x.role == roleSignature && z.cy() > f.page.Hauteur*0.12:
			c.signe = &lieux[i]
		}
	}
	if !c.vu {
		for _, x := range lieux {
			if x.role == rolePrenom && f.segments[x.seg].zone.cy() > f.page.Hauteur*0.35 {
				c.haut, c.vu = f.segments[x.seg].zone[1]-1.5*f.hauteur, true
			}
		}
	}
	return c
}

// proposerCadre2 proposes what the authority's part says: who signed, in what capacity, when, and
// whether it is signed.
func (l *lecteur) proposerCadre2(page int, f *feuille, lieux []lieu, c cadre2) {
	var nom, prenom []Mot
	rempli := 0
	for _, x := range lieux {
		if f.segments[x.seg].zone.cy() < c.haut || len(x.valeur) == 0 {
			continue
		}
		base := candidat{page: page, base: 0.9, sur: !x.flou, voie: voieCadre2}
		switch x.role {
		case roleNom:
			nom = x.valeur
		case rolePrenom:
			prenom = x.valeur
		case roleQualite:
			rempli++
			l.proposerQualite(base, x.valeur)
		case roleAutorite, roleNomPrenom:
			rempli++
			l.proposerAutorite(base, x.valeur)
		case roleService:
			l.proposerService(base, x.valeur)
		case roleDate, roleDateRequisition, roleDatePrestation:
			if len(dates(plier(joindre(x.valeur)))) > 0 {
				rempli++
			}
			base.base = 0.55 // the day of the signature is often that of the mission, not always
			l.proposerDate(base, DatePrestation, x.valeur)
		default:
			if x.serree == "nometprenom" || x.serree == "nomprenom" {
				rempli++
				l.proposerAutorite(base, x.valeur)
			}
		}
	}
	if len(nom) > 0 && len(prenom) > 0 {
		rempli += 2
		l.garder(candidat{
			cle: AutoriteNom, valeur: propre(prenom) + " " + propre(nom), mots: append(append([]Mot(nil), nom...), prenom...),
			page: page, base: 0.93, sur: true, voie: voieCadre2,
		})
	}
	l.proposerSignature(page, f, c, rempli)
}

func propre(mots []Mot) string { return strings.Trim(joindre(mots), " ,.;:|_'") }

// proposerSignature tells whether ink that is no text stands where the signature goes.
func (l *lecteur) proposerSignature(page int, f *feuille, c cadre2, rempli int) {
	z := f.zoneSignature(c)
	n, tache := f.encreLibre(z, c)
	tampon := false
	for _, m := range f.tampons {
		tampon = tampon || dans(m.Zone, z)
	}
	electronique := signeElectronique.MatchString(coulerSous(f, z[1]).plie)
	signe := tampon || electronique || n >= cellesSigne
	conf := 0.6
	switch {
	case signe && (rempli >= 2 || tampon && n >= cellesSigne):
		conf = 0.95
	case signe:
		conf = 0.85
	case n <= cellesFaible && rempli == 0 && c.signe != nil:
		conf = 0.93
	case n <= cellesFaible && c.signe != nil:
		conf = 0.85
	}
	v := "false"
	if signe {
		v = "true"
	}
	if f.page.Ocr {
		conf = min(conf, 0.85)
	}
	if signe && !tache.Vide() {
		z = tache
	}
	l.signature = &Champ{Cle: Signee, Valeur: v, Page: f.page.Numero, Zone: f.page.montrer(z), Confiance: conf, Texte: l.texteSignature(f, c)}
	_ = page
}

func (l *lecteur) texteSignature(f *feuille, c cadre2) string {
	if c.signe == nil {
		return ""
	}
	s := f.segments[c.signe.seg]
	return joindre(s.mots[c.signe.i:min(c.signe.j, len(s.mots))])
}

// zoneSignature gives the rectangle in which the signature is expected.
func (f *feuille) zoneSignature(c cadre2) Zone {
	droite, bas := f.page.Largeur, f.page.Hauteur
	if c.signe == nil {
		haut := c.haut
		if !c.vu { // a letter: under the last lines of text
			haut = f.page.Hauteur * 0.3
		}
		return Zone{0, min(haut, bas), droite, bas}
	}
	s := f.segments[c.signe.seg]
	z := s.zone
	out := Zone{max(z[0]-18, 0), max(z[1]-16, 0), droite, min(z[3]+hautSigne, bas)}
	switch {
	case s.cell && z.largeur() < s.col[1]-s.col[0]:
		out[0], out[2] = s.col[0], max(s.col[1], min(droite, s.col[0]+60))
	case z[0] > f.page.Largeur*0.45:
		out[0] = max(z[0]-90, f.page.Largeur*0.33)
	}
	return out
}

// dans tells whether the middle of a is in b.
func dans(a, b Zone) bool {
	return a.cx() > b[0] && a.cx() < b[2] && a.cy() > b[1] && a.cy() < b[3]
}

func coulerSous(f *feuille, y float64) flot {
	var segs []segment
	for _, s := range f.segments {
		if s.zone.cy() > y {
			segs = append(segs, s)
		}
	}
	return couler(segs)
}

// encreLibre counts the inked cells of the zone that belong to no printed word and to no rule, and
// gives the rectangle around them.
func (f *feuille) encreLibre(z Zone, c cadre2) (int, Zone) {
	e := f.page.Encre
	if e.Pas <= 0 || e.Colonnes <= 0 {
		return 0, Zone{}
	}
	lignes := len(e.Densite) / e.Colonnes
	masque := make([]bool, e.Colonnes*lignes)
	couvrir := func(w Zone, marge float64) {
		for y := max(int((w[1]-marge)/e.Pas), 0); y <= int((w[3]+marge)/e.Pas) && y < lignes; y++ {
			for x := max(int((w[0]-marge)/e.Pas), 0); x <= int((w[2]+marge)/e.Pas) && x < e.Colonnes; x++ {
				masque[y*e.Colonnes+x] = true
			}
		}
	}
	for i, s := range f.segments {
		if c.signe != nil && i == c.signe.seg {
			for _, m := range s.mots[c.signe.i:min(c.signe.j, len(s.mots))] {
				couvrir(m.Zone, 1.6)
			}
		}
		if f.imprime(s, c, i) {
			for _, m := range s.mots {
				couvrir(m.Zone, 1.6)
			}
		}
	}
	for _, t := range f.page.Traits {
		if t.Zone.largeur() > 40 || t.Zone.hauteur() > 40 {
			couvrir(t.Zone, 1.2)
		}
	}
	n, tache := 0, Zone{}
	bord := 12.0 // scans often show dark edges
	for y := range lignes {
		for x := range e.Colonnes {
			cx, cy := (float64(x)+0.5)*e.Pas, (float64(y)+0.5)*e.Pas
			if cx < max(z[0], bord) || cx > min(z[2], f.page.Largeur-bord) || cy < z[1] || cy > min(z[3], f.page.Hauteur-bord) {
				continue
			}
			if e.Densite[y*e.Colonnes+x] >= encreFaible && !masque[y*e.Colonnes+x] {
				n++
				tache = tache.Union(Zone{cx - e.Pas/2, cy - e.Pas/2, cx + e.Pas/2, cy + e.Pas/2})
			}
		}
	}
	return n, tache
}

// imprime tells whether a segment is printed text of the form and not part of a stamp.
func (f *feuille) imprime(s segment, c cadre2, i int) bool {
	if !f.page.Ocr || c.signe != nil && i == c.signe.seg && len(s.mots) == c.signe.j {
		return true
	}
	bons := 0
	for _, m := range s.mots {
		if m.Confiance > 0.75 && len([]rune(serrer(m.Texte))) >= 2 {
			bons++
		}
	}
	if c.signe != nil && i == c.signe.seg { // the label itself, a stamp may follow it on the line
		return false
	}
	_, service := serviceAuDebut(s.texte())
	return service == 0 && (bons >= 2 || bons == 1 && s.cell)
}
