package saisie

import "claudia/memoires"

// champsEntete declares the fields of the header, in the order in which the screen shows them
// (portail.md 2.2), the discount last.
func champsEntete() []Champ { return append(champsDestination(), champsReferences()...) }

// champsDestination say who files, where, and who is paid.
func champsDestination() []Champ {
	return []Champ{
		{
			Cle: memoires.CleStructure, Genre: GenreListe, Critique: true,
			Libelle:  "Structure",
			Question: "Pour quelle structure déposez-vous ce mémoire ?",
			Rappel:   "la structure qui dépose",
			Aide:     "L'entité qui a réalisé la mission et qui sera payée.",
			Pourquoi: "Le paiement et la liste fiscale sont établis au nom de cette structure ; on ne vous propose que celles auxquelles vous êtes rattaché.",
			Exemple:  "Cabinet Exemple, SIRET 000 000 000 00000",
		},
		{
			Cle: memoires.CleJuridiction, Genre: GenreRecherche, Critique: true,
			Libelle:       "Juridiction",
			Question:      "À quelle juridiction adressez-vous ce mémoire ?",
			Rappel:        "la juridiction destinataire",
			Aide:          "Tapez le nom ou le département, par exemple « Bobigny » ou « 93 ».",
			Pourquoi:      "Le mémoire part au service centralisateur de la juridiction qui a prescrit la mesure (article R223 du code de procédure pénale).",
			OuRequisition: "Dans l'en-tête ou le timbre du service : la juridiction nommée dans la décision qui vous désigne, ou celle dont dépend le service d'enquête.",
			Exemple:       "93 - Tribunal judiciaire de Bobigny",
		},
		{
			Cle: memoires.CleService, Genre: GenreListe,
			Libelle:  "Service",
			Question: "Quel service de votre structure dépose ce mémoire ?",
			Rappel:   "le service de votre structure",
			Aide:     "Facultatif : seulement si votre structure est découpée en services.",
			Pourquoi: "Il sert à ranger vos mémoires quand votre structure compte plusieurs services.",
			Exemple:  "Service des expertises",
		},
		{
			Cle: memoires.CleCoordonnees, Genre: GenreListe, Critique: true,
			Libelle:  "Références bancaires",
			Question: "Sur quel compte souhaitez-vous être payé ?",
			Rappel:   "les références bancaires",
			Aide:     "Les comptes sont ceux de votre structure ; le RIB est joint tout seul à l'envoi.",
			Pourquoi: "Le comptable paie sur ce compte : un prestataire de justice doit avoir au moins une coordonnée bancaire sur sa structure.",
			Exemple:  "Compte principal (FR•• •••• 0000)",
		},
	}
}

// champsReferences say under which rules and numbers, and the discount.
func champsReferences() []Champ {
	return []Champ{
		{
			Cle: memoires.CleCategorie, Genre: GenreListe,
			Libelle:  "Catégorie de prestataire",
			Question: "Quelle est votre catégorie de prestataire ?",
			Rappel:   "la catégorie de prestataire",
			Aide:     "Elle est reprise de votre structure quand elle y est renseignée.",
			Pourquoi: "Elle indique au service quel barème et quelles pièces s'appliquent à votre métier.",
			Exemple:  "Traducteur / interprète",
		},
		{
			Cle: memoires.CleDevise, Genre: GenreListe,
			Libelle:  "Devise du mémoire",
			Question: "Dans quelle devise est établi le mémoire ?",
			Rappel:   "la devise",
			Aide:     "Toujours l'euro.",
			Pourquoi: "Les frais de justice sont réglés en euros.",
			Exemple:  "EUR - Euro européen",
		},
		{
			Cle: memoires.CleTexteReference, Genre: GenreListe,
			Libelle:  "Texte de référence",
			Question: "La mission relève-t-elle d'une affaire pénale (article R92) ou d'une affaire civile, commerciale ou assimilée (article R93) ?",
			Rappel:   "le texte de référence",
			Aide:     "R92 pour le pénal, R93 pour le civil, le commercial et les frais assimilés.",
			Pourquoi: "Un frais de justice n'est payable que s'il figure à l'article R92 ou à l'article R93 du code de procédure pénale.",
			OuRequisition: "Regardez la nature de l'affaire et les articles cités : une réquisition d'un officier de police judiciaire " +
				"ou d'un procureur relève en général du pénal.",
			Exemple: "Article R92",
		},
		{
			Cle: memoires.CleTypeTVA, Genre: GenreListe,
			Libelle:  "Type de TVA",
			Question: "Quel est votre régime de TVA : sur les encaissements, sur les débits, ou exonéré ?",
			Rappel:   "le type de TVA",
			Aide:     "« Encaissements » est le régime ordinaire des services ; « Exonéré » si vous êtes en franchise.",
			Pourquoi: "Il dit quand la TVA est due : au paiement (encaissements) ou à la facturation (débits) ; exonéré, aucune TVA n'est demandée.",
			Exemple:  "TVA sur les encaissements",
		},
		{
			Cle: memoires.CleNumeroFacture, Genre: GenreTexte,
			Libelle:  "Numéro de facture",
			Question: "Avez-vous un numéro de facture à rappeler ?",
			Rappel:   "votre numéro de facture",
			Aide:     "Facultatif : votre propre numéro, pour vous y retrouver.",
			Pourquoi: "Il apparaît dans la liste de vos mémoires et facilite vos rapprochements.",
			Exemple:  "F-EXEMPLE-001",
		},
		{
			Cle: memoires.CleNumeroEngagement, Genre: GenreTexte,
			Libelle:  "Numéro d'engagement juridique",
			Question: "La juridiction vous a-t-elle donné un numéro d'engagement juridique ?",
			Rappel:   "le numéro d'engagement juridique",
			Aide:     "Facultatif : il figure sur le bon de commande, quand un devis a été accepté.",
			Pourquoi: "Il relie le mémoire à la commande passée par la juridiction après votre devis.",
			Exemple:  "0000000000",
		},
		{
			Cle: memoires.CleRemiseTTC, Genre: GenreMontant, Critique: true, Unite: "€ TTC",
			Libelle:  "Remise globale TTC",
			Question: "Accordez-vous une remise sur l'ensemble du mémoire ?",
			Rappel:   "la remise globale",
			Aide:     "Facultatif : un montant toutes taxes comprises, déduit du total.",
			Pourquoi: "Elle est déduite du montant toutes taxes comprises ; elle ne peut pas le dépasser.",
			Exemple:  "10,00",
		},
		{
			Cle: memoires.CleMotifRemise, Genre: GenreTexte,
			Libelle:  "Motif de la remise",
			Question: "Pour quel motif accordez-vous cette remise ?",
			Rappel:   "le motif de la remise",
			Aide:     "Demandé dès qu'une remise est saisie.",
			Pourquoi: "Le service doit comprendre pourquoi le montant demandé est inférieur au calcul.",
			Exemple:  "Geste commercial",
		},
	}
}
