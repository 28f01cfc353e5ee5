// Package requete is what every handler of the site shares: who is asking (Visite), how a handler
// says that it failed (Action), how a form is read and how a page gets its frame (Cadre).
//
// A handler returns an error and writes nothing then; one place turns the error into a status, a
// page and a log line. Rights are not decided here: the services check them with the Acteur.
package requete
