// The fields of the Add insurance form, worded for clients. The API says which fields there are and what they accept;
// a field that is newer than this file is shown under its own name.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { PolicyField } from "../generated/operations.ts";
import {
  askedOfPolicyholder,
  checkboxField,
  dateField,
  selectField,
  textField,
  type Field,
  type FormBinding,
} from "../shared/form-fields.ts";
import * as icons from "../shared/icons.ts";
import { FIELD_LABELS, INSURANCE_TYPES, labelOf, SEXES } from "../shared/labels.ts";
import type { FormField, PolicyholderField } from "./client-policies.ts";

interface FieldText {
  label: string;
  hint?: string;
  optionLabels?: Readonly<Record<string, string>>;
}

const FIELD_TEXTS: Partial<Record<PolicyField, FieldText>> = {
  PAYER: { label: "Insurance company", hint: "As on the card. Choose a name from the list, or enter your own." },
  MEMBER_ID: { label: "Member ID", hint: "On the card: Member ID, ID number or Subscriber ID." },
  TYPE: { label: "Which insurance is this?" },
  INSURANCE_TYPE: { label: "Kind of insurance", optionLabels: INSURANCE_TYPES },
  GROUP_ID: { label: "Group number", hint: "On the card: Group, GRP or Group No." },
  PLAN_ID: { label: "Plan ID" },
  PLAN_NAME: { label: "Plan name", hint: "On the card, such as Choice Plus PPO." },
  EMPLOYER_OR_SCHOOL: { label: "Employer or school", hint: "If the insurance comes through one." },
  EFFECTIVE_DATE: { label: "Effective date", hint: "The first day of coverage." },
  END_DATE: { label: "End date", hint: "The last day of coverage, if you know it." },
  RELATIONSHIP: {
    label: "Whose insurance is it?",
    // The API asks for the client's relationship to the policyholder; the client thinks of it the other way round.
    optionLabels: { SPOUSE: "My spouse’s", CHILD: "My parent’s", OTHER: "Somebody else’s" },
  },
};

const TYPE_OPTIONS: Readonly<Record<string, FieldText>> = {
  PRIMARY: { label: "My main insurance", hint: "Primary: it pays first." },
  SECONDARY: { label: "An additional insurance", hint: "Secondary: it pays after the main one." },
};

/** The form may ask for two addresses: each is in a group that says whose it is. */
const ADDRESS_LABELS: Readonly<Record<string, string>> = {
  "address.line1": "Street address",
  "address.line2": "Apartment or unit",
  "address.city": "City",
  "address.state": "State",
  "address.postalCode": "ZIP code",
};

const POLICYHOLDER_LABELS: Readonly<Record<string, string>> = {
  firstName: "Their first name",
  middleName: "Their middle name",
  lastName: "Their last name",
  dateOfBirth: "Their date of birth",
  sex: "Their sex, as on file with the insurance",
  sameAddressAsClient: "They live at my address",
  ...ADDRESS_LABELS,
};

const CLIENT_LABELS: Readonly<Record<string, string>> = {
  middleName: "Your middle name",
  dateOfBirth: "Your date of birth",
  sex: "Your sex, as on file with the insurance",
  ...ADDRESS_LABELS,
};

/** The label and hint of a field. */
export function fieldText({ field }: FormField): FieldText {
  return FIELD_TEXTS[field] ?? { label: labelOf(FIELD_LABELS, field) };
}

/** A field as its kind requires: drop-down, date or text. */
export function formField(binding: FormBinding, formField: FormField, options = formField.options): TemplateResult {
  const { label, hint, optionLabels = {} } = fieldText(formField);
  const { inputField: name, required, maxLength, kind } = formField;
  const field: Field = { name, label, hint, required, maxLength, hideOptional: true };
  if (options) return selectField(binding, field, labelOptions(options, optionLabels));
  return kind === "DATE" ? dateField(binding, field) : textField(binding, field);
}

/** The policy type as radio buttons, large enough for a thumb. */
export function policyTypeField({ form, errors, onChange }: FormBinding, field: FormField): TemplateResult {
  const { inputField: name, options } = field;
  const error = errors.messageFor(name);
  const select = (value: string) => {
    form.set(name, value);
    onChange(name);
  };
  return html`<fieldset class="field ${error ? "invalid" : ""}" aria-describedby=${error ? `${name}-error` : nothing}>
    <legend>${fieldText(field).label}</legend>
    <div class="type-options">
      ${options?.map((value) => {
        const { label, hint } = TYPE_OPTIONS[value] ?? { label: labelOf({}, value) };
        return html`<label class="choice type-option">
          <input
            type="radio"
            name=${name}
            value=${value}
            .checked=${live(form.get(name) === value)}
            @change=${() => select(value)}
          />
          <span>${label}${hint ? html`<small class="muted">${hint}</small>` : nothing}</span>
        </label>`;
      })}
    </div>
    ${error ? html`<div class="error" id="${name}-error">${icons.warning}${error}</div>` : nothing}
  </fieldset>`;
}

/** The policyholder, when that is somebody other than the client. */
export function policyholderFields(
  binding: FormBinding,
  { inputField: parent }: FormField,
  fields: readonly PolicyholderField[],
): TemplateResult {
  const asked = askedOfPolicyholder(binding.form, fields);
  return personFields(binding, parent, asked, POLICYHOLDER_LABELS, "Their address");
}

/** Facts of the client's own record, which the practice does not have yet. */
export function clientFields(binding: FormBinding, fields: readonly FormField[]): TemplateResult {
  return personFields(binding, "client", fields, CLIENT_LABELS, "Your address");
}

/** The facts of a person, the address in a group of its own. */
function personFields(
  binding: FormBinding,
  parent: string,
  fields: readonly PolicyholderField[],
  labels: Readonly<Record<string, string>>,
  addressLegend: string,
): TemplateResult {
  const field = (asked: PolicyholderField) => personField(binding, parent, asked, labels);
  const address = fields.filter(isOfAddress);
  return html`${fields.filter((asked) => !isOfAddress(asked)).map(field)}
  ${
    address.length
      ? html`<fieldset class="wide group">
          <legend>${addressLegend}</legend>
          <div class="fields">${address.map(field)}</div>
        </fieldset>`
      : nothing
  }`;
}

function isOfAddress({ inputField }: PolicyholderField): boolean {
  return inputField.startsWith("address.") || inputField === "sameAddressAsClient";
}

function personField(
  binding: FormBinding,
  parent: string,
  { inputField, kind, maxLength, options }: PolicyholderField,
  labels: Readonly<Record<string, string>>,
): TemplateResult {
  const label = labelOf(labels, inputField);
  const isBirthDate = inputField === "dateOfBirth";
  const field: Field = { name: `${parent}.${inputField}`, label, maxLength, hideOptional: true, isBirthDate };
  if (options) return selectField(binding, field, labelOptions(options, SEXES));
  if (kind === "DATE") return dateField(binding, field);
  if (kind === "YES_NO") return checkboxField(binding, field);
  return textField(binding, field, inputField === "address.postalCode" ? "numeric" : "text");
}

function labelOptions(options: readonly string[], labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(options.map((value) => [value, labelOf(labels, value)]));
}
