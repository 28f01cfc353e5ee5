// Package rejouer plays scripts of conversations (assistant/dialogue/script) against the real service on
// a database of its own: journal, turns, mémoires, reading of documents. `claudia rejouer` is its door;
// a bug report becomes a script.
//
// The person is the interpreter of the demo. Turns run one after the other in the caller's goroutine, so
// that what is printed is what the turn did.
package rejouer
