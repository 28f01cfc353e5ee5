import { Boite, nouveauCid } from "./boite";
import { PanneauBrouillon } from "./brouillon";
import { Composeur } from "./composeur";
import { ZoneDepot } from "./depot";
import { Journal } from "./journal";
import { Ligne } from "./ligne";
import { televerser } from "./televersement";
import type { Envoi, EtatLigne, Evenement, EvenementErreur, Reperes } from "./evenements";

const RECHARGE = "claudia:recharge";

const TEXTES: Record<EtatLigne, string> = {
  en_ligne: "Connecté",
  reprise: "Connexion interrompue, reprise en cours. Vos messages sont gardés.",
  hors_ligne: "Vous êtes hors ligne. Vos messages partiront au retour du réseau.",
  fin: "Votre session est terminée ; vos messages sont gardés.",
};

/** One conversation on a page: log, form, line, and the live draft beside it when there is one. */
export class ConversationController {
  readonly #reperes: Reperes;
  readonly #boite: Boite;
  readonly #journal: Journal;
  readonly #ligne: Ligne;
  readonly #composeur: Composeur | null = null;
  readonly #brouillon: PanneauBrouillon | null;

  constructor(private readonly racine: HTMLElement) {
    const d = racine.dataset;
    const id = d["conversation"] ?? "";
    const form = racine.querySelector<HTMLFormElement>("form[data-composeur]");
    this.#reperes = {
      conversation: id,
      jeton: d["jeton"] ?? "",
      prise: d["prise"] ?? "/assistant/socket",
      repli: d["repli"] ?? `/assistant/${id}/depuis`,
      envoi: form?.action ?? `/assistant/${id}/messages`,
      epoque: d["epoque"] ?? "",
      derniere: Number(d["derniere"] ?? 0),
    };
    this.#boite = new Boite(id);
    this.#journal = new Journal(racine.querySelector<HTMLElement>("[data-journal]") ?? racine, racine);
    const panneau = document.querySelector<HTMLElement>("[data-brouillon]");
    this.#brouillon = panneau ? new PanneauBrouillon(panneau) : null;
    if (form) {
      this.#composeur = new Composeur(form, id, (t) => this.#dire(t), (f, t) => void this.#deposer(f, t));
      new ZoneDepot(racine, (f) => this.#composeur?.accueillir(f));
    }
    racine.addEventListener("submit", (e) => this.#choisir(e));
    for (const e of this.#boite.tous()) this.#journal.attendre(e); // what a closed tab left
    this.#ligne = new Ligne(this.#reperes, this.#boite, this);
    window.addEventListener("storage", () => this.#ligne.vider());
  }

  evenement(e: Evenement): void {
    switch (e.t) {
      case "message":
        if (e.seq <= this.#reperes.derniere) return;
        if (e.seq > this.#reperes.derniere + 1) return this.#ligne.rattraper();
        this.#reperes.derniere = e.seq;
        this.racine.dataset["derniere"] = String(e.seq);
        return this.#journal.inserer(e);
      case "brouillon":
        return this.#brouillon?.montrer(e.html);
      case "recharger":
        return this.#recharger();
      case "ack":
      case "erreur":
      case "pret":
    }
  }

  etat(e: EtatLigne): void {
    const p = this.racine.querySelector<HTMLElement>("[data-connexion]");
    if (!p || p.dataset["connexion"] === e) return;
    const montre = e === "fin" ? "hors_ligne" : e;
    p.dataset["connexion"] = e;
    p.className = `connexion connexion-${montre}`;
    p.querySelector("span")?.replaceChildren(TEXTES[e], ...(e === "fin" ? [" ", reconnexion()] : []));
  }

  /** A message that the server will not take: said under its bubble, its words given back. */
  refuse(e: EvenementErreur, envoi: Envoi): void {
    const encore = e.code === "etape_invalide" || e.code === "conversation_close" ? null : () => this.#dire(envoi.texte);
    this.#journal.echouer(envoi.cid, e.message, encore);
  }

  #dire(texte: string): void {
    this.#envoyer({ cid: nouveauCid(), texte });
  }

  #envoyer(e: Envoi): void {
    this.#boite.ajouter(e);
    this.#journal.attendre(e);
    this.#ligne.vider();
  }

  /** A quick reply, or words that a button says for the person, go like a message without loading the page. */
  #choisir(e: SubmitEvent): void {
    const form = e.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (form.dataset["dire"] !== undefined) {
      e.preventDefault();
      this.#dire(form.querySelector<HTMLInputElement>("input[name=texte]")?.value ?? "");
      form.remove(); // said once
      return;
    }
    if (form.dataset["choix"] === undefined) return;
    e.preventDefault();
    const bouton = e.submitter;
    if (!(bouton instanceof HTMLButtonElement) || form.classList.contains("choix-fige")) return;
    form.classList.add("choix-fige");
    this.#composeur?.viser();
    for (const b of form.querySelectorAll("button")) b.disabled = true;
    const cid = form.querySelector<HTMLInputElement>("input[name=cid]")?.value || nouveauCid();
    this.#envoyer({ cid, texte: bouton.textContent?.trim() ?? "", choix: bouton.value });
  }

  async #deposer(fichiers: File[], texte: string): Promise<void> {
    const cid = nouveauCid();
    const noms = fichiers.map((f) => f.name).join("\n");
    this.#journal.attendre({ cid, texte: texte === "" ? noms : `${texte}\n${noms}` });
    const essayer = async (): Promise<void> => {
      const sort = await televerser(this.#reperes.envoi, cid, texte, fichiers, (part) =>
        this.#journal.avancer(cid, part < 1 ? `Envoi : ${Math.round(part * 100)} %` : "Envoyé, vérification en cours"),
      );
      if (sort.ok) return this.#ligne.rattraper();
      this.#journal.echouer(cid, sort.erreur.message, () => void this.#deposer(fichiers, texte));
    };
    await essayer();
  }

  /** The history is another one: the page is loaded again, once. */
  #recharger(): void {
    const maintenant = Date.now();
    const derniere = Number(sessionStorage.getItem(RECHARGE) ?? 0);
    if (maintenant - derniere < 30_000) return this.etat("fin");
    sessionStorage.setItem(RECHARGE, String(maintenant));
    location.reload();
  }
}

/** The same page again, which asks who is there; then what waits is sent. */
function reconnexion(): HTMLAnchorElement {
  const a = document.createElement("a");
  a.href = location.pathname + location.search;
  a.textContent = "Se reconnecter";
  return a;
}
