package web_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"claudia/assistant/live"
	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/pieces"
	"claudia/web/webtest"
)

// fichierRefuse is one bad file of promises.md 6.5, with words of the sentence that refuses it.
type fichierRefuse struct {
	nom, fichier string
	contenu      []byte
	dit          string
}

func pdf(objet string) []byte {
	return []byte("%PDF-1.5\n1 0 obj\n" + objet + "\nendobj\nxref\n0 1\ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
}

func mauvaisFichiers(t *testing.T) []fichierRefuse {
	t.Helper()
	image := photo(t)
	crc := bytes.Clone(image)
	crc[bytes.Index(crc, []byte("IDAT"))+6] ^= 0xff
	geante := bytes.Clone(image) // its sides are those of a bomb, its checksum right again
	copy(geante[16:], "\x00\x00\x4e\x20\x00\x00\x4e\x20")
	binary.BigEndian.PutUint32(geante[29:], crc32.ChecksumIEEE(geante[12:29]))
	return []fichierRefuse{
		{"UP-01 empty", "vide.pdf", []byte{}, "est vide"},
		{"UP-01 too large", "gros.pdf", append(pdf("<< >>"), make([]byte, 11<<20)...), "Mo"},
		{"UP-02 HTML named pdf", "page.pdf", []byte("<!DOCTYPE html><script>alert(1)</script>"), "HTML"},
		{"UP-02 double extension", "a.exe.pdf", pdf("<< /Type /Page >>"), "a.exe.pdf"},
		{"UP-02 no extension", "facture", pdf("<< /Type /Page >>"), "facture"},
		{"UP-02 png named pdf", "photo.pdf", image, "photo.pdf"},
		{"UP-03 truncated", "coupe.png", image[:len(image)-9], "abîmé"},
		{"UP-03 bad checksum", "crc.png", crc, "abîmé"},
		{"UP-03 no end", "fin.pdf", []byte("%PDF-1.5\n1 0 obj\n<< >>\nendobj\n"), "abîmé"},
		{"UP-04 encrypted", "clos.pdf", bytes.Replace(pdf("<< /Type /Page >>"), []byte("/Size 2"), []byte("/Size 2 /Encrypt 3 0 R"), 1), "protégé"},
		{"UP-04 JavaScript", "actif.pdf", pdf("<< /S /JavaScript /JS (app.alert) >>"), "imprimez"},
		{"UP-04 launch", "lance.pdf", pdf("<< /S /Launch /F (cmd.exe) >>"), "imprimez"},
		{"UP-04 embedded", "joint.pdf", pdf("<< /Type /EmbeddedFile /Length 0 >>"), "imprimez"},
		{"UP-04 XFA", "xfa.pdf", pdf("<< /AcroForm << /XFA [] >> >>"), "imprimez"},
		{"UP-05 pages", "pages.pdf", pdf(strings.Repeat("<< /Type /Page >>", 600)), "pages.pdf"},
		{"UP-05 nesting", "creux.pdf", pdf(strings.Repeat("[", 2000)), "creux.pdf"},
		{"UP-06 bomb", "geante.png", geante, "geante.png"},
		{"UP-07 SVG", "dessin.png", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "dessin.png"},
		{"UP-07 archive", "a.zip", []byte("PK\x03\x04xxxxxxxx"), "a.zip"},
		{"UP-07 document", "a.docx", []byte("PK\x03\x04word/document.xml"), "a.docx"},
		{"UP-07 program", "a.exe", []byte("MZ\x90\x00xxxx"), "a.exe"},
		{"UP-08 virus", "infecte.png", image, "antivirus"},
	}
}

// antivirus finds a signature in the file that holds these bytes.
func antivirus(marque []byte) pieces.Options {
	return pieces.Options{Antivirus: func(_ context.Context, r io.Reader) (string, error) {
		octets, err := io.ReadAll(r)
		if err == nil && bytes.Contains(octets, marque[len(marque)/2:]) {
			return "EICAR", nil
		}
		return "", err
	}}
}

// TestTeleversement_refused sends each bad file by the page of attachments and by the conversation: a French
// sentence that names the file, and nothing kept.
func TestTeleversement_refused(t *testing.T) {
	t.Parallel()
	fichiers := mauvaisFichiers(t)
	infecte := fichiers[len(fichiers)-1].contenu
	s := webtest.Avec(t, webtest.Reglages{Pieces: antivirus(infecte), Live: live.Config{MessagesMinute: 1e6, MessagesSeconde: 1e6}})
	c := s.Connecter(t, comptesdemo.Medecin)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	avant := empreinteBase(t, s)
	for _, x := range fichiers {
		corps, genre := multiparte(t, url.Values{"type": {"REQ"}, "designation": {"Ma désignation"}, "ligne": {"0"}}, x.fichier, x.contenu)
		p := c.Essayer(webtest.Essai{
			Methode: http.MethodPost, Chemin: "/memoires/" + string(j.brouillon.Numero) + "/pieces", Corps: corps, Entetes: map[string]string{"Content-Type": genre},
		})
		dit := strings.Join(p.Erreurs(), " ")
		if (p.Statut != 422 && p.Statut != 413 && p.Statut != 415) || !strings.Contains(dit, x.dit) || !strings.Contains(p.Texte, "Ma désignation") {
			t.Errorf("%s: status %d %q", x.nom, p.Statut, dit)
		}
		entetesDe(t, x.nom, p)
	}
	for nom, f := range map[string]url.Values{
		"UP-11 no designation": {"type": {"REQ"}, "designation": {""}, "ligne": {"0"}}, "UP-11 no type": {"type": {""}, "designation": {"x"}, "ligne": {"0"}},
		"UP-11 unknown type": {"type": {"ZZZ"}, "designation": {"x"}, "ligne": {"0"}}, "UP-11 nothing": {},
	} {
		corps, genre := multiparte(t, f, "bon.png", photo(t))
		p := c.Essayer(webtest.Essai{
			Methode: http.MethodPost, Chemin: "/memoires/" + string(j.brouillon.Numero) + "/pieces", Corps: corps, Entetes: map[string]string{"Content-Type": genre},
		})
		if p.Statut != 422 || len(p.Erreurs()) == 0 {
			t.Errorf("%s: status %d %q", nom, p.Statut, p.Erreurs())
		}
	}
	if d := cmp.Diff(avant, empreinteBase(t, s)); d != "" {
		t.Errorf("a refused file left something:\n%s", d)
	}
	corps, genre := multiparte(t, url.Values{"type": {"REQ"}, "designation": {"x"}, "ligne": {"0"}}, "enorme.pdf", make([]byte, 13<<20))
	p := c.Essayer(webtest.Essai{Methode: http.MethodPost, Chemin: "/memoires/" + string(j.brouillon.Numero) + "/pieces", Corps: corps, Entetes: map[string]string{"Content-Type": genre}})
	if p.Statut != http.StatusRequestEntityTooLarge {
		t.Errorf("HT-01 an upload of 13 MiB: status %d", p.Statut)
	}
	for _, x := range fichiers {
		corps, genre := piecesDe(t, x.fichier, x.contenu)
		p := c.Essayer(webtest.Essai{
			Methode: http.MethodPost, Chemin: "/assistant/" + j.conversation + "/messages", Corps: corps,
			Entetes: map[string]string{"Content-Type": genre, "Accept": "application/json"},
		})
		if !strings.Contains(p.Texte, x.dit) || p.Statut >= 500 {
			t.Errorf("%s, in the conversation: status %d %s", x.nom, p.Statut, p.Texte)
		}
	}
}

// piecesDe makes the form of the conversation with one document.
func piecesDe(t *testing.T, nom string, contenu []byte) (io.Reader, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	p, err := w.CreateFormFile("pieces", nom)
	verifier(t, err)
	_, err = p.Write(contenu)
	verifier(t, err)
	verifier(t, w.Close())
	return &b, w.FormDataContentType()
}

// TestTeleversement_names is UP-09: hostile names come back clean, as a download that nothing runs.
func TestTeleversement_names(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	draft := "/memoires/" + string(j.brouillon.Numero)
	for envoye, garde := range map[string]string{
		"../../../etc/passwd.png": "passwd.png", "facture\u202egnp.png": "facturegnp.png", "CON.png": "_CON.png", "$(id);`id`.png": "$(id);`id`.png",
		strings.Repeat("é", 300) + ".png": strings.Repeat("é", 116) + ".png", "l'été, 100 %.png": "l'été, 100 %.png", "a;filename=b.png": "a;filename=b.png",
	} {
		corps, genre := multiparte(t, url.Values{"type": {"REQ"}, "designation": {"x"}, "ligne": {"0"}}, envoye, photo(t))
		p := c.Envoyer(draft+"/pieces", genre, corps)
		if p.Statut != http.StatusOK || !strings.Contains(desechappe(p.Texte), garde) {
			t.Errorf("UP-09 %q: status %d, the page does not show %q", envoye, p.Statut, garde)
			continue
		}
		liste, err := s.Pieces.Lister(t.Context(), j.par, int64(j.structure.ID), 200)
		verifier(t, err)
		for _, x := range liste {
			if x.Nom == garde {
				telecharge(t, c, "/pieces/"+string(x.ID))
			}
		}
	}
	for _, f := range []string{"/certificat.pdf", "/memoire.pdf", "/dossier.txt"} {
		telecharge(t, c, "/memoires/"+string(j.envoye.Numero)+f)
	}
}

// telecharge looks at the headers of a file that a stranger may have made.
func telecharge(t *testing.T, c *webtest.Client, chemin string) {
	t.Helper()
	p := c.Lire(chemin)
	h := p.Header
	nom := h.Get("Content-Disposition")
	if p.Statut != http.StatusOK || !strings.HasPrefix(nom, "attachment; filename*=UTF-8''") || strings.ContainsAny(nom[len("attachment; filename*=UTF-8''"):], ";\"\r\n /\\") {
		t.Errorf("%s: status %d, Content-Disposition %q", chemin, p.Statut, nom)
	}
	if csp := h.Get("Content-Security-Policy"); csp != "default-src 'none'; sandbox" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Cache-Control"), "no-store") {
		t.Errorf("%s: the headers are %v", chemin, h)
	}
}

// TestTeleversement_cut is UP-10: a connection that ends in the middle leaves nothing.
func TestTeleversement_cut(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	avant := empreinteBase(t, s)
	for _, chemin := range []string{"/memoires/" + string(j.brouillon.Numero) + "/pieces", "/assistant/" + j.conversation + "/messages"} {
		entete := "POST " + chemin + " HTTP/1.1\r\nHost: x\r\nCookie: " + c.Cookies() + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n"
		corps := "--x\r\nContent-Disposition: form-data; name=\"pieces\"; filename=\"a.png\"\r\n\r\n" + string(photo(t)[:50])
		var d net.Dialer
		conn, err := d.DialContext(t.Context(), "tcp", strings.TrimPrefix(s.URL, "http://"))
		verifier(t, err)
		_, err = io.WriteString(conn, entete+corps)
		verifier(t, err)
		tcp, ok := conn.(*net.TCPConn)
		if !ok {
			t.Fatal("no TCP connection")
		}
		verifier(t, tcp.CloseWrite())
		verifier(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
		reponse, err := io.ReadAll(conn)
		if err != nil && !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", chemin, err)
		}
		if r := string(reponse); strings.Contains(r, "HTTP/1.1 2") || strings.Contains(r, "HTTP/1.1 5") {
			t.Errorf("%s: a cut upload answers %.200s", chemin, r)
		}
		verifier(t, conn.Close())
	}
	if empreinteBase(t, s) != avant {
		t.Error("a cut upload left something")
	}
	sans := c.Essayer(webtest.Essai{
		Methode: http.MethodPost, Chemin: "/memoires/" + string(j.brouillon.Numero) + "/pieces", Corps: strings.NewReader("a=b"), Entetes: map[string]string{"Content-Type": genreFormulaire},
	})
	if sans.Statut != http.StatusUnsupportedMediaType {
		t.Errorf("HT-02 an upload that is no multipart: status %d", sans.Statut)
	}
}
