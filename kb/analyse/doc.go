// Package analyse reads French as people type it: it cuts a text into words, folds case, accents,
// ligatures and apostrophes, and gives each word the root of its family (« payer », « payé »,
// « paiement » share one).
//
// Invariants: pure and without state; every function takes any bytes and never panics; the offsets of
// a [Jeton] are those of the text that was given, so that words can be highlighted where they stand.
// Function words and question words are kept and marked, never dropped: a search weighs them down,
// because a list of words to drop was measured to cost answers (design/limits.md, « Search »).
package analyse
