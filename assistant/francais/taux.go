package francais

// Taux reads a rate in hundredths of a percent: « TVA 20 » is 2000, « 5,5 % » is 550. A bare number
// counts only when the words name the TVA or a rate.
func Taux(s string) (centiemes int64, ok bool) {
	p := decouper(s)
	nomme := false
	for i := range p.j {
		nomme = nomme || p.est(i, "tva", "taux")
	}
	for i := 0; i < len(p.j); i++ {
		n, k := p.nombre(i)
		if k == 0 || n.Ordinal || n.Millieme < 0 || n.Millieme > 100_000 {
			continue
		}
		pourcent := p.est(i+k, "%") || p.est(i+k, "pourcent", "pourcents") || p.suite(i+k, "pour", "cent")
		if pourcent || nomme && !p.est(i+k, "€", "euros", "euro", "heures", "h") {
			return n.Millieme / 10, true
		}
		i += k - 1
	}
	return 0, false
}

// RegimeTVA is what a person says of the TVA.
type RegimeTVA string

// The regimes; Assujetti says that there is TVA without saying how it falls due.
const (
	Exonere       RegimeTVA = "exonere"
	Debits        RegimeTVA = "debits"
	Encaissements RegimeTVA = "encaissements"
	Assujetti     RegimeTVA = "assujetti"
)

// LireRegimeTVA reads « exonérée de TVA », « je ne suis pas assujettie », « sur les débits »,
// « franchise en base »; "" when the text says nothing of it.
func LireRegimeTVA(s string) RegimeTVA {
	p := decouper(s)
	negation := false
	for i := range p.j {
		negation = negation || p.est(i, "pas", "non", "aucune", "sans", "jamais", "plus")
	}
	for i := range p.j {
		switch {
		case p.est(i, "debits", "debit"):
			return Debits
		case p.est(i, "encaissements", "encaissement"):
			return Encaissements
		case p.est(i, "exonere", "exoneree", "exoneration", "exonerer", "exo", "franchise", "exonerees", "exoneres"), p.est(i, "293"):
			if negation {
				return Assujetti
			}
			return Exonere
		case p.val(i) == 293 && p.est(i+1, "b"):
			return Exonere
		case p.est(i, "assujetti", "assujettie", "assujetis", "assujeti", "assujetie", "redevable", "soumis", "soumise"):
			if negation {
				return Exonere
			}
			return Assujetti
		case p.est(i, "tva") && p.est(i-1, "sans", "pas", "de", "aucune") && negation:
			return Exonere
		}
	}
	return ""
}
