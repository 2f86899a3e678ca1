// The change history of a record: who changed what, when, and each field's value before and after.

import { html, nothing, type TemplateResult } from "lit";
import type { PortalSettingsQuery } from "../generated/operations.ts";
import { formatDateTime } from "./dates.ts";
import { CHANGE_CAUSES, labelOf } from "./labels.ts";

type Practice = NonNullable<PortalSettingsQuery["viewer"]>["practice"];
export type Change = Pick<
  NonNullable<Practice["history"]>["edges"][number]["node"],
  "id" | "at" | "actor" | "cause" | "fields"
>;

/** A record's field labels and how their values are displayed. */
export interface ChangeLabels {
  fields: Readonly<Record<string, string>>;
  formatValue?: (field: string, value: string) => string;
  /** An additional line for the change with this id. */
  detail?: (id: string) => unknown;
}

/** The changes in the order given (newest first). The element's styles must include `changeHistoryStyles`. */
export function changeHistory(changes: readonly Change[], timeZone: string, labels: ChangeLabels): TemplateResult {
  return html`<ol class="changes" aria-label="History">
    ${changes.map(
      ({ id, at, actor, cause, fields }) =>
        html`<li>
          <p><strong>${labelOf(CHANGE_CAUSES, cause)}</strong> <span class="muted">by ${actor}</span></p>
          <p class="muted small"><time datetime=${at}>${formatDateTime(at, timeZone)}</time></p>
          ${labels.detail?.(id) ?? nothing}
          ${
            fields.length
              ? html`<ul>
                  ${fields.map((field) => html`<li>${fieldChange(field, labels)}</li>`)}
                </ul>`
              : nothing
          }
        </li>`,
    )}
  </ol>`;
}

/** "Member ID: W1 → W2". */
export function fieldChange(
  { field, before, after }: Change["fields"][number],
  { fields, formatValue }: ChangeLabels,
): TemplateResult {
  const format = (value: string) => formatValue?.(field, value) ?? value;
  const label = labelOf(fields, field);
  if (before == null) return html`<span class="muted">${label}:</span> ${after == null ? "empty" : format(after)}`;
  return html`<span class="muted">${label}:</span> <del>${format(before)}</del> ${
      after == null
        ? html`<span class="muted">removed</span>`
        : html`<span aria-hidden="true">→</span> <span class="visually-hidden">became</span> ${format(after)}`
    }`;
}

/** The value of a boolean field. */
export function formatBoolean(value: string): string {
  return value === "true" ? "yes" : "no";
}
