import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";

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

  static override styles = [
    ...styles,
    css`
      dialog {
        width: min(560px, calc(100vw - 32px));
        max-width: none;
        max-height: min(860px, calc(100dvh - 48px));
        padding: 0;
        overflow: hidden;
        border: 0;
        border-radius: 14px;
        color: inherit;
        background: var(--pb-surface);
        box-shadow: var(--pb-shadow-high);
      }

      :host([wide]) dialog {
        width: min(960px, calc(100vw - 32px));
      }

      dialog[open] {
        display: flex;
        flex-direction: column;
      }

      dialog::backdrop {
        background: rgb(16 28 36 / 46%);
      }

      header,
      footer {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 14px 24px;
      }

      header {
        justify-content: space-between;
        padding-right: 14px;
        border-bottom: 1px solid var(--pb-line);
      }

      h2 {
        font-size: 1.1875rem;
        outline: none;
      }

      .content {
        flex: 1;
        padding: 22px 24px;
        overflow-y: auto;
        overscroll-behavior: contain;
      }

      footer {
        flex-wrap: wrap;
        justify-content: end;
        border-top: 1px solid var(--pb-line);
        background: var(--pb-ground);
      }

      @media (width <= 560px) {
        dialog,
        :host([wide]) dialog {
          width: 100vw;
          height: 100dvh;
          max-height: none;
          margin: 0;
          border-radius: 0;
        }

        header,
        footer,
        .content {
          padding-inline: 16px;
        }
      }
    `,
  ];
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
