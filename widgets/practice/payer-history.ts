import { html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { PayerHistoryDocument } from "../generated/operations.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { changeHistory, formatBoolean, type Change, type ChangeLabels } from "../shared/change-history.ts";
import { changeHistoryStyles } from "../shared/change-history.css.ts";
import "../shared/components/dialog.ts";
import type { Payer } from "../shared/components/payer-form.ts";
import { customElement } from "../shared/custom-element.ts";
import { PaginatedQuery, showMoreButton } from "../shared/paginated-query.ts";
import { queryResult } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";

const LABELS: ChangeLabels = {
  fields: { name: "Name", ediPayerId: "Payer ID", aliases: "Other names", archived: "Archived" },
  formatValue: (field, value) => (field === "archived" ? formatBoolean(value) : value),
};

/**
 * The change history of a payer, newest change first, in a dialog.
 *
 * @fires close - The parent removes the dialog.
 */
@customElement("policybook-payer-history")
export class PayerHistory extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  @property({ attribute: false }) payer!: Payer;
  @property({ attribute: "time-zone" }) timeZone = "UTC";

  readonly #changes = new PaginatedQuery<Change>(this, async (first, after) => {
    const { node } = await this.api.send(PayerHistoryDocument, { payerId: this.payer.id, first, after });
    return node && "history" in node ? node.history : null;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#changes.query.load();
  }

  protected override render(): TemplateResult {
    return html`<policybook-dialog heading="History of ${this.payer.name}" @close=${this.#close}>
      <div class="stack">
        ${queryResult(this.#changes.query, ({ rows }) => changeHistory(rows, this.timeZone, LABELS))}
        ${showMoreButton(this.#changes)}
      </div>
      <button slot="actions" type="button" @click=${this.#close}>Close</button>
    </policybook-dialog>`;
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, changeHistoryStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-payer-history": PayerHistory;
  }
}
