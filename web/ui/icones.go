package ui

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
)

// dessins holds the icons, all on a 24 × 24 grid with a 1.75 stroke and round ends, drawn for claudia.
// A name says what the icon means, not what it looks like, unless it means several things.
func dessins() map[string]string {
	return map[string]string{
		"accueil":         `<path d="M4 11.2 12 4.5l8 6.7"/><path d="M6 9.8V19h12V9.8"/><path d="M10 19v-5h4v5"/>`,
		"memoire":         `<path d="M6.5 3.5H14l4.5 4.5v12.5h-12z"/><path d="M13.8 3.7V8.2h4.5"/><path d="M9.5 12h6M9.5 15h6M9.5 18h3"/>`,
		"assistant":       `<path d="M17.6 7.1A7.6 7.6 0 1 0 17.6 16.9"/><path d="M6.6 17.6 5.4 21l4.2-1.5"/><circle cx="20" cy="12" r="1" fill="currentColor"/>`,
		"bulle":           `<path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z"/>`,
		"guide":           `<path d="M12 6.5C10.4 5.2 8 4.6 4 4.7v13.1c4-.1 6.4.5 8 1.8 1.6-1.3 4-1.9 8-1.8V4.7c-4-.1-6.4.5-8 1.8z"/><path d="M12 6.5v13"/>`,
		"casque":          `<path d="M4.5 15v-2.5a7.5 7.5 0 0 1 15 0V15"/><path d="M4.5 13.5h2.2v5H6a1.5 1.5 0 0 1-1.5-1.5zM19.5 13.5h-2.2v5H18a1.5 1.5 0 0 0 1.5-1.5z"/><path d="M18 18.5c0 1.6-2 2.3-4.5 2.3"/>`,
		"personne":        `<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20c.6-4 3.5-6.2 7.5-6.2s6.9 2.2 7.5 6.2"/>`,
		"personnes":       `<circle cx="9" cy="8.5" r="3.3"/><path d="M2.8 19.5c.5-3.5 2.9-5.5 6.2-5.5s5.7 2 6.2 5.5"/><path d="M15.3 5.5a3.2 3.2 0 0 1 0 6M17.6 14.6c2 .7 3.2 2.4 3.6 4.9"/>`,
		"structure":       `<path d="M5 20.5V5.2L13 3v17.5"/><path d="M13 9h6v11.5"/><path d="M3 20.5h18"/><path d="M8 8h2M8 11.5h2M8 15h2M16 12.5h.5M16 16h.5"/>`,
		"tribunal":        `<path d="M3.5 9 12 4l8.5 5z"/><path d="M5.5 9.5v7.5M10 9.5v7.5M14 9.5v7.5M18.5 9.5v7.5"/><path d="M4 17h16M3 20.2h18"/>`,
		"balance":         `<path d="M12 4v16M8 20h8M5 7h14"/><path d="M5.5 7 3 13.5a2.7 2.7 0 0 0 5 0zM18.5 7 16 13.5a2.7 2.7 0 0 0 5 0z"/>`,
		"chevron-bas":     `<path d="m6.5 9.5 5.5 5.5 5.5-5.5"/>`,
		"chevron-haut":    `<path d="m6.5 14.5 5.5-5.5 5.5 5.5"/>`,
		"chevron-droite":  `<path d="m9.5 6.5 5.5 5.5-5.5 5.5"/>`,
		"chevron-gauche":  `<path d="m14.5 6.5-5.5 5.5 5.5 5.5"/>`,
		"fleche-droite":   `<path d="M4.5 12h15M13.5 6l6 6-6 6"/>`,
		"fleche-gauche":   `<path d="M19.5 12h-15M10.5 6l-6 6 6 6"/>`,
		"fleche-bas":      `<path d="M12 4.5v15M6 13.5l6 6 6-6"/>`,
		"tri":             `<path d="m8 9.5 4-4.5 4 4.5M8 14.5l4 4.5 4-4.5"/>`,
		"coche":           `<path d="m5 12.5 4.7 4.7L19.2 7"/>`,
		"coche-rond":      `<circle cx="12" cy="12" r="8.5"/><path d="m8.2 12.3 2.7 2.7 5-5.5"/>`,
		"croix":           `<path d="m6 6 12 12M18 6 6 18"/>`,
		"croix-rond":      `<circle cx="12" cy="12" r="8.5"/><path d="m9.2 9.2 5.6 5.6M14.8 9.2l-5.6 5.6"/>`,
		"info":            `<circle cx="12" cy="12" r="8.5"/><path d="M12 11.2v5M12 7.8v.1"/>`,
		"question":        `<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.7a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.7M12 16.5v.1"/>`,
		"triangle":        `<path d="M12 4.2 21 19.5H3z"/><path d="M12 10v4.5M12 16.9v.1"/>`,
		"interdit":        `<circle cx="12" cy="12" r="8.5"/><path d="m6 6 12 12"/>`,
		"plus":            `<path d="M12 5v14M5 12h14"/>`,
		"moins":           `<path d="M5 12h14"/>`,
		"crayon":          `<path d="m4.5 19.5 1-4.5L16 4.5l3.5 3.5L9 18.5z"/><path d="m13.5 7 3.5 3.5"/>`,
		"corbeille":       `<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.3 10.5v6M13.7 10.5v6"/>`,
		"copie":           `<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2"/><path d="M5.5 15.5H5A1.5 1.5 0 0 1 3.5 14V5A1.5 1.5 0 0 1 5 3.5h9A1.5 1.5 0 0 1 15.5 5v.5"/>`,
		"telecharger":     `<path d="M12 4v11M7 10.5l5 5 5-5M4.5 19.8h15"/>`,
		"depot":           `<path d="M12 15.5v-9M8 10l4-4 4 4"/><path d="M7 18.5H6a3.8 3.8 0 0 1-.6-7.5M17 18.5h1a3.8 3.8 0 0 0 .6-7.5"/>`,
		"envoi":           `<path d="M20.5 3.5 3.5 10.2l6.8 3.5 3.5 6.8z"/><path d="m10.3 13.7 4.2-4.2"/>`,
		"trombone":        `<path d="m18.8 11-7.2 7.2a4.3 4.3 0 0 1-6.1-6.1l7.7-7.7a2.9 2.9 0 0 1 4.1 4.1l-7.5 7.5a1.4 1.4 0 0 1-2-2l6.7-6.7"/>`,
		"document":        `<path d="M6.5 3.5H14l4.5 4.5v12.5h-12z"/><path d="M13.8 3.7V8.2h4.5"/>`,
		"image":           `<rect x="3.5" y="5" width="17" height="14" rx="2"/><circle cx="8.5" cy="9.8" r="1.5"/><path d="m4 17 5-4.5 3.5 3 3-2.5 4.8 4"/>`,
		"loupe":           `<circle cx="10.8" cy="10.8" r="6.3"/><path d="m15.5 15.5 4.7 4.7"/>`,
		"filtre":          `<path d="M4 6.5h16M7 12h10M10 17.5h4"/>`,
		"calendrier":      `<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>`,
		"horloge":         `<circle cx="12" cy="12" r="8.5"/><path d="M12 7.2V12l3.2 2"/>`,
		"sablier":         `<path d="M7 4h10M7 20h10M8 4v3.5l4 4.5-4 4.5V20M16 4v3.5L12 12l4 4.5V20"/>`,
		"euro":            `<path d="M18 6.8a7.2 7.2 0 1 0 0 10.4M4 10.3h9.5M4 13.7h8.5"/>`,
		"calcul":          `<rect x="5" y="3.5" width="14" height="17" rx="2"/><path d="M8.5 7.5h7M8.5 12h.1M12 12h.1M15.5 12h.1M8.5 16h.1M12 16h.1M15.5 16h.1"/>`,
		"reprise":         `<path d="M4.5 12a7.5 7.5 0 0 1 13-5.1L20 9M20 4.5V9h-4.5"/><path d="M19.5 12a7.5 7.5 0 0 1-13 5.1L4 15M4 19.5V15h4.5"/>`,
		"annuler":         `<path d="M8.5 5 4.5 9l4 4"/><path d="M5 9h9a5.5 5.5 0 0 1 0 11h-4"/>`,
		"oeil":            `<path d="M2.8 12C5 8 8.3 6 12 6s7 2 9.2 6c-2.2 4-5.5 6-9.2 6s-7-2-9.2-6z"/><circle cx="12" cy="12" r="2.7"/>`,
		"oeil-barre":      `<path d="M2.8 12C5 8 8.3 6 12 6s7 2 9.2 6c-2.2 4-5.5 6-9.2 6s-7-2-9.2-6z"/><path d="m4.5 4.5 15 15"/>`,
		"lune":            `<path d="M19.8 14.2A8.2 8.2 0 0 1 9.8 4.2a8.2 8.2 0 1 0 10 10z"/>`,
		"soleil":          `<circle cx="12" cy="12" r="3.8"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>`,
		"sortie":          `<path d="M14 4.5H6.5v15H14M10.5 12h10M17 8.5l3.5 3.5-3.5 3.5"/>`,
		"cadenas":         `<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8.3 10.5V7.7a3.7 3.7 0 0 1 7.4 0v2.8M12 14.5v2"/>`,
		"cle":             `<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8-8M16 7.5l2.5 2.5M13.5 10l1.8 1.8"/>`,
		"cloche":          `<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4M12 3.5v2"/>`,
		"points":          `<path d="M6 12h.1M12 12h.1M18 12h.1" stroke-width="2.6"/>`,
		"archive":         `<path d="M3.5 4.5h17v4h-17zM5 8.5V19.5h14V8.5M10 12.5h4"/>`,
		"graphique":       `<path d="M4 4v16h16.5M8.5 16v-4M13 16V7.5M17.5 16v-6"/>`,
		"flux":            `<path d="M4 7.5h12.5M13 4l3.5 3.5L13 11M20 16.5H7.5M11 13l-3.5 3.5L11 20"/>`,
		"banque":          `<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="M3 10h18M6.5 14.8h4"/>`,
		"sceau":           `<circle cx="12" cy="9.3" r="5.8"/><path d="m8.8 14.3-1.3 6.2L12 18l4.5 2.5-1.3-6.2"/><path d="m9.9 9.5 1.5 1.5 2.8-3"/>`,
		"liste":           `<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1"/>`,
		"lien":            `<path d="M13.5 4.5h6v6M19.5 4.5l-9 9M10.5 6H6a1.5 1.5 0 0 0-1.5 1.5V18A1.5 1.5 0 0 0 6 19.5h10.5A1.5 1.5 0 0 0 18 18v-4.5"/>`,
		"imprimer":        `<path d="M7 8.5v-5h10v5M7 17H4.5v-6.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2V17H17"/><path d="M7 14h10v6.5H7z"/>`,
		"reglages":        `<path d="M4 7.5h8M16.5 7.5H20M4 16.5h3.5M12 16.5h8"/><circle cx="14.3" cy="7.5" r="2.2"/><circle cx="9.7" cy="16.5" r="2.2"/>`,
		"connecte":        `<path d="M4 10a12 12 0 0 1 16 0M7 13.5a7.5 7.5 0 0 1 10 0M10 17a3 3 0 0 1 4 0M12 19.5v.1"/>`,
		"deconnecte":      `<path d="M4 10a12 12 0 0 1 4.5-2.7M13 6.8a12 12 0 0 1 7 3.2M7 13.5a7.5 7.5 0 0 1 3.5-1.8M10 17a3 3 0 0 1 4 0M12 19.5v.1M4.5 3.5l15 17"/>`,
		"pouce-haut":      `<path d="M4 11h3.5v9H4zM7.5 11.5 11 4a2.3 2.3 0 0 1 2.3 2.6L12.9 10h5.3a1.8 1.8 0 0 1 1.8 2.2l-1.4 6.3a1.9 1.9 0 0 1-1.9 1.5H7.5"/>`,
		"pouce-bas":       `<path d="M4 13h3.5V4H4zM7.5 12.5 11 20a2.3 2.3 0 0 0 2.3-2.6l-.4-3.4h5.3a1.8 1.8 0 0 0 1.8-2.2l-1.4-6.3A1.9 1.9 0 0 0 16.7 4H7.5"/>`,
		"phare":           `<path d="m9.5 9-1.7 11.5h8.4L14.5 9z"/><path d="M9 9h6V6.5L12 4.5 9 6.5zM6 20.5h12M8.6 15h6.8M6 6.5 3 5.5M6 9l-3 1M18 6.5l3-1M18 9l3 1"/>`,
		"dossier":         `<path d="M3.5 18V6A1.5 1.5 0 0 1 5 4.5h4.5l2 2.5H19A1.5 1.5 0 0 1 20.5 8.5V18a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18z"/>`,
		"agrandir":        `<path d="M14 4.5h5.5V10M10 19.5H4.5V14M19 5l-5.5 5.5M5 19l5.5-5.5"/>`,
		"mains":           `<path d="M3.5 7.5 8 6l4 2.5L16 6l4.5 1.5v8L17 17l-5 3-5-3-3.5-1.5z"/><path d="M12 8.5 8.5 12c1.5 1.3 3 .8 4-.5l4 3.5"/>`,
		"recommencer":     `<path d="M4.5 5v5h5"/><path d="M5 9.8A7.8 7.8 0 1 1 4.5 14"/>`,
		"enregistrer":     `<path d="M4.5 6A1.5 1.5 0 0 1 6 4.5h10l3.5 3.5V18a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 18z"/><path d="M8 4.7V9h7V4.7M8 19.5v-5.5h8v5.5"/>`,
		"etincelle":       `<path d="M12 4c.6 4.3 2.7 6.7 7.5 8-4.8 1.3-6.9 3.7-7.5 8-.6-4.3-2.7-6.7-7.5-8C9.3 10.7 11.4 8.3 12 4z"/>`,
		"courriel":        `<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7.5 8 6 8-6"/>`,
		"tableau-de-bord": `<path d="M4 4.5h7v8H4zM14 4.5h6v4h-6zM14 11.5h6v8h-6zM4 15.5h7v4H4z"/>`,
		"identite":        `<rect x="3" y="5" width="18" height="14" rx="2"/><circle cx="8.5" cy="11" r="2"/><path d="M5.5 16c.5-1.5 1.6-2.2 3-2.2s2.5.7 3 2.2M14.5 10h3.5M14.5 13.5h3.5"/>`,
		"piece-manquante": `<path d="M6.5 3.5H14l4.5 4.5v3M6.5 3.5v17H11"/><path d="M13.8 3.7V8.2h4.5"/><circle cx="16.5" cy="17" r="4"/><path d="M16.5 15.3V17M16.5 18.9v.1"/>`,
		"signature":       `<path d="M3.5 17c3-1 5.5-8.5 7.5-8.5 1.7 0-1.5 7 .5 7 1.5 0 2-2.5 3.3-2.5s.7 2 2.2 2c1 0 2-.8 3.5-1.5M4 20.3h16"/>`,
	}
}

// icones gives the functions icon, marque and logo. An unknown icon is an error of the template.
func icones() template.FuncMap {
	traces := dessins()
	return template.FuncMap{
		"icon": func(nom string) (template.HTML, error) {
			d, ok := traces[nom]
			if !ok {
				return "", fmt.Errorf("no icon is named %q", nom)
			}
			return template.HTML(`<svg class="icone" viewBox="0 0 24 24" aria-hidden="true" focusable="false">` + d + `</svg>`), nil //nolint:gosec // constant drawing
		},
		"marque": func() template.HTML { return marque },
		"logo":   func() template.HTML { return logo },
	}
}

// Icones lists the names of the icons, for the gallery.
func Icones() []string { return slices.Sorted(maps.Keys(dessins())) }

// The mark is a c that is also a speech bubble; the point is the piece that was missing.
const traceMarque = `<path class="marque-trait" d="M22.8 8.7A10.2 10.2 0 1 0 22.8 22.5"/><path class="marque-queue" d="M7.2 20.5 5 28.6l8-2.9z"/><circle class="marque-point" cx="26.6" cy="15.6" r="2.7"/>`

const marque template.HTML = `<svg class="marque" viewBox="0 0 32 32" aria-hidden="true" focusable="false">` + traceMarque + `</svg>`

const logo template.HTML = `<svg class="logo" viewBox="0 0 132 32" aria-hidden="true" focusable="false">` + traceMarque +
	`<g class="logo-lettres" transform="translate(40 1.5)"><path d="M11.24 13.76a6 6 0 1 0 0 8.48"/><path d="M16.6 5v19"/><path d="M33.4 12v12M33.4 18a6 6 0 1 1-12 0 6 6 0 0 1 12 0"/><path d="M38.6 12v6.6a5.4 5.4 0 0 0 10.8 0V12M49.4 12v12"/><path d="M66.2 5v19M66.2 18a6 6 0 1 1-12 0 6 6 0 0 1 12 0"/><path d="M71.6 12v12"/><path d="M88.6 12v12M88.6 18a6 6 0 1 1-12 0 6 6 0 0 1 12 0"/></g>` +
	`<circle class="marque-point" cx="111.6" cy="8.2" r="2"/></svg>`
