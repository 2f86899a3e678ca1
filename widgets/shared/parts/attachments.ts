import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { AttachmentSide } from "../../generated/operations.ts";
import { element } from "../element.ts";
import * as icons from "../icons.ts";
import { styles } from "../styles/index.ts";
import type { Kept, Upload, UploadRules, Uploads } from "../uploads.ts";
import { SIDES, word } from "../words.ts";
import { attachmentStyles } from "./attachments.css.ts";

/**
 * A form's files: those attached already and those chosen here, each with its preview, and ways to add more: the file
 * picker, drag and drop, and with `camera` a phone's camera. The form owns the `Uploads` and hands its lists over with
 * each drawing, as in `.uploads=${u} .items=${u.items} .removed=${u.removed}`. Class "wrong" marks it as a wrong field.
 */
@element("policybook-attachments")
export class Attachments extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property() label = "Card pictures";
  @property() hint = "";
  @property() error = "";
  /** Whether a phone is offered its camera first. */
  @property({ type: Boolean }) camera = false;
  /** Previews as wide as the part, to read a card from. */
  @property({ type: Boolean, reflect: true }) large = false;
  @property({ attribute: false }) uploads!: Uploads;
  @property({ attribute: false }) items: readonly Upload[] = [];
  @property({ attribute: false }) removed: readonly string[] = [];
  @property({ attribute: false }) kept: readonly Kept[] = [];
  @property({ attribute: false }) rules!: UploadRules;
  @state() private over = false;

  protected override render(): TemplateResult {
    const stays = this.kept.length - this.removed.length + this.items.length;
    return html`<fieldset
      class="field ${this.error ? "missed" : ""}"
      aria-describedby=${this.error ? "error" : nothing}
    >
      <legend>${this.label} <span class="optional">(optional)</span></legend>
      <ul class="files" aria-label=${this.label} ?hidden=${!this.kept.length && !this.items.length}>
        ${repeat(
          this.kept,
          ({ id }) => id,
          (each) => this.#kept(each),
        )}
        ${repeat(
          this.items,
          ({ key }) => key,
          (each) => this.#item(each),
        )}
      </ul>
      ${stays < this.rules.maxAttachments ? this.#drop() : html`<p class="hint">There is room for no more.</p>`}
      ${this.error ? html`<div class="error" id="error">${icons.warning}${this.error}</div>` : nothing}
    </fieldset>`;
  }

  #drop(): TemplateResult {
    const types = this.rules.uploadTypes.join(",");
    return html`<div
      class="drop ${this.over ? "over" : ""}"
      @dragover=${this.#onDragOver}
      @dragleave=${() => (this.over = false)}
      @drop=${this.#onDrop}
    >
      <div class="row">
        ${
          this.camera
            ? html`<label class="button camera">
                ${icons.camera}Take a photo
                <input
                  class="hidden-text"
                  type="file"
                  accept="image/*"
                  capture="environment"
                  @change=${this.#onChosen}
                />
              </label>`
            : nothing
        }
        <label class="button">
          ${icons.plus}Add files
          <input
            class="hidden-text"
            type="file"
            multiple
            accept=${types}
            aria-describedby="hint"
            @change=${this.#onChosen}
          />
        </label>
        <span class="fine small muted">or drop them here</span>
      </div>
      <div class="hint" id="hint">
        ${this.hint || `Photos or PDFs, ${this.rules.uploadMaxBytes / 1024 ** 2} MB each at most.`}
      </div>
    </div>`;
  }

  #kept(kept: Kept): TemplateResult {
    const gone = this.removed.includes(kept.id);
    return html`<li class=${gone ? "gone" : ""}>
      ${picture(kept.previewUrl, `${word(SIDES, kept.side)} of the card`)}
      <div class="about">
        <p class="name" title=${kept.fileName}>${kept.fileName}</p>
        <p class="small muted">${gone ? "Removed when you save" : word(SIDES, kept.side)}</p>
      </div>
      ${
        gone
          ? html`<button
              type="button"
              class="quiet"
              aria-label="Undo: keep ${kept.fileName}"
              @click=${() => this.#toggle(kept)}
            >
              Undo
            </button>`
          : this.#remove(kept.fileName, () => this.#toggle(kept))
      }
    </li>`;
  }

  #item(item: Upload): TemplateResult {
    const { key, file, side, state, message } = item;
    const wrong = state === "lost" || state === "refused";
    return html`<li class=${wrong ? "wrong" : ""}>
      ${picture(item.preview, "")}
      <div class="about">
        <p class="name" title=${file.name}>${file.name}</p>
        ${state === "sending" ? progress(item) : nothing}
        ${wrong ? html`<p class="error" role="alert">${icons.warning}${message}</p>` : nothing}
        ${
          state === "done"
            ? html`<select aria-label="Side of ${file.name}" @change=${(event: Event) => this.#side(key, event)}>
                ${Object.entries(SIDES).map(([each, name]) => html`<option value=${each} ?selected=${each === side}>${name}</option>`)}
              </select>`
            : nothing
        }
        ${
          state === "lost"
            ? html`<button type="button" aria-label="Send again: ${file.name}" @click=${() => this.uploads.retry(key)}>
                Send again
              </button>`
            : nothing
        }
      </div>
      ${this.#remove(file.name, () => this.#leave(key))}
    </li>`;
  }

  #remove(name: string, remove: () => void): TemplateResult {
    return html`<button type="button" class="square" aria-label="Remove ${name}" @click=${remove}>
      ${icons.close}
    </button>`;
  }

  async #toggle({ id, fileName }: Kept): Promise<void> {
    this.uploads.toggleKept(id);
    await this.#drawn();
    const buttons = [...this.renderRoot.querySelectorAll("button")];
    buttons.find((each) => each.ariaLabel?.endsWith(fileName))?.focus();
  }

  async #leave(key: number): Promise<void> {
    this.uploads.remove(key);
    await this.#drawn();
    this.renderRoot.querySelector<HTMLElement>("input[multiple]")?.focus();
  }

  /** The form draws first, and hands on what is new. */
  async #drawn(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
  }

  #side(key: number, event: Event): void {
    this.uploads.setSide(key, (event.target as HTMLSelectElement).value as AttachmentSide);
  }

  #onChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.#add(input.files);
    input.value = ""; // so that the same file may be chosen again
  }

  #onDragOver(event: DragEvent): void {
    event.preventDefault();
    this.over = true;
  }

  #onDrop(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    this.#add(event.dataTransfer?.files);
  }

  #add(files: FileList | null | undefined): void {
    const room = this.rules.maxAttachments - this.items.length - this.kept.length + this.removed.length;
    this.uploads.add([...(files ?? [])].slice(0, room), this.kept);
  }

  static override styles = [...styles, attachmentStyles];
}

function picture(url: string | undefined, text: string): TemplateResult {
  if (!url) return html`<span class="thumb">${icons.file}</span>`;
  return html`<img class="thumb" src=${url} alt=${text} />`;
}

function progress({ progress, file }: Upload): TemplateResult {
  return html`<progress max="1" .value=${progress} aria-label="Sending ${file.name}"></progress>
    <p class="small muted">${progress < 1 ? `${Math.round(progress * 100)}% sent` : "Looking at the file…"}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-attachments": Attachments;
  }
}
