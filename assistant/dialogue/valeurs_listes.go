package dialogue

import (
	"slices"
	"strings"

	"claudia/assistant/francais"
	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
)

// Scores under which a name found by approximation is not taken, or is asked.
const (
	scoreLu     = 0.6  // recognised
	scoreSur    = 0.75 // taken without asking
	scoreVoisin = 0.04 // two results closer than this cannot be told apart
	choixMax    = 4    // candidates shown for one name
)

// listesDites finds the values of lists that the words name without being asked.
func (t *tour) listesDites() []dite {
	var out []dite
	if d, ok := t.typeTVADit(); ok {
		out = append(out, d)
	}
	if code := t.matiereDite(); code != "" {
		out = append(out, dite{champ: t.sur(memoires.CleTexteReference), valeur: code, texte: t.p.texte, sure: true})
	} else if t.p.contient("r92|r093", "r 92", "article 92") {
		out = append(out, dite{champ: t.sur(memoires.CleTexteReference), valeur: "R92", texte: "R92", sure: true})
	} else if t.p.contient("r93", "r 93", "article 93") {
		out = append(out, dite{champ: t.sur(memoires.CleTexteReference), valeur: "R93", texte: "R93", sure: true})
	}
	attendu, _ := t.champAttendu()
	if attendu.Cle != memoires.CleJuridiction {
		if d, ok := t.juridictionDite(); ok {
			out = append(out, d)
		}
	}
	if attendu.Cle != memoires.CleAutorite {
		if d, ok := t.autoriteDite(); ok {
			out = append(out, d)
		}
	}
	if attendu.Cle != memoires.CleTypePrestation && t.p.contient(motsPrestation) {
		if d, ok := t.prestationDite(t.sur(memoires.CleTypePrestation)); ok && len(d.choix) == 0 {
			out = append(out, d)
		}
	}
	return out
}

// motsPrestation are the words without which a sentence names no service.
const motsPrestation = "traduction|traduit|interpretariat|interpretation|expertise|examen|autopsie|prelevement|enquete|radiologie|analyse|mediation|gardiennage"

// matiereDite reads a clause that only says the matter: « …, pénal ».
func (t *tour) matiereDite() string {
	for _, c := range clauses(t.p.texte) {
		mots := strings.FieldsFunc(francais.Plier(c), separe)
		if len(mots) > 3 || len(t.p.mots) < 4 {
			continue
		}
		switch {
		case motif(mots, "penal|penale $"):
			return "R92"
		case motif(mots, "^ civil|civile $"), motif(mots, "affaire|matiere civile $"):
			return "R93"
		}
	}
	return ""
}

// typeTVADit reads the VAT type from its everyday words.
func (t *tour) typeTVADit() (dite, bool) {
	var code string
	switch {
	case t.p.contient("exonere|exoneree|exoneration", "franchise en base", "293 b", "293b", "pas|non assujetti*", "pas de tva", "sans tva", "pas soumis* … tva"):
		code = tvaExoneree
	case t.p.contient("encaissement|encaissements"):
		code = "TVA_SUR_ENCAISSEMENT"
	case t.p.contient("debit|debits") && !t.p.contient("debite"):
		code = "TVA_SUR_DEBIT"
	case t.p.contient("assujetti|assujettie|redevable", "soumis|soumise a la tva"):
		return dite{champ: t.sur(memoires.CleTypeTVA), choix: []string{"TVA_SUR_ENCAISSEMENT", "TVA_SUR_DEBIT"}, texte: t.p.texte}, true
	default:
		return dite{}, false
	}
	return dite{champ: t.sur(memoires.CleTypeTVA), valeur: code, texte: t.p.texte, sure: true}, true
}

// proposition cuts a text into its clauses, where one name stands in each.
func clauses(texte string) []string {
	return strings.FieldsFunc(strings.NewReplacer(" et ", ",", ";", ",", "(", ",", ")", ",", "\n", ",").Replace(texte), func(r rune) bool { return r == ',' })
}

// juridictionDite finds a court that is named as such: « c'est le tribunal judiciaire de Bobigny ».
func (t *tour) juridictionDite() (dite, bool) {
	for _, c := range clauses(t.p.texte) {
		mots := strings.FieldsFunc(francais.Plier(c), separe)
		i := slices.IndexFunc(mots, func(m string) bool { return parmi(m, "tribunal|tj|tgi|tae|tcom|juridiction") })
		if i < 0 && motif(mots, "cour d appel") {
			i = slices.Index(mots, "cour")
		}
		if i < 0 {
			continue
		}
		if d, ok := t.chercherJuridiction(strings.Join(mots[i:], " ")); ok {
			d.texte = strings.TrimSpace(c)
			return d, true
		}
	}
	return dite{}, false
}

// chercherJuridiction finds the court of a name; courts that cannot be told apart are asked.
func (t *tour) chercherJuridiction(nom string) (dite, bool) {
	d := dite{champ: t.sur(memoires.CleJuridiction), texte: nom}
	if t.w.Referentiel == nil {
		return d, false
	}
	l := t.w.Referentiel.ChercherJuridiction(nom, choixMax)
	if len(l) == 0 || l[0].Score < 0.5 {
		return d, false
	}
	for _, r := range l {
		if r.Score >= l[0].Score-scoreVoisin {
			d.choix = append(d.choix, r.Juridiction.Code)
		} else if r.Score >= scoreLu {
			d.autres = append(d.autres, r.Juridiction.Code)
		}
	}
	if len(d.choix) > 1 || l[0].Score < scoreLu {
		d.autres = nil
		return d, true
	}
	d.valeur, d.choix, d.note, d.sure = d.choix[0], nil, l[0].Note, l[0].Score >= scoreSur
	if !d.sure {
		d.choix, d.valeur = []string{d.valeur}, ""
	}
	return d, true
}

// motsNoms keeps the words of a name: those of doubt and of talk are dropped.
func motsNoms(texte string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(francais.Plier(texte), separe), func(m string) bool {
		return slices.Contains([]string{
			"je", "j", "ke", "k", "pa", "crois", "pense", "que", "c", "est", "ce", "mais", "pas", "sur", "sure", "certain", "certaine", "peut", "etre", "il", "me", "semble",
			"sans", "doute", "ai", "non", "oui", "en", "fait", "plutot", "finalement", "euh", "alors", "donc", "avec", "pour", "svp", "merci", "adresse", "etait",
		}, m)
	})
}

// autoriteDite finds the authority named in a clause, with its name kept for the remark.
func (t *tour) autoriteDite() (dite, bool) {
	if t.w.Referentiel == nil {
		return dite{}, false
	}
	for _, c := range clauses(t.p.texte) {
		mots := strings.FieldsFunc(francais.Plier(c), separe)
		i := slices.IndexFunc(mots, func(m string) bool {
			return parmi(m, "opj|pj|police|gendarmerie|commissariat|brigade|procureur|parquet|juge|jaf|jld|jap|capitaine|brigadier|lieutenant|adjudant|major|greffe")
		})
		if i < 0 || parmi(mots[i], "parquet") && slices.ContainsFunc(mots, func(m string) bool { return m[0] >= '0' && m[0] <= '9' }) {
			continue
		}
		l := t.w.Referentiel.ChercherAutorite(strings.Join(mots[i:], " "), 2)
		if len(l) == 0 || l[0].Score < scoreLu || len(l) > 1 && l[1].Score > l[0].Score-scoreVoisin {
			continue
		}
		return dite{champ: t.sur(memoires.CleAutorite), valeur: l[0].Valeur.Code, texte: strings.TrimSpace(c), sure: true}, true
	}
	return dite{}, false
}

// nomPrestation keeps the words that name the service in a longer sentence: from its noun to the first
// word that says when, for whom or by whom.
func nomPrestation(mots []string) string {
	i := slices.IndexFunc(mots, func(m string) bool { return parmi(m, motsPrestation) })
	if i < 0 {
		return ""
	}
	fin := i + 1
	for fin < len(mots) && fin < i+5 && !parmi(mots[fin], "fait|faite|realise|realisee|le|du|pour|rendue|rendu|remise|remis|au|et|avec|dans|pendant|hier|effectuee") && !semblable(mots[fin], "#") {
		fin++
	}
	return strings.Join(mots[i:fin], " ")
}

// prestationDite finds the service; the stage of the procedure comes from the words, else from the
// authority, else it is asked.
func (t *tour) prestationDite(c memoires.Champ) (dite, bool) {
	d := dite{champ: c, texte: t.p.texte, sure: true}
	if t.w.Referentiel == nil {
		return d, false
	}
	l := t.w.Referentiel.ChercherTypePrestation(strings.ReplaceAll(t.p.texte, "traduit", "traduction"), 8)
	if s := nomPrestation(t.p.mots); s != "" {
		if m := t.w.Referentiel.ChercherTypePrestation(s, 8); len(m) > 0 && (len(l) == 0 || m[0].Score > l[0].Score) {
			l = m
		}
	}
	if len(l) == 0 || l[0].Score < scoreLu {
		return d, false
	}
	if l := t.famillesProches(); len(l) > 1 && t.attend(c.Cle) {
		d.choix = l
		return d, true
	}
	var freres []referentiel.Trouvaille
	for _, x := range l {
		if x.Valeur.Famille == l[0].Valeur.Famille {
			freres = append(freres, x)
		}
	}
	if len(freres) == 1 || freres[1].Score < freres[0].Score-scoreVoisin {
		d.valeur = freres[0].Valeur.Code
		return d, true
	}
	phase := t.phase()
	for _, x := range freres {
		d.choix = append(d.choix, x.Valeur.Code)
		if phase != "" && x.Valeur.Phase == phase {
			d.valeur = x.Valeur.Code
		}
	}
	if d.valeur != "" {
		d.choix = nil
	}
	return d, true
}

// famillesProches gives one type a family when the word said is the name of several: « expertise »,
// « traduction ».
func (t *tour) famillesProches() []string {
	nom := strings.ReplaceAll(nomPrestation(t.p.mots), "traduit", "traduction")
	if len(strings.Fields(nom)) != 1 {
		return nil
	}
	phase := t.phase()
	var out, vues []string
	for _, v := range t.w.Referentiel.TypesPrestation() {
		nomme := slices.ContainsFunc(strings.FieldsFunc(francais.Plier(v.Libelle), separe), func(m string) bool { return semblable(nom, m) })
		if nomme && !slices.Contains(vues, v.Famille) && (phase == "" || v.Phase == phase || v.Phase == "") && len(out) < optionsMax {
			vues, out = append(vues, v.Famille), append(out, v.Code)
		}
	}
	return out
}

// phase is the stage of the procedure that the authority betrays; empty when it may be several.
func (t *tour) phase() string {
	code := ""
	if a, ok := t.autoriteDite(); ok {
		code = a.valeur
	} else if l := t.ligne(t.ligneCourante()); l != nil {
		code = l.Autorite
	}
	return phaseDe(code)
}

// phaseDe gives the stage at which an authority acts, empty when it may be several.
func phaseDe(autorite string) string {
	switch autorite {
	case "opj", "procureur":
		return "enquete"
	case "juge_instruction", "chambre_instruction":
		return "instruction"
	case "juridiction_jugement":
		return "jugement"
	case "jap":
		return "execution"
	}
	return ""
}

// optionDite reads the answer to a field of a list: its rank is read elsewhere, its words here.
func (t *tour) optionDite(c memoires.Champ, d saisie.Champ, texte string, autres bool) (dite, bool) {
	switch c.Cle { //nolint:exhaustive // the other lists are short: their words suffice
	case memoires.CleJuridiction:
		if autres {
			return t.juridictionDite()
		}
		return t.chercherJuridiction(strings.Join(motsNoms(texte), " "))
	case memoires.CleTypePrestation:
		return t.prestationDite(c)
	case memoires.CleTexteReference:
		switch {
		case t.p.contient("penal|penale|criminel|criminelle|correctionnel|correctionnelle|delit|police"):
			return dite{champ: c, valeur: "R92", texte: texte, sure: true}, true
		case t.p.contient("civil|civile|commercial|commerciale|assimile|assimiles|famille|familiale"):
			return dite{champ: c, valeur: "R93", texte: texte, sure: true}, true
		}
	case memoires.CleAutorite:
		if t.w.Referentiel == nil {
			return dite{}, false
		}
		l := t.w.Referentiel.ChercherAutorite(texte, choixMax)
		if len(l) == 0 || l[0].Score < scoreLu {
			return dite{}, false
		}
		r := dite{champ: c, texte: texte, sure: true, valeur: l[0].Valeur.Code}
		if len(l) > 1 && l[1].Score > l[0].Score-scoreVoisin {
			r.valeur = ""
			for _, x := range l {
				r.choix = append(r.choix, x.Valeur.Code)
			}
		}
		return r, true
	}
	return t.parSesMots(c, d)
}

// parSesMots finds the option whose label shares most of its words with the text.
func (t *tour) parSesMots(c memoires.Champ, d saisie.Champ) (dite, bool) {
	meilleur, code, ex := 0, "", false
	for _, o := range d.Options(t.contexte(c)) {
		n := 0
		for _, m := range strings.FieldsFunc(francais.Plier(o.Libelle), separe) {
			if len(m) > 3 && slices.ContainsFunc(t.p.mots, func(x string) bool { return semblable(x, m) || len(x) > 4 && strings.HasPrefix(m, x) }) {
				n++
			}
		}
		switch {
		case n > meilleur:
			meilleur, code, ex = n, o.Code, false
		case n == meilleur && n > 0:
			ex = true
		}
	}
	if meilleur == 0 || ex {
		return dite{}, false
	}
	return dite{champ: c, valeur: code, texte: t.p.texte, sure: true}, true
}
