// Somebody else saved the policy while it was being edited here: what they changed, and what becomes of one's own typing.

import { html, nothing, type TemplateResult } from "lit";
import type { PolicyHistoryQuery } from "../generated/operations.ts";
import { fieldInWords } from "../shared/changes.ts";
import { instant } from "../shared/dates.ts";
import * as icons from "../shared/icons.ts";
import { changeWords, valueInWords, type FieldChange } from "./changes.ts";
import { differences, inputName, type Draft, type HeldPolicy } from "./draft.ts";

/** The newest entry of the history: theirs. */
export type LatestChange = NonNullable<NonNullable<PolicyHistoryQuery["policy"]>["history"]>["nodes"][number];

export interface Conflict {
  /** The policy as this form had loaded it at first. */
  loaded: HeldPolicy;
  latest: LatestChange | undefined;
  draft: Draft;
  timeZone: string;
  /** Gives up one's own typing in a field. */
  takeTheirs: (change: FieldChange) => void;
}

export function conflictNotice({ loaded, latest, draft, timeZone, takeTheirs }: Conflict): TemplateResult {
  const changes = draft.policy ? differences(loaded, draft.policy) : [];
  const mine = (change: FieldChange) =>
    draft.form.changed.includes(inputName(change.field))
      ? html`<span class="mine">
          <span>Yours, <strong>${ownValue(draft, change.field, timeZone)}</strong>, replaces it.</span>
          <button type="button" class="quiet small" @click=${() => takeTheirs(change)}>Take theirs</button>
        </span>`
      : nothing;
  return html`<div class="notice look form-errors conflict" role="alert" tabindex="-1">
    ${icons.warning}
    <div>
      <strong>${latest?.actor ?? "Somebody else"} has changed this policy meanwhile.</strong>
      ${latest ? html`<p class="small muted">${instant(latest.at, timeZone)}</p>` : nothing}
      ${
        changes.length
          ? html`<ul>
              ${changes.map((each) => html`<li>${fieldInWords(each, changeWords(timeZone))} ${mine(each)}</li>`)}
            </ul>`
          : html`<p>Nothing that this form shows is different.</p>`
      }
      <p>What you typed is kept below, on top of that. Save again to save it.</p>
    </div>
  </div>`;
}

function ownValue(draft: Draft, field: string, timeZone: string): string {
  if (field === "payer") return draft.payerName;
  const value = draft.form.get(field);
  return value ? valueInWords(field, value, timeZone) : "empty";
}
