package portail

import (
	"context"
	"net/http"
	"strconv"

	"claudia/internal/comptes"
	"claudia/memoires"
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

// showPDF gives the mémoire itself as a PDF; a draft too, for those who read on paper.
func (p *Portail) showPDF(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	prestataire, err := p.prestataire(r.Context(), a, m)
	if err != nil {
		return err
	}
	pdf, err := certificat.PDFMemoire(m, prestataire, p.Memoires.Referentiel())
	if err != nil {
		return err
	}
	return ecrireFichier(w, "application/pdf", "memoire-"+string(m.Numero)+".pdf", pdf)
}

// prestataire gives the identity kept at the sending, or that of the structure for a draft.
func (p *Portail) prestataire(ctx context.Context, a comptes.Acteur, m memoires.Memoire) (memoires.Prestataire, error) {
	if !m.EnvoyeLe.IsZero() {
		c, err := p.Memoires.Certificat(ctx, a, m.ID)
		return c.Prestataire, err
	}
	s, err := p.Comptes.Structure(ctx, a, m.Entete.Structure)
	if err != nil {
		return memoires.Prestataire{}, err
	}
	return memoires.Prestataire{
		RaisonSociale: s.RaisonSociale, TypeIdentifiant: string(s.TypeIdentifiant), Identifiant: s.Identifiant,
		Adresse: s.Adresse + "\n" + s.CodePostal + " " + s.Commune, Regime: s.Regime,
	}, nil
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
