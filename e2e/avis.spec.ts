import { Conversation } from "./conversation";
import { expect, IOANA, test, TELEPHONE } from "./essai";
import { bouton, lien } from "./gestes";
import { attendreAccessible, photo } from "./outils";

const INCONNUE = "qui garde les originaux en cas de déménagement du cabinet";

test("an answer of the guide takes a thumb, by keyboard, and offers a human when it does not help", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const c = await Conversation.nouvelle(page);
  await c.dire("quel est le délai pour déposer un mémoire ?");
  const avis = c.journal.getByRole("group", { name: "Cette réponse vous aide-t-elle ?" }).last();
  const oui = avis.getByRole("button", { name: "Oui, elle m'aide" });
  const non = avis.getByRole("button", { name: "Non, elle ne m'aide pas" });
  await expect(oui).toHaveAttribute("aria-pressed", "false");
  await oui.press("Enter");
  await expect(oui).toHaveAttribute("aria-pressed", "true");
  await expect(oui).toBeFocused();
  await expect(c.derniere).toContainText("Merci !");
  await non.press("Enter");
  await expect(non).toHaveAttribute("aria-pressed", "true");
  await expect(oui).toHaveAttribute("aria-pressed", "false");
  await expect(c.derniere.getByRole("button", { name: "Demander un conseiller" }).first()).toBeVisible();
  await attendreAccessible(page, "pouces");
  await c.ecran("artefacts/guide/01-pouces.png");

  await page.reload();
  await expect(non).toHaveAttribute("aria-pressed", "true");
  const choix = await c.derniere.locator("form[data-choix] button").count();
  expect(choix, "the replies of the pending question, after the vote").toBeGreaterThan(0);
  await c.derniere.locator("form[data-dire] button").click();
  await c.attendreReponse("Je veux parler à un conseiller");
  await expect(c.derniere).toContainText(/conseiller/i);
});

test("a search without answer: be told, see what is awaited, change one's mind", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  await page.goto(`/guide/recherche?q=${encodeURIComponent(INCONNUE)}`);
  await bouton(page, "Me prévenir quand une réponse existe").click();
  await expect(page.getByText("C'est noté")).toBeVisible();
  await attendreAccessible(page, "prévenu");
  await photo(page, "guide/02-prevenir");
  await page.goto("/guide/attentes");
  await expect(lien(page, INCONNUE)).toBeVisible();
  await attendreAccessible(page, "attentes");
  await photo(page, "guide/03-attentes");
  await bouton(page, /Ne plus me prévenir/).click();
  await expect(page.getByText("Aucune question en attente")).toBeVisible();
  await attendreAccessible(page, "aucune attente");
});

test("the same on a telephone", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA, { viewport: { ...TELEPHONE, width: 360 }, hasTouch: true });
  const c = await Conversation.nouvelle(page);
  await c.dire("quel est le délai pour déposer un mémoire ?");
  await c.journal.getByRole("button", { name: "Non, elle ne m'aide pas" }).last().tap();
  await expect(c.journal.locator("form[data-dire]").last()).toBeVisible();
  await attendreAccessible(page, "pouces, téléphone");
  const debord = await c.journal.evaluate((j) => j.scrollWidth - j.clientWidth);
  expect(debord, "pixels of the journal beyond its width").toBeLessThanOrEqual(0);
  await c.ecran("artefacts/guide/04-pouces-telephone.png");
  await c.dire("faut-il une cravate pour l'audience ?");
  await expect(c.derniere).toContainText("je vous préviendrai");
  await c.ecran("artefacts/guide/05-sans-reponse-telephone.png");
  await page.goto(`/guide/recherche?q=${encodeURIComponent(INCONNUE)}`);
  await attendreAccessible(page, "recherche, téléphone");
  await photo(page, "guide/06-recherche-telephone");
  await page.goto("/guide/attentes");
  await attendreAccessible(page, "attentes, téléphone");
  await photo(page, "guide/07-attentes-telephone");
});
