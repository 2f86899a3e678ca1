import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { customElement } from "../custom-element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import { tagInputStyles } from "./tag-input.css.ts";

/**
 * A field for several names. A name is added with Enter, with the Add button or on leaving the field. The class
 * "invalid" marks it as an invalid field of the form.
 *
 * @fires change - The detail is the list of names.
 */
@customElement("policybook-tag-input")
export class TagInput extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property() label = "";
  @property() hint = "";
  @property({ type: Number, attribute: "max-length" }) maxLength = 200;
  @property({ attribute: false }) names: readonly string[] = [];
  /** Error messages, of the whole field (key "") or of the name at an index (key "0"). */
  @property({ attribute: false }) errors: Readonly<Record<string, string>> = {};
  @state() private text = "";

  protected override render(): TemplateResult {
    const messages = Object.values(this.errors);
    return html`<div class="field ${messages.length ? "invalid" : ""}">
      <label for="input">${this.label} <span class="optional">(optional)</span></label>
      ${this.names.length ? this.#renderNames() : nothing} ${this.#renderInput(messages.length > 0)}
      ${this.hint ? html`<div class="hint" id="hint">${this.hint}</div>` : nothing}
      ${
        messages.length
          ? html`<div id="error">
              ${messages.map((message) => html`<div class="error">${icons.warning}${message}</div>`)}
            </div>`
          : nothing
      }
    </div>`;
  }

  #renderInput(isInvalid: boolean): TemplateResult {
    const describedBy = [this.hint && "hint", isInvalid && "error"].filter(Boolean).join(" ");
    return html`<div class="add">
      <input
        id="input"
        autocomplete="off"
        maxlength=${this.maxLength}
        aria-describedby=${describedBy || nothing}
        aria-invalid=${isInvalid ? "true" : nothing}
        .value=${live(this.text)}
        @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}
        @blur=${this.#addName}
        @keydown=${this.#handleKeyDown}
      />
      <button type="button" ?disabled=${!this.text.trim()} @click=${this.#addName}>Add</button>
    </div>`;
  }

  #renderNames(): TemplateResult {
    return html`<ul aria-label=${this.label}>
      ${this.names.map(
        (name, index) =>
          html`<li class=${this.errors[index] ? "danger" : ""}>
            <span>${name}</span>
            <button type="button" class="square" aria-label="Remove ${name}" @click=${() => this.#remove(index)}>
              ${icons.close}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #addName(): void {
    const name = this.text.trim();
    this.text = "";
    if (name && !this.names.includes(name)) this.#setNames([...this.names, name]);
  }

  #remove(removed: number): void {
    this.#setNames(this.names.filter((_, index) => index !== removed));
    this.renderRoot.querySelector("input")?.focus();
  }

  #setNames(names: readonly string[]): void {
    this.names = names;
    this.dispatchEvent(new CustomEvent("change", { detail: names }));
  }

  #handleKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.#addName();
  }

  static override styles = [...styles, tagInputStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-tag-input": TagInput;
  }
}
