/** Sends the search of the guide as soon as a suggestion was chosen: the server opens its article. */
export class RechercheDirecteController {
  constructor(formulaire: HTMLFormElement) {
    const cle = formulaire.querySelector<HTMLInputElement>("[data-recherche-cle]");
    formulaire.addEventListener("change", () => {
      if (cle && cle.value !== "") formulaire.requestSubmit();
    });
    // A search that was typed has no article: its address stays short enough to be shared.
    formulaire.addEventListener("submit", () => {
      if (cle) cle.disabled = cle.value === "";
    });
    window.addEventListener("pageshow", () => {
      if (cle) cle.disabled = false;
    });
  }
}
