// Package comptesdemo fills an empty database with invented people and structures, so that the
// program can be tried without configuration. The identifiers have right keys and belong to nobody.
//
// [Installer] may run at each start: it makes what is missing and changes nothing else.
package comptesdemo
