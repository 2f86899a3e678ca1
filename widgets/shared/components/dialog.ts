import { html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { customElement } from "../custom-element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import { dialogStyles } from "./dialog.css.ts";

/** How often open dialogs look whether they are rendered: no event tells when a page hides what they are in. */
const RENDERED_CHECK_MS = 200;

/** The dialogs in the document, in the order in which they lie upon each other. */
class ConnectedDialogs {
  readonly #dialogs = new Set<Dialog>();
  #timer = 0;

  add(dialog: Dialog): void {
    this.#dialogs.add(dialog);
    if (this.#dialogs.size === 1) this.#timer = window.setInterval(() => this.#check(), RENDERED_CHECK_MS);
  }

  delete(dialog: Dialog): void {
    this.#dialogs.delete(dialog);
    if (!this.#dialogs.size) clearInterval(this.#timer);
  }

  #check(): void {
    for (const dialog of this.#dialogs) dialog.followRendering();
  }
}

const connectedDialogs = new ConnectedDialogs();

/**
 * A modal dialog on top of the native <dialog>, which traps the focus. It is open as long as it is in the document;
 * removing it returns the focus to where it was. On a phone it fills the screen.
 *
 * While the page hides the widget, as after a browser's Back, the dialog is closed: a modal dialog that is not rendered
 * would block the page. It opens again with its content and its focus when the widget is shown again.
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
  /** The element of the dialog that had the focus last. */
  #lastFocused: HTMLElement | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#previousFocus = deepActiveElement();
    connectedDialogs.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    connectedDialogs.delete(this);
    this.#previousFocus?.focus();
  }

  protected override firstUpdated(): void {
    this.#open();
  }

  /** Also called when the browser has closed it, as a phone's second "back" does: only the parent closes it. */
  #open(): void {
    if (this.isConnected && isRendered(this)) this.renderRoot.querySelector("dialog")?.showModal();
  }

  /** Closes the dialog while it is not rendered, and opens it again afterwards. */
  followRendering(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog || dialog.open === isRendered(this)) return;
    if (dialog.open) {
      dialog.close();
      return;
    }
    const focused = this.#lastFocused;
    dialog.showModal();
    focused?.focus();
  }

  #handleFocusIn(event: FocusEvent): void {
    this.#lastFocused = event.composedPath()[0] as HTMLElement;
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
      @focusin=${this.#handleFocusIn}
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

function isRendered(element: Element): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
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
