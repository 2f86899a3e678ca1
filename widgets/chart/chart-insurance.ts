import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ChartDocument, MarkPolicyReviewedDocument, type ChartQuery } from "../generated/operations.ts";
import { customElement } from "../shared/custom-element.ts";
import { currentDate, formatDate } from "../shared/dates.ts";
import * as icons from "../shared/icons.ts";
import { InsuranceWidget } from "../shared/insurance-widget.ts";
import { MutationController } from "../shared/mutation-controller.ts";
import { QueryController } from "../shared/query-controller.ts";
import { emptyState, queryResult } from "../shared/status-templates.ts";
import { widgetStyles } from "../shared/styles/index.ts";
import { chartInsuranceStyles } from "./chart-insurance.css.ts";
import "./claim-options.ts";
import "./coverage-timeline.ts";
import "./make-active.ts";
import "./make-inactive.ts";
import "./mark-entered-in-error.ts";
import type { PolicyAction, PolicyActionDetail } from "./policy-card.ts";
import "./policy-form.ts";
import "./policy-history.ts";
import { policyList, todoNotice } from "./policy-list.ts";
import { isEnteredInError, type ChartClient, type ChartPolicy } from "./policy-summary.ts";
import type { EnteredValues } from "./replacement.ts";
import { savedWarningsNotice, type SavedWarnings } from "./saved-warnings.ts";

interface OpenAction extends PolicyActionDetail {
  /** What was entered already for a policy that replaces this one. */
  entered?: EnteredValues;
}

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
  @state() private openAction: OpenAction | undefined;
  @state() private isAddingPolicy = false;
  /** What to check after the latest save of the form. */
  @state() private savedWarnings: SavedWarnings | undefined;

  readonly #chart = new QueryController(this, () => this.requireApi().send(ChartDocument, { clientId: this.clientId }));
  readonly #mutation = new MutationController(this);
  protected readonly queries = [this.#chart];

  protected override get canLoad(): boolean {
    return this.clientId !== "";
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("clientId")) {
      this.#closeDialog(); // it is about another client's policies
      this.savedWarnings = undefined;
    }
    super.willUpdate(changed);
  }

  protected renderContent(): TemplateResult {
    return html`<div
      class="widget"
      @policybook-action=${this.#handleAction}
      @policybook-warnings=${this.#handleWarnings}
    >
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
        <div class="stack">
          ${this.savedWarnings ? savedWarningsNotice(this.savedWarnings, () => (this.savedWarnings = undefined)) : nothing}
          ${todoNotice(client.policies)} ${this.#renderTimeline(client, today)} ${policyList(client.policies)}
        </div>
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
    const inUse = client.policies.filter((policy) => !isEnteredInError(policy));
    const [since] = inUse.flatMap(({ effectiveDate }) => effectiveDate ?? []).sort();
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
    const close = ({ detail }: CustomEvent<string | undefined>) => {
      this.#closeDialog();
      if (detail) void this.#focusPolicy(detail);
    };
    if (this.isAddingPolicy) {
      return html`<policybook-policy-form client-id=${clientId} .api=${api} @close=${close}></policybook-policy-form>`;
    }
    if (!this.openAction) return nothing;
    const { policy, action, entered } = this.openAction;
    const dialogs: Partial<Record<PolicyAction, () => TemplateResult>> = {
      edit: () =>
        html`<policybook-policy-form
          client-id=${clientId}
          policy-id=${policy.id}
          .api=${api}
          @close=${close}
          @replace=${({ detail }: CustomEvent<EnteredValues>) =>
            (this.openAction = { policy, action: "replace", entered: detail })}
        ></policybook-policy-form>`,
      replace: () =>
        html`<policybook-policy-form
          client-id=${clientId}
          .api=${api}
          .replaces=${policy}
          .entered=${entered}
          @close=${close}
        ></policybook-policy-form>`,
      "mark-entered-in-error": () =>
        html`<policybook-mark-entered-in-error
          .api=${api}
          .policy=${policy}
          @close=${close}
        ></policybook-mark-entered-in-error>`,
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

  async #focusPolicy(id: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
  }

  #handleWarnings({ detail }: CustomEvent<SavedWarnings>): void {
    this.savedWarnings = detail;
  }

  /** A policy that was entered in error is folded: the focus goes to what unfolds it. */
  protected override async handleSaved(id: string): Promise<void> {
    await super.handleSaved(id);
    const folded = this.renderRoot.querySelector(`details:not([open]) [data-id="${id}"]`);
    folded?.closest("details")?.querySelector("summary")?.focus();
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

declare global {
  interface HTMLElementTagNameMap {
    "chart-insurance": ChartInsurance;
  }
}
