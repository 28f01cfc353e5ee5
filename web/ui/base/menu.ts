/** A menu made of details/summary: closes on Escape, on a click elsewhere and when the focus leaves. */
export class MenuController {
  constructor(private readonly menu: HTMLDetailsElement) {
    menu.addEventListener("keydown", (e) => {
      if (e.key !== "Escape" || !menu.open) return;
      this.#fermer();
      menu.querySelector("summary")?.focus();
    });
    menu.addEventListener("focusout", (e) => {
      if (e.relatedTarget instanceof Node && !menu.contains(e.relatedTarget)) this.#fermer();
    });
    document.addEventListener("pointerdown", (e) => {
      if (e.target instanceof Node && !menu.contains(e.target)) this.#fermer();
    });
  }

  #fermer(): void {
    this.menu.open = false;
  }
}
