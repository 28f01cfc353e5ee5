package memoires

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"claudia/memoires/referentiel"
)

const (
	// montantInhabituel is the amount of a line above which the person is asked to read it again; the
	// figure is ours (situations.md 52).
	montantInhabituel Montant = 10_000_00
	// tarifsCites bounds how many tariffs a sentence lists.
	tarifsCites = 4
)

// dates checks each day against today, then their order (promises.md HT-11).
func (c *controle) dates(l *LignePrestation) {
	aujourdhui := Aujourdhui(c.w.Maintenant)
	for _, x := range []struct {
		cle Cle
		le  time.Time
	}{{CleDateRequisition, l.DateRequisition}, {CleDatePrestation, l.DatePrestation}, {CleFinMission, l.FinMission}} {
		if x.le.After(aujourdhui) {
			c.ajouter(Manquement{
				Code: "date_future", Gravite: Bloquant, Champ: Champ{Cle: x.cle, Ligne: l.ID},
				Message: "Le " + enChiffres(x.le) + " est dans le futur : la prestation doit déjà être réalisée. Corrigez la date.",
			}, "")
		}
	}
	if l.DatePrestation.IsZero() {
		return
	}
	if l.DateRequisition.After(l.DatePrestation) {
		c.requisitionTardive(l)
	}
	if !l.FinMission.IsZero() && l.FinMission.Before(l.DatePrestation) {
		c.ajouter(Manquement{
			Code: "ordre_dates", Gravite: Bloquant, Champ: Champ{Cle: CleFinMission, Ligne: l.ID},
			Message: fmt.Sprintf("La fin de mission (%s) est antérieure à la prestation (%s). Corrigez l'une des deux dates.", enChiffres(l.FinMission), enChiffres(l.DatePrestation)),
		}, "fin_de_mission")
	}
}

// requisitionTardive is a réquisition written after the mission: legitimate when it was first oral.
func (c *controle) requisitionTardive(l *LignePrestation) {
	m := Manquement{
		Code: "ordre_dates", Gravite: Bloquant, Champ: Champ{Cle: CleDateRequisition, Ligne: l.ID},
		Message: fmt.Sprintf("La date de la réquisition (%s) est postérieure à la prestation (%s). Corrigez l'une des deux dates, "+
			"ou indiquez que vous avez d'abord été requis oralement.", enChiffres(l.DateRequisition), enChiffres(l.DatePrestation)),
	}
	if l.RequisitionOrale {
		m.Gravite = Avertissement
		m.Message = fmt.Sprintf("La réquisition écrite (%s) suit la prestation (%s) : gardez une trace de la réquisition orale, le service peut la demander.",
			enChiffres(l.DateRequisition), enChiffres(l.DatePrestation))
	}
	c.ajouter(m, "ordre_dates")
}

// forclusion warns as the year runs out, and after. It never blocks alone: the magistrate decides,
// and may lift it (situations.md 38).
func (c *controle) forclusion(l *LignePrestation) {
	if c.w.Referentiel == nil {
		return
	}
	limite, applicable := c.w.Referentiel.Forclusion(l.DebutForclusion())
	if !applicable {
		return
	}
	champ := Champ{Cle: CleDatePrestation, Ligne: l.ID}
	if !l.FinMission.IsZero() {
		champ.Cle = CleFinMission
	}
	jours := int(limite.Sub(Aujourdhui(c.w.Maintenant)).Hours() / 24)
	var message string
	switch {
	case jours < 0:
		message = fmt.Sprintf("La mission s'est achevée le %s : le délai d'un an est passé depuis le %s. La forclusion peut être constatée ; "+
			"si vous avez été empêché par une cause extérieure, joignez-en la preuve ou demandez conseil.", enChiffres(l.DebutForclusion()), enChiffres(limite))
	case jours == 0:
		message = "Dernier jour pour déposer : le délai d'un an s'achève aujourd'hui."
	case jours <= 7:
		message = fmt.Sprintf("Plus que %s pour déposer : le délai d'un an s'achève le %s. Envoyez sans attendre.", pluriel(jours, "jour"), enChiffres(limite))
	case jours <= 30:
		message = fmt.Sprintf("Il reste %s pour déposer : le délai d'un an s'achève le %s.", pluriel(jours, "jour"), enChiffres(limite))
	case jours <= 90:
		message = fmt.Sprintf("Le délai d'un an pour déposer s'achève le %s.", enChiffres(limite))
	default:
		return
	}
	code := "forclusion_proche"
	if jours < 0 {
		code = "forclusion"
	}
	c.ajouter(Manquement{Code: code, Champ: champ, Message: message}, referentiel.RegleForclusion)
}

func pluriel(n int, mot string) string {
	if n > 1 {
		mot += "s"
	}
	return fmt.Sprintf("%d %s", n, mot)
}

// tva checks the rate of the line against the type of VAT of the header.
func (c *controle) tva(l *LignePrestation) {
	if l.TauxTVA == nil || c.m.Entete.TypeTVA == "" {
		return
	}
	champ := Champ{Cle: CleTauxTVA, Ligne: l.ID}
	switch {
	case exonere(c.m.Entete.TypeTVA) && *l.TauxTVA != 0:
		c.ajouter(Manquement{
			Code: "tva_incoherente", Gravite: Bloquant, Champ: champ,
			Message: fmt.Sprintf("Le mémoire est exonéré de TVA, mais la ligne porte un taux de %s. Mettez 0 %% sur la ligne ou changez le type de TVA.", *l.TauxTVA),
		}, "franchise_tva")
	case !exonere(c.m.Entete.TypeTVA) && *l.TauxTVA == 0:
		c.ajouter(Manquement{
			Code: "tva_nulle", Champ: champ,
			Message: "Le taux est de 0 % alors que le mémoire n'est pas exonéré. Si vous ne devez pas de TVA, choisissez « Exonéré » dans l'en-tête.",
		}, "franchise_tva")
	}
}

// montants looks for the zero and for the unusual.
func (c *controle) montants(l *LignePrestation) {
	if l.TarifHT != nil && *l.TarifHT == 0 {
		c.ajouter(Manquement{
			Code: "montant_nul", Champ: Champ{Cle: CleTarifHT, Ligne: l.ID},
			Message: "Le tarif est de 0,00 € : la prestation ne sera pas payée. Confirmez ou corrigez.",
		}, "")
	}
	if a := l.Montants(); a.TTC > montantInhabituel {
		c.ajouter(Manquement{
			Code: "montant_inhabituel", Champ: Champ{Cle: CleTarifHT, Ligne: l.ID},
			Message: fmt.Sprintf("Le montant de la ligne (%s) est inhabituel. Vérifiez la quantité et le tarif.", a.TTC),
		}, "")
	}
}

// tarif compares the price with the tariffs of the kind of service on that day.
func (c *controle) tarif(l *LignePrestation) {
	if c.w.Referentiel == nil || l.TarifHT == nil || *l.TarifHT == 0 || l.TypePrestation == "" {
		return
	}
	le := l.DatePrestation
	if le.IsZero() {
		le = Aujourdhui(c.w.Maintenant)
	}
	var montants []Montant
	var cite referentiel.Proposition
	aVerifier := false
	for _, p := range c.w.Referentiel.TarifsPour(l.TypePrestation, c.regime(), le) {
		switch {
		case p.Montant <= 0:
			return // a tariff on estimate: any price may be right
		case Montant(p.Montant) == *l.TarifHT:
			return
		}
		cite, aVerifier = p, aVerifier || p.AVerifier
		if !slices.Contains(montants, Montant(p.Montant)) {
			montants = append(montants, Montant(p.Montant))
		}
	}
	if len(montants) == 0 {
		return
	}
	slices.Sort(montants)
	c.trouverTarif(l, montants, Manquement{Article: cite.Article, Source: cite.Source, AVerifier: aVerifier})
}

func (c *controle) trouverTarif(l *LignePrestation, montants []Montant, m Manquement) {
	noms := make([]string, 0, tarifsCites)
	for _, x := range montants[:min(len(montants), tarifsCites)] {
		noms = append(noms, x.String())
	}
	suite := ""
	if len(montants) > tarifsCites {
		suite = "…"
	}
	m.Code, m.Champ = "tarif_inhabituel", Champ{Cle: CleTarifHT, Ligne: l.ID}
	m.Message = fmt.Sprintf("Le tarif de %s ne figure pas parmi ceux de cette prestation (%s%s). Vérifiez-le ; s'il résulte d'un devis accepté, continuez.",
		*l.TarifHT, strings.Join(noms, ", "), suite)
	c.ajouter(m, "")
}

// regime gives the code of the structure's regime, kept as a code or a label.
func (c *controle) regime() string {
	v, _ := c.w.Referentiel.Regime(c.w.Structure.Regime)
	return v.Code
}

// perimetre recognises in the words of the person a cost that does not belong here (portail.md 3.3).
func (c *controle) perimetre(l *LignePrestation) {
	if c.w.Referentiel == nil || l.Note == "" {
		return
	}
	if h, ok := c.w.Referentiel.HorsPerimetre(l.Note); ok {
		c.ajouter(Manquement{
			Code: "hors_perimetre", Champ: Champ{Cle: CleNote, Ligne: l.ID}, Message: h.Message, Source: h.Source, AVerifier: h.AVerifier,
		}, "")
	}
}

// piecesConseillees names the documents that usually go with such a line.
func (c *controle) piecesConseillees(l *LignePrestation) {
	if l.FraisDivers > 0 && !aPiece(*c.m, PieceBordereau, l.ID) {
		c.ajouter(Manquement{
			Code: "bordereau_absent", Champ: Champ{Cle: CleFraisDivers, Ligne: l.ID}, Piece: &PieceManquante{Type: PieceBordereau, Ligne: l.ID},
			Message: "Des frais divers sont demandés : joignez le bordereau des frais de déplacement et d'affranchissement.",
		}, "deplacement")
	}
	if l.Debours > 0 && !aPiece(*c.m, PieceAutre, l.ID) {
		c.ajouter(Manquement{
			Code: "justificatif_absent", Champ: Champ{Cle: CleDebours, Ligne: l.ID}, Piece: &PieceManquante{Type: PieceAutre, Ligne: l.ID},
			Message: "Des débours sont demandés : joignez le justificatif de la somme avancée.",
		}, "debours")
	}
	if c.w.Referentiel != nil && c.w.Referentiel.AvecDevis(l.TypePrestation) && c.m.Entete.NumeroEngagement == "" {
		c.ajouter(Manquement{
			Code: "devis_absent", Champ: Champ{Cle: CleNumeroEngagement}, Piece: &PieceManquante{Type: "DEV", Ligne: l.ID}, AVerifier: true,
			Message: "Cette prestation demande en général un devis accepté et un bon de commande : indiquez son numéro d'engagement.",
		}, "devis")
	}
}

// doublons looks for the same mission claimed twice, here or in another mémoire.
func (c *controle) doublons(i int) {
	l := &c.m.Lignes[i]
	champ := Champ{Cle: CleNumeroAffaire, Ligne: l.ID}
	if l.NumeroAffaire == "" || l.DatePrestation.IsZero() {
		return
	}
	for _, x := range c.m.Lignes[:i] {
		if memeMission(l, &x) {
			c.ajouter(Manquement{
				Code: "doublon", Champ: champ,
				Message: fmt.Sprintf("Même affaire, même prestation, même jour et même tarif que la ligne %d. Vérifiez que la mission n'est pas comptée deux fois.", x.Position),
			}, "")
			break
		}
	}
	for _, v := range c.w.DejaDemandees {
		if v.Ligne == l.ID {
			c.ajouter(Manquement{
				Code: "deja_demandee", Champ: champ,
				Message: fmt.Sprintf("Le mémoire %s (%s) demande déjà cette affaire pour la même prestation et le même jour. Vérifiez avant d'envoyer.", v.Numero, strings.ToLower(v.Etat.Libelle())),
			}, "")
			break
		}
	}
}

func memeMission(a, b *LignePrestation) bool {
	return a.NumeroAffaire == b.NumeroAffaire && a.TypePrestation == b.TypePrestation && a.DatePrestation.Equal(b.DatePrestation) &&
		a.Valeur(CleTarifHT) == b.Valeur(CleTarifHT)
}
