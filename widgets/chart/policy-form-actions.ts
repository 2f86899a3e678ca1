// The footer of the policy form: what the save will do, and the buttons.

import { html, nothing, type TemplateResult } from "lit";
import { errorNotice } from "../shared/status-templates.ts";
import type { PolicyEditor } from "./policy-editor.ts";
import { savePreview } from "./save-preview.ts";

/** The preview, or why there was no response, stands beside the Save button: the form may be scrolled to any place. */
export function saveActions(editor: PolicyEditor, retry: () => unknown, close: () => void): TemplateResult {
  const { preview, mutation, draft, uploads } = editor;
  const { data } = preview;
  const previewText = data && !data.userErrors.length ? savePreview(data, draft) : nothing;
  const status = mutation.error ? errorNotice(mutation.error, retry) : previewText;
  return html`<div slot="actions" class="preview" aria-live="polite">${status}</div>
    <button slot="actions" type="button" @click=${close}>Cancel</button>
    <button
      slot="actions"
      type="submit"
      form="form"
      class="primary"
      aria-busy=${uploads.isAwaited || mutation.isSaving}
    >
      ${uploads.isAwaited ? "Sending files…" : "Save"}
    </button>`;
}

/** Asks before changes are lost. */
export function discardActions(discard: () => void, keepEditing: () => unknown): TemplateResult {
  return html`<p slot="actions" class="preview" role="alert"><strong>You have unsaved changes.</strong></p>
    <button slot="actions" type="button" @click=${discard}>Discard changes</button>
    <button slot="actions" type="button" id="keep" class="primary" @click=${keepEditing}>Keep editing</button>`;
}
