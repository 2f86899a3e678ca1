// A chart's policy in short: name, badges and remarks.

import { html, nothing, type TemplateResult } from "lit";
import type { ChartQuery } from "../generated/operations.ts";
import { formatDate } from "../shared/dates.ts";
import { FIELD_LABELS, inSentence, joinList, labelOf, POLICY_STATUSES, POLICY_TYPES } from "../shared/labels.ts";

export type ChartClient = NonNullable<ChartQuery["client"]>;
export type ChartPolicy = ChartClient["policies"][number];

interface PolicyNames {
  payer: { name: string } | null;
  enteredPayerName: string | null;
}

/** The name of a policy: its payer, or in quotes the payer name that the client entered. */
export function policyName({ payer, enteredPayerName }: PolicyNames): string {
  return payer?.name ?? (enteredPayerName ? `“${enteredPayerName}”` : "No payer given");
}

/** Type, status, and what is left to do. */
export function policyBadges(policy: ChartPolicy): TemplateResult {
  const isPrimary = policy.type === "PRIMARY";
  const isActive = policy.status === "ACTIVE";
  return html`<ul class="row badges" aria-label="Type and status">
    <li class="badge ${isPrimary ? "accent" : "outline"}">${labelOf(POLICY_TYPES, policy.type)}</li>
    <li class="badge dot ${isActive ? "success" : ""}">${labelOf(POLICY_STATUSES, policy.status)}</li>
    ${policy.needsPayer ? html`<li class="badge warning">Needs Payer</li>` : nothing}
    ${policy.needsReview ? html`<li class="badge info">Needs Review</li>` : nothing}
    ${policy.endedBy ? html`<li class="badge outline">Ended by a new Primary</li>` : nothing}
  </ul>`;
}

/** Why the policy ended, where a new Primary ended it. */
export function endReason({ endedBy, endDate }: ChartPolicy): string | undefined {
  if (!endedBy?.effectiveDate || !endDate) return undefined;
  const startDate = formatDate(endedBy.effectiveDate);
  return `Ended on ${formatDate(endDate)}, because another Primary takes effect on ${startDate}.`;
}

/** The fields that are still missing, except the payer, which has its own badge. */
export function missingFieldsText({ missingFields }: ChartPolicy): string | undefined {
  const names = missingFields.filter((field) => field !== "PAYER").map((field) => labelOf(FIELD_LABELS, field));
  return names.length ? `Still missing: ${joinList(names.map(inSentence))}.` : undefined;
}
