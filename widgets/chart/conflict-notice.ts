// A conflict: somebody else saved the policy while it was being edited here.

import { html, nothing, type TemplateResult } from "lit";
import type { PolicyHistoryQuery } from "../generated/operations.ts";
import { fieldChange } from "../shared/change-history.ts";
import { formatDateTime } from "../shared/dates.ts";
import * as icons from "../shared/icons.ts";
import { formatFieldValue, policyChangeLabels, type FieldChange } from "./policy-changes.ts";
import { differences, inputName, type PolicyDraft, type SavedPolicy } from "./policy-draft.ts";

/** The newest entry of the change history: the other person's change. */
export type LatestChange = NonNullable<NonNullable<PolicyHistoryQuery["policy"]>["history"]>["edges"][number]["node"];

export interface Conflict {
  /** The policy as this form loaded it. */
  loaded: SavedPolicy;
  latest: LatestChange | undefined;
  /** The draft, already rebased on the policy as it is now. */
  draft: PolicyDraft;
  timeZone: string;
  /** Discards the draft's own value of a field. */
  discardOwnValue: (change: FieldChange) => void;
}

/** Lists what the other person changed; for each field that is changed here too, a button that discards the own value. */
export function conflictNotice(conflict: Conflict): TemplateResult {
  const { loaded, latest, draft, timeZone } = conflict;
  const changes = draft.policy ? differences(loaded, draft.policy) : [];
  const labels = policyChangeLabels(timeZone);
  return html`<div class="notice warning form-errors conflict" role="alert" tabindex="-1">
    ${icons.warning}
    <div>
      <strong>${latest?.actor ?? "Somebody else"} changed this policy while you were editing.</strong>
      ${latest ? html`<p class="small muted">${formatDateTime(latest.at, timeZone)}</p>` : nothing}
      ${
        changes.length
          ? html`<ul>
              ${changes.map((change) => html`<li>${fieldChange(change, labels)} ${ownValue(conflict, change)}</li>`)}
            </ul>`
          : html`<p>No field of this form is affected.</p>`
      }
      <p>Your changes are still in the form below. Save again to apply them.</p>
    </div>
  </div>`;
}

function ownValue({ draft, timeZone, discardOwnValue }: Conflict, change: FieldChange): unknown {
  const { field } = change;
  if (!draft.form.changedNames.includes(inputName(field))) return nothing;
  const value = draft.form.get(field);
  const formatted = value ? formatFieldValue(field, value, timeZone) : "empty";
  const displayed = field === "payer" ? draft.payerName : formatted;
  return html`<span class="own-value">
    <span>Your value, <strong>${displayed}</strong>, replaces it.</span>
    <button
      type="button"
      class="quiet small"
      @click=${() => {
        discardOwnValue(change);
      }}
    >
      Use their value
    </button>
  </span>`;
}
