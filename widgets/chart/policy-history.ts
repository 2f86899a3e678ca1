import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { PolicyHistoryDocument, type PolicyHistoryQuery } from "../generated/operations.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { changeHistory } from "../shared/change-history.ts";
import { changeHistoryStyles } from "../shared/change-history.css.ts";
import "../shared/components/dialog.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatDate } from "../shared/dates.ts";
import { PaginatedQuery, showMoreButton } from "../shared/paginated-query.ts";
import { queryResult } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";
import { policyChangeLabels } from "./policy-changes.ts";
import { policyName, type ChartPolicy } from "./policy-summary.ts";

type Change = NonNullable<NonNullable<PolicyHistoryQuery["policy"]>["history"]>["nodes"][number];

/**
 * The change history of a policy, newest change first, in a dialog.
 *
 * @fires close - The parent removes the dialog.
 */
@customElement("policybook-policy-history")
export class PolicyHistory extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  @property({ attribute: false }) policy!: ChartPolicy;
  @property({ attribute: "time-zone" }) timeZone = "UTC";

  readonly #changes = new PaginatedQuery<Change>(this, async (first, after) => {
    const { policy } = await this.api.send(PolicyHistoryDocument, { policyId: this.policy.id, first, after });
    return policy?.history;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#changes.query.load();
  }

  protected override render(): TemplateResult {
    return html`<policybook-dialog heading="History of ${policyName(this.policy)}" @close=${this.#close}>
      <div class="stack">
        ${queryResult(this.#changes.query, ({ rows }) => this.#renderChanges(rows))} ${showMoreButton(this.#changes)}
      </div>
      <button slot="actions" type="button" @click=${this.#close}>Close</button>
    </policybook-dialog>`;
  }

  #renderChanges(changes: readonly Change[]): TemplateResult {
    const details = new Map(changes.map((change) => [change.id, causeDetail(change)]));
    return changeHistory(changes, this.timeZone, {
      ...policyChangeLabels(this.timeZone),
      detail: (id) => details.get(id),
    });
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, changeHistoryStyles];
}

function causeDetail({ cause, causedBy }: Change): unknown {
  if (cause !== "ENDED_BY_NEW_PRIMARY" || !causedBy?.effectiveDate) return nothing;
  return html`<p class="small">A Primary that takes effect on ${formatDate(causedBy.effectiveDate)} was added.</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-policy-history": PolicyHistory;
  }
}
