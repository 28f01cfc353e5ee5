// Command webbuild bundles the TypeScript and CSS of web/ui into web/ui/dist, with esbuild's Go API:
// no Node is needed to build claudia.
//
// Invariants:
//   - The same sources give the same bytes and the same names; the names hold a digest of the content.
//   - dist is committed, so that go build works on a bare clone; a test bundles again in memory and
//     fails, with the command to run, when dist is behind its sources.
//
// Run it from anywhere in the repository: go run ./internal/webbuild
package main
