package formulaire

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/page"
	"claudia/web/ui"
)

// Etat is what a form shows beside the values of the mémoire.
type Etat struct {
	Ligne   memoires.LigneID        // line whose fields are shown, 0 for the header or a new line
	Saisies url.Values              // what was just typed and refused, nil when none
	Erreurs map[memoires.Cle]string // sentences by field
	Fuseau  *time.Location          // where instants are shown
}

// Controles builds the controls of a list of fields: the values of the mémoire, or those that were
// just typed, with their errors.
func Controles(champs []saisie.Champ, x saisie.Contexte, e Etat) []ui.Champ {
	out := make([]ui.Champ, 0, len(champs))
	for _, c := range champs {
		ou := memoires.Champ{Cle: c.Cle}
		valeur := x.Memoire.Valeur(ou)
		if c.Cle.DeLigne() {
			ou.Ligne = e.Ligne
			valeur = ""
			if x.Ligne != nil {
				valeur = x.Ligne.Valeur(c.Cle)
			}
		}
		u := Controle(c, x, valeur)
		u.Obligatoire = memoires.Obligatoire(x.Memoire, x.Ligne, c.Cle)
		if pr, ok := x.Memoire.Provenances[ou]; ok && e.Saisies == nil {
			u.Provenance = Provenance(pr, c.Cle, e.Fuseau)
		}
		if e.Saisies != nil {
			remettre(&u, e.Saisies)
		}
		u.Erreur = e.Erreurs[c.Cle]
		out = append(out, u)
	}
	return out
}

// Controle makes the control of one field with its value.
func Controle(c saisie.Champ, x saisie.Contexte, valeur string) ui.Champ {
	u := ui.Champ{
		Nom: string(c.Cle), Libelle: c.Libelle, Aide: c.Aide, Exemple: c.Exemple, OuTrouver: ouTrouver(c),
		EnSavoirPlus: "/guide/champs/" + string(c.Cle), Suffixe: c.Unite, Valeur: ValeurControle(c, x, valeur),
	}
	switch c.Genre {
	case saisie.GenreTexte:
		u.Type, u.Max = ui.ChampTexte, 200
		if c.Cle == memoires.CleNote {
			u.Type, u.Max, u.Lignes = ui.ChampZone, 1000, 2
		}
	case saisie.GenreJour:
		u.Type, u.Largeur, u.Exemple = ui.ChampDate, "moyen", ""
		u.MaxISO = x.Maintenant.Format(time.DateOnly)
	case saisie.GenreMontant:
		u.Type, u.Largeur = ui.ChampMontant, "moyen"
	case saisie.GenreQuantite:
		u.Type, u.Largeur = ui.ChampNombre, "court"
	case saisie.GenreTaux, saisie.GenreListe:
		u.Type = ui.ChampListe
		if c.Cle == memoires.CleTypeTVA {
			u.Type = ui.ChampChoix
		}
		u.Options = options(c, x, valeur, u.Type == ui.ChampListe)
		u.Suffixe, u.Exemple = "", ""
	case saisie.GenreRecherche:
		u.Type, u.Source = ui.ChampRecherche, "/recherche/"+string(c.Cle)
		u.NomCle, u.ValeurCle = string(c.Cle)+"_code", valeur
	case saisie.GenreOuiNon:
		u.Type, u.Valeur, u.Coche, u.Exemple = ui.ChampCase, "oui", valeur == "oui", ""
	}
	return u
}

// remettre puts back what was typed, so that a refused form loses nothing.
func remettre(u *ui.Champ, saisies url.Values) {
	v := saisies.Get(u.Nom)
	u.Valeur = v
	switch u.Type { //nolint:exhaustive // the others hold their text only
	case ui.ChampListe, ui.ChampChoix:
		for i := range u.Options {
			u.Options[i].Choisie = u.Options[i].Valeur == v
		}
	case ui.ChampRecherche:
		u.ValeurCle = saisies.Get(u.NomCle)
	case ui.ChampCase:
		u.Valeur, u.Coche = "oui", v == "oui"
	}
}

func options(c saisie.Champ, x saisie.Contexte, valeur string, vide bool) []ui.Option {
	var out []ui.Option
	if vide {
		out = append(out, ui.Option{Texte: "Choisissez…", Choisie: valeur == ""})
	}
	for _, o := range c.Options(x) {
		out = append(out, ui.Option{Valeur: o.Code, Texte: o.Libelle, Aide: o.Aide, Choisie: o.Code == valeur})
	}
	return out
}

// ValeurControle writes a canonical value as its control takes it.
func ValeurControle(c saisie.Champ, x saisie.Contexte, valeur string) string {
	if valeur == "" {
		return ""
	}
	switch c.Genre { //nolint:exhaustive // the others are sent as they are stored
	case saisie.GenreMontant:
		return decimal(valeur, 2)
	case saisie.GenreQuantite:
		return decimal(valeur, 3)
	case saisie.GenreRecherche:
		return c.Afficher(valeur, x)
	}
	return valeur
}

// decimal writes an integer of hundredths (n = 2) or thousandths (n = 3) with a comma.
func decimal(valeur string, n int) string {
	v, err := strconv.ParseInt(valeur, 10, 64)
	if err != nil {
		return valeur
	}
	d := int64(1)
	for range n {
		d *= 10
	}
	s := strconv.FormatInt(v/d, 10)
	f := strconv.FormatInt(v%d+d, 10)[1:]
	if n == 3 {
		f = strings.TrimRight(f, "0")
	}
	if f == "" {
		return s
	}
	return s + "," + f
}

func ouTrouver(c saisie.Champ) string {
	var parts []string
	if c.OuRequisition != "" {
		parts = append(parts, "Sur la réquisition : "+c.OuRequisition)
	}
	if c.OuAttestation != "" {
		parts = append(parts, "Sur l'attestation de mission : "+c.OuAttestation)
	}
	return strings.Join(parts, " ")
}

// Provenance says in words where a value comes from; a value read on a page opens its crop. Nil for a
// value typed in the form.
func Provenance(pr memoires.Provenance, cle memoires.Cle, fuseau *time.Location) *ui.Provenance {
	quand := ""
	if pr.Le != 0 {
		quand = " le " + page.DateMoyenne(time.Unix(pr.Le, 0).In(fuseau))
	}
	u := &ui.Provenance{Sorte: string(pr.Source)}
	switch pr.Source {
	case memoires.Lu:
		if pr.Ligne > 0 {
			u.Texte = "lu ligne " + strconv.Itoa(pr.Ligne) + " du texte collé"
			break
		}
		u.Texte = "lu p. " + strconv.Itoa(pr.Page)
		u.URL = LienExtrait(pr.Piece, pr.Page, pr.Zone)
	case memoires.Dit:
		u.Texte = "dit" + quand
	case memoires.Calcule:
		u.Texte = "calculé"
	case memoires.Repris:
		u.Texte = "repris de la structure"
		if cle.DeLigne() {
			u.Texte = "repris" // of another line, or of the VAT status
		}
	case memoires.Propose:
		u.Texte, u.Sorte = "proposé par l'agent", "agent"
	case memoires.Saisi:
		return nil
	}
	if pr.Doute {
		u.Texte += ", à vérifier"
	}
	return u
}

// LienExtrait is the address of the crop of a page around the words read; zone is in page points from
// the top left corner.
func LienExtrait(piece string, page int, zone [4]float64) string {
	if piece == "" {
		return ""
	}
	q := url.Values{"page": {strconv.Itoa(page)}}
	for i, nom := range []string{"x0", "y0", "x1", "y1"} {
		q.Set(nom, strconv.FormatFloat(zone[i], 'f', 1, 64))
	}
	return "/pieces/" + url.PathEscape(piece) + "/extrait?" + q.Encode()
}

// Afficher shows a canonical value in the words of its field; "" stays "".
func Afficher(c memoires.Cle, valeur string, x saisie.Contexte) string {
	if valeur == "" {
		return ""
	}
	if champ, ok := saisie.Trouver(c); ok {
		return champ.Afficher(valeur, x)
	}
	return valeur
}

// Lire reads the fields that a form sent. What cannot be read is an error by key; what is left empty
// is written as missing. A search field takes the key that the script kept when its words are still
// those shown, else it is read as typed.
func Lire(champs []saisie.Champ, x saisie.Contexte, ligne memoires.LigneID, saisies url.Values) ([]memoires.Ecriture, map[memoires.Cle]string) {
	var ecritures []memoires.Ecriture
	erreurs := map[memoires.Cle]string{}
	for _, c := range champs {
		nom := string(c.Cle)
		if !saisies.Has(nom) && c.Genre != saisie.GenreOuiNon {
			continue
		}
		texte := strings.TrimSpace(saisies.Get(nom))
		var valeur string
		var err error
		if code := saisies.Get(nom + "_code"); c.Genre == saisie.GenreRecherche && code != "" && c.Afficher(code, x) == texte {
			valeur = code
		} else if enListe(c, x, texte) {
			valeur = texte
		} else if texte != "" {
			valeur, err = c.Lire(texte, x)
		}
		if err != nil {
			erreurs[c.Cle] = fault.Public(err).Message
			continue
		}
		ecritures = append(ecritures, memoires.Ecriture{
			Champ: memoires.Champ{Cle: c.Cle, Ligne: ligne}, Valeur: valeur,
			Provenance: memoires.Provenance{Source: memoires.Saisi},
		})
	}
	return ecritures, erreurs
}

// enListe tells whether the text is the code of an option of a closed list, as a select sends it.
func enListe(c saisie.Champ, x saisie.Contexte, texte string) bool {
	if c.Genre != saisie.GenreListe && c.Genre != saisie.GenreTaux {
		return false
	}
	return slices.ContainsFunc(c.Options(x), func(o saisie.Option) bool { return o.Code == texte })
}
