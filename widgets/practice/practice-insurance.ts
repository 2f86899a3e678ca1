import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { PortalSettingsDocument, ReviewQueueDocument } from "../generated/operations.ts";
import { element } from "../shared/element.ts";
import { Loading } from "../shared/loading.ts";
import { Pages } from "../shared/pages.ts";
import "../shared/parts/tabs.ts";
import { shown } from "../shared/states.ts";
import { widgetStyles } from "../shared/styles/index.ts";
import { InsuranceWidget } from "../shared/widget.ts";
import "./clients.ts";
import type { Panel } from "./panel.ts";
import "./payers.ts";
import "./portal-settings.ts";
import "./review-queue.ts";
import type { Waiting } from "./review-queue.ts";
import { practiceInsuranceStyles } from "./practice-insurance.css.ts";

/**
 * The practice's insurance settings, for practitioners: the review queue, payers, clients and the portal. Sends
 * `policybook-open-client` with a client's id when their chart is asked for.
 */
@element("practice-insurance")
export class PracticeInsurance extends InsuranceWidget {
  @state() private tab = "review";

  readonly #queue = new Pages<Waiting>(this, async (first, after) => {
    return (await this.api!.send(ReviewQueueDocument, { first, after })).policiesToReview;
  });
  readonly #settings = new Loading(this, () => this.api!.send(PortalSettingsDocument, { first: 1 }));
  protected readonly loadings = [this.#queue.loading, this.#settings];

  override async refresh(): Promise<void> {
    await Promise.all([super.refresh(), this.#panel?.refresh()]);
  }

  /** The row is in a panel's shadow root. */
  protected override async changed(id: string): Promise<void> {
    await super.changed(id);
    await this.#panel?.updateComplete;
    this.#panel?.focusRow(id);
  }

  get #panel(): Panel | null {
    return this.renderRoot.querySelector<Panel>("[data-panel]");
  }

  protected draw(): TemplateResult {
    const tabs = [
      { id: "review", label: "To review", count: this.#queue.loading.data?.total },
      { id: "payers", label: "Payers" },
      { id: "clients", label: "Clients" },
      { id: "portal", label: "Portal" },
    ];
    return html`
      <h2>Insurance</h2>
      <policybook-tabs
        label="Insurance settings"
        .tabs=${tabs}
        chosen=${this.tab}
        @choose=${({ detail }: CustomEvent<string>) => (this.tab = detail)}
      >
        ${this.api ? this.#draw() : nothing}
      </policybook-tabs>
    `;
  }

  #draw(): unknown {
    const [api, timeZone] = [this.api!, this.#settings.data?.viewer?.practice.timeZone ?? "UTC"];
    if (this.tab === "payers")
      return html`<policybook-payers data-panel .api=${api} timeZone=${timeZone}></policybook-payers>`;
    if (this.tab === "clients")
      return html`<policybook-clients data-panel .api=${api} timeZone=${timeZone}></policybook-clients>`;
    if (this.tab === "portal") {
      return shown(this.#settings, ({ viewer }) =>
        viewer
          ? html`<policybook-portal-settings
              data-panel
              .api=${api}
              .practice=${viewer.practice}
              timeZone=${timeZone}
            ></policybook-portal-settings>`
          : nothing,
      );
    }
    return shown(
      this.#queue.loading,
      ({ rows }) =>
        html`<policybook-review-queue
          data-panel
          .api=${api}
          .pages=${this.#queue}
          .waiting=${rows}
          timeZone=${timeZone}
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
