import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { customElement } from "../custom-element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import { menuStyles } from "./menu.css.ts";

export interface MenuItem {
  id: string;
  label: string;
}

/**
 * A three-dot button that opens a menu (ARIA Authoring Practices, "Menu Button"): arrow keys, Home, End and first
 * letters move the focus, Escape and Tab close it.
 *
 * @fires choose - The detail is the item's id.
 */
@customElement("policybook-menu")
export class Menu extends LitElement {
  /** The button's accessible name, such as "Actions for Aetna". */
  @property() label = "Actions";
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @state() private isOpen = false;

  /** Focuses the button. */
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
        aria-expanded=${this.isOpen}
        @click=${() => (this.isOpen = !this.isOpen)}
        @keydown=${this.#handleButtonKeyDown}
      >
        ${icons.dots}
      </button>
      ${this.isOpen ? this.#renderMenu() : nothing}
    `;
  }

  #renderMenu(): TemplateResult {
    return html`<div
      role="menu"
      aria-label=${this.label}
      class="card"
      @keydown=${this.#handleMenuKeyDown}
      @focusout=${this.#handleFocusOut}
    >
      ${this.items.map(
        ({ id, label }) =>
          html`<button type="button" role="menuitem" tabindex="-1" @click=${() => this.#choose(id)}>${label}</button>`,
      )}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("isOpen") && this.isOpen) this.#focusItem(0);
  }

  get #button(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>("[aria-haspopup]");
  }

  get #itemButtons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }

  /** Focuses the item at the index, which wraps around. */
  #focusItem(index: number): void {
    const buttons = this.#itemButtons;
    buttons.at(index % buttons.length)?.focus();
  }

  #close(): void {
    this.isOpen = false;
    this.focus();
  }

  #choose(id: string): void {
    this.#close();
    this.dispatchEvent(new CustomEvent("choose", { detail: id }));
  }

  #handleButtonKeyDown(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.isOpen = true;
  }

  #handleMenuKeyDown(event: KeyboardEvent): void {
    const buttons = this.#itemButtons;
    const current = buttons.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const targets: Record<string, number> = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: -1 };
    const target = targets[event.key];
    if (event.key === "Escape") this.#close();
    else if (event.key === "Tab") this.isOpen = false;
    else if (target !== undefined) this.#focusItem(target);
    else buttons.find((button) => button.innerText.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    if (event.key === "Escape" || target !== undefined) event.preventDefault();
    event.stopPropagation(); // Escape closes the menu, not the dialog around it
  }

  #handleFocusOut(event: FocusEvent): void {
    const target = event.relatedTarget as Node | null;
    if (target && target === this.#button) return; // its click toggles the menu
    const isInside = target && this.renderRoot.querySelector("[role=menu]")?.contains(target);
    if (!isInside) this.isOpen = false;
  }

  static override styles = [...styles, menuStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-menu": Menu;
  }
}
