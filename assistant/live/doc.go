// Package live carries the conversations to the browsers: WebSocket sessions, the hub that feeds
// them, and long polling and plain forms for those who have no socket.
//
// # Protocol
//
// GET /assistant/socket is upgraded after all that can be refused has been: 400/426
// protocole_invalide, 403 origine_refusee, 401 session_requise, 429 trop_de_connexions with
// Retry-After. Frames are text, at most 16 KiB a message (a longer text is posted); compression is never negotiated.
//
// The client sends one JSON object a message, flat, with these fields and no others:
//
//	{"t":"reprendre","conversation":UUID,"epoque":"…","seq":12,"jeton":"…"}
//	{"t":"message","cid":UUID,"texte":"le 3 mars"}
//	{"t":"choix","cid":UUID,"seq":12,"bloc":1,"proposition":0,"choix":2}
//
// « reprendre » comes first and may come again: it follows a conversation from a number (0: from
// its beginning). epoque is that of the last « pret », empty the first time; jeton is the token of
// the page ([Jeton]), checked once a connection. cid is a random UUID made by the client for each
// message: sending it again is harmless, for ever. A choice is named by its place: message, block,
// proposition when the block holds several, index.
//
// The server sends one JSON object a frame, or an array of them in their order when several waited:
//
//	{"t":"pret","conversation":UUID,"epoque":"…","seq":15}      what is after seq follows
//	{"t":"message","seq":13,"cid":UUID,"auteur":"assistant","at":"…","html":"…"}
//	{"t":"ack","cid":UUID,"seq":14,"at":"…","deja_recu":true}   committed, not before
//	{"t":"brouillon","html":"…"}                                the panel of the live draft
//	{"t":"recharger"}                                           load the page again
//	{"t":"erreur","cid":UUID,"code":"…","message":"…","champ":"…","apres":2,"reference":"…"}
//
// Messages come in the order of their numbers, 1..n without a hole and without a repeat, whatever
// was lost before; an empty html is an event that is not shown. auteur is usager, assistant, agent
// or systeme. A message of one's own comes back with its cid, drawn by the same partial as the
// others, and takes the place of the pending bubble. Errors leave the connection open; those with
// « apres » ask to send the same message again after so many seconds.
//
// # Close codes
//
//	1002 broken frame            1003 texte_attendu       1007 utf8_invalide
//	1008 debit_depasse           1009 message too big
//	1012 redemarrage: come back at a random moment of the next five seconds
//	1013 trop_lent: come back and ask for what was missed
//	4401 session_revoquee: log in again      4403 acces_retire: load the list again
//
// A connection cut without a close frame (1006) means: try again.
//
// # Without a socket
//
// GET /assistant/{id}/depuis?seq=12&epoque=… answers {"epoque","evenements":[message…]} as soon as
// there is something, at most after 25 seconds. POST /assistant/{id}/messages takes a « message » or
// « choix » as JSON and answers the ack, or a form (texte or choix, cid, retour, and documents in
// pieces): a plain one is redirected to retour, one that accepts JSON gets the ack with "refuses",
// the documents that were not taken. A quick reply of a form is « seq.bloc.proposition.choix ».
//
// # Invariants
//
//   - One goroutine a connection, which only reads; small read buffer; write buffers come from a
//     pool. What needs a deep stack borrows a worker.
//   - One worker at a time serves a room: catching up and live delivery are the same path, and each
//     session has its own place in the journal. A lost hint costs one look ([Config.Surveillance]).
//   - Queues are bounded: a reader that is too slow is closed and resumes from the journal.
//   - Rights are read at « reprendre » and every two seconds: a revoked login or a right withdrawn
//     closes the socket within five.
//
// Lock order: Hub.mu, salle.mu, session.mu.
package live
