// Package dialogue is the engine of the conversation. It is pure: Tour takes the state, one entry
// and the world as it is, and gives the new state with the effects to carry out. It does no I/O and
// reads no clock, so any conversation replays exactly.
//
// What the engine keeps (Etat) is small: the question it waits on, the values proposed and not yet
// confirmed, the values refused, the stack of digressions, what can be undone. Everything else comes
// from the mémoire itself: the next question is the first missing field of memoires.Etapes.
//
// The rules R1–R18 of situations.md are the contract; each is named where it is kept.
package dialogue
