// Package pieces keeps the attachments: réquisitions, attestations, RIB, quotes.
//
// Invariants:
//
//   - Three types come in: PDF, PNG, JPEG, known by their content and never by their name. A PDF
//     that asks for a password or carries something active is refused; so is an image that would
//     unfold beyond 40 million pixels. Nothing is rendered here. Images are kept without the place,
//     the time and the comments that telephones write in them.
//   - The bytes are durable before the row exists (promises.md P11): there is no reference without
//     bytes. Bytes without a row are what an interrupted upload leaves; [Service.Balayer] removes
//     them.
//   - Files are stored under our own random id of 128 bits or more; the name given by the user is
//     only shown, cleaned.
//   - A piece belongs to a structure, or to one person when there is no structure yet. Within its
//     owner the same file twice is one piece; owners are never compared.
//   - "Not yours" answers as "does not exist".
package pieces
