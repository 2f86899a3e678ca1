// A conflict: somebody else saved the client while they were being edited here.

import { html, nothing, type TemplateResult } from "lit";
import { ADDRESS_LABELS } from "../shared/address-fields.ts";
import { fieldChange, type ChangeLabels } from "../shared/change-history.ts";
import { formatDate } from "../shared/dates.ts";
import type { FormState, FormValues } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { labelOf, SEXES } from "../shared/labels.ts";

const LABELS: ChangeLabels = {
  fields: {
    firstName: "First name",
    middleName: "Middle name",
    lastName: "Last name",
    dateOfBirth: "Date of birth",
    sex: "Sex",
    ...Object.fromEntries(Object.entries(ADDRESS_LABELS).map(([part, label]) => [`address.${part}`, label])),
  },
  formatValue,
};

/**
 * Lists what the other person changed. `loaded` and `current` are the values as this form loaded them and as they are
 * now; `form` is already rebased on the current ones.
 */
export function clientConflictNotice(
  loaded: FormValues,
  current: FormValues,
  form: FormState,
  discardOwnValue: (name: string) => void,
): TemplateResult {
  const changed = Object.keys(current).filter((name) => (loaded[name] ?? "") !== (current[name] ?? ""));
  return html`<div class="notice warning form-errors" role="alert" tabindex="-1">
    ${icons.warning}
    <div>
      <strong>Somebody else changed this client while you were editing.</strong>
      <ul>
        ${changed.map((field) => {
          const change = { field, before: loaded[field] || null, after: current[field] || null };
          return html`<li>${fieldChange(change, LABELS)} ${ownValue(form, field, discardOwnValue)}</li>`;
        })}
      </ul>
      <p>Your changes are still in the form below. Save again to apply them.</p>
    </div>
  </div>`;
}

function ownValue(form: FormState, name: string, discard: (name: string) => void): unknown {
  if (!form.changedNames.includes(name)) return nothing;
  const value = form.get(name);
  return html`<p>
    Your value, <strong>${value ? formatValue(name, value) : "empty"}</strong>, replaces it.
    <button type="button" class="quiet small" @click=${() => discard(name)}>Use their value</button>
  </p>`;
}

function formatValue(field: string, value: string): string {
  if (field === "sex") return labelOf(SEXES, value);
  return field === "dateOfBirth" ? formatDate(value) : value;
}
