// What changed, in words: the schema's field names and values as people say them.

import type { ChangeWords } from "../shared/changes.ts";
import { day, instant } from "../shared/dates.ts";
import { dollars } from "../shared/money.ts";
import { FIELDS, INSURANCE_TYPES, list, RELATIONSHIPS, SEXES, STATUSES, TYPES, word } from "../shared/words.ts";

/** One field before and after: null where it was or is empty. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

const NAMES: Readonly<Record<string, string>> = {
  type: FIELDS.TYPE,
  status: "Status",
  relationship: FIELDS.RELATIONSHIP,
  payer: FIELDS.PAYER,
  enteredPayerName: "Payer in the client’s words",
  insuranceType: FIELDS.INSURANCE_TYPE,
  memberId: FIELDS.MEMBER_ID,
  planId: FIELDS.PLAN_ID,
  groupId: FIELDS.GROUP_ID,
  copay: FIELDS.COPAY,
  deductible: FIELDS.DEDUCTIBLE,
  effectiveDate: FIELDS.EFFECTIVE_DATE,
  endDate: FIELDS.END_DATE,
  employerOrSchool: FIELDS.EMPLOYER_OR_SCHOOL,
  attachments: FIELDS.ATTACHMENTS,
  reviewedAt: "Reviewed on",
  reviewedBy: "Reviewed by",
  "policyholder.firstName": "Policyholder’s first name",
  "policyholder.lastName": "Policyholder’s last name",
  "policyholder.dateOfBirth": "Policyholder’s date of birth",
  "policyholder.sex": "Policyholder’s sex",
  "policyholder.address.line1": "Policyholder’s street",
  "policyholder.address.line2": "Policyholder’s apartment",
  "policyholder.address.city": "Policyholder’s city",
  "policyholder.address.state": "Policyholder’s state",
  "policyholder.address.postalCode": "Policyholder’s ZIP code",
};

const ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: TYPES,
  status: STATUSES,
  relationship: RELATIONSHIPS,
  insuranceType: INSURANCE_TYPES,
  "policyholder.sex": SEXES,
};

const DAYS = ["effectiveDate", "endDate", "policyholder.dateOfBirth"];

/** A field's value as people write it. */
export function valueInWords(field: string, value: string, timeZone: string): string {
  const words = ENUMS[field];
  if (words) return word(words, value);
  if (DAYS.includes(field)) return day(value);
  if (field === "copay" || field === "deductible") return dollars(value);
  if (field === "reviewedAt") return instant(value, timeZone);
  return field === "attachments" ? list(value.split("\n")) : value;
}

/** The same, for a list of changes. */
export function changeWords(timeZone: string): ChangeWords {
  return { fields: NAMES, value: (field, value) => valueInWords(field, value, timeZone) };
}

/** The field names inside a sentence: "the member ID and the copay". */
export function fieldsInWords(fields: readonly string[]): string {
  const names = fields.map((field) => (field.startsWith("policyholder") ? "policyholder" : word(NAMES, field)));
  return list(
    [...new Set(names)].map(
      (name) => `the ${/^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name}`,
    ),
  );
}
