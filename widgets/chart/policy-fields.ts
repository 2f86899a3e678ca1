// The fields of the policy form, in the order of `viewer.policyForm`.

import { html, nothing, type TemplateResult } from "lit";
import type { PolicyField } from "../generated/operations.ts";
import { ADDRESS_LABELS } from "../shared/address-fields.ts";
import {
  askedOfPolicyholder,
  checkboxField,
  dateField,
  moneyField,
  selectField,
  textField,
  type Field,
  type FormBinding,
} from "../shared/form-fields.ts";
import {
  FIELD_LABELS,
  INSURANCE_TYPES,
  labelOf,
  MEDICARE_SECONDARY_REASONS,
  POLICY_TYPES,
  RELATIONSHIPS,
  SEXES,
} from "../shared/labels.ts";
import type { FormField, PolicyDraft, PolicyForm } from "./policy-draft.ts";

type Labels = Readonly<Record<string, string>>;

const OPTION_LABELS: Partial<Record<PolicyField, Labels>> = {
  TYPE: POLICY_TYPES,
  RELATIONSHIP: RELATIONSHIPS,
  INSURANCE_TYPE: INSURANCE_TYPES,
  MEDICARE_SECONDARY_REASON: MEDICARE_SECONDARY_REASONS,
};

const LABELS: Partial<Record<PolicyField, string>> = { RELATIONSHIP: "Client’s relationship to policyholder" };

const HINTS: Partial<Record<PolicyField, string>> = {
  COPAY: "Per visit.",
  DEDUCTIBLE: "Per year.",
  END_DATE: "The last day of coverage.",
};

const POLICYHOLDER_LABELS: Labels = {
  firstName: "First name",
  middleName: "Middle name",
  sameAddressAsClient: "Same address as the client",
  lastName: "Last name",
  dateOfBirth: "Date of birth",
  sex: "Sex",
  ...Object.fromEntries(Object.entries(ADDRESS_LABELS).map(([part, label]) => [`address.${part}`, label])),
};

/** The policyholder's fields by their names in the input. */
export function policyholderFieldNames({ policyholderFields }: PolicyForm): string[] {
  return policyholderFields.map(({ inputField }) => `policyholder.${inputField}`);
}

/** All fields except the attachments and those named. `renderPayer` renders the payer field. */
export function policyFields(
  binding: FormBinding,
  policyForm: PolicyForm,
  draft: PolicyDraft,
  renderPayer: () => unknown,
  without: readonly PolicyField[] = [],
): TemplateResult {
  return html`<div class="fields">
    ${policyForm.fields.map((field) => {
      if (field.field === "ATTACHMENTS" || without.includes(field.field)) return nothing;
      if (field.field === "PAYER") return renderPayer();
      if (field.field === "MEDICARE_SECONDARY_REASON" && !draft.asksMedicareSecondaryReason) return nothing;
      if (field.field !== "POLICYHOLDER") return policyField(binding, field);
      return draft.hasPolicyholder ? policyholderFieldset(binding, policyForm.policyholderFields) : nothing;
    })}
  </div>`;
}

function policyField(binding: FormBinding, formField: FormField): TemplateResult {
  const { field: name, kind, inputField, required, maxLength, options } = formField;
  const label = LABELS[name] ?? FIELD_LABELS[name];
  const field: Field = { name: inputField, label, hint: HINTS[name], required, maxLength };
  const labels = OPTION_LABELS[name];
  if (labels) return selectField(binding, field, optionLabels(labels, options));
  if (kind === "DATE") return dateField(binding, field);
  if (kind === "AMOUNT") return moneyField(binding, field);
  return textField(binding, { ...field, wide: name === "EMPLOYER_OR_SCHOOL" });
}

function policyholderFieldset(binding: FormBinding, fields: PolicyForm["policyholderFields"]): TemplateResult {
  return html`<fieldset class="policyholder wide">
    <legend>Policyholder <span class="optional">You can complete this later. A claim needs all of it.</span></legend>
    <div class="fields">
      ${askedOfPolicyholder(binding.form, fields).map((field) => policyholderField(binding, field))}
    </div>
  </fieldset>`;
}

function policyholderField(
  binding: FormBinding,
  { inputField, kind, maxLength, options }: PolicyForm["policyholderFields"][number],
): TemplateResult {
  const label = labelOf(POLICYHOLDER_LABELS, inputField);
  const isBirthDate = inputField === "dateOfBirth";
  const field: Field = { name: `policyholder.${inputField}`, label, maxLength, hideOptional: true, isBirthDate };
  if (options) return selectField(binding, field, optionLabels(SEXES, options));
  if (kind === "YES_NO") return checkboxField(binding, field);
  return kind === "DATE" ? dateField(binding, field) : textField(binding, field);
}

/** The labels of the options, in their order; of all values where there are no options. */
function optionLabels(labels: Labels, options: readonly string[] | null): Record<string, string> {
  return Object.fromEntries((options ?? Object.keys(labels)).map((value) => [value, labels[value] ?? value]));
}
