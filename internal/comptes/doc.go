// Package comptes holds who may do what: the utilisateur (a natural person who logs in), the
// structure (the legal identity that issues mémoires), its services, the rattachement (link of a
// person to a structure), the habilitation (the profile held for a structure), the coordonnées
// bancaires (bank details that travel with a sent mémoire), and the login sessions.
//
// Invariants:
//
//   - Rights are read from the database for each request ([Service.Acteur]), so that a withdrawal
//     acts at the next one (promises.md P19); the bus tells open sockets at once.
//   - What is not yours answers exactly as what does not exist: fault.AbsentOuEtranger (P18).
//   - Every change goes through [Service] with an [Acteur] and leaves a row in comptes_historique,
//     which is append-only.
//   - Roles (support agent, clerk…) are never given by a person to himself.
//
// A habilitation lives so:
//
//	demandee ──accorder──▶ accordee ──retirer──▶ retiree
//	    └─────refuser────▶ refusee
//
// A rattachement the same: demande → actif → retire, or demande → refuse.
package comptes
