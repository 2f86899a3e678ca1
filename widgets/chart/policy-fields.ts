// The form's fields, as `viewer.policyForm` lists them.

import { html, nothing, type TemplateResult } from "lit";
import type { PolicyField } from "../generated/operations.ts";
import { dateField, moneyField, selectField, textField, type Entry, type Field } from "../shared/fields.ts";
import { FIELDS, INSURANCE_TYPES, RELATIONSHIPS, SEXES, TYPES } from "../shared/words.ts";
import type { Draft, FormField } from "./draft.ts";

const CHOICES: Partial<Record<PolicyField, Readonly<Record<string, string>>>> = {
  TYPE: TYPES,
  RELATIONSHIP: RELATIONSHIPS,
  INSURANCE_TYPE: INSURANCE_TYPES,
};

const LABELS: Partial<Record<PolicyField, string>> = { RELATIONSHIP: "Client’s relationship to policyholder" };

const HINTS: Partial<Record<PolicyField, string>> = {
  COPAY: "Per visit.",
  DEDUCTIBLE: "Per year.",
  END_DATE: "The last day of coverage.",
};

/** The names of the policyholder's fields, which the form's list does not have. */
export const HOLDER = [
  "policyholder.firstName",
  "policyholder.lastName",
  "policyholder.dateOfBirth",
  "policyholder.sex",
  "policyholder.address.line1",
  "policyholder.address.line2",
  "policyholder.address.city",
  "policyholder.address.state",
  "policyholder.address.postalCode",
];

/** All fields but the attachments; `payer` draws the field of that name. */
export function policyFields(entry: Entry, fields: readonly FormField[], draft: Draft, payer: () => unknown): TemplateResult {
  return html`<div class="fields">
    ${fields.map((field) => {
      if (field.field === "ATTACHMENTS") return nothing;
      if (field.field === "PAYER") return payer();
      if (field.field === "POLICYHOLDER") return draft.asksForHolder ? holder(entry) : nothing;
      return plainField(entry, field);
    })}
  </div>`;
}

function plainField(entry: Entry, { field, inputField, required, maxLength, options }: FormField): TemplateResult {
  const about: Field = { name: inputField, label: LABELS[field] ?? FIELDS[field], hint: HINTS[field], required, maxLength };
  const words = CHOICES[field];
  if (words) return selectField(entry, about, only(words, options));
  if (field === "EFFECTIVE_DATE" || field === "END_DATE") return dateField(entry, about);
  if (field === "COPAY" || field === "DEDUCTIBLE") return moneyField(entry, about);
  return textField(entry, { ...about, wide: field === "EMPLOYER_OR_SCHOOL" });
}

function only(words: Readonly<Record<string, string>>, options: readonly string[] | null): Record<string, string> {
  return Object.fromEntries((options ?? Object.keys(words)).map((each) => [each, words[each] ?? each]));
}

function holder(entry: Entry): TemplateResult {
  const text = (name: string, label: string) => textField(entry, { name: `policyholder.${name}`, label, unmarked: true });
  return html`<fieldset class="holder wide">
    <legend>Policyholder <span class="optional">may be filled in later; a claim needs all of it</span></legend>
    <div class="fields">
      ${text("firstName", "First name")} ${text("lastName", "Last name")}
      ${dateField(entry, { name: "policyholder.dateOfBirth", label: "Date of birth", unmarked: true })}
      ${selectField(entry, { name: "policyholder.sex", label: "Sex", unmarked: true }, SEXES)}
      ${text("address.line1", "Street")} ${text("address.line2", "Apartment")} ${text("address.city", "City")}
      <div class="halves">${text("address.state", "State")} ${text("address.postalCode", "ZIP code")}</div>
    </div>
  </fieldset>`;
}
