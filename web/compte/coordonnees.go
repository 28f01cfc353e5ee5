package compte

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pieces"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// maxTeleversement is a RIB of the greatest size with the fields around it (promises.md HT-01).
const maxTeleversement = 12 << 20

func (c *Compte) vueCoordonnees(r *http.Request, a comptes.Acteur, k comptes.Coordonnees) vueCoordonnees {
	chemin := cheminStructure(k.StructureID, "/coordonnees/"+strconv.FormatInt(int64(k.ID), 10))
	v := vueCoordonnees{Nom: k.Nom, IBAN: k.IBAN().Masque(), BIC: k.BIC, URL: chemin, Retirer: chemin + "/retirer"}
	if k.RIBPiece != nil {
		v.NomRIB = c.nomRIB(r, a, *k.RIBPiece)
		v.RIB = "/pieces/" + *k.RIBPiece
	}
	return v
}

// nomRIB names a document of the structure; a general word when it cannot be read.
func (c *Compte) nomRIB(r *http.Request, a comptes.Acteur, id string) string {
	p, err := c.Fichiers.Lire(r.Context(), a, pieces.ID(id))
	if err != nil {
		return "RIB"
	}
	return p.Nom
}

// coordonnees reads the bank details of the address, among those of a structure that the actor
// manages.
func (c *Compte) coordonnees(r *http.Request) (comptes.Acteur, comptes.Structure, comptes.Coordonnees, error) {
	a, s, err := c.structureGeree(r)
	if err != nil {
		return a, s, comptes.Coordonnees{}, err
	}
	absent := fault.AbsentOuEtranger("cette coordonnée bancaire")
	n, err := identifiant(r, "coordonnees", "cette coordonnée bancaire")
	if err != nil {
		return a, s, comptes.Coordonnees{}, err
	}
	toutes, err := c.Comptes.CoordonneesDe(r.Context(), a, s.ID)
	if err != nil {
		return a, s, comptes.Coordonnees{}, err
	}
	i := slices.IndexFunc(toutes, func(k comptes.Coordonnees) bool { return int64(k.ID) == n })
	if i < 0 {
		return a, s, comptes.Coordonnees{}, absent
	}
	return a, s, toutes[i], nil
}

// renderCoordonnees draws the form « Créer une coordonnée bancaire »; action is where it goes.
func (c *Compte) renderCoordonnees(w http.ResponseWriter, r *http.Request, statut int, st comptes.Structure, s saisie, action string) error {
	titre, bouton := "Créer une coordonnée bancaire", "Soumettre"
	if s.valeurs.Get("version") != "" {
		titre = "Modifier la coordonnée bancaire"
	}
	rib := s.champ(ui.Champ{
		Nom: "fichier", Type: ui.ChampFichier, Libelle: "Merci de joindre votre RIB/IBAN", Accepte: ".pdf,.png,.jpg,.jpeg",
		Aide: "PDF, PNG ou JPEG, " + page.Octets(c.Fichiers.TailleMax()) + " au plus. Il sera joint tout seul à chaque mémoire envoyé.",
	})
	rib.Valeur = ""
	p := pageFormulaire{
		Base: c.Cadre.Base(w, r, titre, "compte"), Surtitre: st.RaisonSociale, Fichier: true, Action: action, Bouton: bouton,
		Chapo: "Vos mémoires seront payés sur ce compte. Recopiez les numéros depuis votre RIB.", Retour: cheminStructure(st.ID, "#coordonnees"),
		Sections: []section{
			{Champs: []ui.Champ{
				s.champ(ui.Champ{Nom: "nom", Type: ui.ChampTexte, Libelle: "Nom de la coordonnée", Max: 100, Obligatoire: true, Aide: "Pour la reconnaître dans vos mémoires.", Exemple: "Compte professionnel"}),
				s.champ(ui.Champ{Nom: "iban", Type: ui.ChampTexte, Libelle: "IBAN", Max: 60, Obligatoire: true, Auto: "off", Aide: "En entier, avec ou sans espaces.", OuTrouver: "Sur votre RIB, à la ligne IBAN : deux lettres de pays, deux chiffres de clé, puis le numéro de compte."}),
			}, Repli: &repli{
				Titre:  "Saisir plutôt le BBAN et la clé séparément",
				Ouvert: s.valeurs.Get("bban") != "" || s.valeurs.Get("cle_iban") != "",
				Champs: []ui.Champ{
					s.champ(ui.Champ{Nom: "pays", Type: ui.ChampTexte, Libelle: "Pays du compte", Max: 2, Largeur: "court", Auto: "off", Aide: "Deux lettres.", Exemple: "FR"}),
					s.champ(ui.Champ{Nom: "cle_iban", Type: ui.ChampTexte, Libelle: "Clé IBAN", Max: 4, Largeur: "court", Auto: "off", Aide: "Les 2 chiffres placés juste après le pays."}),
					s.champ(ui.Champ{Nom: "bban", Type: ui.ChampTexte, Libelle: "Identification nationale du compte bancaire (BBAN)", Max: 60, Auto: "off", Aide: "En France : banque, guichet, numéro de compte et clé RIB, 23 caractères."}),
				},
			}},
			{Champs: []ui.Champ{
				s.champ(ui.Champ{Nom: "bic", Type: ui.ChampTexte, Libelle: "BIC ou SWIFT", Max: 20, Largeur: "moyen", Auto: "off", Aide: "8 ou 11 caractères."}),
				rib,
			}},
		},
	}
	if v := s.valeurs.Get("version"); v != "" {
		p.Caches = append(originaux(s.valeurs, "nom", "iban", "bic", "rib"), cache{"version", v})
	}
	if id := s.valeurs.Get("rib"); id != "" {
		p.Caches = append(p.Caches, cache{"rib", id})
		p.Alerte = &ui.Alerte{
			Ton: "succes", Titre: "RIB déjà reçu", Texte: "« " + c.nomRIB(r, requete.De(r).Acteur, id) + " » est conservé. Joignez un fichier seulement pour le remplacer.",
		}
	}
	p.Fil = filStructure(st)
	return c.rendreFormulaire(w, statut, p)
}

// lireCoordonnees reads the bank form and keeps its file: the values with the errors found here, and
// the account for the service.
func (c *Compte) lireCoordonnees(w http.ResponseWriter, r *http.Request, a comptes.Acteur, st comptes.Structure) (saisie, comptes.SaisieCoordonnees, error) {
	f, err := requete.Televersement(w, r, maxTeleversement)
	if err != nil {
		return saisie{}, comptes.SaisieCoordonnees{}, err
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	s := saisie{valeurs: f, erreurs: map[string]string{}}
	if err := c.recevoirRIB(r, a, st, s); err != nil {
		return s, comptes.SaisieCoordonnees{}, err
	}
	return s, lireCompte(s), nil
}

// recevoirRIB stores the file of the form, before anything else is judged, so that a mistake in a
// number does not ask for it again. A refused file leaves its message on the field.
func (c *Compte) recevoirRIB(r *http.Request, a comptes.Acteur, st comptes.Structure, s saisie) error {
	if garde := s.valeurs.Get("rib"); garde != "" {
		p, err := c.Fichiers.Lire(r.Context(), a, pieces.ID(garde))
		if fault.KindOf(err) == fault.Introuvable && err != nil || err == nil && (p.Structure == nil || *p.Structure != int64(st.ID)) {
			s.valeurs.Del("rib")
		} else if err != nil {
			return err
		}
	}
	fichier, entete, err := r.FormFile("fichier")
	if errors.Is(err, http.ErrMissingFile) {
		return nil
	}
	if err != nil {
		return fault.Sur("fichier", "televersement_interrompu", "Le fichier n'est pas arrivé en entier. Recommencez.")
	}
	defer fichier.Close()
	p, err := c.Fichiers.Deposer(r.Context(), a, int64(st.ID), entete.Filename, fichier)
	if e, ok := fault.As(err); ok && e.Kind != fault.Interne {
		s.erreurs["fichier"] = e.Message
		return nil
	}
	if err != nil {
		return err
	}
	s.valeurs.Set("rib", string(p.ID))
	return nil
}

// lireCompte takes the account whole or in its parts. Nothing at all, or the two disagreeing, is an
// error on the IBAN.
func lireCompte(s saisie) comptes.SaisieCoordonnees {
	f := s.valeurs
	k := comptes.SaisieCoordonnees{
		Nom: f.Get("nom"), IBAN: f.Get("iban"), Pays: f.Get("pays"), CleIBAN: f.Get("cle_iban"), BBAN: f.Get("bban"),
		BIC: f.Get("bic"), RIBPiece: f.Get("rib"),
	}
	parts := k.CleIBAN + k.BBAN
	switch {
	case serre(k.IBAN) == "" && serre(parts) == "":
		s.erreurs["iban"] = "Indiquez l'IBAN du compte, ou son BBAN et sa clé."
	case serre(k.IBAN) != "" && serre(parts) != "" && serre(k.IBAN) != serre(paysOuFR(k.Pays)+parts):
		s.erreurs["iban"] = "L'IBAN et le BBAN saisis ne désignent pas le même compte. Gardez un seul des deux."
	case serre(k.IBAN) == "":
		k.IBAN, k.Pays = "", paysOuFR(k.Pays)
	}
	return k
}

func paysOuFR(pays string) string {
	if strings.TrimSpace(pays) == "" {
		return "FR"
	}
	return pays
}

// serre drops what people type between the groups of an account number, for comparison only.
func serre(s string) string {
	return strings.ToUpper(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" .-\t\u00a0\u202f", r) }), ""))
}

// fusion adds the errors of the service to those found while reading; the first of a field stays.
func (s saisie) fusion(autres map[string]string) {
	for champ, message := range autres {
		if s.erreurs[champ] == "" {
			s.erreurs[champ] = message
		}
	}
}

func (c *Compte) showNouvellesCoordonnees(w http.ResponseWriter, r *http.Request) error {
	_, s, err := c.structureGeree(r)
	if err != nil {
		return err
	}
	return c.renderCoordonnees(w, r, http.StatusOK, s, saisie{valeurs: url.Values{}}, cheminStructure(s.ID, "/coordonnees"))
}

func (c *Compte) postNouvellesCoordonnees(w http.ResponseWriter, r *http.Request) error {
	a, st, err := c.structureGeree(r)
	if err != nil {
		return err
	}
	s, k, err := c.lireCoordonnees(w, r, a, st)
	if err != nil {
		return err
	}
	action := cheminStructure(st.ID, "/coordonnees")
	if len(s.erreurs) > 0 {
		s.fusion(comptesFautes(k, s))
		return c.renderCoordonnees(w, r, http.StatusUnprocessableEntity, st, s, action)
	}
	_, err = c.Comptes.CreerCoordonnees(r.Context(), a, st.ID, k)
	if erreurs, ok := parChamp(err); ok {
		s.fusion(erreurs)
		return c.renderCoordonnees(w, r, http.StatusUnprocessableEntity, st, s, action)
	}
	if err != nil {
		return err
	}
	texte := "La coordonnée bancaire est enregistrée."
	if k.RIBPiece == "" {
		texte += " Pensez à y joindre le RIB : le service peut le réclamer."
	}
	return c.Cadre.Rediriger(w, r, cheminStructure(st.ID, "#coordonnees"), reussite(texte))
}

// comptesFautes finds the other errors of a form that is refused already, so that all show at once.
func comptesFautes(k comptes.SaisieCoordonnees, s saisie) map[string]string {
	erreurs := map[string]string{}
	noter := func(err error) {
		if e, ok := parChamp(err); ok {
			maps.Copy(erreurs, e)
		}
	}
	if strings.TrimSpace(k.Nom) == "" {
		erreurs["nom"] = "Indiquez le nom de la coordonnée bancaire."
	}
	if s.erreurs["iban"] == "" {
		var err error
		if k.IBAN != "" {
			_, err = comptes.LireIBAN(k.IBAN)
		} else {
			_, err = comptes.ValiderIBAN(comptes.IBAN{Pays: k.Pays, Cle: k.CleIBAN, BBAN: k.BBAN})
		}
		noter(err)
	}
	_, err := comptes.LireBIC(k.BIC)
	noter(err)
	return erreurs
}

func (c *Compte) showCoordonnees(w http.ResponseWriter, r *http.Request) error {
	_, st, k, err := c.coordonnees(r)
	if err != nil {
		return err
	}
	v := url.Values{
		"nom": {k.Nom}, "iban": {k.IBAN().Groupe()}, "bic": {k.BIC}, "version": {strconv.FormatInt(k.Version, 10)},
	}
	if k.RIBPiece != nil {
		v.Set("rib", *k.RIBPiece)
	}
	return c.renderCoordonnees(w, r, http.StatusOK, st, saisie{valeurs: v}, c.vueCoordonnees(r, requete.De(r).Acteur, k).URL)
}

func (c *Compte) postCoordonnees(w http.ResponseWriter, r *http.Request) error {
	a, st, k, err := c.coordonnees(r)
	if err != nil {
		return err
	}
	s, neuves, err := c.lireCoordonnees(w, r, a, st)
	if err != nil {
		return err
	}
	action := c.vueCoordonnees(r, a, k).URL
	if s.valeurs.Get("version") == "" {
		s.valeurs.Set("version", "0") // a form of ours always carries it: stale
	}
	if len(s.erreurs) > 0 {
		s.fusion(comptesFautes(neuves, s))
		return c.renderCoordonnees(w, r, http.StatusUnprocessableEntity, st, s, action)
	}
	_, err = c.Comptes.ModifierCoordonnees(r.Context(), a, k.ID, lireVersion(s.valeurs), neuves)
	if actuelle, ok := perime[comptes.Coordonnees](err); ok {
		return c.conflitCoordonnees(w, r, st, actuelle, s)
	}
	if erreurs, ok := parChamp(err); ok {
		s.fusion(erreurs)
		return c.renderCoordonnees(w, r, http.StatusUnprocessableEntity, st, s, action)
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, cheminStructure(st.ID, "#coordonnees"), reussite("La coordonnée bancaire est enregistrée. Les mémoires déjà envoyés gardent l'ancienne."))
}

func (c *Compte) conflitCoordonnees(w http.ResponseWriter, r *http.Request, st comptes.Structure, actuelle comptes.Coordonnees, s saisie) error {
	a := requete.De(r).Acteur
	p := pageConflit{Action: c.vueCoordonnees(r, a, actuelle).URL, Retour: cheminStructure(st.ID, "#coordonnees"), Fichier: true}
	p.Fil = filStructure(st)
	f := url.Values{"nom": {s.valeurs.Get("nom")}, "bic": {strings.ToUpper(serre(s.valeurs.Get("bic")))}, "rib": {s.valeurs.Get("rib")}}
	f.Set("iban", serre(s.valeurs.Get("iban")))
	if f.Get("iban") == "" {
		f.Set("iban", serre(paysOuFR(s.valeurs.Get("pays"))+s.valeurs.Get("cle_iban")+s.valeurs.Get("bban")))
	}
	for _, nom := range []string{"nom", "iban", "bic", "rib"} {
		if avant := s.valeurs.Get(prefixeAvant + nom); s.valeurs.Has(prefixeAvant + nom) {
			if nom == "iban" {
				avant = serre(avant)
			}
			f.Set(prefixeAvant+nom, avant)
		}
	}
	rib := ""
	if actuelle.RIBPiece != nil {
		rib = *actuelle.RIBPiece
	}
	return c.rendreConflit(w, r, p, actuelle.Version, f, []comparaison{
		{nom: "nom", libelle: "Nom de la coordonnée", actuelle: actuelle.Nom},
		{nom: "iban", libelle: "IBAN", actuelle: actuelle.IBAN().String()},
		{nom: "bic", libelle: "BIC ou SWIFT", actuelle: actuelle.BIC},
		{nom: "rib", libelle: "RIB joint", actuelle: rib, afficher: func(id string) string {
			if id == "" {
				return ""
			}
			return c.nomRIB(r, a, id)
		}},
	})
}

func (c *Compte) showRetirerCoordonnees(w http.ResponseWriter, r *http.Request) error {
	_, st, k, err := c.coordonnees(r)
	if err != nil {
		return err
	}
	p := pageConfirmer{
		Base: c.Cadre.Base(w, r, "Retirer « "+k.Nom+" »", "compte"), Action: c.vueCoordonnees(r, requete.De(r).Acteur, k).Retirer,
		Texte:  "Ce compte (" + k.IBAN().Masque() + ") ne sera plus proposé dans vos mémoires.",
		Points: []string{"Les mémoires déjà envoyés restent payés sur ce compte.", "Un brouillon qui l'utilise vous en demandera un autre."},
		Bouton: "Retirer ce compte", Retour: cheminStructure(st.ID, "#coordonnees"),
	}
	p.Fil = filStructure(st)
	return c.Pages.Render(w, http.StatusOK, "compte-confirmer", p)
}

func (c *Compte) postRetirerCoordonnees(w http.ResponseWriter, r *http.Request) error {
	a, st, k, err := c.coordonnees(r)
	if err != nil {
		return err
	}
	if err := c.Comptes.RetirerCoordonnees(r.Context(), a, k.ID); err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, cheminStructure(st.ID, "#coordonnees"), reussite("« "+k.Nom+" » est retirée."))
}

// pageConfirmer asks before what cannot be taken back.
type pageConfirmer struct {
	page.Base
	Texte  string
	Points []string
	Action string
	Bouton string
	Retour string
}
