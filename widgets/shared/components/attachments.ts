import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { AttachmentSide } from "../../generated/operations.ts";
import { customElement } from "../custom-element.ts";
import { DropZoneController } from "../drop-zone-controller.ts";
import { options } from "../form-fields.ts";
import * as icons from "../icons.ts";
import { CARD_SIDES, labelOf } from "../labels.ts";
import { styles } from "../styles/index.ts";
import type { SavedAttachment, Upload } from "../upload.ts";
import type { UploadController } from "../upload-controller.ts";
import { uploadProgress } from "../upload-progress.ts";
import { uploadProgressStyles } from "../upload-progress.css.ts";
import { megabytes, type UploadRules } from "../upload-rules.ts";
import { attachmentStyles } from "./attachments.css.ts";

/**
 * A form's files, saved and newly chosen, each with a preview; adds more from the file picker, by drag and drop, or
 * with `camera` from a phone's camera. The form owns the UploadController and passes its state on each render:
 * `.uploads=${uploads} .items=${uploads.items} .removedIds=${uploads.removedIds}`. The class "invalid" marks it as an
 * invalid field of the form.
 */
@customElement("policybook-attachments")
export class Attachments extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property() label = "Card pictures";
  @property() hint = "";
  @property() error = "";
  /** Whether to offer a phone's camera first. */
  @property({ type: Boolean }) camera = false;
  /** Full-width previews, large enough to read a card. */
  @property({ type: Boolean, reflect: true }) large = false;
  @property({ attribute: false }) uploads!: UploadController;
  @property({ attribute: false }) items: readonly Upload[] = [];
  @property({ attribute: false }) removedIds: readonly string[] = [];
  @property({ attribute: false }) saved: readonly SavedAttachment[] = [];
  @property({ attribute: false }) rules!: UploadRules;
  readonly #dropZone = new DropZoneController(this, (files) => this.#add(files));

  protected override render(): TemplateResult {
    const isEmpty = !this.saved.length && !this.items.length;
    return html`<fieldset
      class="field ${this.error ? "missing-files" : ""}"
      aria-describedby=${this.error ? "error" : nothing}
    >
      <legend>${this.label} <span class="optional">(optional)</span></legend>
      <ul class="files" aria-label=${this.label} ?hidden=${isEmpty}>
        ${repeat(
          this.saved,
          ({ id }) => id,
          (attachment) => this.#renderSaved(attachment),
        )}
        ${repeat(
          this.items,
          ({ key }) => key,
          (item) => this.#renderUpload(item),
        )}
      </ul>
      ${this.#remaining > 0 ? this.#renderDropZone() : html`<p class="hint">No more files can be added.</p>`}
      ${this.error ? html`<div class="error" id="error">${icons.warning}${this.error}</div>` : nothing}
    </fieldset>`;
  }

  /** How many more files can be added. */
  get #remaining(): number {
    return this.rules.maxAttachments - this.items.length - this.saved.length + this.removedIds.length;
  }

  #renderDropZone(): TemplateResult {
    return html`<div
      class="drop ${this.#dropZone.isDragOver ? "over" : ""}"
      @dragover=${this.#dropZone.handleDragOver}
      @dragleave=${this.#dropZone.handleDragLeave}
      @drop=${this.#dropZone.handleDrop}
    >
      <div class="row">
        ${
          this.camera
            ? html`<label class="button camera">
                ${icons.camera}Take a photo
                <input
                  class="visually-hidden"
                  type="file"
                  accept="image/*"
                  capture="environment"
                  @change=${this.#handleFilesChosen}
                />
              </label>`
            : nothing
        }
        <label class="button">
          ${icons.plus}Add files
          <input
            class="visually-hidden"
            type="file"
            multiple
            accept=${this.rules.uploadTypes.join(",")}
            aria-describedby="hint"
            @change=${this.#handleFilesChosen}
          />
        </label>
        <span class="fine small muted">or drop them here</span>
      </div>
      <div class="hint" id="hint">
        ${this.hint || `Photos or PDFs, up to ${megabytes(this.rules.uploadMaxBytes)} each.`}
      </div>
    </div>`;
  }

  #renderSaved(attachment: SavedAttachment): TemplateResult {
    const { id, fileName, side, previewUrl } = attachment;
    const isRemoved = this.removedIds.includes(id);
    const toggle = () => this.#toggleSaved(attachment);
    return html`<li class=${isRemoved ? "removed" : ""}>
      ${thumbnail(previewUrl, `${labelOf(CARD_SIDES, side)} of the card`)}
      <div class="about">
        <p class="name" title=${fileName}>${fileName}</p>
        <p class="small muted">${isRemoved ? "Removed when you save" : labelOf(CARD_SIDES, side)}</p>
      </div>
      ${
        isRemoved
          ? html`<button type="button" class="quiet" aria-label="Undo: keep ${fileName}" @click=${toggle}>Undo</button>`
          : removeButton(fileName, toggle)
      }
    </li>`;
  }

  #renderUpload(item: Upload): TemplateResult {
    const { key, file, state, message, preview } = item;
    const isInvalid = state === "failed" || state === "rejected";
    return html`<li class=${isInvalid ? "invalid" : ""}>
      ${thumbnail(preview, "")}
      <div class="about">
        <p class="name" title=${file.name}>${file.name}</p>
        ${state === "sending" ? uploadProgress(item, file.name) : nothing}
        ${isInvalid ? html`<p class="error" role="alert">${icons.warning}${message}</p>` : nothing}
        ${state === "done" ? this.#renderSideSelect(item) : nothing}
        ${
          state === "failed"
            ? html`<button type="button" aria-label="Send again: ${file.name}" @click=${() => this.uploads.retry(key)}>
                Send again
              </button>`
            : nothing
        }
      </div>
      ${removeButton(file.name, () => this.#removeUpload(key))}
    </li>`;
  }

  #renderSideSelect({ key, file, side }: Upload): TemplateResult {
    const handleChange = (event: Event) =>
      this.uploads.setSide(key, (event.target as HTMLSelectElement).value as AttachmentSide);
    return html`<select aria-label="Side of ${file.name}" @change=${handleChange}>
      ${options(CARD_SIDES, side)}
    </select>`;
  }

  async #toggleSaved({ id, fileName }: SavedAttachment): Promise<void> {
    this.uploads.toggleSaved(id);
    await this.#rendered();
    const buttons = [...this.renderRoot.querySelectorAll("button")];
    buttons.find((button) => button.ariaLabel?.endsWith(fileName))?.focus();
  }

  async #removeUpload(key: number): Promise<void> {
    this.uploads.remove(key);
    await this.#rendered();
    this.renderRoot.querySelector<HTMLElement>("input[multiple]")?.focus();
  }

  /** The form renders first, and passes the new state on. */
  async #rendered(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
  }

  #handleFilesChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.#add(input.files);
    input.value = ""; // so that the same file can be chosen again
  }

  #add(files: FileList | null | undefined): void {
    this.uploads.add([...(files ?? [])].slice(0, this.#remaining), this.saved);
  }

  static override styles = [...styles, attachmentStyles, uploadProgressStyles];
}

function thumbnail(url: string | undefined, alt: string): TemplateResult {
  if (!url) return html`<span class="thumb">${icons.file}</span>`;
  return html`<img class="thumb" src=${url} alt=${alt} />`;
}

function removeButton(name: string, handleClick: () => unknown): TemplateResult {
  return html`<button type="button" class="square" aria-label="Remove ${name}" @click=${handleClick}>
    ${icons.close}
  </button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-attachments": Attachments;
  }
}
