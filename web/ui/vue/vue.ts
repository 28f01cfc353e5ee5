/** On a narrow screen the two halves of /assistant become tabs (arrows move between them). */
export class VueController {
  readonly #onglets: HTMLElement[];
  readonly #panneaux: HTMLElement[];

  constructor(private readonly vue: HTMLElement) {
    this.#onglets = Array.from(vue.querySelectorAll<HTMLElement>("[data-vue-onglet]"));
    this.#panneaux = Array.from(vue.querySelectorAll<HTMLElement>("[data-vue-panneau]"));
    const liste = vue.querySelector<HTMLElement>("[data-vue-onglets]");
    if (!liste) return;
    this.#onglets.forEach((o, i) => o.addEventListener("click", () => this.#montrer(i)));
    liste.addEventListener("keydown", (e) => this.#touche(e));
    const etroit = matchMedia("(max-width: 60rem)");
    const adapter = (): void => {
      liste.hidden = !etroit.matches;
      this.#roles(etroit.matches);
      this.#montrer(this.#actif());
    };
    etroit.addEventListener("change", adapter);
    adapter();
  }

  #actif(): number {
    return Math.max(0, this.#onglets.findIndex((o) => o.getAttribute("aria-selected") === "true"));
  }

  #roles(onglets: boolean): void {
    this.#panneaux.forEach((p, i) => {
      if (onglets) {
        p.setAttribute("role", "tabpanel");
        p.setAttribute("aria-labelledby", this.#onglets[i]?.id ?? "");
      } else {
        p.removeAttribute("role");
        p.removeAttribute("aria-labelledby");
      }
    });
    this.vue.classList.toggle("vue-en-onglets", onglets);
  }

  #montrer(actif: number): void {
    const onglets = this.vue.classList.contains("vue-en-onglets");
    this.#onglets.forEach((o, i) => {
      o.setAttribute("aria-selected", String(i === actif));
      o.tabIndex = i === actif ? 0 : -1;
    });
    this.#panneaux.forEach((p, i) => p.classList.toggle("vue-cachee", onglets && i !== actif));
  }

  #touche(e: KeyboardEvent): void {
    const pas = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    if (pas === 0) return;
    e.preventDefault();
    const i = (this.#actif() + pas + this.#onglets.length) % this.#onglets.length;
    this.#montrer(i);
    this.#onglets[i]?.focus();
  }
}
