// Package comprendrecmd is the logic of `claudia comprendre`: lines of French in, one JSON line
// each out, read by assistant/francais. It has no clock: the present moment is given.
package comprendrecmd
