import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { AttachmentSide } from "../generated/operations.ts";
import { customElement } from "../shared/custom-element.ts";
import { DropZoneController } from "../shared/drop-zone-controller.ts";
import * as icons from "../shared/icons.ts";
import { styles } from "../shared/styles/index.ts";
import type { Upload } from "../shared/upload.ts";
import type { UploadController } from "../shared/upload-controller.ts";
import { uploadProgress } from "../shared/upload-progress.ts";
import { uploadProgressStyles } from "../shared/upload-progress.css.ts";
import { megabytes, type UploadRules } from "../shared/upload-rules.ts";
import { cardPhotosStyles } from "./card-photos.css.ts";

const SIDE_LABELS: Readonly<Record<AttachmentSide, string>> = {
  FRONT: "Front of the card",
  BACK: "Back of the card",
  OTHER: "More pictures",
};

/**
 * The pictures of an insurance card: a tile for the front and one for the back, filled with a phone's camera or a file;
 * more files can be chosen or dropped. Used like `<policybook-attachments>`, with the same UploadController.
 */
@customElement("policybook-card-photos")
export class CardPhotos extends LitElement {
  @property({ attribute: false }) uploads!: UploadController;
  @property({ attribute: false }) items: readonly Upload[] = [];
  @property({ attribute: false }) rules!: UploadRules;
  @property() error = "";
  readonly #dropZone = new DropZoneController(this, (files) => this.#add(files));
  /** The keys of previews that the browser could not display. */
  @state() private failedPreviews: readonly number[] = [];

  /** A phone or tablet, which is offered its camera first. */
  readonly #isTouchDevice = matchMedia("(pointer: coarse)").matches;

  override focus(): void {
    (this.renderRoot.querySelector<HTMLElement>(".tile.invalid button") ?? this.#fileInput)?.focus();
  }

  protected override render(): TemplateResult {
    const isFull = this.items.length >= this.rules.maxAttachments;
    return html`<fieldset
      class=${this.#dropZone.isDragOver ? "over" : ""}
      aria-describedby=${this.error ? "error" : nothing}
      @dragover=${this.#dropZone.handleDragOver}
      @dragleave=${this.#dropZone.handleDragLeave}
      @drop=${this.#dropZone.handleDrop}
    >
      <legend>Your insurance card</legend>
      <ul class="tiles" aria-label="Pictures of the card">
        ${repeat(
          this.#tiles.filter((tile) => typeof tile === "object" || !isFull),
          (tile) => (typeof tile === "string" ? tile : tile.key),
          (tile) => html`<li>${typeof tile === "string" ? this.#renderEmptyTile(tile) : this.#renderUpload(tile)}</li>`,
        )}
      </ul>
      ${isFull ? html`<p class="hint">No more pictures can be added.</p>` : this.#renderFileButton()}
      ${this.error ? html`<div class="error" id="error">${icons.warning}${this.error}</div>` : nothing}
    </fieldset>`;
  }

  /** The first upload of each side, or the side where there is none; then the other uploads. */
  get #tiles(): (Upload | "FRONT" | "BACK")[] {
    const sides = (["FRONT", "BACK"] as const).map((side) => this.items.find((item) => item.side === side) ?? side);
    return [...sides, ...this.items.filter((item) => !sides.includes(item))];
  }

  #renderEmptyTile(side: AttachmentSide): TemplateResult {
    return html`<label class="tile empty-tile">
      ${this.#isTouchDevice ? icons.camera : icons.plus}
      <strong>${SIDE_LABELS[side]}</strong>
      <span class="small muted">${this.#isTouchDevice ? "Take a photo" : "Choose a photo"}</span>
      ${this.#renderInput(side)}
    </label>`;
  }

  /** For the camera only image types are accepted: with any other type, phones offer their files instead. */
  #renderInput(side: AttachmentSide, replaced?: Upload): TemplateResult {
    const { uploadTypes } = this.rules;
    const usesCamera = this.#isTouchDevice && side !== "OTHER";
    const types = usesCamera ? uploadTypes.filter((type) => type.startsWith("image/")) : uploadTypes;
    const handleChange = (event: Event) => {
      if (replaced) this.uploads.remove(replaced.key);
      this.#handleFilesChosen(event, side);
    };
    return html`<input
      class="visually-hidden"
      type="file"
      accept=${types.join(",")}
      capture=${usesCamera ? "environment" : nothing}
      @change=${handleChange}
    />`;
  }

  #renderFileButton(): TemplateResult {
    return html`<div class="choose">
      <label class="button">
        ${icons.file}${this.#isTouchDevice ? "Choose photos or a PDF instead" : "Choose files"}
        <input
          class="visually-hidden"
          id="file-input"
          type="file"
          multiple
          accept=${this.rules.uploadTypes.join(",")}
          aria-describedby="hint"
          @change=${(event: Event) => this.#handleFilesChosen(event)}
        />
      </label>
      <span class="hint" id="hint">
        ${this.#isTouchDevice ? "" : "Or drop them here."} Up to ${megabytes(this.rules.uploadMaxBytes)} each.
      </span>
    </div>`;
  }

  #renderUpload(item: Upload): TemplateResult {
    const { key, file, side, state } = item;
    const name = side === "OTHER" ? file.name : SIDE_LABELS[side];
    const isInvalid = state === "failed" || state === "rejected";
    return html`<div class="tile ${isInvalid ? "invalid" : state}">
      <div class="picture">
        ${this.#renderPreview(item, name)}
        <button type="button" class="square remove" aria-label="Remove ${name}" @click=${() => this.#remove(key)}>
          ${icons.close}
        </button>
      </div>
      <div class="about">
        <p class="name" title=${file.name}>${name}</p>
        ${this.#renderState(item, name)}
      </div>
    </div>`;
  }

  #renderPreview({ key, file, preview }: Upload, name: string): TemplateResult {
    if (!preview || this.failedPreviews.includes(key)) {
      return html`${icons.file}<span class="small muted">${file.name.split(".").at(-1)?.toUpperCase()}</span>`;
    }
    const handleError = () => (this.failedPreviews = [...this.failedPreviews, key]);
    return html`<img src=${preview} alt="${name}, as chosen" @error=${handleError} />`;
  }

  #renderState(item: Upload, name: string): TemplateResult {
    const { key, side, state, message } = item;
    if (state === "sending") return uploadProgress(item, name);
    if (state === "done") return html`<p class="small arrived">${icons.check}Arrived</p>`;
    const error = html`<p class="error" role="alert">${icons.warning}<span>${message}</span></p>`;
    if (state === "failed") {
      return html`${error}
        <button type="button" aria-label="Send again: ${name}" @click=${() => this.uploads.retry(key)}>
          Send again
        </button>`;
    }
    return html`${error}
      <label class="button">
        ${this.#isTouchDevice && side !== "OTHER" ? "Take another" : "Choose another"}${this.#renderInput(side, item)}
      </label>`;
  }

  get #fileInput(): HTMLElement | null {
    return this.renderRoot.querySelector("#file-input");
  }

  #remove(key: number): void {
    this.uploads.remove(key);
    void this.#focusNext();
  }

  #handleFilesChosen(event: Event, side?: AttachmentSide): void {
    const input = event.target as HTMLInputElement;
    this.#add(input.files, side);
    input.value = ""; // so that the same file can be chosen again
    void this.#focusNext();
  }

  /** The focused element is gone: focuses the next side of the card, or the file button. */
  async #focusNext(): Promise<void> {
    await new Promise(requestAnimationFrame); // the form renders first, and passes the new state on
    await this.updateComplete;
    (this.renderRoot.querySelector<HTMLElement>(".empty-tile input") ?? this.#fileInput)?.focus();
  }

  #add(files: FileList | null | undefined, side?: AttachmentSide): void {
    const remaining = this.rules.maxAttachments - this.uploads.items.length;
    this.uploads.add([...(files ?? [])].slice(0, remaining), [], side);
  }

  static override styles = [...styles, uploadProgressStyles, cardPhotosStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-card-photos": CardPhotos;
  }
}
