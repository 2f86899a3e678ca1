import { html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import { dialogStyles } from "./dialog.css.ts";

/**
 * A modal dialog, open as long as it is on the page: the browser's own <dialog>, so that focus stays within and Escape
 * works. The content is its child, the buttons go into `slot="actions"`. On a phone it fills the screen.
 *
 * Sends `close` when the person wants out (Escape, the cross); whoever drew it takes it away, or asks first. Focus then
 * goes back to where it was.
 */
@element("policybook-dialog")
export class Dialog extends LitElement {
  @property() heading = "";
  /** Room for two columns. */
  @property({ type: Boolean, reflect: true }) wide = false;
  #before: HTMLElement | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#before = focused();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#before?.focus();
  }

  protected override firstUpdated(): void {
    this.#open();
  }

  /** Also when the browser closed it by itself, as a phone's second "back" does: whoever drew it decides. */
  #open(): void {
    if (this.isConnected) this.renderRoot.querySelector("dialog")?.showModal();
  }

  /** Puts the focus on the heading. */
  override focus(): void {
    this.renderRoot.querySelector("h2")?.focus();
  }

  /**
   * Chromium's own Escape asks twice when a date field has the focus, and the second time does not take no. A key that
   * is held down asks once: it does not answer the question that it brought up.
   */
  #onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    if (event.repeat) event.preventDefault();
    else this.#leave(event);
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @keydown=${this.#onKey} @cancel=${this.#leave} @close=${this.#open}>
      <header>
        <h2 id="heading" tabindex="-1" autofocus>${this.heading}</h2>
        <button type="button" class="square" aria-label="Close" @click=${this.#leave}>${icons.close}</button>
      </header>
      <div class="content"><slot></slot></div>
      <footer><slot name="actions"></slot></footer>
    </dialog>`;
  }

  #leave(event: Event): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, dialogStyles];
}

/** What has the focus, through every shadow root. */
function focused(): HTMLElement | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement ? at : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-dialog": Dialog;
  }
}
