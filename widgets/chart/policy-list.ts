// The policies of a chart as cards, and above them what is left to do.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import * as icons from "../shared/icons.ts";
import { pluralize } from "../shared/labels.ts";
import { emptyState } from "../shared/status-templates.ts";
import "./policy-card.ts";
import { isEnteredInError, type ChartPolicy } from "./policy-summary.ts";

/** How many policies need a payer, and how many a review. */
export function todoNotice(policies: readonly ChartPolicy[]): unknown {
  const inUse = policies.filter((policy) => !isEnteredInError(policy));
  const payerCount = inUse.filter(({ needsPayer }) => needsPayer).length;
  const reviewCount = inUse.filter(({ needsReview }) => needsReview).length;
  const tasks = [
    payerCount && `${pluralize(payerCount, "policy needs", "policies need")} a payer`,
    reviewCount && `${pluralize(reviewCount, "policy needs", "policies need")} a review`,
  ].filter(Boolean);
  if (!tasks.length) return nothing;
  return html`<div class="notice warning">
    ${icons.warning}
    <p><strong>To do:</strong> ${tasks.join(" · ")}</p>
  </div>`;
}

/** The policies in the chart's order; those entered in error last and folded. */
export function policyList(policies: readonly ChartPolicy[]): TemplateResult {
  const inUse = policies.filter((policy) => !isEnteredInError(policy));
  const inError = policies.filter(isEnteredInError);
  return html`${
    inUse.length
      ? cards(inUse, "Policies")
      : emptyState("No insurance yet", "Add the first policy, or ask the client to add it in the portal.")
  }
  ${inError.length ? foldedCards(inError) : nothing}`;
}

function foldedCards(policies: readonly ChartPolicy[]): TemplateResult {
  return html`<details class="in-error">
    <summary>${icons.chevron}${pluralize(policies.length, "policy", "policies")} entered in error</summary>
    ${cards(policies, "Entered in error")}
  </details>`;
}

function cards(policies: readonly ChartPolicy[], label: string): TemplateResult {
  return html`<ul class="stack" aria-label=${label}>
    ${repeat(
      policies,
      ({ id }) => id,
      (policy) =>
        html`<li>
          <policybook-policy-card data-id=${policy.id} .policy=${policy}></policybook-policy-card>
        </li>`,
    )}
  </ul>`;
}
