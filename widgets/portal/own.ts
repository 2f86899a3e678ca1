// A client's own policies, in words for the client.

import type { AddInsuranceFormQuery, BillingTabQuery, SubmitPolicyMutation } from "../generated/operations.ts";
import { day } from "../shared/dates.ts";
import { TYPES, word } from "../shared/words.ts";

export type Viewer = NonNullable<BillingTabQuery["viewer"]>;
export type Client = NonNullable<Viewer["client"]>;
export type OwnPolicy = Client["policies"][number];
export type AddViewer = NonNullable<AddInsuranceFormQuery["viewer"]>;
export type PolicyForm = AddViewer["policyForm"];
export type FormField = PolicyForm["fields"][number];
export type HolderField = PolicyForm["policyholderFields"][number];
export type Submitted = NonNullable<SubmitPolicyMutation["submitPolicy"]>;

/** What a policy is called: its payer, or what the client typed. */
export function nameOf({
  payer,
  enteredPayerName,
}: {
  payer: { name: string } | null;
  enteredPayerName: string | null;
}) {
  return payer?.name ?? enteredPayerName ?? "Insurance card";
}

/** Whether it is insurance of the past: the practice no longer uses it, or its last day is over. */
export function isPast({ status, endDate }: OwnPolicy, today: string): boolean {
  return status === "INACTIVE" || (endDate !== null && endDate < today);
}

/** What there is to say about when it counts; undefined where nothing is out of the ordinary. */
export function standing(policy: OwnPolicy, today: string): string | undefined {
  if (policy.endDate && policy.endDate < today) return `Ended ${day(policy.endDate)}`;
  if (policy.status === "INACTIVE") return "No longer in use";
  if (policy.effectiveDate && policy.effectiveDate > today) return `Starts ${day(policy.effectiveDate)}`;
  return policy.endDate ? `Ends ${day(policy.endDate)}` : undefined;
}

/** "Aetna (Primary, member ID W204417893, from Jan 1, 2024)": which one it is, where there may be several alike. */
export function inFull(policy: NonNullable<Submitted["existingPolicy"]>): string {
  const { type, memberId, effectiveDate } = policy;
  const details = [
    word(TYPES, type),
    memberId && `member ID ${memberId}`,
    effectiveDate && `from ${day(effectiveDate)}`,
  ];
  return `${nameOf(policy)} (${details.filter(Boolean).join(", ")})`;
}
