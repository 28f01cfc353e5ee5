package dialogue

import (
	"slices"
	"strings"

	"claudia/assistant/francais"
)

// Citee is the last answer of the guide: « et pour les médecins ? » and « pourquoi ? » keep its subject
// during one turn.
type Citee struct {
	Question string   `json:"question"` // as asked first, without what the follow-ups added
	Titre    string   `json:"titre"`
	Lien     string   `json:"lien"`
	Extraits []string `json:"extraits"` // what was read of the guide on this subject
}

// motsSuite bounds a follow-up: longer, it is a question of its own.
const motsSuite = 9

// suiteGuide takes a sentence that goes on from the answer of the turn before.
func (t *tour) suiteGuide() suiteTour {
	if t.citee == nil || !t.p.seulement(motsSuite) || len(t.valeursDites()) > 0 {
		return rien
	}
	c := *t.citee
	switch {
	case t.p.contient("^ et? pourquoi ca|cela? $", "^ et? pourquoi donc? $", "^ c est a dire $", "^ expliquez|explique moi? $", "^ precisez|precise $", "^ comment ca $"):
		t.approfondir(c, "pourquoi "+c.Question)
	case t.p.contient("^ et pour|si|en|dans|quand|chez|avec|sans|a|au|aux|sur|apres|avant|le|la|les|un|une|mon|ma|mes"):
		t.approfondir(c, c.Question+" "+strings.TrimPrefix(francais.Normaliser(t.p.texte), "et "))
	default:
		return rien
	}
	t.court, t.repondQuestion = true, true
	return fini
}

// approfondir asks the guide again with what the follow-up adds. What was just read is not read twice: the
// person is told that there is nothing more precise (R14).
func (t *tour) approfondir(c Citee, question string) {
	if t.w.Guide != nil {
		if l := t.w.Guide(francais.Normaliser(question)); len(l) > 0 && !slices.Contains(c.Extraits, l[0].Extrait) {
			t.citer(l[0], c.Question, c.Extraits...)
			return
		}
	}
	t.blocs = append(t.blocs, Bloc{
		Genre: BlocTexte, Lien: c.Lien, LienTexte: "Lire l'article",
		Texte: typo("Je n'ai rien de plus précis que l'article « " + c.Titre + " », qui donne ses sources, et je préfère ne rien inventer. Un conseiller peut vous en dire plus."),
	})
	t.faire(NoterSansReponse{Question: raccourcir(question, 500)})
	t.boutonHumain = true
	t.e.Citee = &c
}

// citer quotes the guide and remembers the subject, with what was read of it before.
func (t *tour) citer(r ReponseGuide, question string, lus ...string) {
	t.blocs = append(t.blocs, Bloc{Genre: BlocSource, Titre: r.Titre, Texte: typo(r.Extrait), Lien: r.Lien, LienTexte: "Lire l'article", Article: r.Article})
	t.e.Citee = &Citee{Question: question, Titre: r.Titre, Lien: r.Lien, Extraits: append(slices.Clone(lus), r.Extrait)}
}
