package web

import (
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/go-chi/chi/v5/middleware"
)

// niveauCompression is a level that costs about a millisecond a page.
const niveauCompression = 5

// compresser sends pages as brotli or gzip to those who take it. Nothing on a page is secret to the
// person who reads it and no cross-site request carries the session (SameSite), so that the length of
// an answer teaches nobody anything. Two things go around it: the bundle, compressed once at start, and
// the WebSocket, whose connection is taken over.
func compresser(next http.Handler) http.Handler {
	c := middleware.NewCompressor(niveauCompression, "text/html", "application/json", "text/csv")
	c.SetEncoder("br", func(w io.Writer, niveau int) io.Writer { return brotli.NewWriterLevel(w, niveau) })
	avec := c.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") != "" || anonyme(r.URL.Path) || refuseCompression(r) {
			next.ServeHTTP(w, r)
			return
		}
		avec.ServeHTTP(w, r)
	})
}

// refuseCompression tells a request that gives a coding the weight 0, which the middleware does not read.
func refuseCompression(r *http.Request) bool {
	return strings.Contains(strings.ReplaceAll(r.Header.Get("Accept-Encoding"), " ", ""), ";q=0,") ||
		strings.HasSuffix(strings.ReplaceAll(r.Header.Get("Accept-Encoding"), " ", ""), ";q=0")
}
