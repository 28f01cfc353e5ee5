import { Conversation } from "./conversation";
import { expect, IOANA, TELEPHONE, test } from "./essai";
import { attendreAccessible } from "./outils";

test("an interpreter by night, typed by a clumsy person on a telephone, without a document", async ({ ouvrir }) => {
  test.setTimeout(120_000);
  const page = await ouvrir(IOANA, { viewport: TELEPHONE });
  const c = await Conversation.nouvelle(page);
  await c.dire("bjr je v fair un memoir pr un interpretariat de nuit");
  await expect(c.derniere).toContainText("J’ouvre un nouveau mémoire");
  await c.choisir("Saisir sans les documents");

  await c.dire("traducton oral la nuit du 2 au 3 octobr de 22h a 1h du mat pv 2026/80412");
  await expect(c.derniere).toContainText("PV 2026/80412");
  await expect(c.derniere).toContainText("vendredi 2 octobre 2026");
  await c.dire("opj");
  await c.dire("euh la requisition c etait le 1er octobre");
  await expect(c.derniere).toContainText("jeudi 1er octobre 2026");
  await c.dire("tj de bobini");
  await expect(c.derniere).toContainText("Tribunal judiciaire de Bobigny");
  await c.dire("r92");
  await expect(c.derniere).toContainText("Quelle prestation avez-vous réalisée ?");

  await c.dire("ou je trouve ca ?");
  const repere = c.derniere.locator(".repere").last();
  await expect(repere).toContainText("Exemple inventé");
  await expect(repere.getByRole("img")).toHaveAttribute("alt", /.{20,}/);
  await expect.poll(() => repere.getByRole("img").evaluate((i: HTMLImageElement) => i.complete && i.naturalWidth > 0)).toBe(true);
  await attendreAccessible(page, "repère");
  await c.ecran("artefacts/assistant/nuit-repere.png");

  await c.dire("au fait c koi le delai pr etre payer ?");
  await expect(c.derniere).toContainText("Aucun délai de paiement ne peut vous être annoncé");
  await expect(c.derniere).toContainText("type de prestation");

  await c.dire("traduction orale enquete");
  const calcul = c.derniere.getByRole("table");
  await expect(calcul).toContainText("1re heure, du lundi au vendredi, de 22 h à 7 h");
  await expect(c.derniere).toContainText("132,00 € HT");
  await attendreAccessible(page, "calcul des heures");
  await c.ecran("artefacts/assistant/nuit-calcul.png");
  await c.choisir("Oui, garder ce calcul");
  await expect(c.derniere).toContainText("déposer");
  for (let i = 0; i < 2; i++) await c.dire("plus tard");
  await expect(c.derniere).toContainText("Récapitulatif TMP");
  await expect(c.derniere).toContainText("Joignez la réquisition");
  await expect(c.derniere.getByRole("table").filter({ hasText: "49,50" }).first()).toContainText("1 × 45,00 € = 45,00 €");
  await attendreAccessible(page, "récapitulatif");
  const debord = await c.journal.evaluate((j) => j.scrollWidth - j.clientWidth);
  expect(debord, "the journal scrolls sideways by").toBeLessThanOrEqual(0);
});
