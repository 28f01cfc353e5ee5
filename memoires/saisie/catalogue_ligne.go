package saisie

import "claudia/memoires"

// champsLigne declares the fields of a line, in the order in which they are asked (portail.md 2.3;
// what the two documents say: webinaire, « Déterminer les valeurs à saisir »).
func champsLigne() []Champ {
	return append(champsMission(), champsMontants()...)
}

// champsMission are the fields that are copied from the réquisition and the attestation.
func champsMission() []Champ {
	return []Champ{
		{
			Cle: memoires.CleNumeroAffaire, Genre: GenreTexte, Critique: true,
			Libelle:       "N° d'affaire",
			Question:      "Quel est le numéro de l'affaire ?",
			Rappel:        "le numéro d'affaire",
			Aide:          "Recopiez-le exactement, avec ses barres et ses tirets.",
			Pourquoi:      "C'est par ce numéro que le service retrouve la procédure et vérifie que la mission a été ordonnée.",
			OuRequisition: "Dans l'en-tête, près du timbre du service : « N° », « Procédure n° », « Affaire » ou « Parquet n° ».",
			OuAttestation: "Cadre n° 1, bloc « Autorité requérante » : ligne « Référence de l'affaire ».",
			Exemple:       "2026/EXEMPLE/0001",
		},
		{
			Cle: memoires.CleDateRequisition, Genre: GenreJour, Critique: true,
			Libelle:       "Date de la réquisition",
			Question:      "Quelle est la date de la réquisition ?",
			Rappel:        "la date de la réquisition",
			Aide:          "Le jour où la réquisition ou l'ordonnance a été signée, au format JJ/MM/AAAA.",
			Pourquoi:      "Le service vérifie que la mission a été ordonnée avant d'être réalisée ; elle ne peut pas être dans le futur.",
			OuRequisition: "En haut, « L'an … le … », ou au-dessus de la signature, « Fait à … le … ».",
			Exemple:       "02/10/2026",
		},
		{
			Cle: memoires.CleAutorite, Genre: GenreListe,
			Libelle:       "Autorité requérante",
			Question:      "Quelle autorité vous a requis ?",
			Rappel:        "l'autorité requérante",
			Aide:          "La qualité de celui qui a signé la réquisition ou l'ordonnance.",
			Pourquoi:      "Un frais n'est payable que s'il a été ordonné par l'autorité judiciaire ou par une personne sous son contrôle.",
			OuRequisition: "Après « Nous, … », suivi du grade et de la qualité, et sous la signature.",
			OuAttestation: "Cadre n° 1, bloc « Autorité requérante » : ligne « Nom et qualité » ; et cadre n° 2, colonne « Qualité ».",
			Exemple:       "Officier de Police Judiciaire",
		},
		{
			Cle: memoires.CleTypePrestation, Genre: GenreRecherche,
			Libelle:       "Type de prestation",
			Question:      "Quelle prestation avez-vous réalisée ?",
			Rappel:        "le type de prestation",
			Aide:          "Tapez quelques mots, par exemple « traduction orale » ou « psychiatrique ».",
			Pourquoi:      "Le tarif réglementé dépend de la prestation et du stade de la procédure.",
			OuRequisition: "Dans le corps du texte, après « à l'effet de » ou « prions et au besoin requérons … de ».",
			OuAttestation: "Cadre n° 1, bloc « Mission réalisée » : la case cochée.",
			Exemple:       "Traduction orale (interprétariat)",
		},
		{
			Cle: memoires.CleDatePrestation, Genre: GenreJour, Critique: true,
			Libelle:       "Date de la prestation",
			Question:      "À quelle date avez-vous réalisé la prestation ?",
			Rappel:        "la date de la prestation",
			Aide:          "La date portée sur l'attestation, au format JJ/MM/AAAA ; le dernier jour si la mission a duré.",
			Pourquoi:      "Elle fixe le tarif en vigueur et, sauf fin de mission plus tardive, le départ du délai d'un an pour déposer (article 800 du code de procédure pénale).",
			OuRequisition: "Elle n'y est qu'exceptionnellement ; c'est celle de l'attestation qui compte.",
			OuAttestation: "Cadre n° 1, bloc « Mission réalisée » : « en date du », « Date de la traduction » ou « Date de remise ».",
			Exemple:       "13/10/2026",
		},
		{
			Cle: memoires.CleRequisitionOrale, Genre: GenreOuiNon,
			Libelle:       "Réquisition donnée d'abord oralement",
			Question:      "Avez-vous été requis oralement avant que la réquisition soit écrite ?",
			Rappel:        "la réquisition orale",
			Aide:          "Cochez si l'autorité vous a appelé avant de signer l'écrit.",
			Pourquoi:      "Elle explique au service qu'une réquisition écrite porte une date postérieure à la prestation.",
			OuRequisition: "Une mention comme « confirmant notre réquisition verbale du … », quand elle existe.",
			Exemple:       "Non",
		},
		{
			Cle: memoires.CleFinMission, Genre: GenreJour, Critique: true,
			Libelle:       "Date de fin de mission",
			Question:      "La mission s'est-elle achevée plus tard que la date de la prestation, et quand ?",
			Rappel:        "la date de fin de mission",
			Aide:          "Facultatif : dépôt du rapport, remise de la traduction… si ce jour diffère de la date de la prestation.",
			Pourquoi:      "Le délai d'un an pour déposer court de la fin de la mission, et non de la signature de l'attestation (article 800 du code de procédure pénale).",
			OuAttestation: "Pour une traduction écrite : « Date de remise de la traduction » ; pour un rapport : « en date du ».",
			Exemple:       "20/10/2026",
		},
	}
}

// champsMontants are the fields that make the amount of the line, and the free remark.
func champsMontants() []Champ {
	return []Champ{
		{
			Cle: memoires.CleQuantite, Genre: GenreQuantite, Critique: true,
			Libelle:       "Quantité",
			Question:      "Quelle quantité facturez-vous ?",
			Rappel:        "la quantité",
			Aide:          "Heures de présence, pages de 250 mots, actes ou jours, selon la prestation ; les décimales sont admises.",
			Pourquoi:      "Le montant de la prestation est la quantité multipliée par le tarif ; pour une traduction orale, toute heure commencée est due (article R122 du code de procédure pénale).",
			OuRequisition: "Parfois en mention manuscrite près de la signature, avec les heures.",
			OuAttestation: "Cadre n° 1 : « Heure de début » et « Heure de fin », ou « Nombre de pages en français ».",
			Exemple:       "3",
		},
		{
			Cle: memoires.CleTarifHT, Genre: GenreMontant, Critique: true, Unite: "€ HT",
			Libelle:  "Tarif de la prestation HT",
			Question: "Quel est le tarif unitaire hors taxes ?",
			Rappel:   "le tarif hors taxes",
			Aide:     "Le prix d'une unité (une heure, une page, un acte), hors taxes.",
			Pourquoi: "Les tarifs des frais de justice sont fixés hors taxes (article R91 du code de procédure pénale) ; la TVA s'ajoute si vous y êtes assujetti.",
			Exemple:  "150,00",
		},
		{
			Cle: memoires.CleTauxTVA, Genre: GenreTaux, Critique: true, Unite: "%",
			Libelle:  "Taux de TVA",
			Question: "Quel taux de TVA s'applique ?",
			Rappel:   "le taux de TVA",
			Aide:     "20 % est le taux normal en métropole ; 0 % si vous êtes exonéré ou en franchise.",
			Pourquoi: "La TVA de la ligne est calculée sur la prestation et les frais divers, jamais sur les débours.",
			Exemple:  "20 %",
		},
		{
			Cle: memoires.CleFraisDivers, Genre: GenreMontant, Critique: true, Unite: "€ HT",
			Libelle:  "Frais divers",
			Question: "Avez-vous des frais de déplacement ou d'affranchissement à ajouter ?",
			Rappel:   "les frais divers",
			Aide:     "Facultatif : le total du bordereau des frais de déplacement et d'affranchissement, à joindre.",
			Pourquoi: "Ils s'ajoutent au montant de la prestation et portent le même taux de TVA.",
			Exemple:  "24,60",
		},
		{
			Cle: memoires.CleDebours, Genre: GenreMontant, Critique: true, Unite: "€",
			Libelle:  "Débours (non soumis à TVA)",
			Question: "Avez-vous avancé des débours au nom et pour le compte de la juridiction ?",
			Rappel:   "les débours",
			Aide:     "Facultatif : seulement des sommes avancées pour le compte d'autrui, au centime près, avec leur justificatif.",
			Pourquoi: "Seuls les débours au sens fiscal échappent à la TVA ; les autres sommes vont dans les frais divers.",
			Exemple:  "12,60",
		},
		{
			Cle: memoires.CleNote, Genre: GenreTexte,
			Libelle:       "Remarque pour le service",
			Question:      "Souhaitez-vous ajouter une remarque pour le service ?",
			Rappel:        "la remarque",
			Aide:          "Facultatif : nom et service de l'autorité, horaires, circonstances utiles.",
			Pourquoi:      "Le service la lit avec la ligne ; elle évite souvent une demande de précision.",
			OuRequisition: "Le nom et le service de l'autorité, par exemple, s'y trouvent en tête.",
			OuAttestation: "Cadre n° 1, bloc « Autorité requérante » : ligne « Service ».",
			Exemple:       "Requis par le brigadier Exemple, audition de 14 h à 17 h",
		},
	}
}
