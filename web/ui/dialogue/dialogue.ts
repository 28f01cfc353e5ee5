/** A native dialog: closes on a click outside and on the buttons marked data-ferme. */
export class DialogueController {
  constructor(dialogue: HTMLDialogElement) {
    dialogue.addEventListener("click", (e) => {
      if (e.target === dialogue) dialogue.close();
      else if (e.target instanceof Element && e.target.closest("[data-ferme]")) {
        e.preventDefault();
        dialogue.close();
      }
    });
  }
}

/** Opens the dialog named by data-ouvre; without script the button or the link does its own work. */
export function bindOuvreurs(document: Document): void {
  document.addEventListener("click", (e) => {
    const bouton = e.target instanceof Element ? e.target.closest<HTMLElement>("[data-ouvre]") : null;
    const dialogue = bouton && document.getElementById(bouton.dataset["ouvre"] ?? "");
    if (!(dialogue instanceof HTMLDialogElement)) return;
    e.preventDefault();
    dialogue.showModal();
  });
}
