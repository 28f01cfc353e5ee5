// Package memoires is the workflow of the mémoire de frais de justice: the document by which a
// prestataire claims payment for a mission ordered by a judicial authority.
//
// One mémoire is a header (en-tête), one or more lines of prestation, pieces for a line or for the
// whole, and a discount. It is written by one hand only: Service. The portal, the assistant, the
// flux and the API call it with an Acteur, and receive the same faults and the same Manquement.
//
// States (portail.md 3.1):
//
//	            Envoyer            MettreADisposition        MettreEnPaiement
//	Brouillon ───────────▶ Envoye ────────────────▶ MisADisposition ─────────▶ MisEnPaiement
//	   │  ▲                                              │ Refuser (motive)
//	   │  └──────────── Dupliquer (new draft) ◀──────  Refuse ──▶ DupliquePostRefus
//	   │ Abandonner, Supprimer                           │ Abandonner
//	   ▼                                                 ▼
//	Abandonne / Supprime                             Abandonne
//
// Invariants: a sent mémoire never changes, except its state; a number is never given twice; every
// change leaves a row of history; amounts are integer centimes, rounded half up for each value that
// is shown; what screens are done is derived from the data (Etapes), never stored.
package memoires
