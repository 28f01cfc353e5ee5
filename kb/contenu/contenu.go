// Package contenu holds the articles of the guide that come with the program, one Markdown file each,
// and the synonyms of the trade. Files are named after the identifier of their article.
package contenu

import (
	"embed"
	_ "embed" // the synonyms
)

// FS holds the articles.
//
//go:embed *.md
var FS embed.FS

// Synonymes are the words of the trade that mean the same, one group a line.
//
//go:embed synonymes.txt
var Synonymes string
