package memoires

import (
	"fmt"
	"slices"

	"claudia/memoires/referentiel"
)

// Controler runs all the controls before sending and gives everything found, blocking first, then in
// the order of the screens (promises.md HT-15). It is pure. The article, the source and the mark « à
// vérifier » of a Manquement come from the rules of the référentiel; a rule that it does not hold
// leaves them empty. The message does not repeat the label of the field: screens put it before.
func Controler(m Memoire, w Monde) []Manquement {
	c := controle{m: &m, w: w, totaux: m.Totaux()}
	c.obligatoires()
	c.banque()
	for i := range m.Lignes {
		l := &m.Lignes[i]
		c.dates(l)
		c.forclusion(l)
		c.tva(l)
		c.montants(l)
		c.tarif(l)
		c.perimetre(l)
		c.piecesConseillees(l)
		c.doublons(i)
	}
	c.ensemble()
	slices.SortStableFunc(c.trouves, func(a, b Manquement) int { return poidsGravite(a) - poidsGravite(b) })
	return c.trouves
}

// Bloque tells whether one of the problems keeps the mémoire from being sent.
func Bloque(l []Manquement) bool {
	return slices.ContainsFunc(l, func(m Manquement) bool { return m.Gravite == Bloquant })
}

func poidsGravite(m Manquement) int {
	if m.Gravite == Bloquant {
		return 0
	}
	return 1
}

// controle gathers what is found.
type controle struct {
	m       *Memoire
	w       Monde
	totaux  Totaux
	trouves []Manquement
}

// ajouter notes a problem under a rule of the référentiel, "" when the rule is of the form only.
func (c *controle) ajouter(m Manquement, regle string) {
	if m.Gravite == "" {
		m.Gravite = Avertissement
	}
	if g, ok := c.regle(regle); ok {
		m.Article, m.Source, m.AVerifier = g.Article, g.Source, m.AVerifier || g.AVerifier
	}
	if l := c.m.Ligne(m.Champ.Ligne); l != nil && len(c.m.Lignes) > 1 {
		m.Message = fmt.Sprintf("Ligne %d : ", l.Position) + m.Message
	}
	c.trouves = append(c.trouves, m)
}

func (c *controle) regle(code string) (referentiel.Regle, bool) {
	if code == "" || c.w.Referentiel == nil {
		return referentiel.Regle{}, false
	}
	return c.w.Referentiel.Regle(code)
}

// obligatoires lists the fields and pieces that the screens still lack.
func (c *controle) obligatoires() {
	if len(c.m.Lignes) == 0 {
		c.ajouter(Manquement{
			Code: "sans_ligne", Gravite: Bloquant, Champ: Champ{Cle: CleNumeroAffaire},
			Message: "Ajoutez au moins une ligne de prestation.",
		}, "")
	}
	for _, e := range Etapes(*c.m) {
		if e.Cle == EtapeLignes && len(c.m.Lignes) == 0 {
			continue
		}
		for _, champ := range e.Manque {
			c.ajouter(Manquement{
				Code: "champ_obligatoire", Gravite: Bloquant, Champ: champ,
				Message: "Cette information est obligatoire pour l'envoi : renseignez-la.",
			}, regleDuChamp(champ.Cle))
		}
		for _, p := range e.Pieces {
			message := "Joignez la réquisition ou l'ordonnance qui vous désigne : le service ne paie pas sans elle."
			if p.Type == PieceAttestation {
				message = "Joignez l'attestation de mission signée par l'autorité requérante : elle prouve que la mission a été faite."
			}
			c.ajouter(Manquement{
				Code: "piece_absente", Gravite: Bloquant, Champ: Champ{Ligne: p.Ligne}, Piece: &p, Message: message,
			}, "pieces_obligatoires")
		}
	}
}

// regleDuChamp names the rule behind an obligatory field, when one stands behind it.
func regleDuChamp(c Cle) string {
	switch c { //nolint:exhaustive // the others are obligations of the form
	case CleJuridiction:
		return "juridiction_prescriptrice"
	case CleTexteReference:
		return "frais_payables"
	case CleTarifHT:
		return "hors_taxe"
	}
	return ""
}

// banque checks the account to pay and its RIB.
func (c *controle) banque() {
	champ := Champ{Cle: CleCoordonnees}
	if c.m.Entete.Coordonnees == 0 {
		message := "Choisissez le compte sur lequel vous serez payé."
		if len(c.w.Comptes) == 0 {
			message = "Votre structure n'a pas de coordonnées bancaires : ajoutez-en une dans la page de la structure, puis choisissez-la ici."
		}
		c.ajouter(Manquement{Code: "coordonnees_absentes", Gravite: Bloquant, Champ: champ, Message: message}, "rib_automatique")
		return
	}
	i := slices.IndexFunc(c.w.Comptes, func(x Compte) bool { return x.ID == c.m.Entete.Coordonnees })
	switch {
	case i < 0:
		c.ajouter(Manquement{
			Code: "coordonnees_inactives", Gravite: Bloquant, Champ: champ,
			Message: "Ce compte n'est plus utilisé par votre structure : choisissez-en un autre.",
		}, "rib_automatique")
	case c.w.Comptes[i].RIB == "":
		c.ajouter(Manquement{
			Code: "rib_absent", Champ: champ,
			Message: "Aucun RIB n'est joint à ce compte : le service peut le réclamer. Ajoutez-le dans la page de la structure.",
		}, "rib_automatique")
	}
}

// ensemble checks the amounts of the whole.
func (c *controle) ensemble() {
	t := c.totaux
	if len(c.m.Lignes) > 0 && t.TTCAvantRemise == 0 && c.complet() {
		c.ajouter(Manquement{
			Code: "total_nul", Gravite: Bloquant, Champ: Champ{Cle: CleTarifHT, Ligne: c.m.Lignes[0].ID},
			Message: "Le total du mémoire est de 0,00 € : il n'y a rien à payer. Vérifiez les quantités et les tarifs.",
		}, "")
	}
	if r := c.m.Entete.RemiseTTC; r > t.TTCAvantRemise-t.Debours {
		c.ajouter(Manquement{
			Code: "remise_excessive", Gravite: Bloquant, Champ: Champ{Cle: CleRemiseTTC},
			Message: fmt.Sprintf("La remise (%s) dépasse le total sur lequel elle porte (%s). Diminuez-la.", r, t.TTCAvantRemise-t.Debours),
		}, "remise")
	}
	if c.w.Structure.FranchiseTVA && c.m.Entete.TypeTVA != "" && !exonere(c.m.Entete.TypeTVA) {
		c.ajouter(Manquement{
			Code: "franchise", Champ: Champ{Cle: CleTypeTVA},
			Message: "Votre structure est en franchise de TVA, mais le mémoire demande de la TVA. Vérifiez le type de TVA.",
		}, "franchise_tva")
	}
	c.option()
}

// complet tells whether every line has its quantity and its tariff, so that a zero is a choice.
func (c *controle) complet() bool {
	return !slices.ContainsFunc(c.m.Lignes, func(l LignePrestation) bool { return l.Quantite == 0 || l.TarifHT == nil })
}

// option asks the interpreter under the option for the pieces that go with each mémoire.
func (c *controle) option() {
	if c.w.Structure.Regime == "" || c.w.Referentiel == nil || c.aType("OPT") {
		return
	}
	if c.regime() == referentiel.RegimeOption {
		c.ajouter(Manquement{
			Code: "option_absente", Piece: &PieceManquante{Type: "OPT"},
			Message: "Vous exercez le droit d'option : joignez son accusé et l'attestation de vigilance URSSAF.",
		}, "droit_option")
	}
}

func (c *controle) aType(t TypePiece) bool {
	return slices.ContainsFunc(c.m.Pieces, func(p PieceLiee) bool { return p.Type == t })
}

func exonere(typeTVA string) bool { return typeTVA == tvaExoneration || typeTVA == tvaSans }
