import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { cardPictures } from "../shared/card-pictures.ts";
import { cardPicturesStyles } from "../shared/card-pictures.css.ts";
import type { MenuItem } from "../shared/components/menu.ts";
import "../shared/components/menu.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatDate } from "../shared/dates.ts";
import { descriptionItem } from "../shared/description-item.ts";
import { emit } from "../shared/events.ts";
import * as icons from "../shared/icons.ts";
import { INSURANCE_TYPES, labelOf, RELATIONSHIPS } from "../shared/labels.ts";
import { formatDollars } from "../shared/money.ts";
import { styles } from "../shared/styles/index.ts";
import { policyCardStyles } from "./policy-card.css.ts";
import {
  endReason,
  isEnteredInError,
  missingFieldsText,
  policyBadges,
  policyName,
  type ChartPolicy,
} from "./policy-summary.ts";

export type PolicyAction =
  "edit" | "mark-reviewed" | "replace" | "make-inactive" | "make-active" | "mark-entered-in-error" | "history";

export interface PolicyActionDetail {
  action: PolicyAction;
  policy: ChartPolicy;
}

/**
 * One policy of a chart, with its three-dot menu.
 *
 * @fires policybook-action - An action was chosen in the menu; the detail is a PolicyActionDetail.
 */
@customElement("policybook-policy-card")
export class PolicyCard extends LitElement {
  @property({ attribute: false }) policy!: ChartPolicy;

  /** Focuses the menu button. */
  override focus(): void {
    this.renderRoot.querySelector("policybook-menu")?.focus();
  }

  protected override render(): TemplateResult {
    const { policy } = this;
    const name = policyName(policy);
    return html`<article class="card ${policy.status === "ACTIVE" ? "" : "inactive"}" aria-labelledby="name">
      <header>
        <div class="title">
          <h3 id="name">${name}</h3>
          ${policyBadges(policy)}
        </div>
        <policybook-menu
          label="Actions for ${name}"
          .items=${this.#menuItems}
          @choose=${this.#handleChoose}
        ></policybook-menu>
      </header>
      <div class="body">
        <dl class="facts">${this.#renderDetails()}</dl>
        ${cardPictures(policy.attachments)}
      </div>
      ${this.#renderFooter()}
    </article>`;
  }

  #renderDetails(): unknown {
    const { policy } = this;
    const { policyholder } = policy;
    return [
      descriptionItem("Member ID", policy.memberId),
      descriptionItem("Group ID", policy.groupId),
      descriptionItem("Plan ID", policy.planId),
      descriptionItem("Plan name", policy.planName),
      descriptionItem("Effective", policy.effectiveDate && formatDate(policy.effectiveDate)),
      descriptionItem("Ends", policy.endDate && formatDate(policy.endDate)),
      descriptionItem("Insurance type", labelOf(INSURANCE_TYPES, policy.insuranceType ?? "")),
      descriptionItem("Relationship", labelOf(RELATIONSHIPS, policy.relationship ?? "")),
      descriptionItem(
        "Policyholder",
        policyholder && [policyholder.firstName, policyholder.lastName].filter(Boolean).join(" "),
      ),
      descriptionItem("Copay", policy.copay && formatDollars(policy.copay)),
      descriptionItem("Deductible", policy.deductible && formatDollars(policy.deductible)),
      descriptionItem("Employer or school", policy.employerOrSchool),
      descriptionItem("Payer ID", policy.payer?.ediPayerId),
    ];
  }

  #renderFooter(): unknown {
    const { policy } = this;
    if (isEnteredInError(policy)) return nothing;
    const remarks = [
      policy.needsPayer && "The client entered this payer name. Choose the payer before you send a claim.",
      policy.payer?.archived && "The payer is archived.",
      missingFieldsText(policy),
      endReason(policy),
    ].filter(Boolean);
    if (!remarks.length) return nothing;
    const isWarning = policy.needsPayer || policy.missingFields.length > 0;
    return html`<footer class=${isWarning ? "warning" : ""}>
      ${isWarning ? icons.warning : icons.info}
      <div>${remarks.map((remark) => html`<p>${remark}</p>`)}</div>
    </footer>`;
  }

  get #menuItems(): MenuItem[] {
    const { viewerCanEdit, viewerCanMakeInactive, status, needsReview, needsPayer } = this.policy;
    const isWithdrawn = isEnteredInError(this.policy);
    const isUsed = viewerCanEdit && !isWithdrawn;
    const canMakeInactive = viewerCanMakeInactive || (viewerCanEdit && isWithdrawn);
    const items: (MenuItem & { id: PolicyAction; isAllowed: boolean })[] = [
      { id: "edit", label: needsPayer ? "Choose payer and edit" : "Edit", isAllowed: isUsed },
      { id: "mark-reviewed", label: "Mark Reviewed", isAllowed: isUsed && needsReview },
      { id: "replace", label: "Replace with new policy…", isAllowed: isUsed && status === "ACTIVE" },
      { id: "make-active", label: "Make Active", isAllowed: viewerCanEdit && status !== "ACTIVE" },
      { id: "make-inactive", label: "Make Inactive", isAllowed: canMakeInactive },
      { id: "mark-entered-in-error", label: "Entered in error…", isAllowed: isUsed },
      { id: "history", label: "History", isAllowed: true },
    ];
    return items.filter(({ isAllowed }) => isAllowed);
  }

  #handleChoose({ detail }: CustomEvent<PolicyAction>): void {
    emit(this, "policybook-action", { action: detail, policy: this.policy } satisfies PolicyActionDetail);
  }

  static override styles = [...styles, cardPicturesStyles, policyCardStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-policy-card": PolicyCard;
  }
}
