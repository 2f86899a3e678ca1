import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ChartDocument, MarkPolicyReviewedDocument, type ChartQuery } from "../generated/operations.ts";
import { customElement } from "../shared/custom-element.ts";
import { currentDate, formatDate } from "../shared/dates.ts";
import * as icons from "../shared/icons.ts";
import { InsuranceWidget } from "../shared/insurance-widget.ts";
import { pluralize } from "../shared/labels.ts";
import { MutationController } from "../shared/mutation-controller.ts";
import { QueryController } from "../shared/query-controller.ts";
import { emptyState, queryResult } from "../shared/status-templates.ts";
import { widgetStyles } from "../shared/styles/index.ts";
import { chartInsuranceStyles } from "./chart-insurance.css.ts";
import "./claim-options.ts";
import "./coverage-timeline.ts";
import "./make-active.ts";
import "./make-inactive.ts";
import type { PolicyAction, PolicyActionDetail } from "./policy-card.ts";
import "./policy-card.ts";
import "./policy-form.ts";
import "./policy-history.ts";
import type { ChartClient, ChartPolicy } from "./policy-summary.ts";

/**
 * The Insurance section of a client's Billing Settings, for practitioners.
 *
 * @cssprop [--policybook-top=0px] - Height of a bar that the host page keeps at its top; sticky content stays below it.
 */
@customElement("chart-insurance")
export class ChartInsurance extends InsuranceWidget {
  /** The global id of the client whose chart is shown. */
  @property({ attribute: "client-id" }) clientId = "";
  /** The action whose dialog is open. */
  @state() private openAction: PolicyActionDetail | undefined;
  @state() private isAddingPolicy = false;

  readonly #chart = new QueryController(this, () => this.requireApi().send(ChartDocument, { clientId: this.clientId }));
  readonly #mutation = new MutationController(this);
  protected readonly queries = [this.#chart];

  protected override get canLoad(): boolean {
    return this.clientId !== "";
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("clientId")) this.#closeDialog(); // it is about another client's policies
    super.willUpdate(changed);
  }

  protected renderContent(): TemplateResult {
    return html`<div class="widget" @policybook-action=${this.#handleAction}>
      ${queryResult(this.#chart, (data) => this.#renderChart(data))}
    </div>`;
  }

  #renderChart(data: ChartQuery): TemplateResult {
    const { client, viewer } = data;
    if (!client || !viewer) return emptyState("Client not found", "The client does not exist, or you have no access.");
    const today = currentDate(viewer.practice.timeZone);
    return html`
      ${this.#renderHeader(client)}
      <div class="columns">
        <div class="stack">${renderTodo(client)} ${this.#renderTimeline(client, today)} ${renderPolicies(client)}</div>
        <aside>
          <policybook-claim-options
            client-id=${client.id}
            today=${today}
            time-zone=${viewer.practice.timeZone}
            .api=${this.requireApi()}
            .chart=${data}
          ></policybook-claim-options>
        </aside>
      </div>
      ${this.#renderDialog(client, viewer.practice.timeZone)}
    `;
  }

  #renderHeader({ displayName, dateOfBirth, viewerCanAddPolicy }: ChartClient): TemplateResult {
    return html`<header class="spread">
      <div>
        <h2>Insurance</h2>
        <p class="muted">${displayName}${dateOfBirth ? html` · born ${formatDate(dateOfBirth)}` : nothing}</p>
      </div>
      ${
        viewerCanAddPolicy
          ? html`<button type="button" class="primary" @click=${() => (this.isAddingPolicy = true)}>
              ${icons.plus}Add Policy
            </button>`
          : nothing
      }
    </header>`;
  }

  #renderTimeline(client: ChartClient, today: string): unknown {
    const [since] = client.policies.flatMap(({ effectiveDate }) => effectiveDate ?? []).sort();
    if (!since) return nothing;
    return html`<section class="card timeline" aria-labelledby="coverage">
      <h3 id="coverage">Coverage</h3>
      <policybook-coverage-timeline
        client-id=${client.id}
        since=${since}
        today=${today}
        .api=${this.requireApi()}
        .chart=${client}
      ></policybook-coverage-timeline>
    </section>`;
  }

  #renderDialog({ id: clientId }: ChartClient, timeZone: string): unknown {
    const api = this.requireApi();
    const close = () => this.#closeDialog();
    const policyForm = (policyId: string) =>
      html`<policybook-policy-form
        client-id=${clientId}
        policy-id=${policyId}
        .api=${api}
        @close=${close}
      ></policybook-policy-form>`;
    if (this.isAddingPolicy) return policyForm("");
    if (!this.openAction) return nothing;
    const { policy, action } = this.openAction;
    const dialogs: Partial<Record<PolicyAction, () => TemplateResult>> = {
      edit: () => policyForm(policy.id),
      "make-inactive": () =>
        html`<policybook-make-inactive
          time-zone=${timeZone}
          .api=${api}
          .policy=${policy}
          @close=${close}
        ></policybook-make-inactive>`,
      "make-active": () =>
        html`<policybook-make-active .api=${api} .policy=${policy} @close=${close}></policybook-make-active>`,
      history: () =>
        html`<policybook-policy-history
          time-zone=${timeZone}
          .api=${api}
          .policy=${policy}
          @close=${close}
        ></policybook-policy-history>`,
    };
    return dialogs[action]?.() ?? nothing;
  }

  #closeDialog(): void {
    this.openAction = undefined;
    this.isAddingPolicy = false;
  }

  #handleAction({ detail }: CustomEvent<PolicyActionDetail>): void {
    if (detail.action === "mark-reviewed") void this.#markReviewed(detail.policy);
    else this.openAction = detail;
  }

  async #markReviewed({ id, version }: ChartPolicy): Promise<void> {
    if (this.#mutation.isSaving) return;
    const payload = await this.#mutation.save({ id, version }, async (input) => {
      return (await this.requireApi().send(MarkPolicyReviewedDocument, { input })).markPolicyReviewed;
    });
    const [userError] = payload?.userErrors ?? [];
    if (payload && !userError) {
      this.showToast("Marked reviewed.");
      void this.handleSaved(id);
      return;
    }
    // Without a response it may be saved all the same: the reloaded chart shows whether it is.
    this.showToast(userError?.message ?? (this.#mutation.error?.message || "Something went wrong."));
    void this.refresh();
  }

  static override styles = [...widgetStyles, chartInsuranceStyles];
}

function renderTodo({ policies }: ChartClient): unknown {
  const payerCount = policies.filter(({ needsPayer }) => needsPayer).length;
  const reviewCount = policies.filter(({ needsReview }) => needsReview).length;
  const tasks = [
    payerCount && `${pluralize(payerCount, "policy needs", "policies need")} a payer`,
    reviewCount && `${pluralize(reviewCount, "policy needs", "policies need")} a review`,
  ].filter(Boolean);
  if (!tasks.length) return nothing;
  return html`<div class="notice warning">
    ${icons.warning}
    <p><strong>To do:</strong> ${tasks.join(" · ")}</p>
  </div>`;
}

function renderPolicies({ policies }: ChartClient): TemplateResult {
  if (!policies.length) {
    return emptyState("No insurance yet", "Add the first policy, or ask the client to add it in the portal.");
  }
  return html`<ul class="stack" aria-label="Policies">
    ${repeat(
      policies,
      ({ id }) => id,
      (policy) =>
        html`<li>
          <policybook-policy-card data-id=${policy.id} .policy=${policy}></policybook-policy-card>
        </li>`,
    )}
  </ul>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "chart-insurance": ChartInsurance;
  }
}
