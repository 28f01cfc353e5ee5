// Package public holds the pages that need no login: what claudia is, the guide of the fields and
// rules, the verification of a certificat de dépôt, the declarations on accessibility and on
// personal data.
//
// Invariants:
//   - Nothing here reads the database nor keeps anything of a visitor: what is given to the
//     verification is read in memory, never written to a disk, and forgotten with the answer.
//   - The guide is made of the catalogue (saisie) and of the rules (referentiel): it cannot say
//     something else than what the form asks and the controls enforce. A rule that was not confirmed
//     says so.
//   - The declarations say what is done and what is not; nothing is called conforming that was not
//     audited.
package public
