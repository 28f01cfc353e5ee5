package dialoguetest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/memoires"
)

// Regler sets the world up; see doc.go for its words.
func (b *Banc) Regler(mots string) error {
	nom, reste, _ := strings.Cut(mots, " ")
	f, ok := reglages()[nom]
	if !ok {
		return fmt.Errorf("réglage %q inconnu", nom)
	}
	return f(b, strings.TrimSpace(reste))
}

func reglages() map[string]func(*Banc, string) error {
	return map[string]func(*Banc, string) error{
		"structures":   (*Banc).structures,
		"consultation": (*Banc).consultation,
		"franchise":    func(b *Banc, _ string) error { b.Monde.Structures[0].FranchiseTVA = true; return nil },
		"assujetti":    func(b *Banc, _ string) error { b.Monde.Structures[0].FranchiseTVA = false; return nil },
		"option":       func(*Banc, string) error { return nil },
		"brouillon":    (*Banc).brouillon,
		"poser":        (*Banc).poser,
		"attend":       (*Banc).attend,
		"ligne":        (*Banc).ligne,
		"dossier":      (*Banc).dossier,
		"motif":        (*Banc).motif,
		"habitude":     (*Banc).habitude,
		"support":      func(b *Banc, _ string) error { b.Monde.Support.Ouvert = true; return nil },
		"guide":        (*Banc).guide,
		"ailleurs":     (*Banc).ailleurs,
		"edite":        (*Banc).edite,
		"prise":        func(b *Banc, _ string) error { return b.entree(dialogue.EntreeMainPrise) },
		"rendue":       func(b *Banc, _ string) error { return b.entree(dialogue.EntreeMainRendue) },
		"ouvrir":       func(b *Banc, _ string) error { return b.entree(dialogue.EntreeOuverture) },
	}
}

func (b *Banc) entree(g dialogue.GenreEntree) error {
	_, err := b.Jouer(dialogue.Entree{Genre: g})
	return err
}

func (b *Banc) structures(n string) error {
	if n != "2" {
		return nil
	}
	s := b.Monde.Structures[0]
	s.ID, s.RaisonSociale = 2, "Expertises du Nord"
	b.Monde.Structures = append(b.Monde.Structures, s)
	b.Monde.Acteur.Profils[2] = comptes.Modification
	return nil
}

func (b *Banc) consultation(string) error {
	b.Monde.Acteur.Profils[1] = comptes.Consultation
	return nil
}

// brouillon opens a draft as the greeting does, and leaves the documents for later.
func (b *Banc) brouillon(string) error {
	if _, err := b.Dire("nouveau mémoire"); err != nil {
		return err
	}
	_, err := b.Toucher("Saisir sans")
	return err
}

// attend fills the draft, as if in the portal, until the pending question is the wanted one.
func (b *Banc) attend(cle string) error {
	if b.Memoire() == nil {
		if err := b.brouillon(""); err != nil {
			return err
		}
	}
	return Avancer(cle, b.EnAttente, b.Toucher, b.poser)
}

// Avancer answers the pending questions with the values of the specimen until the wanted one is
// pending: toucher puts an attachment off, poser writes "CLE VALEUR" as if in the portal. Both benches
// call it, so that `attend` means the same draft in the corpus and over the real stores.
func Avancer[R any](cle string, enAttente func() string, toucher func(string) (R, error), poser func(string) error) error {
	valeurs := map[string]string{
		"juridiction": "tj93008", "texte_reference": "R92", "numero_affaire": "2026/32312", "date_requisition": "2026-10-02", "autorite": "opj",
		"type_prestation": "traduction_orale.enquete", "date_prestation": "2026-10-13", "quantite": "3000", "tarif_ht": "4650", "taux_tva": "2000",
	}
	for range 20 {
		attente := enAttente()
		if attente == cle {
			return nil
		}
		var err error
		if strings.HasPrefix(attente, "piece:") {
			_, err = toucher("Plus tard")
		} else {
			err = poser(attente + " " + valeurs[attente])
		}
		if err != nil {
			return fmt.Errorf("attend %s, devant %s: %w", cle, attente, err)
		}
	}
	return fmt.Errorf("attend %s: jamais demandé", cle)
}

func (b *Banc) poser(reste string) error {
	cle, valeur, _ := strings.Cut(reste, " ")
	m := b.Memoire()
	if m == nil {
		return fmt.Errorf("poser %s: pas de brouillon", cle)
	}
	ligne := 1
	if n, c, ok := strings.Cut(cle, "."); ok {
		i, err := strconv.Atoi(n)
		if err != nil {
			return fmt.Errorf("ligne %q: %w", n, err)
		}
		ligne, cle = i, c
	}
	c := memoires.Champ{Cle: memoires.Cle(cle)}
	if c.Cle.DeLigne() {
		for len(m.Lignes) < ligne {
			if err := b.ligne(""); err != nil {
				return err
			}
		}
		c.Ligne = m.Lignes[ligne-1].ID
	}
	avant := m.Valeur(c)
	if err := m.Poser(c, valeur); err != nil {
		return fmt.Errorf("poser %s: %w", cle, err)
	}
	m.Provenances[c] = memoires.Provenance{Source: memoires.Saisi}
	return b.modifie(dialogue.Modification{Champ: c, Avant: avant, Apres: valeur, Ou: "sur le portail"})
}

func (b *Banc) modifie(m dialogue.Modification) error {
	_, err := b.Jouer(dialogue.Entree{Genre: dialogue.EntreeModifie, Modifications: []dialogue.Modification{m}})
	return err
}

func (b *Banc) ligne(string) error {
	m := b.Memoire()
	if m == nil {
		return fmt.Errorf("ligne: pas de brouillon")
	}
	b.lignes++
	m.Lignes = append(m.Lignes, memoires.LignePrestation{ID: b.lignes, Position: len(m.Lignes) + 1})
	return nil
}

func (b *Banc) dossier(reste string) error {
	mots := strings.Fields(reste)
	if len(mots) < 2 {
		return fmt.Errorf("dossier %q: numéro et état attendus", reste)
	}
	b.ids++
	d := dialogue.Dossier{
		ID: b.ids, Numero: memoires.Numero(mots[0]), Etat: memoires.Etat(mots[1]), Structure: 1, TTC: 15000,
		ModifieLe: b.Monde.Maintenant.Add(-time.Hour), EtatLe: b.Monde.Maintenant.Add(-72 * time.Hour),
	}
	if len(mots) > 2 {
		n, err := strconv.Atoi(mots[2])
		if err != nil {
			return fmt.Errorf("dossier %q: %w", reste, err)
		}
		d.Lignes, d.Manque = n, "la date de la prestation"
	}
	m := dialogue.NouveauBrouillon(1, b.Monde)
	m.ID, m.Numero, m.NumeroTMP, m.Etat = d.ID, d.Numero, d.Numero, d.Etat
	b.Memoires[m.ID] = &m
	b.Monde.Dossiers = append(b.Monde.Dossiers, d)
	return nil
}

func (b *Banc) motif(reste string) error {
	numero, texte, _ := strings.Cut(reste, " ")
	for i := range b.Monde.Dossiers {
		if string(b.Monde.Dossiers[i].Numero) == numero {
			b.Monde.Dossiers[i].Motif = texte
		}
	}
	return nil
}

func (b *Banc) habitude(reste string) error {
	cle, valeur, _ := strings.Cut(reste, " ")
	b.Monde.Habitudes = append(b.Monde.Habitudes, dialogue.Habitude{Cle: memoires.Cle(cle), Valeur: valeur, Source: "mémoire MJ0000002117"})
	return nil
}

func (b *Banc) guide(reste string) error {
	b.Monde.Guide = Repondant(reste, b.Monde.Guide)
	return nil
}

// Repondant gives the guide one answer, « mot | réponse », before those of suivant, which may be nil. Both
// benches call it, so that `% guide` means the same in both.
func Repondant(reste string, suivant func(string) []dialogue.ReponseGuide) func(string) []dialogue.ReponseGuide {
	mot, reponse, _ := strings.Cut(reste, "|")
	mot, reponse = strings.TrimSpace(mot), strings.TrimSpace(reponse)
	return func(q string) []dialogue.ReponseGuide {
		if strings.Contains(strings.ToLower(q), mot) {
			return []dialogue.ReponseGuide{{Titre: "Guide", Extrait: reponse, Lien: "/aide", Article: "guide", Score: 1}}
		}
		if suivant != nil {
			return suivant(q)
		}
		return nil
	}
}

func (b *Banc) ailleurs(reste string) error {
	cle, valeur, _ := strings.Cut(reste, " ")
	c := b.champ(cle)
	m := b.Memoire()
	if m == nil {
		return fmt.Errorf("ailleurs %s: pas de brouillon", cle)
	}
	avant := m.Valeur(c)
	if err := m.Poser(c, valeur); err != nil {
		return fmt.Errorf("ailleurs %s: %w", cle, err)
	}
	return b.modifie(dialogue.Modification{Champ: c, Avant: avant, Apres: valeur, Ou: "sur votre téléphone", A: b.Monde.Maintenant.Format("15:04")})
}

// champ points a key at the first line, or at the header.
func (b *Banc) champ(cle string) memoires.Champ {
	c := memoires.Champ{Cle: memoires.Cle(cle)}
	if m := b.Memoire(); m != nil && c.Cle.DeLigne() && len(m.Lignes) > 0 {
		c.Ligne = m.Lignes[0].ID
	}
	return c
}

// edite edits the old bubble that answered a field.
func (b *Banc) edite(reste string) error {
	cle, texte, _ := strings.Cut(reste, " ")
	c := b.champ(cle)
	_, err := b.Jouer(dialogue.Entree{Genre: dialogue.EntreeEdition, Champ: &c, Texte: texte})
	return err
}
