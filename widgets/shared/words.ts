// The schema's enums in the product's words. A value that came later than these words is shown in its own.

import type {
  AttachmentSide,
  ChangeCause,
  InsuranceType,
  PolicyField,
  PolicyStatus,
  PolicyType,
  Relationship,
  Sex,
} from "../generated/operations.ts";

export const TYPES: Readonly<Record<PolicyType, string>> = {
  PRIMARY: "Primary",
  SECONDARY: "Secondary",
  TERTIARY: "Tertiary",
  OTHER: "Other",
};

export const STATUSES: Readonly<Record<PolicyStatus, string>> = { ACTIVE: "Active", INACTIVE: "Inactive" };

export const INSURANCE_TYPES: Readonly<Record<InsuranceType, string>> = {
  MEDICARE: "Medicare",
  MEDICAID: "Medicaid",
  TRICARE: "TRICARE",
  CHAMPVA: "CHAMPVA",
  GROUP_HEALTH_PLAN: "Group health plan",
  FECA_BLACK_LUNG: "FECA or Black Lung",
  OTHER: "Other",
};

export const RELATIONSHIPS: Readonly<Record<Relationship, string>> = {
  SELF: "Self",
  SPOUSE: "Spouse",
  CHILD: "Child",
  OTHER: "Other",
};

export const SEXES: Readonly<Record<Sex, string>> = { FEMALE: "Female", MALE: "Male", UNKNOWN: "Not stated" };

export const SIDES: Readonly<Record<AttachmentSide, string>> = { FRONT: "Front", BACK: "Back", OTHER: "Other" };

export const FIELDS: Readonly<Record<PolicyField, string>> = {
  TYPE: "Policy type",
  RELATIONSHIP: "Relationship to the policyholder",
  POLICYHOLDER: "Policyholder",
  PAYER: "Payer",
  INSURANCE_TYPE: "Insurance type",
  MEMBER_ID: "Member ID",
  PLAN_ID: "Plan ID",
  GROUP_ID: "Group ID",
  COPAY: "Copay",
  DEDUCTIBLE: "Deductible",
  EFFECTIVE_DATE: "Effective date",
  END_DATE: "End date",
  EMPLOYER_OR_SCHOOL: "Employer or school",
  ATTACHMENTS: "Card pictures",
};

export const CAUSES: Readonly<Record<ChangeCause, string>> = {
  ADDED: "Added",
  SUBMITTED: "Submitted in the portal",
  EDITED: "Edited",
  MADE_INACTIVE: "Made inactive",
  MADE_ACTIVE: "Made active",
  ENDED_BY_NEW_PRIMARY: "Ended by a new Primary",
  PAYER_SETTLED: "Payer settled with that of another policy",
  REVIEWED: "Marked reviewed",
  INVITED: "Invited to the portal",
  SETTINGS_CHANGED: "Settings changed",
};

/** The word for a value. */
export function word(words: Readonly<Record<string, string>>, value: string): string {
  return words[value] ?? value.toLowerCase().replaceAll("_", " ");
}

/** "Member ID, effective date and payer": a list inside a sentence. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat("en-US").format(items);
}

/** "1 policy", "2 policies". */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
