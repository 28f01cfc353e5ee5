import type { EvenementErreur } from "./evenements";

/** What came of documents. */
export type Sort = { ok: true } | { ok: false; erreur: EvenementErreur };

/** Posts documents as one message, telling the progress. */
export function televerser(
  url: string,
  cid: string,
  texte: string,
  fichiers: File[],
  avancer: (part: number) => void,
): Promise<Sort> {
  const corps = new FormData();
  corps.set("cid", cid);
  corps.set("texte", texte);
  for (const f of fichiers) corps.append("pieces", f, f.name);
  return new Promise((fini) => {
    const requete = new XMLHttpRequest();
    requete.open("POST", url);
    requete.setRequestHeader("Accept", "application/json");
    requete.responseType = "json";
    requete.upload.addEventListener("progress", (p) => {
      if (p.lengthComputable) avancer(p.loaded / p.total);
    });
    requete.addEventListener("load", () => {
      if (requete.status === 200) fini({ ok: true });
      else fini({ ok: false, erreur: erreurDe(requete.response, cid) });
    });
    const perdu = (): void => fini({ ok: false, erreur: erreurDe(null, cid) });
    requete.addEventListener("error", perdu);
    requete.addEventListener("abort", perdu);
    requete.send(corps);
  });
}

function erreurDe(corps: unknown, cid: string): EvenementErreur {
  const recue = (corps as { erreur?: Omit<EvenementErreur, "t"> } | null)?.erreur;
  return {
    code: "televersement_interrompu",
    message: "l'envoi du document a été interrompu.",
    reference: "",
    ...recue,
    t: "erreur",
    cid,
  };
}
