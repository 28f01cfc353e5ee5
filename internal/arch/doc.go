// Package arch holds the table of rooms of docs/architecture.md as a test: who may import whom.
//
// The test reads the import lines of every file itself, so that no build cache and no build tag can
// hide one. It fails as well when a room of the table no longer exists, or when a folder with Go
// files is in no room.
package arch
