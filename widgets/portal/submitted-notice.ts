import { html, nothing, type TemplateResult } from "lit";
import { formatDate } from "../shared/dates.ts";
import * as icons from "../shared/icons.ts";
import { labelOf, POLICY_TYPES } from "../shared/labels.ts";
import { policyName, type SubmitPayload } from "./client-policies.ts";

/** After a submission: that it arrived, what it changed, and what happens next. */
export function submittedNotice(
  { policy, endedPolicies }: SubmitPayload,
  practice: string,
  close: () => void,
): TemplateResult {
  return html`<section
    class="notice success submitted"
    aria-labelledby="submitted"
    tabindex="-1"
    data-id=${policy?.id ?? nothing}
  >
    ${icons.tick}
    <div>
      <h3 id="submitted">Sent to ${practice}</h3>
      ${policy ? onFileText(policy) : nothing} ${endedPolicies.map(endedText)}
      <p>${practice} reviews it next and adds what is missing. You do not need to do anything else.</p>
      <p>Is something wrong? Tell your practice: only they can change it.</p>
      <button type="button" @click=${close}>OK</button>
    </div>
  </section>`;
}

function endedText({ policy, newEndDate }: SubmitPayload["endedPolicies"][number]): unknown {
  if (!newEndDate) return nothing; // a submission only sets end dates
  return html`<p>
    <strong>Your ${policyName(policy)} coverage now ends ${formatDate(newEndDate)}</strong>, the day before the new one
    starts.
  </p>`;
}

function onFileText(policy: NonNullable<SubmitPayload["policy"]>): TemplateResult {
  const name = policy.payer || policy.enteredPayerName ? policyName(policy) : "Your card";
  return html`<p>${name} is on file as your ${labelOf(POLICY_TYPES, policy.type)} insurance.</p>`;
}
