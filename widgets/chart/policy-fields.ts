// The form's fields, as `viewer.policyForm` lists them.

import { html, nothing, type TemplateResult } from "lit";
import type { PolicyField } from "../generated/operations.ts";
import { dateField, moneyField, selectField, textField, type Entry, type Field } from "../shared/fields.ts";
import { FIELDS, INSURANCE_TYPES, RELATIONSHIPS, SEXES, TYPES, word } from "../shared/words.ts";
import type { Draft, FormField, PolicyForm } from "./draft.ts";

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

const HOLDER_LABELS: Readonly<Record<string, string>> = {
  firstName: "First name",
  lastName: "Last name",
  dateOfBirth: "Date of birth",
  sex: "Sex",
  "address.line1": "Street",
  "address.line2": "Apartment",
  "address.city": "City",
  "address.state": "State",
  "address.postalCode": "ZIP code",
};

/** The names of the policyholder's fields in the input. */
export function holderNames({ policyholderFields }: PolicyForm): string[] {
  return policyholderFields.map(({ inputField }) => `policyholder.${inputField}`);
}

/** All fields but the attachments; `payer` draws the field of that name. */
export function policyFields(entry: Entry, asked: PolicyForm, draft: Draft, payer: () => unknown): TemplateResult {
  return html`<div class="fields">
    ${asked.fields.map((field) => {
      if (field.field === "ATTACHMENTS") return nothing;
      if (field.field === "PAYER") return payer();
      if (field.field === "POLICYHOLDER")
        return draft.asksForHolder ? holder(entry, asked.policyholderFields) : nothing;
      return plainField(entry, field);
    })}
  </div>`;
}

function plainField(
  entry: Entry,
  { field, kind, inputField, required, maxLength, options }: FormField,
): TemplateResult {
  const about: Field = {
    name: inputField,
    label: LABELS[field] ?? FIELDS[field],
    hint: HINTS[field],
    required,
    maxLength,
  };
  const words = CHOICES[field];
  if (words) return selectField(entry, about, only(words, options));
  if (kind === "DATE") return dateField(entry, about);
  if (kind === "AMOUNT") return moneyField(entry, about);
  return textField(entry, { ...about, wide: field === "EMPLOYER_OR_SCHOOL" });
}

function only(words: Readonly<Record<string, string>>, options: readonly string[] | null): Record<string, string> {
  return Object.fromEntries((options ?? Object.keys(words)).map((each) => [each, words[each] ?? each]));
}

function holder(entry: Entry, fields: PolicyForm["policyholderFields"]): TemplateResult {
  return html`<fieldset class="holder wide">
    <legend>Policyholder <span class="optional">may be filled in later; a claim needs all of it</span></legend>
    <div class="fields">${fields.map((field) => holderField(entry, field))}</div>
  </fieldset>`;
}

function holderField(
  entry: Entry,
  { inputField, kind, maxLength, options }: PolicyForm["policyholderFields"][number],
): TemplateResult {
  const about: Field = {
    name: `policyholder.${inputField}`,
    label: word(HOLDER_LABELS, inputField),
    maxLength,
    unmarked: true,
  };
  if (options) return selectField(entry, about, only(SEXES, options));
  return kind === "DATE" ? dateField(entry, about) : textField(entry, about);
}
