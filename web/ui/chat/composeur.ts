const LIGNES_MAX = 8;

/** The form at the foot: Enter sends, Shift+Enter breaks the line, what is typed survives the page. */
export class Composeur {
  readonly #texte: HTMLTextAreaElement | null;
  readonly #pieces: HTMLInputElement | null;
  readonly #cle: string;

  constructor(
    private readonly form: HTMLFormElement,
    conversation: string,
    private readonly dire: (texte: string) => void,
    private readonly deposer: (fichiers: File[], texte: string) => void,
  ) {
    this.#cle = `claudia:saisie:${conversation}`;
    this.#texte = form.querySelector("[data-composeur-texte]");
    this.#pieces = form.querySelector("[data-composeur-pieces]");
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      this.#envoyer();
    });
    this.#texte?.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
      e.preventDefault();
      this.#envoyer();
    });
    this.#texte?.addEventListener("input", () => this.#suivre());
    this.#pieces?.addEventListener("change", () => this.#fichiers(this.#pieces?.files ?? null));
    if (this.#texte && this.#texte.value === "") this.#texte.value = this.#lire();
    this.#suivre();
  }

  get action(): string {
    return this.form.action;
  }

  /** Takes documents that were dropped on the conversation, or pasted. */
  accueillir(fichiers: FileList | null): void {
    this.#fichiers(fichiers);
  }

  viser(): void {
    this.#texte?.focus();
  }

  #fichiers(fichiers: FileList | null): void {
    const liste = Array.from(fichiers ?? []);
    if (liste.length === 0) return;
    this.deposer(liste, this.#prendre());
    if (this.#pieces) this.#pieces.value = "";
  }

  #envoyer(): void {
    const texte = this.#prendre();
    if (texte !== "") this.dire(texte);
    this.viser();
  }

  #prendre(): string {
    const texte = this.#texte?.value.trim() ?? "";
    if (this.#texte) this.#texte.value = "";
    this.#suivre();
    return texte;
  }

  #suivre(): void {
    if (!this.#texte) return;
    this.#texte.rows = Math.min(LIGNES_MAX, Math.max(1, this.#texte.value.split("\n").length));
    try {
      if (this.#texte.value === "") sessionStorage.removeItem(this.#cle);
      else sessionStorage.setItem(this.#cle, this.#texte.value);
    } catch {
      // refused: the text stays in the page
    }
  }

  #lire(): string {
    try {
      return sessionStorage.getItem(this.#cle) ?? "";
    } catch {
      return "";
    }
  }
}
