// Package dialogue is the engine of the conversation. It is pure: Tour takes the state, one entry
// and the world as it is, and gives the new state with the effects to carry out. It does no I/O and
// reads no clock, so any conversation replays exactly.
//
// What the engine keeps (Etat) is small: the question it waits on, the values proposed and not yet
// confirmed, the values refused, the stack of digressions, what can be undone. Everything else comes
// from the mémoire itself: the next question is the first missing field of memoires.Etapes. Losing the
// state loses no value of a mémoire.
//
// # One turn
//
//	entry ─▶ charger ─▶ the family of the entry ─▶ clore ─▶ state, effects
//	         (a copy of the draft, on which the turn writes)
//
// A turn (type tour) works on a copy of the draft: each write is validated, simulated with
// memoires.Poser, echoed (R2), kept for undo and given out as an effect Ecrire. So the next question is
// derived from the draft as it will be. clore then says one grouped reply that ends with the one
// question (R1): that of the turn; else the pending one, in its short words; else one set aside; else
// what the draft lacks (question.go).
//
// Words typed are read once (parole.go): francais gives the intentions and the corrections, lexique.go
// the few turns of phrase it does not read, valeurs*.go the values for any field. They pass through a
// table of families by priority (texte.go): danger > humain > abus > pause, annulation > answer to a
// question with candidates > documents > correction > help > values > mémoires > question > politeness.
// A family does nothing, goes on to the next ones, or ends the turn; a text that none takes climbs the
// ladder of misunderstanding (echelle.go, R5).
//
// # Questions and answers are data
//
// A pending question (Attente) carries its candidates, and each candidate the orders (Ordre) that it
// makes happen: write this, ask that, remove the line. So a question survives a restart, a click and a
// typed « oui », « la première » or « hors taxes » do the same thing, and confirmations, ambiguities,
// contradictions and cards need no code of their own to be answered. choix.go maps actions and verbs to
// what they do.
//
// # Where each rule is kept
//
//   - R1 one question, ordered commands: texte.go, tour.go clore, question.go
//   - R2 nothing silent, critical values confirmed when inferred: ecriture.go, reponse.go appliquer
//   - R3 corrections, before and after: correction.go, ecriture.go dependants, ailleurs.go questionRegime
//   - R4 digressions up to three: tour.go empiler, aide.go
//   - R5 ladder: echelle.go; R6 four different events: aide.go, annuler.go
//   - R7 dates: valeurs.go, ordre_dates.go; R8 amounts: valeurs_nombres.go, montants.go
//   - R9 hygiene: francais.Normaliser in parole.go
//   - R10 sending: no effect sends; recap.go only links to the page of the portal
//   - R11 proposals and refusals: documents.go, lecture_lue.go, propositions.go
//   - R12 same entry, same state: Tour with Entree.Seq; R13 silence: Tour with Humain
//   - R14 no source, no answer: aide.go guider; R15 long texts: texte.go coller
//   - R17 resume: accueil.go; R18 rights: peut, modifiable, and introuvable for what is not theirs
//
// # What the caller does
//
// It loads the draft that Etat.Memoire names into Monde.Memoire, calls Tour, carries out the effects in
// their order, tells the state the ids that were given (Etat.Ouvert, Etat.RemplacerLignes) and stores it,
// all in one transaction. After Reprendre or Dupliquer it plays EntreeReprise. Package dialoguetest does
// the same in memory, and package script plays conversations written as text.
package dialogue
