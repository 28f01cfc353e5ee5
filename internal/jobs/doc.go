// Package jobs runs background work on River: mail, certificates, sweeps, whatever must not hold up
// a person or a transaction.
//
// Invariants:
//
//   - A job is put in with the change that asks for it ([Runner.EnqueueTx]): what is rolled back
//     leaves no job, and what is committed is never without its job.
//   - A job may run more than once (a process killed at the end of its work), so that each is
//     written to be harmless the second time.
//   - Its arguments are names of things, never their content: it reads the tables when it runs.
//   - All processes may run the same Runner; a periodic job is put in once for all of them.
package jobs
