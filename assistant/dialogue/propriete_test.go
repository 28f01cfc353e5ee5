package dialogue_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"claudia/assistant/dialogue"
	"claudia/assistant/dialogue/dialoguetest"
	"claudia/memoires"
)

// Words of each kind of turn.
func digressions() []string {
	return []string{
		"où je trouve ça ?", "pourquoi vous me demandez ça ?", "un exemple ?", "répète", "merci", "la météo à Lyon ?", "t'es un robot ?",
		"où en est-on ?", "comme vous voulez", "une minute", "au fait faut-il un cachet rouge ?", "récapitule", "qsdfgh", "", "où en est mon mémoire ?",
	}
}

func reponses() map[string][]string {
	return map[string][]string{
		"juridiction":      {"Bobigny", "tj lyon", "tribunal judiciaire de Nantes"},
		"texte_reference":  {"pénal", "R93"},
		"numero_affaire":   {"2026/32312", "JI 2/26/36"},
		"date_requisition": {"02/10/2026", "le 1er octobre", "le 30 septembre 2026"},
		"autorite":         {"opj", "juge d'instruction", "procureur"},
		"type_prestation":  {"interprétariat", "expertise psychiatrique", "traduction écrite"},
		"date_prestation":  {"mardi 13 octobre 2026", "12/10/2026", "hier", "le 3"},
		"quantite":         {"3 heures", "2", "1,5"},
		"tarif_ht":         {"45 € HT", "180 euros", "90", "65"},
		"taux_tva":         {"20 %", "5,5"},
	}
}

func libres() []string {
	return []string{
		"non, c'est le 6", "en fait la date de réquisition c'est le 30 septembre", "efface ma dernière réponse", "refais", "je passe", "je ne sais pas",
		"annule", "ajoute une ligne", "supprime la ligne 1", "change le montant", "exonérée de TVA", "finalement je suis assujettie à la TVA", "recommence tout",
		"stop", "je reprends", "c'est bon envoie", "tout est faux", "oui", "non", "la première", "plus tard", "je veux voir mes mémoires refusés",
		"Traduction orale le 13 octobre à la PJ de Lyon, 3 heures, 45 € de l'heure", "et 12,60 de péage", "entre 22h et 1h du matin", "du 5 au 9 octobre",
		"deux lignes : 13/10 3h et 15/09 2h, même affaire", "TVA 20", "non rien, laisse comme avant", "nouveau mémoire", "c'était pas Bobigny",
	}
}

// TestTour_holdsItsPromises plays random interleavings of answers, corrections, digressions, undo,
// documents, buttons and edits of the portal.
func TestTour_holdsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bancRapide(t)
		for range rapid.IntRange(1, 30).Draw(t, "tours") {
			in := tirer(t, b)
			avant := photo(b)
			etat := b.Etat
			monde := b.Monde
			monde.Memoire = b.Memoire()
			if _, err := b.Jouer(in); err != nil {
				t.Fatalf("%+v: %v", in, err)
			}
			verifierTour(t, b, in, avant)
			verifierCritiques(t, b, etat, in)
			verifierRejeu(t, etat, b.Journal, monde)
		}
	})
}

func bancRapide(t *rapid.T) *dialoguetest.Banc {
	r, err := charger()
	if err != nil {
		t.Fatal(err)
	}
	b, err := dialoguetest.Nouveau(r)
	if err != nil {
		t.Fatal(err)
	}
	b.Dossier = "testdata/lectures"
	if err := b.Regler("brouillon"); err != nil {
		t.Fatal(err)
	}
	return b
}

// photo is every value of the current draft.
func photo(b *dialoguetest.Banc) map[memoires.Champ]string {
	out := map[memoires.Champ]string{}
	m := b.Memoire()
	if m == nil {
		return out
	}
	for _, c := range memoires.ClesEntete() {
		out[memoires.Champ{Cle: c}] = m.Valeur(memoires.Champ{Cle: c})
	}
	for _, l := range m.Lignes {
		for _, c := range memoires.ClesLigne() {
			k := memoires.Champ{Cle: c, Ligne: l.ID}
			out[k] = m.Valeur(k)
		}
	}
	return out
}

// tirer draws the next entry.
func tirer(t *rapid.T, b *dialoguetest.Banc) dialogue.Entree {
	dire := func(s string) dialogue.Entree { return dialogue.Entree{Genre: dialogue.EntreeTexte, Texte: s} }
	switch rapid.IntRange(0, 11).Draw(t, "genre") {
	case 10:
		if in, ok := tirerAilleurs(t, b); ok {
			return in
		}
	case 11:
		if in, ok := tirerEdition(t, b); ok {
			return in
		}
	case 0, 1:
		return dire(rapid.SampledFrom(digressions()).Draw(t, "digression"))
	case 2, 3, 4:
		if l := reponses()[b.EnAttente()]; len(l) > 0 {
			return dire(rapid.SampledFrom(l).Draw(t, "réponse"))
		}
		return dire("oui")
	case 5, 6:
		if l := b.Boutons(); len(l) > 0 {
			c := rapid.SampledFrom(l).Draw(t, "bouton")
			if c.Lien == "" {
				return dialogue.Entree{Genre: dialogue.EntreeChoix, Choix: &c}
			}
		}
		return dire("ok")
	case 7:
		nom := rapid.SampledFrom([]string{"requisition", "attestation", "attestation-autre-numero", "facture-electricite"}).Draw(t, "document")
		if err := b.Charger(nom); err != nil {
			t.Fatal(err)
		}
		return dialogue.Entree{Genre: dialogue.EntreeLecture, Piece: nom}
	}
	return dire(rapid.SampledFrom(libres()).Draw(t, "libre"))
}

// tirerAilleurs changes a field of the draft as another device does, before it tells the conversation.
func tirerAilleurs(t *rapid.T, b *dialoguetest.Banc) (dialogue.Entree, bool) {
	m := b.Memoire()
	if m == nil {
		return dialogue.Entree{}, false
	}
	champs := []memoires.Champ{{Cle: memoires.CleJuridiction}, {Cle: memoires.CleTexteReference}}
	valeurs := map[memoires.Cle][]string{
		memoires.CleJuridiction: {"tj75056", "tj93008"}, memoires.CleTexteReference: {"R92"}, memoires.CleQuantite: {"1000", "4000"},
		memoires.CleDatePrestation: {"2026-10-05", "2026-10-12"}, memoires.CleTarifHT: {"4650", "9000"},
	}
	for _, l := range m.Lignes {
		for _, k := range []memoires.Cle{memoires.CleQuantite, memoires.CleDatePrestation, memoires.CleTarifHT} {
			champs = append(champs, memoires.Champ{Cle: k, Ligne: l.ID})
		}
	}
	c := rapid.SampledFrom(champs).Draw(t, "champ ailleurs")
	v := rapid.SampledFrom(valeurs[c.Cle]).Draw(t, "valeur ailleurs")
	avant := m.Valeur(c)
	if avant == v || m.Poser(c, v) != nil {
		return dialogue.Entree{}, false
	}
	m.Provenances[c] = memoires.Provenance{Source: memoires.Saisi}
	return dialogue.Entree{Genre: dialogue.EntreeModifie, Modifications: []dialogue.Modification{{Champ: c, Avant: avant, Apres: v, Ou: "sur votre téléphone", A: "10:02"}}}, true
}

// tirerEdition edits the old bubble of a field that has a value.
func tirerEdition(t *rapid.T, b *dialoguetest.Banc) (dialogue.Entree, bool) {
	var champs []memoires.Champ
	if m := b.Memoire(); m != nil {
		for _, l := range m.Lignes {
			champs = append(champs, memoires.Champ{Cle: memoires.CleQuantite, Ligne: l.ID}, memoires.Champ{Cle: memoires.CleDatePrestation, Ligne: l.ID})
		}
	}
	if len(champs) == 0 {
		return dialogue.Entree{}, false
	}
	c := rapid.SampledFrom(champs).Draw(t, "bulle")
	return dialogue.Entree{Genre: dialogue.EntreeEdition, Champ: &c, Texte: rapid.SampledFrom(reponses()[string(c.Cle)]).Draw(t, "nouvelle valeur")}, true
}

// verifierCritiques holds, field by field, that a value read or repeated is written only by an act of the
// person on something that was shown: a proposal, an answer of a question, or a step that is undone.
func verifierCritiques(t *rapid.T, b *dialoguetest.Banc, avant dialogue.Etat, in dialogue.Entree) {
	montre := func(c memoires.Cle, v string) bool {
		for _, p := range avant.Propositions {
			if p.Champ.Cle == c && p.Valeur == v {
				return true
			}
		}
		for _, l := range [][]dialogue.Pas{avant.Journal, avant.Refaire} {
			for _, p := range l {
				if slices.ContainsFunc(p.Ecrits, func(e dialogue.Ecrit) bool { return e.Champ.Cle == c }) || len(p.Retiree) > 0 {
					return true
				}
			}
		}
		attentes := avant.Pile
		if avant.Attente != nil {
			attentes = append(slices.Clone(attentes), *avant.Attente)
		}
		return slices.ContainsFunc(attentes, func(a dialogue.Attente) bool {
			return slices.ContainsFunc(a.Candidats, func(x dialogue.Candidat) bool {
				return slices.ContainsFunc(x.Ordres, func(o dialogue.Ordre) bool { return o.Champ.Cle == c && o.Valeur == v })
			})
		})
	}
	for _, f := range b.Effets {
		e, ok := f.(dialogue.Ecrire)
		if !ok || e.Valeur == "" {
			continue
		}
		switch {
		case e.Champ.Cle == memoires.CleTauxTVA && e.Valeur == "0", in.Genre == dialogue.EntreeTexte, in.Genre == dialogue.EntreeChoix, in.Genre == dialogue.EntreeEdition:
		default:
			t.Fatalf("%s wrote %s = %q without a word of the person", in.Genre, e.Champ, e.Valeur)
		}
		if e.Provenance.Source == memoires.Lu && !montre(e.Champ.Cle, e.Valeur) {
			t.Fatalf("%q wrote %s = %q, read and never shown", in.Texte, e.Champ, e.Valeur)
		}
	}
}

func verifierTour(t *rapid.T, b *dialoguetest.Banc, in dialogue.Entree, avant map[memoires.Champ]string) {
	blocs := b.Dernier.Blocs
	for i, x := range blocs {
		if x.Genre == dialogue.BlocQuestion && i != len(blocs)-1 {
			t.Fatalf("R1: a question stands before the end: %+v", blocs)
		}
	}
	m := b.Memoire()
	if m != nil && b.Etat.Mode == dialogue.Saisie && b.Etat.Attente == nil && len(b.Etat.ALire) == 0 {
		t.Fatalf("no question is pending after %q", in.Texte)
	}
	if n := len(b.Etat.Pile); n > 3 {
		t.Fatalf("R4: %d questions set aside", n)
	}
	apres := photo(b)
	if in.Genre == dialogue.EntreeTexte && slices.Contains(digressions(), in.Texte) || in.Genre == dialogue.EntreeLecture {
		for c, v := range avant {
			if apres[c] != v && apres[c] != "0" {
				t.Fatalf("%q changed %s from %q to %q", in.Texte, c, v, apres[c])
			}
		}
	}
	for c, v := range apres {
		if v != "" && v != avant[c] && !dite(b, c) {
			t.Fatalf("R2: %s = %q was written without a word: %+v", c, v, blocs)
		}
	}
}

// dite tells whether the last reply speaks of the field: an echo, a table, a draft just opened.
func dite(b *dialoguetest.Banc, c memoires.Champ) bool {
	for _, x := range b.Dernier.Blocs {
		if slices.ContainsFunc(x.Valeurs, func(v dialogue.Valeur) bool { return v.Champ.Cle == c.Cle }) || x.Genre == dialogue.BlocTableau {
			return true
		}
	}
	return slices.ContainsFunc(b.Effets, func(f dialogue.Effet) bool {
		switch f.(type) {
		case dialogue.Ouvrir, dialogue.Reprendre, dialogue.Dupliquer, dialogue.AjouterLigne:
			return true
		}
		return false
	})
}

// verifierRejeu plays the last entry again from the state before it: the engine is pure.
func verifierRejeu(t *rapid.T, etat dialogue.Etat, journal []dialogue.Entree, w dialogue.Monde) {
	if len(journal) == 0 || w.Memoire == nil {
		return
	}
	copie := w.Memoire.Copie()
	w.Memoire = &copie
	in := journal[len(journal)-1]
	if in.Seq <= etat.Seq {
		return
	}
	e1, f1 := dialogue.Tour(etat, in, w)
	e2, f2 := dialogue.Tour(etat, in, w)
	if a, b := enJSON(t, e1), enJSON(t, e2); a != b {
		t.Fatalf("two plays, two states:\n%s\n%s", a, b)
	}
	if d := cmp.Diff(f1, f2); d != "" {
		t.Fatalf("two plays, two effects: %s", d)
	}
	if e3, f3 := dialogue.Tour(e1, in, w); len(f3) != 0 || enJSON(t, e3) != enJSON(t, e1) {
		t.Fatal("R12: the same entry twice made two steps")
	}
}

func enJSON(t *rapid.T, v any) string {
	octets, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(octets)
}

// TestTour_undoPutsBackExactly writes, undoes and compares with the draft before.
func TestTour_undoPutsBackExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bancRapide(t)
		for range rapid.IntRange(1, 12).Draw(t, "tours") {
			l := reponses()[b.EnAttente()]
			if len(l) == 0 {
				l = []string{"oui", "la première", "plus tard"}
			}
			avant, pas := photo(b), len(b.Etat.Journal)
			if _, err := b.Dire(rapid.SampledFrom(l).Draw(t, "réponse")); err != nil {
				t.Fatal(err)
			}
			if len(b.Etat.Journal) == pas || len(b.Etat.Journal) == 12 {
				continue
			}
			apres := photo(b)
			if _, err := b.Dire("efface ma dernière réponse"); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(pleins(avant), pleins(photo(b))); d != "" {
				t.Fatalf("undo: %s", d)
			}
			if _, err := b.Dire("refais"); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(sansLigne(apres), sansLigne(photo(b))); d != "" {
				t.Fatalf("redo: %s", d)
			}
		}
	})
}

func pleins(m map[memoires.Champ]string) map[memoires.Champ]string {
	out := map[memoires.Champ]string{}
	for c, v := range m {
		if v != "" {
			out[c] = v
		}
	}
	return out
}

// sansLigne drops the ids of lines, which a line put back does not keep.
func sansLigne(m map[memoires.Champ]string) map[memoires.Cle][]string {
	out := map[memoires.Cle][]string{}
	for c, v := range pleins(m) {
		out[c.Cle] = append(out[c.Cle], v)
	}
	for _, l := range out {
		slices.Sort(l)
	}
	return out
}

// FuzzTour throws any text at any state: no panic, no slow turn, no write of a broken value.
func FuzzTour(f *testing.F) {
	for _, s := range append(digressions(), libres()...) {
		f.Add(s, uint8(3))
	}
	f.Add(strings.Repeat("(", 5000), uint8(1))
	f.Add("\u200b\U000e0041 le\u00a013/10 <script>", uint8(7))
	etats := []string{"juridiction", "numero_affaire", "date_requisition", "autorite", "type_prestation", "date_prestation", "quantite", "tarif_ht", "taux_tva", "recap"}
	f.Fuzz(func(t *testing.T, texte string, n uint8) {
		b := banc(t)
		if err := b.Regler("attend " + etats[int(n)%len(etats)]); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{texte, "oui", texte} {
			debut := time.Now()
			if _, err := b.Dire(s); err != nil {
				t.Fatal(err)
			}
			if d := time.Since(debut); d > 2*time.Second {
				t.Fatalf("%v for %d bytes", d, len(s))
			}
		}
	})
}
