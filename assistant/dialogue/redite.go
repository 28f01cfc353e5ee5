package dialogue

import (
	"slices"
	"unicode/utf8"
)

// texteLong is the number of characters from which a text is not said twice in a row.
const texteLong = 100

// dejaDit stands for a long text that the reply above already holds.
const dejaDit = "Ma réponse est la même que juste au-dessus."

// sansRedite replaces the long texts that the last reply already said by a short mention; what is urgent,
// and what the person asked to hear again, stays.
func (t *tour) sansRedite(blocs []Bloc) []Bloc {
	var longs []string
	var out []Bloc
	mentionne := false
	for _, b := range blocs {
		if b.Genre != BlocTexte && b.Genre != BlocSource || utf8.RuneCountInString(b.Texte) < texteLong {
			out = append(out, b)
			continue
		}
		longs = append(longs, b.Texte)
		switch {
		case !slices.Contains(t.e.Longs, b.Texte) || t.entier || t.e.Mode == Danger:
			out = append(out, b)
		case !mentionne:
			mentionne = true
			out = append(out, Bloc{Genre: BlocTexte, Texte: dejaDit})
		}
	}
	if len(blocs) > 0 {
		t.e.Longs = longs
	}
	return out
}

// composer gives their French typography to the words of a part of a reply, for the eye only.
func composer(b *Bloc) {
	b.Titre, b.LienTexte = typo(b.Titre), typo(b.LienTexte)
	b.Colonnes = slices.Clone(b.Colonnes)
	for i := range b.Colonnes {
		b.Colonnes[i] = typo(b.Colonnes[i])
	}
	b.Valeurs = slices.Clone(b.Valeurs)
	for i := range b.Valeurs {
		v := &b.Valeurs[i]
		v.Libelle, v.Affichage, v.Avant = typo(v.Libelle), typo(v.Affichage), typo(v.Avant)
	}
	b.Propositions = slices.Clone(b.Propositions)
	for i := range b.Propositions {
		b.Propositions[i].Libelle, b.Propositions[i].Affichage = typo(b.Propositions[i].Libelle), typo(b.Propositions[i].Affichage)
	}
	b.Choix = slices.Clone(b.Choix)
	for i := range b.Choix {
		b.Choix[i].Libelle = typo(b.Choix[i].Libelle)
	}
}
