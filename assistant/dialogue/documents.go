package dialogue

import (
	"slices"
	"strings"

	"claudia/assistant/francais"
	"claudia/memoires"
	"claudia/memoires/lecture"
)

// piecesRecues takes documents dropped in the conversation: they are read in the background (R16).
func (t *tour) piecesRecues() {
	t.e.Salue = true
	for _, f := range t.in.Refuses {
		if f.Double != "" {
			t.dire("« " + f.Nom + " » est déjà là, sous le nom « " + f.Double + " » : je n'en garde qu'un.")
			continue
		}
		t.alerter("avertissement", "« "+f.Nom+" » n'est pas pris : "+f.Raison)
	}
	var noms []string
	for _, f := range t.in.Fichiers {
		if f.Debut != "" {
			t.e.ALire = append(t.e.ALire, Fichier{Piece: f.Piece, Nom: f.Nom})
			t.dire("Votre texte est long : je le garde entier, comme un document, et je le lis.")
			t.discret = t.e.Attente != nil
			continue
		}
		if !slices.ContainsFunc(t.e.ALire, func(x Fichier) bool { return x.Piece == f.Piece }) {
			t.e.ALire = append(t.e.ALire, f)
			noms = append(noms, "« "+f.Nom+" »")
		}
	}
	if len(noms) > 0 {
		t.dire("Bien reçu " + enPhrase(noms) + ". Je lis, cela prend quelques secondes.")
		t.discret = t.e.Attente != nil || t.in.Texte == ""
	}
	if t.in.Texte != "" {
		t.discret = false
	}
}

// lectureEnCours tells whether a document is being read and not yet there.
func (t *tour) lectureEnCours() bool { return len(t.e.ALire) > 0 }

// lectureFinie takes the reading of one document.
func (t *tour) lectureFinie() {
	t.recevoirLecture(t.in.Piece)
	if t.lectureEnCours() && t.question == nil && !t.muet {
		t.discret = true // the next reading asks
	}
}

// recevoirLecture takes what was read on a document, whatever it is.
func (t *tour) recevoirLecture(piece string) {
	t.e.ALire = slices.DeleteFunc(t.e.ALire, func(f Fichier) bool { return f.Piece == piece })
	d, ok := t.w.Documents[piece]
	if ok && d.Lecture != nil && d.Lecture.NonLues > 0 {
		t.alerter("avertissement", "Je n'ai pas pu tout lire : il reste "+pluriel(d.Lecture.NonLues, "page")+
			" à la fin de « "+d.Nom+" ». Déposez-les dans un autre fichier, ou dictez-moi ce qu'elles portent.")
	}
	switch {
	case !ok:
		t.muet = true
		return
	case d.Erreur != "" || d.Lecture == nil:
		t.alerter("avertissement", "Je n'ai pas pu lire « "+d.Nom+" ». "+d.Erreur+" "+reprendrePhoto)
	case d.Colle && (d.Lecture.Nature == lecture.Illisible || d.Lecture.Nature == lecture.Autre):
		t.autreTexte()
	case d.Lecture.Nature == lecture.Illisible:
		t.illisible(piece, d)
	case d.Lecture.Nature == lecture.Autre:
		t.autreDocument(piece, d)
	default:
		t.recevoirActe(piece, d)
	}
}

const reprendrePhoto = "Si c'est une photo, reprenez-la à plat, entière et bien éclairée ; un PDF d'origine est encore mieux."

// autreTexte says that a pasted text is neither of the two expected: no page of a mémoire to be joined.
func (t *tour) autreTexte() {
	t.dire("Le texte collé ne ressemble ni à une réquisition ni à une attestation : je n'en reprends rien. " +
		"Si vous aviez une question, posez-la en quelques phrases ; si c'était un document, déposez le fichier.")
	t.court = true
}

// illisible says that too little could be read, and what to do.
func (t *tour) illisible(piece string, d Document) {
	t.alerter("avertissement", "« "+d.Nom+" » est trop difficile à lire. "+d.Lecture.Message+" "+reprendrePhoto)
	t.garderAutre(piece, d)
}

// autreDocument names a document that is neither of the two expected (turn 85).
func (t *tour) autreDocument(piece string, d Document) {
	t.dire("« " + d.Nom + " » ne ressemble ni à une réquisition ni à une attestation. " + d.Lecture.Message)
	t.garderAutre(piece, d)
}

// garderAutre asks whether a document must be joined all the same, and as what.
func (t *tour) garderAutre(piece string, d Document) {
	if t.m == nil {
		return
	}
	lier := func(type_ memoires.TypePiece) []Ordre {
		return []Ordre{{Verbe: vAttacher, Piece: piece, Type: type_}}
	}
	t.demander(Attente{
		Genre: AttendChoix, Sujet: "piece:" + piece, Question: "Faut-il joindre « " + d.Nom + " » à ce mémoire ?", Rappel: "Faut-il joindre « " + d.Nom + " » à ce mémoire ?",
		Candidats: []Candidat{
			{Libelle: "Oui, comme autre pièce", Cle: "oui", Ordres: lier(memoires.PieceAutre)},
			{Libelle: "C'est ma réquisition", Ordres: lier(memoires.PieceRequisition)},
			{Libelle: "C'est mon attestation", Ordres: lier(memoires.PieceAttestation)},
			{Libelle: "Non, je le remplace", Cle: "non", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "D'accord : déposez le bon document quand vous voulez."}}},
		},
	})
}

// recevoirActe takes a réquisition or an attestation: opens the draft if there is none, asks when it
// names someone else, then offers what was read (turns 83, 86, 87).
func (t *tour) recevoirActe(piece string, d Document) {
	if t.m == nil {
		t.demarrerAvec(Fichier{Piece: piece, Nom: d.Nom})
		if t.m == nil {
			return
		}
	}
	if !t.modifiable() {
		return
	}
	if nom, ok := t.autrePersonne(*d.Lecture); ok && t.demanderPersonne(nom, piece) {
		return
	}
	if t.plusieursMissions(piece, d) {
		return
	}
	t.prendreLecture(piece)
}

// demanderPersonne asks, once for a name, whether a document that names someone else is really theirs;
// nothing is tied nor shown before the yes (turn 87). A second document of the same name joins the
// question.
func (t *tour) demanderPersonne(nom, piece string) bool {
	sujet := sujetPersonne + strings.Join(strings.FieldsFunc(francais.Plier(nom), separe), " ")
	if slices.Contains(t.e.Tranches, sujet) {
		return false
	}
	lire := Ordre{Verbe: vLire, Piece: piece}
	if a := t.e.Attente; a != nil && a.Sujet == sujet && !t.repond {
		a.Candidats[0].Ordres = append(a.Candidats[0].Ordres, lire)
		t.dire("« " + t.w.Documents[piece].Nom + " » porte le même nom.")
		return true
	}
	t.demander(Attente{
		Genre: AttendChoix, Sujet: sujet,
		Question: "Ce document est adressé à « " + nom + " », et ce mémoire est fait pour " + t.pourQui() + ". Est-ce bien votre mission ?",
		Rappel:   "Ce document est-il bien pour votre mission ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Oui, c'est ma mission", Ordres: []Ordre{{Verbe: vTranche, Valeur: sujet}, lire}},
			{Cle: "non", Libelle: "Non, ce n'est pas le bon document", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "Je ne retiens rien de ce document."}}},
		},
	})
	return true
}

const sujetPersonne = "contradiction:personne:"

// demarrerAvec opens a draft for a document; with several structures the document waits.
func (t *tour) demarrerAvec(f Fichier) {
	if !slices.Contains(t.e.Libres, f) {
		t.e.Libres = append(t.e.Libres, f)
	}
	t.demarrerSur(Ordre{})
}

// rattacherLibres takes the documents that came before there was a draft.
func (t *tour) rattacherLibres() {
	libres := t.e.Libres
	t.e.Libres = nil
	for _, f := range libres {
		if d, ok := t.w.Documents[f.Piece]; ok && d.Lecture != nil && f.Piece != t.in.Piece {
			t.recevoirActe(f.Piece, d)
		}
	}
}

// pourQui names whom the draft is made for.
func (t *tour) pourQui() string {
	if s, ok := t.structure(); ok {
		return "« " + s.RaisonSociale + " »"
	}
	return "« " + t.w.Acteur.Nom + " »"
}

// autrePersonne gives the person named by a document when neither the actor nor a structure bears the
// name. Nothing else of the document is shown then (turn 87).
func (t *tour) autrePersonne(l lecture.Lecture) (string, bool) {
	c, ok := l.Champ(lecture.PersonneRequise)
	if !ok || c.Confiance < 0.5 || c.Valeur == "" {
		return "", false
	}
	connus := []string{t.w.Acteur.Nom}
	for _, s := range t.w.Structures {
		connus = append(connus, s.RaisonSociale)
	}
	miens := strings.FieldsFunc(francais.Plier(strings.Join(connus, " ")), separe)
	for _, m := range strings.FieldsFunc(francais.Plier(c.Valeur), separe) {
		if len(m) > 2 && slices.ContainsFunc(miens, func(x string) bool { return len(x) > 2 && (semblable(x, m) || semblable(m, x)) }) {
			return "", false
		}
	}
	return c.Valeur, true
}

// prendreLecture ties the document with its type and offers what was read (turn 83).
func (t *tour) prendreLecture(piece string) {
	d, ok := t.w.Documents[piece]
	if !ok || d.Lecture == nil || t.m == nil {
		return
	}
	l := t.ligneDuDocument(*d.Lecture)
	nature := "la réquisition"
	if d.Lecture.Nature == lecture.Attestation {
		nature = "l'attestation"
		t.lier(piece, l, memoires.PieceAttestation)
	} else {
		t.lier(piece, 0, memoires.PieceRequisition)
	}
	if debut, fin, ok := horaires(*d.Lecture); ok {
		t.noterPresence(Presence{Ligne: l, Debut: debut, Fin: fin, Piece: piece})
	}
	props := t.propositionsDe(piece, *d.Lecture, l)
	t.dire("J'ai lu " + nature + " « " + d.Nom + " ».")
	if d.Colle {
		t.dire("Un texte collé ne se joint pas au mémoire : il faudra déposer le document lui-même avant l'envoi.")
	}
	if s := nonLus(*d.Lecture); s != "" {
		t.dire("Je n'y ai pas trouvé " + s + " : je vous le demanderai.")
	}
	if c, ok := d.Lecture.Champ(lecture.Signee); ok && c.Valeur == "false" && !d.Colle {
		t.alerter("avertissement", "Le cadre n° 2 de l'attestation ne semble pas signé par l'autorité. Vous pouvez continuer ; le contrôle le rappellera avant l'envoi.")
	}
	for _, p := range props {
		if !slices.ContainsFunc(t.e.Propositions, func(x Proposition) bool { return x.Champ == p.Champ && x.Piece == p.Piece }) {
			t.e.Propositions = append(t.e.Propositions, p)
		}
	}
	if a := t.e.Attente; a != nil && a.Genre != AttendChoix {
		t.repond = true
	}
}

// ligneDuDocument finds the line that a document speaks of: the one with the same case and day, else
// the first without these, else a new one.
func (t *tour) ligneDuDocument(l lecture.Lecture) memoires.LigneID {
	numero, _ := l.Champ(lecture.NumeroAffaire)
	jour, _ := l.Champ(lecture.DatePrestation)
	for _, x := range t.m.Lignes {
		memeNumero := numero.Valeur == "" || x.NumeroAffaire == "" || x.NumeroAffaire == numero.Valeur
		memeJour := jour.Valeur == "" || x.DatePrestation.IsZero() || x.Valeur(memoires.CleDatePrestation) == jour.Valeur
		if memeNumero && memeJour && (l.Nature != lecture.Attestation || !t.aAttestation(x.ID)) {
			return x.ID
		}
	}
	if len(t.m.Lignes) == 1 && l.Nature == lecture.Requisition {
		return t.m.Lignes[0].ID
	}
	if len(t.m.Lignes) == 1 && !t.aAttestation(t.m.Lignes[0].ID) {
		return t.m.Lignes[0].ID
	}
	return t.nouvelleLigne()
}

func (t *tour) aAttestation(id memoires.LigneID) bool {
	return slices.ContainsFunc(t.m.Pieces, func(p memoires.PieceLiee) bool { return p.Type == memoires.PieceAttestation && p.Ligne == id })
}

// nonLus names the main values that a document should hold and that were not read.
func nonLus(l lecture.Lecture) string {
	attendus := []struct {
		cle lecture.Cle
		nom string
	}{{lecture.NumeroAffaire, "le numéro d'affaire"}, {lecture.AutoriteQualite, "l'autorité requérante"}, {lecture.Prestation, "le type de prestation"}}
	if l.Nature == lecture.Requisition {
		attendus = append(attendus, struct {
			cle lecture.Cle
			nom string
		}{lecture.DateRequisition, "la date de la réquisition"})
	} else {
		attendus = append(attendus, struct {
			cle lecture.Cle
			nom string
		}{lecture.DatePrestation, "la date de la prestation"})
	}
	var noms []string
	for _, a := range attendus {
		if _, ok := l.Champ(a.cle); !ok {
			noms = append(noms, a.nom)
		}
	}
	return enPhrase(noms)
}

// lier ties a document with its type and a plain designation; a pasted text is tied to nothing.
func (t *tour) lier(piece string, ligne memoires.LigneID, type_ memoires.TypePiece) {
	if t.m == nil || t.w.Documents[piece].Colle || !t.modifiable() || slices.ContainsFunc(t.m.Pieces, func(p memoires.PieceLiee) bool { return p.Piece == piece && p.Type == type_ }) {
		return
	}
	if type_ == memoires.PieceAttestation && ligne == 0 {
		ligne = t.ligneCourante()
	}
	designation := "Pièce complémentaire"
	if v, ok := t.w.Referentiel.TypePiece(string(type_)); ok {
		designation = v.Libelle
	}
	t.m.Pieces = append(t.m.Pieces, memoires.PieceLiee{Piece: piece, Ligne: ligne, Type: type_, Designation: designation, Nom: t.w.Documents[piece].Nom})
	t.faire(Lier{Piece: piece, Ligne: ligne, Type: type_, Designation: designation})
	if type_ == memoires.PieceAutre {
		t.dire("« " + t.w.Documents[piece].Nom + " » est joint au mémoire.")
	}
}

// delier unties a document.
func (t *tour) delier(piece string) {
	if t.m == nil || !t.modifiable() {
		return
	}
	t.m.Pieces = slices.DeleteFunc(t.m.Pieces, func(p memoires.PieceLiee) bool { return p.Piece == piece })
	t.faire(Delier{Piece: piece})
}

// demanderDocuments asks for the two documents first: reading them saves most questions. It is asked
// once, and only on an empty draft.
func (t *tour) demanderDocuments() (Attente, bool) {
	if len(t.m.Pieces) > 0 || len(t.e.PiecesTard) > 0 || slices.Contains(t.e.Tranches, sujetDocuments) {
		return Attente{}, false
	}
	for _, l := range t.m.Lignes {
		for _, c := range memoires.ClesLigne() {
			if v := l.Valeur(c); v != "" && (c != memoires.CleTauxTVA || v != "0") {
				return Attente{}, false
			}
		}
	}
	if t.m.Entete.Juridiction != "" || t.m.Entete.TexteReference != "" {
		return Attente{}, false
	}
	t.e.Tranches = append(t.e.Tranches, sujetDocuments)
	return Attente{
		Genre: AttendPiece, Piece: memoires.PieceRequisition, Rappel: "la réquisition et l'attestation, ou me dicter la mission",
		Question: questionDocuments,
		Candidats: []Candidat{
			{Cle: "non", Libelle: "Saisir sans les documents", Ordres: []Ordre{{Verbe: vTranche, Valeur: sujetDocuments}}},
		},
	}, true
}

const (
	sujetDocuments    = "documents_proposes"
	questionDocuments = "Avez-vous la réquisition et l'attestation de mission ? Déposez-les ici : je les lis et vous n'aurez qu'à vérifier. Vous pouvez aussi me dicter la mission en une phrase."
)

// manquePieces tells whether a document that the service expects is not there.
func (t *tour) manquePieces() bool {
	return slices.ContainsFunc(memoires.Etapes(*t.m), func(e memoires.Etape) bool { return len(e.Pieces) > 0 })
}

// direLecture says that the reading goes on while the person does something else (R16).
func (t *tour) direLecture() {
	if t.in.Genre != EntreeTexte && t.in.Genre != EntreeChoix || !t.lectureEnCours() || len(t.in.Fichiers) > 0 {
		return
	}
	var noms []string
	for _, f := range t.e.ALire {
		noms = append(noms, "« "+f.Nom+" »")
	}
	t.dire("La lecture de " + enPhrase(noms) + " continue : je vous dirai ce que j'y ai lu.")
}

// questionPiece asks a document that the service expects.
func (t *tour) questionPiece(p memoires.TypePiece) Attente {
	q, r := "Il me manque la réquisition (ou l'ordonnance) qui vous désigne. Pouvez-vous la déposer ici ?", "la réquisition"
	if p == memoires.PieceAttestation {
		q, r = "Il me manque l'attestation de mission (service fait). Pouvez-vous la déposer ici ?", "l'attestation de mission"
	}
	return Attente{Genre: AttendPiece, Piece: p, Question: q, Rappel: r}
}

// remettrePiece leaves a document for later.
func (t *tour) remettrePiece(p memoires.TypePiece) {
	t.repondu()
	if !slices.Contains(t.e.PiecesTard, p) {
		t.e.PiecesTard = append(t.e.PiecesTard, p)
	}
	t.dire("D'accord, vous la joindrez plus tard : le récapitulatif le rappellera.")
}

// manquePiece tells whether a document of the type is still expected.
func (t *tour) manquePiece(p memoires.TypePiece) bool {
	if slices.Contains(t.e.PiecesTard, p) {
		return false
	}
	for _, e := range memoires.Etapes(*t.m) {
		for _, x := range e.Pieces {
			if x.Type == p {
				return true
			}
		}
	}
	return false
}
