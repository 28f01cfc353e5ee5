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
// and a new component is: a folder with its .tmpl (and .css, .ts), its name in [Gabarits], its
// @import in main.css, its controller in main.ts, its states in the gallery (package galerie).
package ui
