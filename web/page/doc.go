// Package page draws whole pages and the fragments that the socket pushes.
//
// Invariants:
//   - A page is executed into a buffer first; a byte is sent only when all of it succeeded, so that
//     nobody ever sees half a page or a status that does not match what follows.
//   - Template sets are declared one by one with [Registry.Ajouter]: a page that was not declared, a
//     file that is missing or a name that does not parse stops the program at start, never later.
//   - Every set runs with missingkey=error, and every page struct embeds [Base].
//   - The error page is drawn once at start; showing it cannot fail.
//   - The same components draw the first page and the pushed fragment ([Registry.Fragment]).
//
// The package knows how a French reader reads a date, an amount, a quantity or a rate; it knows
// nothing of mémoires. Components live in web/ui and are handed over in [Options].
package page
