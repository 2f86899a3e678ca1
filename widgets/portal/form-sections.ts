// The sections of the Add insurance form below the main fields.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { PolicyField } from "../generated/operations.ts";
import type { FormBinding } from "../shared/form-fields.ts";
import * as icons from "../shared/icons.ts";
import type { PolicyForm } from "./client-policies.ts";
import { clientFields, formField, policyholderFields } from "./policy-fields.ts";
import type { Submission } from "./submission.ts";

const OUTSIDE_DETAILS: PolicyField[] = ["ATTACHMENTS", "PAYER", "MEMBER_ID", "TYPE", "RELATIONSHIP", "POLICYHOLDER"];

/** A checkbox, and when it is checked the relationship and the policyholder. */
export function policyholderSection(
  binding: FormBinding,
  submission: Submission,
  policyForm: PolicyForm,
): TemplateResult | typeof nothing {
  const relationship = submission.field("RELATIONSHIP");
  const policyholder = submission.field("POLICYHOLDER");
  if (!relationship && !policyholder) return nothing;
  const handleChange = (event: Event) => {
    submission.hasPolicyholder = (event.target as HTMLInputElement).checked;
    binding.onChange("");
  };
  const others = relationship?.options?.filter((option) => option !== "SELF");
  const fields = html`<div class="fields">
    ${relationship ? formField(binding, relationship, others) : nothing}
    ${policyholder ? policyholderFields(binding, policyholder, policyForm.policyholderFields) : nothing}
  </div>`;
  return html`<div class="section">
    <label class="choice">
      <input type="checkbox" .checked=${live(submission.hasPolicyholder)} @change=${handleChange} />
      <span>
        I am covered through someone else<small class="muted">Such as a parent’s or a spouse’s plan.</small>
      </span>
    </label>
    ${submission.hasPolicyholder ? fields : nothing}
  </div>`;
}

/** What the practice does not know of the client yet, and claims need. */
export function aboutTheClient(
  binding: FormBinding,
  { clientFields: fields }: PolicyForm,
): TemplateResult | typeof nothing {
  if (!fields.length) return nothing;
  const isInvalid = fields.some(({ inputField }) => binding.errors.messageFor(`client.${inputField}`));
  return html`<details class="section about-you" ?open=${isInvalid}>
    <summary>
      ${icons.chevron}<span>
        About you<small class="muted">Needed for claims. Your practice does not have it yet.</small>
      </span>
    </summary>
    <div class="fields">${clientFields(binding, fields)}</div>
  </details>`;
}

/** The remaining fields: required ones directly, the others collapsed as long as none of them is invalid. */
export function moreDetails(binding: FormBinding, { fields }: PolicyForm): TemplateResult {
  const remaining = fields.filter(({ field }) => !OUTSIDE_DETAILS.includes(field));
  const required = remaining.filter((field) => field.required);
  const optional = remaining.filter((field) => !field.required);
  const isInvalid = optional.some(({ inputField }) => binding.errors.messageFor(inputField));
  return html`${required.map((field) => formField(binding, field))}
  ${
    optional.length
      ? html`<details class="section" ?open=${isInvalid}>
          <summary>
            ${icons.chevron}<span>
              More details<small class="muted">Dates, group and plan, if you have them at hand.</small>
            </span>
          </summary>
          <div class="fields">${optional.map((field) => formField(binding, field))}</div>
        </details>`
      : nothing
  }`;
}
