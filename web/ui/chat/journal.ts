import { lierDans } from "../socle/lier";
import { LONGUEUR_MESSAGE, type Envoi, type EvenementMessage } from "./evenements";

const PRES_DU_BAS = 100; // px: beyond, the person is reading and is not moved
const BULLES_MAX = 300;
const DEBUT = 280; // of a pasted text, as the server shows it

/** The log of the messages: puts bubbles in, each once, and never moves somebody who reads above. */
export class Journal {
  readonly #modele: HTMLTemplateElement | null;
  readonly #revenir: HTMLElement | null;

  constructor(
    private readonly log: HTMLElement,
    racine: HTMLElement,
  ) {
    this.#modele = racine.querySelector("template[data-bulle-modele]");
    this.#revenir = racine.querySelector("[data-revenir]");
    this.#revenir?.addEventListener("click", () => {
      this.aller();
      this.log.focus();
    });
    this.log.addEventListener("scroll", () => this.#montrerRevenir(false), { passive: true });
    this.aller();
  }

  /** Shows a message at once, before the server has it. */
  attendre(e: Envoi): void {
    if (this.#bulle(e.cid) || !this.#modele) return;
    const morceau = this.#modele.content.cloneNode(true) as DocumentFragment;
    const bulle = morceau.querySelector<HTMLElement>("[data-bulle]");
    if (!bulle) return;
    const texte = morceau.querySelector("[data-bulle-texte]") ?? placeDuTexte(bulle);
    bulle.dataset["client"] = e.cid;
    bulle.removeAttribute("id");
    texte.replaceChildren(
      ...debut(e.texte).split(/\n+/).map((ligne) => {
        const p = document.createElement("p");
        p.textContent = ligne;
        return p;
      }),
    );
    this.#poser(morceau, true);
  }

  /** Says under a pending bubble why it did not go; renvoyer sends it again. */
  echouer(cid: string, message: string, renvoyer: (() => void) | null): void {
    const bulle = this.#bulle(cid);
    if (!bulle) return;
    bulle.classList.replace("bulle-attente", "bulle-echec");
    const sort = bulle.querySelector(".bulle-sort");
    if (!sort) return;
    sort.replaceChildren(message === "" ? "Non envoyé" : `Non envoyé : ${message} `);
    if (!renvoyer) return;
    const bouton = document.createElement("button");
    bouton.type = "button";
    bouton.className = "bouton bouton-lien";
    bouton.textContent = "Renvoyer";
    bouton.addEventListener("click", () => {
      bulle.remove();
      renvoyer();
    });
    sort.append(bouton);
  }

  /** Tells the progress of a document under its bubble. */
  avancer(cid: string, texte: string): void {
    this.#bulle(cid)?.querySelector(".bulle-sort")?.replaceChildren(texte);
  }

  retirer(cid: string): void {
    this.#bulle(cid)?.remove();
  }

  /** Puts a message of the server in; its pending copy goes. */
  inserer(e: EvenementMessage): void {
    const attente = this.#bulle(e.cid);
    if (e.html === "") return;
    const t = document.createElement("template");
    t.innerHTML = e.html;
    const mien = attente !== null;
    const focus = attente?.contains(document.activeElement) ?? false;
    attente?.remove();
    if (e.auteur === "usager") this.#figer();
    this.#poser(t.content, mien);
    if (focus) this.log.focus();
  }

  /** Scrolls to the last message. */
  aller(): void {
    this.log.scrollTop = this.log.scrollHeight;
    this.#montrerRevenir(false);
  }

  #bulle(cid: string): HTMLElement | null {
    return this.log.querySelector(`[data-client="${CSS.escape(cid)}"]`);
  }

  #enBas(): boolean {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight <= PRES_DU_BAS;
  }

  #poser(morceau: DocumentFragment, mien: boolean): void {
    const suivre = mien || this.#enBas();
    this.log.append(morceau);
    lierDans(this.log);
    if (suivre) {
      this.#alleger();
      this.aller();
    } else this.#montrerRevenir(true);
  }

  /** Choices that the conversation has overtaken can no longer be taken. */
  #figer(): void {
    for (const choix of this.log.querySelectorAll("form[data-choix]:not(.choix-fige)")) {
      choix.classList.add("choix-fige");
      for (const b of choix.querySelectorAll("button")) b.disabled = true;
    }
  }

  #alleger(): void {
    const bulles = this.log.querySelectorAll("[data-bulle]");
    for (let i = 0; i < bulles.length - BULLES_MAX; i++) bulles[i]?.remove();
  }

  #montrerRevenir(nouveau: boolean): void {
    if (!this.#revenir) return;
    if (this.#enBas()) this.#revenir.hidden = true;
    else if (nouveau) this.#revenir.hidden = false;
  }
}

function debut(texte: string): string {
  return texte.length > LONGUEUR_MESSAGE ? `${texte.slice(0, DEBUT).trimEnd()}…` : texte;
}

/** A model drawn without words has no place for them yet. */
function placeDuTexte(bulle: HTMLElement): HTMLElement {
  const texte = document.createElement("div");
  texte.className = "bulle-texte";
  texte.dataset["bulleTexte"] = "";
  const qui = bulle.querySelector(".bulle-qui");
  if (qui) qui.after(texte);
  else bulle.append(texte);
  return texte;
}
