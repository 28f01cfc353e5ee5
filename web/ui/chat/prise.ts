import { Recul } from "./attente";
import { trame, type Ecoute, type Envoi, type Evenement, type Reperes } from "./evenements";

const SONDE = 60_000; // a line that is silent for a minute is asked whether it is there
const REPONSE = 8_000;
const REDEMARRAGE = 1012;
const SESSION_REVOQUEE = 4401;
const ACCES_RETIRE = 4403;

/** The WebSocket of a conversation: comes back by itself and asks for what was missed. */
export class Prise {
  #socket: WebSocket | null = null;
  #minuteur = 0;
  #sonde = 0;
  #arretee = false;
  readonly #recul = new Recul();
  /** Openings that failed in a row; the fallback is for those who have no socket at all. */
  echecs = 0;

  constructor(
    private readonly reperes: Reperes,
    private readonly ecoute: Ecoute,
  ) {}

  get ouverte(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  ouvrir(): void {
    if (this.#arretee || this.#socket) return;
    clearTimeout(this.#minuteur);
    const url = new URL(this.reperes.prise, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.#socket = socket;
    let vivante = false;
    socket.addEventListener("open", () => this.#reprendre());
    socket.addEventListener("message", (m) => {
      if (!vivante) {
        vivante = true;
        this.echecs = 0;
        this.#recul.remettre();
      }
      this.#armer();
      this.#lire(String(m.data));
    });
    socket.addEventListener("close", (c) => {
      if (this.#socket !== socket) return;
      if (!vivante) this.echecs++;
      this.#perdue(c.code);
    });
  }

  /** Tries at once, for instance when the network or the page comes back. */
  presser(): void {
    if (this.ouverte) this.#sonder();
    else if (!this.#socket) this.ouvrir();
  }

  envoyer(e: Envoi): boolean {
    if (!this.ouverte) return false;
    this.#socket?.send(JSON.stringify(trame(e)));
    return true;
  }

  arreter(): void {
    this.#arretee = true;
    clearTimeout(this.#minuteur);
    clearTimeout(this.#sonde);
    this.#socket?.close();
  }

  /** Asks for what follows the last message; also after a hole, which should not happen. */
  rattraper(): void {
    if (this.ouverte) this.#reprendre();
  }

  #reprendre(): void {
    const { conversation, epoque, derniere, jeton } = this.reperes;
    this.#socket?.send(JSON.stringify({ t: "reprendre", conversation, epoque, seq: derniere, jeton }));
    this.#armer(REPONSE);
  }

  #lire(texte: string): void {
    let recu: unknown;
    try {
      recu = JSON.parse(texte);
    } catch {
      return;
    }
    for (const e of (Array.isArray(recu) ? recu : [recu]) as Evenement[]) {
      if (e.t === "pret") {
        this.reperes.epoque = e.epoque;
        this.ecoute.ligne(true);
      }
      this.ecoute.evenement(e);
    }
  }

  #armer(delai = SONDE): void {
    clearTimeout(this.#sonde);
    this.#sonde = setTimeout(() => (delai === SONDE ? this.#sonder() : this.#trancher()), delai);
  }

  #sonder(): void {
    if (this.ouverte) this.#reprendre();
  }

  #trancher(): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.close();
    this.#perdue(1006);
  }

  #perdue(code: number): void {
    this.#socket = null;
    clearTimeout(this.#sonde);
    this.ecoute.ligne(false);
    if (this.#arretee) return;
    if (code === SESSION_REVOQUEE || code === ACCES_RETIRE) {
      this.#arretee = true;
      this.ecoute.fin(code);
      return;
    }
    const pause = code === REDEMARRAGE ? Math.random() * 5_000 : this.#recul.suivant();
    this.#minuteur = setTimeout(() => this.ouvrir(), pause);
  }
}
