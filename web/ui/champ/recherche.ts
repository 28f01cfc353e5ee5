const ATTENTE = 180;

/**
 * A combobox over a text input (WAI-ARIA pattern): the server draws the suggestions, the script shows
 * them, moves in them with the arrows and keeps the key of the one chosen in the hidden control.
 */
export class RechercheController {
  readonly #champ: HTMLInputElement | null;
  readonly #cle: HTMLInputElement | null;
  readonly #liste = document.createElement("ul");
  readonly #annonce = document.createElement("p");
  #minuterie: number | undefined;
  #appel: AbortController | undefined;
  #actif = -1;

  constructor(private readonly racine: HTMLElement) {
    this.#champ = racine.querySelector<HTMLInputElement>("input:not([type=hidden])");
    this.#cle = racine.querySelector<HTMLInputElement>("[data-recherche-cle]");
    const champ = this.#champ;
    if (!champ) return;
    this.#liste.id = `${champ.id}-suggestions`;
    this.#liste.className = "recherche-liste";
    this.#liste.setAttribute("role", "listbox");
    this.#liste.setAttribute("aria-label", "Suggestions");
    this.#liste.hidden = true;
    this.#annonce.className = "hors-ecran";
    this.#annonce.setAttribute("role", "status");
    racine.append(this.#liste, this.#annonce);
    champ.removeAttribute("list");
    champ.setAttribute("role", "combobox");
    champ.setAttribute("aria-autocomplete", "list");
    champ.setAttribute("aria-expanded", "false");
    champ.setAttribute("aria-controls", this.#liste.id);
    champ.addEventListener("input", () => this.#saisir());
    champ.addEventListener("keydown", (e) => this.#touche(e));
    champ.addEventListener("blur", () => this.#fermer());
    this.#liste.addEventListener("pointerdown", (e) => {
      e.preventDefault();
      const option = e.target instanceof Element ? e.target.closest<HTMLElement>("[role=option]") : null;
      if (option) this.#choisir(option);
    });
  }

  #saisir(): void {
    if (this.#cle) this.#cle.value = "";
    window.clearTimeout(this.#minuterie);
    this.#minuterie = window.setTimeout(() => void this.#demander(), ATTENTE);
  }

  async #demander(): Promise<void> {
    const q = this.#champ?.value.trim() ?? "";
    if (q.length < 2) return this.#fermer();
    this.#appel?.abort();
    this.#appel = new AbortController();
    const url = new URL(this.racine.dataset["recherche"] ?? "", location.href);
    url.searchParams.set("q", q);
    try {
      const reponse = await fetch(url, { signal: this.#appel.signal, headers: { Accept: "text/html" } });
      if (reponse.ok) this.#montrer(await reponse.text());
    } catch {
      this.#fermer(); // offline or overtaken by the next letter: the text typed still goes with the form
    }
  }

  #montrer(html: string): void {
    this.#liste.innerHTML = html;
    this.#actif = -1;
    const options = this.#options();
    options.forEach((o, i) => (o.id = `${this.#liste.id}-${i}`));
    this.#ouvrir(true);
    const n = options.length;
    this.#annonce.textContent = n === 0 ? "Aucun résultat" : n === 1 ? "1 résultat" : `${n} résultats`;
  }

  #touche(e: KeyboardEvent): void {
    const options = this.#options();
    if (e.key === "Escape" && !this.#liste.hidden) {
      e.preventDefault();
      return this.#fermer();
    }
    if (this.#liste.hidden || options.length === 0) return;
    if (e.key === "ArrowDown") this.#aller(e, (this.#actif + 1) % options.length);
    else if (e.key === "ArrowUp") this.#aller(e, (this.#actif - 1 + options.length) % options.length);
    else if (e.key === "Enter" && this.#actif >= 0) {
      e.preventDefault();
      const option = options[this.#actif];
      if (option) this.#choisir(option);
    }
  }

  #aller(e: KeyboardEvent, i: number): void {
    e.preventDefault();
    this.#actif = i;
    this.#options().forEach((o, j) => o.setAttribute("aria-selected", String(i === j)));
    const option = this.#options()[i];
    if (!option) return;
    this.#champ?.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #choisir(option: HTMLElement): void {
    if (!this.#champ) return;
    this.#champ.value = option.dataset["texte"] ?? "";
    if (this.#cle) this.#cle.value = option.dataset["valeur"] ?? "";
    this.#fermer();
    this.#champ.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #fermer(): void {
    this.#appel?.abort();
    window.clearTimeout(this.#minuterie);
    this.#ouvrir(false);
  }

  #ouvrir(oui: boolean): void {
    this.#liste.hidden = !oui;
    this.#champ?.setAttribute("aria-expanded", String(oui));
    if (!oui) this.#champ?.removeAttribute("aria-activedescendant");
  }

  #options(): HTMLElement[] {
    return Array.from(this.#liste.querySelectorAll<HTMLElement>("[role=option]"));
  }
}
