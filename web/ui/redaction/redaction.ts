const REPOS = 600;

/** Draws beside the form what readers would see, as the editor types. Without script, a button does it. */
export class RedactionController {
  readonly #form: HTMLFormElement | null;
  readonly #sortie: HTMLElement | null;
  readonly #bouton: HTMLButtonElement | null;
  #minuterie: number | undefined;
  #appel: AbortController | undefined;

  constructor(racine: HTMLElement) {
    this.#form = racine.querySelector("form");
    this.#sortie = racine.querySelector<HTMLElement>("[data-redaction-sortie]");
    this.#bouton = racine.querySelector<HTMLButtonElement>("[data-redaction-apercu]");
    if (!this.#form || !this.#sortie || !this.#bouton) return;
    this.#bouton.hidden = true;
    this.#form.addEventListener("input", () => {
      window.clearTimeout(this.#minuterie);
      this.#minuterie = window.setTimeout(() => void this.#dessiner(), REPOS);
    });
  }

  async #dessiner(): Promise<void> {
    if (!this.#form || !this.#sortie || !this.#bouton) return;
    this.#appel?.abort();
    this.#appel = new AbortController();
    const corps = new URLSearchParams();
    for (const [nom, valeur] of new FormData(this.#form)) {
      if (typeof valeur === "string") corps.append(nom, valeur);
    }
    corps.set("fragment", "1");
    try {
      const reponse = await fetch(this.#bouton.formAction, { method: "POST", body: corps, signal: this.#appel.signal, headers: { Accept: "text/html" } });
      if (reponse.ok) this.#sortie.innerHTML = await reponse.text();
    } catch {
      // The connection is away or a newer text is on its way: the former drawing stays.
    }
  }
}
