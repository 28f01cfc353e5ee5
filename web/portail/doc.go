// Package portail is the portal's own entry of a mémoire: the screens of the deck as plain pages
// (list, en-tête, lignes de prestation, pièces jointes, contrôle et envoi, résultat). One file an
// action.
//
// The pages work without a script. They write through memoires.Service only, the one hand that the
// conversation uses too; a refused form is shown again with everything that was typed, an error
// beside each field and a summary above.
package portail
