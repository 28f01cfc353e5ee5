package console

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"

	"claudia/web/page"
)

// showExport gives the whole guide as Markdown files, drafts and withdrawn articles apart.
func (c *Console) showExport(w http.ResponseWriter, r *http.Request) error {
	if _, err := redacteur(r); err != nil {
		return err
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	err := c.Redaction.Exporter(r.Context(), func(nom string, contenu []byte) error {
		f, err := z.Create(nom)
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		_, err = f.Write(contenu)
		return err //nolint:wrapcheck // into memory
	})
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", `attachment; filename="guide-`+page.DateISO(c.maintenant().In(c.Cadre.Lieu()))+`.zip"`)
	_, err = w.Write(b.Bytes())
	return err //nolint:wrapcheck // the caller left
}
