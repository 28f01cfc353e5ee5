import { expect, test } from "@playwright/test";
import { GALERIE } from "./playwright.config";
import { artefacts, attendreAccessible, ecouterErreurs, preparerAxe } from "./outils";

const volets = ["pages", "formulaires", "contenus", "assistant", "bulles", "icones", "absente"];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [320, 768, 1440]) {
    test(`every component is accessible, ${colorScheme}, ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, reducedMotion: "reduce", viewport: { width, height: 800 } });
      const page = await context.newPage();
      await preparerAxe(page);
      const erreurs = ecouterErreurs(page, /WebSocket/); // the gallery has no conversation behind it
      for (const volet of volets) {
        await page.goto(`${GALERIE}/_galerie/${volet}`);
        await attendreAccessible(page, volet);
        await page.screenshot({ path: `${artefacts}/galerie/${volet}-${width}-${colorScheme}.png`, fullPage: true });
      }
      expect(erreurs).toEqual([]);
      await context.close();
    });
  }
}

test("the search offers what the server finds and keeps the key", async ({ page }) => {
  await preparerAxe(page);
  await page.goto(`${GALERIE}/_galerie/formulaires`);
  const champ = page.getByLabel("Juridiction");
  await champ.fill("bob");
  await expect(page.getByRole("listbox", { name: "Suggestions" }).getByRole("option")).toHaveCount(1);
  await attendreAccessible(page, "suggestions");
  await champ.press("ArrowDown");
  await champ.press("Enter");
  await expect(champ).toHaveValue("93 - Tribunal judiciaire de Bobigny");
  await expect(page.locator("[name=juridiction_cle]")).toHaveValue("93");
});

test("the summary of errors has the focus and leads to the field", async ({ page }) => {
  await page.goto(`${GALERIE}/_galerie/formulaires`);
  await expect(page.getByRole("alert").filter({ hasText: "à corriger" })).toBeFocused();
  await page.getByRole("link", { name: /Indiquez le numéro d'affaire/ }).click();
  await expect(page.getByLabel("N° d'affaire")).toBeFocused();
});

test("the panel of the assistant opens, takes the focus and gives it back", async ({ page }) => {
  await preparerAxe(page);
  await page.goto(`${GALERIE}/_galerie/contenus`);
  const bouton = page.getByRole("button", { name: /Besoin d'aide/ });
  await bouton.click();
  await expect(page.getByLabel("Votre message")).toBeFocused();
  await attendreAccessible(page, "panneau");
  await page.keyboard.press("Escape");
  await expect(bouton).toBeFocused();
});

test("the confirmation window opens and closes by the keyboard", async ({ page }) => {
  await preparerAxe(page);
  await page.goto(`${GALERIE}/_galerie/contenus`);
  const bouton = page.getByRole("button", { name: "Valider et envoyer" });
  await bouton.press("Enter");
  await expect(page.getByRole("dialog", { name: "Confirmation d'envoi" })).toBeVisible();
  await attendreAccessible(page, "dialogue");
  await page.keyboard.press("Escape");
  await expect(bouton).toBeFocused();
});

test("the choice of colours is kept by the server", async ({ page }) => {
  await page.goto(`${GALERIE}/_galerie/icones`);
  await page.getByRole("button", { name: /Changer de couleurs/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "sombre");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "sombre");
});

test("without script the pages still work", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${GALERIE}/_galerie/formulaires`);
  await expect(page.getByRole("link", { name: /Besoin d'aide/ })).toHaveAttribute("href", "/assistant");
  await expect(page.locator("input[type=file]").first()).toBeVisible();
  await expect(page.locator("#champ-juridiction")).toHaveAttribute("list", "champ-juridiction-liste");
  await page.locator(".compte summary").click();
  await expect(page.getByRole("link", { name: "Mes habilitations" })).toBeVisible();
  await context.close();
});
