import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { PortalSettingsDocument, ReviewQueueDocument } from "../generated/operations.ts";
import "../shared/components/tabs.ts";
import { customElement } from "../shared/custom-element.ts";
import { InsuranceWidget } from "../shared/insurance-widget.ts";
import { PaginatedQuery } from "../shared/paginated-query.ts";
import { QueryController } from "../shared/query-controller.ts";
import { queryResult } from "../shared/status-templates.ts";
import { widgetStyles } from "../shared/styles/index.ts";
import "./client-list.ts";
import "./payer-list.ts";
import "./portal-settings.ts";
import { practiceInsuranceStyles } from "./practice-insurance.css.ts";
import type { QueuedPolicy } from "./review-queue.ts";
import "./review-queue.ts";
import type { TabPanel } from "./tab-panel.ts";

/**
 * The practice's insurance settings, for practitioners: the review queue, payers, clients and the client portal.
 *
 * @fires {CustomEvent<string>} policybook-open-client - Show the chart of the client whose id is in `detail`.
 */
@customElement("practice-insurance")
export class PracticeInsurance extends InsuranceWidget {
  @state() private selectedTab = "review";

  readonly #queue = new PaginatedQuery<QueuedPolicy>(this, async (first, after) => {
    return (await this.requireApi().send(ReviewQueueDocument, { first, after })).policiesToReview;
  });
  readonly #settings = new QueryController(this, () => this.requireApi().send(PortalSettingsDocument, { first: 1 }));
  protected readonly queries = [this.#queue.query, this.#settings];

  override async refresh(): Promise<void> {
    await Promise.all([super.refresh(), this.#panel?.refresh()]);
  }

  /** Also focuses the record inside the panel, which has a shadow root of its own. */
  protected override async handleSaved(id: string): Promise<void> {
    await super.handleSaved(id);
    await this.#panel?.updateComplete;
    this.#panel?.focusRow(id);
  }

  get #panel(): TabPanel | null {
    return this.renderRoot.querySelector<TabPanel>("[data-panel]");
  }

  protected renderContent(): TemplateResult {
    const tabs = [
      { id: "review", label: "To review", count: this.#queue.query.data?.total },
      { id: "payers", label: "Payers" },
      { id: "clients", label: "Clients" },
      { id: "portal", label: "Portal" },
    ];
    return html`
      <h2>Insurance</h2>
      <policybook-tabs
        label="Insurance settings"
        .tabs=${tabs}
        selected=${this.selectedTab}
        @choose=${({ detail }: CustomEvent<string>) => (this.selectedTab = detail)}
      >
        ${this.api ? this.#renderPanel() : nothing}
      </policybook-tabs>
    `;
  }

  #renderPanel(): unknown {
    const { api } = this;
    const timeZone = this.#settings.data?.viewer?.practice.timeZone ?? "UTC";
    switch (this.selectedTab) {
      case "payers":
        return html`<policybook-payer-list data-panel time-zone=${timeZone} .api=${api}></policybook-payer-list>`;
      case "clients":
        return html`<policybook-client-list data-panel time-zone=${timeZone} .api=${api}></policybook-client-list>`;
      case "portal":
        return this.#renderPortalSettings(timeZone);
      default:
        return this.#renderReviewQueue(timeZone);
    }
  }

  #renderPortalSettings(timeZone: string): unknown {
    return queryResult(this.#settings, ({ viewer }) => {
      if (!viewer) return nothing;
      return html`<policybook-portal-settings
        data-panel
        time-zone=${timeZone}
        .api=${this.api}
        .practice=${viewer.practice}
      ></policybook-portal-settings>`;
    });
  }

  #renderReviewQueue(timeZone: string): unknown {
    return queryResult(
      this.#queue.query,
      ({ rows }) =>
        html`<policybook-review-queue
          data-panel
          time-zone=${timeZone}
          .api=${this.api}
          .pages=${this.#queue}
          .policies=${rows}
        ></policybook-review-queue>`,
    );
  }

  static override styles = [...widgetStyles, practiceInsuranceStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "practice-insurance": PracticeInsurance;
  }
}
