// A policy being typed: what the record has, what was typed over it, and the input that follows.

import type { AddPolicyInput, EditPolicyFormQuery, EditPolicyInput } from "../generated/operations.ts";
import { Form, type UserError } from "../shared/form.ts";
import { FIELDS } from "../shared/words.ts";
import type { FieldChange } from "./changes.ts";

/** A policy as the form loads it. */
export type FormPolicy = NonNullable<EditPolicyFormQuery["policy"]>;
/** The same, as a save answers with it. */
export type HeldPolicy = Omit<FormPolicy, "payerSuggestions" | "viewerCanEdit">;
export type PolicyForm = NonNullable<EditPolicyFormQuery["viewer"]>["policyForm"];
export type FormField = PolicyForm["fields"][number];

const AMOUNTS = ["copay", "deductible"];
const DATES = ["effectiveDate", "endDate", "policyholder.dateOfBirth"];

export class Draft {
  /** The record that is typed over; undefined for a new policy. */
  readonly policy: HeldPolicy | undefined;
  readonly form: Form;
  /** The payer's name, as the form's `payerId` says it. */
  payerName: string;

  constructor(policy?: HeldPolicy, form = new Form(policy && typed(policy)), payerName = policy?.payer?.name ?? "") {
    [this.policy, this.form, this.payerName] = [policy, form, payerName];
  }

  /** The same typing over the record as somebody else has left it. */
  on(policy: HeldPolicy): Draft {
    const name = this.form.changed.includes("payerId") ? this.payerName : undefined;
    return new Draft(policy, this.form.on(typed(policy)), name);
  }

  /** Whether somebody else than the client holds the policy. */
  get asksForHolder(): boolean {
    return !["", "SELF"].includes(this.form.get("relationship"));
  }

  /** Whether the save takes the policyholder away: the client holds the policy after all. */
  get dropsHolder(): boolean {
    return this.form.get("relationship") === "SELF" && this.policy?.policyholder != null;
  }

  /** What the server could not even read: a new policy without what it needs, amounts and days that are none. */
  problems(fields: readonly FormField[]): UserError[] {
    const missing = fields.filter(
      ({ required, inputField }) => required && !this.policy && !this.form.get(inputField).trim(),
    );
    const amounts = AMOUNTS.filter((name) => !/^(-?\d{1,8}(\.\d{1,2})?)?$/.test(plain(this.form.get(name))));
    const dates = DATES.filter((name) => !/^(\d{4}-\d{2}-\d{2})?$/.test(this.form.get(name)) && this.#asksFor(name));
    return [
      ...missing.map(({ field, inputField }) => error(inputField, "REQUIRED", `${FIELDS[field]} is required.`)),
      ...amounts.map((name) => error(name, "INVALID", "Enter an amount in dollars, such as 25 or 25.50.")),
      ...dates.map((name) => error(name, "INVALID", "Enter a date with a year of four digits.")),
    ];
  }

  #asksFor(name: string): boolean {
    return this.asksForHolder || !name.startsWith("policyholder.");
  }

  /** A new policy's input. Only good when there are no `problems`. */
  added(clientId: string): AddPolicyInput {
    return { clientId, ...this.#apart(this.form.filled()) } as AddPolicyInput;
  }

  /** An edit's input. */
  edited({ id, version }: HeldPolicy): EditPolicyInput {
    return { id, version, ...this.#apart(this.form.changes()) };
  }

  #apart(input: Record<string, unknown>): Record<string, unknown> {
    const { policyholder, ...rest } = input;
    for (const name of AMOUNTS) if (typeof rest[name] === "string") rest[name] = plain(rest[name]);
    if (this.asksForHolder && policyholder) return { ...rest, policyholder };
    return this.dropsHolder ? { ...rest, policyholder: null } : rest;
  }
}

/** What is different between two states of a record, under the names that the history uses. */
export function differences(before: HeldPolicy, after: HeldPolicy): FieldChange[] {
  const [was, is] = [told(before), told(after)];
  const changed = Object.keys({ ...was, ...is }).filter((field) => (was[field] ?? "") !== (is[field] ?? ""));
  return changed.map((field) => ({ field, before: was[field] || null, after: is[field] || null }));
}

/** The form's name for a field of the history. */
export function inputName(field: string): string {
  return field === "payer" ? "payerId" : field;
}

function typed(policy: HeldPolicy): Record<string, string | null | undefined> {
  const { policyholder: holder } = policy;
  return {
    type: policy.type,
    relationship: policy.relationship,
    payerId: policy.payer?.id,
    insuranceType: policy.insuranceType,
    memberId: policy.memberId,
    planId: policy.planId,
    groupId: policy.groupId,
    copay: policy.copay,
    deductible: policy.deductible,
    effectiveDate: policy.effectiveDate,
    endDate: policy.endDate,
    employerOrSchool: policy.employerOrSchool,
    "policyholder.firstName": holder?.firstName,
    "policyholder.lastName": holder?.lastName,
    "policyholder.dateOfBirth": holder?.dateOfBirth,
    "policyholder.sex": holder?.sex,
    "policyholder.address.line1": holder?.address?.line1,
    "policyholder.address.line2": holder?.address?.line2,
    "policyholder.address.city": holder?.address?.city,
    "policyholder.address.state": holder?.address?.state,
    "policyholder.address.postalCode": holder?.address?.postalCode,
  };
}

function told(policy: HeldPolicy): Record<string, string | null | undefined> {
  const { payerId: _, ...rest } = typed(policy);
  const attachments = policy.attachments.map(({ fileName }) => fileName).join("\n");
  return { ...rest, payer: policy.payer?.name, status: policy.status, attachments };
}

function plain(amount: string): string {
  return amount
    .trim()
    .replace(/^\$\s*/, "")
    .replaceAll(",", "");
}

function error(name: string, code: UserError["code"], message: string): UserError {
  return { code, message, field: ["input", ...name.split(".")] };
}
