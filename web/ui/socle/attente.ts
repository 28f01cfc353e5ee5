/** Marks the button of a form that was sent, and refuses the second click, until the page is left. */
export function bindAttente(fenetre: Window): void {
  const envoyes = new Map<HTMLFormElement, HTMLElement | null>();
  fenetre.addEventListener("submit", (e) => {
    const form = e.target;
    if (e.defaultPrevented || !(form instanceof HTMLFormElement) || form.method === "dialog") return;
    if (envoyes.has(form)) {
      e.preventDefault();
      return;
    }
    e.submitter?.setAttribute("aria-busy", "true");
    envoyes.set(form, e.submitter);
  });
  fenetre.addEventListener("pageshow", () => {
    for (const bouton of envoyes.values()) bouton?.removeAttribute("aria-busy");
    envoyes.clear();
  });
}
