package galerie

import (
	"claudia/web/page"
	"claudia/web/ui"
)

type pagesTypes struct {
	page.Base
	Entrees, Barre []ui.Bouton
	Champs, Saisie []ui.Champ
	Connexion      ui.Bouton
	Badge          ui.Badge
	Etapes         ui.Etapes
	Totaux         ui.Totaux
	Alerte         ui.Alerte
}

func vuePages(b page.Base) pagesTypes {
	b.Titre, b.Fil = "Votre mémoire, de la réquisition au paiement", nil
	tous, modele := champs(), vueContenus(b)
	return pagesTypes{
		Base:      b,
		Entrees:   []ui.Bouton{{Texte: "Commencer un mémoire", Sorte: "principal", Icone: "plus", URL: "#"}, {Texte: "Suivre mes mémoires", URL: "#", Apres: "fleche-droite"}},
		Champs:    tous[12:14],
		Connexion: ui.Bouton{Texte: "Se connecter", Sorte: "principal", Large: true},
		Badge:     ui.BadgeEtat("brouillon"),
		Etapes:    vueFormulaires(b).Etapes,
		Saisie:    []ui.Champ{tous[0], tous[4], tous[6], tous[3]},
		Barre:     []ui.Bouton{{Texte: "Enregistrer", Sorte: "principal", Icone: "enregistrer"}, {Texte: "Continuer", Apres: "fleche-droite"}, {Texte: "Annuler", Sorte: "discret", URL: "#"}},
		Totaux:    modele.Totaux,
		Alerte:    alertes()[0],
	}
}
