package referentiel

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Statut says how a value of a nomenclature was obtained.
type Statut string

// The three ways. A value « proposé » was written for this project: the portal may show other words.
const (
	Vu      Statut = "vu"
	Deduit  Statut = "deduit"
	Propose Statut = "propose"
)

// Valeur is one choice of a nomenclature.
type Valeur struct {
	Code    string // stable: kept in the mémoires
	Libelle string // as shown
	Statut  Statut
	Source  string
	Note    string // a remark for the person, often empty
	Famille string // for a type de prestation: code of its family
	Phase   string // for a type de prestation: code of the phase, empty in civil matters
	mots    []string
}

// TauxTVA is a VAT rate with where it applies.
type TauxTVA struct {
	Taux    int // hundredths of a percent: 2000 is 20 %
	Libelle string
	Zone    string
	Statut  Statut
	Source  string
}

// Names of the lists, as in nomenclatures.json.
const (
	listeCategories    = "categorie_prestataire"
	listeRegimes       = "regime_statut"
	listeTypesTVA      = "type_tva"
	listeTextes        = "texte_de_reference"
	listeAutorites     = "autorite_requerante"
	listePieces        = "types_piece_jointe"
	listeIdentifiants  = "type_identifiant_structure"
	listeDevis         = "prestations_avec_devis"
	listePrestations   = "type_prestation"
	listeDevises       = "devises"
	listeMotifs        = "motifs_exoneration"
	sourceProposition  = "proposition du projet, non vérifiée sur le portail"
	separateurPresta   = " - "
	codeSeparateur     = "."
	centiemesParUnite  = 100
	decimalesCentiemes = 2
)

// CategoriesPrestataire are the kinds of provider of the header.
func (r *Referentiel) CategoriesPrestataire() []Valeur {
	return slices.Clone(r.listes[listeCategories])
}

// RegimeOption is the code of the interpreters who pay their own contributions (D311-4 of the CSS): their
// tariffs are others, and two papers go with each of their mémoires.
const RegimeOption = "option"

// RegimesStatut are the social regimes of a provider; the tariffs depend on them.
func (r *Referentiel) RegimesStatut() []Valeur { return slices.Clone(r.listes[listeRegimes]) }

// TypesTVA say when VAT falls due, or that there is none.
func (r *Referentiel) TypesTVA() []Valeur { return slices.Clone(r.listes[listeTypesTVA]) }

// TextesReference are the legal bases of a cost: R92 or R93 CPP.
func (r *Referentiel) TextesReference() []Valeur { return slices.Clone(r.listes[listeTextes]) }

// AutoritesRequerantes are those who may order a mission.
func (r *Referentiel) AutoritesRequerantes() []Valeur { return slices.Clone(r.listes[listeAutorites]) }

// TypesPrestation are the kinds of service of a line; the two seen on the portal keep their very words.
func (r *Referentiel) TypesPrestation() []Valeur { return slices.Clone(r.listes[listePrestations]) }

// TypesPiece are the kinds of attachment.
func (r *Referentiel) TypesPiece() []Valeur { return slices.Clone(r.listes[listePieces]) }

// TypesIdentifiantStructure are the kinds of number that identify a structure.
func (r *Referentiel) TypesIdentifiantStructure() []Valeur {
	return slices.Clone(r.listes[listeIdentifiants])
}

// PrestationsAvecDevis are the services that call for a devis and a bon de commande; the meaning of the
// list is likely, not verified.
func (r *Referentiel) PrestationsAvecDevis() []Valeur { return slices.Clone(r.listes[listeDevis]) }

// AvecDevis tells whether a type de prestation belongs to PrestationsAvecDevis.
func (r *Referentiel) AvecDevis(codePrestation string) bool {
	v, ok := r.TypePrestation(codePrestation)
	if !ok {
		return false
	}
	_, ok = r.parValeur[listeDevis+"/"+v.Famille]
	return ok
}

// Devises are the currencies of a mémoire: the euro is the only one seen.
func (r *Referentiel) Devises() []Valeur { return slices.Clone(r.listes[listeDevises]) }

// MotifsExoneration are the reasons not to charge VAT; those of the portal were not seen.
func (r *Referentiel) MotifsExoneration() []Valeur { return slices.Clone(r.listes[listeMotifs]) }

// TauxTVA are the VAT rates, highest first.
func (r *Referentiel) TauxTVA() []TauxTVA { return slices.Clone(r.tauxTVA) }

// TypePrestation gives the kind of service of the code.
func (r *Referentiel) TypePrestation(code string) (Valeur, bool) {
	return r.valeur(listePrestations, code)
}

// Autorite gives the requiring authority of the code.
func (r *Referentiel) Autorite(code string) (Valeur, bool) { return r.valeur(listeAutorites, code) }

// Categorie gives the kind of provider of the code.
func (r *Referentiel) Categorie(code string) (Valeur, bool) { return r.valeur(listeCategories, code) }

// Regime gives the social regime by its code, or by its label, which is what structures keep.
func (r *Referentiel) Regime(nom string) (Valeur, bool) {
	for _, v := range r.listes[listeRegimes] {
		if nom != "" && (v.Code == nom || v.Libelle == nom) {
			return v, true
		}
	}
	return Valeur{}, false
}

// TypeTVA gives the VAT type of the code.
func (r *Referentiel) TypeTVA(code string) (Valeur, bool) { return r.valeur(listeTypesTVA, code) }

// TexteReference gives the legal base of the code.
func (r *Referentiel) TexteReference(code string) (Valeur, bool) { return r.valeur(listeTextes, code) }

// TypePiece gives the kind of attachment of the code.
func (r *Referentiel) TypePiece(code string) (Valeur, bool) { return r.valeur(listePieces, code) }

func (r *Referentiel) valeur(liste, code string) (Valeur, bool) {
	v, ok := r.parValeur[liste+"/"+code]
	return v, ok
}

// listeSource is a list of nomenclatures.json. Its values are strings or small objects.
type listeSource struct {
	Statut  string            `json:"statut"`
	Source  string            `json:"source"`
	Valeurs []json.RawMessage `json:"valeurs"`
}

// motVocabulaire is a value of vocabulaire.json: the stable code and the words of the public.
type motVocabulaire struct {
	Code    string   `json:"code"`
	Valeur  string   `json:"valeur"`
	Libelle string   `json:"libelle"`
	Statut  string   `json:"statut"`
	Source  string   `json:"source"`
	Note    string   `json:"note"`
	Mots    []string `json:"mots"`
}

// familleVocabulaire is a family of services, multiplied by its phases.
type familleVocabulaire struct {
	Code    string   `json:"code"`
	Famille string   `json:"famille"`
	Matiere string   `json:"matiere"`
	Mots    []string `json:"mots"`
	Phases  []string `json:"phases"`
}

type vocabulaire struct {
	Role     string                      `json:"_role"`
	Listes   map[string][]motVocabulaire `json:"listes"`
	Devises  []motVocabulaire            `json:"devises"`
	Motifs   []motVocabulaire            `json:"motifs_exoneration"`
	Phases   []motVocabulaire            `json:"phases"`
	Familles []familleVocabulaire        `json:"familles"`
}

func (r *Referentiel) chargerNomenclatures() error {
	var brut map[string]json.RawMessage
	if err := lireJSON("nomenclatures.json", &brut); err != nil {
		return err
	}
	var voc vocabulaire
	if err := lireJSON("vocabulaire.json", &voc); err != nil {
		return err
	}
	r.listes = make(map[string][]Valeur)
	for nomListe, mots := range voc.Listes {
		if err := r.chargerListe(nomListe, brut[nomListe], mots); err != nil {
			return fmt.Errorf("%s: %w", nomListe, err)
		}
	}
	for nomListe, mots := range map[string][]motVocabulaire{listeDevises: voc.Devises, listeMotifs: voc.Motifs} {
		for _, m := range mots {
			r.listes[nomListe] = append(r.listes[nomListe], Valeur{Code: m.Code, Libelle: m.Libelle, Statut: Statut(m.Statut), Source: m.Source, mots: m.Mots})
		}
	}
	if err := r.chargerPrestations(brut[listePrestations], voc); err != nil {
		return err
	}
	if err := r.chargerTauxTVA(brut["taux_tva"]); err != nil {
		return err
	}
	if err := r.indexerValeurs(); err != nil {
		return err
	}
	r.autorites = indexer(r.listes[listeAutorites])
	r.prestations = indexer(r.listes[listePrestations])
	for _, p := range voc.Phases {
		r.prestations.phases = append(r.prestations.phases, phase{code: p.Code, suites: suites(append([]string{p.Libelle}, p.Mots...))})
	}
	return nil
}

// chargerListe joins the values of nomenclatures.json with their codes; each must have its other half.
func (r *Referentiel) chargerListe(nomListe string, brut json.RawMessage, mots []motVocabulaire) error {
	var l listeSource
	if err := json.Unmarshal(brut, &l); err != nil {
		return fmt.Errorf("nomenclature: %w", err)
	}
	if len(l.Valeurs) != len(mots) {
		return fmt.Errorf("%d valeurs dans nomenclatures.json, %d dans vocabulaire.json", len(l.Valeurs), len(mots))
	}
	for i, v := range l.Valeurs {
		var o struct{ Code, Libelle, Statut string }
		if json.Unmarshal(v, &o.Libelle) != nil {
			if err := json.Unmarshal(v, &o); err != nil {
				return fmt.Errorf("valeur %s: %w", v, err)
			}
		}
		m := mots[i]
		if m.Valeur != o.Code && m.Valeur != o.Libelle {
			return fmt.Errorf("valeur %q sans code: le vocabulaire donne %q à sa place", o.Libelle, m.Valeur)
		}
		val := Valeur{Code: m.Code, Libelle: o.Libelle, Source: l.Source, Note: m.Note, mots: m.Mots}
		if m.Libelle != "" {
			val.Libelle = m.Libelle
		}
		val.Statut = statutDe(m.Statut, o.Statut, l.Statut)
		if val.Statut == Propose && o.Statut != "" {
			val.Source = sourceProposition
		}
		if val.Source == "" {
			val.Source = "nomenclatures.json : " + l.Statut
		}
		r.listes[nomListe] = append(r.listes[nomListe], val)
	}
	return nil
}

// statutDe gives the first status written down; the files add remarks after the word (« deduit (R227) »).
func statutDe(ecrits ...string) Statut {
	for _, e := range ecrits {
		for _, s := range []Statut{Vu, Deduit, Propose} {
			if strings.HasPrefix(e, string(s)) {
				return s
			}
		}
	}
	return Propose
}

// chargerPrestations builds the types de prestation: families × phases, the seen labels as seen.
func (r *Referentiel) chargerPrestations(brut json.RawMessage, voc vocabulaire) error {
	var src struct {
		Source string   `json:"source"`
		Vus    []string `json:"vus"`
		Toutes []string `json:"familles_proposees"`
	}
	if err := json.Unmarshal(brut, &src); err != nil {
		return fmt.Errorf("types de prestation: %w", err)
	}
	vus, familles := 0, make(map[string]bool)
	libellePhase := make(map[string]string)
	for _, p := range voc.Phases {
		libellePhase[p.Code] = p.Libelle
	}
	for _, f := range voc.Familles {
		familles[f.Famille] = true
		phases := f.Phases
		if len(phases) == 0 {
			phases = []string{""}
		}
		for _, p := range phases {
			if _, ok := libellePhase[p]; !ok && p != "" {
				return fmt.Errorf("famille %s: phase %q inconnue", f.Code, p)
			}
			v := Valeur{Statut: Propose, Source: sourceProposition, Famille: f.Code, Phase: p, mots: f.Mots}
			v.Libelle = strings.Join(presents(f.Famille, f.Matiere, libellePhase[p]), separateurPresta)
			v.Code = strings.Join(presents(f.Code, p), codeSeparateur)
			if slices.Contains(src.Vus, v.Libelle) {
				v.Statut, v.Source = Vu, src.Source
				vus++
			}
			r.listes[listePrestations] = append(r.listes[listePrestations], v)
		}
	}
	for _, f := range src.Toutes {
		if !familles[f] {
			return fmt.Errorf("famille de prestation %q sans code", f)
		}
	}
	if vus != len(src.Vus) {
		return fmt.Errorf("%d types de prestation vus, %d retrouvés", len(src.Vus), vus)
	}
	return nil
}

func presents(parties ...string) []string {
	return slices.DeleteFunc(parties, func(s string) bool { return s == "" })
}

func (r *Referentiel) chargerTauxTVA(brut json.RawMessage) error {
	var l struct {
		Statut  string `json:"statut"`
		Source  string `json:"source"`
		Valeurs []struct {
			Taux json.Number `json:"taux"`
			Zone string      `json:"zone"`
		} `json:"valeurs"`
	}
	if err := json.Unmarshal(brut, &l); err != nil {
		return fmt.Errorf("taux de TVA: %w", err)
	}
	for _, v := range l.Valeurs {
		taux, err := decimal(v.Taux.String(), decimalesCentiemes)
		if err != nil {
			return fmt.Errorf("taux de TVA: %w", err)
		}
		t := TauxTVA{Taux: int(taux), Libelle: pourcentage(taux), Zone: v.Zone, Statut: Statut(l.Statut), Source: l.Source}
		if strings.Contains(v.Zone, "NON VERIFIE") {
			t.Statut = Propose
		}
		r.tauxTVA = append(r.tauxTVA, t)
	}
	slices.SortStableFunc(r.tauxTVA, func(a, b TauxTVA) int { return b.Taux - a.Taux })
	return nil
}

// pourcentage writes a rate as the portal does: « 5,50 % ».
func pourcentage(taux int64) string {
	return fmt.Sprintf("%d,%02d\u00a0%%", taux/centiemesParUnite, taux%centiemesParUnite)
}

// indexerValeurs refuses a code given twice in a list, an empty label, a value without a source.
func (r *Referentiel) indexerValeurs() error {
	r.parValeur = make(map[string]Valeur)
	for nomListe, l := range r.listes {
		for _, v := range l {
			cle := nomListe + "/" + v.Code
			if _, ok := r.parValeur[cle]; ok {
				return fmt.Errorf("%s donné deux fois", cle)
			}
			if v.Code == "" || v.Libelle == "" || v.Source == "" || !slices.Contains([]Statut{Vu, Deduit, Propose}, v.Statut) {
				return fmt.Errorf("%s: valeur incomplète", cle)
			}
			r.parValeur[cle] = v
		}
	}
	for _, v := range r.listes[listeDevis] {
		if !slices.ContainsFunc(r.listes[listePrestations], func(p Valeur) bool { return p.Famille == v.Code }) {
			return fmt.Errorf("prestation avec devis %s: famille inconnue", v.Code)
		}
	}
	return nil
}
