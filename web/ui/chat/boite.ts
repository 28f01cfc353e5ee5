import type { Envoi } from "./evenements";

const PREFIXE = "claudia:boite:";

/**
 * What was written and is not acknowledged yet. It lives in localStorage, shared by the tabs: a closed
 * tab or a killed server loses nothing, and the cid makes a second sending harmless.
 */
export class Boite {
  readonly #cle: string;
  #memoire: Envoi[] = []; // where storage is refused

  constructor(conversation: string) {
    this.#cle = PREFIXE + conversation;
  }

  tous(): Envoi[] {
    try {
      const brut = localStorage.getItem(this.#cle);
      if (brut === null) return this.#memoire;
      const liste: unknown = JSON.parse(brut);
      return Array.isArray(liste) ? (liste as Envoi[]).filter((e) => typeof e?.cid === "string") : [];
    } catch {
      return this.#memoire;
    }
  }

  premier(): Envoi | undefined {
    return this.tous()[0];
  }

  ajouter(e: Envoi): void {
    this.#garder([...this.tous(), e]);
  }

  retirer(cid: string): void {
    const liste = this.tous();
    const reste = liste.filter((e) => e.cid !== cid);
    if (reste.length !== liste.length) this.#garder(reste);
  }

  #garder(liste: Envoi[]): void {
    this.#memoire = liste;
    try {
      if (liste.length === 0) localStorage.removeItem(this.#cle);
      else localStorage.setItem(this.#cle, JSON.stringify(liste));
    } catch {
      // full or refused: this tab still remembers
    }
  }
}

/** A random id; crypto.randomUUID is missing on plain http. */
export function nouveauCid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const o = crypto.getRandomValues(new Uint8Array(16));
  o[6] = ((o[6] ?? 0) & 0x0f) | 0x40;
  o[8] = ((o[8] ?? 0) & 0x3f) | 0x80;
  const h = Array.from(o, (x) => x.toString(16).padStart(2, "0")).join("");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}
