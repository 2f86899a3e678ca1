// The client's own policies, as text for the client.

import type { AddInsuranceFormQuery, BillingTabQuery, SubmitPolicyMutation } from "../generated/operations.ts";
import { formatDate } from "../shared/dates.ts";
import { labelOf, POLICY_TYPES } from "../shared/labels.ts";

export type Viewer = NonNullable<BillingTabQuery["viewer"]>;
export type Client = NonNullable<Viewer["client"]>;
export type ClientPolicy = Client["policies"][number];
export type FormViewer = NonNullable<AddInsuranceFormQuery["viewer"]>;
export type PolicyForm = FormViewer["policyForm"];
export type FormField = PolicyForm["fields"][number];
export type PolicyholderField = PolicyForm["policyholderFields"][number];
export type SubmitPayload = NonNullable<SubmitPolicyMutation["submitPolicy"]>;

interface PolicyNames {
  payer: { name: string } | null;
  enteredPayerName: string | null;
}

/** The name of a policy: its payer, or the payer name that the client entered. */
export function policyName({ payer, enteredPayerName }: PolicyNames): string {
  return payer?.name ?? enteredPayerName ?? "Insurance card";
}

/** Whether the policy is inactive, or its end date has passed. */
export function isPast({ standing }: ClientPolicy): boolean {
  return standing === "INACTIVE" || standing === "ENDED";
}

/** "Aetna (Primary, member ID W204417893, from Jan 1, 2024)": tells the policy from others of the same payer. */
export function policyDescription(policy: NonNullable<SubmitPayload["existingPolicy"]>): string {
  const { type, memberId, effectiveDate } = policy;
  const details = [
    labelOf(POLICY_TYPES, type),
    memberId && `member ID ${memberId}`,
    effectiveDate && `from ${formatDate(effectiveDate)}`,
  ];
  return `${policyName(policy)} (${details.filter(Boolean).join(", ")})`;
}
