package conversation

import (
	"bytes"
	"image/png"
	"net/http"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"claudia/web/page"
	"claudia/web/requete"
)

// pageTelephone leads a person who holds a paper from the computer to the camera of a phone: the same
// account opens the same conversation there (situations.md, turn 94).
type pageTelephone struct {
	page.Base
	Adresse string
}

// cote is the side of the code, in pixels.
const cote = 320

func (c *Conversation) showTelephone(w http.ResponseWriter, r *http.Request) error {
	if _, err := requete.Connecte(r); err != nil {
		return err
	}
	v := pageTelephone{Base: c.Cadre.Base(w, r, "Continuer sur le téléphone", "assistant"), Adresse: adresseSite(r)}
	v.Fil = []page.Lien{{Texte: "Assistant", URL: "/assistant"}}
	return c.Pages.Render(w, http.StatusOK, "telephone", v)
}

// showCode draws the address of the assistant as a QR code. It holds no secret: the phone logs in.
func (c *Conversation) showCode(w http.ResponseWriter, r *http.Request) error {
	if _, err := requete.Connecte(r); err != nil {
		return err
	}
	code, err := qr.Encode(adresseSite(r), qr.M, qr.Auto)
	if err != nil {
		return err
	}
	if code, err = barcode.Scale(code, cote, cote); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, code); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "private, no-store")
	_, err = w.Write(b.Bytes())
	return err
}

// adresseSite is where this very site answers the assistant.
func adresseSite(r *http.Request) string {
	schema := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		schema = "https"
	}
	return schema + "://" + r.Host + "/assistant"
}
