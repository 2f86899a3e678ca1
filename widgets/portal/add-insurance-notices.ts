// The notices of the Add insurance form.

import { html, nothing, type TemplateResult } from "lit";
import type { PolicyField } from "../generated/operations.ts";
import { formatDate } from "../shared/dates.ts";
import * as icons from "../shared/icons.ts";
import { FIELD_LABELS, joinList, labelOf } from "../shared/labels.ts";
import { policyName, type ClientPolicy, type SubmitPayload } from "./client-policies.ts";

const FIELD_PHRASES: Partial<Record<PolicyField, string>> = {
  PAYER: "the insurance company’s name",
  MEMBER_ID: "your member ID",
  ATTACHMENTS: "a photo of your card",
};

/** "A photo of your card, your member ID or … is enough.": the fields of which the API requires at least one. */
export function minimumText(atLeastOneOf: readonly PolicyField[]): string {
  const phrases = atLeastOneOf.map((field) => FIELD_PHRASES[field] ?? labelOf(FIELD_LABELS, field));
  if (!phrases.length) return "";
  phrases.reverse(); // the easiest one first
  const list = new Intl.ListFormat("en-US", { type: "disjunction" }).format(phrases);
  return `${list.charAt(0).toUpperCase()}${list.slice(1)} is enough. Your practice adds what you leave out.`;
}

/**
 * What happens after sending. `replaceable`: the current Primary policies that a new one may end; `ended`: those that
 * this one will end, as far as is known.
 */
export function nextStepsNotice(
  practice: string,
  replaceable: readonly ClientPolicy[],
  ended: SubmitPayload["endedPolicies"],
): TemplateResult {
  return html`<div class="notice next">
    ${icons.info}
    <div aria-live="polite">
      <strong>What happens next</strong>
      <p>${practice} receives this right away and reviews it. After that, only they can change it.</p>
      ${ended.map(endText)}
      ${
        replaceable.length && !ended.length
          ? html`<p>
              Does it replace ${joinList(replaceable.map(policyName))}? Then enter its effective date under More
              details: your current coverage will end the day before.
            </p>`
          : nothing
      }
    </div>
  </div>`;
}

function endText({ policy, newEndDate }: SubmitPayload["endedPolicies"][number]): unknown {
  if (!newEndDate) return nothing;
  return html`<p>
    <strong>Your ${policyName(policy)} coverage will end ${formatDate(newEndDate)}</strong>, the day before this one
    starts. Is the date right?
  </p>`;
}

/** Asks before what was entered is lost. */
export function leaveConfirmation(stay: () => void, leave: () => void): TemplateResult {
  return html`<div class="notice warning leave" role="group" aria-label="Leave without sending?">
    ${icons.warning}
    <div>
      <strong>Leave without sending?</strong>
      <p>What you entered will be lost.</p>
      <div class="row">
        <button type="button" class="primary" @click=${stay}>Stay</button>
        <button type="button" @click=${leave}>Leave</button>
      </div>
    </div>
  </div>`;
}
