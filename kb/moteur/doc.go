// Package moteur finds the passage of a document that answers a question typed in French.
//
// It works in two stages. bleve holds an inverted index of passages, in memory, and gives the
// candidates; then each candidate is weighed against the question with what an inverted index cannot
// see: how much of the question is covered and how much of the title, synonyms and typing errors as one
// idea each, words that stand side by side, pieces of words. The score lies in 0..1 and means the
// same from one question to the next, so that a threshold can tell « I do not know ».
//
// Invariants:
//   - The words of the person never reach a query language: they are cut by kb/analyse and become term
//     queries of our own, at most [MaxTermes] words of [MaxQuestion] characters (promises.md M16, §6.7).
//   - The index is memory only. Nothing on a disk can be truncated or damaged, and no file is mapped
//     whose loss would kill the process (P12); it is built again from the articles at each start.
//   - An [Index] does not change after [Construire]; it may be asked from many goroutines.
//   - bleve receives text that was analysed here, with its white space tokenizer: its French stop list
//     cost 4 to 6 points of recall when measured, and its analyzer keeps payer, payé and paiement apart.
package moteur
