/**
 * A form around a table with boxes: one box for all rows, and a count of those chosen.
 * Hooks: data-selection on the form, data-selection-tout on the box, data-selection-compte on the
 * sentence, whose data-un and data-plusieurs give the words.
 */
export class SelectionController {
  readonly #tout: HTMLInputElement | null;
  readonly #compte: HTMLElement | null;

  constructor(private readonly form: HTMLFormElement) {
    this.#tout = form.querySelector<HTMLInputElement>("[data-selection-tout]");
    this.#compte = form.querySelector<HTMLElement>("[data-selection-compte]");
    this.#tout?.addEventListener("change", () => {
      for (const c of this.#cases()) c.checked = this.#tout?.checked ?? false;
      this.#compter();
    });
    form.addEventListener("change", () => this.#compter());
    this.#compter();
  }

  #cases(): HTMLInputElement[] {
    return Array.from(this.form.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]"));
  }

  #compter(): void {
    const cases = this.#cases();
    const n = cases.filter((c) => c.checked).length;
    if (this.#tout) {
      this.#tout.checked = n > 0 && n === cases.length;
      this.#tout.indeterminate = n > 0 && n < cases.length;
    }
    if (!this.#compte) return;
    const mots = n < 2 ? this.#compte.dataset["un"] : this.#compte.dataset["plusieurs"];
    this.#compte.textContent = n === 0 ? "" : `${n}\u00a0${mots ?? ""}`;
  }
}
