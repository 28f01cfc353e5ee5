package dialogue

import (
	"slices"
	"strings"

	"claudia/assistant/francais"
	"claudia/memoires"
	"claudia/memoires/lecture"
)

// lieu keeps the place of a service of enquiry: « Commissariat de police de Bobigny » → « bobigny ».
func lieu(service string) string {
	mots := slices.DeleteFunc(strings.FieldsFunc(francais.Plier(service), separe), func(m string) bool {
		return parmi(m, "commissariat|police|gendarmerie|brigade|unite|compagnie|groupement|section|recherches|nationale|surete|service|direction|centrale|centre|de|du|la|le|des|d|l|territoriale|departementale|securite|publique")
	})
	return strings.Join(mots, " ")
}

// endroit is a service of enquiry, named by a document or by the person, that betrays a town.
type endroit struct {
	service    string
	source     string
	provenance memoires.Provenance
}

// endroits lists the services named for the draft: those of its documents, then those said with the
// authority.
func (t *tour) endroits() []endroit {
	var out []endroit
	for _, p := range t.m.Pieces {
		d := t.w.Documents[p.Piece]
		if d.Lecture == nil {
			continue
		}
		if s, ok := d.Lecture.Champ(lecture.Service); ok {
			prov := memoires.Provenance{Source: memoires.Lu, Piece: p.Piece, Page: s.Page, Zone: s.Zone, Texte: raccourcir(s.Texte, 200)}
			out = append(out, endroit{s.Valeur, "d'après " + d.Nom, prov})
		}
	}
	for _, l := range t.m.Lignes {
		p, ok := t.m.Provenances[memoires.Champ{Cle: memoires.CleAutorite, Ligne: l.ID}]
		if s := villeDite(p.Texte); ok && p.Source == memoires.Dit && s != "" {
			out = append(out, endroit{s, "d'après « " + raccourcir(p.Texte, 40) + " »", memoires.Provenance{Source: memoires.Dit, Texte: p.Texte}})
		}
	}
	return out
}

// villeDite gives what follows the service in « la PJ de Bobigny », empty when no service is named.
func villeDite(s string) string {
	mots := strings.FieldsFunc(francais.Plier(s), separe)
	i := slices.IndexFunc(mots, func(m string) bool {
		return parmi(m, "pj|commissariat|police|brigade|gendarmerie|opj|parquet|section|surete|bta|cie|compagnie")
	})
	if i < 0 || i+1 == len(mots) {
		return ""
	}
	suite := mots[i+1:]
	if len(suite) > 6 {
		suite = suite[:6]
	}
	return lieu(strings.Join(suite, " "))
}

// candidatsJuridiction offers the tribunal judiciaire of the town of each service, when the référentiel
// knows exactly one: a quick reply to confirm, never a value, since the court that ordered may be another.
func (t *tour) candidatsJuridiction(c memoires.Champ) []Candidat {
	var out []Candidat
	if t.w.Referentiel == nil {
		return nil
	}
	for _, e := range t.endroits() {
		code, ok := t.tribunalDe(lieu(e.service))
		if !ok || slices.ContainsFunc(out, func(x Candidat) bool { return x.Valeur == code }) || len(out) == 2 {
			continue
		}
		prov := e.provenance
		out = append(out, Candidat{
			Libelle: t.afficher(c, code) + " (proposé " + e.source + ", à confirmer)", Champ: &c, Valeur: code,
			Ordres: []Ordre{{Verbe: vNoter, Champ: c, Valeur: code, Provenance: &prov}},
		})
	}
	return out
}

// tribunalDe gives the only tribunal judiciaire that bears the name of the town.
func (t *tour) tribunalDe(ville string) (string, bool) {
	if ville == "" {
		return "", false
	}
	var codes []string
	for _, r := range t.w.Referentiel.ChercherJuridiction("tribunal judiciaire "+ville, 8) {
		if r.Score >= scoreLu && r.Note == "" && strings.HasPrefix(r.Juridiction.Code, "tj") && nommeVille(r.Juridiction.Affichage(), ville) {
			codes = append(codes, r.Juridiction.Code)
		}
	}
	if len(codes) != 1 {
		return "", false
	}
	return codes[0], true
}

// nommeVille tells whether every word of the town stands in the name of the court.
func nommeVille(nom, ville string) bool {
	mots := strings.FieldsFunc(francais.Plier(nom), separe)
	for m := range strings.FieldsSeq(ville) {
		if !slices.Contains(mots, m) {
			return false
		}
	}
	return true
}
