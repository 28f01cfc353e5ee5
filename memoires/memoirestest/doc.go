// Package memoirestest makes mémoires for the tests of other rooms, through the same Service as
// everybody: Brouillon(t, db) for a complete draft, Envoye(t, db, Lignes(2)) for a sent one.
package memoirestest
