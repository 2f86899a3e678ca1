// What to check after a save, on the chart until it is closed.

import { html, nothing, type TemplateResult } from "lit";
import * as icons from "../shared/icons.ts";
import { warningSentences, type Warning } from "./save-preview.ts";

/** The detail of the event `policybook-warnings`. */
export interface SavedWarnings {
  policyName: string;
  warnings: readonly Warning[];
}

export function savedWarningsNotice(
  { policyName, warnings }: SavedWarnings,
  close: () => void,
): TemplateResult | typeof nothing {
  if (!warnings.length) return nothing;
  return html`<div class="notice warning saved-warnings" role="group" aria-label="After the save">
    ${icons.warning}
    <div class="spread">
      <div>
        <strong>${policyName} was saved. Please check:</strong>
        <ul>
          ${warningSentences(warnings).map((sentence) => html`<li>${sentence}</li>`)}
        </ul>
      </div>
      <button type="button" @click=${close}>OK</button>
    </div>
  </div>`;
}
