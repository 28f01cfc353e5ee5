// Package formulaire turns the catalogue of fields into the controls of a form, and what a form sends
// back into writes of memoires. The portal's pages and the draft beside the conversation use the same.
package formulaire
