package lecture

import (
	"slices"
	"strings"
	"unicode"
)

// civilites are folded words that come before a name and are no part of it.
var civilites = map[string]bool{
	"m": true, "mr": true, "mme": true, "mmes": true, "mm": true, "mlle": true, "monsieur": true, "madame": true,
	"mademoiselle": true, "maitre": true, "me": true, "dr": true, "docteur": true, "pr": true, "professeur": true,
	"ou": true, "le": true, "la": true, "l": true, "expert": true, "sieur": true, "dame": true,
	"interprete": true, "experte": true, "medecin": true, "traducteur": true, "traductrice": true,
}

// arrets are folded words that end a name in a sentence.
var arrets = map[string]bool{
	"ne": true, "nee": true, "demeurant": true, "domicilie": true, "domiciliee": true, "interprete": true, "expert": true,
	"experte": true, "traducteur": true, "traductrice": true, "medecin": true, "psychologue": true, "psychiatre": true,
	"inscrit": true, "inscrite": true, "exercant": true, "agissant": true, "en": true, "sis": true, "sise": true, "officier": true,
	"juge": true, "procureur": true, "procureure": true, "substitut": true, "vice": true, "afin": true, "pour": true, "aux": true,
	"adresse": true, "tel": true, "telephone": true, "courriel": true, "rue": true, "assermente": true, "assermentee": true,
	"enqueteur": true, "enquetrice": true, "qualite": true, "service": true, "a": true, "qui": true, "et": true, "dont": true,
	"brigadier": true, "capitaine": true, "lieutenant": true, "commandant": true, "major": true, "adjudant": true, "gendarme": true,
	"gardien": true, "commissaire": true, "agent": true, "president": true, "presidente": true, "magistrat": true, "greffier": true,
	"greffiere": true, "opj": true, "apj": true, "premier": true, "premiere": true, "delegue": true, "doyen": true,
}

// grades are folded words of ranks that come before the name of an officer.
var grades = map[string]bool{
	"brigadier": true, "chef": true, "capitaine": true, "lieutenant": true, "commandant": true, "major": true, "adjudant": true,
	"gendarme": true, "gardien": true, "de": true, "la": true, "paix": true, "commissaire": true, "marechal": true, "des": true,
	"logis": true, "colonel": true, "police": true, "divisionnaire": true, "inspecteur": true, "sous": true, "general": true,
	"principal": true, "d": true, "escadron": true, "gendarmerie": true,
}

// particules belong to a family name though written small.
var particules = map[string]bool{
	"de": true, "du": true, "des": true, "d'": true, "von": true, "van": true, "der": true, "den": true, "ben": true, "bin": true,
	"el": true, "al": true, "da": true, "dos": true, "di": true, "le": true, "la": true, "los": true, "ibn": true, "y": true, "ter": true,
}

// personne is a name taken apart.
type personne struct {
	nom, prenom string
	sur         bool // the parts are told apart by their letters' case or by a known given name
}

// pour gives the name as the key wants it.
func (p personne) pour(c Cle) string {
	switch {
	case p.nom == "" || p.prenom == "":
		return p.nom + p.prenom
	case c == AutoriteNom:
		return p.prenom + " " + p.nom
	default:
		return p.nom + " " + p.prenom
	}
}

// majuscule tells whether every letter of s is a capital, with two letters at least.
func majuscule(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			n++
		}
	}
	return n >= 2
}

func capitale(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// nommer takes a name apart out of the words at the start of s, in any order, and tells how many
// bytes of s it took. nomDabord says which part comes first when nothing else tells.
func nommer(s string, nomDabord bool) (personne, int) {
	var noms, prenoms, libres []string
	fin, pris := 0, 0
	for _, m := range morceaux(s) {
		mot := strings.Trim(m.texte, " .;:()«»\"|_")
		pl := plier(mot)
		if mot == "" {
			if pris > 0 {
				break
			}
			continue
		}
		if pris == 0 && (civilites[strings.Trim(pl, "'")] && !articleDeNom(mot, pl) || grades[strings.TrimSuffix(pl, "-chef")] && !majuscule(mot)) {
			continue
		}
		if strings.ContainsAny(mot, "0123456789@/") || arrets[pl] && !majuscule(mot) || mot == "-" || mot == "–" || mot == "—" {
			break
		}
		if civilites[pl] && !particules[pl] && len(pl) > 1 && !majuscule(mot) {
			continue
		}
		switch {
		case majuscule(mot):
			noms = append(noms, mot)
		case particules[pl] && !capitale(mot) || pl == "d'":
			noms = append(noms, mot)
		case capitale(mot):
			prenoms = append(prenoms, mot)
		default:
			if pris > 0 {
				return assembler(noms, prenoms, libres, nomDabord), fin
			}
			return personne{}, 0
		}
		libres = append(libres, mot)
		pris++
		fin = m.fin
		if strings.HasSuffix(m.texte, ",") || strings.HasSuffix(m.texte, ";") || strings.HasSuffix(m.texte, ":") || pris >= 6 {
			break
		}
	}
	return assembler(noms, prenoms, libres, nomDabord), fin
}

// assembler decides which words are the family name.
func assembler(noms, prenoms, libres []string, nomDabord bool) personne {
	clean := func(v []string) string { return strings.Trim(strings.Join(v, " "), " ,.;:'") }
	switch {
	case len(libres) == 0:
		return personne{}
	case slices.ContainsFunc(noms, majuscule) && len(prenoms) > 0:
		return personne{nom: clean(noms), prenom: clean(prenoms), sur: true}
	case len(libres) == 1:
		return personne{nom: clean(libres)}
	}
	// all capitals, or no capitals: a known given name tells
	premier, dernier := prenomConnu(libres[0]), prenomConnu(libres[len(libres)-1])
	switch {
	case premier && !dernier:
		return personne{nom: clean(libres[1:]), prenom: titrer(clean(libres[:1])), sur: true}
	case dernier && !premier:
		return personne{nom: clean(libres[:len(libres)-1]), prenom: titrer(clean(libres[len(libres)-1:])), sur: true}
	case nomDabord:
		return personne{nom: clean(libres[:len(libres)-1]), prenom: clean(libres[len(libres)-1:])}
	default:
		return personne{nom: clean(libres[1:]), prenom: clean(libres[:1])}
	}
}

// articleDeNom tells LE and LA in capitals, which begin a family name (LE BIHAN).
func articleDeNom(mot, pl string) bool { return (pl == "le" || pl == "la") && majuscule(mot) }

// titrer writes a given name in capitals as names are usually written.
func titrer(s string) string {
	debut := true
	return strings.Map(func(r rune) rune {
		if !debut {
			r = unicode.ToLower(r)
		}
		debut = !unicode.IsLetter(r)
		return r
	}, s)
}

func prenomConnu(s string) bool {
	_, ok := prenomsConnus[plier(strings.Trim(s, ",.;: "))]
	return ok
}

// morceau is a word of a text with the byte offset of its end.
type morceau struct {
	texte      string
	debut, fin int
}

// morceaux cuts at white space; a comma stays with its word and cuts too.
func morceaux(s string) []morceau {
	var out []morceau
	debut := -1
	for i, r := range s {
		if unicode.IsSpace(r) {
			if debut >= 0 {
				out = append(out, morceau{s[debut:i], debut, i})
				debut = -1
			}
			continue
		}
		if debut < 0 {
			debut = i
		}
		if r == ',' {
			out = append(out, morceau{s[debut : i+1], debut, i + 1})
			debut = -1
		}
	}
	if debut >= 0 {
		out = append(out, morceau{s[debut:], debut, len(s)})
	}
	return out
}
