import type { TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { PayerHistoryDocument } from "../generated/operations.ts";
import { ADDRESS_LABELS } from "../shared/address-fields.ts";
import { changeHistory, formatBoolean, type Change, type ChangeLabels } from "../shared/change-history.ts";
import { HistoryDialog } from "../shared/components/history-dialog.ts";
import type { Payer } from "../shared/components/payer-form.ts";
import { customElement } from "../shared/custom-element.ts";
import type { Page } from "../shared/paginated-query.ts";

const ADDRESS_FIELDS = Object.fromEntries(
  Object.entries(ADDRESS_LABELS).map(([part, label]) => [`address.${part}`, label]),
);
const LABELS: ChangeLabels = {
  fields: {
    name: "Name",
    ediPayerId: "Payer ID",
    aliases: "Other names",
    archived: "Archived",
    mergedInto: "Merged into",
    ...ADDRESS_FIELDS,
  },
  formatValue: (field, value) => (field === "archived" ? formatBoolean(value) : value),
};

/** The change history of a payer. */
@customElement("policybook-payer-history")
export class PayerHistory extends HistoryDialog<Change> {
  @property({ attribute: false }) payer!: Payer;

  protected override get recordName(): string {
    return this.payer.name;
  }

  protected override async fetchPage(first: number, after: string | null): Promise<Page<Change> | null> {
    const { node } = await this.api.send(PayerHistoryDocument, { payerId: this.payer.id, first, after });
    return node && "history" in node ? node.history : null;
  }

  protected override renderChanges(changes: readonly Change[]): TemplateResult {
    return changeHistory(changes, this.timeZone, LABELS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-payer-history": PayerHistory;
  }
}
