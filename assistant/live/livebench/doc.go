// Command livebench measures the conversations against what the machine can do, in one run: bytes of
// memory for each idle logged-in connection beside the leanest server that gorilla/websocket allows,
// and acknowledged messages a second beside the smallest server that keeps the same promises
// (group commit, acknowledgement after COMMIT, delivery to the other side).
//
//	go run ./assistant/live/livebench            (make bench calls it; about a minute and a half)
//
// Each server is a fresh process on a private PostgreSQL with fsync; clients are in this process and
// share the cores with it. Only ratios of one run mean something.
package main
