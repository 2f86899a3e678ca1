import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiClient, type Token } from "./api-client.ts";
import { emit } from "./events.ts";
import type { QueryController } from "./query-controller.ts";
import { toast } from "./toast.ts";

const TOAST_MS = 6_000;

/**
 * The base class of the three public elements: endpoint and token, loading, events and the toast.
 *
 * Inside a widget its components dispatch `policybook-toast` with a message to show, and `policybook-saved` with the id
 * of the record that was saved.
 */
export abstract class InsuranceWidget extends LitElement {
  /** The URL of the GraphQL API, such as https://practice.example/graphql. */
  @property() endpoint = "/graphql";

  /**
   * A bearer token, or a function that returns one (or a promise of one) and is called before each request. A property
   * without an attribute: a token does not belong in the DOM. The widget waits until it is set. Each assignment reloads,
   * even of the same value: after a refusal the host page may get the same token, or its function may have a new one.
   */
  @property({ attribute: false, hasChanged: () => true }) token: Token | undefined;

  @state() protected api: ApiClient | undefined;

  /** The client for a request; there is one whenever the widget shows data. */
  protected requireApi(): ApiClient {
    if (!this.api) throw new Error("The token is not set.");
    return this.api;
  }

  @state() private toastMessage = "";
  #toastTimer = 0;

  constructor() {
    super();
    this.addEventListener("policybook-toast", (event) => this.showToast((event as CustomEvent<string>).detail));
    this.addEventListener("policybook-saved", (event) => void this.handleSaved((event as CustomEvent<string>).detail));
  }

  /** The queries that the widget loads when its endpoint, token or client changes. */
  protected abstract readonly queries: readonly QueryController<unknown>[];

  /** Whether the properties that the queries need are set. */
  protected get canLoad(): boolean {
    return true;
  }

  /** Reloads everything; the current data stays until the new data has arrived. */
  async refresh(): Promise<void> {
    if (!this.api || !this.canLoad) return;
    await Promise.all(this.queries.map((query) => query.load()));
  }

  /** After a save: notifies the host page, reloads, and focuses the record with this id. */
  protected async handleSaved(id: string): Promise<void> {
    emit(this, "policybook-changed");
    await this.refresh();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
  }

  protected showToast(message: string): void {
    this.toastMessage = message;
    clearTimeout(this.#toastTimer);
    this.#toastTimer = window.setTimeout(() => (this.toastMessage = ""), TOAST_MS);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!["endpoint", "token", "clientId"].some((name) => changed.has(name))) return;
    // A new token mostly belongs to the same person: data and form input stay until the response has arrived.
    if (!this.token || changed.has("endpoint") || changed.has("clientId")) {
      for (const query of this.queries) query.reset();
    }
    this.api = this.token ? this.#createClient(this.token) : undefined;
    void this.refresh();
  }

  #createClient(token: Token): ApiClient {
    const api = new ApiClient(this.endpoint, token);
    api.onUnauthenticated = () => {
      // A late refusal of an earlier token does not matter.
      if (api === this.api) emit(this, "policybook-signed-out");
    };
    return api;
  }

  protected override render(): TemplateResult {
    return html`${this.renderContent()}${toast(this.toastMessage)}`;
  }

  /** The widget's own content. */
  protected abstract renderContent(): unknown;
}
