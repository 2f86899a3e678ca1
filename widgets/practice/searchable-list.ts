import { html, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import "../shared/components/menu.ts";
import * as icons from "../shared/icons.ts";
import { PaginatedQuery, showMoreButton, type Page } from "../shared/paginated-query.ts";
import { emptyState, queryResult } from "../shared/status-templates.ts";
import { TabPanel } from "./tab-panel.ts";

interface ListTexts {
  /** The list's name, such as "Payers". */
  list: string;
  searchPlaceholder: string;
  add: string;
  empty: { heading: string; text: string };
  noMatch: (search: string) => { heading: string; text: string };
}

/** The base class of Payers and Clients: a list with search, Add, Show more, and a dialog for each action on a row. */
export abstract class SearchableList<Row extends { id: string }> extends TabPanel {
  /** The action whose dialog is open; "add" has no row. */
  @state() protected openAction: { action: string; row?: Row } | undefined;

  protected searchText = "";
  protected readonly rows = new PaginatedQuery<Row>(this, (first, after) => this.fetchPage(first, after));

  protected override get queries() {
    return [this.rows.query];
  }

  protected abstract readonly texts: ListTexts;

  protected abstract fetchPage(first: number, after: string | null): Promise<Page<Row> | null | undefined>;

  protected abstract renderRow(row: Row): TemplateResult;

  protected abstract renderDialog(): unknown;

  /** Controls between the search field and the Add button. */
  protected renderFilters(): unknown {
    return "";
  }

  /** A line above the rows. */
  protected renderColumnHeaders(): unknown {
    return "";
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <div class="toolbar">
        <div class="search">
          ${icons.search}
          <input
            type="search"
            aria-label="Search ${this.texts.list.toLowerCase()}"
            placeholder=${this.texts.searchPlaceholder}
            @input=${this.#handleSearch}
          />
        </div>
        ${this.renderFilters()}
        <button type="button" class="primary end" @click=${() => (this.openAction = { action: "add" })}>
          ${icons.plus}${this.texts.add}
        </button>
      </div>
      ${queryResult(this.rows.query, ({ rows }) => this.#renderRows(rows))}
      ${showMoreButton(this.rows, (previousCount) => this.#focusRowAt(previousCount))} ${this.renderDialog()}
    </div>`;
  }

  #renderRows(rows: readonly Row[]): TemplateResult {
    if (!rows.length) {
      const { heading, text } = this.searchText ? this.texts.noMatch(this.searchText) : this.texts.empty;
      return emptyState(heading, text);
    }
    return html`<div class="card">
      ${this.renderColumnHeaders()}
      <ul class="rows" aria-label=${this.texts.list}>
        ${repeat(
          rows,
          ({ id }) => id,
          (row) => html`<li>${this.renderRow(row)}</li>`,
        )}
      </ul>
    </div>`;
  }

  protected closeDialog(): void {
    this.openAction = undefined;
  }

  #focusRowAt(index: number): void {
    this.focusRow(this.rows.query.data?.rows[index]?.id ?? "");
  }

  #handleSearch(event: Event): void {
    this.searchText = (event.target as HTMLInputElement).value.trim();
    this.rows.search();
  }
}
