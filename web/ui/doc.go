// Package ui is the design system of claudia: templates, styles and scripts, one folder a component,
// and the plain view structs that the templates draw.
//
// Invariants:
//   - A view struct holds strings ready to show; it knows nothing of mémoires, SQL or HTTP. Handlers
//     translate the domain into views, templates only print them.
//   - A component is drawn by its template alone, in the first page and in what the socket pushes;
//     scripts never write markup of their own.
//   - Every page works with forms and links only. Scripts bind to data-… hooks and improve it.
//   - No inline script, no inline style, nothing from another host: the pages live under
//     Content-Security-Policy: default-src 'self'.
//   - dist/ is what internal/webbuild makes of the .ts and .css files; a test compares.
//
// A page of another room calls a component by the name of its folder, with its struct:
//
//	{{template "champ" .Juridiction}}     ui.Champ
//	{{template "bouton" .Enregistrer}}    ui.Bouton
//
// The components, by the name to call and the struct to hand over:
//
//	base, base-tete, base-pied   page.Base        layout; entete, fil, compte, theme, pied are its parts
//	widget                       page.Widget      conversation button and panel
//	alerte                       Alerte           message in the flow
//	badge                        Badge            state in a word; BadgeEtat for a mémoire
//	bouton                       Bouton           button, or link that looks like one
//	carte paires tuile           Carte []Paire Tuile
//	vide squelette progression   Vide Squelette Progression
//	champ provenance             Champ Provenance label, hint, control, error, where it comes from
//	suggestions                  []Option         answer to the search of a ChampRecherche
//	resume-erreurs               *ResumeErreurs   summary with links, nil draws nothing
//	etapes                       Etapes           the screens of a mémoire
//	tableau pager onglets        Tableau Pager Onglets
//	fichiers fichier             Fichiers Fichier documents, sent, being read or refused
//	totaux historique            Totaux Historique
//	dialogue-debut dialogue-fin  Dialogue         the content stands between the two
//	accordeon                    []Pli
//	conversation                 Conversation     connexion, journal and composeur together
//	bulle                        Bulle            one message, holding proposition, recapitulatif, choix
//	ecrit                        string           « claudia écrit… »
//	brouillon rubrique valeur    Brouillon Rubrique Valeur    the live draft and its parts
//	vue-assistant                VueAssistant     conversation and draft side by side
//
// Page shapes are classes of socle/mise-en-page.css: page-tete, colonnes, feuille, heros, barre. A form
// that shows its errors itself carries novalidate, and data-garde to warn before leaving it unsaved.
//
// A new component is a folder with its .tmpl (and .css, .ts), its name in [Gabarits], its
// @import in main.css, its controller in main.ts, its states in the gallery (package galerie).
package ui
