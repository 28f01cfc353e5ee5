/** Warns before leaving a form whose fields were changed and not sent. */
export class GardeController {
  #depart: string;
  #envoi = false;

  constructor(private readonly form: HTMLFormElement) {
    this.#depart = this.#etat();
    form.addEventListener("submit", () => {
      this.#envoi = true;
    });
    window.addEventListener("beforeunload", (e) => {
      if (!this.#envoi && this.form.isConnected && this.#etat() !== this.#depart) e.preventDefault();
    });
    window.addEventListener("pageshow", () => {
      this.#envoi = false;
    });
  }

  #etat(): string {
    const paires: string[] = [];
    for (const [nom, valeur] of new FormData(this.form)) {
      paires.push(`${nom}=${valeur instanceof File ? valeur.name : valeur}`);
    }
    return paires.join("\n");
  }
}
