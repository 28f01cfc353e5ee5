// Package bus carries live events between processes over PostgreSQL's LISTEN and NOTIFY.
//
// Invariants:
//
//   - An event is a hint to look at the tables, never the only copy of anything: it may be lost,
//     and it may come twice.
//   - An event leaves with its transaction: nobody hears of what was rolled back.
//   - Whoever may have missed something is told so: an [Evenement] with Relire means "read again".
//     It comes after a reconnection, to a subscriber whose queue overflowed, and in place of a
//     content too large for a NOTIFY.
//   - A process holds one listening connection, whatever the number of subscribers.
//   - A slow subscriber never holds up the others.
package bus
