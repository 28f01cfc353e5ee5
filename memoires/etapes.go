package memoires

// CleEtape names one of the four screens of the portal (portail.md 2.1).
type CleEtape string

// The four screens, in order.
const (
	EtapeEntete CleEtape = "en_tete"
	EtapeLignes CleEtape = "lignes"
	EtapePieces CleEtape = "pieces"
	EtapeEnvoi  CleEtape = "envoi"
)

// Etape is one screen with what it still lacks. The next question of the assistant and the next
// screen of the portal both come from here.
type Etape struct {
	Cle     CleEtape
	Libelle string
	Manque  []Champ // obligatory fields still missing, in the order in which they are asked
	Pieces  []PieceManquante
	Faite   bool
}

// PieceManquante is a document that the service expects and that is not there.
type PieceManquante struct {
	Type  TypePiece
	Ligne LigneID // 0: for the whole mémoire
}

// Etapes derives the four screens from the data; nothing of it is stored (architecture.md, idea 2).
// A mémoire without a line lacks the first line: Manque then points at Ligne 0.
func Etapes(m Memoire) []Etape {
	entete := Etape{Cle: EtapeEntete, Libelle: "En-tête"}
	for _, c := range append(ClesEntete(), CleMotifRemise) {
		if Obligatoire(m, nil, c) && m.Entete.valeur(c) == "" {
			entete.Manque = append(entete.Manque, Champ{Cle: c})
		}
	}
	lignes := Etape{Cle: EtapeLignes, Libelle: "Lignes de prestation"}
	vides := m.Lignes
	if len(vides) == 0 {
		vides = []LignePrestation{{}}
	}
	for i := range vides {
		l := &vides[i]
		for _, c := range ClesLigne() {
			if Obligatoire(m, l, c) && l.Valeur(c) == "" {
				lignes.Manque = append(lignes.Manque, Champ{Cle: c, Ligne: l.ID})
			}
		}
	}
	pieces := Etape{Cle: EtapePieces, Libelle: "Pièces jointes", Pieces: piecesManquantes(m)}
	envoi := Etape{Cle: EtapeEnvoi, Libelle: "Validation et envoi", Faite: m.Etat != Brouillon}
	entete.Faite = len(entete.Manque) == 0
	lignes.Faite = len(lignes.Manque) == 0
	pieces.Faite = len(pieces.Pieces) == 0
	return []Etape{entete, lignes, pieces, envoi}
}

// Obligatoire tells whether the field must be filled before sending; l is nil for the header.
func Obligatoire(m Memoire, l *LignePrestation, c Cle) bool {
	if l == nil {
		switch c { //nolint:exhaustive // the others are optional
		case CleStructure, CleJuridiction, CleCategorie, CleDevise, CleTexteReference, CleTypeTVA:
			return true
		case CleMotifRemise:
			return m.Entete.RemiseTTC > 0
		}
		return false
	}
	switch c { //nolint:exhaustive // the others are optional
	case CleNumeroAffaire, CleDateRequisition, CleAutorite, CleTypePrestation, CleDatePrestation, CleQuantite,
		CleTarifHT, CleTauxTVA:
		return true
	}
	return false
}

// piecesManquantes lists the act of designation and, for each line, the attestation, when they are
// missing; a piece tied to the whole mémoire serves every line.
func piecesManquantes(m Memoire) []PieceManquante {
	var out []PieceManquante
	if !aPiece(m, PieceRequisition, 0) {
		out = append(out, PieceManquante{Type: PieceRequisition})
	}
	for _, l := range m.Lignes {
		if !aPiece(m, PieceAttestation, l.ID) {
			out = append(out, PieceManquante{Type: PieceAttestation, Ligne: l.ID})
		}
	}
	return out
}

// aPiece tells whether a piece of the type serves the line; line 0 is served by any. An ordonnance is
// an act of designation as much as a réquisition.
func aPiece(m Memoire, t TypePiece, ligne LigneID) bool {
	for _, p := range m.Pieces {
		convient := p.Type == t || t == PieceRequisition && p.Type == PieceOrdonnance
		if convient && (p.Ligne == 0 || ligne == 0 || p.Ligne == ligne) {
			return true
		}
	}
	return false
}
