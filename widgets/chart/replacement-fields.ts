// The first question of "Replace with new policy": when the new policy starts.

import { html, LitElement, type TemplateResult } from "lit";
import { dateField, type FormBinding } from "../shared/form-fields.ts";
import { policyName, type ChartPolicy } from "./policy-summary.ts";

/** The effective date, which decides when a Primary that is replaced ends; and what to check. */
export function replacementFields(binding: FormBinding, replaced: ChartPolicy): TemplateResult {
  return html`<div class="replacement">
    <p class="small">
      For new insurance in place of ${policyName(replaced)}, which stays on the chart for earlier dates of service.
      Check what was taken over from it: type, relationship, policyholder, insurance type, and employer.
    </p>
    ${dateField(binding, {
      name: "effectiveDate",
      label: "Effective date of the new policy",
      hint: "The first day of coverage.",
      required: true,
    })}
  </div>`;
}

/** Focuses the effective date; returns whether it is rendered. */
export function focusReplacement(root: ParentNode): boolean {
  const dateInput = root.querySelector(".replacement policybook-date-input");
  if (!(dateInput instanceof LitElement)) return false;
  void dateInput.updateComplete.then(() => dateInput.querySelector("input")?.focus());
  return true;
}
