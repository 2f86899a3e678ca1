import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import {
  PortalSettingsDocument,
  SetPortalSettingsDocument,
  type PortalSettingsQuery,
} from "../generated/operations.ts";
import { changeHistory, formatBoolean, type Change, type ChangeLabels } from "../shared/change-history.ts";
import { changeHistoryStyles } from "../shared/change-history.css.ts";
import { customElement } from "../shared/custom-element.ts";
import { emit } from "../shared/events.ts";
import { errorSummary } from "../shared/form-fields.ts";
import { MutationController } from "../shared/mutation-controller.ts";
import { PaginatedQuery, showMoreButton } from "../shared/paginated-query.ts";
import { errorNotice, queryResult } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";
import { portalSettingsStyles } from "./portal-settings.css.ts";
import { TabPanel } from "./tab-panel.ts";

type Practice = NonNullable<PortalSettingsQuery["viewer"]>["practice"];

const LABELS: ChangeLabels = {
  fields: { name: "Name", timeZone: "Time zone", collectsInsurance: "Clients may add insurance" },
  formatValue: (field, value) => (field === "collectsInsurance" ? formatBoolean(value) : value),
};

/** The practice's default for insurance collection in the portal, and the settings' change history. */
@customElement("policybook-portal-settings")
export class PortalSettings extends TabPanel {
  @property({ attribute: false }) practice!: Practice;

  /** The value of the latest save. Without a response it may be saved; Retry must send it again, not the opposite. */
  #requestedValue = false;

  readonly #mutation = new MutationController(this);
  readonly #changes = new PaginatedQuery<Change>(this, async (first, after) => {
    return (await this.api.send(PortalSettingsDocument, { first, after })).viewer?.practice.history;
  });

  protected override get queries() {
    return [this.#changes.query];
  }

  protected override render(): TemplateResult {
    const { error, userErrors } = this.#mutation;
    return html`<div class="stack">
      <section class="card default" aria-labelledby="default">
        ${error ? errorNotice(error, () => this.#save(this.#requestedValue)) : ""} ${errorSummary(userErrors, [])}
        ${this.#renderSwitch()}
        <div id="explanation" class="explanation">
          ${this.practice.collectsInsurance ? ON_EXPLANATION : OFF_EXPLANATION}
        </div>
      </section>
      <section class="card history" aria-labelledby="history">
        <h3 id="history">History</h3>
        ${queryResult(this.#changes.query, ({ rows }) => changeHistory(rows, this.timeZone, LABELS))}
        ${showMoreButton(this.#changes)}
      </section>
    </div>`;
  }

  #renderSwitch(): TemplateResult {
    const { collectsInsurance: isOn } = this.practice;
    return html`<div class="switch">
      <div>
        <h3 id="default">Clients may add insurance in the portal</h3>
        <p class="muted">The default for all clients of the practice.</p>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked=${isOn}
        aria-labelledby="default"
        aria-describedby="explanation"
        aria-busy=${this.#mutation.isSaving}
        @click=${() => this.#save(!isOn)}
      >
        <span aria-hidden="true"></span>
      </button>
    </div>`;
  }

  async #save(collectsInsurance: boolean): Promise<void> {
    if (this.#mutation.isSaving) return;
    this.#requestedValue = collectsInsurance;
    const payload = await this.#mutation.save({ collectsInsurance }, async (input) => {
      return (await this.api.send(SetPortalSettingsDocument, { input })).setPortalSettings;
    });
    if (!payload || payload.userErrors.length) return;
    const message = collectsInsurance ? "Clients can add insurance now." : "Clients can no longer add insurance.";
    emit(this, "policybook-toast", message);
    emit(this, "policybook-saved", this.practice.id);
  }

  override focusRow(): void {
    this.renderRoot.querySelector<HTMLElement>("[role=switch]")?.focus();
  }

  static override styles = [...styles, changeHistoryStyles, portalSettingsStyles];
}

const ON_EXPLANATION = html`
  <p>
    <strong>On:</strong> clients are asked for their insurance during intake, and can add policies later in the portal.
  </p>
  <p>What they add appears on their chart right away and waits under To review. Clients cannot change it afterwards.</p>
  <p class="muted">A client who is set to Off is not asked.</p>
`;
const OFF_EXPLANATION = html`
  <p><strong>Off:</strong> clients see the insurance on file but cannot add any. Your own work is not affected.</p>
  <p class="muted">A client who is set to On can still add insurance.</p>
`;

declare global {
  interface HTMLElementTagNameMap {
    "policybook-portal-settings": PortalSettings;
  }
}
