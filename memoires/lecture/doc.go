// Package lecture turns the words of a page into what a mémoire needs: the kind of the document
// (réquisition, attestation, autre, illisible) and proposed values, each with the page, the zone,
// the words that were read and a confidence.
//
// It is pure: no clock, no file, no process. Words come in with their places (package texte reads
// them out of PDFs and images); a Lecture goes out. Two documents that disagree give a
// Contradiction (Confronter), never a silent choice.
//
// How it reads. A page becomes lines, lines become segments (cut at wide gaps and at vertical
// rules), ruled tables become cells (mise_en_page.go). A value is looked for in three ways:
// beside, under or in the cell next to a label (etiquettes.go, champs.go), in the running
// sentences of a réquisition (« Nous, …, requérons M. … », phrase.go), and in the ticked boxes of
// an attestation (missions.go). Every candidate carries a confidence and the best one is kept.
//
// What confidence means. A value above 0.9 comes from the text of a PDF, stands where its label
// says and has the shape that its key demands. What was read by OCR never passes 0.9, and passes
// 0.85 only when another place of the same document says the same.
//
// Invariants: Lire and Confronter never panic, whatever the words; zones are in points of the page
// as it is shown (72 a inch, origin top left), inside the page; a document that is autre or
// illisible proposes nothing.
package lecture
