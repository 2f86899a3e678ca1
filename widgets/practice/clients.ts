import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import {
  ClientsDocument,
  SetClientInsuranceCollectionDocument,
  type CollectionOverride,
} from "../generated/operations.ts";
import { day } from "../shared/dates.ts";
import { element, tell } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { Pages, showMore } from "../shared/pages.ts";
import "../shared/parts/menu.ts";
import { Saving } from "../shared/saving.ts";
import { empty, shown } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import "./client-form.ts";
import { choices, consequence, type PracticeClient } from "./collection.ts";
import "./invite-client.ts";
import { Panel, rowStyles } from "./panel.ts";
import { clientsStyles } from "./clients.css.ts";

type Action = "add" | "edit" | "invite" | "open";

const ITEMS = [
  { id: "open", label: "Open chart" },
  { id: "invite", label: "Invite to the portal" },
  { id: "edit", label: "Edit" },
];

/** The practice's clients: whether each is asked for insurance in the portal, and their invitations to it. */
@element("policybook-clients")
export class Clients extends Panel {
  @state() private act: { action: Action; client?: PracticeClient } | undefined;
  /** What is being set for whom: shown until it is set, or is not. */
  @state() private setting: { id: string; override: CollectionOverride } | undefined;
  #search = "";

  readonly #saving = new Saving(this);
  readonly #clients = new Pages<PracticeClient>(this, async (first, after) => {
    const { clients } = await this.api.send(ClientsDocument, { search: this.#search || null, first, after });
    return clients && { ...clients, nodes: clients.edges.map(({ node }) => node) };
  });
  protected override readonly loadings = [this.#clients.loading];

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <div class="tools">
        <div class="search">
          ${icons.search}
          <input type="search" aria-label="Search clients" placeholder="Name" @input=${this.#onSearch} />
        </div>
        <button type="button" class="primary end" @click=${() => (this.act = { action: "add" })}>
          ${icons.plus}Add client
        </button>
      </div>
      ${shown(this.#clients.loading, ({ rows }) => this.#list(rows))}
      ${showMore(this.#clients, (before) => this.focusRow(this.#clients.loading.data?.rows[before]?.id ?? ""))}
      ${this.#dialog()}
    </div>`;
  }

  #list(clients: readonly PracticeClient[]): TemplateResult {
    if (!clients.length) {
      return this.#search
        ? empty("No such client", `Nobody is called “${this.#search}”.`)
        : empty("No clients yet", "Add the first, then invite them to the portal.");
    }
    return html`<div class="card">
      <div class="heads muted small" aria-hidden="true"><span>Client</span><span>Insurance in the portal</span></div>
      <ul class="rows" aria-label="Clients">
        ${repeat(
          clients,
          ({ id }) => id,
          (client) => html`<li>${this.#row(client)}</li>`,
        )}
      </ul>
    </div>`;
  }

  #row(client: PracticeClient): TemplateResult {
    const { id, displayName, dateOfBirth, policies } = client;
    const insurers = [...new Set(policies.map(({ payer }) => payer?.name ?? "payer to be chosen"))].join(", ");
    return html`
      <div class="what">
        <h3>${displayName}</h3>
        <p class="muted small">
          ${[dateOfBirth && `Born ${day(dateOfBirth)}`, insurers || "No active Primary"].filter(Boolean).join(" · ")}
        </p>
      </div>
      ${this.#override(client)}
      <policybook-menu
        data-id=${id}
        label="Actions for ${displayName}"
        .items=${ITEMS}
        @choose=${({ detail }: CustomEvent<Action>) => this.#onAct(detail, client)}
      ></policybook-menu>
    `;
  }

  #override(client: PracticeClient): TemplateResult {
    const { override, practiceDefault, enabled } = client.insuranceCollection;
    const chosen = this.setting?.id === client.id ? this.setting.override : override;
    return html`<div class="collection">
      <select
        aria-label="Insurance in the portal for ${client.displayName}"
        aria-describedby="follows-${client.id}"
        .value=${live(chosen)}
        @change=${(event: Event) => this.#set(client, (event.target as HTMLSelectElement).value as CollectionOverride)}
      >
        ${Object.entries(choices(practiceDefault)).map(
          ([value, name]) => html`<option value=${value} ?selected=${value === chosen}>${name}</option>`,
        )}
      </select>
      <p class="small ${enabled ? "on" : "muted"}" id="follows-${client.id}">
        ${consequence(override, practiceDefault)}
      </p>
    </div>`;
  }

  #dialog(): unknown {
    if (!this.act) return nothing;
    const { action, client } = this.act;
    const done = () => (this.act = undefined);
    if (action === "invite") {
      return html`<policybook-invite-client
        .api=${this.api}
        .client=${client}
        timeZone=${this.timeZone}
        @close=${done}
      ></policybook-invite-client>`;
    }
    return html`<policybook-client-form .api=${this.api} .client=${client} @close=${done}></policybook-client-form>`;
  }

  #onAct(action: Action, client: PracticeClient): void {
    if (action === "open") tell(this, "policybook-open-client", client.id);
    else this.act = { action, client };
  }

  async #set({ id, displayName }: PracticeClient, override: CollectionOverride): Promise<void> {
    if (this.#saving.busy) return this.#notYet();
    const setting = (this.setting = { id, override });
    const payload = await this.#saving.save({ clientId: id, override }, async (input) => {
      return (await this.api.send(SetClientInsuranceCollectionDocument, { input })).setClientInsuranceCollection;
    });
    const problem = payload ? payload.userErrors[0]?.message : "No answer came. Choose again: nothing is done twice.";
    tell(this, "policybook-say", problem ?? `Saved for ${displayName}.`);
    if (!problem) {
      tell(this, "policybook-changed");
      await this.refresh();
    }
    // Drawn anew: what is chosen must be what is set. Meanwhile it may be another client's turn.
    if (this.setting === setting) this.setting = undefined;
  }

  /** One change at a time. Drawn anew, the select shows again what is set. */
  #notYet(): void {
    tell(this, "policybook-say", "The change before is still being saved. Choose again in a moment.");
    this.requestUpdate();
  }

  #onSearch(event: Event): void {
    this.#search = (event.target as HTMLInputElement).value.trim();
    this.#clients.search();
  }

  static override styles = [...styles, rowStyles, clientsStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-clients": Clients;
  }
}
