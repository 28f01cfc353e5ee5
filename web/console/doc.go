// Package console holds the pages of those who work behind the product: today the desk of the editors
// of the guide. Agents and supervisors read it; editors write.
//
// Whoever is neither is told that the page does not exist. Nothing typed is lost: a refused form comes
// back whole, and so does one that a colleague was faster than, with both texts compared.
package console
