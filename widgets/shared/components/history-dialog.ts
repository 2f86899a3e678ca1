import { html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { ApiClient } from "../api-client.ts";
import type { Change } from "../change-history.ts";
import { changeHistoryStyles } from "../change-history.css.ts";
import { PaginatedQuery, showMoreButton, type Page } from "../paginated-query.ts";
import { queryResult } from "../status-templates.ts";
import { styles } from "../styles/index.ts";
import "./dialog.ts";

/**
 * The base class of dialogs with the change history of a record, newest change first.
 *
 * @fires close - The parent removes the dialog.
 */
export abstract class HistoryDialog<Entry extends Change> extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  /** An IANA name. */
  @property({ attribute: "time-zone" }) timeZone = "UTC";

  readonly #changes = new PaginatedQuery<Entry>(this, (first, after) => this.fetchPage(first, after));

  /** The record's name. */
  protected abstract get recordName(): string;

  protected abstract fetchPage(first: number, after: string | null): Promise<Page<Entry> | null | undefined>;

  protected abstract renderChanges(changes: readonly Entry[]): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#changes.query.load();
  }

  protected override render(): TemplateResult {
    return html`<policybook-dialog heading="History of ${this.recordName}" @close=${this.#close}>
      <div class="stack">
        ${queryResult(this.#changes.query, ({ rows }) => this.renderChanges(rows))} ${showMoreButton(this.#changes)}
      </div>
      <button slot="actions" type="button" @click=${this.#close}>Close</button>
    </policybook-dialog>`;
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, changeHistoryStyles];
}
