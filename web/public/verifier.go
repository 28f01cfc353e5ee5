package public

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"claudia/internal/fault"
	"claudia/memoires/certificat"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// maxDossier bounds the dossier in bytes: the canonical text of 999 lines takes about a third of it.
const maxDossier = 4 << 20

// pageVerifier checks a dossier against a digest.
type pageVerifier struct {
	page.Base
	Resume   *ui.ResumeErreurs
	Fichier  ui.Champ
	Dossier  ui.Champ
	Empreint ui.Champ
	Colle    bool
	Verdict  *verdict
}

// verdict is the outcome, and what the dossier says of the deposit.
type verdict struct {
	Alerte   ui.Alerte
	Calculee string
	Saisie   string
	Faits    []ui.Paire
}

// depot is what was given to verify. Nothing of it outlives the request.
type depot struct {
	fichier   []byte // as uploaded, byte for byte
	colle     string
	empreinte string
}

func (p *Public) showVerifier(w http.ResponseWriter, r *http.Request) error {
	return p.renderVerifier(w, r, http.StatusOK, depot{}, nil, nil)
}

func (p *Public) renderVerifier(w http.ResponseWriter, r *http.Request, statut int, d depot, erreurs map[string]string, v *verdict) error {
	x := pageVerifier{
		Base: p.base(w, r, "Vérifier un certificat de dépôt", "verifier"), Verdict: v, Colle: d.colle != "" || erreurs["dossier"] != "",
		Fichier: ui.Champ{
			Nom: "fichier", Type: ui.ChampFichier, Libelle: "Dossier du mémoire", Accepte: ".txt", Obligatoire: true, Erreur: erreurs["fichier"],
			Aide: "Le fichier dossier-MJ….txt, tel que vous l'avez téléchargé.",
		},
		Dossier: ui.Champ{Nom: "dossier", Type: ui.ChampZone, Libelle: "Texte du dossier", Valeur: d.colle, Lignes: 6, Erreur: erreurs["dossier"], Aide: "De la première ligne, « claudia-dossier 1 », à la dernière."},
		Empreint: ui.Champ{
			Nom: "empreinte", Type: ui.ChampTexte, Libelle: "Empreinte du certificat", Valeur: d.empreinte, Max: 120, Obligatoire: true, Auto: "off",
			Erreur: erreurs["empreinte"], Aide: "44 caractères, imprimés sur le certificat de dépôt.",
		},
	}
	x.Resume = ui.ResumeDe(x.Fichier, x.Dossier, x.Empreint)
	return p.Pages.Render(w, statut, "verifier", x)
}

func (p *Public) postVerifier(w http.ResponseWriter, r *http.Request) error {
	d, err := lireDepot(w, r)
	if err != nil {
		return err
	}
	erreurs := map[string]string{}
	dossier := d.fichier
	switch {
	case len(dossier) == 0 && strings.TrimSpace(d.colle) == "":
		erreurs["fichier"] = "Choisissez le fichier du dossier, ou collez son texte."
	case len(dossier) == 0:
		dossier = depuisCollage(d.colle)
	}
	attendue, ok := lireEmpreinte(d.empreinte)
	switch {
	case strings.TrimSpace(d.empreinte) == "":
		erreurs["empreinte"] = "Recopiez l'empreinte imprimée sur le certificat."
	case !ok:
		erreurs["empreinte"] = "Une empreinte compte 44 caractères et finit par « = ». Recopiez-la en entier depuis le certificat."
	}
	if len(erreurs) > 0 {
		return p.renderVerifier(w, r, http.StatusUnprocessableEntity, d, erreurs, nil)
	}
	v := p.juger(dossier, attendue)
	return p.renderVerifier(w, r, http.StatusOK, d, nil, &v)
}

// lireDepot reads the form part by part, in memory: ParseMultipartForm would write large files to a
// disk.
func lireDepot(w http.ResponseWriter, r *http.Request) (depot, error) {
	r.Body = http.MaxBytesReader(w, r.Body, 2*maxDossier+64<<10)
	if genre, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || genre != "multipart/form-data" {
		f, err := requete.Formulaire(w, r)
		return depot{colle: f.Get("dossier"), empreinte: f.Get("empreinte")}, err
	}
	var d depot
	parts, err := r.MultipartReader()
	for err == nil {
		var nom string
		var octets []byte
		if nom, octets, err = partie(parts.NextPart()); err != nil {
			break
		}
		switch nom {
		case "fichier":
			d.fichier = octets
		case "dossier":
			d.colle = strings.ToValidUTF8(string(octets), "\ufffd")
		case "empreinte":
			d.empreinte = strings.ToValidUTF8(string(octets), "\ufffd")
		}
	}
	if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return d, nil
	}
	if f, ok := fault.As(err); ok {
		return depot{}, f
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return depot{}, tropGrand()
	}
	return depot{}, &fault.Error{Kind: fault.Invalide, Code: "formulaire_illisible", Err: err, Message: "Le formulaire reçu n'est pas lisible. Revenez en arrière et envoyez-le de nouveau."}
}

func tropGrand() *fault.Error {
	f := fault.New(fault.TropGrand, "corps_trop_grand", "Ce fichier est trop grand pour être un dossier de mémoire : il dépasse "+strconv.Itoa(maxDossier>>20)+" Mo.")
	f.Limite = maxDossier
	return f
}

// multipartPart is what partie needs of a *multipart.Part.
type multipartPart interface {
	io.Reader
	FormName() string
}

func partie[P multipartPart](p P, err error) (string, []byte, error) {
	if err != nil {
		return "", nil, err
	}
	octets, err := io.ReadAll(io.LimitReader(p, maxDossier+1))
	if err != nil {
		return "", nil, err
	}
	if len(octets) > maxDossier {
		return "", nil, tropGrand()
	}
	return p.FormName(), octets, nil
}

// depuisCollage undoes what a text area does to a text: line ends of two characters, the last one
// lost.
func depuisCollage(texte string) []byte {
	texte = strings.ReplaceAll(texte, "\r\n", "\n")
	return []byte(strings.TrimRight(texte, "\n") + "\n")
}

// lireEmpreinte reads a SHA-256 in base64, as printed, or in hexadecimal, as sha256sum gives it, and
// gives the former.
func lireEmpreinte(saisie string) (string, bool) {
	s := strings.Join(strings.Fields(saisie), "")
	if len(s) == 64 {
		if b, err := hex.DecodeString(strings.ToLower(s)); err == nil {
			return base64.StdEncoding.EncodeToString(b), true
		}
	}
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil || len(b) != 32 {
		return "", false
	}
	return base64.StdEncoding.EncodeToString(b), true
}

// juger compares the digest of the dossier with the one typed, and reads the dossier.
func (p *Public) juger(dossier []byte, attendue string) verdict {
	v := verdict{Calculee: certificat.Empreinte(dossier), Saisie: attendue}
	faits, err := certificat.LireDossier(dossier)
	switch {
	case v.Calculee != attendue && bytes.Contains(dossier, []byte("\r\n")) && certificat.Empreinte(bytes.ReplaceAll(dossier, []byte("\r\n"), []byte("\n"))) == attendue:
		v.Alerte = ui.Alerte{
			Ton: "avertissement", Titre: "Le texte est le bon, mais le fichier a été réenregistré",
			Texte: "Un logiciel a changé les fins de ligne. Le contenu correspond à l'empreinte ; téléchargez de nouveau le dossier pour avoir le fichier d'origine.",
		}
	case v.Calculee != attendue:
		v.Alerte = ui.Alerte{
			Ton: "erreur", Titre: "L'empreinte ne correspond pas à ce dossier",
			Texte: "Au moins un caractère diffère : le dossier a été modifié, ou l'empreinte est celle d'un autre mémoire, ou elle est mal recopiée.",
		}
		return v // what a modified dossier says must not look confirmed
	case err != nil:
		v.Alerte = ui.Alerte{
			Ton: "avertissement", Titre: "L'empreinte correspond, mais ce texte n'est pas un dossier de mémoire",
			Texte: "Le fichier n'a pas la forme d'un dossier déposé ici (" + err.Error() + "). Vérifiez que vous avez choisi le bon fichier.",
		}
		return v
	default:
		v.Alerte = ui.Alerte{
			Ton: "succes", Titre: "Le dossier est intact",
			Texte: "Son empreinte est exactement celle que vous avez saisie. Comparez ce qui suit avec votre certificat.",
		}
	}
	v.Alerte.Vive = true
	v.Faits = p.faits(faits)
	return v
}

// faits tells what the dossier says of the deposit.
func (p *Public) faits(d map[string]string) []ui.Paire {
	juridiction := d["entete.juridiction"]
	if j, ok := p.Referentiel.Juridiction(juridiction); ok {
		juridiction = j.Affichage()
	}
	envoye := d["memoire.envoye_le"]
	if t, err := time.Parse(time.RFC3339Nano, envoye); err == nil {
		if p.Cadre.Fuseau != nil {
			t = t.In(p.Cadre.Fuseau)
		}
		envoye = page.DateMoyenne(t) + " à " + page.Heure(t)
	}
	montant := d["total.ttc"]
	if n, err := strconv.ParseInt(montant, 10, 64); err == nil {
		montant = page.Montant(n)
	}
	var paires []ui.Paire
	for _, x := range []ui.Paire{
		{Libelle: "Numéro du mémoire", Valeur: d["memoire.numero"]},
		{Libelle: "Déposé le", Valeur: envoye},
		{Libelle: "Juridiction", Valeur: juridiction},
		{Libelle: "Prestataire", Valeur: d["prestataire.raison_sociale"]},
		{Libelle: "Montant TTC", Valeur: montant, Nombre: true},
	} {
		if x.Valeur != "" {
			paires = append(paires, x)
		}
	}
	return paires
}
