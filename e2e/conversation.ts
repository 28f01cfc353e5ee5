import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { papier } from "./outils";

/** Reading two scanned pages while the other tests keep the machine busy. */
const LECTURE = 60_000;

/** The conversation on a page, driven as a person does: write, press, drop. */
export class Conversation {
  readonly journal: Locator;
  readonly champ: Locator;
  readonly brouillon: Locator;

  constructor(readonly page: Page) {
    this.journal = page.getByRole("log", { name: "Messages" });
    this.champ = page.getByRole("textbox", { name: "Votre message" });
    this.brouillon = page.getByRole("region", { name: "Brouillon en direct" });
  }

  /** Begins a conversation of its own, so that no test reads the words of another. */
  static async nouvelle(page: Page): Promise<Conversation> {
    const r = await page.request.post("/assistant/nouvelle", { maxRedirects: 0 });
    expect(r.status()).toBe(303);
    await page.goto("/assistant");
    const c = new Conversation(page);
    await expect(c.derniere).toContainText("Que souhaitez-vous faire ?");
    return c;
  }

  /** The last bubble, whoever wrote it. */
  get derniere(): Locator {
    return this.journal.getByRole("article").last();
  }

  /** The card of a value read on a document. */
  carte(champ: string): Locator {
    return this.journal.getByRole("group", { name: new RegExp(`^Valeur lue : ${champ.replace("'", "['’]")}$`) }).last();
  }

  /** A value of the live draft; the first line when there are several. */
  valeur(cle: string): Locator {
    return this.brouillon.locator(`[data-valeur="${cle}"], [data-valeur^="ligne."][data-valeur$=".${cle}"]`).first();
  }

  /** Writes a sentence and waits for the answer. */
  async dire(texte: string): Promise<void> {
    await this.champ.fill(texte);
    await this.champ.press("Enter");
    await this.attendreReponse(texte);
  }

  /** Presses a proposed answer, the last one of that name, and waits for what follows. */
  async choisir(nom: string | RegExp, dans: Locator = this.journal): Promise<void> {
    const avant = await this.#dernierNumero();
    await dans.getByRole("button", { name: nom }).last().click();
    await expect.poll(() => this.#dernierNumero()).toBeGreaterThan(avant + 1);
    await expect(this.derniere).toHaveClass(/bulle-assistant/);
  }

  /** The words of the question that waits, in the last bubble. */
  async question(): Promise<string> {
    const blocs = this.derniere.locator(".bloc-question");
    return (await blocs.count()) === 0 ? this.derniere.innerText() : blocs.last().innerText();
  }

  async attendreReponse(texte: string): Promise<void> {
    const dite = this.journal.locator("article.bulle-usager").filter({ hasText: texte }).last();
    await expect(dite).toHaveAttribute("data-seq", /\d+/);
    await expect(this.derniere).toHaveClass(/bulle-assistant/);
  }

  /** Drops documents on the conversation as from the desktop. */
  async deposer(...noms: string[]): Promise<void> {
    const fichiers = noms.map((n) => ({ nom: basename(n), octets: readFileSync(papier(n)).toString("base64") }));
    const transfert = await this.page.evaluateHandle((liste) => {
      const d = new DataTransfer();
      for (const f of liste) {
        const octets = Uint8Array.from(atob(f.octets), (c) => c.charCodeAt(0));
        d.items.add(new File([octets], f.nom, { type: f.nom.endsWith(".pdf") ? "application/pdf" : "image/jpeg" }));
      }
      return d;
    }, fichiers);
    for (const geste of ["dragenter", "dragover", "drop"]) await this.journal.dispatchEvent(geste, { dataTransfer: transfert });
    await transfert.dispose();
  }

  /** Waits until all that was read is proposed. */
  async attendreLecture(...champs: string[]): Promise<void> {
    for (const champ of champs) await expect(this.carte(champ)).toBeVisible({ timeout: LECTURE });
    await expect(this.journal.getByRole("button", { name: "Tout est juste" }).last()).toBeVisible({ timeout: LECTURE });
  }

  /** Keeps a picture of the window, once the crops of the documents are drawn. */
  async ecran(chemin: string): Promise<void> {
    await this.page.mouse.move(0, 0);
    await expect.poll(() => this.page.evaluate(visiblesDessinees)).toBe(true);
    await this.page.screenshot({ path: chemin });
  }

  async #dernierNumero(): Promise<number> {
    return Number(await this.journal.locator("article[data-seq]").last().getAttribute("data-seq"));
  }
}

/** Runs in the page: whether the images on the screen are all there. */
function visiblesDessinees(): boolean {
  return Array.from(document.images)
    .filter((i) => i.getBoundingClientRect().bottom > 0 && i.getBoundingClientRect().top < innerHeight)
    .every((i) => i.complete && i.naturalWidth > 0);
}
