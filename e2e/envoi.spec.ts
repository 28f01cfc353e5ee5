import type { Page } from "@playwright/test";
import { expect, IOANA, MOT_DE_PASSE, secondOnglet, test } from "./essai";
import { Conversation } from "./conversation";
import { bouton, chercher, joindre, lien, nouveauBrouillon, remplirLigne } from "./gestes";
import { artefacts, attendreAccessible, papier } from "./outils";

/** What the browser prints when the network is cut or the session over, which these tests provoke. */
const COUPURE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK_CHANGED|ERR_CONNECTION_RESET|Failed to fetch|WebSocket|status of 401/;

/** Brings a mémoire to its page of confirmation, the honour statement ticked. */
async function jusquAuBouton(page: Page): Promise<void> {
  const numero = await nouveauBrouillon(page);
  await chercher(page, "Juridiction", "bobi", "93 - Tribunal judiciaire de Bobigny");
  await page.getByLabel("Texte de référence").selectOption("R92");
  await bouton(page, "Enregistrer et ajouter une ligne").click();
  await remplirLigne(page, { quantite: "1", tarif: "42", taux: "0" });
  await chercher(page, "Type de prestation", "traduction orale", "Traduction orale (interprétariat) - enquête");
  await bouton(page, "Valider et fermer").click();
  await page.goto(`/memoires/${numero}/pieces`);
  await joindre(page, papier("005-requisition.pdf"), "REQ", "Réquisition");
  await joindre(page, papier("005-attestation.pdf"), "ASF", "Attestation", 1);
  await lien(page, "Valider et envoyer").click();
  await page.getByLabel("J'atteste sur l'honneur").check();
}

const sort = (page: Page) => page.locator("[data-envoi-sort]");

test("the answer of a sending is lost: on return it says « envoyé à », with the number", async ({ ouvrir }) => {
  test.setTimeout(60_000);
  const page = await ouvrir(IOANA, { tolere: COUPURE });
  await jusquAuBouton(page);
  let posts = 0;
  await page.route(/\/envoi$/, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    posts++;
    await route.fetch({ maxRedirects: 0 }); // it arrives
    await page.context().setOffline(true);
    await route.abort("internetdisconnected"); // the answer does not
  });
  await bouton(page, "Confirmer et envoyer").click();
  await expect(sort(page)).toContainText("Nous vérifions s'il est parti");
  await page.context().setOffline(false);
  await expect(sort(page).getByText(/^Envoyé à \d\d\s?[h:]\s?\d\d, n° MJ\d{10}$/)).toBeVisible({ timeout: 15_000 });
  await expect(bouton(page, "Confirmer et envoyer")).toBeHidden();
  await attendreAccessible(page, "envoyé, réponse perdue");
  await page.screenshot({ path: `${artefacts}/envoi/envoye.png` });
  expect(posts).toBe(1);
  await lien(page, "Voir le mémoire envoyé").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^MJ\d{10}$/);
});

test("the sending never arrives: on return it says « pas encore envoyé », and one press sends", async ({ ouvrir }) => {
  test.setTimeout(60_000);
  const page = await ouvrir(IOANA, { tolere: COUPURE });
  await jusquAuBouton(page);
  await expect(sort(page)).toContainText("Pas encore envoyé");
  await page.context().setOffline(true);
  await bouton(page, "Confirmer et envoyer").click();
  await expect(sort(page)).toContainText("rien n'est parti");
  await page.context().setOffline(false);

  await page.route(/\/envoi$/, (route) => (route.request().method() === "POST" ? route.abort("connectionreset") : route.continue()), { times: 1 });
  await bouton(page, "Confirmer et envoyer").click();
  await expect(sort(page)).toContainText(/Pas encore envoyé\s*Rien n'est parti/, { timeout: 15_000 });
  await page.screenshot({ path: `${artefacts}/envoi/pas-encore.png` });
  await bouton(page, "Confirmer et envoyer").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^MJ\d{10}$/);
});

test("the session ends while typing: the words are kept, and sent once after the login", async ({ ouvrir }) => {
  test.setTimeout(60_000);
  const page = await ouvrir("", { tolere: COUPURE });
  const connecter = async (): Promise<void> => {
    await page.getByLabel("Adresse électronique").fill(IOANA);
    await page.getByLabel("Mot de passe").fill(MOT_DE_PASSE);
    await bouton(page, "Se connecter").click();
  };
  await page.goto("/assistant");
  await connecter();
  const c = await Conversation.nouvelle(page);
  await c.champ.fill("bonjour, une phrase commencée avant la fin de la session");
  const autre = await secondOnglet(page);
  await autre.goto("/");
  await autre.locator("summary").filter({ hasText: "Mon compte" }).click();
  await autre.getByRole("button", { name: /déconnecter/i }).click();
  await expect(autre.getByRole("button", { name: /déconnecter/i })).toHaveCount(0); // closed in the middle of a navigation, a tab may hang
  await autre.close();

  await expect(page.locator("[data-connexion]")).toContainText("Votre session est terminée", { timeout: 15_000 });
  await expect(c.champ).toHaveValue(/une phrase commencée/);
  await c.champ.press("Enter");
  await expect(c.journal.locator("article.bulle-attente")).toContainText("une phrase commencée");
  await c.champ.fill("et la suite, pas encore envoyée");
  await page.getByRole("link", { name: "Se reconnecter" }).click();
  await connecter();
  await expect(page).toHaveURL(/\/assistant/);
  const dite = c.journal.locator("article.bulle-usager").filter({ hasText: "une phrase commencée" });
  await expect(dite).toHaveAttribute("data-seq", /\d+/);
  await expect(c.champ).toHaveValue("et la suite, pas encore envoyée");
  await page.reload();
  await expect(dite).toHaveCount(1);
});
