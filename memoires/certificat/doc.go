// Package certificat makes the proof of deposit of a sent mémoire (certificat de dépôt): the
// canonical dossier, its digest (Empreinte), the two PDF documents, and the verification.
//
// # The canonical dossier, version 1
//
// It is a UTF-8 text that anybody can make again from the mémoire and check with sha256sum; it never
// changes form. A new need makes a version 2 beside it.
//
//   - The first line is `claudia-dossier 1`. Each line ends with one LF (0x0A), the last one too.
//   - Every other line is `key=value`, sorted by key as bytes, each key once. A value that is missing
//     has no line.
//   - In a value, a backslash is written `\\`, a line feed `\n`. Nothing else is escaped: the texts are
//     in Unicode form NFC, as they were stored.
//   - Days are 2026-10-13; the instant of sending is 2026-10-14T08:00:00.000000Z; amounts are centimes,
//     quantities thousandths, rates hundredths of a percent, written in decimal digits; yes is `oui`;
//     lists are by code.
//   - Keys: `memoire.*` (numero, numero_brouillon, envoye_le, mode_depot), `prestataire.*`,
//     `entete.*` with the keys of memoires.ClesEntete but the identifiers of our database,
//     `ligne.NNN.*` with the keys of memoires.ClesLigne and the amounts shown, NNN being the position
//     on three digits, `piece.NNN.*` (type, ligne, designation, nom, taille, sha256) in the order of
//     line, type, digest, designation, and `total.*`.
//
// The Empreinte is the SHA-256 of these bytes in standard base64: 44 characters, as on the portal.
//
// What it proves, honestly: that the content is the one deposited with us at that instant. It is not
// a qualified electronic time-stamp.
//
// The PDFs are drawn from the fields, never from markup, with embedded fonts; the same input gives
// the same bytes. They do not claim PDF/A nor tags: each has an accessible page on the portal.
package certificat
