// Package saisie is the one catalogue of the fields of a mémoire (architecture.md, idea 3).
//
// Each field is declared once: key, label, the question of the assistant, help, where to find it on
// the réquisition or on the attestation, an example, its parser and its way of being shown. The form
// renders a Champ, the assistant asks it, the document reader proposes it, the API documents it.
// What is obligatory and when is a rule of the workflow: memoires.Obligatoire.
package saisie
