// Package specimen makes invented réquisitions, ordonnances and attestations de mission with what
// they say and where they say it: examples for the demonstration, pictures for « où je trouve
// ça ? », and the corpus on which lecture is measured.
//
// Every person, service and case is drawn from lists of this package and means nobody. The same
// Donnees give the same page, and the same bytes but for the fonts go and gomono, whose tables the
// PDF library writes in no fixed order; Hasard draws Donnees from a seed, Degrader spoils a picture from a
// seed as a scanner, a fax or a telephone would.
//
// Some models are Reserve: lecture was not tuned on them, so what it reads there tells how it does
// on layouts that nobody has seen.
package specimen
