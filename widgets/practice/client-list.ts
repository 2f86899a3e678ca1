import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import {
  ClientsDocument,
  SetClientInsuranceCollectionDocument,
  type CollectionOverride,
} from "../generated/operations.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatDate } from "../shared/dates.ts";
import { emit } from "../shared/events.ts";
import { options } from "../shared/form-fields.ts";
import { MutationController } from "../shared/mutation-controller.ts";
import type { Page } from "../shared/paginated-query.ts";
import { styles } from "../shared/styles/index.ts";
import "./client-form.ts";
import { clientListStyles } from "./client-list.css.ts";
import { collectionOptions, collectionSummary, type PracticeClient } from "./insurance-collection.ts";
import "./invite-client.ts";
import { searchableListStyles } from "./searchable-list.css.ts";
import { SearchableList } from "./searchable-list.ts";

type Action = "open" | "invite" | "edit";

const MENU_ITEMS = [
  { id: "open", label: "Open chart" },
  { id: "invite", label: "Invite to the portal" },
  { id: "edit", label: "Edit" },
];

/** The practice's clients: their insurance collection setting, and their invitations to the portal. */
@customElement("policybook-client-list")
export class ClientList extends SearchableList<PracticeClient> {
  /** The setting that is being saved: it is displayed until the save has finished. */
  @state() private pendingSetting: { id: string; override: CollectionOverride } | undefined;

  readonly #mutation = new MutationController(this);

  protected override readonly texts = {
    list: "Clients",
    searchPlaceholder: "Name",
    add: "Add client",
    empty: { heading: "No clients yet", text: "Add the first client, then invite them to the portal." },
    noMatch: (search: string) => ({ heading: "No clients found", text: `No client is named “${search}”.` }),
  };

  protected override async fetchPage(first: number, after: string | null): Promise<Page<PracticeClient> | null> {
    return (await this.api.send(ClientsDocument, { search: this.searchText || null, first, after })).clients;
  }

  protected override renderColumnHeaders(): TemplateResult {
    return html`<div class="column-headers muted small" aria-hidden="true">
      <span>Client</span><span>Insurance in the portal</span>
    </div>`;
  }

  protected override renderRow(client: PracticeClient): TemplateResult {
    const { id, displayName, dateOfBirth, policies } = client;
    const payers = [...new Set(policies.map(({ payer }) => payer?.name ?? "payer not chosen yet"))].join(", ");
    const details = [dateOfBirth && `Born ${formatDate(dateOfBirth)}`, payers || "No active Primary"];
    return html`
      <div class="summary">
        <h3>${displayName}</h3>
        <p class="muted small">${details.filter(Boolean).join(" · ")}</p>
      </div>
      ${this.#renderCollectionSetting(client)}
      <policybook-menu
        data-id=${id}
        label="Actions for ${displayName}"
        .items=${MENU_ITEMS}
        @choose=${({ detail }: CustomEvent<Action>) => this.#handleAction(detail, client)}
      ></policybook-menu>
    `;
  }

  #renderCollectionSetting(client: PracticeClient): TemplateResult {
    const { override, practiceDefault, enabled } = client.insuranceCollection;
    const selected = this.pendingSetting?.id === client.id ? this.pendingSetting.override : override;
    const handleChange = (event: Event) => {
      void this.#saveSetting(client, (event.target as HTMLSelectElement).value as CollectionOverride);
    };
    return html`<div class="collection">
      <select
        aria-label="Insurance in the portal for ${client.displayName}"
        aria-describedby="summary-${client.id}"
        @change=${handleChange}
      >
        ${options(collectionOptions(practiceDefault), selected)}
      </select>
      <p class="small ${enabled ? "on" : "muted"}" id="summary-${client.id}">
        ${collectionSummary(override, practiceDefault)}
      </p>
    </div>`;
  }

  protected override renderDialog(): unknown {
    if (!this.openAction) return nothing;
    const { action, row: client } = this.openAction;
    if (action === "invite") {
      return html`<policybook-invite-client
        time-zone=${this.timeZone}
        .api=${this.api}
        .client=${client}
        @close=${this.closeDialog}
      ></policybook-invite-client>`;
    }
    return html`<policybook-client-form
      .api=${this.api}
      .client=${client}
      @close=${this.closeDialog}
    ></policybook-client-form>`;
  }

  #handleAction(action: Action, client: PracticeClient): void {
    if (action === "open") emit(this, "policybook-open-client", client.id);
    else this.openAction = { action, row: client };
  }

  async #saveSetting({ id, displayName }: PracticeClient, override: CollectionOverride): Promise<void> {
    if (this.#mutation.isSaving) {
      emit(this, "policybook-toast", "The previous change is still being saved. Choose again in a moment.");
      this.requestUpdate(); // the drop-down shows the saved setting again
      return;
    }
    const setting = { id, override };
    this.pendingSetting = setting;
    const payload = await this.#mutation.save({ clientId: id, override }, async (input) => {
      return (await this.api.send(SetClientInsuranceCollectionDocument, { input })).setClientInsuranceCollection;
    });
    const error = payload
      ? payload.userErrors[0]?.message
      : "There is no connection. Choose again; nothing is saved twice.";
    emit(this, "policybook-toast", error ?? `Saved for ${displayName}.`);
    if (!error) {
      emit(this, "policybook-changed");
      await this.refresh();
    }
    // Meanwhile, another client's setting may be pending.
    if (this.pendingSetting === setting) this.pendingSetting = undefined;
  }

  static override styles = [...styles, searchableListStyles, clientListStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-client-list": ClientList;
  }
}
