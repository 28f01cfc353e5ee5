const ECHEC = "Votre avis n'a pas pu être enregistré. Vérifiez votre connexion et réessayez.";

/** The thumbs under an answer: the vote goes without loading the page, and the focus stays on its button. */
export class AvisController {
  readonly #suite: HTMLElement | null;

  constructor(private readonly racine: HTMLElement) {
    this.#suite = racine.querySelector("[data-avis-suite]");
    racine.querySelector<HTMLFormElement>("form[data-avis-form]")?.addEventListener("submit", (e) => {
      e.preventDefault();
      if (e.submitter instanceof HTMLButtonElement) void this.#voter(e.currentTarget as HTMLFormElement, e.submitter);
    });
  }

  async #voter(form: HTMLFormElement, bouton: HTMLButtonElement): Promise<void> {
    const champs = Array.from(new FormData(form), ([cle, v]): [string, string] => [cle, String(v)]);
    try {
      const reponse = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams([...champs, [bouton.name, bouton.value]]),
      });
      const corps = (await reponse.json()) as { html?: string; erreur?: { message?: string } };
      if (corps.html === undefined) return this.#dire(corps.erreur?.message ?? ECHEC);
      this.#montrer(corps.html);
    } catch {
      this.#dire(ECHEC);
    }
  }

  /** Takes the pressed state and what follows from what the server draws. */
  #montrer(html: string): void {
    const t = document.createElement("template");
    t.innerHTML = html;
    for (const b of this.racine.querySelectorAll<HTMLButtonElement>("button[name=utile]")) {
      const neuf = t.content.querySelector(`button[name=utile][value="${CSS.escape(b.value)}"]`);
      b.setAttribute("aria-pressed", neuf?.getAttribute("aria-pressed") ?? "false");
    }
    this.#suite?.replaceChildren(...(t.content.querySelector("[data-avis-suite]")?.childNodes ?? []));
  }

  #dire(texte: string): void {
    const p = document.createElement("p");
    p.textContent = texte;
    this.#suite?.replaceChildren(p);
  }
}
