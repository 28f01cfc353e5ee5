package certificat

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"claudia/memoires"
)

const (
	entete      = "claudia-dossier 1\n"
	formeInstan = "2006-01-02T15:04:05.000000Z"
)

// Sceller makes the canonical dossier and its digest: memoires.Config.Empreinte.
func Sceller(m memoires.Memoire, p memoires.Prestataire) (dossier []byte, empreinte string) {
	dossier = Dossier(m, p)
	return dossier, Empreinte(dossier)
}

// Empreinte gives the digest of a dossier: SHA-256 in base64, 44 characters.
func Empreinte(dossier []byte) string {
	h := sha256.Sum256(dossier)
	return base64.StdEncoding.EncodeToString(h[:])
}

// Dossier writes a sent mémoire in the canonical form described in the package comment.
func Dossier(m memoires.Memoire, p memoires.Prestataire) []byte {
	var b bytes.Buffer
	b.WriteString(entete)
	valeurs := champs(m, p)
	for _, cle := range slices.Sorted(maps.Keys(valeurs)) {
		if v := valeurs[cle]; v != "" {
			b.WriteString(cle + "=" + echapper(v) + "\n")
		}
	}
	return b.Bytes()
}

func echapper(v string) string { return strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(v) }

// champs gathers the values of the dossier by key; "" is missing.
func champs(m memoires.Memoire, p memoires.Prestataire) map[string]string {
	v := map[string]string{
		"memoire.numero":               string(m.Numero),
		"memoire.numero_brouillon":     string(m.NumeroTMP),
		"memoire.envoye_le":            m.EnvoyeLe.UTC().Format(formeInstan),
		"memoire.mode_depot":           m.ModeDepot,
		"prestataire.raison_sociale":   p.RaisonSociale,
		"prestataire.type_identifiant": p.TypeIdentifiant,
		"prestataire.identifiant":      p.Identifiant,
		"prestataire.adresse":          p.Adresse,
		"prestataire.regime":           p.Regime,
		"prestataire.service":          p.Service,
		"prestataire.compte":           p.Compte,
		"prestataire.signataire":       p.Signataire,
	}
	for _, c := range []memoires.Cle{
		memoires.CleJuridiction, memoires.CleCategorie, memoires.CleDevise, memoires.CleTexteReference, memoires.CleTypeTVA,
		memoires.CleNumeroFacture, memoires.CleNumeroEngagement, memoires.CleRemiseTTC, memoires.CleMotifRemise,
	} {
		v["entete."+string(c)] = m.Valeur(memoires.Champ{Cle: c})
	}
	champsLignes(v, m)
	champsPieces(v, m)
	t := m.Totaux()
	v["total.ht"] = centimes(t.HT)
	v["total.tva"] = centimes(t.TVA)
	v["total.debours"] = centimes(t.Debours)
	v["total.ttc_avant_remise"] = centimes(t.TTCAvantRemise)
	v["total.remise_ttc"] = centimes(t.RemiseTTC)
	v["total.ht_apres_remise"] = centimes(t.HTApresRemise)
	v["total.tva_apres_remise"] = centimes(t.TVAApresRemise)
	v["total.ttc"] = centimes(t.TTC)
	return v
}

func champsLignes(v map[string]string, m memoires.Memoire) {
	for i := range m.Lignes {
		l := &m.Lignes[i]
		prefixe := fmt.Sprintf("ligne.%03d.", l.Position)
		for _, c := range memoires.ClesLigne() {
			v[prefixe+string(c)] = l.Valeur(c)
		}
		a := l.Montants()
		v[prefixe+"montant_prestation"] = centimes(a.Prestation)
		v[prefixe+"montant_ht"] = centimes(a.BaseHT)
		v[prefixe+"montant_tva"] = centimes(a.TVA)
		v[prefixe+"montant_ttc"] = centimes(a.TTC)
	}
}

func champsPieces(v map[string]string, m memoires.Memoire) {
	position := map[memoires.LigneID]int{}
	for _, l := range m.Lignes {
		position[l.ID] = l.Position
	}
	pieces := slices.Clone(m.Pieces)
	slices.SortFunc(pieces, func(a, b memoires.PieceLiee) int {
		return cmp.Or(
			cmp.Compare(position[a.Ligne], position[b.Ligne]), cmp.Compare(a.Type, b.Type),
			cmp.Compare(a.SHA256, b.SHA256), cmp.Compare(a.Designation, b.Designation), cmp.Compare(a.Nom, b.Nom),
		)
	})
	for i, p := range pieces {
		prefixe := fmt.Sprintf("piece.%03d.", i+1)
		v[prefixe+"type"] = string(p.Type)
		v[prefixe+"designation"] = p.Designation
		v[prefixe+"nom"] = p.Nom
		v[prefixe+"taille"] = strconv.FormatInt(p.Taille, 10)
		v[prefixe+"sha256"] = p.SHA256
		if p.Ligne != 0 {
			v[prefixe+"ligne"] = strconv.Itoa(position[p.Ligne])
		}
	}
}

func centimes(m memoires.Montant) string { return strconv.FormatInt(int64(m), 10) }

// Ecart is one part of a certificate or of a mémoire that does not match the dossier.
type Ecart struct {
	Partie  string // key of the dossier, or « empreinte »
	Dossier string
	Trouve  string
}

// Verifier checks a certificate by itself, without the database: the digest against the dossier,
// then what the certificate shows against what the dossier says. Nothing found means it is intact.
func Verifier(c memoires.Certificat) []Ecart {
	var ecarts []Ecart
	if e := Empreinte(c.Dossier); subtle.ConstantTimeCompare([]byte(e), []byte(c.Empreinte)) != 1 {
		ecarts = append(ecarts, Ecart{Partie: "empreinte", Dossier: e, Trouve: c.Empreinte})
	}
	lu, err := LireDossier(c.Dossier)
	if err != nil {
		return append(ecarts, Ecart{Partie: "dossier", Trouve: err.Error()})
	}
	for _, x := range []struct{ cle, valeur string }{
		{"memoire.numero", string(c.Numero)},
		{"memoire.envoye_le", c.EnvoyeLe.UTC().Format(formeInstan)},
		{"entete.juridiction", c.Juridiction},
		{"total.ttc", centimes(c.MontantTTC)},
		{"prestataire.raison_sociale", c.Prestataire.RaisonSociale},
		{"prestataire.identifiant", c.Prestataire.Identifiant},
	} {
		if lu[x.cle] != x.valeur {
			ecarts = append(ecarts, Ecart{Partie: x.cle, Dossier: lu[x.cle], Trouve: x.valeur})
		}
	}
	return ecarts
}

// VerifierMemoire checks a mémoire as it is stored now against the dossier of its certificate, and
// names each value that differs.
func VerifierMemoire(c memoires.Certificat, m memoires.Memoire) []Ecart {
	ecarts := Verifier(c)
	lu, err := LireDossier(c.Dossier)
	if err != nil {
		return ecarts
	}
	present, err := LireDossier(Dossier(m, c.Prestataire))
	if err != nil {
		return append(ecarts, Ecart{Partie: "memoire", Trouve: err.Error()})
	}
	cles := slices.Sorted(maps.Keys(lu))
	for cle := range maps.Keys(present) {
		if _, ok := lu[cle]; !ok {
			cles = append(cles, cle)
		}
	}
	slices.Sort(cles)
	for _, cle := range cles {
		if lu[cle] != present[cle] {
			ecarts = append(ecarts, Ecart{Partie: cle, Dossier: lu[cle], Trouve: present[cle]})
		}
	}
	return ecarts
}

// LireDossier reads a canonical dossier back into its values. The error says on which line it is not
// canonical.
func LireDossier(dossier []byte) (map[string]string, error) {
	reste, ok := bytes.CutPrefix(dossier, []byte(entete))
	if !ok {
		return nil, fmt.Errorf("ligne 1: ce n'est pas un dossier de version 1")
	}
	valeurs := map[string]string{}
	precedente := ""
	for n := 2; len(reste) > 0; n++ {
		ligne, suite, fin := bytes.Cut(reste, []byte("\n"))
		cle, valeur, egal := strings.Cut(string(ligne), "=")
		brute, bon := desechapper(valeur)
		if !fin || !egal || !bon || valeur == "" || cle <= precedente {
			return nil, fmt.Errorf("ligne %d: forme inattendue", n)
		}
		valeurs[cle], precedente, reste = brute, cle, suite
	}
	return valeurs, nil
}

func desechapper(v string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(v); i++ {
		if v[i] != '\\' {
			b.WriteByte(v[i])
			continue
		}
		i++
		switch {
		case i < len(v) && v[i] == '\\':
			b.WriteByte('\\')
		case i < len(v) && v[i] == 'n':
			b.WriteByte('\n')
		default:
			return "", false
		}
	}
	return b.String(), true
}

// lieuParis is where the dates of the documents are told; UTC when the machine has no zone data.
func lieuParis() *time.Location {
	if l, err := time.LoadLocation("Europe/Paris"); err == nil {
		return l
	}
	return time.UTC
}
