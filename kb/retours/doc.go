// Package retours keeps what readers tell the guide: whether an article helped, what was looked for in
// vain, what is read; and the versions of the articles that were shown, so that a quoted version can
// still be opened after the article changed.
//
// Invariants:
//   - Nothing tells who: no account, no network address, no cookie. In what people type, e-mail
//     addresses and numbers of ten digits and more (SIRET, IBAN, telephone, mémoire) are masked before
//     anything is written ([Masquer]).
//   - A vote names the version that was read: the counts of a corrected article start again.
//   - What strangers can make grow is bounded: the length of each text, and the number of questions
//     kept ([MaxQuestions]).
//   - The guide is readable when this package fails: callers log its faults and go on, votes excepted.
package retours
