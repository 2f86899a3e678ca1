// The footer of the policy form: what the save will do, and the buttons.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { joinList } from "../shared/labels.ts";
import { errorNotice } from "../shared/status-templates.ts";
import type { PolicyEditor } from "./policy-editor.ts";
import { policyName, type ChartPolicy } from "./policy-summary.ts";
import { savePreview, type SaveResult } from "./save-preview.ts";

interface SaveOptions {
  replaces: ChartPolicy | undefined;
  /** Adds a new policy instead of this edit. */
  addInstead: () => void;
}

/** The preview, or why there was no response, stands beside the Save button: the form may be scrolled to any place. */
export function saveActions(
  editor: PolicyEditor,
  retry: () => unknown,
  close: () => void,
  { replaces, addInstead }: SaveOptions,
): TemplateResult {
  const { preview, mutation, draft, uploads } = editor;
  const { data } = preview;
  const isPreviewed = data && !data.userErrors.length;
  const previewText = isPreviewed ? savePreview(data, draft, replaces) : nothing;
  const status = mutation.error ? errorNotice(mutation.error, retry) : previewText;
  return html`<div slot="actions" class="preview" aria-live="polite">${status}</div>
    ${isPreviewed ? endPreviousField(editor, data) : nothing}
    ${
      isPreviewed && data.warnings.some(({ code }) => code === "LOOKS_LIKE_A_NEW_POLICY")
        ? html`<button slot="actions" type="button" class="quiet add-instead" @click=${addInstead}>
            Add as a new policy instead
          </button>`
        : nothing
    }
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

/** Whether the new Primary ends those before it; asked only where there are any. */
function endPreviousField(editor: PolicyEditor, { endable }: SaveResult): unknown {
  if (!endable.length) return nothing;
  const names = joinList(endable.map(({ policy }) => policyName(policy)));
  const handleChange = (event: Event) => editor.setEndPrevious((event.target as HTMLInputElement).checked);
  return html`<label slot="actions" class="choice end-previous">
    <input
      type="checkbox"
      name="endPrevious"
      aria-describedby="end-previous-hint"
      .checked=${live(editor.endPrevious)}
      @change=${handleChange}
    />
    <span>
      End the previous ${endable.length === 1 ? "Primary" : "Primaries"}
      <span class="hint" id="end-previous-hint">
        ${names}. Clear this where both stay in force, as with an employee-assistance plan.
      </span>
    </span>
  </label>`;
}

/** Asks before changes are lost. */
export function discardActions(discard: () => void, keepEditing: () => unknown): TemplateResult {
  return html`<p slot="actions" class="preview" role="alert"><strong>You have unsaved changes.</strong></p>
    <button slot="actions" type="button" @click=${discard}>Discard changes</button>
    <button slot="actions" type="button" id="keep" class="primary" @click=${keepEditing}>Keep editing</button>`;
}
