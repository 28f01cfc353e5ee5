// Package retours keeps what readers tell the guide: whether an article helped, what was looked for in
// vain, who waits for the answer, what is read; and the versions of the articles that were shown, so that
// a quoted version can still be opened after the article changed.
//
// Invariants:
//   - Nothing tells who, but for what the person is owed: the conversation in which she waits to be told of
//     an answer ([Service.Attendre]), and the one whose answer she voted on ([Service.VoterReponse]), so
//     that she may change her vote. The first goes when she was told, when she no longer wants to be, or
//     after a year; both go with the conversation. No account, network address or cookie is kept.
//   - In what people type, e-mail addresses and numbers of ten digits and more (SIRET, IBAN, telephone,
//     mémoire) are masked before anything is written ([Masquer]).
//   - Whoever waits is told once: the message and the end of the wait are one transaction of the caller.
//   - A vote names the version that was read: the counts of a corrected article start again.
//   - What strangers can make grow is bounded: the length of each text, the number of questions kept
//     ([MaxQuestions]), of those that a conversation waits for ([MaxAttentes]), and of the searches kept
//     each day ([MaxRecherches]). What is not asked any more goes after a year ([Service.Balayer]).
//   - A page costs no write: readings and searches are counted in memory and written together.
//   - The guide is readable when this package fails: callers log its faults and go on, votes excepted.
package retours
