import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { cardPictures } from "../shared/card-pictures.ts";
import { cardPicturesStyles } from "../shared/card-pictures.css.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatDate } from "../shared/dates.ts";
import { descriptionItem } from "../shared/description-item.ts";
import * as icons from "../shared/icons.ts";
import { labelOf, POLICY_TYPES } from "../shared/labels.ts";
import { standingBadge } from "../shared/standing.ts";
import { styles } from "../shared/styles/index.ts";
import { isPast, policyName, type ClientPolicy } from "./client-policies.ts";
import { clientPolicyCardStyles } from "./client-policy-card.css.ts";

/** One of the client's own policies, read-only. */
@customElement("policybook-client-policy-card")
export class ClientPolicyCard extends LitElement {
  @property({ attribute: false }) policy!: ClientPolicy;

  protected override render(): TemplateResult {
    const { policy } = this;
    const { type, memberId, groupId, effectiveDate, endDate } = policy;
    const isPastPolicy = isPast(policy);
    return html`<article class="card ${isPastPolicy ? "past" : ""}" aria-labelledby="name">
      <div class="body">
        <div class="row">
          <span class="badge ${type === "PRIMARY" && !isPastPolicy ? "accent" : "outline"}">
            ${labelOf(POLICY_TYPES, type)}
          </span>
          ${standingBadge(policy)}
        </div>
        <h3 id="name">${policyName(policy)}</h3>
        <dl class="facts">
          ${descriptionItem("Member ID", memberId)} ${descriptionItem("Group number", groupId)}
          ${descriptionItem("Effective date", effectiveDate && formatDate(effectiveDate))}
          ${descriptionItem("End date", endDate && formatDate(endDate))}
        </dl>
        ${cardPictures(policy.attachments)}
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

  static override styles = [...styles, cardPicturesStyles, clientPolicyCardStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-client-policy-card": ClientPolicyCard;
  }
}
