import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { PolicyHistoryDocument, type PolicyHistoryQuery } from "../generated/operations.ts";
import { changeHistory } from "../shared/change-history.ts";
import { HistoryDialog } from "../shared/components/history-dialog.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatDate, nextDay } from "../shared/dates.ts";
import type { Page } from "../shared/paginated-query.ts";
import { policyChangeLabels } from "./policy-changes.ts";
import { policyName, type ChartPolicy } from "./policy-summary.ts";

type PolicyChange = NonNullable<NonNullable<PolicyHistoryQuery["policy"]>["history"]>["edges"][number]["node"];

/** The change history of a policy. */
@customElement("policybook-policy-history")
export class PolicyHistory extends HistoryDialog<PolicyChange> {
  @property({ attribute: false }) policy!: ChartPolicy;

  protected override get recordName(): string {
    return policyName(this.policy);
  }

  protected override async fetchPage(first: number, after: string | null): Promise<Page<PolicyChange> | null> {
    const { policy } = await this.api.send(PolicyHistoryDocument, { policyId: this.policy.id, first, after });
    return policy?.history ?? null;
  }

  protected override renderChanges(changes: readonly PolicyChange[]): TemplateResult {
    const details = new Map(changes.map((change) => [change.id, causeDetail(change)]));
    const detail = (id: string) => details.get(id);
    return changeHistory(changes, this.timeZone, { ...policyChangeLabels(this.timeZone), detail });
  }
}

/** When the newer Primary took effect as it stood then: the day after the end date that it set. */
function causeDetail({ cause, fields }: PolicyChange): unknown {
  const endDate = fields.find(({ field }) => field === "endDate")?.after;
  if (cause !== "ENDED_BY_NEW_PRIMARY" || !endDate) return nothing;
  return html`<p class="small">A newer Primary takes effect on ${formatDate(nextDay(endDate))}.</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-policy-history": PolicyHistory;
  }
}
