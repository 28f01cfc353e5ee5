import { lierDans } from "../socle/lier";

/** Sent on the panel once the server's fragment is in place; the conversation module listens to it. */
export const EVENEMENT_OUVERT = "claudia:conversation";

/** The button at the bottom right: opens a panel whose content is fetched at the first opening. */
export class WidgetController {
  readonly #bouton: HTMLAnchorElement | null;
  readonly #panneau: HTMLElement | null;
  readonly #corps: HTMLElement | null;
  readonly #echec: HTMLElement | null;
  #charge = false;

  constructor(private readonly racine: HTMLElement) {
    this.#bouton = racine.querySelector("[data-widget-bouton]");
    this.#panneau = racine.querySelector("[data-widget-panneau]");
    this.#corps = racine.querySelector("[data-widget-corps]");
    this.#echec = racine.querySelector("[data-widget-echec]");
    if (!racine.dataset["panneau"] || !this.#bouton || !this.#panneau) return;
    this.#bouton.setAttribute("role", "button");
    this.#bouton.setAttribute("aria-expanded", "false");
    this.#bouton.setAttribute("aria-controls", this.#panneau.id);
    this.#bouton.addEventListener("click", (e) => {
      if (e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      this.ouvrir();
    });
    this.#bouton.addEventListener("keydown", (e) => {
      if (e.key !== " ") return;
      e.preventDefault();
      this.ouvrir();
    });
    racine.querySelector("[data-widget-fermer]")?.addEventListener("click", () => this.fermer());
    racine.querySelector("[data-widget-reessayer]")?.addEventListener("click", () => void this.#charger());
    this.#panneau.addEventListener("keydown", (e) => {
      if (e.key === "Escape") this.fermer();
    });
  }

  ouvrir(): void {
    this.#basculer(true);
    if (this.#charge) this.#viser();
    else void this.#charger();
  }

  fermer(): void {
    this.#basculer(false);
    this.#bouton?.focus();
  }

  #basculer(ouvert: boolean): void {
    if (this.#panneau) this.#panneau.hidden = !ouvert;
    this.#bouton?.setAttribute("aria-expanded", String(ouvert));
    this.racine.classList.toggle("widget-ouvert", ouvert);
  }

  async #charger(): Promise<void> {
    if (!this.#corps || !this.#echec) return;
    this.#corps.hidden = false;
    this.#echec.hidden = true;
    this.racine.querySelector<HTMLElement>("[data-widget-fermer]")?.focus();
    const url = new URL(this.racine.dataset["panneau"] ?? "", location.href);
    if (this.racine.dataset["contexte"]) url.searchParams.set("contexte", this.racine.dataset["contexte"]);
    try {
      const reponse = await fetch(url, { headers: { Accept: "text/html" } });
      if (!reponse.ok) throw new Error(`panneau: ${reponse.status}`);
      this.#corps.innerHTML = await reponse.text();
      this.#corps.removeAttribute("aria-busy");
      this.#charge = true;
      lierDans(this.#corps);
      this.#corps.dispatchEvent(new CustomEvent(EVENEMENT_OUVERT, { bubbles: true }));
      this.#viser();
    } catch {
      this.#corps.hidden = true;
      this.#echec.hidden = false;
    }
  }

  #viser(): void {
    this.#corps?.querySelector<HTMLElement>("textarea")?.focus();
  }
}
