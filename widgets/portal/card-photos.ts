import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { AttachmentSide } from "../generated/operations.ts";
import { element } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { styles } from "../shared/styles/index.ts";
import type { Upload, UploadRules, Uploads } from "../shared/uploads.ts";
import { cardPhotosStyles } from "./card-photos.css.ts";

const SIDES: Readonly<Record<AttachmentSide, string>> = {
  FRONT: "Front of the card",
  BACK: "Back of the card",
  OTHER: "More pictures",
};

/**
 * The card as a client holds it: a place for its front and one for its back, which a phone fills with its camera; and a
 * way to choose files instead, or to drop them. Used like `<policybook-attachments>`, on the same `Uploads`.
 */
@element("policybook-card-photos")
export class CardPhotos extends LitElement {
  @property({ attribute: false }) uploads!: Uploads;
  @property({ attribute: false }) items: readonly Upload[] = [];
  @property({ attribute: false }) rules!: UploadRules;
  @property() error = "";
  @state() private over = false;
  /** Previews the browser could not draw, although it knows their type. */
  @state() private blank: readonly number[] = [];

  /** A phone or a tablet: what it offers first is its camera. */
  readonly #hand = matchMedia("(pointer: coarse)").matches;

  override focus(): void {
    (this.renderRoot.querySelector<HTMLElement>(".tile.wrong button") ?? this.#picker)?.focus();
  }

  protected override render(): TemplateResult {
    const full = this.items.length >= this.rules.maxAttachments;
    const first = (side: AttachmentSide) => this.items.find((each) => each.side === side);
    const places = (["FRONT", "BACK"] as const).map((side) => first(side) ?? side);
    const others = this.items.filter((each) => !places.includes(each));
    return html`<fieldset
      class=${this.over ? "over" : ""}
      aria-describedby=${this.error ? "error" : nothing}
      @dragover=${this.#onDragOver}
      @dragleave=${() => (this.over = false)}
      @drop=${this.#onDrop}
    >
      <legend>Your insurance card</legend>
      <ul class="tiles" aria-label="Pictures of the card">
        ${repeat(
          [...places, ...others].filter((each) => typeof each === "object" || !full),
          (each) => (typeof each === "string" ? each : each.key),
          (each) => html`<li>${typeof each === "string" ? this.#place(each) : this.#tile(each)}</li>`,
        )}
      </ul>
      ${full ? html`<p class="hint">There is room for no more.</p>` : this.#choose()}
      ${this.error ? html`<div class="error" id="error">${icons.warning}${this.error}</div>` : nothing}
    </fieldset>`;
  }

  #place(side: AttachmentSide): TemplateResult {
    return html`<label class="tile place">
      ${this.#hand ? icons.camera : icons.plus}
      <strong>${SIDES[side]}</strong>
      <span class="small muted">${this.#hand ? "Take a photo" : "Choose a photo"}</span>
      ${this.#input(side)}
    </label>`;
  }

  /** Where the camera is asked for, only photos may be: with another type a phone would offer its files instead. */
  #input(side: AttachmentSide, instead?: Upload): TemplateResult {
    const { uploadTypes } = this.rules;
    const camera = this.#hand && side !== "OTHER";
    const types = camera ? uploadTypes.filter((type) => type.startsWith("image/")) : uploadTypes;
    return html`<input
      class="hidden-text"
      type="file"
      accept=${types.join(",")}
      capture=${camera ? "environment" : nothing}
      @change=${(event: Event) => {
        if (instead) this.uploads.remove(instead.key);
        this.#onChosen(event, side);
      }}
    />`;
  }

  #choose(): TemplateResult {
    return html`<div class="choose">
      <label class="button">
        ${icons.file}${this.#hand ? "Choose photos or a PDF instead" : "Choose files"}
        <input
          class="hidden-text"
          id="picker"
          type="file"
          multiple
          accept=${this.rules.uploadTypes.join(",")}
          aria-describedby="hint"
          @change=${(event: Event) => this.#onChosen(event)}
        />
      </label>
      <span class="hint" id="hint">
        ${this.#hand ? "" : "Or drop them here."} Up to ${this.rules.uploadMaxBytes / 1024 ** 2} MB each.
      </span>
    </div>`;
  }

  #tile(item: Upload): TemplateResult {
    const { key, file, side, state, message } = item;
    const wrong = state === "lost" || state === "refused";
    const name = side === "OTHER" ? file.name : SIDES[side];
    const preview = this.blank.includes(key) ? undefined : item.preview;
    return html`<div class="tile ${wrong ? "wrong" : state === "sending" ? "sending" : ""}">
      <div class="picture">
        ${
          preview
            ? html`<img src=${preview} alt="${name}, as chosen" @error=${() => (this.blank = [...this.blank, key])} />`
            : html`${icons.file}<span class="small muted">${file.name.split(".").at(-1)?.toUpperCase()}</span>`
        }
        <button type="button" class="square remove" aria-label="Remove ${name}" @click=${() => this.#leave(key)}>
          ${icons.close}
        </button>
      </div>
      <div class="about">
        <p class="name" title=${file.name}>${name}</p>
        ${state === "sending" ? progress(item, name) : nothing}
        ${state === "done" ? html`<p class="small arrived">${icons.check}Arrived</p>` : nothing}
        ${wrong ? html`<p class="error" role="alert">${icons.warning}<span>${message}</span></p>` : nothing}
        ${
          state === "lost"
            ? html`<button type="button" aria-label="Send again: ${name}" @click=${() => this.uploads.retry(key)}>
                Send again
              </button>`
            : nothing
        }
        ${
          state === "refused"
            ? html`<label class="button"
                >${this.#hand && side !== "OTHER" ? "Take another" : "Choose another"}${this.#input(side, item)}</label
              >`
            : nothing
        }
      </div>
    </div>`;
  }

  get #picker(): HTMLElement | null {
    return this.renderRoot.querySelector("#picker");
  }

  #leave(key: number): void {
    this.uploads.remove(key);
    void this.#onward();
  }

  #onChosen(event: Event, side?: AttachmentSide): void {
    const input = event.target as HTMLInputElement;
    this.#add(input.files, side);
    input.value = ""; // so that the same file may be chosen again
    void this.#onward();
  }

  /** What had the focus is gone: it goes to the next side of the card, or to choosing more. */
  async #onward(): Promise<void> {
    await new Promise(requestAnimationFrame); // the form draws first, and hands on what is new
    await this.updateComplete;
    (this.renderRoot.querySelector<HTMLElement>(".place input") ?? this.#picker)?.focus();
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

  #add(files: FileList | null | undefined, side?: AttachmentSide): void {
    this.uploads.add([...(files ?? [])].slice(0, this.rules.maxAttachments - this.uploads.items.length), [], side);
  }

  static override styles = [...styles, cardPhotosStyles];
}

function progress({ progress }: Upload, name: string): TemplateResult {
  return html`<progress max="1" .value=${progress} aria-label="Sending ${name}"></progress>
    <p class="small muted">${progress < 1 ? `${Math.round(progress * 100)}% sent` : "Looking at it…"}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-card-photos": CardPhotos;
  }
}
