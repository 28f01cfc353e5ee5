package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"claudia/assistant"
	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/web/webtest"
)

// TestCorps_foreignIsAbsent puts identifiers of another structure inside the forms and the queries
// (promises.md §5, threat 2): they answer as identifiers that nothing has, and nothing changes.
func TestCorps_foreignIsAbsent(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	a := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	b := lointain(t, s)
	draft := "/memoires/" + string(a.brouillon.Numero)
	autrui, rien := b.valeurs(false), absents(false)
	moi := nombre(a.par.Utilisateur)
	entete := func(nom, valeur string) url.Values {
		f := version(a)
		f.Set(nom, valeur)
		return f
	}
	for _, x := range []struct {
		nom, chemin, objet string
		forme              func(valeur string) url.Values // nil: a GET of chemin + valeur
		multi              bool
	}{
		{"open a draft for the structure", "/memoires", "structure", func(v string) url.Values { return url.Values{"structure": {v}} }, false},
		{"move the draft to the structure", draft + "/entete", "structure", func(v string) url.Values { return entete("structure", v) }, false},
		{"put the draft in the service", draft + "/entete", "service", func(v string) url.Values { return entete("service", v) }, false},
		{"pay to the account", draft + "/entete", "coordonnees", func(v string) url.Values { return entete("coordonnees_bancaires", v) }, false},
		{"pay to the account, from the panel", draft + "/champ", "coordonnees", func(v string) url.Values {
			f := entete("coordonnees_bancaires", v)
			f.Set("cle", "coordonnees_bancaires")
			return f
		}, false},
		{"write a line, from the panel", draft + "/champ", "ligne", func(v string) url.Values {
			f := entete("note", "x")
			f.Set("cle", "note."+v)
			return f
		}, false},
		{"tie a document", draft + "/pieces/reprendre", "piece", func(v string) url.Values {
			f := entete("piece", v)
			f.Set("type", "REQ")
			return f
		}, false},
		{"tie a new document to the line", draft + "/pieces", "ligne", func(v string) url.Values {
			return url.Values{"type": {"REQ"}, "designation": {"Une pièce"}, "ligne": {v}}
		}, true},
		{"take the RIB from a document", "/structures/" + autreValeur(a, "structure") + "/coordonnees", "piece", func(v string) url.Values {
			return url.Values{"nom": {"Compte"}, "iban": {""}, "rib": {v}}
		}, true},
		{"ask for a profile on the structure", "/habilitations/ajouter", "structure", func(v string) url.Values {
			return url.Values{"contact": {moi}, "portee": {v}, "profil": {"modification"}, "suite": {"soumettre"}}
		}, false},
		{"ask for a profile on the structure, as a waiting line", "/habilitations/ajouter", "structure", func(v string) url.Values {
			return url.Values{"lignes[]": {moi + ":" + v + ":modification"}, "suite": {"soumettre"}}
		}, false},
		{"talk about the mémoire", "/assistant?memoire=", "numero", nil, false},
		{"show the documents of the line", draft + "/pieces?ligne=", "ligne", nil, false},
	} {
		avant := empreinteBase(t, s)
		demander := func(valeur string) reponse {
			e := webtest.Essai{Methode: http.MethodGet, Chemin: x.chemin + valeur}
			if x.forme != nil {
				e = webtest.Formulaire(x.chemin, x.forme(valeur))
			}
			if x.multi {
				corps, genre := multiparte(t, x.forme(valeur), "piece.png", nil)
				if x.objet == "ligne" {
					corps, genre = multiparte(t, x.forme(valeur), "piece.png", photo(t))
				}
				e.Corps, e.Entetes = corps, map[string]string{"Content-Type": genre}
			}
			return nettoyer(reduire(c.Essayer(e), x.chemin), valeur)
		}
		if d := cmp.Diff(demander(rien[x.objet]), demander(autrui[x.objet])); d != "" {
			t.Errorf("%s: that of another is told from an absent one (-absent +foreign):\n%s", x.nom, d)
		}
		if d := cmp.Diff(avant, empreinteBase(t, s)); d != "" {
			t.Errorf("%s changed the database:\n%s", x.nom, d)
		}
	}
}

// lointain makes the objects of another person under large numbers, which stand out on a page.
func lointain(t *testing.T, s *webtest.Site) jeu {
	t.Helper()
	_, err := s.DB.Pool.Exec(t.Context(), `
DO $$ DECLARE x text; BEGIN
  FOR x IN SELECT format('%I', sequencename) FROM pg_sequences WHERE schemaname = 'public' AND sequencename LIKE '%_id_seq' LOOP
    PERFORM setval(x, 987654000);
  END LOOP;
END $$`)
	verifier(t, err)
	par := s.Jeu.Acteurs[comptesdemo.Interprete]
	st, err := s.Comptes.CreerStructure(t.Context(), par, comptes.SaisieStructure{
		TypeIdentifiant: comptes.SIRET, Identifiant: "98000077200015", RaisonSociale: "PETROVA et associés", Adresse: "1 rue", CodePostal: "75001", Commune: "Paris",
		ParametresPrestataire: comptes.ParametresPrestataire{Categorie: "Traducteur / interprète", Regime: "Société"},
	})
	verifier(t, err)
	s.Jeu.Structures["loin"] = st
	s.Jeu.Acteurs[comptesdemo.Interprete], err = s.Comptes.Acteur(t.Context(), par.Utilisateur, comptes.Portail)
	verifier(t, err)
	return nouveauJeu(t, s, comptesdemo.Interprete, "loin", comptesdemo.Enquetrice)
}

func autreValeur(j jeu, nom string) string { return j.valeurs(false)[nom] }

// TestCorps_assistant asks the assistant to go on with the mémoire of another, which is no mémoire.
func TestCorps_assistant(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	a := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	b := nouveauJeu(t, s, comptesdemo.Interprete, "PETROVA Ioana", comptesdemo.Enquetrice)
	id := uuid.MustParse(a.conversation)
	dernier := func() assistant.Seq {
		conv, err := s.Assistant.Lire(t.Context(), a.par, id)
		verifier(t, err)
		return conv.Dernier
	}
	dire := func(numero string) string {
		avant := dernier()
		p := c.Poster("/assistant/"+a.conversation+"/messages", url.Values{"texte": {"Je reprends le mémoire " + numero}, "retour": {"/accessibilite"}})
		if p.Statut != http.StatusOK || p.Chemin != "/accessibilite" {
			t.Fatalf("a message by form: status %d at %s", p.Statut, p.Chemin)
		}
		var dit string
		for _, m := range s.Calme(t, id, avant) {
			if m.Auteur == assistant.Assistant {
				dit += m.Contenu.Texte + "\n"
			}
		}
		return remplacer(dit, numero)
	}
	for _, numero := range []string{string(b.brouillon.Numero), string(b.envoye.Numero)} {
		absent := absents(numero[:2] == "MJ")["numero"]
		if d := cmp.Diff(dire(absent), dire(numero)); d != "" {
			t.Errorf("%s, the mémoire of another, is told from %s, absent:\n%s", numero, absent, d)
		}
	}
}
