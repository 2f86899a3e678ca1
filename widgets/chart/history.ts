import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { PolicyHistoryDocument, type PolicyHistoryQuery } from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { changeList, changeStyles } from "../shared/changes.ts";
import { day } from "../shared/dates.ts";
import { element } from "../shared/element.ts";
import { Pages, showMore } from "../shared/pages.ts";
import "../shared/parts/dialog.ts";
import { shown } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { changeWords } from "./changes.ts";
import { nameOf, type ChartPolicy } from "./policies.ts";

type Entry = NonNullable<NonNullable<PolicyHistoryQuery["policy"]>["history"]>["nodes"][number];

/** Three-dot menu > History: who changed the policy, when and why, newest first. */
@element("policybook-history")
export class PolicyHistory extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) policy!: ChartPolicy;
  @property() timeZone = "UTC";

  readonly #pages = new Pages<Entry>(this, async (first, after) => {
    const { policy } = await this.api.send(PolicyHistoryDocument, { policyId: this.policy.id, first, after });
    return policy?.history;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#pages.loading.load();
  }

  protected override render(): TemplateResult {
    return html`<policybook-dialog heading="History of ${nameOf(this.policy)}" @close=${this.#leave}>
      <div class="stack">
        ${shown(this.#pages.loading, ({ rows }) => {
          const causes = new Map(rows.map((entry) => [entry.id, cause(entry)]));
          return changeList(rows, this.timeZone, { ...changeWords(this.timeZone), about: (id) => causes.get(id) });
        })}
        ${showMore(this.#pages)}
      </div>
      <button slot="actions" type="button" @click=${this.#leave}>Close</button>
    </policybook-dialog>`;
  }

  #leave(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, changeStyles];
}

function cause({ cause, causedBy }: Entry): unknown {
  if (cause !== "ENDED_BY_NEW_PRIMARY" || !causedBy?.effectiveDate) return nothing;
  return html`<p class="small">A Primary that takes effect on ${day(causedBy.effectiveDate)} was added.</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-history": PolicyHistory;
  }
}
