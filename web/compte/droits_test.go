package compte_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/web/webtest"
)

// boutonVers gives the address of the first button of the page whose formaction ends so.
func boutonVers(t *testing.T, p webtest.Page, fin string) string {
	t.Helper()
	for n := range p.Arbre.Descendants() {
		if n.Type == html.ElementNode && strings.HasSuffix(attr(n, "formaction"), fin) {
			return attr(n, "formaction")
		}
	}
	t.Fatalf("no button leads to %q on %s", fin, p.Chemin)
	return ""
}

// The whole way of a newcomer: ask to join, be accepted, ask for a profile, get it, lose it.
func TestRattachementThenHabilitation(t *testing.T) {
	b := setup(t)
	nouveau, medecin := b.Connecter(t, comptesdemo.Enquetrice), b.Connecter(t, comptesdemo.Medecin)
	siret := b.jeu.Structures[cabinet].Identifiant

	for saisie, statut := range map[string]int{"123": http.StatusUnprocessableEntity, "732 829 320 00074": http.StatusNotFound} {
		p := nouveau.Poster("/rattachements", url.Values{"type_identifiant": {"SIRET"}, "identifiant": {saisie}})
		want(t, p, statut, "Une information est à corriger")
		if p.Valeur("identifiant") != saisie {
			t.Errorf("the form lost %q", saisie)
		}
		checkDocument(t, p)
	}
	demande := url.Values{"type_identifiant": {"SIRET"}, "identifiant": {siret}}
	p := nouveau.Poster("/rattachements", demande)
	want(t, p, ok, "En attente")
	if says(p, cabinet) {
		t.Error("the name of the structure shows before its gestionnaire accepted")
	}
	want(t, nouveau.Poster("/rattachements", demande), http.StatusConflict, "Vous avez déjà un rattachement")
	want(t, nouveau.Lire(b.chemin("")), http.StatusNotFound)

	p = medecin.Lire("/rattachements")
	want(t, p, ok, "Anaïs FERNANDEZ", "demande en attente")
	accepter := boutonVers(t, p, "/accepter")
	want(t, medecin.Poster(accepter, nil), ok, "Le rattachement est accepté")
	want(t, medecin.Poster(accepter, nil), ok, "a déjà reçu une réponse")

	b.askAndGrant(t, nouveau, medecin)
	want(t, nouveau.Lire(b.chemin("")), ok, cabinet)

	p = medecin.Lire("/habilitations")
	for n := range p.Arbre.Descendants() {
		if n.Type == html.ElementNode && n.Data == "tr" && strings.Contains(text(n), "Anaïs") && strings.Contains(text(n), "Frais de justice") {
			for k := range n.Descendants() {
				if retirer := attr(k, "formaction"); strings.HasSuffix(retirer, "/retirer") {
					want(t, medecin.Poster(retirer, nil), ok, "L'habilitation est retirée")
				}
			}
		}
	}
	want(t, nouveau.Lire(b.chemin("")), http.StatusNotFound)
}

// askAndGrant goes through « Ajouter », « Soumettre », and the decision.
func (b bench) askAndGrant(t *testing.T, nouveau, medecin *webtest.Client) {
	t.Helper()
	moi := strconv.FormatInt(int64(b.jeu.Acteurs[comptesdemo.Enquetrice].Utilisateur), 10)
	st := strconv.FormatInt(int64(b.jeu.Structures[cabinet].ID), 10)
	p := nouveau.Poster("/habilitations/ajouter", url.Values{"contact": {moi}, "portee": {st}, "profil": {"modification"}, "suite": {"ajouter"}})
	want(t, p, ok, "1 ligne à soumettre")
	checkDocument(t, p)
	if has := len(b.mine(t, comptesdemo.Enquetrice, st)); has != 0 {
		t.Fatalf("%d requests before « Soumettre »", has)
	}
	f := form(t, p, "/habilitations/ajouter")
	f.Set("suite", "soumettre")
	f.Set("portee", st) // a second line, typed and not added: it goes too
	f.Set("contact", moi)
	f.Set("profil", "consultation")
	want(t, nouveau.Poster("/habilitations/ajouter", f), ok, "2 demandes transmises", "En attente du gestionnaire")
	want(t, nouveau.Poster("/habilitations/ajouter", f), http.StatusConflict, "Ce profil est déjà accordé")

	p = medecin.Lire("/habilitations")
	want(t, p, ok, "Demandes à décider", "Anaïs FERNANDEZ")
	accorder := boutonVers(t, p, "/accorder")
	want(t, nouveau.Poster(accorder, nil), http.StatusNotFound) // nobody grants himself
	want(t, medecin.Poster(accorder, nil), ok, "L'habilitation est accordée")
	want(t, medecin.Poster(boutonVers(t, medecin.Lire("/habilitations"), "/refuser"), nil), ok, "La demande est refusée")
}

func (b bench) mine(t *testing.T, email, structure string) []comptes.Habilitation {
	t.Helper()
	toutes, err := b.Comptes.MesHabilitations(t.Context(), b.acteur(t, email))
	if err != nil {
		t.Fatal(err)
	}
	var out []comptes.Habilitation
	for _, h := range toutes {
		if strconv.FormatInt(int64(h.StructureID), 10) == structure {
			out = append(out, h)
		}
	}
	return out
}

// The form only takes what its lists offer.
func TestAjouter_refusesWhatItDoesNotOffer(t *testing.T) {
	b := setup(t)
	interprete := b.Connecter(t, comptesdemo.Interprete)
	moi := strconv.FormatInt(int64(b.jeu.Acteurs[comptesdemo.Interprete].Utilisateur), 10)
	autre := strconv.FormatInt(int64(b.jeu.Acteurs[comptesdemo.Medecin].Utilisateur), 10)
	st := strconv.FormatInt(int64(b.jeu.Structures[cabinet].ID), 10)
	mienne := strconv.FormatInt(int64(b.jeu.Structures["PETROVA Ioana"].ID), 10)
	for _, f := range []url.Values{
		{"contact": {moi}, "portee": {st}, "profil": {"modification"}},
		{"contact": {autre}, "portee": {mienne}, "profil": {"modification"}},
		{"contact": {moi}, "portee": {mienne}, "profil": {"gestionnaire"}},
		{"contact": {moi}, "portee": {""}, "profil": {"modification"}},
		{"contact": {moi}, "portee": {mienne + "/1"}, "profil": {"modification"}},
	} {
		f.Set("suite", "soumettre")
		p := interprete.Poster("/habilitations/ajouter", f)
		want(t, p, http.StatusUnprocessableEntity, "à corriger")
		checkDocument(t, p)
	}
	forge := url.Values{"lignes[]": {moi + ":" + st + ":modification"}, "suite": {"soumettre"}}
	interprete.Poster("/habilitations/ajouter", forge)
	if got := b.mine(t, comptesdemo.Interprete, st); len(got) != 0 {
		t.Errorf("a forged line made %+v", got)
	}
	f := url.Values{"lignes[]": {moi + ":" + mienne + ":consultation"}, "retirer": {"1"}}
	if p := interprete.Poster("/habilitations/ajouter", f); p.Statut != ok || says(p, "à soumettre") {
		t.Errorf("the line was not taken out: status %d", p.Statut)
	}
}

func TestHabilitations_filterAndExport(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	if p := medecin.Lire("/habilitations?structure=muller"); !says(p, cabinet) || says(p, "SELARL Expertises des Lilas") {
		t.Error("the filter by name, without accents, does not narrow")
	}
	want(t, medecin.Lire("/habilitations?structure=introuvable"), ok, "Rien ne correspond à ces filtres")
	p := medecin.Lire("/habilitations/export.csv?structure=muller")
	if got := p.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/csv") {
		t.Errorf("Content-Type = %q", got)
	}
	if !strings.Contains(p.Texte, cabinet+";;;Actif;Frais de justice modification;Accordée") || strings.Contains(p.Texte, "Lilas") {
		t.Errorf("export = %q", p.Texte)
	}
}

func TestRattachement_lastGestionnaireStays(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	p := medecin.Lire("/rattachements")
	for n := range p.Arbre.Descendants() {
		if vers := attr(n, "href"); strings.HasSuffix(vers, "/quitter") {
			want(t, medecin.Lire(vers), ok, "Vous perdez aussitôt")
			want(t, medecin.Poster(vers, nil), ok, "seul gestionnaire")
			return
		}
	}
	t.Error("no link to leave")
}

func TestCompte_contactAndDevices(t *testing.T) {
	b := setup(t)
	un, autre := b.Connecter(t, comptesdemo.Interprete), b.Connecter(t, comptesdemo.Interprete)
	vieux := form(t, un.Lire("/compte/contact"), "/compte/contact")
	f := url.Values{"version": {vieux.Get("version")}, "email_contact": {"pas une adresse"}, "telephone": {"01 99 00 00 01"}}
	p := un.Poster("/compte/contact", f)
	want(t, p, http.StatusUnprocessableEntity, "adresse électronique complète")
	if p.Valeur("telephone") != "01 99 00 00 01" {
		t.Error("the form lost the telephone")
	}
	f.Set("email_contact", "Bureau@Exemple.fr")
	want(t, un.Poster("/compte/contact", f), ok, "bureau@exemple.fr", "01 99 00 00 01")
	vieux.Set("telephone", "02")
	want(t, un.Poster("/compte/contact", vieux), http.StatusConflict, "01 99 00 00 01", "bureau@exemple.fr")

	want(t, un.Lire("/compte"), ok, "Cet appareil", "Déconnecter les autres appareils")
	want(t, un.Poster("/compte/sessions/autres", nil), ok, "1 autre appareil déconnecté")
	if p := autre.Lire("/compte"); !strings.HasPrefix(p.Chemin, "/connexion") {
		t.Errorf("the other device still reads %s", p.Chemin)
	}
	want(t, un.Lire("/compte"), ok, "Mon compte")
	want(t, un.Poster("/compte/sessions/00ff/fermer", nil), http.StatusNotFound)
}
