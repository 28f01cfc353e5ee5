package public

import (
	"net/http"

	"claudia/web/page"
	"claudia/web/ui"
)

// pageDeclaration is a page of text about the service itself.
type pageDeclaration struct {
	page.Base
	Responsable   string
	Contact       string
	Conservations ui.Tableau
	Manques       []string
}

func (p *Public) showAccessibilite(w http.ResponseWriter, r *http.Request) error {
	return p.Pages.Render(w, http.StatusOK, "accessibilite", pageDeclaration{
		Base: p.base(w, r, "Accessibilité", ""), Responsable: p.Responsable, Contact: p.Contact,
	})
}

// conservation is one row of the table of durations (promises.md 7.2: a proposal, the controller
// decides). Faite says whether the program itself removes the data in time today.
type conservation struct {
	donnee, active, ensuite string
	faite                   bool
}

func conservations() []conservation {
	return []conservation{
		{"Conversation avec l'assistant, connecté", "6 mois après le dernier message", "Effacée, sauf si elle est liée à un mémoire ou à un ticket", false},
		{"Question à laquelle le guide ne sait pas répondre, masquée et sans nom", "12 mois après la dernière fois où elle est posée", "Effacée", true},
		{"Souhait d'être prévenu d'une réponse du guide, lié à votre conversation", "Jusqu'à la réponse ou jusqu'à ce que vous y renonciez, 12 mois au plus", "Effacé ; la réponse reste dans la conversation", true},
		{"Avis sur une réponse de l'assistant", "Lié à la conversation tant qu'elle existe", "Compté sans lien avec vous", true},
		{"Mots cherchés dans le guide, masqués et sans nom", "12 mois", "Effacés ; les comptes par jour restent", true},
		{"Brouillon de mémoire sans modification", "12 mois, avec un avertissement au 11e", "Effacé", false},
		{"Mémoire envoyé, lignes, pièces et certificat", "Jusqu'à l'état final, puis 1 an", "Archive à accès restreint jusqu'à 10 ans, puis effacés ou versés aux archives", false},
		{"Réquisition et attestation de mission", "Comme le mémoire", "Jamais recopiées ailleurs : ni ticket, ni recherche, ni journal", false},
		{"IBAN et RIB", "Tant qu'ils servent", "Masqués après 13 mois sans usage, effacés avec le mémoire", false},
		{"Journaux d'accès et de sécurité", "12 mois", "Effacés", false},
		{"Session de connexion", "2 heures sans activité, 12 heures en tout", "Fermée d'elle-même, puis effacée", true},
		{"Fichier d'un envoi interrompu", "24 heures", "Effacé", true},
		{"Sauvegardes", "35 jours", "Remplacées ; un effacement y est rejoué après restauration", false},
	}
}

func (p *Public) showDonnees(w http.ResponseWriter, r *http.Request) error {
	v := pageDeclaration{
		Base: p.base(w, r, "Données personnelles", ""), Responsable: p.Responsable, Contact: p.Contact,
		Conservations: ui.Tableau{
			Legende:  "Durées de conservation",
			Colonnes: []ui.Colonne{{Titre: "Donnée"}, {Titre: "Gardée"}, {Titre: "Ensuite"}, {Titre: "Effacement"}},
		},
		Manques: []string{
			"l'export de toutes vos données en un clic ;",
			"l'effacement automatique des brouillons, conversations et journaux aux dates annoncées ;",
			"le masquage automatique d'un IBAN qui ne sert plus ;",
			"la limitation des agents du support aux seuls dossiers qui leur sont confiés ;",
			"la liste des personnes qui ont ouvert votre dossier, lisible par vous.",
		},
	}
	for _, c := range conservations() {
		b := ui.Badge{Texte: "Pas encore automatique", Ton: "avertissement", Icone: "sablier"}
		if c.faite {
			b = ui.Badge{Texte: "Automatique", Ton: "succes", Icone: "coche-rond"}
		}
		v.Conservations.Lignes = append(v.Conservations.Lignes, ui.Ligne{Cellules: []ui.Cellule{
			{Texte: c.donnee}, {Titre: "Gardée", Texte: c.active}, {Titre: "Ensuite", Texte: c.ensuite}, {Titre: "Effacement", Badge: &b},
		}})
	}
	return p.Pages.Render(w, http.StatusOK, "donnees-personnelles", v)
}
