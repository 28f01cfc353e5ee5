package dialogue

import "claudia/memoires"

// RemplacerLignes gives their real ids to the lines that AjouterLigne announced with negative ones, in all
// that the message offers: a quick reply is read again from the journal, where only real ids mean
// something.
func (m *Message) RemplacerLignes(ids map[memoires.LigneID]memoires.LigneID) {
	champ := func(c *memoires.Champ) {
		if c == nil {
			return
		}
		if id, ok := ids[c.Ligne]; ok {
			c.Ligne = id
		}
	}
	choix := func(l []Choix) {
		for i := range l {
			champ(l[i].Champ)
		}
	}
	for i := range m.Blocs {
		b := &m.Blocs[i]
		champ(b.Champ)
		choix(b.Choix)
		for j := range b.Propositions {
			champ(&b.Propositions[j].Champ)
			choix(b.Propositions[j].Choix)
		}
		for j := range b.Valeurs {
			champ(&b.Valeurs[j].Champ)
		}
	}
}
