import { expect, type Page } from "@playwright/test";

/** What is copied from the documents 005 into a line of prestation. */
export const MISSION = {
  numero_affaire: "2026/80900",
  date_requisition: "2026-10-01",
  date_prestation: "2026-10-31",
} as const;

/** Presses a button or follows a link by its name inside the page, not the banner. */
export const bouton = (page: Page, nom: string | RegExp) => page.locator("main").getByRole("button", { name: nom });
export const lien = (page: Page, nom: string | RegExp) => page.locator("main").getByRole("link", { name: nom });

/** The number of the mémoire that the page shows. */
export async function numeroDe(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/memoires\/(TMP|MJ)\d+/);
  return /\/memoires\/((?:TMP|MJ)\d+)/.exec(page.url())?.[1] ?? "";
}

/** Opens a draft by the button of the form and gives its number. */
export async function nouveauBrouillon(page: Page): Promise<string> {
  await page.goto("/memoires/nouveau");
  await bouton(page, "Saisir le mémoire").click();
  return numeroDe(page);
}

/** Finds an entry of a search field with the keyboard alone. */
export async function chercher(page: Page, champ: string, mots: string, choix: string): Promise<void> {
  const c = page.getByRole("combobox", { name: champ });
  await c.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(mots);
  const options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await expect(options.first()).toBeVisible();
  const rang = (await options.allTextContents()).findIndex((t) => t.includes(choix));
  expect(rang, `« ${choix} » among the suggestions for « ${mots} »`).toBeGreaterThanOrEqual(0);
  for (let i = 0; i <= rang; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(c).toHaveValue(new RegExp(choix.replace(/[()]/g, "\\$&")));
}

/** Fills what the réquisition and the attestation say; taux is the code of the list (550 is 5,5 %). */
export async function remplirLigne(page: Page, montants: { quantite: string; tarif: string; taux: string }): Promise<void> {
  await page.getByLabel("N° d'affaire").fill(MISSION.numero_affaire);
  await page.getByLabel("Date de la réquisition").fill(MISSION.date_requisition);
  await page.getByLabel("Autorité requérante").selectOption("opj");
  await page.getByLabel("Date de la prestation").fill(MISSION.date_prestation);
  await remplirMontants(page, montants);
}

export async function remplirMontants(page: Page, m: { quantite: string; tarif: string; taux: string }): Promise<void> {
  await page.getByLabel("Quantité").fill(m.quantite);
  await page.getByLabel("Tarif de la prestation HT").fill(m.tarif);
  await page.getByLabel("Taux de TVA").selectOption(m.taux);
}

/** Attaches a file to a line (1, 2…) or to the whole mémoire. */
export async function joindre(page: Page, fichier: string, type: string, designation: string, ligne?: number): Promise<void> {
  await page.getByLabel("Fichier", { exact: true }).setInputFiles(fichier);
  await page.getByLabel("Type de pièce jointe").selectOption(type);
  await page.getByLabel("Désignation").fill(designation);
  if (ligne !== undefined) {
    const liste = page.getByLabel("Ligne de prestation", { exact: true });
    await liste.selectOption({ index: ligne });
  }
  await bouton(page, "Ajouter").click();
  await expect(page.getByRole("rowheader").filter({ hasText: designation })).toBeVisible();
}
