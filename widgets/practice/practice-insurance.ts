import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import {
  ClientsDocument,
  PayerListDocument,
  PortalSettingsDocument,
  ReviewQueueDocument,
  type ClientsQuery,
  type PayerListQuery,
  type PortalSettingsQuery,
  type ReviewQueueQuery,
} from "../generated/operations.ts";
import { day } from "../shared/dates.ts";
import { element } from "../shared/element.ts";
import { Loading } from "../shared/loading.ts";
import { empty, shown } from "../shared/states.ts";
import { widgetStyles } from "../shared/styles/index.ts";
import { InsuranceWidget } from "../shared/widget.ts";
import { TYPES, word } from "../shared/words.ts";
import "../shared/parts/tabs.ts";

type Payer = NonNullable<PayerListQuery["payers"]>["nodes"][number];
type Waiting = NonNullable<ReviewQueueQuery["policiesToReview"]>["nodes"][number];
type Client = NonNullable<ClientsQuery["clients"]>["edges"][number]["node"];

/** The practice's insurance settings, for practitioners: the review queue, payers, clients and the portal. */
@element("practice-insurance")
export class PracticeInsurance extends InsuranceWidget {
  @state() private tab = "review";

  readonly #queue = new Loading(this, () => this.api!.send(ReviewQueueDocument, {}));
  readonly #payers = new Loading(this, () => this.api!.send(PayerListDocument, { first: 100 }));
  readonly #clients = new Loading(this, () => this.api!.send(ClientsDocument, { first: 100 }));
  readonly #settings = new Loading(this, () => this.api!.send(PortalSettingsDocument, {}));
  protected readonly loadings = [this.#queue, this.#payers, this.#clients, this.#settings];

  protected draw(): TemplateResult {
    const waiting = this.#queue.data?.policiesToReview?.totalCount;
    const tabs = [
      { id: "review", label: "To review", count: waiting },
      { id: "payers", label: "Payers" },
      { id: "clients", label: "Clients" },
      { id: "portal", label: "Portal" },
    ];
    return html`
      <h2>Insurance</h2>
      <policybook-tabs
        label="Insurance settings"
        .tabs=${tabs}
        chosen=${this.tab}
        @choose=${({ detail }: CustomEvent<string>) => (this.tab = detail)}
      >
        ${this.#panel()}
      </policybook-tabs>
    `;
  }

  #panel(): unknown {
    if (this.tab === "payers") return shown(this.#payers, ({ payers }) => this.#drawPayers(payers?.nodes ?? []));
    if (this.tab === "clients") return shown(this.#clients, ({ clients }) => this.#drawClients(clients?.edges ?? []));
    if (this.tab === "portal") return shown(this.#settings, (answer) => this.#drawPortal(answer));
    return shown(this.#queue, ({ policiesToReview }) => this.#drawQueue(policiesToReview?.nodes ?? []));
  }

  #drawQueue(waiting: readonly Waiting[]): TemplateResult {
    if (!waiting.length) return empty("Nothing waits", "What clients add in the portal appears here.");
    return html`<ul class="card rows" aria-label="Policies to review">
      ${waiting.map(
        ({ client, type, payer, enteredPayerName, needsPayer, needsReview }) =>
          html`<li>
            <div>
              <strong>${client.displayName}</strong>
              <p class="muted small">
                ${word(TYPES, type)} · ${payer?.name ?? (enteredPayerName ? `“${enteredPayerName}”` : "no payer given")}
              </p>
            </div>
            <div class="row">
              ${needsPayer ? html`<span class="badge look">Needs Payer</span>` : nothing}
              ${needsReview ? html`<span class="badge info">Needs Review</span>` : nothing}
            </div>
          </li>`,
      )}
    </ul>`;
  }

  #drawPayers(payers: readonly Payer[]): TemplateResult {
    if (!payers.length) return empty("No payers yet", "Add the insurers that the practice bills.");
    return html`<ul class="card rows" aria-label="Payers">
      ${payers.map(
        ({ name, ediPayerId, aliases, archived }) =>
          html`<li>
            <div>
              <strong>${name}</strong>
              ${aliases?.length ? html`<p class="muted small">also ${aliases.join(", ")}</p>` : nothing}
            </div>
            <div class="row">
              ${archived ? html`<span class="badge">Archived</span>` : nothing}
              <span class="muted small">${ediPayerId ? `Payer ID ${ediPayerId}` : "no Payer ID"}</span>
            </div>
          </li>`,
      )}
    </ul>`;
  }

  #drawClients(edges: readonly { node: Client }[]): TemplateResult {
    return html`<ul class="card rows" aria-label="Clients">
      ${edges.map(
        ({ node: { displayName, dateOfBirth, policies } }) =>
          html`<li>
            <div>
              <strong>${displayName}</strong>
              ${dateOfBirth ? html`<p class="muted small">born ${day(dateOfBirth)}</p>` : nothing}
            </div>
            <span class="muted small">
              ${policies.map(({ payer }) => payer?.name ?? "Needs payer").join(", ") || "No active Primary"}
            </span>
          </li>`,
      )}
    </ul>`;
  }

  #drawPortal({ viewer }: PortalSettingsQuery): TemplateResult {
    const collects = viewer?.practice.collectsInsurance;
    return html`<div class="card portal">
      <h3>Insurance in the portal</h3>
      <p>
        ${collects
          ? "Clients may add their insurance in the portal unless told otherwise."
          : "Clients may not add their insurance in the portal unless told otherwise."}
      </p>
    </div>`;
  }

  static override styles = [
    ...widgetStyles,
    css`
      h2 {
        margin-bottom: 12px;
      }

      .rows > li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 16px;
        padding: 12px 20px;
        border-bottom: 1px solid var(--pb-line);
      }

      .rows > li:last-child {
        border: 0;
      }

      .portal {
        display: grid;
        gap: 8px;
        padding: 16px 20px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "practice-insurance": PracticeInsurance;
  }
}
