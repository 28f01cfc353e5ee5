package memoires

import "slices"

// Cle names one field of the mémoire. The form, the assistant, the document reader, the history and
// the API all speak of a field by its Cle; memoires/saisie declares its label, help and parser.
//
// A value travels as a canonical string: days `2026-10-13`, amounts in centimes `15000`, quantities
// in thousandths `1500`, rates in hundredths of a percent `550`, lists by code, yes/no `oui`/`non`,
// and "" for a value that is missing.
type Cle string

// Fields of the header (portail.md 2.2).
const (
	CleStructure        Cle = "structure"
	CleService          Cle = "service"
	CleCoordonnees      Cle = "coordonnees_bancaires"
	CleJuridiction      Cle = "juridiction"
	CleCategorie        Cle = "categorie"
	CleDevise           Cle = "devise"
	CleTexteReference   Cle = "texte_reference"
	CleTypeTVA          Cle = "type_tva"
	CleNumeroFacture    Cle = "numero_facture"
	CleNumeroEngagement Cle = "numero_engagement"
	CleRemiseTTC        Cle = "remise_ttc"
	CleMotifRemise      Cle = "motif_remise"
)

// Fields of a line (portail.md 2.3).
const (
	CleNumeroAffaire    Cle = "numero_affaire"
	CleDateRequisition  Cle = "date_requisition"
	CleAutorite         Cle = "autorite"
	CleTypePrestation   Cle = "type_prestation"
	CleDatePrestation   Cle = "date_prestation"
	CleQuantite         Cle = "quantite"
	CleTarifHT          Cle = "tarif_ht"
	CleTauxTVA          Cle = "taux_tva"
	CleFraisDivers      Cle = "frais_divers"
	CleDebours          Cle = "debours"
	CleFinMission       Cle = "fin_mission"       // when it differs from the date of the prestation: starts the year of forclusion
	CleRequisitionOrale Cle = "requisition_orale" // « oui »: the mission was asked for orally before the written réquisition
	CleNote             Cle = "note"              // free remark kept for the service: name and service of the authority…
)

// ClesEntete gives the fields of the header in the order in which they are asked.
func ClesEntete() []Cle {
	return []Cle{
		CleStructure, CleJuridiction, CleService, CleCoordonnees, CleCategorie, CleDevise, CleTexteReference,
		CleTypeTVA, CleNumeroFacture, CleNumeroEngagement,
	}
}

// ClesLigne gives the fields of a line in the order in which they are asked.
func ClesLigne() []Cle {
	return []Cle{
		CleNumeroAffaire, CleDateRequisition, CleAutorite, CleTypePrestation, CleDatePrestation, CleRequisitionOrale,
		CleFinMission, CleQuantite, CleTarifHT, CleTauxTVA, CleFraisDivers, CleDebours, CleNote,
	}
}

// DEntete tells whether the field belongs to the header, the discount included.
func (c Cle) DEntete() bool {
	return c == CleRemiseTTC || c == CleMotifRemise || slices.Contains(ClesEntete(), c)
}

// DeLigne tells whether the field belongs to a line.
func (c Cle) DeLigne() bool {
	return slices.Contains(ClesLigne(), c)
}
