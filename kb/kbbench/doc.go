// Command kbbench measures the search of the guide beside the full-text search of PostgreSQL on the same articles, in one run:
// articles indexed and questions answered a second, how long one waits, and how often the right article comes first, so
// that no speed is read without its quality.
//
//	go run ./kb/kbbench            (make bench calls it; about a minute)
//
// The articles are ours, and beyond them articles made by shuffling ours with a fixed seed (see [fabriquer]): the questions of
// kb/testdata want one of ours among them. PostgreSQL is a private one; it shares the cores with this program. Only ratios
// of one run mean something.
package main
