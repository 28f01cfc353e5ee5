import { Conversation } from "./conversation";
import { expect, IOANA, secondOnglet, test } from "./essai";
import { artefacts, attendreAccessible, preparerAxe } from "./outils";
import { Serveur } from "./serveur";

/** What the browser prints when the server is not there, which these tests make happen. */
const COUPURE = /WebSocket|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_FAILED|Failed to fetch|status of 50/;

test("kill -9 in mid-conversation: nothing lost, nothing twice, the question is back", async ({ ouvrir }) => {
  test.setTimeout(120_000);
  const serveur = new Serveur();
  try {
    await serveur.demarrer();
    const page = await ouvrir(IOANA, { site: serveur.url, tolere: COUPURE });
    const c = await Conversation.nouvelle(page);
    await c.choisir("Nouveau mémoire");
    await c.dire("je n'ai pas les documents");
    await c.dire("la juridiction est Bobigny");
    await expect(c.valeur("juridiction")).toContainText("93 - Tribunal judiciaire de Bobigny");
    const question = (await c.journal.locator(".bloc-question").last().innerText()).trim();

    await serveur.tuer();
    await c.champ.fill("Le texte de référence est l'article R92");
    await c.champ.press("Enter");
    const attente = c.journal.locator("article.bulle-attente");
    await expect(attente).toContainText("article R92");
    await expect(page.locator("[data-connexion]")).toContainText("Connexion interrompue");
    await page.screenshot({ path: `${artefacts}/reprise/serveur-tue.png` });
    await serveur.demarrer();

    await expect(attente).toHaveCount(0, { timeout: 30_000 });
    await expect(c.valeur("texte_reference")).toContainText("Article R92");
    await expect(page.locator("[data-connexion]")).toHaveAttribute("data-connexion", "en_ligne");
    await page.reload();
    await expect(c.journal.locator("article.bulle-usager").filter({ hasText: "article R92" })).toHaveCount(1);
    await expect(c.journal.locator("article.bulle-usager").filter({ hasText: "Bobigny" })).toHaveCount(1);
    await expect(c.valeur("juridiction")).toContainText("93 - Tribunal judiciaire de Bobigny");
    await expect(c.journal.locator(".bloc-question").last()).toBeVisible();
    expect(question).not.toBe("");
    const numeros = await c.journal.locator("article[data-seq]").evaluateAll((l) => l.map((e) => Number((e as HTMLElement).dataset["seq"])));
    expect(numeros).toEqual(numeros.map((_, i) => (numeros[0] ?? 0) + i));
  } finally {
    await serveur.arreter();
  }
});

test("two tabs show one conversation", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const c = await Conversation.nouvelle(page);
  const onglet = await secondOnglet(page);
  await onglet.goto("/assistant");
  const d = new Conversation(onglet);
  await expect(d.derniere).toContainText("Que souhaitez-vous faire ?");
  await c.dire("bonjour du premier onglet");
  await expect(d.journal.getByText("bonjour du premier onglet")).toHaveCount(1);
  await d.dire("bonjour du second onglet");
  await expect(c.journal.getByText("bonjour du second onglet")).toHaveCount(1);
  await expect(c.journal.locator("article.bulle-attente")).toHaveCount(0);
});

test("the widget holds the same conversation on every page", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const c = await Conversation.nouvelle(page);
  await c.dire("où en est mon mémoire ?");
  for (const adresse of ["/", "/memoires", "/memoires/nouveau", "/compte", "/structures", "/habilitations"]) {
    await page.goto(adresse);
    await expect(page.getByRole("button", { name: /Besoin d'aide/ }), adresse).toBeVisible();
  }
  await page.goto("/memoires");
  await page.getByRole("button", { name: /Besoin d'aide/ }).click();
  await expect(c.champ).toBeFocused();
  await expect(c.journal.getByText("où en est mon mémoire ?")).toHaveCount(1);
  await c.dire("bonjour du panneau");
  await attendreAccessible(page, "panneau");
  await page.screenshot({ path: `${artefacts}/reprise/panneau.png` });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /Besoin d'aide/ })).toBeFocused();
  await page.goto("/assistant");
  await expect(c.journal.getByText("bonjour du panneau")).toHaveCount(1);
});

test("without WebSocket the conversation goes by polling", async ({ ouvrir }) => {
  const depart = await ouvrir(IOANA, { tolere: COUPURE });
  await depart.request.post("/assistant/nouvelle", { maxRedirects: 0 });
  const page = await depart.context().newPage();
  await preparerAxe(page);
  await page.routeWebSocket(/\/assistant\/socket/, (ws) => ws.close({ code: 1011, reason: "blocked" }));
  const sondages: string[] = [];
  page.on("request", (r) => {
    if (/\/depuis/.test(r.url())) sondages.push(r.url());
  });
  await page.goto("/assistant");
  const c = new Conversation(page);
  await expect.poll(() => sondages.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await c.dire("bonjour sans prise");
  await expect(c.journal.getByText("bonjour sans prise")).toHaveCount(1);
  await expect(page.locator("[data-connexion]")).toHaveAttribute("data-connexion", "en_ligne");
});

test("what is typed and not sent survives a reload", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const c = await Conversation.nouvelle(page);
  await c.champ.fill("une phrase à moitié");
  await page.reload();
  await expect(c.champ).toHaveValue("une phrase à moitié");
});
