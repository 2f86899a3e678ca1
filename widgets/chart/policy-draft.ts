// A policy that is being added or edited: the saved record, the changes to it, and the mutation input built from both.

import type { AddPolicyInput, EditPolicyFormQuery, EditPolicyInput } from "../generated/operations.ts";
import { dateErrors, policyholderInput } from "../shared/form-fields.ts";
import { FormState, type FormValues, type UserError } from "../shared/form-state.ts";
import { FIELD_LABELS } from "../shared/labels.ts";
import type { FieldChange } from "./policy-changes.ts";
import { takenOver, type EnteredValues } from "./replacement.ts";

/** A policy as the form loads it. */
export type FormPolicy = NonNullable<EditPolicyFormQuery["policy"]>;
/** A policy as a mutation returns it. */
export type SavedPolicy = Omit<FormPolicy, "payerSuggestions" | "viewerCanEdit">;
/** A policy with every field of the form. */
export type PolicyValues = Omit<
  SavedPolicy,
  "version" | "attachments" | "enteredPayerName" | "needsPayer" | "needsReview" | "missingFields" | "status"
>;
export type PolicyForm = NonNullable<EditPolicyFormQuery["viewer"]>["policyForm"];
export type FormField = PolicyForm["fields"][number];

const AMOUNT_FIELDS = ["copay", "deductible"];
const AMOUNT_PATTERN = /^(-?\d{1,8}(\.\d{1,2})?)?$/;
const DATE_FIELDS = ["effectiveDate", "endDate", "policyholder.dateOfBirth"];

export class PolicyDraft {
  /** The saved policy; undefined for a new one. */
  readonly policy: SavedPolicy | undefined;
  readonly form: FormState;
  /** The name of the payer whose id is in the form; without an id, a text that names none of the payers. */
  payerName: string;

  constructor(
    policy?: SavedPolicy,
    form = new FormState(policy && toFormValues(policy)),
    payerName = policy?.payer?.name ?? "",
  ) {
    this.policy = policy;
    this.form = form;
    this.payerName = payerName;
  }

  /** The draft of a policy that replaces this one, with what was entered for it already. */
  static replacement(policy: PolicyValues, entered?: EnteredValues): PolicyDraft {
    const form = new FormState(takenOver(toFormValues(policy)));
    for (const [name, value] of Object.entries(entered?.values ?? {})) form.set(name, value ?? "");
    return new PolicyDraft(undefined, form, entered?.payerName ?? "");
  }

  /** What was changed here, for a new policy that is added instead. */
  get enteredValues(): EnteredValues {
    const values = Object.fromEntries(this.form.changedNames.map((name) => [name, this.form.get(name)]));
    return { values, payerName: "payerId" in values || this.typedPayerName ? this.payerName : "" };
  }

  /** The same changes on top of the policy as somebody else saved it. */
  rebase(policy: SavedPolicy): PolicyDraft {
    const isChanged = this.typedPayerName !== "" || this.form.changedNames.includes("payerId");
    const payerName = isChanged ? this.payerName : undefined;
    return new PolicyDraft(policy, this.form.rebase(toFormValues(policy)), payerName);
  }

  /** The text in the payer field, while it names none of the payers. */
  get typedPayerName(): string {
    return this.form.get("payerId") ? "" : this.payerName.trim();
  }

  get isDirty(): boolean {
    return this.form.isDirty || this.typedPayerName !== "";
  }

  /** Whether the policyholder is somebody other than the client. */
  get hasPolicyholder(): boolean {
    return !["", "SELF"].includes(this.form.get("relationship"));
  }

  /** Whether the save removes the policyholder, as the client is the policyholder after all. */
  get removesPolicyholder(): boolean {
    return this.form.get("relationship") === "SELF" && this.policy?.policyholder != null;
  }

  /** Whether to ask why another payer is billed before Medicare. */
  get asksMedicareSecondaryReason(): boolean {
    const isSecondary =
      this.form.get("insuranceType") === "MEDICARE" && !["", "PRIMARY"].includes(this.form.get("type"));
    return isSecondary || this.form.get("medicareSecondaryReason") !== "";
  }

  /** What the schema itself would refuse: required values of a new policy that are missing, invalid amounts and dates. */
  validate(fields: readonly FormField[]): UserError[] {
    const payer = this.typedPayerName;
    const missing = fields.filter(
      ({ required, inputField }) =>
        required && !this.policy && !this.form.get(inputField).trim() && !(inputField === "payerId" && payer),
    );
    const amounts = AMOUNT_FIELDS.filter((name) => !AMOUNT_PATTERN.test(plainAmount(this.form.get(name))));
    return [
      ...(payer ? [error("payerId", "INVALID", `Choose a payer from the list, or add “${payer}” as a payer.`)] : []),
      ...missing.map(({ field, inputField }) => error(inputField, "REQUIRED", `${FIELD_LABELS[field]} is required.`)),
      ...amounts.map((name) => error(name, "INVALID", "Enter an amount in dollars, such as 25 or 25.50.")),
      ...dateErrors(
        this.form,
        DATE_FIELDS.filter((name) => this.#includes(name)),
      ),
    ];
  }

  /** Whether the form shows the field. */
  #includes(name: string): boolean {
    return this.hasPolicyholder || !name.startsWith("policyholder.");
  }

  /** Only valid when `validate` finds nothing. */
  toAddInput(clientId: string): AddPolicyInput {
    return { clientId, ...this.#normalize(this.form.toAddInput()) } as AddPolicyInput;
  }

  toEditInput({ id, version }: SavedPolicy): EditPolicyInput {
    return { id, version, ...this.#normalize(this.form.toEditInput()) };
  }

  #normalize(input: Record<string, unknown>): Record<string, unknown> {
    const { policyholder, ...rest } = input;
    for (const name of AMOUNT_FIELDS) {
      if (typeof rest[name] === "string") rest[name] = plainAmount(rest[name]);
    }
    if (this.hasPolicyholder && policyholder) {
      return { ...rest, policyholder: policyholderInput(policyholder as Record<string, unknown>) };
    }
    return this.removesPolicyholder ? { ...rest, policyholder: null } : rest;
  }
}

/** The fields that differ between two states of a policy, under the names of the change history. */
export function differences(before: SavedPolicy, after: SavedPolicy): FieldChange[] {
  const old = toHistoryValues(before);
  const current = toHistoryValues(after);
  const changed = Object.keys({ ...old, ...current }).filter((field) => (old[field] ?? "") !== (current[field] ?? ""));
  return changed.map((field) => ({ field, before: old[field] || null, after: current[field] || null }));
}

/** The form's name of a field of the change history. */
export function inputName(field: string): string {
  return field === "payer" ? "payerId" : field;
}

function toFormValues(policy: PolicyValues): FormValues {
  const { policyholder } = policy;
  // The client's address is not the policyholder's own, although the API shows it there.
  const address = policyholder?.sameAddressAsClient ? undefined : policyholder?.address;
  return {
    type: policy.type,
    relationship: policy.relationship,
    payerId: policy.payer?.id,
    insuranceType: policy.insuranceType,
    memberId: policy.memberId,
    medicareSecondaryReason: policy.medicareSecondaryReason,
    planId: policy.planId,
    planName: policy.planName,
    groupId: policy.groupId,
    copay: policy.copay,
    deductible: policy.deductible,
    effectiveDate: policy.effectiveDate,
    endDate: policy.endDate,
    employerOrSchool: policy.employerOrSchool,
    "policyholder.firstName": policyholder?.firstName,
    "policyholder.middleName": policyholder?.middleName,
    "policyholder.lastName": policyholder?.lastName,
    "policyholder.dateOfBirth": policyholder?.dateOfBirth,
    "policyholder.sex": policyholder?.sex,
    "policyholder.sameAddressAsClient": policyholder?.sameAddressAsClient ? "true" : undefined,
    "policyholder.address.line1": address?.line1,
    "policyholder.address.line2": address?.line2,
    "policyholder.address.city": address?.city,
    "policyholder.address.state": address?.state,
    "policyholder.address.postalCode": address?.postalCode,
  };
}

function toHistoryValues(policy: SavedPolicy): FormValues {
  const { payerId: _, ...rest } = toFormValues(policy);
  const attachments = policy.attachments.map(({ fileName }) => fileName).join("\n");
  return { ...rest, payer: policy.payer?.name, status: policy.status, attachments };
}

/** "1500" for "$1,500". */
function plainAmount(amount: string): string {
  return amount
    .trim()
    .replace(/^\$\s*/, "")
    .replaceAll(",", "");
}

function error(name: string, code: UserError["code"], message: string): UserError {
  return { code, message, field: ["input", ...name.split(".")] };
}
