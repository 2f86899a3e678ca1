import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import { menuStyles } from "./menu.css.ts";

/** An entry of a menu; `id` is what the choice says. */
export interface MenuItem {
  id: string;
  label: string;
}

/**
 * Three dots that open a menu (ARIA Authoring Practices, "Menu Button"): arrows, Home, End and first letters move,
 * Escape and Tab close. Sends `choose` with the item's id.
 */
@element("policybook-menu")
export class Menu extends LitElement {
  /** What the button is called, such as "Actions for Aetna". */
  @property() label = "Actions";
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @state() private open = false;

  /** Opens it; else the button is focused, as after an action. */
  override focus(): void {
    this.#button?.focus();
  }

  protected override render(): TemplateResult {
    return html`
      <button
        type="button"
        class="square"
        aria-label=${this.label}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        @click=${() => (this.open = !this.open)}
        @keydown=${this.#onButtonKey}
      >
        ${icons.dots}
      </button>
      ${this.open ? this.#menu() : nothing}
    `;
  }

  #menu(): TemplateResult {
    return html`<div
      role="menu"
      aria-label=${this.label}
      class="card"
      @keydown=${this.#onKey}
      @focusout=${this.#onFocusOut}
    >
      ${this.items.map(
        ({ id, label }) =>
          html`<button type="button" role="menuitem" tabindex="-1" @click=${() => this.#choose(id)}>${label}</button>`,
      )}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("open") && this.open) this.#move(0);
  }

  get #button(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>("[aria-haspopup]");
  }

  get #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }

  #move(to: number): void {
    const buttons = this.#buttons;
    buttons.at(to % buttons.length)?.focus();
  }

  #close(): void {
    this.open = false;
    this.focus();
  }

  #choose(id: string): void {
    this.#close();
    this.dispatchEvent(new CustomEvent("choose", { detail: id }));
  }

  #onButtonKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.open = true;
  }

  #onKey(event: KeyboardEvent): void {
    const buttons = this.#buttons;
    const at = buttons.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const places: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const to = places[event.key];
    if (event.key === "Escape") this.#close();
    else if (event.key === "Tab") this.open = false;
    else if (to !== undefined) this.#move(to);
    else buttons.find((each) => each.innerText.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    if (event.key === "Escape" || to !== undefined) event.preventDefault();
    event.stopPropagation(); // Escape closes the menu, not the dialog it may be in
  }

  #onFocusOut(event: FocusEvent): void {
    const to = event.relatedTarget as Node | null;
    // The button itself opens and closes with its click.
    if (!to || (to !== this.#button && !this.renderRoot.querySelector("[role=menu]")?.contains(to))) this.open = false;
  }

  static override styles = [...styles, menuStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-menu": Menu;
  }
}
