import { readFile } from "node:fs/promises";
import { expect, test, CLAIRE, HELOISE, IOANA, LARGE, MOT_DE_PASSE, secondOnglet, TELEPHONE } from "./essai";
import { bouton, chercher, joindre, lien, MISSION, nouveauBrouillon, numeroDe, remplirLigne, remplirMontants } from "./gestes";
import { attendreAccessible, papier, photo } from "./outils";

for (const [ecran, viewport] of [["large", LARGE], ["telephone", TELEPHONE]] as const) {
  test(`a mémoire from the login to the certificate by the forms, ${ecran}`, async ({ ouvrir }) => {
    const page = await ouvrir("", { viewport });
    const vue = async (nom: string) => {
      await attendreAccessible(page, nom);
      await photo(page, `portail/${ecran}/${nom}`);
    };
    await page.goto("/memoires/nouveau");
    await expect(page).toHaveURL(/\/connexion\?/);
    await vue("01-connexion");
    await page.getByLabel("Adresse électronique").fill(IOANA);
    await page.getByLabel("Mot de passe").fill(MOT_DE_PASSE);
    await bouton(page, "Se connecter").click();
    await expect(page.getByRole("heading", { name: "Nouveau mémoire" })).toBeVisible();
    await vue("02-nouveau");
    await bouton(page, "Saisir le mémoire").click();
    const numero = await numeroDe(page);
    expect(numero).toMatch(/^TMP2026\d{9}$/);

    await chercher(page, "Juridiction", "bobi", "93 - Tribunal judiciaire de Bobigny");
    await page.getByLabel("Texte de référence").selectOption("R92");
    await page.getByLabel("TVA sur les encaissements").check();
    await vue("03-en-tete");
    await bouton(page, "Enregistrer et ajouter une ligne").click();

    await remplirLigne(page, { quantite: "1", tarif: "150,00", taux: "550" });
    await chercher(page, "Type de prestation", "traduction orale", "Traduction orale (interprétariat) - enquête");
    await vue("04-ligne");
    await bouton(page, "Valider et ajouter une nouvelle ligne").click();
    await expect(page.getByRole("heading", { name: "Ligne de prestation 2" })).toBeVisible();
    await remplirMontants(page, { quantite: "beaucoup", tarif: "cent", taux: "2000" });
    await bouton(page, "Valider et fermer").click();
    await expect(page.getByRole("alert").filter({ hasText: "à corriger" })).toBeFocused();
    await vue("05-ligne-refusee");
    await remplirLigne(page, { quantite: "2", tarif: "30", taux: "2000" });
    await chercher(page, "Type de prestation", "traduction orale", "Traduction orale (interprétariat) - enquête");
    await bouton(page, "Valider et fermer").click();
    await expect(page.getByRole("row", { name: /158,25/ })).toBeVisible();
    await expect(page.locator(".totaux-total")).toContainText(/230,25\s€/);
    await vue("06-deux-lignes");

    await lien(page, "Valider et envoyer").click();
    await expect(page.getByRole("heading", { name: "Encore un effort avant l'envoi" })).toBeVisible();
    await vue("07-controle");
    await page.goto(`/memoires/${numero}/pieces`);
    await joindre(page, papier("005-requisition.pdf"), "REQ", "Réquisition du 1er octobre 2026");
    await joindre(page, papier("005-attestation.pdf"), "ASF", "Attestation, première ligne", 1);
    await joindre(page, papier("003-attestation.pdf"), "ASF", "Attestation, seconde ligne", 2);
    await vue("08-pieces");
    await lien(page, "Valider et envoyer").click();
    await expect(page.getByRole("heading", { name: "Tout est prêt" })).toBeVisible();
    await vue("09-confirmation");
    await page.getByLabel("J'atteste sur l'honneur").check();
    await bouton(page, "Confirmer et envoyer").click();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^MJ\d{10}$/);
    await expect(page.getByText("93 - Tribunal judiciaire de Bobigny")).toBeVisible();
    await vue("10-resultat");
    const envoye = await numeroDe(page);
    const [certificat] = await Promise.all([page.waitForEvent("download"), lien(page, "Télécharger le certificat").click()]);
    expect((await readFile(await certificat.path())).subarray(0, 5).toString()).toBe("%PDF-");
    await lien(page, "Mes mémoires").first().click();
    await expect(page.getByRole("link", { name: envoye })).toBeVisible();
    await expect(page.getByRole("link", { name: numero })).toHaveCount(0);
    await vue("11-liste");
    await page.goto(`/memoires/${numero}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(envoye);
  });
}

test("a refused line keeps all that was typed and leads to each error", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const numero = await nouveauBrouillon(page);
  await page.goto(`/memoires/${numero}/lignes/nouvelle`);
  await remplirLigne(page, { quantite: "trop", tarif: "cent", taux: "550" });
  await chercher(page, "Type de prestation", "orale", "Traduction orale (interprétariat) - enquête");
  await page.getByLabel("Remarque pour le service").fill("Audition de 9 h à 10 h,\nà la brigade.");
  await bouton(page, "Valider et fermer").click();
  const resume = page.getByRole("alert").filter({ hasText: "à corriger" });
  await expect(resume).toBeFocused();
  await expect(resume.getByRole("link")).toHaveCount(2);
  for (const [champ, valeur] of [["N° d'affaire", MISSION.numero_affaire], ["Date de la prestation", MISSION.date_prestation], ["Quantité", "trop"], ["Tarif de la prestation HT", "cent"], ["Taux de TVA", "550"], ["Autorité requérante", "opj"]] as const) {
    await expect(page.getByLabel(champ), champ).toHaveValue(valeur);
  }
  await expect(page.getByLabel("Type de prestation")).toHaveValue("Traduction orale (interprétariat) - enquête");
  await expect(page.getByLabel("Remarque pour le service")).toHaveValue("Audition de 9 h à 10 h,\nà la brigade.");
  const tarif = page.getByLabel("Tarif de la prestation HT");
  await expect(tarif).toHaveAccessibleDescription(/Vous avez écrit «\scent\s»/);
  await expect(tarif).toHaveAttribute("aria-invalid", "true");
  await resume.getByRole("link", { name: /cent/ }).press("Enter");
  await expect(tarif).toBeFocused();
  await remplirMontants(page, { quantite: "1", tarif: "150", taux: "550" });
  await bouton(page, "Valider et fermer").click();
  await expect(page.getByRole("row", { name: /158,25/ })).toBeVisible();
});

test("the control shows all the problems at once and leads to each", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const numero = await nouveauBrouillon(page);
  await page.goto(`/memoires/${numero}/envoi`);
  const problemes = page.getByRole("region", { name: "À compléter" }).getByRole("listitem");
  await expect(problemes).toHaveCount(4);
  await expect(problemes.filter({ hasText: "Juridiction" })).toHaveCount(1);
  await expect(problemes.filter({ hasText: "Texte de référence" })).toHaveCount(1);
  await expect(bouton(page, "Confirmer et envoyer")).toHaveCount(0);
  await page.getByRole("link", { name: "Y aller : Texte de référence" }).click();
  await expect(page).toHaveURL(new RegExp(`/memoires/${numero}#champ-texte_reference$`));
  await expect(page.getByLabel("Texte de référence")).toBeInViewport();
});

test("two tabs on one draft: the second shows both values and keeps the rest", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const numero = await nouveauBrouillon(page);
  const autre = await secondOnglet(page);
  await autre.goto(`/memoires/${numero}`);
  await page.getByLabel("Numéro de facture").fill("F-PREMIER");
  await bouton(page, "Enregistrer").first().click();
  await expect(page.getByText("En-tête enregistré")).toBeVisible();
  await autre.getByLabel("Numéro de facture").fill("F-SECOND");
  await autre.getByLabel("Numéro d'engagement").fill("1234567890");
  await bouton(autre, "Enregistrer").first().click();
  await expect(autre.getByRole("heading", { level: 1 })).toHaveText("Ce mémoire a changé entre-temps");
  const groupe = autre.getByRole("group", { name: "Numéro de facture" });
  await expect(groupe.getByRole("radio", { name: /F-PREMIER.*Ioana PETROVA/ })).toBeVisible();
  await expect(groupe.getByRole("radio", { name: /F-SECOND.*votre saisie/ })).toBeChecked();
  await attendreAccessible(autre, "conflit");
  await photo(autre, "portail/conflit");
  await groupe.getByRole("radio", { name: /F-PREMIER/ }).check();
  await bouton(autre, "Garder ces valeurs").click();
  await expect(autre.getByLabel("Numéro de facture")).toHaveValue("F-PREMIER");
  await expect(autre.getByLabel("Numéro d'engagement")).toHaveValue("1234567890");
});

test("a colleague with consultation reads and cannot write; a stranger finds nothing", async ({ ouvrir }) => {
  const medecin = await ouvrir(HELOISE);
  const numero = await nouveauBrouillon(medecin);
  const claire = await ouvrir(CLAIRE);
  await claire.goto(`/memoires/${numero}`);
  await expect(claire.getByRole("heading", { level: 1 })).toContainText(numero);
  await expect(claire.getByText("Votre profil permet de consulter ce brouillon")).toBeVisible();
  await expect(bouton(claire, "Enregistrer")).toHaveCount(0);
  await expect(lien(claire, "Valider et envoyer")).toHaveCount(0);
  await attendreAccessible(claire, "consultation");
  await photo(claire, "portail/consultation");
  const refuse = await claire.request.post(`/memoires/${numero}/entete`, { form: { version: "1", numero_facture: "F-CLAIRE" } });
  expect(refuse.status()).toBe(403);
  await claire.goto(`/memoires/${numero}`);
  await expect(claire.getByText("F-CLAIRE")).toHaveCount(0);

  const ioana = await ouvrir(IOANA);
  const etranger = await ioana.goto(`/memoires/${numero}`);
  const textes: string[] = [await ioana.locator("main").innerText()];
  const absent = await ioana.goto("/memoires/TMP2026999999999");
  textes.push(await ioana.locator("main").innerText());
  expect([etranger?.status(), absent?.status()]).toEqual([404, 404]);
  expect(textes[0]).toBe(textes[1]);
  await attendreAccessible(ioana, "introuvable");
});

test("the form of a line can be filled by the keyboard alone", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const numero = await nouveauBrouillon(page);
  await page.goto(`/memoires/${numero}/lignes/nouvelle`);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /Aller au contenu/ })).toBeFocused();
  await page.keyboard.press("Enter");
  const aller = async (champ: string) => {
    const cible = page.locator("main").getByLabel(champ);
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      if (await cible.evaluate((e) => e === document.activeElement)) return;
    }
    await expect(cible, `the Tab key reaches « ${champ} »`).toBeFocused();
  };
  await aller("N° d'affaire");
  // past the way back and the four screens, then from field to field
  await page.keyboard.type(MISSION.numero_affaire);
  await aller("Date de la réquisition");
  await page.keyboard.type("01102026");
  await aller("Autorité requérante");
  await page.keyboard.type("Officier");
  await aller("Type de prestation");
  await page.keyboard.type("orale");
  await expect(page.getByRole("listbox", { name: "Suggestions" }).getByRole("option").first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await aller("Date de la prestation");
  await page.keyboard.type("31102026");
  await aller("Quantité");
  await page.keyboard.type("1");
  await aller("Tarif de la prestation HT");
  await page.keyboard.type("150");
  await aller("Taux de TVA");
  await page.keyboard.type("5,5");
  await photo(page, "portail/clavier");
  await page.keyboard.press("Enter");
  await aller("Remarque pour le service");
  for (let i = 0; i < 4 && !(await bouton(page, "Valider et fermer").evaluate((e) => e === document.activeElement)); i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /158,25/ })).toBeVisible();
});

test("the whole story without JavaScript", async ({ ouvrir }) => {
  const page = await ouvrir("", { javaScriptEnabled: false });
  await page.goto("/connexion");
  await page.getByRole("button", { name: /Ioana PETROVA/ }).click();
  await lien(page, "Saisir par le formulaire").click();
  await bouton(page, "Saisir le mémoire").click();
  await page.getByLabel("Juridiction").fill("Bobigny");
  await page.getByLabel("Texte de référence").selectOption("R92");
  await page.getByLabel("TVA sur les encaissements").check();
  await bouton(page, "Enregistrer et ajouter une ligne").click();
  await expect(page.getByRole("alert").filter({ hasText: "Pensiez-vous à" })).toContainText("93 - Tribunal judiciaire de Bobigny");
  await expect(page.getByLabel("TVA sur les encaissements")).toBeChecked();
  await page.getByLabel("Juridiction").fill("93 - Tribunal judiciaire de Bobigny");
  await bouton(page, "Enregistrer et ajouter une ligne").click();
  await expect(page.getByRole("heading", { name: "Ligne de prestation 1" })).toBeVisible();
  await remplirLigne(page, { quantite: "1", tarif: "150,00", taux: "550" });
  await page.getByLabel("Type de prestation").fill("Traduction orale (interprétariat) - enquête");
  await bouton(page, "Lier pièce jointe").click();
  await joindre(page, papier("005-requisition.pdf"), "REQ", "Réquisition");
  await joindre(page, papier("005-attestation.pdf"), "ASF", "Attestation", 1);
  await lien(page, "Valider et envoyer").click();
  await expect(page.getByRole("heading", { name: "Tout est prêt" })).toBeVisible();
  await bouton(page, "Confirmer et envoyer").click();
  await expect(page.getByText("Cochez l'attestation sur l'honneur")).toBeVisible();
  await page.getByLabel("J'atteste sur l'honneur").check();
  await bouton(page, "Confirmer et envoyer").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^MJ\d{10}$/);
  const [certificat] = await Promise.all([page.waitForEvent("download"), lien(page, "Télécharger le certificat").click()]);
  expect((await readFile(await certificat.path())).subarray(0, 5).toString()).toBe("%PDF-");
  await photo(page, "portail/sans-javascript");
});
