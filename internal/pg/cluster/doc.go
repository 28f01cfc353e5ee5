// Package cluster runs a private PostgreSQL from the binaries found on the machine, so that the
// demo, development and the tests need no configuration.
//
// Invariants:
//
//   - Nothing listens on the network: one Unix socket, in a directory that only the server's user
//     can enter. That directory is the whole authentication.
//   - The server never runs as root: from root it runs as postgres, else as nobody.
//   - The server is our own child and dies with us (SIGINT, a clean stop). A cluster left running by
//     somebody else on the same directory is joined, and not stopped.
//   - No configuration file is edited: settings go on the command line.
package cluster
