package rejouer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"claudia/assistant"
	"claudia/assistant/dialogue"
	"claudia/assistant/dialogue/dialoguetest"
	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/memoires"
	"claudia/memoires/referentiel"
)

// reglages gives the settings of a script; each goes through the real services.
func reglages() map[string]func(*Banc, string) error {
	return map[string]func(*Banc, string) error{
		"ouvrir":     (*Banc).reouvrir,
		"compte":     (*Banc).changerCompte,
		"structures": func(b *Banc, _ string) error { return b.changerCompte("medecin") },
		"assujetti":  (*Banc).assujettir,
		"option":     (*Banc).opter,
		"franchise":  func(*Banc, string) error { return nil }, // as the interpreter of the demo is
		"brouillon":  (*Banc).brouillon,
		"attend":     (*Banc).attend,
		"poser":      (*Banc).poser,
		"ailleurs":   (*Banc).poser,
		"dossier":    (*Banc).dossier,
		"guide":      (*Banc).poserGuide,
		"support":    func(b *Banc, mot string) error { b.support = mot != "ferme"; return nil },
		"prise":      func(b *Banc, _ string) error { return b.evenement(assistant.EvenementMainPrise) },
		"rendue":     func(b *Banc, _ string) error { return b.evenement(assistant.EvenementMainRendue) },
	}
}

// Regler sets the world up; see [reglages] for the words.
func (b *Banc) Regler(mots string) error {
	nom, reste, _ := strings.Cut(mots, " ")
	f, ok := reglages()[nom]
	if !ok {
		return fmt.Errorf("réglage %q inconnu du service réel", mots)
	}
	return f(b, strings.TrimSpace(reste))
}

func (b *Banc) reouvrir(string) error {
	c, err := b.service.Ouvrir(b.ctx, b.par)
	if err != nil {
		return err
	}
	b.conv, b.vu, b.dits, b.effets, b.etat = c.ID, 0, nil, nil, dialogue.Etat{}
	return b.tourner()
}

// changerCompte goes on as another account of the demo, in a conversation of its own.
func (b *Banc) changerCompte(nom string) error {
	adresse, ok := map[string]string{
		"interprete": comptesdemo.Interprete, "medecin": comptesdemo.Medecin, "secretaire": comptesdemo.Secretaire, "enquetrice": comptesdemo.Enquetrice,
	}[nom]
	if !ok {
		return fmt.Errorf("compte %q inconnu", nom)
	}
	b.par = b.jeu.Acteurs[adresse]
	b.par.Origine = comptes.Assistant
	return b.reouvrir("")
}

// assujettir makes the structure of the account pay VAT.
func (b *Banc) assujettir(string) error {
	return b.parametrer(func(p *comptes.ParametresPrestataire) { p.FranchiseTVA = false })
}

// opter has the structure of the account exercise the option, under the words that the form offers.
func (b *Banc) opter(string) error {
	v, ok := b.memoires.Referentiel().Regime(referentiel.RegimeOption)
	if !ok {
		return errors.New("le référentiel n'a pas le régime de l'option")
	}
	return b.parametrer(func(p *comptes.ParametresPrestataire) { p.Regime = v.Libelle })
}

func (b *Banc) parametrer(changer func(*comptes.ParametresPrestataire)) error {
	s, err := b.comptes.Structure(b.ctx, b.par, b.par.Structures()[0])
	if err != nil {
		return err
	}
	p := s.ParametresPrestataire
	changer(&p)
	_, err = b.comptes.ModifierParametres(b.ctx, b.par, s.ID, s.Version, p)
	return err
}

func (b *Banc) evenement(genre string) error {
	b.dits, b.effets = nil, nil
	if _, err := b.journal.Ajouter(b.ctx, assistant.Demande{
		Conversation: b.conv, CID: uuid.New(), Auteur: assistant.Systeme,
		Contenu: assistant.Contenu{Evenement: &assistant.Evenement{Genre: genre}},
	}); err != nil {
		return err
	}
	return b.tourner()
}

// brouillon opens a draft by the words of a person, without its documents.
func (b *Banc) brouillon(string) error {
	if _, err := b.Dire("nouveau mémoire"); err != nil {
		return err
	}
	if b.etat.Memoire == 0 {
		return fmt.Errorf("brouillon: rien n'est ouvert, question %q", b.EnAttente())
	}
	_, err := b.Toucher("Saisir sans")
	return err
}

// attend fills the draft in the portal until the pending question is the wanted one.
func (b *Banc) attend(cle string) error {
	if b.etat.Memoire == 0 {
		if err := b.brouillon(""); err != nil {
			return err
		}
	}
	return dialoguetest.Avancer(cle, b.EnAttente, b.Toucher, b.poser)
}

// poser writes a field as the form of the portal does, and tells the conversation.
func (b *Banc) poser(reste string) error {
	cle, valeur, _ := strings.Cut(reste, " ")
	avant, err := b.memoires.ParID(b.ctx, b.par, b.etat.Memoire)
	if err != nil {
		return err
	}
	portail := b.par
	portail.Origine = comptes.Portail
	e := []memoires.Ecriture{{Champ: memoires.Champ{Cle: memoires.Cle(cle)}, Valeur: valeur, Provenance: memoires.Provenance{Source: memoires.Saisi}}}
	var apres memoires.Memoire
	switch c := memoires.Cle(cle); {
	case !c.DeLigne():
		apres, err = b.memoires.EnregistrerEntete(b.ctx, portail, avant.ID, avant.Version, e)
	case len(avant.Lignes) == 0:
		apres, _, err = b.memoires.AjouterLigne(b.ctx, portail, avant.ID, avant.Version, e)
	default:
		e[0].Champ.Ligne = avant.Lignes[0].ID
		apres, err = b.memoires.ModifierLigne(b.ctx, portail, avant.ID, avant.Version, e)
	}
	if err != nil {
		return fmt.Errorf("poser %s: %w", reste, err)
	}
	b.dits, b.effets = nil, nil
	if err := b.service.Signaler(b.ctx, avant, apres, "sur le portail", b.horloge.Format("15:04")); err != nil {
		return err
	}
	return b.tourner()
}

// dossier makes a mémoire of the account in a state: brouillon, mis_a_disposition, refuse, mis_en_paiement.
func (b *Banc) dossier(reste string) error {
	etat, motif, _ := strings.Cut(reste, " ")
	m, err := b.memoires.Ouvrir(b.ctx, b.par, b.par.Structures()[0])
	if err != nil || etat == "brouillon" {
		return err
	}
	if m, err = b.remplir(m); err != nil {
		return err
	}
	if _, err := b.memoires.Envoyer(b.ctx, b.par, m.ID, m.Version, "rejouer-"+strconv.FormatInt(int64(m.ID), 10)); err != nil {
		return err
	}
	if etat == string(memoires.Envoye) {
		return nil
	}
	systeme := comptes.ActeurSysteme()
	if _, err := b.memoires.MettreADisposition(b.ctx, systeme, m.ID); err != nil {
		return err
	}
	switch etat {
	case string(memoires.Refuse):
		_, err = b.memoires.Refuser(b.ctx, systeme, m.ID, motif)
	case string(memoires.MisEnPaiement):
		_, err = b.memoires.MettreEnPaiement(b.ctx, systeme, m.ID)
	}
	return err
}

// remplir fills a draft with a whole mission and its two documents.
func (b *Banc) remplir(m memoires.Memoire) (memoires.Memoire, error) {
	m, err := b.memoires.EnregistrerEntete(b.ctx, b.par, m.ID, m.Version, []memoires.Ecriture{
		{Champ: memoires.Champ{Cle: memoires.CleJuridiction}, Valeur: "tj75056"},
		{Champ: memoires.Champ{Cle: memoires.CleTexteReference}, Valeur: "R92"},
		{Champ: memoires.Champ{Cle: memoires.CleTypeTVA}, Valeur: "EXONERATION"},
	})
	if err != nil {
		return m, err
	}
	var e []memoires.Ecriture
	for cle, v := range map[memoires.Cle]string{
		memoires.CleNumeroAffaire: "2026/11111", memoires.CleDateRequisition: "2026-09-01", memoires.CleAutorite: "opj",
		memoires.CleTypePrestation: "traduction_orale.enquete", memoires.CleDatePrestation: "2026-09-02",
		memoires.CleQuantite: "2000", memoires.CleTarifHT: "4650", memoires.CleTauxTVA: "0",
	} {
		e = append(e, memoires.Ecriture{Champ: memoires.Champ{Cle: cle}, Valeur: v})
	}
	m, ligne, err := b.memoires.AjouterLigne(b.ctx, b.par, m.ID, m.Version, e)
	if err != nil {
		return m, err
	}
	papiers, err := dessiner("nuit")
	if err != nil {
		return m, err
	}
	for i, p := range papiers {
		lien := memoires.LienPiece{Type: memoires.PieceRequisition}
		if i > 0 {
			lien = memoires.LienPiece{Type: memoires.PieceAttestation, Ligne: ligne}
		}
		piece, err := b.pieces.Deposer(b.ctx, b.par, int64(m.Entete.Structure), p.nom, bytes.NewReader(p.contenu))
		if err != nil {
			return m, err
		}
		lien.Piece = string(piece.ID)
		if m, err = b.memoires.LierPiece(b.ctx, b.par, m.ID, m.Version, lien); err != nil {
			return m, err
		}
	}
	return m, nil
}

// poserGuide gives the guide one answer: « % guide mot | réponse ».
func (b *Banc) poserGuide(reste string) error {
	b.guide.Recherche = dialoguetest.Repondant(reste, b.guide.Recherche)
	return nil
}

// lirePapiers gives the documents of « + … »: files beside the script, or drawn ones.
func (b *Banc) lirePapiers(noms string) ([]papier, error) {
	var out []papier
	for nom := range strings.FieldsSeq(noms) {
		if dessin, ok := strings.CutPrefix(nom, prefixeSpecimen); ok {
			l, err := dessiner(dessin)
			if err != nil {
				return nil, err
			}
			out = append(out, l...)
			continue
		}
		p, err := b.ouvrirPapier(nom)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// deposer sends the documents in one message.
func (b *Banc) deposer(ctx context.Context, papiers []papier) (assistant.Depot, error) {
	r, err := b.service.RecevoirPieces(ctx, b.par, b.conv)
	if err != nil {
		return assistant.Depot{}, err
	}
	for _, p := range papiers {
		if err := r.Ajouter(ctx, p.nom, bytes.NewReader(p.contenu)); err != nil {
			return assistant.Depot{}, err
		}
	}
	return r.Conclure(ctx, uuid.New(), "")
}
