import { html, nothing, type TemplateResult } from "lit";
import { day } from "../shared/dates.ts";
import * as icons from "../shared/icons.ts";
import { TYPES, word } from "../shared/words.ts";
import { nameOf, type Submitted } from "./own.ts";

/** What the client is told when their insurance has been saved: that it arrived, what it changed, and what comes next. */
export function sent({ policy, endedPolicies }: Submitted, practice: string, close: () => void): TemplateResult {
  return html`<section class="notice good sent" aria-labelledby="sent" tabindex="-1" data-id=${policy?.id ?? nothing}>
    ${icons.tick}
    <div>
      <h3 id="sent">Sent to ${practice}</h3>
      ${policy ? html`<p>${policy.payer || policy.enteredPayerName ? nameOf(policy) : "Your card"} is on file as your ${word(TYPES, policy.type)} insurance.</p>` : nothing}
      ${endedPolicies.map(
        (ended) =>
          html`<p>
            <strong>Your ${nameOf(ended.policy)} coverage now ends ${day(ended.newEndDate)}</strong>, the day before the
            new one starts.
          </p>`,
      )}
      <p>${practice} reviews it next, and fills in what is missing. There is nothing more for you to do.</p>
      <p>Is something wrong in it? Tell your practice: only they can change it.</p>
      <button type="button" @click=${close}>OK</button>
    </div>
  </section>`;
}
