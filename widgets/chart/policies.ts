// A policy in words.

import { html, nothing, type TemplateResult } from "lit";
import type { ChartQuery } from "../generated/operations.ts";
import { day } from "../shared/dates.ts";
import { FIELDS, list, STATUSES, TYPES, word } from "../shared/words.ts";

export type ChartClient = NonNullable<ChartQuery["client"]>;
export type ChartPolicy = ChartClient["policies"][number];

/** What a policy is called: its payer, or what the client typed, marked as theirs. */
export function nameOf({
  payer,
  enteredPayerName,
}: {
  payer: { name: string } | null;
  enteredPayerName: string | null;
}) {
  return payer?.name ?? (enteredPayerName ? `“${enteredPayerName}”` : "Payer not given");
}

/** What is seen at a glance: type, status, and what is to be done. */
export function badges(policy: ChartPolicy): TemplateResult {
  const primary = policy.type === "PRIMARY";
  const active = policy.status === "ACTIVE";
  return html`<ul class="row badges" aria-label="What it is">
    <li class="badge ${primary ? "accent" : "outline"}">${word(TYPES, policy.type)}</li>
    <li class="badge dot ${active ? "good" : ""}">${word(STATUSES, policy.status)}</li>
    ${policy.needsPayer ? html`<li class="badge look">Needs Payer</li>` : nothing}
    ${policy.needsReview ? html`<li class="badge info">Needs Review</li>` : nothing}
    ${policy.endedBy ? html`<li class="badge outline">Ended by a new Primary</li>` : nothing}
  </ul>`;
}

/** Why the policy ended, where a new Primary did it. */
export function ending({ endedBy, endDate }: ChartPolicy): string | undefined {
  if (!endedBy?.effectiveDate || !endDate) return undefined;
  return `Ended on ${day(endDate)}, because another Primary takes effect on ${day(endedBy.effectiveDate)}.`;
}

/** What is still to be filled in; the payer has a badge of its own. */
export function missing({ missingFields }: ChartPolicy): string | undefined {
  const names = missingFields.filter((field) => field !== "PAYER").map((field) => uncapitalised(word(FIELDS, field)));
  return names.length ? `Still missing: ${list(names)}.` : undefined;
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
