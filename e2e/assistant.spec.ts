import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Conversation } from "./conversation";
import { expect, HELOISE, IOANA, LARGE, test, TELEPHONE } from "./essai";
import { bouton, lien } from "./gestes";
import { artefacts, attendreAccessible, attendreSansDebord, papier, photo } from "./outils";

const captures = fileURLToPath(new URL("../docs/captures", import.meta.url));
const ecran = (c: Conversation, nom: string) => c.ecran(`${artefacts}/${nom}.png`);

test("the whole story: two documents dropped, confirmed, completed, sent, certified", async ({ ouvrir }) => {
  test.setTimeout(180_000);
  const page = await ouvrir(IOANA);
  const c = await Conversation.nouvelle(page);
  await ecran(c, "assistant/01-accueil");

  const depart = Date.now();
  await c.deposer("005-requisition.pdf", "005-attestation.pdf");
  await expect(c.journal.getByText("005-attestation.pdf").first()).toBeVisible();
  await c.attendreLecture("N° d'affaire", "Date de la réquisition", "Date de la prestation");
  const lu = Date.now();
  await attendreAccessible(page, "propositions");
  await ecran(c, "assistant/02-lecture");

  let reponses = 0;
  const affaire = c.carte("N° d'affaire");
  await expect(affaire.getByText("2026/80900", { exact: true })).toBeVisible();
  await expect(affaire.getByRole("img")).toBeVisible();
  await c.choisir("Corriger", c.carte("Date de la réquisition"));
  reponses++;
  await expect(c.derniere).toContainText(/date de la réquisition/i);
  await c.dire("le 2 octobre 2026");
  reponses++;
  await expect(c.valeur("date_requisition")).toContainText("vendredi 2 octobre 2026");
  await c.choisir("Tout est juste");
  reponses++;

  // one question at a time until nothing is missing
  const questions: string[] = [];
  const recap = c.journal.getByRole("button", { name: "Relire les mentions et envoyer" }).or(c.journal.getByRole("link", { name: "Relire les mentions et envoyer" }));
  const connues: [RegExp, string][] = [
    [/juridiction/i, "Bobigny"],
    [/je garde ce calcul/i, "oui"],
    [/laquelle garder|que garder|lequel garder|laquelle est juste/i, "vendredi 2 octobre 2026"],
    [/remarque/i, "je passe"],
    [/quantité/i, "5 heures"],
  ];
  while ((await recap.count()) === 0) {
    const question = await c.question();
    questions.push(question.replace(/\s+/g, " ").slice(0, 120));
    const reponse = connues.find(([motif]) => motif.test(question))?.[1];
    if (reponse === undefined || questions.length > 6) throw new Error(`an unexpected question: ${questions.join(" | ")}`);
    await c.dire(reponse);
  }
  const pret = Date.now();
  await expect(c.valeur("numero_affaire").getByRole("link", { name: "lu p. 1" })).toBeVisible();
  await expect(c.valeur("juridiction")).toContainText("dit");
  await ecran(c, "assistant/03-recapitulatif");
  await attendreAccessible(page, "récapitulatif");

  await test.info().attach("mesures", { body: JSON.stringify({ lectureMs: lu - depart, envoyableMs: pret - depart, reponses: reponses + questions.length, questions }, null, 1) });
  console.log(`from the drop: read in ${((lu - depart) / 1000).toFixed(1)} s, sendable in ${((pret - depart) / 1000).toFixed(1)} s, ${questions.length} questions: ${questions.join(" | ")}`);

  const origine = c.valeur("numero_affaire").getByRole("link", { name: "lu p. 1" });
  await origine.press("Enter");
  const extrait = page.getByRole("dialog", { name: /^N° d['’]affaire, lu p. 1$/ });
  await expect.poll(() => extrait.getByRole("img").evaluate((i: HTMLImageElement) => i.complete && i.naturalWidth > 0)).toBe(true);
  await attendreAccessible(page, "extrait");
  await ecran(c, "assistant/04-extrait");
  await page.keyboard.press("Escape");
  await expect(extrait).toHaveCount(0);
  await expect(origine).toBeFocused();

  await recap.last().click();
  await expect(page).toHaveURL(/\/memoires\/TMP\d+\/envoi/);
  await expect(page.getByRole("region", { name: "Confirmation d'envoi" })).toBeVisible();
  await page.getByLabel("J'atteste sur l'honneur").check();
  await bouton(page, "Confirmer et envoyer").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^MJ\d{10}$/);
  const [certificat] = await Promise.all([page.waitForEvent("download"), lien(page, "Télécharger le certificat").click()]);
  expect((await readFile(await certificat.path())).subarray(0, 5).toString()).toBe("%PDF-");
  await photo(page, "assistant/05-resultat");
});

test("the draft fills beside the conversation: the picture of the README", async ({ ouvrir }) => {
  const page = await ouvrir(HELOISE, { viewport: { width: 1280, height: 860 } });
  const c = await Conversation.nouvelle(page);
  await c.choisir("Nouveau mémoire");
  await c.choisir("Cabinet médical MÜLLER");
  await c.deposer("003-requisition.pdf");
  await c.attendreLecture("N° d'affaire", "Date de la réquisition");
  await c.choisir("Tout est juste");
  await expect(c.valeur("numero_affaire").getByRole("link", { name: "lu p. 1" })).toBeVisible();
  await c.deposer("003-attestation.pdf");
  await expect(c.carte("Date de la prestation")).toBeVisible({ timeout: 60_000 });
  await c.carte("Date de la prestation").scrollIntoViewIfNeeded();
  await c.brouillon.locator("xpath=..").evaluate((panneau) => panneau.scrollTo(0, 0));
  await c.valeur("date_prestation").scrollIntoViewIfNeeded();
  await mkdir(captures, { recursive: true });
  await ecran(c, "assistant");
  await c.ecran(`${captures}/assistant.png`);
});

test("a value said to be unreadable is asked, not written", async ({ ouvrir }) => {
  const page = await ouvrir(HELOISE);
  const c = await Conversation.nouvelle(page);
  await c.choisir("Nouveau mémoire");
  await c.choisir("Cabinet médical MÜLLER");
  await c.deposer("003-requisition.pdf", "003-attestation.pdf");
  await c.attendreLecture("Date de la réquisition");
  await c.choisir("Illisible", c.carte("Date de la réquisition"));
  await expect(c.derniere).toContainText(/date de la réquisition/i);
  await expect(c.valeur("date_requisition")).toContainText("à compléter");
  await c.dire("le 1er octobre 2026");
  await expect(c.valeur("date_requisition")).toContainText("jeudi 1er octobre 2026");
  await expect(c.valeur("date_requisition")).toContainText("dit");
});

test("on a telephone the conversation and the draft are two tabs", async ({ ouvrir }) => {
  const page = await ouvrir(HELOISE, { viewport: TELEPHONE });
  const c = await Conversation.nouvelle(page);
  await c.choisir("Nouveau mémoire");
  await c.choisir("Cabinet médical MÜLLER");
  await expect(c.brouillon).toBeHidden();
  await attendreAccessible(page, "téléphone");
  await ecran(c, "assistant/telephone-conversation");
  await page.getByRole("tab", { name: "Brouillon" }).click();
  await expect(c.valeur("structure")).toContainText("Cabinet médical MÜLLER");
  await attendreAccessible(page, "téléphone, brouillon");
  await ecran(c, "assistant/telephone-brouillon");
  await page.getByRole("tab", { name: "Brouillon" }).press("ArrowLeft");
  await expect(c.champ).toBeVisible();
});

test("a value of the live draft is edited in place", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const c = await Conversation.nouvelle(page);
  await c.choisir("Nouveau mémoire");
  const facture = c.valeur("numero_facture");
  const texte = c.valeur("texte_reference");
  await texte.locator("summary").click();
  await texte.getByLabel("Texte de référence").selectOption("R93");
  await texte.getByRole("button", { name: "Enregistrer" }).click();
  await expect(texte.locator(".valeur-texte")).toHaveText("Article R93");
  await expect(facture).toHaveCount(0); // optional fields stay out of the draft until they are filled
  await expect(page).toHaveURL(/\/assistant/);
});

test("without JavaScript the conversation is a plain form", async ({ ouvrir }) => {
  test.setTimeout(120_000);
  const page = await ouvrir(HELOISE, { javaScriptEnabled: false });
  await Conversation.nouvelle(page);
  const dire = async (texte: string) => {
    await page.getByLabel("Votre message").fill(texte);
    await page.getByRole("button", { name: "Envoyer" }).click();
  };
  const journal = page.getByRole("log", { name: "Messages" });
  await journal.getByRole("button", { name: "Nouveau mémoire" }).last().click();
  await journal.getByRole("button", { name: "Cabinet médical MÜLLER" }).last().click();
  await page.getByLabel("Joindre des documents").setInputFiles([papier("003-requisition.pdf"), papier("003-attestation.pdf")]);
  await page.getByRole("button", { name: "Envoyer" }).click();
  await expect(async () => {
    await page.goto("/assistant");
    await expect(journal.getByRole("button", { name: "Tout est juste" }).last()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await journal.getByRole("button", { name: "Tout est juste" }).last().click();
  await expect(page.getByText("JI 8/26/20").first()).toBeVisible();
  await dire("tribunal judiciaire de Versailles");
  await expect(page.locator('[data-valeur="juridiction"]')).toContainText("Versailles");
  await attendreSansDebord(page, "sans JavaScript");
  await photo(page, "assistant/sans-javascript");
});

test("a first visit is light", async ({ ouvrir }) => {
  for (const [qui, adresse] of [["", "/connexion"], [IOANA, "/assistant"]] as const) {
    const page = await ouvrir(qui, { viewport: LARGE });
    const mesure = await page.context().newCDPSession(page);
    await mesure.send("Network.enable");
    let octets = 0;
    mesure.on("Network.loadingFinished", (e) => (octets += e.encodedDataLength));
    await page.goto(adresse, { waitUntil: "networkidle" });
    console.log(`first visit of ${adresse}: ${octets} bytes on the wire`);
    expect(octets, adresse).toBeLessThan(40_000);
  }
});
