const REPRISE = 2_000;
const PATIENCE = 20_000; // a network that neither answers nor fails is cut

/**
 * The form that sends a mémoire, when the network may fail in the middle. The answer may be lost after
 * the sending took place: the page then asks what became of it, as soon as it can, and says it. It never
 * sends again by itself; pressing again sends once, whatever happened, because the key is the same.
 */
export class SortEnvoiController {
  readonly #sort: HTMLElement | null;
  #essai = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.#sort = form.querySelector("[data-envoi-sort]");
    form.addEventListener("submit", (e) => {
      if (!navigator.onLine || this.#sort === null) return this.#retenir(e);
      e.preventDefault();
      if (form.getAttribute("aria-busy") === "true") return;
      void this.#envoyer();
    });
    window.addEventListener("online", () => {
      if (this.#essai !== 0) void this.#demander();
    });
  }

  /** Without a network, nothing leaves: the browser would leave the page for an error of its own. */
  #retenir(e: Event): void {
    if (this.#sort === null) return;
    e.preventDefault();
    this.#dire("Vous êtes hors ligne : rien n'est parti. Envoyez au retour du réseau.");
  }

  async #envoyer(): Promise<void> {
    this.form.setAttribute("aria-busy", "true");
    try {
      const reponse = await fetch(this.form.action, { method: "POST", body: corps(this.form), signal: AbortSignal.timeout(PATIENCE) });
      if (reponse.redirected) return location.assign(reponse.url);
      this.form.submit(); // refused: the same refusal, as a page; the key makes the second post harmless
    } catch {
      this.#dire("La connexion s'est coupée pendant l'envoi. Nous vérifions s'il est parti ; ne recommencez pas.");
      this.#plusTard();
    }
  }

  #plusTard(): void {
    clearTimeout(this.#essai);
    this.#essai = setTimeout(() => void this.#demander(), REPRISE);
  }

  async #demander(): Promise<void> {
    try {
      const reponse = await fetch(`${this.form.action}/sort`);
      if (reponse.redirected) return location.reload(); // the session ended: log in, then see
      if (!reponse.ok) throw new Error(`sort: ${reponse.status}`);
      const html = await reponse.text();
      clearTimeout(this.#essai);
      this.#essai = 0;
      if (this.#sort) this.#sort.innerHTML = html;
      this.form.removeAttribute("aria-busy");
      this.form.toggleAttribute("data-envoye", this.#sort?.querySelector("[data-envoye]") !== null);
    } catch {
      this.#plusTard();
    }
  }

  #dire(texte: string): void {
    const p = document.createElement("p");
    p.textContent = texte;
    this.#sort?.replaceChildren(p);
  }
}

function corps(form: HTMLFormElement): URLSearchParams {
  return new URLSearchParams(Array.from(new FormData(form), ([cle, v]) => [cle, String(v)]));
}
