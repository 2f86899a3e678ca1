import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { PayerListDocument } from "../generated/operations.ts";
import { element } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { Pages, showMore } from "../shared/pages.ts";
import type { MenuItem } from "../shared/parts/menu.ts";
import "../shared/parts/menu.ts";
import "../shared/parts/payer-form.ts";
import type { Payer } from "../shared/parts/payer-form.ts";
import { empty, shown } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import "./archive-payer.ts";
import { Panel, rowStyles } from "./panel.ts";
import "./payer-history.ts";
import { payersStyles } from "./payers.css.ts";

type Action = "add" | "edit" | "archive" | "history";

/** The insurers that the practice bills. */
@element("policybook-payers")
export class Payers extends Panel {
  @state() private act: { action: Action; payer?: Payer } | undefined;
  @state() private archivedToo = false;
  #search = "";

  readonly #payers = new Pages<Payer>(this, async (first, after) => {
    const variables = { search: this.#search || null, includeArchived: this.archivedToo, first, after };
    return (await this.api.send(PayerListDocument, variables)).payers;
  });
  protected override readonly loadings = [this.#payers.loading];

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <div class="tools">
        <div class="search">
          ${icons.search}
          <input
            type="search"
            aria-label="Search payers"
            placeholder="Name, other name or Payer ID"
            @input=${this.#onSearch}
          />
        </div>
        <label class="choice">
          <input type="checkbox" .checked=${this.archivedToo} @change=${this.#onArchivedToo} />Show archived
        </label>
        <button type="button" class="primary end" @click=${() => (this.act = { action: "add" })}>
          ${icons.plus}Add payer
        </button>
      </div>
      ${shown(this.#payers.loading, ({ rows }) => this.#list(rows))}
      ${showMore(this.#payers, (before) => this.focusRow(this.#payers.loading.data?.rows[before]?.id ?? ""))}
      ${this.#dialog()}
    </div>`;
  }

  #list(payers: readonly Payer[]): TemplateResult {
    if (!payers.length) {
      return this.#search
        ? empty("No such payer", `Nothing is called “${this.#search}”, and no Payer ID has it.`)
        : empty("No payers yet", "Add the insurers that the practice bills.");
    }
    return html`<ul class="card rows" aria-label="Payers">
      ${repeat(
        payers,
        ({ id }) => id,
        (payer) => html`<li>${this.#row(payer)}</li>`,
      )}
    </ul>`;
  }

  #row(payer: Payer): TemplateResult {
    const { id, name, ediPayerId, aliases, archived } = payer;
    return html`
      <div class="what ${archived ? "muted" : ""}">
        <div class="row">
          <h3>${name}</h3>
          ${archived ? html`<span class="badge">Archived</span>` : nothing}
        </div>
        ${aliases?.length ? html`<p class="muted small">Also ${aliases.join(", ")}</p>` : nothing}
      </div>
      ${
        ediPayerId
          ? html`<span class="edi"><span class="muted small">Payer ID</span> ${ediPayerId}</span>`
          : html`<span class="edi muted small">No Payer ID</span>`
      }
      <policybook-menu
        data-id=${id}
        label="Actions for ${name}"
        .items=${items(archived)}
        @choose=${({ detail }: CustomEvent<Action>) => (this.act = { action: detail, payer })}
      ></policybook-menu>
    `;
  }

  #dialog(): unknown {
    if (!this.act) return nothing;
    const { action, payer } = this.act;
    const done = () => (this.act = undefined);
    if (action === "archive") {
      return html`<policybook-archive-payer
        .api=${this.api}
        .payer=${payer}
        @close=${done}
      ></policybook-archive-payer>`;
    }
    if (action === "history") {
      return html`<policybook-payer-history
        .api=${this.api}
        .payer=${payer}
        timeZone=${this.timeZone}
        @close=${done}
      ></policybook-payer-history>`;
    }
    return html`<policybook-payer-form .api=${this.api} .payer=${payer} @close=${done}></policybook-payer-form>`;
  }

  #onSearch(event: Event): void {
    this.#search = (event.target as HTMLInputElement).value.trim();
    this.#payers.search();
  }

  #onArchivedToo(event: Event): void {
    this.archivedToo = (event.target as HTMLInputElement).checked;
    this.#payers.search();
  }

  static override styles = [...styles, rowStyles, payersStyles];
}

function items(archived: boolean): MenuItem[] {
  return [
    { id: "edit", label: "Edit" },
    { id: "history", label: "History" },
    { id: "archive", label: archived ? "Restore" : "Archive" },
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-payers": Payers;
  }
}
