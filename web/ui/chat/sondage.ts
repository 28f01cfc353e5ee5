import { Recul } from "./attente";
import { trame, type Ecoute, type Envoi, type EvenementAck, type EvenementErreur, type EvenementMessage, type Reperes } from "./evenements";

interface Suite {
  epoque: string;
  recharger?: boolean;
  evenements: EvenementMessage[];
}

function reessai(e: Envoi): EvenementErreur {
  return { t: "erreur", cid: e.cid, code: "reessai", message: "", apres: 3, reference: "" };
}

/** Stands in for the socket where there is none: long polls, and messages posted one by one. */
export class Sondage {
  #actif = false;
  #abandon = new AbortController();
  readonly #recul = new Recul();

  constructor(
    private readonly reperes: Reperes,
    private readonly ecoute: Ecoute,
  ) {}

  get ouverte(): boolean {
    return this.#actif;
  }

  ouvrir(): void {
    if (this.#actif) return;
    this.#actif = true;
    this.#abandon = new AbortController();
    void this.#tourner(this.#abandon.signal);
  }

  arreter(): void {
    this.#actif = false;
    this.#abandon.abort();
  }

  async envoyer(e: Envoi): Promise<EvenementAck | EvenementErreur> {
    try {
      const reponse = await fetch(this.reperes.envoi, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(trame(e)),
      });
      const corps: unknown = await reponse.json();
      if (reponse.ok) return corps as EvenementAck;
      if (reponse.status === 401) {
        this.ecoute.fin(4401);
        return { ...reessai(e), apres: 3600 }; // kept in the box until the person is back
      }
      return { ...(corps as { erreur: EvenementErreur }).erreur, t: "erreur", cid: e.cid };
    } catch {
      return reessai(e);
    }
  }

  async #tourner(signal: AbortSignal): Promise<void> {
    while (this.#actif && !signal.aborted) {
      const pause = await this.#unTour(signal);
      if (pause > 0) await new Promise((fini) => setTimeout(fini, pause));
    }
  }

  /** One poll; gives the pause before the next one. */
  async #unTour(signal: AbortSignal): Promise<number> {
    try {
      const url = new URL(this.reperes.repli, location.href);
      url.searchParams.set("seq", String(this.reperes.derniere));
      url.searchParams.set("epoque", this.reperes.epoque);
      const reponse = await fetch(url, { signal, headers: { Accept: "application/json" } });
      if (reponse.status === 401) {
        this.arreter();
        this.ecoute.fin(4401);
        return 0;
      }
      if (!reponse.ok) throw new Error(`sondage: ${reponse.status}`);
      const suite = (await reponse.json()) as Suite;
      this.#recul.remettre();
      this.ecoute.ligne(true);
      if (suite.recharger) this.ecoute.evenement({ t: "recharger" });
      this.reperes.epoque = suite.epoque;
      for (const e of suite.evenements) this.ecoute.evenement(e);
      return 0;
    } catch {
      if (signal.aborted) return 0;
      this.ecoute.ligne(false);
      return this.#recul.suivant();
    }
  }
}
