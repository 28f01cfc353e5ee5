import { Conversation } from "./conversation";
import { expect, HELOISE, HUGO, IOANA, LENA, TELEPHONE, test } from "./essai";
import { bouton, lien } from "./gestes";
import { attendreAccessible, photo } from "./outils";

test("a reader finds the answer of a misspelt question, on a telephone", async ({ ouvrir }) => {
  const page = await ouvrir("", { viewport: TELEPHONE });
  await page.goto("/guide");
  const champ = page.getByRole("combobox", { name: "Votre question" });
  await champ.focus();
  await page.keyboard.type("kel delai pr deposé mon memoir");
  await page.keyboard.press("Enter");
  const premier = page.locator(".guide-resultats a").first();
  await expect(premier).toHaveText("Quel est le délai pour déposer mon mémoire ?");
  await attendreAccessible(page, "résultats");
  await premier.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Quel est le délai pour déposer mon mémoire ?");
  await expect(page.locator(".prose")).toContainText("un an à partir de la fin de la mission");
  await bouton(page, /^Oui/).click();
  await expect(page.getByText("Merci").first()).toBeVisible();
});

test("a question in the middle of the form is answered, then the form goes on", async ({ ouvrir }) => {
  const page = await ouvrir(HELOISE);
  const c = await Conversation.nouvelle(page);
  await c.choisir("Nouveau mémoire");
  await c.choisir("Cabinet médical MÜLLER");
  await c.choisir(/sans document|Saisir|pas de document/i);
  const attendue = await c.question();
  await c.dire("au fait, quel est le délai pour déposer mon mémoire ?");
  await expect(c.derniere).toContainText("un an à partir de la fin de la mission");
  const source = c.derniere.getByRole("link", { name: "Lire l’article" });
  const adresse = (await source.getAttribute("href")) ?? "";
  expect(adresse).toMatch(/\/guide\/articles\/delai-de-depot\?version=[0-9a-f]{12}/);
  expect(await c.question(), `after « ${attendue} »`).not.toBe("");
  await c.dire("pourquoi ?");
  const article = await ouvrir("", {});
  await article.goto(adresse);
  await expect(article.getByRole("heading", { level: 1 })).toHaveText("Quel est le délai pour déposer mon mémoire ?");
});

test("an editor answers a question that had no answer, a colleague approves, the question then succeeds", async ({ ouvrir }) => {
  const question = "l'audience est renvoyée, suis-je payé pour le déplacement inutile";
  const lecteur = await ouvrir("");
  const recherche = `/guide/recherche?q=${encodeURIComponent(question)}`;
  const ioana = await ouvrir(IOANA);
  await ioana.goto(recherche);
  await bouton(ioana, "Me prévenir quand une réponse existe").click();
  await expect(ioana.getByText("C'est noté")).toBeVisible();
  await ioana.goto("/assistant");
  const conversation = new Conversation(ioana);
  await lecteur.goto(recherche);
  await expect(lecteur.getByText("Je ne sais pas répondre à cette question.")).toBeVisible();

  const hugo = await ouvrir(HUGO);
  await hugo.goto("/console/guide/");
  await lien(hugo, /Questions sans réponse/).click();
  await attendreAccessible(hugo, "questions");
  await photo(hugo, "console/questions");
  await hugo.getByRole("region", { name: question }).getByRole("link", { name: "Écrire l'article" }).click();
  await expect(hugo.getByLabel("Titre", { exact: true })).toHaveValue(question);
  await hugo.getByLabel("Titre", { exact: true }).fill("L'audience est renvoyée : le déplacement inutile est-il payé ?");
  await hugo.getByLabel("Texte", { exact: true }).focus();
  await hugo.keyboard.type("Texte d'essai : demandez au greffe **par écrit**.\n\n- gardez la convocation ;\n- gardez le renvoi.");
  const apercu = hugo.getByRole("region", { name: "Aperçu", exact: true });
  await expect(apercu.locator("strong").filter({ hasText: "par écrit" })).toBeVisible();
  await expect(apercu.getByText("Trouvé en premier")).toBeVisible();
  await hugo.getByLabel("Sources", { exact: false }).first().fill("Essai de navigateur");
  await hugo.getByLabel("Catégorie", { exact: true }).selectOption("saisie");
  await attendreAccessible(hugo, "nouvel article");
  await photo(hugo, "console/nouveau");
  await bouton(hugo, "Enregistrer la révision").click();
  await expect(hugo.getByText("La révision 1 est enregistrée")).toBeVisible();
  await bouton(hugo, "Demander la publication").click();
  await expect(hugo.getByText("Une deuxième personne doit relire").first()).toBeVisible();
  await expect(bouton(hugo, "Approuver")).toHaveCount(0);
  const adresse = new URL(hugo.url()).pathname;

  const lena = await ouvrir(LENA);
  await lena.goto(adresse);
  await attendreAccessible(lena, "relecture");
  await photo(lena, "console/relecture");
  await bouton(lena, "Approuver").press("Enter");
  await expect(lena.getByText("Les lecteurs voient ce texte.")).toBeVisible();

  await lecteur.goto(recherche);
  await expect(lecteur.locator(".guide-resultats a").first()).toHaveText(/L.audience est renvoyée/);
  await expect(conversation.journal).toContainText(/Le guide y répond maintenant/, { timeout: 20_000 });
  await expect(conversation.journal.getByRole("link", { name: /L.audience est renvoyée|Lire/ }).last()).toHaveAttribute("href", new RegExp(adresse.split("/").pop() ?? ""));

  await lena.getByLabel("Texte", { exact: true }).fill("Texte d'essai, corrigé.");
  await bouton(lena, "Enregistrer la révision").click();
  await lien(lena, "Historique").click();
  await expect(lena.locator("ins").filter({ hasText: "Texte d'essai, corrigé." })).toBeVisible();
  await attendreAccessible(lena, "historique");
  await photo(lena, "console/historique");
  await bouton(lena, /Reprendre le texte de la révision 1/).click();
  await expect(lena.getByLabel("Texte", { exact: true })).toHaveValue(/gardez la convocation/);
});

test("two editors on one article: the second sees both texts and loses nothing", async ({ ouvrir }) => {
  const [hugo, lena] = [await ouvrir(HUGO, { tolere: /409/ }), await ouvrir(LENA)];
  for (const p of [hugo, lena]) await p.goto("/console/guide/articles/vie-quotidienne");
  await lena.getByLabel("Texte", { exact: true }).fill("Le texte de Léna.");
  await bouton(lena, "Enregistrer la révision").click();
  await expect(lena.getByText("est enregistrée")).toBeVisible();
  await hugo.getByLabel("Texte", { exact: true }).fill("Le texte de Hugo.");
  await bouton(hugo, "Enregistrer la révision").click();
  await expect(hugo.getByText("Un collègue a écrit entre-temps")).toBeVisible();
  await expect(hugo.locator("del").filter({ hasText: "Le texte de Léna." })).toBeVisible();
  await expect(hugo.getByLabel("Texte", { exact: true })).toHaveValue("Le texte de Hugo.");
  await attendreAccessible(hugo, "conflit");
});

test("without JavaScript an editor previews, writes and asks for the publication", async ({ ouvrir }) => {
  const page = await ouvrir(HUGO, { javaScriptEnabled: false, viewport: TELEPHONE });
  await page.goto("/console/guide/articles/bavardage");
  await page.getByLabel("Texte", { exact: true }).fill("Bonjour **à tous**.");
  await bouton(page, "Aperçu").click();
  await expect(page.locator(".redaction-apercu strong")).toHaveText("à tous");
  await bouton(page, "Enregistrer la révision").click();
  await expect(page.getByText("est enregistrée")).toBeVisible();
  await bouton(page, "Demander la publication").click();
  await expect(page.getByText("Une deuxième personne doit relire").first()).toBeVisible();
  await bouton(page, "Annuler la demande").click();
  await expect(page.getByText("La demande de publication est annulée.")).toBeVisible();
});
