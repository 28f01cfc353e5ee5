import { Conversation } from "./conversation";
import { expect, IOANA, test } from "./essai";
import { artefacts, attendreAccessible, attendreSansDebord } from "./outils";

test("« Où je trouve ça ? » shows the place on invented documents, wide, dark, on a telephone and without script", async ({ ouvrir }) => {
  test.setTimeout(60_000);
  const page = await ouvrir(IOANA, { colorScheme: "dark" });
  const c = await Conversation.nouvelle(page);
  await c.choisir("Nouveau mémoire");
  await c.choisir("Saisir sans les documents");
  await c.dire("tribunal judiciaire de Bobigny");
  await c.dire("pénal");
  await expect(c.derniere).toContainText(/numéro de l.affaire|numéro d.affaire/i);
  await c.choisir("Où je trouve ça ?");

  const images = c.derniere.getByRole("img", { name: /inventée ; encadré : « 2026\/00000 »/ });
  await expect(images).toHaveCount(2);
  for (const image of await images.all()) {
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((i: HTMLImageElement) => i.naturalWidth)).toBeGreaterThan(400);
  }
  await expect(c.derniere.getByText(/Exemple inventé\s: réquisition/)).toBeVisible();
  await expect(c.derniere.getByText(/Exemple inventé\s: attestation de mission/)).toBeVisible();
  await expect(c.derniere).toContainText(/numéro de l.affaire|numéro d.affaire/i); // the question is kept
  await attendreAccessible(page, "repères");
  await images.first().scrollIntoViewIfNeeded();
  await c.ecran(`${artefacts}/reperes/sombre.png`);

  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 360, height: 740 });
  await attendreSansDebord(page, "repères au téléphone");
  await images.first().scrollIntoViewIfNeeded();
  await c.ecran(`${artefacts}/reperes/telephone.png`);

  const sans = await (await ouvrir(IOANA, { javaScriptEnabled: false })).context().newPage();
  await sans.goto("/assistant");
  const image = sans.getByRole("img", { name: /inventée ; encadré : « 2026\/00000 »/ }).first();
  await image.scrollIntoViewIfNeeded();
  await expect(image).toBeVisible();
});
