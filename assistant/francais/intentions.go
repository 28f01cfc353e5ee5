package francais

import (
	"slices"
	"sort"
	"strings"
)

// Intention is what a person wants by a sentence, beside the values it holds.
type Intention int

// The intentions, in the order of the priorities of R1: danger, human, cancel and pause,
// correction, answers, questions, politeness.
const (
	Inconnue     Intention = iota
	Detresse               // danger or suicide: emergency numbers first
	Humain                 // wants a person
	Manipulation           // asks to ignore the rules or to send everything: plain text
	Insulte
	Colere               // frustration without insult
	Annule               // scope to ask
	Arreter              // « stop je veux plus rien »
	Pause                // « une minute », « je reprends ce soir »
	Reprendre            // « je reprends »
	Defaire              // undo the last answer
	Refaire              // redo what was undone
	Recommence           // start over, to confirm
	ToutFaux             // show the recap to edit
	LaisseComme          // « non rien, laisse comme avant »
	SupprimerLigne       // Numero: the line, ChoixDernier, 0 when not said
	AjouterLigne         //
	Changer              // « change le montant »: Sujet names the field
	ChoixOrdinal         // Numero: rank in the displayed list, or a Choix… constant
	Oui                  //
	Non                  //
	Doute                // « je crois », « pas sûre »
	JeNeSaisPas          //
	JePasse              //
	JeRefuse             //
	CommeVousVoulez      // never choose a value from it
	CommeLaDerniereFois  // copy as a card to tick
	Envoyer              // never enough to send (R10)
	Nouveau              // new mémoire
	Facture              // short and ambiguous: mémoire or another market
	Statut               // « où en est mon mémoire », « quand serai-je payé »
	MesMemoires          // lists of mémoires: « mes mémoires refusés »
	Recapitule           //
	OuEnEstOn            //
	OuTrouver            //
	Pourquoi             //
	CEstQuoi             // Sujet
	Exemple              //
	Repete               //
	MotDePasse           //
	Robot                //
	PapierSeul           // « je l'ai qu'en papier »
	Certificat           //
	EffacerConversations //
	AnnulerEnvoi         // « annulez l'envoi » of what was sent
	Question             // some other question
	HorsSujet            //
	Anglais              //
	Espagnol             //
	Merci                //
	Bonjour              //
	AuRevoir             //
	Vide                 // nothing to read
	Charabia             // keys hit at random
)

// Values of IntentionLue.Numero that are not a rank.
const (
	ChoixDernier = -1 // « la dernière »
	ChoixAutre   = -2 // « l'autre »
	ChoixTous    = -3 // « les deux », « toutes »
	ChoixAucun   = -4 // « aucune »
)

// IntentionLue is one intention with its place.
type IntentionLue struct {
	Genre      Intention
	Debut, Fin int    // bytes of the normalised text
	Sujet      string // what a question or a change is about, as typed
	Numero     int    // rank or line number
	Negation   bool   // « pas la première »
}

// LectureIntention is all that a sentence wants.
type LectureIntention struct {
	Lues     []IntentionLue // by priority
	Reste    string         // what no intention took, without the words that joined it
	Debut    int            // bytes of the rest in the normalised text
	Fin      int
	Question bool // the rest, or the sentence, is a question
}

// Premiere gives the intention of highest priority, Inconnue when there is none.
func (l LectureIntention) Premiere() Intention {
	if len(l.Lues) == 0 {
		return Inconnue
	}
	return l.Lues[0].Genre
}

// A tells whether the intention is among those read.
func (l LectureIntention) A(g Intention) bool {
	_, ok := l.Trouver(g)
	return ok
}

// Trouver gives the intention of that kind.
func (l LectureIntention) Trouver(g Intention) (IntentionLue, bool) {
	for _, i := range l.Lues {
		if i.Genre == g {
			return i, true
		}
	}
	return IntentionLue{}, false
}

// Intentions reads what a sentence wants. « oui, et il faut le RIB aussi ? » gives Oui and a rest
// that is a question.
func Intentions(s string) LectureIntention {
	p := decouper(s)
	if !p.lisible() {
		g := Vide
		if strings.Contains(p.s, "?") {
			g = Repete
		}
		return LectureIntention{Lues: []IntentionLue{{Genre: g, Fin: len(p.s)}}}
	}
	l := &lecteurIntentions{phrase: p, pris: make([]bool, len(p.j)), lex: motifs()}
	l.preparer()
	l.structures()
	l.motifsDits()
	l.langues()
	return l.conclure()
}

// lisible tells whether something was said: letters, digits or an emoji that answers.
func (p *phrase) lisible() bool {
	for i := range p.j {
		if p.j[i].genre != signe || emoji(p.j[i].t) != Inconnue {
			return true
		}
	}
	return false
}

type lecteurIntentions struct {
	*phrase
	m    []string // folded words, elongations collapsed, typing errors repaired
	brut []string // the unknown words before repair, "" for the others
	pris []bool
	lex  *lexiqueMotifs
	lues []IntentionLue
}

// preparer collapses « ouiiii » and repairs typing errors toward the words of the patterns.
func (l *lecteurIntentions) preparer() {
	l.m, l.brut = make([]string, len(l.j)), make([]string, len(l.j))
	for i, j := range l.j {
		if j.genre == signe {
			l.m[i] = j.t
			continue
		}
		t := j.t
		if j.genre == mot {
			if j.exact != "" && !strings.HasPrefix(j.t, "apresmidi") {
				t = j.exact
			}
			t = sansAllongement(t)
			if len(t) >= 4 && !l.lex.connus[t] && abreviation(t) == "" {
				l.brut[i] = t
			}
			t = l.lex.reparer(t)
		}
		l.m[i] = t
	}
}

// sansAllongement turns runs of three equal letters or more into one.
func sansAllongement(t string) string {
	r := []rune(t)
	w := 0
	for i := 0; i < len(r); {
		k := i
		for k < len(r) && r[k] == r[i] {
			k++
		}
		n := k - i
		if n >= 3 {
			n = 1
		}
		for range n {
			r[w] = r[i]
			w++
		}
		i = k
	}
	return string(r[:w])
}

func (l *lecteurIntentions) prendre(g Intention, i, n int) *IntentionLue {
	for k := i; k < i+n && k < len(l.pris); k++ {
		l.pris[k] = true
	}
	d, f := l.borne(i, n)
	l.lues = append(l.lues, IntentionLue{Genre: g, Debut: d, Fin: f})
	return &l.lues[len(l.lues)-1]
}

// motifsDits finds the patterns, longest first at each place.
func (l *lecteurIntentions) motifsDits() {
	for i := 0; i < len(l.m); {
		if l.pris[i] {
			i++
			continue
		}
		if g := emoji(l.m[i]); g != Inconnue {
			l.prendre(g, i, 1)
			i++
			continue
		}
		m, n := l.meilleurMotif(i)
		if n == 0 {
			i++
			continue
		}
		lue := l.prendre(m.genre, i, n)
		if m.sujet {
			lue.Sujet = l.sujet(i + n)
		}
		i += n
	}
}

func (l *lecteurIntentions) meilleurMotif(i int) (motif, int) {
	var best motif
	n := 0
	essayer := func(w string) {
		for _, m := range l.lex.parMot[w] {
			if k := l.correspond(m, i); k > n && l.placeOk(m, i, k) {
				best, n = m, k
			}
		}
	}
	essayer(l.m[i])
	if n == 0 && l.brut[i] != "" { // the nearest word was not the right one
		for _, w := range l.lex.voisins(l.brut[i]) {
			essayer(w)
		}
	}
	return best, n
}

// dit tells whether the word at k is that of the pattern, or an unknown word one error away.
func (l *lecteurIntentions) dit(k int, mot string, m motif) bool {
	if l.brut[k] != "" && l.brut[k] != mot && len(m.mots) <= 2 && (m.genre == Insulte || m.genre == Colere) {
		return false // « de Mende » is no insult
	}
	if len(m.mots) == 1 && l.brut[k] != "" && l.brut[k] != mot { // « Marne » is not « marre »
		poli := m.genre == Merci || m.genre == Bonjour
		if m.genre <= Colere && m.place == partout || m.place == partout && len(mot) < 7 && !poli {
			return false
		}
	}
	if l.m[k] == mot {
		return len(mot) > 2 || m.genre != Oui && m.genre != Non || !l.colle(k+1) || l.j[k+1].genre == signe
	}
	return l.brut[k] != "" && len(mot) >= 5 && distance(l.brut[k], mot, 1) == 1
}

// correspond matches the words of a pattern at i and gives the tokens taken; « ne » and signs may
// stand between them.
func (l *lecteurIntentions) correspond(m motif, i int) int {
	k := i
	for w, mot := range m.mots {
		for w > 0 && k < len(l.m) && (l.m[k] == "-" || l.m[k] == "ne" || l.m[k] == "n") && mot != l.m[k] {
			k++
		}
		if k >= len(l.m) || l.pris[k] || !l.dit(k, mot, m) {
			return 0
		}
		k++
	}
	return k - i
}

// placeOk holds the patterns that count only at the head of a sentence or alone.
func (l *lecteurIntentions) placeOk(m motif, i, n int) bool {
	if m.genre == Detresse && l.un(i+n, "avec") && !l.un(i+n+1, "la") { // « en finir avec ce mémoire »
		return false
	}
	switch m.place {
	case partout:
		return true
	case enTete:
		for k := range i {
			if !l.pris[k] && l.j[k].genre != signe && !liaison(l.m[k]) {
				return l.j[i-1].genre == signe && (l.m[i-1] == "." || l.m[i-1] == "!" || l.m[i-1] == ",") && i+n >= len(l.m)
			}
		}
		return true
	case seul:
		for k := range l.m {
			if (k < i || k >= i+n) && !l.pris[k] && l.j[k].genre != signe && !liaison(l.m[k]) {
				return false
			}
		}
		return true
	}
	return false
}

// liaison tells the words that join without meaning.
func liaison(t string) bool {
	switch t {
	case "et", "mais", "alors", "donc", "bon", "ben", "bah", "euh", "heu", "hum", "svp", "stp", "ah", "oh", "eh", "puis", "ensuite",
		"du", "coup", "enfin", "bref", "voila", "hein", "quoi", "la", "a", "le", "s", "il", "vous", "plait", "te", "tres", "bien", "sinon", "en", "fait", "mdr", "lol", "please", "ce", "c", "cher", "madame", "monsieur", "bonsoir":
		return true
	}
	return false
}

// jonction tells the words that may fall at the borders of the rest.
func jonction(t string) bool {
	switch t {
	case "et", "mais", "alors", "donc", "bon", "ben", "bah", "euh", "heu", "hum", "svp", "puis", "ensuite", "voila", "hein", "ah", "oh", "bref", "ca", "cela":
		return true
	}
	return false
}

// sujet gives what follows, without its article and final signs.
func (l *lecteurIntentions) sujet(i int) string {
	deb := i
	for i < len(l.m) && (l.est(i, "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "que", "mon", "ma", "mes", ":", "ce", "cette", "champ", "votre", "vos") || l.m[i] == "-") {
		i++
	}
	fin := len(l.m)
	for k := i; k < fin; k++ {
		if l.j[k].genre == signe && l.m[k] != "-" && l.m[k] != "°" && l.m[k] != "/" {
			fin = k
		}
	}
	if i >= fin {
		return ""
	}
	for k := deb; k < fin; k++ {
		l.pris[k] = true
	}
	return l.texte(i, fin-i)
}

// conclure ranks, drops doubles and computes the rest.
func (l *lecteurIntentions) conclure() LectureIntention {
	var r LectureIntention
	r.Question = strings.Contains(l.s, "?") || l.interrogatif()
	l.reste(&r)
	if len(l.lues) == 0 && l.charabia() {
		l.lues = append(l.lues, IntentionLue{Genre: Charabia, Fin: len(l.s)})
	}
	if l.lit(Manipulation) {
		l.oter(Envoyer)
	}
	if r.Question && r.Reste != "" && !l.aQuestion() {
		l.lues = append(l.lues, IntentionLue{Genre: Question, Debut: r.Debut, Fin: r.Fin, Sujet: r.Reste})
	}
	sort.SliceStable(l.lues, func(a, b int) bool { return l.lues[a].Genre < l.lues[b].Genre })
	vues := map[Intention]bool{}
	for _, i := range l.lues {
		if vues[i.Genre] && i.Genre != CEstQuoi && i.Genre != Changer {
			continue
		}
		vues[i.Genre] = true
		r.Lues = append(r.Lues, i)
	}
	return r
}

func (l *lecteurIntentions) aQuestion() bool {
	for _, i := range l.lues {
		if i.Genre >= Statut && i.Genre <= Espagnol {
			return true
		}
	}
	return false
}

func (l *lecteurIntentions) lit(g Intention) bool {
	for _, i := range l.lues {
		if i.Genre == g {
			return true
		}
	}
	return false
}

func (l *lecteurIntentions) oter(g Intention) {
	l.lues = slices.DeleteFunc(l.lues, func(i IntentionLue) bool { return i.Genre == g })
}

// interrogatif tells a sentence that asks without a question mark.
func (l *lecteurIntentions) interrogatif() bool {
	i := 0
	for i < len(l.m) && (l.pris[i] || l.j[i].genre == signe || liaison(l.m[i])) {
		i++
	}
	if i >= len(l.m) {
		return false
	}
	switch l.m[i] {
	case "comment", "pourquoi", "combien", "quand", "quel", "quelle", "quels", "quelles", "ou", "qui", "est", "puis", "peut", "faut", "dois", "cmt", "pk", "pq", "pkoi", "ki", "kan", "koi", "quoi", "koment":
		return len(l.m) > i+1 && (l.m[i] != "est" || l.m[i+1] == "ce") && (l.m[i] != "ou" || len(l.m) > i+2)
	case "qu":
		return i+1 < len(l.m) && l.m[i+1] == "est"
	case "on", "je":
		return i+2 < len(l.m) && (l.m[i+2] == "quoi" || l.m[i+2] == "comment" || l.m[i+2] == "ou")
	}
	return false
}

// reste gives the text between the first and last tokens that nothing took.
func (l *lecteurIntentions) reste(r *LectureIntention) {
	a, b := 0, len(l.m)
	for a < b && (l.pris[a] || l.j[a].genre == signe && !l.est(a, "-", "€") || jonction(l.m[a]) && l.aPris(0, a)) {
		a++
	}
	for b > a && (l.pris[b-1] || jonction(l.m[b-1]) && l.aPris(b, len(l.m))) {
		b--
	}
	for b > a && l.j[b-1].genre == signe && l.est(b-1, ",", ".", ";", "-", ":") {
		b--
	}
	if a >= b {
		return
	}
	r.Debut, r.Fin = l.borne(a, b-a)
	r.Reste = l.s[r.Debut:r.Fin]
}

func (l *lecteurIntentions) aPris(a, b int) bool {
	for k := a; k < b; k++ {
		if l.pris[k] {
			return true
		}
	}
	return false
}
