const PREMIERE = 1_000;
const PLUS_LONGUE = 60_000;
const HASARD = 2_000;

/** The pause before a new try: 1 s, doubled each time up to a minute, with up to 2 s of chance so that
 * pages cut together do not come back together. */
export class Recul {
  #pause = PREMIERE;

  suivant(): number {
    const pause = this.#pause + Math.random() * HASARD;
    this.#pause = Math.min(this.#pause * 2, PLUS_LONGUE);
    return pause;
  }

  remettre(): void {
    this.#pause = PREMIERE;
  }
}
