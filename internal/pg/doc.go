// Package pg is the door to PostgreSQL: the pool, transactions, the translation of broken
// constraints into faults, the embedded migrations and the check that a commit is a commit.
//
// Invariants:
//
//   - A transaction is opened by the outermost use case with [DB.InTx]. What joins it takes a [Tx]
//     and ends its name in Tx; a Tx has no Begin, so nesting cannot be written.
//   - The callback of InTx may run more than once (serialization failure, deadlock): it changes
//     nothing but the database and the variables that it sets from scratch each time.
//   - Migrations are one forward-only sequence in migrations/. Numbers are reserved by room:
//     0001-0009 foundations, 0010-0019 memoires, 0020-0029 assistant, 0030 and up the others; a
//     number may therefore be applied after a higher one. River's own tables live in the schema
//     "river"; ours in "public". schema.sql is their dump, for readers, compared in a test:
//     go test ./internal/pg -run TestSchema -update writes it again.
//   - Times are read in UTC.
package pg
