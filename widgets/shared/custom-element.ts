import type { LitElement } from "lit";

/** Lit's `@customElement`, except that the first definition of a name wins: a page may load the widgets of two servers. */
export function customElement(name: string) {
  return (elementClass: typeof LitElement): void => {
    if (!customElements.get(name)) customElements.define(name, elementClass);
  };
}
