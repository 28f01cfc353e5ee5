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
// Envoye may be refused too, before it is put at disposal. Envoye, MisADisposition and Refuse may be
// copied into a new draft; only Refuse changes by it.
//
// # For the pages and the assistant
//
// A page reads the mémoire (Service.ParID, Service.Memoire by number, Service.Lister), keeps its
// Version in the form, reads what was typed with saisie.Champ.Lire, and posts []Ecriture with that
// Version to EnregistrerEntete, ModifierLigne or AjouterLigne. Every field of the form may be posted:
// what did not change writes nothing, and what somebody else changed meanwhile is kept. Refusals are
// *fault.Error; Champ.String names the field in them (`juridiction`, `ligne.12.quantite`) and ChampDe
// reads it back. ConflitsDe gives the three values of a conflict of two tabs.
//
// Etapes says which screens are done and what they lack; Controler says all that keeps the mémoire
// from being sent and what deserves a look. The confirmation window makes one idempotency key and
// posts it with the Version of the récapitulatif to Envoyer; ManquementsDe gives the list behind a
// refusal. Certificat, Prestataire and the package certificat give the two PDFs.
//
// The turn of an assistant is one transaction over the Tx twins, with Version 0 under the row lock;
// Memoire.Copie and Memoire.Poser simulate it without writing.
//
// Who may see what: PeutVoir. Live hints: Sujet, SujetStructure.
//
// Invariants: a sent mémoire never changes, except its state; a number is never given twice; every
// change leaves a row of history; amounts are integer centimes, rounded half up for each value that
// is shown; what screens are done is derived from the data (Etapes), never stored.
package memoires
