// A chart's policy in short: name, badges and remarks.

import { html, nothing, type TemplateResult } from "lit";
import type { ChartQuery } from "../generated/operations.ts";
import { formatDate } from "../shared/dates.ts";
import { FIELD_LABELS, inSentence, joinList, labelOf, POLICY_TYPES } from "../shared/labels.ts";
import { standingBadgeClass, standingText } from "../shared/standing.ts";

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

/** Whether staff have withdrawn the policy: nothing is left to do for it. */
export function isEnteredInError({ status }: Pick<ChartPolicy, "status">): boolean {
  return status === "ENTERED_IN_ERROR";
}

/** Type, standing, and what is left to do. */
export function policyBadges(policy: ChartPolicy): TemplateResult {
  const isPrimary = policy.type === "PRIMARY";
  const isUsed = !isEnteredInError(policy);
  return html`<ul class="row badges" aria-label="Type and standing">
    <li class="badge ${isPrimary && isUsed ? "accent" : "outline"}">${labelOf(POLICY_TYPES, policy.type)}</li>
    <li class=${standingBadgeClass(policy)}>${standingText(policy)}</li>
    ${isUsed && policy.needsPayer ? html`<li class="badge warning">Needs Payer</li>` : nothing}
    ${isUsed && policy.needsReview ? html`<li class="badge info">Needs Review</li>` : nothing}
    ${policy.endedBy ? html`<li class="badge outline">Ended by a new Primary</li>` : nothing}
  </ul>`;
}

/** Why the policy ended, where a new Primary ended it. */
export function endReason({ endedBy, endDate, standing }: ChartPolicy): string | undefined {
  if (!endedBy?.effectiveDate || !endDate) return undefined;
  const startDate = formatDate(endedBy.effectiveDate);
  return `${standing === "ENDED" ? "Ended" : "Ends"} on ${formatDate(endDate)}, because another Primary takes effect on ${startDate}.`;
}

/** The fields that are still missing, except the payer, which has its own badge. */
export function missingFieldsText({ missingFields }: ChartPolicy): string | undefined {
  const names = missingFields.filter((field) => field !== "PAYER").map((field) => labelOf(FIELD_LABELS, field));
  return names.length ? `Still missing: ${joinList(names.map(inSentence))}.` : undefined;
}
