import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { element } from "../element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import { namesStyles } from "./names.css.ts";

/**
 * A field for several names: each is kept with Enter, with Add or on leaving, and can be taken away again.
 * Sends `change` with all of them. `errors` are by place; class "wrong" marks it as a form's wrong field.
 */
@element("policybook-names")
export class Names extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property() label = "";
  @property() hint = "";
  @property({ type: Number }) maxLength = 200;
  @property({ attribute: false }) names: readonly string[] = [];
  /** What is wrong with the field (`""`) or with the name at a place (`"0"`). */
  @property({ attribute: false }) errors: Readonly<Record<string, string>> = {};
  @state() private typed = "";

  protected override render(): TemplateResult {
    const wrong = Object.entries(this.errors);
    const described = [this.hint && "hint", wrong.length > 0 && "error"].filter(Boolean).join(" ");
    return html`<div class="field ${wrong.length ? "wrong" : ""}">
      <label for="input">${this.label} <span class="optional">(optional)</span></label>
      ${this.names.length ? this.#kept() : nothing}
      <div class="add">
        <input
          id="input"
          autocomplete="off"
          maxlength=${this.maxLength}
          aria-describedby=${described || nothing}
          aria-invalid=${wrong.length ? "true" : nothing}
          .value=${live(this.typed)}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
          @blur=${this.#keep}
          @keydown=${this.#onKey}
        />
        <button type="button" ?disabled=${!this.typed.trim()} @click=${this.#keep}>Add</button>
      </div>
      ${this.hint ? html`<div class="hint" id="hint">${this.hint}</div>` : nothing}
      ${
        wrong.length
          ? html`<div id="error">
              ${wrong.map(([, message]) => html`<div class="error">${icons.warning}${message}</div>`)}
            </div>`
          : nothing
      }
    </div>`;
  }

  #kept(): TemplateResult {
    return html`<ul aria-label=${this.label}>
      ${this.names.map(
        (name, place) =>
          html`<li class=${this.errors[place] ? "bad" : ""}>
            <span>${name}</span>
            <button type="button" class="square" aria-label="Remove ${name}" @click=${() => this.#remove(place)}>
              ${icons.close}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #keep(): void {
    const name = this.typed.trim();
    this.typed = "";
    if (name && !this.names.includes(name)) this.#change([...this.names, name]);
  }

  #remove(place: number): void {
    this.#change(this.names.filter((_, each) => each !== place));
    this.renderRoot.querySelector("input")?.focus();
  }

  #change(names: readonly string[]): void {
    this.names = names;
    this.dispatchEvent(new CustomEvent("change", { detail: names }));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.#keep();
  }

  static override styles = [...styles, namesStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-names": Names;
  }
}
