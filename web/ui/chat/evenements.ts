/** What the server sends, on the socket or by polling (assistant/live/doc.go). */
export interface EvenementMessage {
  t: "message";
  seq: number;
  cid: string;
  auteur: "usager" | "assistant" | "agent" | "systeme";
  at: string;
  html: string;
}

export interface EvenementAck {
  t: "ack";
  cid: string;
  seq: number;
  at: string;
  deja_recu?: boolean;
}

export interface EvenementErreur {
  t: "erreur";
  cid?: string;
  code: string;
  message: string;
  apres?: number;
  reference: string;
}

export interface EvenementPret {
  t: "pret";
  conversation: string;
  epoque: string;
  seq: number;
}

export type Evenement =
  | EvenementMessage
  | EvenementAck
  | EvenementErreur
  | EvenementPret
  | { t: "brouillon"; html: string }
  | { t: "recharger" };

/** Beyond, a text is a pasted document: it is posted, whatever the line. */
export const LONGUEUR_MESSAGE = 4_000;

/** What a person sends: words, or a quick reply by its place in the journal. */
export interface Envoi {
  cid: string;
  texte: string;
  /** « seq.bloc.proposition.choix »; texte then holds the words of the button. */
  choix?: string;
}

/** The frame of an envoi. */
export function trame(e: Envoi): Record<string, unknown> {
  if (e.choix === undefined) return { t: "message", cid: e.cid, texte: e.texte };
  const [seq = "0", bloc = "0", proposition = "", choix = "0"] = e.choix.split(".");
  return {
    t: "choix",
    cid: e.cid,
    seq: Number(seq),
    bloc: Number(bloc),
    ...(proposition === "" ? {} : { proposition: Number(proposition) }),
    choix: Number(choix),
  };
}

/** The state of the line, as the component « connexion » shows it. */
export type EtatLigne = "en_ligne" | "reprise" | "hors_ligne" | "fin";

/** What a line tells. */
export interface Ecoute {
  evenement(e: Evenement): void;
  /** The line is open, or not any more. */
  ligne(ouverte: boolean): void;
  /** The line will not come back by itself: log in again, or load the page again. */
  fin(code: number): void;
}

/** What is needed to follow a conversation. */
export interface Reperes {
  readonly conversation: string;
  readonly jeton: string;
  readonly prise: string;
  readonly repli: string;
  readonly envoi: string;
  epoque: string;
  derniere: number;
}
