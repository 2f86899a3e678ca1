import { html, type TemplateResult } from "lit";
import type { Upload } from "./upload.ts";

/** The progress bar of an upload. `name` is what the file is called on the screen. */
export function uploadProgress({ progress }: Upload, name: string): TemplateResult {
  return html`<progress max="1" .value=${progress} aria-label="Sending ${name}"></progress>
    <p class="small muted">${progress < 1 ? `${Math.round(progress * 100)}% sent` : "Checking the file…"}</p>`;
}
