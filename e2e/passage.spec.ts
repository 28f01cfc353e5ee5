import { Conversation } from "./conversation";
import { expect, HELOISE, IOANA, secondOnglet, test } from "./essai";
import { bouton, lien, nouveauBrouillon, numeroDe } from "./gestes";
import { artefacts } from "./outils";

test("what begins in the conversation goes on in the form, and back", async ({ ouvrir }) => {
  test.setTimeout(120_000);
  const page = await ouvrir(HELOISE);
  const c = await Conversation.nouvelle(page);
  await c.choisir("Nouveau mémoire");
  await c.choisir("Cabinet médical MÜLLER");
  await c.deposer("003-requisition.pdf", "003-attestation.pdf");
  await c.attendreLecture("N° d'affaire", "Date de la prestation");
  await c.choisir("Tout est juste");

  await c.brouillon.getByRole("heading", { level: 2 }).first().getByRole("link", { name: /^TMP/ }).click();
  const numero = await numeroDe(page);
  await expect(page.getByRole("row", { name: /JI 8\/26\/20/ })).toBeVisible();
  await page.getByLabel("Numéro de facture").fill("F-PASSAGE");
  await page.getByRole("combobox", { name: "Juridiction" }).fill("78 - Tribunal judiciaire de Versailles");
  await bouton(page, "Enregistrer").first().click();
  await expect(page.getByText("En-tête enregistré")).toBeVisible();

  await lien(page, "Continuer avec l'assistant").click();
  await expect(page).toHaveURL(/\/assistant/);
  await expect(c.brouillon.getByRole("heading", { level: 2 }).first()).toContainText(numero);
  await expect(c.valeur("juridiction")).toContainText("78 - Tribunal judiciaire de Versailles");
  await c.dire("récapitule");
  await expect(c.derniere).toContainText("78 - Tribunal judiciaire de Versailles");
  await page.screenshot({ path: `${artefacts}/passage/retour.png` });
});

test("a value typed in the form appears in the open conversation and its draft", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const c = await Conversation.nouvelle(page);
  await c.choisir("Nouveau mémoire");
  const titre = c.brouillon.getByRole("heading", { level: 2 }).first();
  await expect(titre).toContainText("TMP");
  const numero = (await titre.innerText()).trim();
  const onglet = await secondOnglet(page);
  await onglet.goto(`/memoires/${numero}`);
  await onglet.getByLabel("Texte de référence").selectOption("R93");
  await onglet.getByRole("combobox", { name: "Juridiction" }).fill("93 - Tribunal judiciaire de Bobigny");
  await bouton(onglet, "Enregistrer").first().click();
  await expect(onglet.getByText("En-tête enregistré")).toBeVisible();
  await expect(c.valeur("texte_reference").locator(".valeur-texte")).toHaveText("Article R93");
  await expect(c.valeur("juridiction").locator(".valeur-texte")).toHaveText("93 - Tribunal judiciaire de Bobigny");
  await c.dire("récapitule");
  await expect(c.derniere).toContainText("93 - Tribunal judiciaire de Bobigny");
});

test("a draft begun in the form is taken up by the assistant", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  await page.request.post("/assistant/nouvelle", { maxRedirects: 0 });
  const numero = await nouveauBrouillon(page);
  await lien(page, "Continuer avec l'assistant").click();
  await expect(page.getByText(`Vous venez du mémoire ${numero}`)).toBeVisible();
  await page.getByRole("button", { name: "Le reprendre ici" }).click();
  const c = new Conversation(page);
  await expect(c.derniere).toContainText("Voulez-vous reprendre ce brouillon ?");
  await c.choisir(`Reprendre ${numero}`);
  await expect(c.brouillon.getByRole("heading", { level: 2 }).first()).toContainText(numero);
  await expect(c.derniere).toContainText("réquisition");
});
