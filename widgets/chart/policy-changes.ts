// Labels and display values of a policy's fields, under the names that the change history uses.

import type { ChangeLabels } from "../shared/change-history.ts";
import { formatDate, formatDateTime } from "../shared/dates.ts";
import {
  FIELD_LABELS,
  inSentence,
  INSURANCE_TYPES,
  joinList,
  labelOf,
  MEDICARE_SECONDARY_REASONS,
  POLICY_STATUSES,
  POLICY_TYPES,
  RELATIONSHIPS,
  SEXES,
} from "../shared/labels.ts";
import { formatDollars } from "../shared/money.ts";

/** A field's value before and after a change; null where it was or is empty. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

const LABELS: Readonly<Record<string, string>> = {
  type: FIELD_LABELS.TYPE,
  status: "Status",
  relationship: FIELD_LABELS.RELATIONSHIP,
  payer: FIELD_LABELS.PAYER,
  enteredPayerName: "Payer as entered by the client",
  insuranceType: FIELD_LABELS.INSURANCE_TYPE,
  memberId: FIELD_LABELS.MEMBER_ID,
  medicareSecondaryReason: FIELD_LABELS.MEDICARE_SECONDARY_REASON,
  planId: FIELD_LABELS.PLAN_ID,
  planName: FIELD_LABELS.PLAN_NAME,
  groupId: FIELD_LABELS.GROUP_ID,
  copay: FIELD_LABELS.COPAY,
  deductible: FIELD_LABELS.DEDUCTIBLE,
  effectiveDate: FIELD_LABELS.EFFECTIVE_DATE,
  endDate: FIELD_LABELS.END_DATE,
  employerOrSchool: FIELD_LABELS.EMPLOYER_OR_SCHOOL,
  attachments: FIELD_LABELS.ATTACHMENTS,
  reviewedAt: "Reviewed on",
  reviewedBy: "Reviewed by",
  "policyholder.firstName": "Policyholder’s first name",
  "policyholder.middleName": "Policyholder’s middle name",
  "policyholder.lastName": "Policyholder’s last name",
  "policyholder.dateOfBirth": "Policyholder’s date of birth",
  "policyholder.sex": "Policyholder’s sex",
  "policyholder.sameAddressAsClient": "Policyholder has the client’s address",
  "policyholder.address.line1": "Policyholder’s street address",
  "policyholder.address.line2": "Policyholder’s apartment",
  "policyholder.address.city": "Policyholder’s city",
  "policyholder.address.state": "Policyholder’s state",
  "policyholder.address.postalCode": "Policyholder’s ZIP code",
};

const VALUE_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: POLICY_TYPES,
  status: POLICY_STATUSES,
  relationship: RELATIONSHIPS,
  insuranceType: INSURANCE_TYPES,
  medicareSecondaryReason: MEDICARE_SECONDARY_REASONS,
  "policyholder.sex": SEXES,
  "policyholder.sameAddressAsClient": { true: "Yes", false: "No" },
};

const DATE_FIELDS = ["effectiveDate", "endDate", "policyholder.dateOfBirth"];

/** A field's value as displayed. */
export function formatFieldValue(field: string, value: string, timeZone: string): string {
  const labels = VALUE_LABELS[field];
  if (labels) return labelOf(labels, value);
  if (DATE_FIELDS.includes(field)) return formatDate(value);
  if (field === "copay" || field === "deductible") return formatDollars(value);
  if (field === "reviewedAt") return formatDateTime(value, timeZone);
  return field === "attachments" ? joinList(value.split("\n")) : value;
}

export function policyChangeLabels(timeZone: string): ChangeLabels {
  return { fields: LABELS, formatValue: (field, value) => formatFieldValue(field, value, timeZone) };
}

/** The field names inside a sentence: "the member ID and the copay". */
export function joinFieldNames(fields: readonly string[]): string {
  const names = fields.map((field) => (field.startsWith("policyholder") ? "policyholder" : labelOf(LABELS, field)));
  return joinList([...new Set(names)].map((name) => `the ${inSentence(name)}`));
}
