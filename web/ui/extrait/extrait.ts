/**
 * Shows the crop of a document over the page: who checks a value keeps the conversation or the form
 * under the eyes. Without script the link leads to the crop itself.
 */
export function bindExtraits(page: Document): void {
  page.addEventListener("click", (e) => {
    const lien = e.target instanceof Element ? e.target.closest<HTMLAnchorElement>("a[data-extrait]") : null;
    if (!lien || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    ouvrir(page, lien);
  });
}

function ouvrir(page: Document, lien: HTMLAnchorElement): void {
  const ou = lien.closest(".valeur, .champ")?.querySelector("dt, label")?.textContent?.trim();
  const dialogue = page.createElement("dialog");
  dialogue.className = "dialogue extrait";
  const tete = page.createElement("div");
  tete.className = "dialogue-tete";
  const titre = page.createElement("h2");
  titre.id = "extrait-titre";
  titre.textContent = ou ? `${ou}, ${lien.textContent?.trim()}` : "Extrait du document";
  dialogue.setAttribute("aria-labelledby", titre.id);
  const fermer = page.createElement("button");
  fermer.type = "button";
  fermer.className = "bouton bouton-secondaire bouton-petit";
  fermer.textContent = "Fermer";
  const image = page.createElement("img");
  image.src = lien.href;
  image.alt = "Extrait du document d'où vient cette valeur";
  const entier = page.createElement("a");
  entier.href = lien.pathname.replace(/\/extrait$/, "");
  entier.textContent = "Ouvrir le document entier";
  const corps = page.createElement("div");
  corps.className = "dialogue-corps";
  tete.append(titre, fermer);
  corps.append(image, entier);
  dialogue.append(tete, corps);
  dialogue.addEventListener("click", (e) => {
    if (e.target === dialogue || e.target === fermer) dialogue.close();
  });
  dialogue.addEventListener("close", () => {
    dialogue.remove();
    lien.focus();
  });
  page.body.append(dialogue);
  dialogue.showModal();
}
