package memoires

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"claudia/internal/comptes"
	"claudia/internal/fault"
)

// Limits of what a mémoire takes (promises.md HT-11 to HT-17). The widths of the texts are ours: the
// portal's are not published.
const (
	TauxMax            Taux = 5_000 // 50 %: no tax product can pass the bounds of int64
	LignesMax               = 200
	PiecesMax               = 50
	TexteCourtMax           = 100 // characters of a number (affaire, facture, engagement)
	TexteLongMax            = 1_000
	codeMax                 = 120
	anneeMin, anneeMax      = 2000, 2099
)

// String writes the field as faults and forms name it: `juridiction` for the header,
// `ligne.12.quantite` for a line.
func (c Champ) String() string {
	if c.Ligne == 0 && !c.Cle.DeLigne() {
		return string(c.Cle)
	}
	return "ligne." + strconv.FormatInt(int64(c.Ligne), 10) + "." + string(c.Cle)
}

// ChampDe reads what String wrote. The key must be one of the catalogue.
func ChampDe(s string) (Champ, bool) {
	reste, deLigne := strings.CutPrefix(s, "ligne.")
	if !deLigne {
		c := Cle(s)
		return Champ{Cle: c}, c.DEntete()
	}
	id, cle, ok := strings.Cut(reste, ".")
	n, err := strconv.ParseInt(id, 10, 64)
	if !ok || err != nil || !Cle(cle).DeLigne() {
		return Champ{}, false
	}
	return Champ{Cle: Cle(cle), Ligne: LigneID(n)}, true
}

// Poser writes one field from its canonical string, "" to empty it. It is pure: the dialogue engine
// simulates with it what Service will write. A value that is not canonical or is out of limits
// comes back as fault.Invalide tied to the field, and m is unchanged. Whether a code exists in the
// référentiel, and whether a day is in the future, is for ValiderValeur.
func (m *Memoire) Poser(c Champ, valeur string) error {
	if !c.Cle.DeLigne() {
		return m.Entete.poser(c, valeur)
	}
	l := m.Ligne(c.Ligne)
	if l == nil {
		return fault.AbsentOuEtranger("cette ligne de prestation")
	}
	return l.poser(c, valeur)
}

func (e *Entete) poser(c Champ, v string) error {
	switch c.Cle { //nolint:exhaustive // the keys of lines are handled by LignePrestation.poser
	case CleStructure:
		return poserID(c, v, &e.Structure)
	case CleService:
		return poserID(c, v, &e.Service)
	case CleCoordonnees:
		return poserID(c, v, &e.Coordonnees)
	case CleJuridiction:
		return poserTexte(c, v, codeMax, &e.Juridiction)
	case CleCategorie:
		return poserTexte(c, v, codeMax, &e.Categorie)
	case CleDevise:
		return poserTexte(c, v, codeMax, &e.Devise)
	case CleTexteReference:
		return poserTexte(c, v, codeMax, &e.TexteReference)
	case CleTypeTVA:
		return poserTexte(c, v, codeMax, &e.TypeTVA)
	case CleNumeroFacture:
		return poserTexte(c, v, TexteCourtMax, &e.NumeroFacture)
	case CleNumeroEngagement:
		return poserTexte(c, v, TexteCourtMax, &e.NumeroEngagement)
	case CleRemiseTTC:
		return poserMontant(c, v, &e.RemiseTTC)
	case CleMotifRemise:
		return poserTexte(c, v, TexteLongMax, &e.MotifRemise)
	}
	return champInconnu(c)
}

func (l *LignePrestation) poser(c Champ, v string) error {
	switch c.Cle { //nolint:exhaustive // the keys of the header are handled by Entete.poser
	case CleNumeroAffaire:
		return poserTexte(c, v, TexteCourtMax, &l.NumeroAffaire)
	case CleDateRequisition:
		return poserJour(c, v, &l.DateRequisition)
	case CleAutorite:
		return poserTexte(c, v, codeMax, &l.Autorite)
	case CleTypePrestation:
		return poserTexte(c, v, codeMax, &l.TypePrestation)
	case CleDatePrestation:
		return poserJour(c, v, &l.DatePrestation)
	case CleFinMission:
		return poserJour(c, v, &l.FinMission)
	case CleRequisitionOrale:
		return poserOuiNon(c, v, &l.RequisitionOrale)
	case CleQuantite:
		return poserQuantite(c, v, &l.Quantite)
	case CleTarifHT:
		return poserTarif(c, v, &l.TarifHT)
	case CleTauxTVA:
		return poserTaux(c, v, &l.TauxTVA)
	case CleFraisDivers:
		return poserMontant(c, v, &l.FraisDivers)
	case CleDebours:
		return poserMontant(c, v, &l.Debours)
	case CleNote:
		return poserTexte(c, v, TexteLongMax, &l.Note)
	}
	return champInconnu(c)
}

func champInconnu(c Champ) error {
	return fault.Sur(c.String(), "champ_inconnu", "Ce champ n'existe pas dans un mémoire. Rechargez la page.")
}

// canonique reads an integer written as Valeur writes it: digits only, no sign, no leading zero.
func canonique(v string) (int64, bool) {
	n, err := strconv.ParseInt(v, 10, 64)
	return n, err == nil && n >= 0 && strconv.FormatInt(n, 10) == v
}

func poserID[T comptes.StructureID | comptes.ServiceID | comptes.CoordonneesID](c Champ, v string, vers *T) error {
	if v == "" {
		*vers = 0
		return nil
	}
	n, ok := canonique(v)
	if !ok || n == 0 {
		return fault.Sur(c.String(), "valeur_inconnue", "Cette valeur ne figure pas dans la liste. Choisissez-en une dans la liste proposée.")
	}
	*vers = T(n)
	return nil
}

func poserTexte(c Champ, v string, limite int, vers *string) error {
	if err := texteSain(c, v, limite); err != nil {
		return err
	}
	*vers = v
	return nil
}

// texteSain refuses what a text field must not hold: controls (MS-08), invisible ends, too many
// characters. New lines are taken in the long texts only.
func texteSain(c Champ, v string, limite int) error {
	if !utf8.ValidString(v) {
		return fault.Sur(c.String(), "caractere_interdit", "Ce texte contient des caractères illisibles. Retapez-le.")
	}
	if n := utf8.RuneCountInString(v); n > limite {
		return &fault.Error{
			Kind: fault.Invalide, Code: "texte_trop_long", Champ: c.String(), Limite: limite, Recu: n,
			Message: fmt.Sprintf("%d caractères reçus, %d au plus. Raccourcissez le texte.", n, limite),
		}
	}
	position := 0
	for _, r := range v {
		position++
		if r == '\n' && limite == TexteLongMax {
			continue
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return &fault.Error{
				Kind: fault.Invalide, Code: "caractere_interdit", Champ: c.String(), Recu: position,
				Message: fmt.Sprintf("Le caractère n° %d n'est pas admis. Supprimez-le ou retapez le texte.", position),
			}
		}
	}
	if v != strings.TrimSpace(v) {
		return fault.Sur(c.String(), "caractere_interdit", "Ce texte commence ou finit par une espace. Retirez-la.")
	}
	return nil
}

func poserJour(c Champ, v string, vers *time.Time) error {
	if v == "" {
		*vers = time.Time{}
		return nil
	}
	t, err := time.Parse(time.DateOnly, v)
	if err != nil || t.Year() < anneeMin || t.Year() > anneeMax {
		return fault.Sur(c.String(), "date_invalide",
			fmt.Sprintf("Cette date n'existe pas ou sort des années admises (%d à %d). Écrivez-la sous la forme JJ/MM/AAAA.", anneeMin, anneeMax))
	}
	*vers = t
	return nil
}

func poserOuiNon(c Champ, v string, vers *bool) error {
	switch v {
	case "oui":
		*vers = true
	case "non", "":
		*vers = false
	default:
		return fault.Sur(c.String(), "valeur_inconnue", "Répondez par oui ou par non.")
	}
	return nil
}

func poserQuantite(c Champ, v string, vers *Quantite) error {
	if v == "" {
		*vers = 0
		return nil
	}
	n, ok := canonique(v)
	if !ok || n == 0 || Quantite(n) > QuantiteMax {
		return fault.Sur(c.String(), "quantite_invalide", "La quantité doit être supérieure à 0 et ne pas dépasser 999 999, avec trois décimales au plus.")
	}
	*vers = Quantite(n)
	return nil
}

func lireMontant(c Champ, v string) (Montant, error) {
	n, ok := canonique(v)
	if !ok || Montant(n) > MontantMax {
		return 0, fault.Sur(c.String(), "montant_invalide", "Le montant doit être compris entre 0,00 et 9 999 999,99 €, avec deux décimales au plus.")
	}
	return Montant(n), nil
}

func poserMontant(c Champ, v string, vers *Montant) error {
	if v == "" {
		*vers = 0
		return nil
	}
	n, err := lireMontant(c, v)
	if err == nil {
		*vers = n
	}
	return err
}

func poserTarif(c Champ, v string, vers **Montant) error {
	if v == "" {
		*vers = nil
		return nil
	}
	n, err := lireMontant(c, v)
	if err == nil {
		*vers = &n
	}
	return err
}

func poserTaux(c Champ, v string, vers **Taux) error {
	if v == "" {
		*vers = nil
		return nil
	}
	n, ok := canonique(v)
	t := Taux(n)
	if !ok || t > TauxMax {
		return fault.Sur(c.String(), "taux_inconnu", "Ce taux de TVA ne figure pas dans la liste. Choisissez-en un dans la liste proposée.")
	}
	*vers = &t
	return nil
}
