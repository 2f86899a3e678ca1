import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { day } from "../shared/dates.ts";
import { element, tell } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { dollars } from "../shared/money.ts";
import type { MenuItem } from "../shared/parts/menu.ts";
import "../shared/parts/menu.ts";
import { styles } from "../shared/styles/index.ts";
import { INSURANCE_TYPES, RELATIONSHIPS, SIDES, word } from "../shared/words.ts";
import { badges, ending, missing, nameOf, type ChartPolicy } from "./policies.ts";
import { policyCardStyles } from "./policy-card.css.ts";

/** What a person may do to a policy. */
export type Action = "edit" | "make-inactive" | "make-active" | "mark-reviewed" | "history";

/** Whom the card asks to do it. */
export interface Act {
  action: Action;
  policy: ChartPolicy;
}

/** One policy of a chart, with its three-dot menu. Sends `policybook-act` with an Act. */
@element("policybook-policy-card")
export class PolicyCard extends LitElement {
  @property({ attribute: false }) policy!: ChartPolicy;

  /** Puts the focus on the card's menu, as after an action on the policy. */
  override focus(): void {
    this.renderRoot.querySelector("policybook-menu")?.focus();
  }

  protected override render(): TemplateResult {
    const { policy } = this;
    const name = nameOf(policy);
    return html`<article class="card ${policy.status === "ACTIVE" ? "" : "inactive"}" aria-labelledby="name">
      <header>
        <div class="title">
          <h3 id="name">${name}</h3>
          ${badges(policy)}
        </div>
        <policybook-menu
          label="Actions for ${name}"
          .items=${this.#items()}
          @choose=${({ detail }: CustomEvent<Action>) => this.#act(detail)}
        ></policybook-menu>
      </header>
      <div class="body">
        <dl class="facts">${this.#facts()}</dl>
        ${this.#pictures()}
      </div>
      ${this.#remarks()}
    </article>`;
  }

  #facts(): unknown {
    const { policy } = this;
    const { policyholder: holder } = policy;
    return [
      fact("Member ID", policy.memberId),
      fact("Group ID", policy.groupId),
      fact("Plan ID", policy.planId),
      fact("Effective", policy.effectiveDate && day(policy.effectiveDate)),
      fact("Ends", policy.endDate && day(policy.endDate)),
      fact("Insurance type", word(INSURANCE_TYPES, policy.insuranceType ?? "")),
      fact("Relationship", word(RELATIONSHIPS, policy.relationship ?? "")),
      fact("Policyholder", holder && [holder.firstName, holder.lastName].filter(Boolean).join(" ")),
      fact("Copay", policy.copay && dollars(policy.copay)),
      fact("Deductible", policy.deductible && dollars(policy.deductible)),
      fact("Employer or school", policy.employerOrSchool),
      fact("Payer ID", policy.payer?.ediPayerId),
    ];
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

  #remarks(): unknown {
    const { policy } = this;
    const remarks = [
      policy.needsPayer && "The client typed this payer’s name. Choose the payer before a claim can be sent.",
      policy.payer?.archived && "The payer is archived.",
      missing(policy),
      ending(policy),
    ].filter(Boolean);
    if (!remarks.length) return nothing;
    const look = policy.needsPayer || policy.missingFields.length > 0;
    return html`<footer class=${look ? "look" : ""}>
      ${look ? icons.warning : icons.info}
      <div>${remarks.map((remark) => html`<p>${remark}</p>`)}</div>
    </footer>`;
  }

  #items(): MenuItem[] {
    const { viewerCanEdit, viewerCanMakeInactive, status, needsReview } = this.policy;
    const all: (MenuItem & { id: Action; may: boolean })[] = [
      { id: "edit", label: this.policy.needsPayer ? "Choose payer and edit" : "Edit", may: viewerCanEdit },
      { id: "mark-reviewed", label: "Mark Reviewed", may: viewerCanEdit && needsReview },
      { id: "make-inactive", label: "Make Inactive", may: viewerCanMakeInactive },
      { id: "make-active", label: "Make Active", may: viewerCanEdit && status === "INACTIVE" },
      { id: "history", label: "History", may: true },
    ];
    return all.filter(({ may }) => may);
  }

  #act(action: Action): void {
    tell(this, "policybook-act", { action, policy: this.policy } satisfies Act);
  }

  static override styles = [...styles, policyCardStyles];
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
    "policybook-policy-card": PolicyCard;
  }
}
