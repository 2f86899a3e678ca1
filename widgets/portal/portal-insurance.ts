import { css, html, nothing, type TemplateResult } from "lit";
import { BillingTabDocument, type BillingTabQuery } from "../generated/operations.ts";
import { day } from "../shared/dates.ts";
import { element } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { Loading } from "../shared/loading.ts";
import { empty, shown } from "../shared/states.ts";
import { widgetStyles } from "../shared/styles/index.ts";
import { InsuranceWidget } from "../shared/widget.ts";
import { SIDES, TYPES, word } from "../shared/words.ts";

type Client = NonNullable<NonNullable<BillingTabQuery["viewer"]>["client"]>;
type Policy = Client["policies"][number];

/** A client's own insurance, in the portal: what is on file, and while the practice asks for it a way to add more. */
@element("portal-insurance")
export class PortalInsurance extends InsuranceWidget {
  readonly #tab = new Loading(this, () => this.api!.send(BillingTabDocument, {}));
  protected readonly loadings = [this.#tab];

  protected draw(): unknown {
    return shown(this.#tab, ({ viewer }) =>
      viewer?.client ? this.#drawClient(viewer.client) : empty("No insurance here", "Sign in as a client to see yours."),
    );
  }

  #drawClient({ policies, viewerCanAddPolicy }: Client): TemplateResult {
    const add = viewerCanAddPolicy
      ? html`<button type="button" class="primary" @click=${() => this.say("Adding is not built yet.")}>
          ${icons.plus}Add insurance
        </button>`
      : nothing;
    if (!policies.length) return html`<h2>Your insurance</h2>${empty("No insurance yet", "Nothing is on file.", add)}`;
    return html`
      <h2>Your insurance</h2>
      <ul class="stack" aria-label="Your policies">
        ${policies.map((policy) => html`<li class="card">${this.#policy(policy)}</li>`)}
      </ul>
      <div class="add">${add}</div>
    `;
  }

  #policy({ payer, enteredPayerName, type, status, memberId, groupId, effectiveDate, endDate, needsReview, attachments }: Policy) {
    return html`
      <div class="row">
        <span class="badge ${type === "PRIMARY" ? "accent" : "outline"}">${word(TYPES, type)}</span>
        ${status === "INACTIVE" ? html`<span class="badge">No longer in use</span>` : nothing}
        ${needsReview ? html`<span class="badge info">Being reviewed</span>` : nothing}
      </div>
      <h3>${payer?.name ?? enteredPayerName ?? "Insurance card"}</h3>
      <dl class="facts">
        ${fact("Member ID", memberId)} ${fact("Group ID", groupId)} ${fact("Starts", effectiveDate && day(effectiveDate))}
        ${fact("Ends", endDate && day(endDate))}
      </dl>
      ${attachments.length
        ? html`<div class="row">
            ${attachments.map(({ previewUrl, side }) => html`<img src=${previewUrl} alt="${word(SIDES, side)} of the card" />`)}
          </div>`
        : nothing}
    `;
  }

  static override styles = [
    ...widgetStyles,
    css`
      h2 {
        margin-bottom: 12px;
      }

      li.card {
        display: grid;
        gap: 10px;
        padding: 16px;
      }

      .facts {
        grid-template-columns: repeat(auto-fill, minmax(120px, 1fr));
      }

      img {
        width: 104px;
        height: 66px;
        border: 1px solid var(--pb-line);
        border-radius: 8px;
        object-fit: cover;
      }

      .add {
        margin-top: 16px;
      }

      .add button {
        width: 100%;
      }
    `,
  ];
}

function fact(name: string, value: string | null | undefined): TemplateResult | typeof nothing {
  return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    "portal-insurance": PortalInsurance;
  }
}
