// Package kb is the guide: articles in French that people find answers in, and that the assistant
// quotes in the middle of a form.
//
// An article is a Markdown file with a head (see [Article]); kb/contenu holds those that come with the
// program. [Ouvrir] reads and renders them once, and builds the search index in memory; a [Base] is
// then asked from many goroutines. kb/moteur finds passages, kb/analyse reads French, kb/kbcmd holds
// the two subcommands.
//
// Invariants:
//   - No source, no answer (R14): [Base.Repondre] gives extracts of articles or nothing. Below the
//     threshold, or out of scope, it gives nothing, and the assistant says that it does not know.
//   - What is shown was sanitised: no raw HTML, no script, no address but of the guide and https.
//     An article has at most 64 KiB and is rendered in at most one second (promises.md M17).
//   - Drafts and internal articles are never found by a reader ([Etat.Publie]).
//   - The search may break without breaking the guide (P12): articles stay readable, the search says
//     `recherche_indisponible` until the index is there again.
//   - kb knows nothing of mémoires: the keys of fields in `champs` are plain strings; a test of the
//     program compares them with the catalogue of fields.
package kb
