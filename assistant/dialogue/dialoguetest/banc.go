package dialoguetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"claudia/assistant/dialogue"
	"claudia/assistant/dialogue/script"
	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/lecture"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
)

// Banc plays the engine on a mémoire in memory.
type Banc struct {
	Etat     dialogue.Etat
	Monde    dialogue.Monde
	Memoires map[memoires.ID]*memoires.Memoire
	Dernier  dialogue.Message  // last reply
	Effets   []dialogue.Effet  // of the last turn
	Journal  []dialogue.Entree // every entry played, for replay
	Dossier  string            // folder of the readings that Deposer takes, as JSON

	seq    int64
	lignes memoires.LigneID
	ids    memoires.ID
}

// Nouveau makes a bench for an interpreter with one structure, on mercredi 14 octobre 2026 at 10:00.
func Nouveau(r *referentiel.Referentiel) (*Banc, error) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return nil, fmt.Errorf("fuseau: %w", err)
	}
	option, ok := r.Regime(referentiel.RegimeOption)
	if !ok {
		return nil, errors.New("le référentiel n'a pas le régime de l'option")
	}
	s := comptes.Structure{
		ID: 1, TypeIdentifiant: comptes.SIRET, Identifiant: "00000000000000", RaisonSociale: "Petrova Traductions", Pays: "FR", Departement: "93",
		ParametresPrestataire: comptes.ParametresPrestataire{Categorie: "interprete", Regime: option.Libelle},
	}
	b := &Banc{
		Memoires: map[memoires.ID]*memoires.Memoire{},
		Monde: dialogue.Monde{
			Maintenant: time.Date(2026, 10, 14, 10, 0, 0, 0, paris), Referentiel: r, Structures: []comptes.Structure{s},
			Acteur:      comptes.Acteur{Utilisateur: 1, Nom: "Ioana Petrova", Profils: map[comptes.StructureID]comptes.Profil{1: comptes.Modification}},
			Coordonnees: []saisie.Option{{Code: "7", Libelle: "Compte principal, FR76 •••• 0189"}},
			Controle:    memoires.Monde{Comptes: []memoires.Compte{{ID: 7, Nom: "Compte principal", RIB: "rib"}}},
			Documents:   map[string]dialogue.Document{},
			Support:     dialogue.Support{Horaires: "du lundi au vendredi, de 8 h 30 à 18 h 30"},
		},
	}
	return b, nil
}

// Memoire gives the current draft, nil when there is none.
func (b *Banc) Memoire() *memoires.Memoire { return b.Memoires[b.Etat.Memoire] }

// Jouer plays one entry and carries its effects out.
func (b *Banc) Jouer(in dialogue.Entree) (script.Reponse, error) {
	b.seq++
	in.Seq = b.seq
	b.Journal = append(b.Journal, in)
	w := b.Monde
	w.Memoire = b.Memoire()
	etat, effets := dialogue.Tour(b.Etat, in, w)
	relu, err := relire(etat)
	if err != nil {
		return script.Reponse{}, err
	}
	b.Etat, b.Effets, b.Dernier = relu, effets, dialogue.Message{}
	reprendre, err := b.executer(effets, w.Memoire)
	if err != nil {
		return script.Reponse{}, err
	}
	r := b.reponse()
	if reprendre {
		suite, err := b.Jouer(dialogue.Entree{Genre: dialogue.EntreeReprise})
		if err != nil {
			return r, err
		}
		r.Textes, r.Choix = append(r.Textes, suite.Textes...), append(r.Choix, suite.Choix...)
		r.Effets = append(r.Effets, suite.Effets...)
	}
	return r, nil
}

// relire passes the state through JSON, as the journal does.
func relire(e dialogue.Etat) (dialogue.Etat, error) {
	octets, err := json.Marshal(e)
	if err != nil {
		return e, fmt.Errorf("etat: %w", err)
	}
	var out dialogue.Etat
	if err := json.Unmarshal(octets, &out); err != nil {
		return e, fmt.Errorf("etat: %w", err)
	}
	return out, nil
}

// executer carries the effects out in order; true when another draft became the current one.
func (b *Banc) executer(effets []dialogue.Effet, courant *memoires.Memoire) (bool, error) {
	ids := map[memoires.LigneID]memoires.LigneID{}
	reprendre := false
	for _, f := range effets {
		switch f := f.(type) {
		case dialogue.Dire:
			b.Dernier = f.Message
		case dialogue.Ouvrir:
			courant = b.ouvrir(dialogue.NouveauBrouillon(f.Structure, b.Monde))
		case dialogue.Dupliquer:
			courant = b.ouvrir(b.copie(f.Memoire))
			reprendre = true
		case dialogue.Reprendre:
			b.Etat.Ouvert(f.Memoire)
			courant, reprendre = b.Memoires[f.Memoire], true
		default:
			if err := b.ecrire(courant, f, ids); err != nil {
				return false, err
			}
		}
	}
	b.Etat.RemplacerLignes(ids)
	return reprendre, nil
}

func (b *Banc) copie(id memoires.ID) memoires.Memoire {
	if m := b.Memoires[id]; m != nil {
		c := m.Copie()
		c.Etat = memoires.Brouillon
		return c
	}
	return dialogue.NouveauBrouillon(1, b.Monde)
}

// ouvrir files a draft under a new id and makes it the current one.
func (b *Banc) ouvrir(m memoires.Memoire) *memoires.Memoire {
	b.ids++
	m.ID = b.ids
	m.Numero = memoires.Numero(fmt.Sprintf("TMP2026%09d", m.ID))
	m.NumeroTMP = m.Numero
	b.Memoires[m.ID] = &m
	b.Etat.Ouvert(m.ID)
	return &m
}

// ecrire carries out an effect on the draft.
func (b *Banc) ecrire(m *memoires.Memoire, f dialogue.Effet, ids map[memoires.LigneID]memoires.LigneID) error {
	vraie := func(id memoires.LigneID) memoires.LigneID {
		if v, ok := ids[id]; ok {
			return v
		}
		return id
	}
	if m == nil {
		switch f.(type) {
		case dialogue.AppelerHumain, dialogue.NoterSansReponse, dialogue.Masquer, dialogue.EffacerConversation:
			return nil
		}
		return fmt.Errorf("effet %T sans brouillon", f)
	}
	switch f := f.(type) {
	case dialogue.Ecrire:
		c := f.Champ
		c.Ligne = vraie(c.Ligne)
		if err := m.Poser(c, f.Valeur); err != nil {
			return fmt.Errorf("poser %s %q: %w", c, f.Valeur, err)
		}
		m.Provenances[c] = f.Provenance
	case dialogue.AjouterLigne:
		b.lignes++
		ids[f.Ref] = b.lignes
		m.Lignes = append(m.Lignes, memoires.LignePrestation{ID: b.lignes, Position: len(m.Lignes) + 1})
	case dialogue.RetirerLigne:
		b.retirer(m, vraie(f.Ligne), f.GarderPieces)
	case dialogue.Lier:
		m.Pieces = append(m.Pieces, memoires.PieceLiee{Piece: f.Piece, Ligne: vraie(f.Ligne), Type: f.Type, Designation: f.Designation})
	case dialogue.Delier:
		b.delier(m, f.Piece)
	case dialogue.Abandonner:
		m.Etat = memoires.Abandonne
	}
	m.Version++
	return nil
}

func (b *Banc) retirer(m *memoires.Memoire, id memoires.LigneID, garder bool) {
	var lignes []memoires.LignePrestation
	for _, l := range m.Lignes {
		if l.ID != id {
			l.Position = len(lignes) + 1
			lignes = append(lignes, l)
		}
	}
	m.Lignes = lignes
	var pieces []memoires.PieceLiee
	for _, p := range m.Pieces {
		if p.Ligne == id && !garder {
			continue
		}
		if p.Ligne == id {
			p.Ligne = 0
		}
		pieces = append(pieces, p)
	}
	m.Pieces = pieces
	maps.DeleteFunc(m.Provenances, func(c memoires.Champ, _ memoires.Provenance) bool { return c.Ligne == id })
}

func (b *Banc) delier(m *memoires.Memoire, piece string) {
	var pieces []memoires.PieceLiee
	for _, p := range m.Pieces {
		if p.Piece != piece {
			pieces = append(pieces, p)
		}
	}
	m.Pieces = pieces
}

// reponse puts the last reply in words.
func (b *Banc) reponse() script.Reponse {
	var r script.Reponse
	for _, f := range b.Effets {
		r.Effets = append(r.Effets, strings.TrimPrefix(fmt.Sprintf("%T", f), "dialogue."))
	}
	ajouter := func(s ...string) {
		for _, x := range s {
			if x != "" {
				r.Textes = append(r.Textes, x)
			}
		}
	}
	choix := func(l []dialogue.Choix) {
		for _, c := range l {
			r.Choix = append(r.Choix, c.Libelle)
		}
	}
	for _, x := range b.Dernier.Blocs {
		ajouter(x.Titre, x.Texte, x.Article)
		for _, v := range x.Valeurs {
			ajouter(v.Libelle+" : "+v.Affichage, v.Avant, v.Source)
		}
		for _, p := range x.Propositions {
			ajouter(p.Libelle + " : " + p.Affichage)
			choix(p.Choix)
		}
		for _, l := range x.Lignes {
			ajouter(l...)
		}
		choix(x.Choix)
	}
	return r
}

// Horloge sets the clock.
func (b *Banc) Horloge(t time.Time) { b.Monde.Maintenant = t }

// Dire sends words typed.
func (b *Banc) Dire(texte string) (script.Reponse, error) {
	return b.Jouer(dialogue.Entree{Genre: dialogue.EntreeTexte, Texte: texte})
}

// Toucher takes a quick reply of the last message by the beginning of its words.
func (b *Banc) Toucher(libelle string) (script.Reponse, error) {
	voulu := script.Simple(libelle)
	for _, c := range b.Boutons() {
		if strings.HasPrefix(script.Simple(c.Libelle), voulu) {
			return b.Jouer(dialogue.Entree{Genre: dialogue.EntreeChoix, Choix: &c})
		}
	}
	return script.Reponse{}, fmt.Errorf("aucun bouton %q", libelle)
}

// Boutons are the quick replies of the last message, those of the proposals included.
func (b *Banc) Boutons() []dialogue.Choix {
	var out []dialogue.Choix
	for _, x := range b.Dernier.Blocs {
		out = append(out, x.Choix...)
		for _, p := range x.Propositions {
			out = append(out, p.Choix...)
		}
	}
	return out
}

// prefixeColle marks the readings of pasted texts among the names of documents.
const prefixeColle = "texte-colle"

// Deposer drops a document whose reading is kept as JSON, and gives the reading at once. Several names
// are dropped together.
func (b *Banc) Deposer(noms string) (script.Reponse, error) {
	var fichiers []dialogue.Fichier
	for nom := range strings.FieldsSeq(noms) {
		if err := b.Charger(nom); err != nil {
			return script.Reponse{}, err
		}
		f := dialogue.Fichier{Piece: nom, Nom: nom}
		if b.Monde.Documents[nom].Colle {
			f.Debut = "RÉQUISITION À PERSONNE…"
		}
		fichiers = append(fichiers, f)
	}
	r, err := b.Jouer(dialogue.Entree{Genre: dialogue.EntreePieces, Fichiers: fichiers})
	for _, f := range fichiers {
		if err != nil {
			break
		}
		var suite script.Reponse
		suite, err = b.Jouer(dialogue.Entree{Genre: dialogue.EntreeLecture, Piece: f.Piece})
		r.Textes, r.Choix, r.Effets = append(r.Textes, suite.Textes...), append(r.Choix, suite.Choix...), append(r.Effets, suite.Effets...)
	}
	return r, err
}

// Charger puts the reading of a document among those of the conversation.
func (b *Banc) Charger(nom string) error {
	octets, err := os.ReadFile(filepath.Join(b.Dossier, filepath.Base(nom)+".json"))
	if err != nil {
		return fmt.Errorf("lecture de %s: %w", nom, err)
	}
	var l lecture.Lecture
	if err := json.Unmarshal(octets, &l); err != nil {
		return fmt.Errorf("lecture de %s: %w", nom, err)
	}
	b.Monde.Documents[nom] = dialogue.Document{Nom: nom, Colle: strings.HasPrefix(nom, prefixeColle), Lecture: &l}
	return nil
}

// Valeur gives the canonical value of a field of the current draft.
func (b *Banc) Valeur(ligne int, cle string) (string, error) {
	m := b.Memoire()
	c := memoires.Champ{Cle: memoires.Cle(cle)}
	if m == nil {
		return "", nil
	}
	if c.Cle.DeLigne() {
		if ligne == 0 {
			ligne = 1
		}
		if ligne > len(m.Lignes) {
			return "", nil
		}
		c.Ligne = m.Lignes[ligne-1].ID
	}
	if cle == "lignes" {
		return strconv.Itoa(len(m.Lignes)), nil
	}
	return m.Valeur(c), nil
}

// EnAttente names the pending question.
func (b *Banc) EnAttente() string { return b.Etat.EnAttente() }

// Pile is the number of questions set aside.
func (b *Banc) Pile() int { return len(b.Etat.Pile) }
