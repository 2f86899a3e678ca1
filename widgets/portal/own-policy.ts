import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { day } from "../shared/dates.ts";
import { element } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { styles } from "../shared/styles/index.ts";
import { SIDES, TYPES, word } from "../shared/words.ts";
import { isPast, nameOf, standing, type OwnPolicy } from "./own.ts";
import { ownPolicyStyles } from "./own-policy.css.ts";

/** One of the client's own policies. It can be looked at, and nothing else. */
@element("policybook-own-policy")
export class OwnPolicyCard extends LitElement {
  @property({ attribute: false }) policy!: OwnPolicy;
  /** What day it is for the practice. */
  @property() today = "";

  protected override render(): TemplateResult {
    const { policy, today } = this;
    const { type, memberId, groupId, effectiveDate, endDate } = policy;
    const past = isPast(policy, today);
    const when = standing(policy, today);
    return html`<article class="card ${past ? "past" : ""}" aria-labelledby="name">
      <div class="body">
        <div class="row">
          <span class="badge ${type === "PRIMARY" && !past ? "accent" : "outline"}">${word(TYPES, type)}</span>
          ${when ? html`<span class="badge">${when}</span>` : nothing}
        </div>
        <h3 id="name">${nameOf(policy)}</h3>
        <dl class="facts">
          ${fact("Member ID", memberId)} ${fact("Group number", groupId)}
          ${fact("Effective date", effectiveDate && day(effectiveDate))} ${fact("End date", endDate && day(endDate))}
        </dl>
        ${this.#pictures()}
      </div>
      ${
        policy.needsReview
          ? html`<footer>
              ${icons.clock}
              <p>Your practice is reviewing this.</p>
            </footer>`
          : nothing
      }
    </article>`;
  }

  #pictures(): unknown {
    const { attachments } = this.policy;
    if (!attachments.length) return nothing;
    return html`<ul class="pictures" aria-label="Card pictures">
      ${attachments.map(
        ({ url, previewUrl, fileName, side }) =>
          html`<li>
            <a href=${url} target="_blank" rel="noreferrer" title=${fileName}>
              <img src=${previewUrl} alt="${word(SIDES, side)} of the card" />
            </a>
          </li>`,
      )}
    </ul>`;
  }

  static override styles = [...styles, ownPolicyStyles];
}

function fact(name: string, value: string | null | undefined): TemplateResult | typeof nothing {
  return value
    ? html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`
    : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-own-policy": OwnPolicyCard;
  }
}
