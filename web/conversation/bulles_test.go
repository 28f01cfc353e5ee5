package conversation

import (
	"testing"

	"claudia/assistant"
	"claudia/assistant/dialogue"
)

func dit(a assistant.Auteur, choix ...string) assistant.Message {
	b := dialogue.Bloc{Genre: dialogue.BlocTexte}
	for _, c := range choix {
		b.Choix = append(b.Choix, dialogue.Choix{Libelle: c})
	}
	return assistant.Message{Auteur: a, Contenu: assistant.Contenu{Message: dialogue.Message{Blocs: []dialogue.Bloc{b}}}}
}

// R4: news that the assistant tells by itself leave the pending question with its replies; an answer without
// replies overtakes the replies of the question before.
func TestOffreOuverte(t *testing.T) {
	t.Parallel()
	question, nouvelle := dit(assistant.Assistant, "oui", "non"), dit(assistant.Assistant)
	moi, evenement := dit(assistant.Usager), dit(assistant.Systeme)
	for nom, x := range map[string]struct {
		ms   []assistant.Message
		want int
	}{
		"nothing":           {nil, -1},
		"a question":        {[]assistant.Message{moi, question}, 1},
		"then news":         {[]assistant.Message{moi, question, nouvelle, nouvelle}, 1},
		"then an answer":    {[]assistant.Message{question, moi, nouvelle}, 2},
		"after an event":    {[]assistant.Message{question, evenement, nouvelle}, 2},
		"two questions":     {[]assistant.Message{question, question}, 1},
		"no answer yet":     {[]assistant.Message{question, moi}, 0},
		"news, then nobody": {[]assistant.Message{question, nouvelle, moi}, 0},
		"only news":         {[]assistant.Message{nouvelle}, 0},
	} {
		if got := offreOuverte(x.ms); got != x.want {
			t.Errorf("%s: %d, want %d", nom, got, x.want)
		}
	}
}
