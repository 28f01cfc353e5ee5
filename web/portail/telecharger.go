package portail

import (
	"net/http"
	"strconv"

	"claudia/memoires/certificat"
)

// showCertificat gives the certificat de dépôt, a PDF made from fields only.
func (p *Portail) showCertificat(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	c, err := p.Memoires.Certificat(r.Context(), a, m.ID)
	if err != nil {
		return err
	}
	pdf, err := certificat.PDF(c, p.Memoires.Referentiel())
	if err != nil {
		return err
	}
	return ecrireFichier(w, "application/pdf", "certificat-"+string(m.Numero)+".pdf", pdf)
}

// showPDF gives the mémoire itself as a PDF.
func (p *Portail) showPDF(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	x, err := p.contexte(r.Context(), a, m, nil)
	if err != nil {
		return err
	}
	pdf, err := certificat.PDFMemoire(m, x)
	if err != nil {
		return err
	}
	return ecrireFichier(w, "application/pdf", "memoire-"+string(m.Numero)+".pdf", pdf)
}

// showDossier gives the canonical text whose SHA-256 is the empreinte, to check it without us.
func (p *Portail) showDossier(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	c, err := p.Memoires.Certificat(r.Context(), a, m.ID)
	if err != nil {
		return err
	}
	return ecrireFichier(w, "text/plain; charset=utf-8", "dossier-"+string(m.Numero)+".txt", c.Dossier)
}

func ecrireFichier(w http.ResponseWriter, genre, nom string, contenu []byte) error {
	entetesFichier(w, "attachment", nom)
	w.Header().Set("Content-Type", genre)
	w.Header().Set("Content-Length", strconv.Itoa(len(contenu)))
	_, err := w.Write(contenu)
	return err
}
