import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { customElement } from "../custom-element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import { comboboxStyles } from "./combobox.css.ts";

/** An option: `value` is submitted, `label` is displayed, `detail` stands beside it. */
export interface Option {
  value: string;
  label: string;
  detail?: string | null;
}

const DEBOUNCE_MS = 180;

/**
 * A text field with suggestions (ARIA Authoring Practices, "Editable Combobox With List Autocomplete").
 *
 * With `free`, the text itself is a valid value. Otherwise one of the options is: while somebody types, the first match
 * is highlighted, and Enter and Tab take it; so does an exact match when the field is left before the options are there.
 * A text that is no option stays in the field, for the parent to say so. The class "invalid" marks it as an invalid field
 * of the form.
 *
 * @fires type - On each input; the detail is the text.
 * @fires choose - When an option is selected; the detail is the Option.
 */
@customElement("policybook-combobox")
export class Combobox extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property() label = "";
  @property() hint = "";
  @property() error = "";
  /** The text in the field. */
  @property() text = "";
  @property({ type: Boolean }) required = false;
  @property({ type: Boolean }) free = false;
  /** Omits "(optional)" behind the label. */
  @property({ type: Boolean, attribute: "hide-optional" }) hideOptional = false;
  @property({ type: Number, attribute: "max-length" }) maxLength = 200;
  /** Returns the options that match a text; for an empty text, the first options to offer. */
  @property({ attribute: false }) search: (text: string) => Promise<readonly Option[]> = () => Promise.resolve([]);

  @state() private options: readonly Option[] = [];
  @state() private isOpen = false;
  @state() private hasSearchFailed = false;
  @state() private activeIndex = -1;
  /** The text as it was typed last. */
  #typedText = "";
  #timer = 0;
  /** Counts the searches, to ignore the result of an earlier one. */
  #generation = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    const isExpanded = this.isOpen && this.options.length > 0;
    const isMarkedOptional = !this.required && !this.hideOptional;
    return html`<div class="field ${this.error ? "invalid" : ""}">
      <label for="input">
        ${this.label}${isMarkedOptional ? html` <span class="optional">(optional)</span>` : nothing}
      </label>
      <div class="box">
        ${this.#renderInput(isExpanded)} ${icons.search}
        <ul id="list" role="listbox" aria-label=${this.label} class="card" ?hidden=${!isExpanded}>
          ${this.options.map((option, index) => this.#renderOption(option, index))}
        </ul>
      </div>
      ${this.hint ? html`<div class="hint" id="hint">${this.hint}</div>` : nothing}
      ${this.error ? html`<div class="error" id="error">${icons.warning}${this.error}</div>` : nothing}
      <div class="visually-hidden" role="status">${this.isOpen ? this.#resultText : ""}</div>
    </div>`;
  }

  #renderInput(isExpanded: boolean): TemplateResult {
    const describedBy = [this.hint && "hint", this.error && "error"].filter(Boolean).join(" ");
    return html`<input
      id="input"
      role="combobox"
      autocomplete="off"
      spellcheck="false"
      maxlength=${this.maxLength}
      aria-autocomplete="list"
      aria-expanded=${isExpanded}
      aria-controls="list"
      aria-activedescendant=${isExpanded && this.activeIndex >= 0 ? `option-${this.activeIndex}` : nothing}
      aria-describedby=${describedBy || nothing}
      aria-invalid=${this.error ? "true" : nothing}
      ?required=${this.required}
      .value=${live(this.text)}
      @input=${this.#handleInput}
      @focus=${() => this.#startSearch(0)}
      @blur=${this.#handleBlur}
      @keydown=${this.#handleKeyDown}
    />`;
  }

  #renderOption(option: Option, index: number): TemplateResult {
    return html`<li
      id="option-${index}"
      role="option"
      aria-selected=${index === this.activeIndex}
      @pointerdown=${keepFocus}
      @click=${() => this.#select(option)}
    >
      <span>${option.label}</span>${option.detail ? html`<small class="muted">${option.detail}</small>` : nothing}
    </li>`;
  }

  /** Announced to screen readers. */
  get #resultText(): string {
    return this.hasSearchFailed ? "The suggestions could not be loaded." : `${this.options.length} suggestions`;
  }

  #handleInput(event: InputEvent): void {
    this.text = (event.target as HTMLInputElement).value;
    this.#typedText = this.text;
    this.activeIndex = -1; // the options belong to an earlier text
    this.dispatchEvent(new CustomEvent("type", { detail: this.text }));
    this.#startSearch(DEBOUNCE_MS, !this.free);
  }

  /** Whether the text was typed, and neither selected nor set by the parent. */
  get #isTyped(): boolean {
    return this.text !== "" && this.text === this.#typedText;
  }

  #startSearch(delay: number, highlightsFirst = false): void {
    clearTimeout(this.#timer);
    const generation = ++this.#generation;
    this.#timer = window.setTimeout(() => void this.#loadOptions(generation, highlightsFirst), delay);
  }

  async #loadOptions(generation: number, highlightsFirst: boolean): Promise<void> {
    const text = this.#isTyped ? this.text : ""; // a selected option is no search: the others are offered too
    // A failed search needs no error of its own: the field still takes text, and the save reports what is wrong.
    const options = await this.search(text).catch(() => undefined);
    if (generation !== this.#generation) return;
    this.options = options ?? [];
    this.hasSearchFailed = !options;
    this.isOpen = true;
    this.activeIndex = highlightsFirst && text.trim() && this.options.length ? 0 : -1;
  }

  #handleKeyDown(event: KeyboardEvent): void {
    const activeOption = this.options[this.activeIndex];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#moveActive(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.isOpen && activeOption) {
      event.preventDefault();
      this.#select(activeOption);
    } else if (event.key === "Tab" && !event.shiftKey && this.isOpen && activeOption) {
      this.#select(activeOption);
    } else if (event.key === "Escape" && this.isOpen && this.options.length) {
      event.preventDefault(); // closes the list, not the dialog
      event.stopPropagation();
      this.#close();
    }
  }

  #moveActive(by: number): void {
    if (!this.isOpen) {
      this.#startSearch(0);
      return;
    }
    this.activeIndex = (this.activeIndex + by + this.options.length) % this.options.length;
    this.renderRoot.querySelector(`#option-${this.activeIndex}`)?.scrollIntoView({ block: "nearest" });
  }

  #select(option: Option): void {
    this.text = option.label;
    this.#typedText = "";
    this.#close();
    this.dispatchEvent(new CustomEvent("choose", { detail: option }));
  }

  #handleBlur(): void {
    this.#close();
    if (this.#isTyped && !this.free) void this.#selectExactMatch(this.text);
  }

  /** A name typed in full needs no second step, even if the options are not there yet. */
  async #selectExactMatch(text: string): Promise<void> {
    const name = text.trim().toLowerCase();
    const options = name ? await this.search(text).catch(() => []) : [];
    const matches = options.filter(({ label }) => label.toLowerCase() === name);
    const [match] = matches;
    if (match && matches.length === 1 && this.#isTyped && this.text === text) this.#select(match);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#generation++;
    this.isOpen = false;
    this.activeIndex = -1;
  }

  static override styles = [...styles, comboboxStyles];
}

/** The mouse must not move the focus: that would close the list before the click. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-combobox": Combobox;
  }
}
