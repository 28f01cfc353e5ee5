// Package compte holds the pages about who one is: login and logout, the account and its open
// sessions, structures with their parameters and bank details, rattachements, habilitations.
//
// Invariants:
//   - A structure where the person holds no profile, that he does not manage, answers as one that
//     does not exist; one that he reads without managing it is shown and refuses every change.
//   - Each form works without script and comes back whole after a refusal, with the message beside
//     the field and in the summary; a file already received is not asked again.
//   - A form of something that has a version carries it; a stale one shows both values of each field
//     and lets the person choose (promises.md HT-08).
//   - A whole account number is shown only to who may change it.
package compte
