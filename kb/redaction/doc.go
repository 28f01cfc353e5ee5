// Package redaction is the desk of those who write the guide: articles edited in the browser, read
// again by a second person, published now or at a date, put back, moved to and from files.
//
// An article comes with the program until it is edited for the first time; its file then becomes
// revision 1 in the database and the database decides alone. A revision is a whole Markdown file and
// never changes: writing makes the next one.
//
// Invariants:
//   - What readers see is the revision that guide_articles.publiee names, and every process has it in
//     its search index as soon as the publication is committed ([Service.Charger]).
//   - A public revision is never published by the person who wrote it or asked for it alone
//     ([Service.Approuver]); the table holds it too. An import by whoever runs the program is the one
//     exception, and the journal says so.
//   - Two editors never overwrite each other: writing names the revision that was on the screen, and a
//     stale one is `modifie_entre_temps` with the other text.
//   - An article of the database that cannot be read any more (rules changed) costs that article, never
//     the guide: the file of the program takes its place, or nothing.
package redaction
