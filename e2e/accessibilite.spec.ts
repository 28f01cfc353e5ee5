import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { Conversation } from "./conversation";
import { expect, HELOISE, HUGO, IOANA, test } from "./essai";
import { nouveauBrouillon } from "./gestes";
import { attendreAccessible, attendreSansDebord, photo } from "./outils";

const web = fileURLToPath(new URL("../web", import.meta.url));

/** The page of each handler: `show…` in the Go source → addresses. A function finds what has no fixed one. */
type Adresses = Record<string, (c: Contexte) => string[]>;
type Contexte = { brouillon: string; ligne: string; envoye: string; refuse: string; structure: string; coordonnees: string; rattachement: string };

const publiques: Adresses = {
  showBienvenue: () => ["/bienvenue"],
  showGuide: () => ["/guide/champs"],
  showRecherche: () => ["/guide/recherche?q=tva", "/guide/recherche?q=zzzz"],
  showTarifs: () => ["/guide/tarifs"],
  showJuridictions: () => ["/guide/juridictions"],
  showGlossaire: () => ["/guide/glossaire"],
  showVerifier: () => ["/verifier"],
  showAccessibilite: () => ["/accessibilite"],
  showDonnees: () => ["/donnees-personnelles"],
  showConnexion: () => ["/connexion"],
};

const connectees: Adresses = {
  showAccueil: () => ["/"],
  showMemoires: () => ["/memoires", "/memoires?etat=refuse&q=rien"],
  showNouveau: () => ["/memoires/nouveau"],
  showMemoire: (c) => [`/memoires/${c.brouillon}`, `/memoires/${c.envoye}`, `/memoires/${c.refuse}`],
  showNouvelleLigne: (c) => [`/memoires/${c.brouillon}/lignes/nouvelle`],
  showLigne: (c) => [`/memoires/${c.brouillon}/lignes/${c.ligne}`],
  showRetirerLigne: (c) => [`/memoires/${c.brouillon}/lignes/${c.ligne}/retirer`],
  showPieces: (c) => [`/memoires/${c.brouillon}/pieces`],
  showEnvoi: (c) => [`/memoires/${c.brouillon}/envoi`],
  showResultat: (c) => [`/memoires/${c.envoye}/resultat`],
  showAction: (c) => [`/memoires/${c.brouillon}/supprimer`, `/memoires/${c.refuse}/dupliquer`, `/memoires/${c.refuse}/abandonner`],
  showAssistant: (c) => ["/assistant", `/assistant?memoire=${c.brouillon}`],
  showTelephone: () => ["/assistant/telephone"],
  showExemples: () => ["/exemples"],
  showAttentes: () => ["/guide/attentes"],
  showCompte: () => ["/compte"],
  showContact: () => ["/compte/contact"],
  showStructures: () => ["/structures"],
  showNouvelleStructure: () => ["/structures/nouvelle"],
  showStructure: (c) => [c.structure],
  showModifier: (c) => [`${c.structure}/modifier`],
  showParametres: (c) => [`${c.structure}/parametres`],
  showNouveauService: (c) => [`${c.structure}/services/nouveau`],
  showNouvellesCoordonnees: (c) => [`${c.structure}/coordonnees/nouvelle`],
  showCoordonnees: (c) => [c.coordonnees],
  showRetirerCoordonnees: (c) => [`${c.coordonnees}/retirer`],
  showRattachements: () => ["/rattachements"],
  showQuitter: (c) => (c.rattachement === "" ? [] : [c.rattachement]),
  showHabilitations: () => ["/habilitations"],
  showAjouter: () => ["/habilitations/ajouter"],
};

/** What the editors of the guide work with. */
const redacteurs: Adresses = {
  showArticles: () => ["/console/guide/", "/console/guide/?q=rien-de-tel"],
  showArticle: () => ["/console/guide/articles/delai-de-depot"],
  showNouveau: () => ["/console/guide/nouveau"],
  showHistorique: () => ["/console/guide/articles/delai-de-depot/historique"],
  showQuestions: () => ["/console/guide/questions"],
  showStatistiques: () => ["/console/guide/statistiques", "/console/guide/statistiques?jours=365"],
};

/** The pages of the guide that have a key: one of each is taken from its front page. */
const deLaUne: Record<string, RegExp> = {
  showCategorie: /^\/guide\/categories\//,
  showMetier: /^\/guide\/metiers\//,
  showArticle: /^\/guide\/articles\//,
  showChamp: /^\/guide\/champs\//,
};

/** What answers with a file, an image or a fragment of a page tested elsewhere. */
const sansPage = ["showSuggestions", "showSortEnvoi", "showPiece", "showExtrait", "showCertificat", "showPDF", "showDossier", "showExport", "showPanneau", "showCode", "showDocument", "showNouveautes", "showPlan", "showRobots"];

test("every page that the server shows is in the list of this file", () => {
  const dans = (dossier: string): string[] =>
    readdirSync(dossier, { withFileTypes: true }).flatMap((e) => {
      const chemin = join(dossier, e.name);
      if (e.isDirectory()) return dans(chemin);
      if (!e.name.endsWith(".go") || e.name.endsWith("_test.go")) return [];
      return [...readFileSync(chemin, "utf8").matchAll(/r\.Get\("[^"]+", e\.Servir\(\w+\.(show\w+)\)\)/g)].map((m) => m[1] ?? "");
    });
  const connues = new Set([...Object.keys(publiques), ...Object.keys(connectees), ...Object.keys(redacteurs), ...Object.keys(deLaUne), ...sansPage]);
  const trouvees = dans(web);
  expect(trouvees.length).toBeGreaterThan(30);
  expect(trouvees.filter((f) => !connues.has(f))).toEqual([]);
});

async function verifier(page: Page, adresses: string[], nom: string): Promise<void> {
  for (const adresse of adresses) {
    const reponse = await page.goto(adresse);
    expect.soft(reponse?.status(), adresse).toBeLessThan(400);
    await expect(page.locator("main")).toBeVisible();
    await attendreAccessible(page, `${adresse}, ${nom}`);
    await expect.soft(page.locator("h1"), `${adresse}: one title`).toHaveCount(1);
    await photo(page, `pages/${nom}/${adresse.replace(/[^\w]+/g, "-").replace(/\d{6,}/, "").slice(1, 60) || "accueil"}`);
  }
}

/** Makes a draft with a line, and finds the addresses of the things of the demo. */
async function contexte(page: Page): Promise<Contexte> {
  const brouillon = await nouveauBrouillon(page);
  await page.request.post(`/memoires/${brouillon}/lignes`, { form: { version: "1", numero_affaire: "PV 2026/1", quantite: "2", tarif_ht: "30", taux_tva: "0", suite: "fermer" }, maxRedirects: 0 });
  const premier = async (adresse: string, motif: RegExp): Promise<string> => {
    await page.goto(adresse);
    for (const a of await page.locator("main a[href]").all()) {
      const vers = (await a.getAttribute("href")) ?? "";
      if (motif.test(vers)) return vers;
    }
    return "";
  };
  const ligne = /\/lignes\/(\d+)/.exec(await premier(`/memoires/${brouillon}`, /\/lignes\/\d+$/))?.[1] ?? "";
  const envoye = /MJ\d+/.exec(await premier("/memoires?etat=mis_a_disposition", /\/memoires\/MJ\d+$/))?.[0] ?? "";
  const refuse = /MJ\d+/.exec(await premier("/memoires?etat=refuse", /\/memoires\/MJ\d+$/))?.[0] ?? "";
  const structure = await premier("/structures", /^\/structures\/\d+$/);
  const coordonnees = await premier(structure, /\/coordonnees\/\d+$/);
  const rattachement = await premier("/rattachements", /\/quitter$/);
  for (const [nom, v] of Object.entries({ ligne, envoye, refuse, structure, coordonnees })) expect(v, nom).not.toBe("");
  return { brouillon, ligne, envoye, refuse, structure, coordonnees, rattachement };
}

const SOMBRE = { colorScheme: "dark" as const, viewport: { width: 320, height: 720 } };
const CLAIR = { colorScheme: "light" as const, viewport: { width: 1280, height: 900 } };

for (const [nom, options] of [["clair-1280", CLAIR], ["sombre-320", SOMBRE]] as const) {
  test(`every page is accessible, ${nom}`, async ({ ouvrir }) => {
    test.setTimeout(240_000);
    const visiteur = await ouvrir("", options);
    await verifier(visiteur, Object.values(publiques).flatMap((f) => f({} as Contexte)), nom);
    await visiteur.goto("/guide");
    const liens = await visiteur.locator("main a[href]").evaluateAll((l) => l.map((a) => a.getAttribute("href") ?? ""));
    const cles = Object.values(deLaUne).flatMap((motif) => liens.filter((v) => motif.test(v)).slice(0, 1));
    await verifier(visiteur, ["/guide", ...cles], nom);
    const page = await ouvrir(IOANA, options);
    const c = await contexte(page);
    await Conversation.nouvelle(page);
    await verifier(page, Object.values(connectees).flatMap((f) => f(c)), nom);
    await verifier(await ouvrir(HUGO, options), Object.values(redacteurs).flatMap((f) => f(c)), nom);
    await page.goto("/memoires/TMP2026999999999");
    await attendreAccessible(page, `introuvable, ${nom}`);
    await page.goto("/nulle/part");
    await attendreAccessible(page, `page inconnue, ${nom}`);
  });
}

test("the pages of a person with two structures fit a telephone", async ({ ouvrir }) => {
  const page = await ouvrir(HELOISE, SOMBRE);
  for (const adresse of ["/", "/memoires", "/memoires/nouveau", "/structures", "/rattachements", "/habilitations"]) {
    await page.goto(adresse);
    await attendreSansDebord(page, adresse);
  }
});

test("the first Tab offers to skip to the content, and the focus is always seen", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  for (const adresse of ["/", "/memoires", "/assistant", "/compte", "/guide"]) {
    await page.goto(adresse);
    await page.keyboard.press("Tab");
    const saut = page.getByRole("link", { name: "Aller au contenu" });
    await expect(saut, adresse).toBeFocused();
    await expect(saut, adresse).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.locator("main"), adresse).toBeFocused();
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press("Tab");
      const vu = await page.evaluate(() => {
        const e = document.activeElement;
        if (!e || e === document.body) return "";
        let porteur: Element | null = e; // a hidden file input or a text area is outlined by its frame
        for (let n = 0; porteur && n < 3; n++, porteur = porteur.parentElement) {
          const s = getComputedStyle(porteur);
          if ((s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none") return "";
        }
        return e.outerHTML.slice(0, 120);
      });
      expect(vu, `${adresse}: this has the focus and does not show it`).toBe("");
    }
  }
});
