package lecture

// partiesLues bounds the acts told apart in one file.
const partiesLues = 60

// LireTout reads a file that may hold the papers of several missions: the reading of the whole, as Lire gives
// it, and in Parties one reading for each act when there are two or more. An act begins on a page that is a
// réquisition or an attestation by itself and says of which case or of which person it is; the pages after it
// belong to it. Pages are counted in the file.
func LireTout(pages []Page, r Referentiel) Lecture {
	lues := 0 // pages are read in their order
	for lues < len(pages) && !pages[lues].NonLue {
		lues++
	}
	nonLues := len(pages) - lues
	pages = pages[:lues]
	tout := Lire(pages[:min(len(pages), pagesLues)], r)
	tout.NonLues = nonLues
	if len(pages) < 2 {
		return tout
	}
	debuts := debutsActes(pages, r)
	if len(debuts) < 2 {
		return tout
	}
	for i, d := range debuts {
		fin := len(pages)
		if i+1 < len(debuts) {
			fin = debuts[i+1]
		}
		p := Lire(pages[d:fin], r)
		if !utile(p) {
			continue
		}
		for j := range p.Champs {
			p.Champs[j].Page += d
		}
		tout.Parties = append(tout.Parties, p)
	}
	if len(tout.Parties) < 2 {
		tout.Parties = nil
		return tout
	}
	if !utile(tout) {
		tout.Nature, tout.Message, tout.Champs = tout.Parties[0].Nature, "", tout.Parties[0].Champs
	}
	return tout
}

// debutsActes gives the indexes of the pages on which an act begins.
func debutsActes(pages []Page, r Referentiel) []int {
	var out []int
	for i := range pages {
		l := Lire(pages[i:i+1], r)
		if !utile(l) || len(out) == partiesLues {
			continue
		}
		_, numero := l.Champ(NumeroAffaire)
		_, personne := l.Champ(PersonneRequise)
		if numero || personne {
			out = append(out, i)
		}
	}
	return out
}
