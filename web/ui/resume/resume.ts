/** Puts the focus on the summary of errors, and on the field of the line that is clicked. */
export class ResumeController {
  constructor(resume: HTMLElement) {
    resume.focus();
    resume.addEventListener("click", (e) => {
      const lien = e.target instanceof Element ? e.target.closest("a") : null;
      if (!lien || lien.pathname !== location.pathname) return;
      const cible = document.getElementById(decodeURIComponent(lien.hash.slice(1)));
      if (!cible) return;
      e.preventDefault();
      const controle = cible.matches("fieldset") ? (cible.querySelector<HTMLElement>("input") ?? cible) : cible;
      controle.focus({ preventScroll: true });
      (cible.closest(".champ") ?? cible).scrollIntoView({ block: "center" });
    });
  }
}
