// Package galerie shows every component of web/ui in every state on a few pages, for the eyes of who
// changes them and for the accessibility test. It is mounted at /_galerie in demo and development only.
//
// Invariant: a component or a state that is not here is not looked at, so a new one is added here first.
package galerie
