package galerie

import (
	"claudia/web/page"
	"claudia/web/ui"
)

type contenus struct {
	page.Base
	Onglets        ui.Onglets
	Tuiles         []ui.Tuile
	Tableau, Rien  ui.Tableau
	Pager          ui.Pager
	Squelette      ui.Squelette
	Progression    ui.Progression
	Fichiers       ui.Fichiers
	Totaux         ui.Totaux
	Cartes         []ui.Carte
	Historique     ui.Historique
	Plis           []ui.Pli
	Ouvrir         ui.Bouton
	Dialogue       ui.Dialogue
	Avertissements []ui.Alerte
	Boutons        []ui.Bouton
}

func vueContenus(b page.Base) contenus {
	b.Actif = "guide"
	return contenus{
		Base: b,
		Onglets: ui.Onglets{Etiquette: "Mes mémoires", Onglets: []ui.Onglet{
			{Texte: "Synthèse", URL: "#", Actif: true, Icone: "accueil", Compteur: 3},
			{Texte: "Rechercher", URL: "#", Icone: "loupe"},
			{Texte: "Liste fiscale", URL: "#", Icone: "euro"},
			{Texte: "Tableau de bord", URL: "#", Icone: "graphique"},
			{Texte: "Archives", URL: "#", Icone: "archive"},
		}},
		Tuiles: []ui.Tuile{
			{Icone: "plus", Titre: "Saisir un mémoire", Texte: "Quatre écrans, ou une conversation.", URL: "#"},
			{Icone: "dossier", Titre: "Mémoires à traiter", Texte: "Vos brouillons et ceux que la juridiction a refusés.", URL: "#", Mention: "3 à traiter"},
			{Icone: "casque", Titre: "Support", Texte: "De 8 h 30 à 18 h 30, les jours ouvrés.", URL: "#"},
		},
		Tableau:     tableau(),
		Rien:        ui.Tableau{Legende: "Mémoires", Vide: &ui.Vide{Icone: "memoire", Titre: "Aucun mémoire pour l'instant", Texte: "Déposez une réquisition et une attestation de mission : claudia prépare le mémoire avec vous.", Action: &ui.Bouton{Texte: "Commencer", Sorte: "principal", Icone: "plus", URL: "#"}}},
		Pager:       ui.Pager{Resume: "1 à 4 sur 23 mémoires", Suivant: "#2", Pages: []ui.PageListe{{Numero: "1", URL: "#1", Actuelle: true}, {Numero: "2", URL: "#2"}, {Numero: "3", URL: "#3"}, {}, {Numero: "6", URL: "#6"}}},
		Squelette:   ui.NewSquelette("Chargement de vos mémoires", 6),
		Progression: ui.Progression{ID: "avance", Libelle: "Votre mémoire", Valeur: 6, Max: 9, Texte: "6 informations sur 9"},
		Fichiers:    fichiers(),
		Totaux: ui.Totaux{
			Titre:  "Récapitulatif TVA et totaux",
			Taux:   []ui.LigneTaux{{Taux: "20 %", Base: "2 041,00 €", TVA: "408,20 €"}, {Taux: "8,5 %", Base: "3 775,00 €", TVA: "320,88 €"}},
			Lignes: []ui.Paire{{Libelle: "Montant HT", Valeur: "5 816,00 €"}, {Libelle: "TVA", Valeur: "729,08 €"}, {Libelle: "Remise globale", Valeur: "0,00 €"}},
			Total:  ui.Paire{Libelle: "Montant TTC", Valeur: "6 545,08 €"},
		},
		Cartes:         cartes(),
		Historique:     historique(),
		Plis:           []ui.Pli{{Titre: "À qui adresser mon mémoire ?", Ouvert: true, Paragraphes: []string{"À la juridiction qui a prescrit la mesure. Son nom figure en haut de la réquisition."}}, {Titre: "Combien de temps ai-je pour l'envoyer ?", Paragraphes: []string{"Un an à compter de la fin de la mission."}}},
		Ouvrir:         ui.Bouton{Texte: "Valider et envoyer", Sorte: "principal", Icone: "envoi", Type: "button", Ouvre: "confirmation"},
		Dialogue:       ui.Dialogue{ID: "confirmation", Titre: "Confirmation d'envoi", Icone: "envoi"},
		Avertissements: []ui.Alerte{{Ton: "avertissement", Titre: "Vous attestez sur l'honneur", Texte: "Valider ce mémoire vaut attestation de la sincérité de ce qu'il contient."}},
		Boutons:        []ui.Bouton{{Texte: "Revenir au mémoire", Type: "button", Sorte: "discret"}, {Texte: "Confirmer et envoyer", Sorte: "principal", Icone: "envoi"}},
	}
}

func tableau() ui.Tableau {
	brouillon, refuse, paye, envoye := ui.BadgeEtat("brouillon"), ui.BadgeEtat("refuse"), ui.BadgeEtat("mis_en_paiement"), ui.BadgeEtat("mis_a_disposition")
	ligne := func(numero, tribunal, date, montant string, b ui.Badge, actions ...ui.Bouton) ui.Ligne {
		return ui.Ligne{Cellules: []ui.Cellule{
			{Texte: numero, URL: "#"},
			{Titre: "Destinataire", Texte: tribunal},
			{Titre: "État courant", Badge: &b},
			{Titre: "Date de l'état", Texte: date},
			{Titre: "Montant TTC", Texte: montant, Nombre: true},
		}, Actions: actions}
	}
	copier := ui.Bouton{Texte: "Dupliquer", Icone: "copie", Petit: true, URL: "#"}
	reprendre := ui.Bouton{Texte: "Reprendre", Icone: "crayon", Petit: true, URL: "#"}
	return ui.Tableau{
		Legende: "Mémoires à traiter", Visible: true,
		Colonnes: []ui.Colonne{{Titre: "Numéro"}, {Titre: "Destinataire", TriURL: "#"}, {Titre: "État courant"}, {Titre: "Date de l'état", TriURL: "#", Tri: "descending"}, {Titre: "Montant TTC", Nombre: true}, {Titre: "Actions", Cachee: true}},
		Lignes: []ui.Ligne{
			ligne("TMP2026000000010", "75 - Tribunal judiciaire de Paris", "13/10/2026", "158,25 €", brouillon, reprendre),
			ligne("MJ0000002106", "93 - Tribunal judiciaire de Bobigny", "09/10/2026", "6 545,08 €", refuse, copier),
			ligne("MJ0000002099", "75 - Cour d'appel de Paris", "02/10/2026", "1 250,50 €", envoye, copier),
			ligne("MJ0000002041", "13 - Tribunal judiciaire de Marseille", "17/09/2026", "312,00 €", paye, copier),
		},
	}
}

func fichiers() ui.Fichiers {
	return ui.Fichiers{Etiquette: "Pièces jointes", Fichiers: []ui.Fichier{
		{Nom: "requisition-26-00123.pdf", Genre: "Réquisition", Taille: "182 Ko", URL: "#", Retirer: "#"},
		{Nom: "attestation.jpg", Genre: "Attestation de mission", Ligne: "Ligne 1", Taille: "1,4 Mo", URL: "#", Icone: "image", Retirer: "#"},
		{Nom: "bordereau-frais.pdf", Taille: "820 Ko", Etat: "envoi", Avance: 62, Detail: "Envoi en cours, 62 %"},
		{Nom: "scan-0042.png", Taille: "3,1 Mo", Etat: "lecture", Detail: "Lecture en cours…"},
		{Nom: "archive.rar", Taille: "12 Mo", Etat: "erreur", Detail: "Ce format n'est pas accepté. Envoyez un PDF, un PNG ou un JPEG."},
	}}
}

func cartes() []ui.Carte {
	refuse := ui.BadgeEtat("refuse")
	return []ui.Carte{
		{Titre: "MJ0000002106", URL: "#", Badge: &refuse, Texte: "« Attestation de mission illisible. »", Lignes: []ui.Paire{{Libelle: "Destinataire", Valeur: "Tribunal judiciaire de Bobigny"}, {Libelle: "Montant TTC", Valeur: "6 545,08 €", Nombre: true}}, Actions: []ui.Bouton{{Texte: "Dupliquer", Icone: "copie", Petit: true, URL: "#"}, {Texte: "Abandonner", Sorte: "discret", Petit: true}}},
		{Titre: "Ferdinand Traductions", Lignes: []ui.Paire{{Libelle: "SIRET", Valeur: "732 829 320 00074", Nombre: true}, {Libelle: "Catégorie", Valeur: "Interprète"}, {Libelle: "IBAN", Valeur: "FR76 … 189", Nombre: true}}},
	}
}

func historique() ui.Historique {
	return ui.Historique{Evenements: []ui.Evenement{
		{Titre: "Refusé", Ton: "erreur", Icone: "croix-rond", Quand: "9 octobre 2026 à 10 h 12", QuandISO: "2026-10-09T10:12:00+02:00", Qui: "Service centralisateur de Bobigny", Texte: "L'attestation de mission est illisible : merci d'en joindre une autre."},
		{Titre: "Mis à disposition", Ton: "info", Icone: "tribunal", Quand: "2 octobre 2026 à 8 h 00", QuandISO: "2026-10-02T08:00:00+02:00"},
		{Titre: "Envoyé", Ton: "succes", Icone: "envoi", Quand: "1er octobre 2026 à 17 h 41", QuandISO: "2026-10-01T17:41:00+02:00", Qui: "Helga Ferdinand, par l'assistant"},
		{Titre: "Brouillon créé", Ton: "neutre", Icone: "crayon", Quand: "1er octobre 2026 à 17 h 20", QuandISO: "2026-10-01T17:20:00+02:00", Qui: "Helga Ferdinand"},
	}}
}
