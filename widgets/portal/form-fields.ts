// The fields of the add form in a client's words. Which there are, and what they take, the API says; a field that came
// later than these words is shown under its own name.

import { html, nothing, type TemplateResult } from "lit";
import type { PolicyField } from "../generated/operations.ts";
import { dateField, selectField, textField, type Entry } from "../shared/fields.ts";
import * as icons from "../shared/icons.ts";
import { FIELDS, INSURANCE_TYPES, SEXES, word } from "../shared/words.ts";
import type { FormField, HolderField } from "./own.ts";

interface Wording {
  label: string;
  hint?: string;
  words?: Readonly<Record<string, string>>;
}

const WORDING: Partial<Record<PolicyField, Wording>> = {
  PAYER: { label: "Insurance company", hint: "As the card says it. Pick a name from the list, or type your own." },
  MEMBER_ID: { label: "Member ID", hint: "On the card: Member ID, ID number or Subscriber ID." },
  TYPE: { label: "Which insurance is this?" },
  INSURANCE_TYPE: { label: "Kind of insurance", words: INSURANCE_TYPES },
  GROUP_ID: { label: "Group number", hint: "On the card: Group, GRP or Group No." },
  PLAN_ID: { label: "Plan" },
  EMPLOYER_OR_SCHOOL: { label: "Employer or school", hint: "If the insurance comes through one." },
  EFFECTIVE_DATE: { label: "Effective date", hint: "The first day of coverage." },
  END_DATE: { label: "End date", hint: "The last day, if you know it." },
  RELATIONSHIP: {
    label: "Whose insurance is it?",
    // The API asks what the client is to the policyholder; a person knows what the policyholder is to them.
    words: { SPOUSE: "My spouse’s", CHILD: "My parent’s", OTHER: "Somebody else’s" },
  },
};

const ORDERS: Readonly<Record<string, Wording>> = {
  PRIMARY: { label: "My main insurance", hint: "Primary: it pays first." },
  SECONDARY: { label: "An additional insurance", hint: "Secondary: it pays after the main one." },
};

/** The field's name and hint in a client's words. */
export function wording({ field }: FormField): Wording {
  return WORDING[field] ?? { label: word(FIELDS, field) };
}

/** A field as its kind asks: a choice, a day or a line of text. */
export function formField(entry: Entry, field: FormField, options = field.options): TemplateResult {
  const { label, hint, words = {} } = wording(field);
  const { inputField: name, required, maxLength } = field;
  const drawn = { name, label, hint, required, maxLength, unmarked: true };
  if (options) return selectField(entry, drawn, Object.fromEntries(options.map((each) => [each, word(words, each)])));
  return field.kind === "DATE" ? dateField(entry, drawn) : textField(entry, drawn);
}

/** The order in which insurances pay, as big choices for a thumb. */
export function orderField({ form, errors, changed }: Entry, field: FormField): TemplateResult {
  const { inputField: name, options } = field;
  const error = errors.at(name);
  return html`<fieldset class="field ${error ? "wrong" : ""}" aria-describedby=${error ? `${name}-error` : nothing}>
    <legend>${wording(field).label}</legend>
    <div class="orders">
      ${options?.map((each) => {
        const { label, hint } = ORDERS[each] ?? { label: word({}, each) };
        return html`<label class="choice order">
          <input
            type="radio"
            name=${name}
            value=${each}
            .checked=${form.get(name) === each}
            @change=${() => (form.set(name, each), changed(name))}
          />
          <span>${label}${hint ? html`<small class="muted">${hint}</small>` : nothing}</span>
        </label>`;
      })}
    </div>
    ${error ? html`<div class="error" id="${name}-error">${icons.warning}${error}</div>` : nothing}
  </fieldset>`;
}

const HOLDER_LABELS: Readonly<Record<string, string>> = {
  firstName: "Their first name",
  lastName: "Their last name",
  dateOfBirth: "Their date of birth",
  sex: "Their sex, as the insurance has it",
  "address.line1": "Their street address",
  "address.line2": "Apartment or unit",
  "address.city": "City",
  "address.state": "State",
  "address.postalCode": "ZIP code",
};

/** Who holds the policy when that is somebody else. */
export function holderFields(
  entry: Entry,
  { inputField }: FormField,
  fields: readonly HolderField[],
): TemplateResult[] {
  return fields.map(({ inputField: path, kind, maxLength, options }) => {
    const drawn = { name: `${inputField}.${path}`, label: word(HOLDER_LABELS, path), maxLength, unmarked: true };
    if (options) return selectField(entry, drawn, Object.fromEntries(options.map((each) => [each, word(SEXES, each)])));
    return kind === "DATE"
      ? dateField(entry, drawn)
      : textField(entry, drawn, path.endsWith("Code") ? "numeric" : "text");
  });
}
