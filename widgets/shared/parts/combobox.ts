import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { element } from "../element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import { comboboxStyles } from "./combobox.css.ts";

/** Something to choose: `value` goes out, `label` is read, `detail` stands beside it. */
export interface Option {
  value: string;
  label: string;
  detail?: string | null;
}

const PAUSE = 180; // milliseconds without a key before it searches

/**
 * A text field that offers what fits (ARIA Authoring Practices, "Editable Combobox With List Autocomplete").
 *
 * Sends `type` with the text on each key, and `choose` with the Option taken from the list. With `free` the text itself
 * is an answer; else leaving the field puts back the option chosen last. Class "wrong" marks it as a form's wrong field.
 */
@element("policybook-combobox")
export class Combobox extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property() label = "";
  @property() hint = "";
  @property() error = "";
  /** The text in the field. */
  @property() text = "";
  @property({ type: Boolean }) required = false;
  @property({ type: Boolean }) free = false;
  /** Where it goes without saying that the field is optional. */
  @property({ type: Boolean }) unmarked = false;
  @property({ type: Number }) maxLength = 200;
  /** Finds what fits a text; an empty one finds what may be offered first. */
  @property({ attribute: false }) find: (text: string) => Promise<readonly Option[]> = async () => [];

  @state() private typed: string | undefined;
  @state() private options: readonly Option[] = [];
  @state() private open = false;
  /** Whether the search that was last failed. */
  @state() private missed = false;
  @state() private at = -1;
  #timer = 0;
  #turn = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    const described = [this.hint && "hint", this.error && "error"].filter(Boolean).join(" ");
    const expanded = this.open && this.options.length > 0;
    return html`<div class="field ${this.error ? "wrong" : ""}">
      <label for="input">
        ${this.label}${this.required || this.unmarked ? nothing : html` <span class="optional">(optional)</span>`}
      </label>
      <div class="box">
        <input
          id="input"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          maxlength=${this.maxLength}
          aria-autocomplete="list"
          aria-expanded=${expanded}
          aria-controls="list"
          aria-activedescendant=${expanded && this.at >= 0 ? `option-${this.at}` : nothing}
          aria-describedby=${described || nothing}
          aria-invalid=${this.error ? "true" : nothing}
          ?required=${this.required}
          .value=${live(this.typed ?? this.text)}
          @input=${this.#onInput}
          @focus=${() => this.#search("", 0)}
          @blur=${this.#onBlur}
          @keydown=${this.#onKey}
        />
        ${icons.search}
        <ul id="list" role="listbox" aria-label=${this.label} class="card" ?hidden=${!expanded}>
          ${this.options.map((option, index) => this.#option(option, index))}
        </ul>
      </div>
      ${this.hint ? html`<div class="hint" id="hint">${this.hint}</div>` : nothing}
      ${this.error ? html`<div class="error" id="error">${icons.warning}${this.error}</div>` : nothing}
      <div class="hidden-text" role="status">${this.open ? this.#outcome : ""}</div>
    </div>`;
  }

  get #outcome(): string {
    return this.missed ? "The list did not come." : `${this.options.length} offered`;
  }

  #option(option: Option, index: number): TemplateResult {
    // The mouse must not take the focus away, which would close the list before the click is done.
    return html`<li
      id="option-${index}"
      role="option"
      aria-selected=${index === this.at}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#choose(option)}
    >
      <span>${option.label}</span>${option.detail ? html`<small class="muted">${option.detail}</small>` : nothing}
    </li>`;
  }

  #onInput(event: InputEvent): void {
    this.typed = (event.target as HTMLInputElement).value;
    this.dispatchEvent(new CustomEvent("type", { detail: this.typed }));
    this.#search(this.typed, PAUSE);
  }

  #search(text: string, pause: number): void {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.#timer = window.setTimeout(async () => {
      // A list that does not come is no trouble of its own: the field still takes text, and the save will say.
      const found = await this.find(text).catch(() => undefined);
      if (turn !== this.#turn) return;
      [this.options, this.missed] = [found ?? [], !found];
      [this.open, this.at] = [true, -1];
    }, pause);
  }

  #onKey(event: KeyboardEvent): void {
    const chosen = this.options[this.at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.open && chosen) {
      event.preventDefault();
      this.#choose(chosen);
    } else if (event.key === "Escape" && this.open) {
      event.preventDefault(); // it closes the list, not the dialog
      event.stopPropagation();
      this.#close();
    }
  }

  #move(by: number): void {
    if (!this.open) return this.#search(this.typed ?? "", 0);
    this.at = (this.at + by + this.options.length) % this.options.length;
    this.renderRoot.querySelector(`#option-${this.at}`)?.scrollIntoView({ block: "nearest" });
  }

  #choose(option: Option): void {
    this.text = option.label;
    this.typed = undefined;
    this.#close();
    this.dispatchEvent(new CustomEvent("choose", { detail: option }));
  }

  #onBlur(): void {
    this.#close();
    if (this.free) this.text = this.typed ?? this.text;
    this.typed = undefined;
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#turn++;
    [this.open, this.at] = [false, -1];
  }

  static override styles = [...styles, comboboxStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-combobox": Combobox;
  }
}
