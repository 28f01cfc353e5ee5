// Package reperes shows where a field stands on the two documents: crops of invented ones with the
// value framed, for « Où je trouve ça ? ».
//
// images/ and index.json are what web/reperes/dessin makes of the specimens of memoires/lecture: the
// frames are the zones in which the reader found the values, so that a picture cannot point beside them.
// A test of dessin compares.
package reperes
