import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { live } from "lit/directives/live.js";
import { PayerListDocument, type PayerListQuery } from "../generated/operations.ts";
import type { MenuItem } from "../shared/components/menu.ts";
import "../shared/components/payer-form.ts";
import { customElement } from "../shared/custom-element.ts";
import type { Page } from "../shared/paginated-query.ts";
import { styles } from "../shared/styles/index.ts";
import "./archive-payer.ts";
import "./merge-payers.ts";
import "./payer-history.ts";
import { payerListStyles } from "./payer-list.css.ts";
import { searchableListStyles } from "./searchable-list.css.ts";
import { SearchableList } from "./searchable-list.ts";

type Payer = NonNullable<PayerListQuery["payers"]>["edges"][number]["node"];
type Action = "edit" | "archive" | "history" | "merge";

/** The payers that the practice bills. */
@customElement("policybook-payer-list")
export class PayerList extends SearchableList<Payer> {
  @state() private includeArchived = false;

  protected override readonly texts = {
    list: "Payers",
    searchPlaceholder: "Name, other name or Payer ID",
    add: "Add payer",
    empty: { heading: "No payers yet", text: "Add the payers that the practice bills." },
    noMatch: (search: string) => ({
      heading: "No payers found",
      text: `No payer has the name or Payer ID “${search}”.`,
    }),
  };

  protected override async fetchPage(first: number, after: string | null): Promise<Page<Payer> | null> {
    const variables = { search: this.searchText || null, includeArchived: this.includeArchived, first, after };
    return (await this.api.send(PayerListDocument, variables)).payers;
  }

  protected override renderFilters(): TemplateResult {
    return html`<label class="choice">
      <input type="checkbox" .checked=${live(this.includeArchived)} @change=${this.#handleArchivedChange} />Show
      archived
    </label>`;
  }

  protected override renderRow(payer: Payer): TemplateResult {
    const { id, name, ediPayerId, aliases, archived, mergedInto } = payer;
    return html`
      <div class="summary ${archived ? "muted" : ""}">
        <div class="row">
          <h3>${name}</h3>
          ${archived ? html`<span class="badge">Archived</span>` : nothing}
        </div>
        ${mergedInto ? html`<p class="muted small">Merged into ${mergedInto.name}</p>` : nothing}
        ${aliases?.length ? html`<p class="muted small">Also ${aliases.join(", ")}</p>` : nothing}
      </div>
      ${
        ediPayerId
          ? html`<span class="payer-id"><span class="muted small">Payer ID</span> ${ediPayerId}</span>`
          : html`<span class="payer-id muted small">No Payer ID</span>`
      }
      <policybook-menu
        data-id=${id}
        label="Actions for ${name}"
        .items=${menuItems(archived)}
        @choose=${({ detail }: CustomEvent<Action>) => (this.openAction = { action: detail, row: payer })}
      ></policybook-menu>
    `;
  }

  protected override renderDialog(): unknown {
    if (!this.openAction) return nothing;
    const { action, row: payer } = this.openAction;
    if (action === "archive") {
      return html`<policybook-archive-payer
        .api=${this.api}
        .payer=${payer}
        @close=${this.closeDialog}
      ></policybook-archive-payer>`;
    }
    if (action === "history") {
      return html`<policybook-payer-history
        time-zone=${this.timeZone}
        .api=${this.api}
        .payer=${payer}
        @close=${this.closeDialog}
      ></policybook-payer-history>`;
    }
    if (action === "merge") {
      return html`<policybook-merge-payers
        .api=${this.api}
        .payer=${payer}
        @close=${this.closeDialog}
      ></policybook-merge-payers>`;
    }
    // The payer that exists already gets a form of its own.
    return html`${keyed(
      payer?.id,
      html`<policybook-payer-form
        .api=${this.api}
        .payer=${payer}
        @existing=${({ detail }: CustomEvent<Payer>) => (this.openAction = { action: "edit", row: detail })}
        @close=${this.closeDialog}
      ></policybook-payer-form>`,
    )}`;
  }

  #handleArchivedChange(event: Event): void {
    this.includeArchived = (event.target as HTMLInputElement).checked;
    this.rows.search();
  }

  static override styles = [...styles, searchableListStyles, payerListStyles];
}

function menuItems(isArchived: boolean): MenuItem[] {
  return [
    { id: "edit", label: "Edit" },
    { id: "history", label: "History" },
    { id: "merge", label: "Merge" },
    { id: "archive", label: isArchived ? "Restore" : "Archive" },
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-payer-list": PayerList;
  }
}
