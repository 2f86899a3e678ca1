import { html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { customElement } from "../custom-element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import { dialogStyles } from "./dialog.css.ts";

/**
 * A modal dialog on top of the native <dialog>, which traps the focus. It is open as long as it is in the document;
 * removing it returns the focus to where it was. On a phone it fills the screen.
 *
 * @slot - The content.
 * @slot actions - The buttons.
 * @fires close - The person wants to close it (Escape, close button). The parent removes it, or asks first.
 */
@customElement("policybook-dialog")
export class Dialog extends LitElement {
  @property() heading = "";
  /** Wide enough for two columns. */
  @property({ type: Boolean, reflect: true }) wide = false;
  #previousFocus: HTMLElement | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#previousFocus = deepActiveElement();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#previousFocus?.focus();
  }

  protected override firstUpdated(): void {
    this.#open();
  }

  /** Also called when the browser has closed it, as a phone's second "back" does: only the parent closes it. */
  #open(): void {
    if (this.isConnected) this.renderRoot.querySelector("dialog")?.showModal();
  }

  /** Focuses the heading. */
  override focus(): void {
    this.renderRoot.querySelector("h2")?.focus();
  }

  /**
   * Handles Escape instead of the browser: from a date field Chromium dispatches `cancel` twice, and the second one
   * cannot be prevented. Repeats of a held key are ignored, so that they do not answer the question that the first asks.
   */
  #handleKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    if (event.repeat) event.preventDefault();
    else this.#requestClose(event);
  }

  protected override render(): TemplateResult {
    return html`<dialog
      aria-labelledby="heading"
      @keydown=${this.#handleKeyDown}
      @cancel=${this.#requestClose}
      @close=${this.#open}
    >
      <header>
        <h2 id="heading" tabindex="-1" autofocus>${this.heading}</h2>
        <button type="button" class="square" aria-label="Close" @click=${this.#requestClose}>${icons.close}</button>
      </header>
      <div class="content"><slot></slot></div>
      <footer><slot name="actions"></slot></footer>
    </dialog>`;
  }

  #requestClose(event: Event): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, dialogStyles];
}

/** The focused element, inside whichever shadow root it is. */
function deepActiveElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-dialog": Dialog;
  }
}
