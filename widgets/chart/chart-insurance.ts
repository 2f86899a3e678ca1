import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ChartDocument, MarkPolicyReviewedDocument, type ChartQuery } from "../generated/operations.ts";
import { day, today } from "../shared/dates.ts";
import { element } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { Loading } from "../shared/loading.ts";
import { Saving } from "../shared/saving.ts";
import { empty, shown } from "../shared/states.ts";
import { widgetStyles } from "../shared/styles/index.ts";
import { InsuranceWidget } from "../shared/widget.ts";
import { count } from "../shared/words.ts";
import "./claim-box.ts";
import "./coverage-timeline.ts";
import "./history.ts";
import "./make-active.ts";
import "./make-inactive.ts";
import "./policy-card.ts";
import "./policy-form.ts";
import type { ChartClient, ChartPolicy } from "./policies.ts";
import type { Act, Action } from "./policy-card.ts";
import { chartInsuranceStyles } from "./chart-insurance.css.ts";

/** The Insurance section of a client's Billing Settings, for practitioners. */
@element("chart-insurance")
export class ChartInsurance extends InsuranceWidget {
  /** Whose chart: the client's global id. */
  @property({ attribute: "client-id" }) clientId = "";
  /** What is being done, in a dialog of its own. */
  @state() private act: Act | undefined;
  @state() private adding = false;

  readonly #chart = new Loading(this, () => this.api!.send(ChartDocument, { clientId: this.clientId }));
  readonly #saving = new Saving(this);
  protected readonly loadings = [this.#chart];

  protected override get ready(): boolean {
    return this.clientId !== "";
  }

  protected override willUpdate(changed: PropertyValues): void {
    // What was being done was done to another client's policies.
    if (changed.has("clientId")) [this.act, this.adding] = [undefined, false];
    super.willUpdate(changed);
  }

  protected draw(): TemplateResult {
    return html`<div class="widget" @policybook-act=${this.#onAct}>
      ${shown(this.#chart, (answer) => this.#drawChart(answer))}
    </div>`;
  }

  #drawChart(answer: ChartQuery): TemplateResult {
    const { client, viewer } = answer;
    if (!client || !viewer) return empty("No such client", "There is no chart here for you.");
    const day_ = today(viewer.practice.timeZone);
    return html`
      <header class="spread">
        <div>
          <h2>Insurance</h2>
          <p class="muted">
            ${client.displayName}${client.dateOfBirth ? html` · born ${day(client.dateOfBirth)}` : nothing}
          </p>
        </div>
        ${
          client.viewerCanAddPolicy
            ? html`<button type="button" class="primary" @click=${() => (this.adding = true)}>
                ${icons.plus}Add Policy
              </button>`
            : nothing
        }
      </header>
      <div class="columns">
        <div class="stack">${this.#attention(client)} ${this.#timeline(client, day_)} ${this.#policies(client)}</div>
        <aside>
          <policybook-claim-box
            .api=${this.api!}
            .clientId=${client.id}
            .chart=${answer}
            today=${day_}
          ></policybook-claim-box>
        </aside>
      </div>
      ${this.#dialog(client, viewer.practice.timeZone)}
    `;
  }

  #attention({ policies }: ChartClient): unknown {
    const payers = policies.filter(({ needsPayer }) => needsPayer).length;
    const reviews = policies.filter(({ needsReview }) => needsReview).length;
    const parts = [
      payers && `${count(payers, "policy needs", "policies need")} a payer`,
      reviews && `${count(reviews, "policy needs", "policies need")} a review`,
    ].filter(Boolean);
    if (!parts.length) return nothing;
    return html`<div class="notice look">
      ${icons.warning}
      <p><strong>To do:</strong> ${parts.join(" · ")}</p>
    </div>`;
  }

  #timeline(client: ChartClient, day_: string): unknown {
    const days = client.policies.map(({ effectiveDate }) => effectiveDate).filter((date) => date != null);
    if (!days.length) return nothing;
    return html`<section class="card timeline" aria-labelledby="coverage">
      <h3 id="coverage">Coverage</h3>
      <policybook-coverage-timeline
        .api=${this.api!}
        .clientId=${client.id}
        .chart=${client}
        .since=${days.sort()[0]}
        today=${day_}
      ></policybook-coverage-timeline>
    </section>`;
  }

  #policies({ policies }: ChartClient): TemplateResult {
    if (!policies.length)
      return empty("No insurance yet", "Add the first policy, or ask the client for it in the portal.");
    return html`<ul class="stack" aria-label="Policies">
      ${repeat(
        policies,
        ({ id }) => id,
        (policy) =>
          html`<li><policybook-policy-card data-id=${policy.id} .policy=${policy}></policybook-policy-card></li>`,
      )}
    </ul>`;
  }

  /** The dialog of what is being done. */
  #dialog({ id: clientId }: ChartClient, timeZone: string): unknown {
    const done = () => ([this.act, this.adding] = [undefined, false]);
    const form = (policyId: string) =>
      html`<policybook-policy-form
        .api=${this.api!}
        .clientId=${clientId}
        .policyId=${policyId}
        @close=${done}
      ></policybook-policy-form>`;
    if (this.adding) return form("");
    if (!this.act) return nothing;
    const { policy, action } = this.act;
    const dialogs: Partial<Record<Action, () => TemplateResult>> = {
      edit: () => form(policy.id),
      "make-inactive": () =>
        html`<policybook-make-inactive .api=${this.api!} .policy=${policy} @close=${done}></policybook-make-inactive>`,
      "make-active": () =>
        html`<policybook-make-active .api=${this.api!} .policy=${policy} @close=${done}></policybook-make-active>`,
      history: () =>
        html`<policybook-history
          .api=${this.api!}
          .policy=${policy}
          timeZone=${timeZone}
          @close=${done}
        ></policybook-history>`,
    };
    return dialogs[action]?.() ?? nothing;
  }

  #onAct({ detail }: CustomEvent<Act>): void {
    if (detail.action === "mark-reviewed") void this.#markReviewed(detail.policy);
    else this.act = detail;
  }

  async #markReviewed({ id, version }: ChartPolicy): Promise<void> {
    if (this.#saving.busy) return;
    const payload = await this.#saving.save({ id, version }, async (input) => {
      return (await this.api!.send(MarkPolicyReviewedDocument, { input })).markPolicyReviewed;
    });
    if (payload?.userErrors[0]) {
      this.say(payload.userErrors[0].message);
      void this.refresh();
    } else if (payload) {
      this.say("Marked reviewed.");
      void this.changed(id);
    } else {
      // It may have been done, and only the answer was lost: the chart tells.
      this.say(this.#saving.problem?.message || "This did not work.");
      void this.refresh();
    }
  }

  static override styles = [...widgetStyles, chartInsuranceStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "chart-insurance": ChartInsurance;
  }
}
