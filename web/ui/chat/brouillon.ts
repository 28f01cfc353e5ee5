import { lierDans } from "../socle/lier";

/** The panel of the live draft: drawn again by the server, but never under somebody's fingers. */
export class PanneauBrouillon {
  #attendu: string | null = null;

  constructor(private readonly panneau: HTMLElement) {
    panneau.addEventListener("focusout", () => setTimeout(() => this.#appliquer()));
    panneau.addEventListener("toggle", () => this.#appliquer(), true);
    panneau.addEventListener("submit", (e) => {
      const form = e.target;
      if (!(form instanceof HTMLFormElement) || form.dataset["editionForm"] === undefined) return;
      e.preventDefault();
      void this.#enregistrer(form);
    });
  }

  montrer(html: string): void {
    this.#attendu = html;
    this.#appliquer();
  }

  /** Whether a value is being edited in place. */
  #occupe(): boolean {
    return this.panneau.querySelector("details[data-edition][open]") !== null;
  }

  #appliquer(): void {
    if (this.#attendu === null || this.#occupe()) return;
    const focus = this.panneau.contains(document.activeElement) ? cleDe(document.activeElement) : null;
    const t = document.createElement("template");
    t.innerHTML = this.#attendu;
    this.#attendu = null;
    this.panneau.replaceChildren(t.content);
    lierDans(this.panneau);
    if (focus !== null) {
      this.panneau.querySelector<HTMLElement>(`[data-valeur="${CSS.escape(focus)}"] summary`)?.focus();
    }
  }

  async #enregistrer(form: HTMLFormElement): Promise<void> {
    const boutons = form.querySelectorAll("button");
    for (const b of boutons) b.disabled = true;
    const message = await envoyer(form);
    for (const b of boutons) b.disabled = false;
    if (message === "") {
      const edition = form.closest("details");
      edition?.removeAttribute("open");
      edition?.querySelector("summary")?.focus();
      this.#appliquer();
      return;
    }
    let p = form.querySelector<HTMLElement>("[data-edition-erreur]");
    if (!p) {
      p = document.createElement("p");
      p.className = "champ-erreur";
      p.dataset["editionErreur"] = "";
      p.setAttribute("role", "alert");
      form.prepend(p);
    }
    p.textContent = message;
  }
}

/** Posts an edition; gives the sentence of the fault, or nothing. */
async function envoyer(form: HTMLFormElement): Promise<string> {
  try {
    const reponse = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(Array.from(new FormData(form), ([cle, v]) => [cle, String(v)])),
    });
    if (reponse.ok) return "";
    const corps = (await reponse.json()) as { erreur?: { message?: string } };
    return corps.erreur?.message ?? "La valeur n'a pas pu être enregistrée. Réessayez.";
  } catch {
    return "La valeur n'a pas pu être enregistrée. Vérifiez votre connexion et réessayez.";
  }
}

function cleDe(e: Element | null): string | null {
  return e?.closest<HTMLElement>("[data-valeur]")?.dataset["valeur"] ?? null;
}
