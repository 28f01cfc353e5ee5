// Package aide is the public site of the guide: its home, shelves, articles, search, tariffs, courts
// and glossary. Nobody has to log in, and nothing needs JavaScript.
//
// Invariants:
//   - The pages say what the guide (kb) and the reference data (referentiel) say, and nothing else:
//     below the threshold of the search the page says that it does not know (promises.md R14).
//   - An address that was quoted stays: an article opens in the version that was quoted
//     (?version=…, see kb/retours.Empreinte), the former addresses /aide/… lead to the present ones.
//   - Nothing of the visitor is kept: votes and questions without answer go to kb/retours, which masks
//     them; the network address only bounds how often one may write, in memory.
//   - When the search or the counts fail the articles stay readable.
package aide
