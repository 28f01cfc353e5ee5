import { Prise } from "./prise";
import { Sondage } from "./sondage";
import type { Boite } from "./boite";
import { LONGUEUR_MESSAGE, type Ecoute, type Envoi, type EvenementAck, type EvenementErreur, type EtatLigne, type Evenement, type Reperes } from "./evenements";

const SANS_PRISE = 2; // openings that fail before polling begins
const NOUVEL_ESSAI = 60_000;
const SILENCE_DIT = 5_000; // a short cut is nobody's concern

/** What the line needs of the conversation. */
export interface Poste {
  evenement(e: Evenement): void;
  etat(e: EtatLigne): void;
  refuse(e: EvenementErreur, envoi: Envoi): void;
}

/**
 * Carries a conversation whatever the means: the socket, or polling when there is none. It sends what
 * waits in the box one message after the other, so that the order written is the order stored.
 */
export class Ligne implements Ecoute {
  readonly #prise: Prise;
  readonly #sondage: Sondage;
  #enVol: string | null = null;
  #reprise = 0;
  #silence = 0;

  constructor(
    reperes: Reperes,
    private readonly boite: Boite,
    private readonly poste: Poste,
  ) {
    this.#prise = new Prise(reperes, this);
    this.#sondage = new Sondage(reperes, this);
    this.#prise.ouvrir();
    window.addEventListener("online", () => this.#prise.presser());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#prise.presser();
    });
    setInterval(() => this.#prise.presser(), NOUVEL_ESSAI);
  }

  /** Sends what waits, if nothing is under way. */
  vider(): void {
    const envoi = this.boite.premier();
    if (!envoi || this.#enVol !== null || this.#reprise !== 0) return;
    const colle = envoi.texte.length > LONGUEUR_MESSAGE;
    if (!colle && this.#prise.envoyer(envoi)) this.#enVol = envoi.cid;
    else if (this.#sondage.ouverte || (colle && this.#prise.ouverte)) {
      this.#enVol = envoi.cid;
      void this.#sondage.envoyer(envoi).then((reponse) => this.evenement(reponse));
    }
  }

  /** Asks again for what follows the last message. */
  rattraper(): void {
    this.#prise.rattraper();
  }

  evenement(e: Evenement): void {
    if (e.t === "ack") this.#recu(e);
    else if (e.t === "erreur") this.#erreur(e);
    this.poste.evenement(e);
    if (e.t === "message") {
      this.boite.retirer(e.cid);
      if (this.#enVol === e.cid) this.#enVol = null;
    }
    this.vider();
  }

  ligne(ouverte: boolean): void {
    if (ouverte) {
      clearTimeout(this.#silence);
      this.#silence = 0;
      if (this.#prise.ouverte) this.#sondage.arreter();
      this.poste.etat("en_ligne");
      this.vider();
      return;
    }
    this.#enVol = null; // it will be sent again, under the same cid
    if (this.#prise.echecs >= SANS_PRISE) this.#sondage.ouvrir();
    if (this.#silence === 0) {
      this.#silence = setTimeout(() => this.poste.etat(navigator.onLine ? "reprise" : "hors_ligne"), SILENCE_DIT);
    }
  }

  fin(_code: number): void {
    this.#sondage.arreter();
    this.#prise.arreter();
    clearTimeout(this.#silence);
    this.poste.etat("fin");
  }

  #recu(e: EvenementAck): void {
    this.boite.retirer(e.cid);
    if (this.#enVol === e.cid) this.#enVol = null;
  }

  #erreur(e: EvenementErreur): void {
    if (e.cid === undefined || e.cid !== this.#enVol) return;
    this.#enVol = null;
    if (e.apres !== undefined && e.apres > 0) {
      this.#reprise = setTimeout(() => {
        this.#reprise = 0;
        this.vider();
      }, e.apres * 1_000);
      return;
    }
    const envoi = this.boite.tous().find((x) => x.cid === e.cid);
    this.boite.retirer(e.cid);
    if (envoi) this.poste.refuse(e, envoi);
  }
}
