package galerie

import (
	"claudia/web/page"
	"claudia/web/ui"
)

type formulaires struct {
	page.Base
	Etapes  ui.Etapes
	Resume  *ui.ResumeErreurs
	Champs  []ui.Champ
	Boutons []ui.Bouton
	Badges  []ui.Badge
	Alertes []ui.Alerte
}

func vueFormulaires(b page.Base) formulaires {
	b.Flash = &page.Flash{Ton: "succes", Titre: "Ligne enregistrée", Texte: "Il reste deux informations à compléter avant l'envoi."}
	champs := champs()
	return formulaires{
		Base:    b,
		Champs:  champs,
		Resume:  ui.ResumeDe(champs...),
		Boutons: boutons(),
		Alertes: alertes(),
		Badges: []ui.Badge{
			ui.BadgeEtat("brouillon"), ui.BadgeEtat("envoye"), ui.BadgeEtat("mis_a_disposition"), ui.BadgeEtat("refuse"),
			ui.BadgeEtat("duplique_post_refus"), ui.BadgeEtat("abandonne"), ui.BadgeEtat("mis_en_paiement"),
		},
		Etapes: ui.Etapes{Etapes: []ui.Etape{
			{Titre: "En-tête", URL: "#", Etat: "faite"},
			{Titre: "Lignes de prestation", URL: "#", Etat: "courante", Detail: "2 lignes"},
			{Titre: "Pièces jointes", URL: "#", Etat: "incomplete", Detail: "1 pièce manquante"},
			{Titre: "Validation et envoi", Etat: "a_venir"},
		}},
	}
}

func champs() []ui.Champ {
	return []ui.Champ{
		{
			Nom: "juridiction", Type: ui.ChampRecherche, Libelle: "Juridiction", Obligatoire: true, Valeur: "75 - Tribunal judiciaire de Paris",
			Aide: "Celle qui a prescrit la mission.", Exemple: "Paris, ou 75", Source: "/_galerie/suggestions", NomCle: "juridiction_cle", ValeurCle: "75-1",
			OuTrouver: "En haut à gauche de la réquisition, sous « Cour d'appel de… ».", Provenance: &ui.Provenance{Texte: "lu p. 1", Sorte: "lu", URL: "#"},
			Options: []ui.Option{{Texte: "75 - Tribunal judiciaire de Paris"}, {Texte: "93 - Tribunal judiciaire de Bobigny"}},
		},
		{
			Nom: "affaire", Libelle: "N° d'affaire", Obligatoire: true, Erreur: "Indiquez le numéro d'affaire : il figure sur la réquisition.",
			OuTrouver: "Sur la réquisition, après « N° parquet » ou « N° PV ».", Exemple: "26/00123",
		},
		{
			Nom: "date", Type: ui.ChampDate, Libelle: "Date de la réquisition", Obligatoire: true, Valeur: "2026-10-13", Largeur: "court",
			Provenance: &ui.Provenance{Texte: "dit à 14 h 05", Sorte: "dit"},
		},
		{Nom: "tarif", Type: ui.ChampMontant, Libelle: "Tarif de la prestation HT", Obligatoire: true, Valeur: "1 250,50", Suffixe: "€", Largeur: "court", Provenance: &ui.Provenance{Texte: "calculé", Sorte: "calcule"}},
		{
			Nom: "type", Type: ui.ChampListe, Libelle: "Type de prestation", Obligatoire: true, Provenance: &ui.Provenance{Texte: "repris", Sorte: "repris"},
			Options: []ui.Option{
				{Valeur: "", Texte: "Choisir"},
				{Groupe: "Interprétariat", Valeur: "1", Texte: "Traduction orale", Choisie: true},
				{Groupe: "Interprétariat", Valeur: "2", Texte: "Traduction écrite"},
				{Groupe: "Expertises", Valeur: "3", Texte: "Expertise psychiatrique"},
			},
		},
		{Nom: "facture", Libelle: "Numéro de facture", Aide: "Le vôtre, pour vous y retrouver.", Max: 20},
		{
			Nom: "tva", Type: ui.ChampChoix, Libelle: "Type de TVA", Obligatoire: true, Aide: "Le régime indiqué par votre centre des impôts.",
			Options: []ui.Option{
				{Valeur: "encaissements", Texte: "TVA sur les encaissements", Aide: "Le cas habituel des services.", Choisie: true},
				{Valeur: "debits", Texte: "TVA sur les débits"},
				{Valeur: "exonere", Texte: "Exonéré"},
			},
		},
		{Nom: "devise", Type: ui.ChampChoix, Libelle: "Base de la mission", Obligatoire: true, Erreur: "Choisissez la base de la mission.", Options: []ui.Option{{Valeur: "p", Texte: "Pénal"}, {Valeur: "c", Texte: "Civil"}}},
		{Nom: "commentaire", Type: ui.ChampZone, Libelle: "Commentaire", Aide: "Lu par le service centralisateur.", Provenance: &ui.Provenance{Texte: "proposé par l'agent", Sorte: "agent"}},
		{Nom: "piece", Type: ui.ChampFichier, Libelle: "Attestation de mission", Obligatoire: true, Accepte: ".pdf,.png,.jpg", Aide: "PDF, PNG ou JPEG, 10 Mo au plus.", Multiple: true},
		{Nom: "numero", Type: ui.ChampLecture, Libelle: "Numéro du mémoire", Valeur: "TMP2026000000010"},
		{Nom: "verrou", Libelle: "Service", Inactif: true, Valeur: "Aucun service sur cette structure"},
		{Nom: "courriel", Type: ui.ChampCourriel, Libelle: "Adresse électronique", Obligatoire: true, Auto: "username", Valeur: "helga.ferdinand@exemple.fr"},
		{Nom: "secret", Type: ui.ChampMotDePasse, Libelle: "Mot de passe", Obligatoire: true, Auto: "current-password"},
		{Nom: "honneur", Type: ui.ChampCase, Libelle: "J'atteste sur l'honneur la sincérité de ce mémoire.", Obligatoire: true, Valeur: "oui"},
		{Nom: "honneur2", Type: ui.ChampCase, Libelle: "J'ai lu les avertissements.", Obligatoire: true, Valeur: "oui", Erreur: "Cochez la case pour envoyer le mémoire."},
	}
}

func boutons() []ui.Bouton {
	return []ui.Bouton{
		{Texte: "Enregistrer", Sorte: "principal", Icone: "enregistrer"},
		{Texte: "Valider et ajouter une nouvelle ligne", Icone: "plus"},
		{Texte: "Continuer", Sorte: "secondaire", Apres: "fleche-droite", URL: "#"},
		{Texte: "Supprimer", Sorte: "danger", Icone: "corbeille"},
		{Texte: "Annuler", Sorte: "discret", URL: "#"},
		{Texte: "Revenir à la liste", Sorte: "lien", URL: "#"},
		{Texte: "Envoi impossible", Sorte: "principal", Inactif: true},
		{Texte: "Télécharger", Petit: true, Icone: "telecharger", URL: "#"},
		{Texte: "Imprimer", SansMot: true, Icone: "imprimer", Type: "button"},
	}
}

func alertes() []ui.Alerte {
	return []ui.Alerte{
		{Ton: "info", Titre: "Votre RIB part avec le mémoire", Texte: "Il est joint automatiquement à l'envoi : inutile de l'ajouter."},
		{Ton: "succes", Texte: "Votre mémoire est envoyé au tribunal judiciaire de Paris."},
		{Ton: "avertissement", Titre: "Il vous reste 12 jours", Texte: "La mission s'est terminée le 25 octobre 2025 : envoyez le mémoire avant le 25 octobre 2026.", Action: &ui.Bouton{Texte: "Vérifier les dates", Petit: true, URL: "#"}},
		{Ton: "erreur", Titre: "L'envoi n'a pas abouti", Points: []string{"Le service de la juridiction n'a pas répondu.", "Rien n'est perdu : votre brouillon est enregistré."}},
	}
}
