type Sorte<E extends Element> = { new (): E; prototype: E };
type Liaison = (racine: ParentNode) => void;

const liaisons: Liaison[] = [];

/**
 * Creates one controller for each element of the selector, now and in every fragment handed to
 * {@link lierDans} later. An element gets one controller, however often it is seen.
 */
export function lier<E extends Element>(selecteur: string, sorte: Sorte<E>, creer: (e: E) => unknown): void {
  const vus = new WeakSet<E>();
  const liaison: Liaison = (racine) => {
    for (const e of racine.querySelectorAll(selecteur)) {
      if (!(e instanceof sorte) || vus.has(e)) continue;
      vus.add(e);
      creer(e);
    }
  };
  liaisons.push(liaison);
  liaison(document);
}

/** Binds what the server has just sent, for instance a message or the panel of the widget. */
export function lierDans(racine: ParentNode): void {
  for (const liaison of liaisons) liaison(racine);
}
