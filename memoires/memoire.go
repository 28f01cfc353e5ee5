package memoires

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"claudia/internal/comptes"
)

// Memoire is one mémoire as read at one instant. It is a value: changing it changes nothing, only
// Service writes.
type Memoire struct {
	ID          ID
	Numero      Numero // the number to show: MJ… once sent, TMP… before
	NumeroTMP   Numero // kept after sending
	Etat        Etat
	Version     Version
	Entete      Entete
	Lignes      []LignePrestation // by position
	Pieces      []PieceLiee
	Provenances map[Champ]Provenance
	ModeDepot   string // « Saisie Web »
	DupliqueDe  ID     // the refused mémoire that this draft repeats, 0 when none
	CreePar     comptes.UtilisateurID
	CreeLe      time.Time
	ModifieLe   time.Time
	EnvoyeLe    time.Time // zero for a draft
	EtatLe      time.Time
	MotifRefus  string
}

// Champ points at one field: of the header when Ligne is zero, else of that line.
type Champ struct {
	Cle   Cle     `json:"cle"`
	Ligne LigneID `json:"ligne,omitempty"`
}

// Entete is the header (portail.md 2.2). Codes are those of the référentiel; "" and 0 are missing.
type Entete struct {
	Structure        comptes.StructureID
	Service          comptes.ServiceID
	Coordonnees      comptes.CoordonneesID
	Juridiction      string
	Categorie        string
	Devise           string
	TexteReference   string
	TypeTVA          string
	NumeroFacture    string
	NumeroEngagement string
	RemiseTTC        Montant
	MotifRemise      string
}

// LignePrestation is one line (portail.md 2.3). Days are at 00:00 UTC; the zero day is missing, and
// so are a nil tariff, a nil rate and a zero quantity.
type LignePrestation struct {
	ID               LigneID
	Position         int // 1, 2, 3… as shown
	NumeroAffaire    string
	DateRequisition  time.Time
	Autorite         string
	TypePrestation   string
	DatePrestation   time.Time
	FinMission       time.Time
	RequisitionOrale bool
	Quantite         Quantite
	TarifHT          *Montant
	TauxTVA          *Taux
	FraisDivers      Montant
	Debours          Montant
	Note             string
}

// DebutForclusion is the day from which the year runs: the end of the mission, else the day of the
// prestation (article 800 CPP; never the signature of the attestation). Zero when unknown.
func (l LignePrestation) DebutForclusion() time.Time {
	if !l.FinMission.IsZero() {
		return l.FinMission
	}
	return l.DatePrestation
}

// TypePiece is the code of a kind of attachment in the référentiel: REQ, ASF, BFD, RIB…
type TypePiece string

// The kinds that the workflow itself speaks of.
const (
	PieceRequisition TypePiece = "REQ"
	PieceAttestation TypePiece = "ASF"
	PieceOrdonnance  TypePiece = "ORD"
	PieceBordereau   TypePiece = "BFD"
	PieceRIB         TypePiece = "RIB"
	PieceAutre       TypePiece = "AUT"
)

// PieceLiee is an attachment tied to the mémoire, to one line when Ligne is not zero.
type PieceLiee struct {
	ID          int64  // of the link
	Piece       string // handle of the file
	Ligne       LigneID
	Type        TypePiece
	Designation string
	Nom         string // file name as shown
	Extension   string
	Taille      int64  // bytes
	SHA256      string // hexadecimal
}

// Ligne gives the line of that id, or nil.
func (m *Memoire) Ligne(id LigneID) *LignePrestation {
	for i := range m.Lignes {
		if m.Lignes[i].ID == id {
			return &m.Lignes[i]
		}
	}
	return nil
}

// Valeur gives the canonical string of a field, "" when it is missing or the line is unknown.
func (m *Memoire) Valeur(c Champ) string {
	if !c.Cle.DeLigne() {
		return m.Entete.valeur(c.Cle)
	}
	if l := m.Ligne(c.Ligne); l != nil {
		return l.Valeur(c.Cle)
	}
	return ""
}

func (e *Entete) valeur(c Cle) string {
	switch c { //nolint:exhaustive // the other keys belong to lines
	case CleStructure:
		return entier(int64(e.Structure))
	case CleService:
		return entier(int64(e.Service))
	case CleCoordonnees:
		return entier(int64(e.Coordonnees))
	case CleJuridiction:
		return e.Juridiction
	case CleCategorie:
		return e.Categorie
	case CleDevise:
		return e.Devise
	case CleTexteReference:
		return e.TexteReference
	case CleTypeTVA:
		return e.TypeTVA
	case CleNumeroFacture:
		return e.NumeroFacture
	case CleNumeroEngagement:
		return e.NumeroEngagement
	case CleRemiseTTC:
		return entier(int64(e.RemiseTTC))
	case CleMotifRemise:
		return e.MotifRemise
	}
	return ""
}

// Valeur gives the canonical string of a field of the line, "" when it is missing.
func (l *LignePrestation) Valeur(c Cle) string {
	switch c { //nolint:exhaustive // the other keys belong to the header
	case CleNumeroAffaire:
		return l.NumeroAffaire
	case CleDateRequisition:
		return jour(l.DateRequisition)
	case CleAutorite:
		return l.Autorite
	case CleTypePrestation:
		return l.TypePrestation
	case CleDatePrestation:
		return jour(l.DatePrestation)
	case CleFinMission:
		return jour(l.FinMission)
	case CleRequisitionOrale:
		if l.RequisitionOrale {
			return "oui"
		}
		return ""
	case CleQuantite:
		return entier(int64(l.Quantite))
	case CleTarifHT:
		if l.TarifHT != nil {
			return strconv.FormatInt(int64(*l.TarifHT), 10)
		}
		return ""
	case CleTauxTVA:
		if l.TauxTVA != nil {
			return strconv.FormatInt(int64(*l.TauxTVA), 10)
		}
		return ""
	case CleFraisDivers:
		return entier(int64(l.FraisDivers))
	case CleDebours:
		return entier(int64(l.Debours))
	case CleNote:
		return l.Note
	}
	return ""
}

// entier writes n, and "" for zero, which means missing.
func entier(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// jour writes a day, and "" for the zero day.
func jour(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// Copie gives a mémoire that shares nothing with m, for simulations: posing a field on the copy
// leaves m as it was.
func (m Memoire) Copie() Memoire {
	m.Lignes = slices.Clone(m.Lignes)
	for i := range m.Lignes {
		l := &m.Lignes[i]
		if l.TarifHT != nil {
			tarif := *l.TarifHT
			l.TarifHT = &tarif
		}
		if l.TauxTVA != nil {
			taux := *l.TauxTVA
			l.TauxTVA = &taux
		}
	}
	m.Pieces = slices.Clone(m.Pieces)
	m.Provenances = maps.Clone(m.Provenances)
	return m
}
