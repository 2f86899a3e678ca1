import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { day } from "../shared/dates.ts";
import { element } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { styles } from "../shared/styles/index.ts";
import { SIDES, TYPES, word } from "../shared/words.ts";
import { isPast, nameOf, standing, type OwnPolicy } from "./own.ts";

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
      ${policy.needsReview
        ? html`<footer>${icons.clock}<p>Your practice is reviewing this.</p></footer>`
        : nothing}
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

  static override styles = [
    ...styles,
    css`
      article {
        overflow: hidden;
      }

      .body {
        display: grid;
        gap: 10px;
        padding: 16px;
      }

      h3 {
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .facts {
        grid-template-columns: repeat(auto-fill, minmax(124px, 1fr));
        gap: 10px 16px;
      }

      .facts:empty {
        display: none;
      }

      .past h3,
      .past .facts dd {
        color: var(--pb-muted);
      }

      .pictures {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
        margin-top: 4px;
      }

      .pictures a {
        display: block;
        border-radius: 8px;
      }

      .pictures img {
        display: block;
        width: 116px;
        height: 73px;
        border: 1px solid var(--pb-line);
        border-radius: 8px;
        object-fit: cover;
        background: var(--pb-ground);
      }

      .past .pictures img {
        opacity: 0.7;
      }

      footer {
        display: flex;
        gap: 8px;
        align-items: center;
        padding: 10px 16px;
        font-size: 0.875rem;
        background: var(--pb-info-tint);
      }

      footer .icon {
        color: var(--pb-info);
      }
    `,
  ];
}

function fact(name: string, value: string | null | undefined): TemplateResult | typeof nothing {
  return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-own-policy": OwnPolicyCard;
  }
}
