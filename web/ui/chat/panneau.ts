const OUVERT = "claudia:panneau";

/** Remembers, from page to page of one tab, whether the panel of the assistant is open. */
export class MemoirePanneau {
  constructor(widget: HTMLElement) {
    const panneau = widget.querySelector<HTMLElement>("[data-widget-panneau]");
    const bouton = widget.querySelector<HTMLElement>("[data-widget-bouton]");
    if (!panneau || !bouton) return;
    try {
      if (sessionStorage.getItem(OUVERT) === "1") bouton.click();
      new MutationObserver(() => sessionStorage.setItem(OUVERT, panneau.hidden ? "0" : "1")).observe(panneau, {
        attributeFilter: ["hidden"],
      });
    } catch {
      // storage is refused: the panel starts closed
    }
  }
}
