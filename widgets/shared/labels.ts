// Labels for the schema's enums. A value that is newer than this file is shown under its own name.

import type {
  AttachmentSide,
  ChangeCause,
  InsuranceType,
  MedicareSecondaryReason,
  PolicyField,
  PolicyStatus,
  PolicyType,
  Relationship,
  Sex,
} from "../generated/operations.ts";

type Labels<Value extends string> = Readonly<Record<Value, string>>;

export const POLICY_TYPES: Labels<PolicyType> = {
  PRIMARY: "Primary",
  SECONDARY: "Secondary",
  TERTIARY: "Tertiary",
  OTHER: "Other",
};

export const POLICY_STATUSES: Labels<PolicyStatus> = {
  ACTIVE: "Active",
  INACTIVE: "Inactive",
  ENTERED_IN_ERROR: "Entered in error",
};

export const INSURANCE_TYPES: Labels<InsuranceType> = {
  MEDICARE: "Medicare",
  MEDICAID: "Medicaid",
  TRICARE: "TRICARE",
  CHAMPVA: "CHAMPVA",
  GROUP_HEALTH_PLAN: "Group health plan",
  FECA_BLACK_LUNG: "FECA or Black Lung",
  OTHER: "Other",
};

export const RELATIONSHIPS: Labels<Relationship> = { SELF: "Self", SPOUSE: "Spouse", CHILD: "Child", OTHER: "Other" };

export const SEXES: Labels<Sex> = { FEMALE: "Female", MALE: "Male", UNKNOWN: "Unknown" };

export const MEDICARE_SECONDARY_REASONS: Labels<MedicareSecondaryReason> = {
  WORKING_AGED: "12 · Working aged: 65 or older with a group plan through work",
  END_STAGE_RENAL_DISEASE: "13 · End-stage renal disease, first 30 months with a group plan",
  NO_FAULT: "14 · No-fault insurance, such as auto",
  WORKERS_COMPENSATION: "15 · Workers’ compensation",
  PUBLIC_HEALTH_SERVICE: "16 · Public Health Service or other federal agency",
  BLACK_LUNG: "41 · Black Lung",
  VETERANS_AFFAIRS: "42 · Veterans Affairs",
  DISABLED_UNDER_65: "43 · Disabled and under 65 with a large group plan",
  OTHER_LIABILITY: "47 · Other liability insurance",
};

export const CARD_SIDES: Labels<AttachmentSide> = { FRONT: "Front", BACK: "Back", OTHER: "Other" };

export const FIELD_LABELS: Labels<PolicyField> = {
  TYPE: "Policy type",
  RELATIONSHIP: "Relationship to the policyholder",
  POLICYHOLDER: "Policyholder",
  PAYER: "Payer",
  INSURANCE_TYPE: "Insurance type",
  MEDICARE_SECONDARY_REASON: "Why Medicare is not billed first",
  MEMBER_ID: "Member ID",
  PLAN_ID: "Plan ID",
  PLAN_NAME: "Plan name",
  GROUP_ID: "Group ID",
  COPAY: "Copay",
  DEDUCTIBLE: "Deductible",
  EFFECTIVE_DATE: "Effective date",
  END_DATE: "End date",
  EMPLOYER_OR_SCHOOL: "Employer or school",
  ATTACHMENTS: "Card pictures",
  CLIENT_MIDDLE_NAME: "Client’s middle name",
  CLIENT_DATE_OF_BIRTH: "Client’s date of birth",
  CLIENT_SEX: "Client’s sex",
  CLIENT_ADDRESS: "Client’s address",
};

export const CHANGE_CAUSES: Labels<ChangeCause> = {
  ADDED: "Added",
  SUBMITTED: "Submitted in the portal",
  EDITED: "Edited",
  MADE_INACTIVE: "Made inactive",
  MADE_ACTIVE: "Made active",
  MARKED_ENTERED_IN_ERROR: "Marked as entered in error",
  ENDED_BY_NEW_PRIMARY: "Ended by a new Primary",
  ENDING_UNDONE: "No longer ended by a new Primary",
  PAYER_SETTLED: "Payer set together with another policy",
  REVIEWED: "Marked reviewed",
  INVITED: "Invited to the portal",
  SETTINGS_CHANGED: "Settings changed",
};

/** The label of a value; without one, the value itself in lower case. */
export function labelOf(labels: Readonly<Record<string, string>>, value: string): string {
  return labels[value] ?? value.toLowerCase().replaceAll("_", " ");
}

/** A field label inside a sentence: "Member ID" is "member ID". */
export function inSentence(label: string): string {
  const startsWithWord = /^[A-Z][a-z]/.test(label); // and not with an abbreviation
  return startsWithWord ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** "Member ID, effective date, and payer". */
export function joinList(items: readonly string[]): string {
  return new Intl.ListFormat("en-US").format(items);
}

/** "1 policy", "2 policies". */
export function pluralize(count: number, singular: string, plural: string): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
