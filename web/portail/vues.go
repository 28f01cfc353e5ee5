package portail

import (
	"strconv"

	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/formulaire"
	"claudia/web/page"
	"claudia/web/ui"
)

// tete is the head of the pages of one mémoire.
type tete struct {
	Numero  string
	Badge   ui.Badge
	Chapo   string
	Etapes  *ui.Etapes
	Boutons []ui.Bouton
}

// vueManquement is one problem found by the control.
type vueManquement struct {
	Gravite, Icone, Message, Article string
	Ou                               string // field concerned; empty for the whole mémoire
	AVerifier                        bool
	URL                              string
}

func chemin(m memoires.Memoire, suite string) string {
	return "/memoires/" + string(m.Numero) + suite
}

func versionDe(m memoires.Memoire) string { return strconv.FormatInt(int64(m.Version), 10) }

// teteDe makes the head: number, state, the four screens for a draft.
func teteDe(m memoires.Memoire, courante memoires.CleEtape) tete {
	t := tete{Numero: string(m.Numero), Badge: ui.BadgeEtat(string(m.Etat))}
	if m.Etat != memoires.Brouillon {
		return t
	}
	liens := map[memoires.CleEtape]string{
		memoires.EtapeEntete: chemin(m, "#en-tete"), memoires.EtapeLignes: chemin(m, "#lignes"),
		memoires.EtapePieces: chemin(m, "/pieces"), memoires.EtapeEnvoi: chemin(m, "/envoi"),
	}
	var etapes ui.Etapes
	for _, e := range memoires.Etapes(m) {
		v := ui.Etape{Titre: e.Libelle, URL: liens[e.Cle], Etat: "incomplete"}
		manque := len(e.Manque) + len(e.Pieces)
		switch {
		case e.Cle == courante:
			v.Etat = "courante"
		case e.Faite:
			v.Etat = "faite"
		case e.Cle == memoires.EtapeEnvoi:
			v.Etat = "a_venir"
		}
		if manque > 0 {
			v.Detail = page.Pluriel(int64(manque), "information manquante", "informations manquantes")
			if e.Cle == memoires.EtapePieces {
				v.Detail = page.Pluriel(int64(manque), "pièce attendue", "pièces attendues")
			}
		}
		etapes.Etapes = append(etapes.Etapes, v)
	}
	t.Etapes = &etapes
	return t
}

func montant(m memoires.Montant) string { return page.Montant(int64(m)) }

// totauxDe makes the block « Montants totaux » with the « Récapitulatif TVA » (portail.md 2.6).
func totauxDe(m memoires.Memoire) ui.Totaux {
	t := m.Totaux()
	v := ui.Totaux{Titre: "Montants totaux", Total: ui.Paire{Libelle: "Montant TTC", Valeur: montant(t.TTC), Nombre: true}}
	for _, r := range t.ParTaux {
		v.Taux = append(v.Taux, ui.LigneTaux{Taux: page.Taux(int64(r.Taux)), Base: montant(r.BaseHT), TVA: montant(r.TVA)})
	}
	v.Lignes = []ui.Paire{
		{Libelle: "Montant HT après remise globale", Valeur: montant(t.HTApresRemise), Nombre: true},
		{Libelle: "Montant TVA", Valeur: montant(t.TVAApresRemise), Nombre: true},
	}
	if t.Debours > 0 {
		v.Lignes = append(v.Lignes, ui.Paire{Libelle: "Débours (non soumis à TVA)", Valeur: montant(t.Debours), Nombre: true})
	}
	v.Lignes = append(v.Lignes,
		ui.Paire{Libelle: "Montant remise globale TTC", Valeur: montant(t.RemiseTTC), Nombre: true},
		ui.Paire{Libelle: "Montant TTC avant remise globale", Valeur: montant(t.TTCAvantRemise), Nombre: true},
	)
	return v
}

// lignesDe makes the grid of lines; a draft has a button to open and to remove each of them.
func lignesDe(m memoires.Memoire, x saisie.Contexte, modifiable bool) ui.Tableau {
	t := ui.Tableau{
		Legende: "Lignes de prestation",
		Colonnes: []ui.Colonne{
			{Titre: "N°"},
			{Titre: "N° d'affaire"},
			{Titre: "Date de la réquisition"},
			{Titre: "Autorité requérante"},
			{Titre: "Type prestation"},
			{Titre: "Date de prestation"},
			{Titre: "Autres montants"},
			{Titre: "Montant TTC", Nombre: true},
		},
		Vide: &ui.Vide{Icone: "liste", Titre: "Aucune ligne de prestation", Texte: "Une ligne par mission : recopiez-y la réquisition et l'attestation."},
	}
	if modifiable {
		t.Colonnes = append(t.Colonnes, ui.Colonne{Titre: "Actions", Cachee: true})
	}
	for _, l := range m.Lignes {
		n := strconv.Itoa(l.Position)
		autres := "Non"
		if l.FraisDivers > 0 || l.Debours > 0 {
			autres = "Oui"
		}
		v := ui.Ligne{}
		for i, texte := range []string{
			n, l.NumeroAffaire, page.DateCourte(l.DateRequisition), formulaire.Afficher(memoires.CleAutorite, l.Autorite, x),
			formulaire.Afficher(memoires.CleTypePrestation, l.TypePrestation, x), page.DateCourte(l.DatePrestation), autres, montant(l.Montants().TTC),
		} {
			v.Cellules = append(v.Cellules, ui.Cellule{Titre: t.Colonnes[i].Titre, Texte: ouTiret(texte), Nombre: t.Colonnes[i].Nombre})
		}
		if modifiable {
			u := chemin(m, "/lignes/"+strconv.FormatInt(int64(l.ID), 10))
			v.Actions = []ui.Bouton{
				{Texte: "Modifier la ligne " + n, Sorte: "discret", Icone: "crayon", URL: u, Petit: true, SansMot: true},
				{Texte: "Retirer la ligne " + n, Sorte: "discret", Icone: "corbeille", URL: u + "/retirer", Petit: true, SansMot: true},
			}
		}
		t.Lignes = append(t.Lignes, v)
	}
	return t
}

// formRetrait is the id of the form that the buttons « Retirer » of the attachments post.
const formRetrait = "retrait-piece"

// piecesDe makes the list of attachments (portail.md 2.8), of one line or of all when ligne is 0.
func piecesDe(m memoires.Memoire, x saisie.Contexte, ligne memoires.LigneID, modifiable bool) ui.Tableau {
	t := ui.Tableau{
		Legende:  "Pièces jointes",
		Colonnes: []ui.Colonne{{Titre: "Désignation"}, {Titre: "Type"}, {Titre: "Nom du fichier"}, {Titre: "Extension"}, {Titre: "Taille", Nombre: true}, {Titre: "Ligne de prestation"}},
		Vide:     &ui.Vide{Icone: "trombone", Titre: "Aucune pièce jointe", Texte: "Joignez la réquisition et l'attestation de mission. Le RIB part automatiquement avec l'envoi."},
	}
	if modifiable {
		t.Colonnes = append(t.Colonnes, ui.Colonne{Titre: "Actions", Cachee: true})
	}
	for _, p := range m.Pieces {
		if ligne != 0 && p.Ligne != ligne {
			continue
		}
		ou := "Tout le mémoire"
		if l := m.Ligne(p.Ligne); l != nil {
			ou = "Ligne " + strconv.Itoa(l.Position)
		}
		v := ui.Ligne{Cellules: []ui.Cellule{
			{Titre: "Désignation", Texte: p.Designation},
			{Titre: "Type", Texte: libelleType(x, p.Type)},
			{Titre: "Nom du fichier", Texte: p.Nom, URL: "/pieces/" + p.Piece},
			{Titre: "Extension", Texte: p.Extension},
			{Titre: "Taille", Texte: page.Octets(p.Taille), Nombre: true},
			{Titre: "Ligne de prestation", Texte: ou},
		}}
		if modifiable {
			v.Actions = []ui.Bouton{{
				Texte: "Retirer " + p.Nom, Sorte: "discret", Icone: "corbeille", Petit: true, SansMot: true,
				Form: formRetrait, Action: chemin(m, "/pieces/"+strconv.FormatInt(p.ID, 10)+"/retirer"),
			}}
		}
		t.Lignes = append(t.Lignes, v)
	}
	return t
}

// manquementsDe makes the list of problems, each with the place to mend it.
func manquementsDe(m memoires.Memoire, liste []memoires.Manquement) []vueManquement {
	out := make([]vueManquement, 0, len(liste))
	for _, k := range liste {
		v := vueManquement{Gravite: string(k.Gravite), Icone: "triangle", Message: k.Message, Article: k.Article, AVerifier: k.AVerifier}
		if k.Gravite == memoires.Bloquant {
			v.Icone = "croix-rond"
		}
		if k.Champ.Cle != "" {
			v.Ou = saisie.Libelle(k.Champ.Cle)
		}
		v.URL = lienChamp(m, k)
		out = append(out, v)
	}
	return out
}

func lienChamp(m memoires.Memoire, k memoires.Manquement) string {
	switch {
	case k.Piece != nil:
		return chemin(m, "/pieces")
	case k.Champ.Cle == "":
		return ""
	case !k.Champ.Cle.DeLigne():
		return chemin(m, "#champ-"+string(k.Champ.Cle))
	case k.Champ.Ligne == 0:
		return chemin(m, "/lignes/nouvelle")
	}
	return chemin(m, "/lignes/"+strconv.FormatInt(int64(k.Champ.Ligne), 10)+"#champ-"+string(k.Champ.Cle))
}

func ouTiret(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
