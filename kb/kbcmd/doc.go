// Package kbcmd is `claudia kb`: it measures the search of the guide on questions with known answers,
// on our articles or on any other corpus with the same analysis, and answers one question. It needs no
// database and no network.
package kbcmd
