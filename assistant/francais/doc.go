// Package francais reads what a prestataire types in French: dates, hours, durations, numbers,
// amounts, case numbers, approximate names, intentions and corrections; and it writes values back
// as the screens show them.
//
// Invariants:
//   - pure: no clock, no I/O, no mutable package state; the present moment is an argument;
//   - the readers never panic, whatever the bytes, and look only at the first TailleMax bytes;
//   - every offset (Debut, Fin) counts bytes of Normaliser(s) and falls on a rune boundary;
//   - nothing is guessed in silence: what has two readings comes back with both (Ambigu, Autres,
//     Candidats) and an impossible date says why;
//   - all the work is linear in the length of the sentence, under a millisecond for usual ones.
//
// The rules R7 (direction of dates), R8 (amounts) and R9 (input hygiene) are those of the
// catalogue of situations of the project.
package francais
