package script

import "testing"

func TestCouter_countsAQuestionOnce(t *testing.T) {
	t.Parallel()
	tour := func(g Genre, texte, attente string) Tour {
		return Tour{Pas: Pas{Genre: g, Texte: texte}, Attente: attente}
	}
	got := Couter([]Tour{
		tour(Usager, "nouveau mémoire", "piece:REQ"),
		tour(Piece, "requisition.pdf", "propositions"),
		tour(Usager, "[Corriger]", "date_requisition"),
		tour(Usager, "quoi ?", "date_requisition"), // asked again: the same question
		tour(Usager, "le 2 octobre", "propositions"),
		tour(Usager, "[Tout est juste]", "recap"),
	})
	if want := (Cout{Questions: 3, Mots: 7, Signes: 33, Boutons: 2, Documents: 1}); got != want {
		t.Errorf("Couter = %+v, want %+v", got, want)
	}
}
