package conversation

import (
	"strconv"
	"time"

	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/formulaire"
	"claudia/web/page"
	"claudia/web/ui"
)

// brouillonVide stands in the place of the draft before one is open.
func brouillonVide() ui.Brouillon {
	return ui.Brouillon{Vide: &ui.Vide{
		Icone: "memoire", Titre: "Pas encore de mémoire ouvert",
		Texte: "Déposez une réquisition ou une attestation dans la conversation : chaque valeur confirmée apparaîtra ici.",
	}}
}

// brouillon is the live draft beside the conversation: every field with where its value came from, and
// its control to edit it in place when modifiable.
func brouillon(m memoires.Memoire, x saisie.Contexte, fuseau *time.Location, modifiable bool) ui.Brouillon {
	etapes := memoires.Etapes(m)
	b := ui.Brouillon{
		Numero: string(m.Numero), Badge: ui.BadgeEtat(string(m.Etat)), URL: "/memoires/" + string(m.Numero),
		Progression: progression(m, etapes),
	}
	for _, e := range etapes {
		v := ui.Etape{Titre: e.Libelle, Etat: "incomplete"}
		if e.Faite {
			v.Etat = "faite"
		} else if e.Cle == memoires.EtapeEnvoi {
			v.Etat = "a_venir"
		}
		if n := int64(len(e.Manque) + len(e.Pieces)); n > 0 {
			v.Detail = "reste " + strconv.FormatInt(n, 10)
		}
		b.Etapes.Etapes = append(b.Etapes.Etapes, v)
	}
	d := volet{m: m, x: x, fuseau: fuseau, modifiable: modifiable}
	b.Rubriques = append(b.Rubriques, d.rubrique("En-tête", b.URL+"#en-tete", saisie.Entete(), nil, etapes[0].Faite))
	for i := range m.Lignes {
		l := &m.Lignes[i]
		faite := true
		for _, manque := range etapes[1].Manque {
			faite = faite && manque.Ligne != l.ID
		}
		b.Rubriques = append(b.Rubriques, d.rubrique("Ligne "+strconv.Itoa(l.Position),
			b.URL+"/lignes/"+strconv.FormatInt(int64(l.ID), 10), saisie.Ligne(), l, faite))
	}
	b.Rubriques = append(b.Rubriques, d.pieces(b.URL+"/pieces", etapes[2].Faite))
	if len(m.Lignes) > 0 {
		t := totaux(m)
		b.Totaux = &t
	}
	if m.Etat == memoires.Brouillon && modifiable {
		b.Action = &ui.Bouton{Texte: "Continuer dans le formulaire", Icone: "memoire", URL: b.URL}
		if etapes[0].Faite && etapes[1].Faite && etapes[2].Faite {
			b.Action = &ui.Bouton{Texte: "Valider et envoyer", Sorte: "principal", Icone: "envoi", URL: b.URL + "/envoi"}
		}
	}
	return b
}

func progression(m memoires.Memoire, etapes []memoires.Etape) ui.Progression {
	manque := 0
	for _, e := range etapes {
		manque += len(e.Manque) + len(e.Pieces)
	}
	obligatoires := 0
	for _, c := range memoires.ClesEntete() {
		if memoires.Obligatoire(m, nil, c) {
			obligatoires++
		}
	}
	lignes := m.Lignes
	if len(lignes) == 0 {
		lignes = []memoires.LignePrestation{{}}
	}
	for i := range lignes {
		for _, c := range memoires.ClesLigne() {
			if memoires.Obligatoire(m, &lignes[i], c) {
				obligatoires++
			}
		}
	}
	obligatoires += 1 + len(lignes) // the réquisition, and the attestation of each line
	fait := max(0, obligatoires-manque)
	return ui.Progression{
		ID: "progression-brouillon", Libelle: "Avancement", Valeur: fait, Max: obligatoires,
		Texte: strconv.Itoa(fait) + " sur " + strconv.Itoa(obligatoires),
	}
}

// volet draws the fields of one draft.
type volet struct {
	m          memoires.Memoire
	x          saisie.Contexte
	fuseau     *time.Location
	modifiable bool
}

func (d volet) rubrique(titre, url string, champs []saisie.Champ, l *memoires.LignePrestation, faite bool) ui.Rubrique {
	r := ui.Rubrique{Titre: titre, URL: url, Etat: "incomplete"}
	if faite {
		r.Etat = "faite"
	}
	x := d.x
	x.Ligne = l
	for _, c := range champs {
		ou := memoires.Champ{Cle: c.Cle}
		if l != nil {
			ou.Ligne = l.ID
		}
		valeur := d.m.Valeur(ou)
		obligatoire := memoires.Obligatoire(d.m, l, c.Cle)
		if valeur == "" && !obligatoire {
			continue
		}
		v := ui.Valeur{Cle: ou.String(), Libelle: c.Libelle, Texte: formulaire.Afficher(c.Cle, valeur, x)}
		if pr, ok := d.m.Provenances[ou]; ok {
			v.Provenance = formulaire.Provenance(pr, c.Cle, d.fuseau)
		}
		if d.modifiable {
			u := formulaire.Controle(c, x, valeur)
			u.ID = "edition-" + ou.String()
			u.OuTrouver, u.EnSavoirPlus, u.Obligatoire = "", "", obligatoire
			v.Champ, v.Action, v.Version = &u, "/memoires/"+string(d.m.Numero)+"/champ", strconv.FormatInt(int64(d.m.Version), 10)
		}
		r.Lignes = append(r.Lignes, v)
	}
	return r
}

func (d volet) pieces(url string, faite bool) ui.Rubrique {
	r := ui.Rubrique{Titre: "Pièces jointes", URL: url, Etat: "incomplete"}
	if faite {
		r.Etat = "faite"
	}
	for _, p := range d.m.Pieces {
		libelle := string(p.Type)
		if t, ok := d.x.Referentiel.TypePiece(libelle); ok {
			libelle = t.Libelle
		}
		r.Lignes = append(r.Lignes, ui.Valeur{Cle: "piece." + strconv.FormatInt(p.ID, 10), Libelle: libelle, Texte: p.Nom})
	}
	for _, e := range memoires.Etapes(d.m) {
		for _, manque := range e.Pieces {
			libelle := string(manque.Type)
			if t, ok := d.x.Referentiel.TypePiece(libelle); ok {
				libelle = t.Libelle
			}
			r.Lignes = append(r.Lignes, ui.Valeur{Cle: "piece-manquante." + libelle, Libelle: libelle})
		}
	}
	return r
}

func totaux(m memoires.Memoire) ui.Totaux {
	t := m.Totaux()
	return ui.Totaux{
		Titre: "Montants",
		Lignes: []ui.Paire{
			{Libelle: "Montant HT", Valeur: page.Montant(int64(t.HTApresRemise)), Nombre: true},
			{Libelle: "TVA", Valeur: page.Montant(int64(t.TVAApresRemise)), Nombre: true},
		},
		Total: ui.Paire{Libelle: "Montant TTC", Valeur: page.Montant(int64(t.TTC)), Nombre: true},
	}
}
