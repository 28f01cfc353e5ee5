package texte

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
)

const (
	gonfleUn   = 8 << 20  // inflated size of one object stream that is looked at
	gonfleTout = 32 << 20 // of all of them together
)

var (
	debutFlux = regexp.MustCompile(`stream\r?\n`)
	nomEchap  = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
	nomActif  = regexp.MustCompile(`/(JavaScript|JS|Launch|EmbeddedFile|EF|XFA|RichMedia|Encrypt)[\s/<\[(>\]]`)
)

// inspecter refuses a PDF that is encrypted or active, looking at its objects and at those of its
// object streams; the bytes of other streams are not objects and are passed over.
func inspecter(contenu []byte) error {
	if !bytes.Contains(contenu[max(0, len(contenu)-2048):], []byte("%%EOF")) {
		return abime(nil)
	}
	reste, total := contenu, 0
	for {
		lieu := debutFlux.FindIndex(reste)
		if lieu == nil {
			return chercherActif(reste)
		}
		objets := reste[:lieu[0]]
		if err := chercherActif(objets); err != nil {
			return err
		}
		fin := bytes.Index(reste[lieu[1]:], []byte("endstream"))
		if fin < 0 {
			return chercherActif(reste[lieu[1]:])
		}
		entete := objets[max(0, bytes.LastIndex(objets, []byte("obj"))):]
		if bytes.Contains(entete, []byte("ObjStm")) && total < gonfleTout {
			dedans := gonfler(reste[lieu[1] : lieu[1]+fin])
			total += len(dedans)
			if err := chercherActif(dedans); err != nil {
				return err
			}
		}
		reste = reste[lieu[1]+fin+len("endstream"):]
	}
}

// gonfler inflates an object stream up to its limit; other filters give nothing.
func gonfler(flux []byte) []byte {
	z, err := zlib.NewReader(bytes.NewReader(flux))
	if err != nil {
		return flux
	}
	// What was inflated before an error is looked at all the same.
	dedans, _ := io.ReadAll(io.LimitReader(z, gonfleUn))
	return dedans
}

// chercherActif gives the fault of the first forbidden name in the text of objects.
func chercherActif(objets []byte) error {
	if bytes.IndexByte(objets, '#') >= 0 {
		objets = nomEchap.ReplaceAllFunc(objets, func(b []byte) []byte {
			v, err := hex.DecodeString(string(b[1:]))
			if err != nil {
				return b
			}
			return v
		})
	}
	m := nomActif.FindSubmatch(objets)
	if m == nil {
		return nil
	}
	switch string(m[1]) {
	case "Encrypt":
		return pdfProtege()
	case "JavaScript", "JS":
		return pdfActif("un programme (JavaScript)")
	case "Launch":
		return pdfActif("une commande à exécuter")
	case "XFA":
		return pdfActif("un formulaire dynamique (XFA)")
	case "RichMedia":
		return pdfActif("un contenu multimédia")
	default:
		return pdfActif("des fichiers joints")
	}
}
