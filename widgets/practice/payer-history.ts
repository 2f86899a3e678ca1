import { html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { PayerHistoryDocument } from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { changeList, changeStyles, type Change, type ChangeWords } from "../shared/changes.ts";
import { element } from "../shared/element.ts";
import { Pages, showMore } from "../shared/pages.ts";
import "../shared/parts/dialog.ts";
import type { Payer } from "../shared/parts/payer-form.ts";
import { shown } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";

const WORDS: ChangeWords = {
  fields: { name: "Name", ediPayerId: "Payer ID", aliases: "Other names", archived: "Archived" },
  value: (field, value) => (field === "archived" ? (value === "true" ? "yes" : "no") : value),
};

/** Three-dot menu > History of a payer. */
@element("policybook-payer-history")
export class PayerHistory extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) payer!: Payer;
  @property() timeZone = "UTC";

  readonly #changes = new Pages<Change>(this, async (first, after) => {
    const { node } = await this.api.send(PayerHistoryDocument, { payerId: this.payer.id, first, after });
    return node && "history" in node ? node.history : null;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#changes.loading.load();
  }

  protected override render(): TemplateResult {
    const leave = () => this.dispatchEvent(new CustomEvent("close"));
    return html`<policybook-dialog heading="History of ${this.payer.name}" @close=${leave}>
      <div class="stack">
        ${shown(this.#changes.loading, ({ rows }) => changeList(rows, this.timeZone, WORDS))} ${showMore(this.#changes)}
      </div>
      <button slot="actions" type="button" @click=${leave}>Close</button>
    </policybook-dialog>`;
  }

  static override styles = [...styles, changeStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-payer-history": PayerHistory;
  }
}
