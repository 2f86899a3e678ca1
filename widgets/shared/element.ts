import type { LitElement } from "lit";

/** Gives the element its name. A page with the widgets of two servers keeps the first. */
export function element(name: string) {
  return (type: typeof LitElement): void => {
    if (!customElements.get(name)) customElements.define(name, type as unknown as CustomElementConstructor);
  };
}

/** Tells whoever is around, through every shadow root. */
export function tell(from: EventTarget, type: string, detail?: unknown): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
