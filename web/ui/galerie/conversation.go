package galerie

import (
	"claudia/web/page"
	"claudia/web/ui"
)

type assistant struct {
	page.Base
	Vue ui.VueAssistant
}

type bulles struct {
	page.Base
	Bulles        []ui.Bulle
	Connexions    []ui.Connexion
	Ferme         ui.Composeur
	SansBrouillon ui.Brouillon
}

type icones struct {
	page.Base
	Icones []string
}

const client = "0b6c6e8e-6f5e-4d62-9c2a-5d0f0a3f2c11"

func vueAssistant(b page.Base) assistant {
	b.Actif, b.Widget, b.Large, b.Fil = "assistant", nil, true, nil
	return assistant{Base: b, Vue: ui.VueAssistant{
		Conversation: ui.Conversation{
			ID: "c1", Derniere: 9, Connexion: ui.Connexion{Etat: "en_ligne", Texte: "En ligne : vos messages sont enregistrés."},
			Journal:   ui.Journal{ID: "journal-c1", Etiquette: "Messages", AvantURL: "?avant=4", Bulles: echange(), Modele: ui.Bulle{ID: "m-nouveau", Auteur: "usager", Nom: "Vous", Paragraphes: []string{""}, Etat: "attente"}},
			Composeur: ui.Composeur{Action: "/assistant", Conversation: "c1", Client: client, Accepte: ".pdf,.png,.jpg,.jpeg", Max: 4000, Aide: "Répondez, posez une question ou déposez un document."},
		},
		Brouillon: brouillon(),
	}}
}

func echange() []ui.Bulle {
	return []ui.Bulle{
		{ID: "m-1", Seq: 1, Auteur: "assistant", Nom: "claudia", Heure: "14 h 02", Paragraphes: []string{"Bonjour Helga. Votre brouillon TMP2026000000010 attend depuis hier : il lui manque la date de la prestation.", "Déposez la réquisition et l'attestation de mission : je prépare le reste avec vous."}},
		{ID: "m-2", Seq: 2, Auteur: "usager", Nom: "Vous", Heure: "14 h 03", Paragraphes: []string{"Voilà les deux."}, Pieces: recus()},
		{ID: "m-3", Seq: 3, Auteur: "systeme", Heure: "14 h 03", Paragraphes: []string{"Deux documents lus en 2 secondes."}},
		{ID: "m-4", Seq: 4, Auteur: "assistant", Nom: "claudia", Heure: "14 h 03", Paragraphes: []string{"J'ai lu le numéro de l'affaire."}, Proposition: &ui.Proposition{Libelle: "N° d'affaire", Valeur: "26/00123", Source: "Réquisition, page 1", Image: Prefixe + "/extrait.svg", ImageAlt: "Extrait de la réquisition, numéro de parquet entouré", Fige: true, Decision: "Confirmé", Ton: "succes"}},
		{ID: "m-5", Seq: 5, Auteur: "assistant", Nom: "claudia", Heure: "14 h 04", Suite: true, Paragraphes: []string{"Et la date de la prestation, sur l'attestation :"}, Proposition: &ui.Proposition{Choix: decision(client), Libelle: "Date de la prestation", Valeur: "mardi 13 octobre 2026", Lu: "13 OCT. 2O26", Source: "Attestation de mission, page 1", Image: Prefixe + "/extrait.svg", ImageAlt: "Extrait de l'attestation, date entourée", Incertain: true}},
	}
}

func vueBulles(b page.Base) bulles {
	b.Actif = "assistant"
	return bulles{
		Base: b,
		Bulles: append(echange(),
			ui.Bulle{ID: "m-6", Seq: 6, Auteur: "usager", Nom: "Vous", Heure: "14 h 05", Paragraphes: []string{"non, c'est le 6"}},
			ui.Bulle{ID: "m-7", Seq: 7, Auteur: "assistant", Nom: "claudia", Heure: "14 h 05", Paragraphes: []string{"C'est noté : mardi 6 octobre 2026. Quel est votre régime de TVA ?"}, Choix: &ui.Choix{Action: "/assistant", Client: client, Reponses: []ui.Reponse{{Texte: "Sur les encaissements", Valeur: "encaissements"}, {Texte: "Sur les débits", Valeur: "debits"}, {Texte: "Exonéré", Valeur: "exonere"}, {Texte: "Je ne sais pas", Valeur: "ne_sait_pas", Icone: "question"}}}, Liens: []ui.LienBulle{{Texte: "Choisir son régime de TVA", URL: "#", Icone: "guide"}}},
			ui.Bulle{ID: "m-8", Seq: 8, Auteur: "assistant", Nom: "claudia", Heure: "14 h 06", Paragraphes: []string{"Ces informations sont-elles justes ?"}, Choix: &ui.Choix{Fige: true, Reponses: []ui.Reponse{{Texte: "Oui", Choisie: true}, {Texte: "Non"}}}},
			ui.Bulle{ID: "m-9", Seq: 9, Auteur: "assistant", Nom: "claudia", Heure: "14 h 06", Recap: &ui.Recapitulatif{Titre: "Récapitulatif", Rubriques: brouillon().Rubriques[:2], Total: &ui.Paire{Libelle: "Montant TTC", Valeur: "158,25 €"}, Manques: []ui.ErreurChamp{{URL: "#", Ancre: "", Message: "Joignez l'attestation de mission à la ligne 1."}}, Actions: []ui.Bouton{{Texte: "Relire et envoyer", Sorte: "principal", Icone: "envoi", URL: "#"}, {Texte: "Modifier", URL: "#"}}}},
			ui.Bulle{ID: "m-10", Seq: 10, Auteur: "systeme", Heure: "14 h 08", Paragraphes: []string{"Inès, du support, a rejoint la conversation."}},
			ui.Bulle{ID: "m-11", Seq: 11, Auteur: "agent", Nom: "Inès, support", Heure: "14 h 08", Paragraphes: []string{"Bonjour, je regarde votre dossier. Deux points à vérifier :"}, Points: []string{"la signature du cadre 2 de l'attestation ;", "le tarif de la première heure."}},
			ui.Bulle{ID: "m-14", Seq: 14, Auteur: "assistant", Nom: "claudia", Heure: "14 h 09", Blocs: []ui.Bloc{citation("14.0", "oui"), citation("14.1", "non"), citation("14.2", "")}},
			ui.Bulle{ID: "m-12", Client: client, Auteur: "usager", Nom: "Vous", Paragraphes: []string{"Merci, je la rescanne."}, Etat: "attente"},
			ui.Bulle{ID: "m-13", Auteur: "usager", Nom: "Vous", Paragraphes: []string{"La voici."}, Etat: "echec"},
		),
		Connexions:    []ui.Connexion{{Etat: "en_ligne", Texte: "En ligne"}, {Etat: "reprise", Texte: "Reconnexion en cours : vos messages partiront dès le retour du réseau."}, {Etat: "hors_ligne", Texte: "Hors ligne. Rien n'est perdu."}},
		Ferme:         ui.Composeur{Inactif: true, Raison: "Cette conversation est terminée depuis le 3 octobre 2026."},
		SansBrouillon: ui.Brouillon{Vide: &ui.Vide{Icone: "memoire", Titre: "Votre mémoire se remplira ici", Texte: "Chaque information confirmée dans la conversation apparaît à cette place.", Action: &ui.Bouton{Texte: "Ouvrir le formulaire", URL: "#"}}},
	}
}

// citation is an answer of the guide with the vote of the person on it.
func citation(endroit, vote string) ui.Bloc {
	return ui.Bloc{
		Genre: "source", Titre: "Quel délai pour déposer ?", Paragraphes: []string{"Un an à compter de la fin de la mission."}, Article: "delai-de-depot, vérifié le 23/11/2026",
		Lien: &ui.LienBulle{Texte: "Lire l'article", URL: "#", Icone: "fleche-droite"},
		Avis: &ui.AvisReponse{ID: "avis-" + endroit, Action: "#", Messages: "#", Endroit: endroit, Etat: vote, Client: client},
	}
}

func brouillon() ui.Brouillon {
	date := ui.Champ{Nom: "date_prestation", ID: "edition-date", Type: ui.ChampDate, Libelle: "Date de la prestation", Obligatoire: true, Valeur: "2026-10-06"}
	tribunal := ui.Champ{Nom: "juridiction", ID: "edition-juridiction", Type: ui.ChampRecherche, Libelle: "Juridiction", Obligatoire: true, Source: Prefixe + "/suggestions", Valeur: "75 - Tribunal judiciaire de Paris"}
	return ui.Brouillon{
		Numero: "TMP2026000000010", URL: "#", Badge: ui.BadgeEtat("brouillon"),
		Progression: ui.Progression{ID: "avance-brouillon", Libelle: "Avancement", Valeur: 8, Max: 11, Texte: "8 informations sur 11"},
		Etapes:      ui.Etapes{Etapes: []ui.Etape{{Titre: "En-tête", URL: "#", Etat: "faite"}, {Titre: "Lignes", URL: "#", Etat: "courante"}, {Titre: "Pièces", URL: "#", Etat: "incomplete"}, {Titre: "Envoi", Etat: "a_venir"}}},
		Rubriques: []ui.Rubrique{
			{Titre: "En-tête", URL: "#", Etat: "faite", Lignes: []ui.Valeur{
				{Cle: "juridiction", Libelle: "Juridiction", Texte: "75 - Tribunal judiciaire de Paris", Provenance: &ui.Provenance{Texte: "lu p. 1", Sorte: "lu", URL: "#"}, Champ: &tribunal, Action: "#"},
				{Cle: "categorie", Libelle: "Catégorie", Texte: "Interprète", Provenance: &ui.Provenance{Texte: "repris", Sorte: "repris"}},
				{Cle: "tva", Libelle: "Type de TVA"},
			}},
			{Titre: "Ligne 1", URL: "#", Etat: "courante", Lignes: []ui.Valeur{
				{Cle: "affaire", Libelle: "N° d'affaire", Texte: "26/00123", Provenance: &ui.Provenance{Texte: "lu p. 1", Sorte: "lu", URL: "#"}},
				{Cle: "date_prestation", Libelle: "Date de la prestation", Texte: "6 octobre 2026", Nouvelle: true, Provenance: &ui.Provenance{Texte: "dit à 14 h 05", Sorte: "dit"}, Champ: &date, Action: "#"},
				{Cle: "montant", Libelle: "Montant", Texte: "150,00 €", Nombre: true, Provenance: &ui.Provenance{Texte: "calculé", Sorte: "calcule"}},
			}},
		},
		Totaux: &ui.Totaux{Titre: "Totaux", Lignes: []ui.Paire{{Libelle: "Montant HT", Valeur: "150,00 €"}, {Libelle: "TVA 5,5 %", Valeur: "8,25 €"}}, Total: ui.Paire{Libelle: "Montant TTC", Valeur: "158,25 €"}},
		Action: &ui.Bouton{Texte: "Continuer dans le formulaire", URL: "#", Apres: "fleche-droite"},
	}
}

func vueIcones(b page.Base) icones {
	b.Actif = "support"
	return icones{Base: b, Icones: ui.Icones()}
}

func recus() []ui.Fichier {
	f := fichiers().Fichiers[:2]
	for i := range f {
		f[i].Retirer = ""
	}
	return f
}

// decision is what a value read on a document offers.
func decision(client string) *ui.Choix {
	return &ui.Choix{Action: "/assistant", Client: client, Reponses: []ui.Reponse{
		{Texte: "Oui, c'est bien ça", Valeur: "5.0.0.0", Icone: "coche", Principale: true},
		{Texte: "Corriger", Valeur: "5.0.0.1", Icone: "crayon"},
		{Texte: "Illisible", Valeur: "5.0.0.2", Icone: "oeil-barre", Discrete: true},
	}}
}
