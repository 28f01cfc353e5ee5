const MEGA = 1_000_000;

/** Turns a file input into a drop zone that lists what was chosen and says at once what is too big. */
export class DepotController {
  readonly #champ: HTMLInputElement | null;
  readonly #liste: HTMLElement | null;

  constructor(private readonly zone: HTMLElement) {
    this.#champ = zone.querySelector<HTMLInputElement>("input[type=file]");
    this.#liste = zone.querySelector<HTMLElement>("[data-depot-liste]");
    if (!this.#champ || this.#champ.disabled) return;
    zone.classList.add("depot-pret");
    this.#champ.addEventListener("change", () => this.#montrer());
    for (const nom of ["dragenter", "dragover"]) zone.addEventListener(nom, () => this.#survol(true));
    for (const nom of ["dragleave", "drop", "dragend"]) zone.addEventListener(nom, () => this.#survol(false));
  }

  #survol(oui: boolean): void {
    this.zone.classList.toggle("depot-survol", oui);
  }

  #montrer(): void {
    if (!this.#liste || !this.#champ) return;
    const limite = Number(this.zone.dataset["max"] ?? 0);
    const lignes = Array.from(this.#champ.files ?? [], (f) => this.#ligne(f, limite));
    this.#liste.replaceChildren(...lignes);
    this.#liste.hidden = lignes.length === 0;
  }

  #ligne(fichier: File, limite: number): HTMLLIElement {
    const li = document.createElement("li");
    const nom = document.createElement("span");
    const taille = document.createElement("span");
    nom.textContent = fichier.name;
    taille.textContent = `${(fichier.size / MEGA).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} Mo`;
    if (limite > 0 && fichier.size > limite) {
      taille.textContent += " : trop volumineux";
      taille.className = "trop";
    }
    li.append(nom, taille);
    return li;
  }
}
