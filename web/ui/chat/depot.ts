/** Makes the whole conversation a place where documents can be dropped or pasted. */
export class ZoneDepot {
  #profondeur = 0;

  constructor(
    private readonly zone: HTMLElement,
    private readonly accueillir: (fichiers: FileList | null) => void,
  ) {
    zone.addEventListener("dragenter", (e) => this.#entrer(e, 1));
    zone.addEventListener("dragleave", (e) => this.#entrer(e, -1));
    zone.addEventListener("dragover", (e) => {
      if (portant(e)) e.preventDefault();
    });
    zone.addEventListener("drop", (e) => {
      if (!portant(e)) return;
      e.preventDefault();
      this.#profondeur = 0;
      zone.classList.remove("conversation-survol");
      this.accueillir(e.dataTransfer?.files ?? null);
    });
    zone.addEventListener("paste", (e) => {
      if ((e.clipboardData?.files.length ?? 0) > 0) this.accueillir(e.clipboardData?.files ?? null);
    });
  }

  #entrer(e: DragEvent, pas: number): void {
    if (!portant(e)) return;
    e.preventDefault();
    this.#profondeur = Math.max(0, this.#profondeur + pas);
    this.zone.classList.toggle("conversation-survol", this.#profondeur > 0);
  }
}

function portant(e: DragEvent): boolean {
  return e.dataTransfer?.types.includes("Files") ?? false;
}
