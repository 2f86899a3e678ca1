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
 *
 * @fires {CustomEvent} policybook-changed - After each save.
 * @fires {CustomEvent} policybook-signed-out - The token was refused. Set `token` to continue; form input is kept.
 * @cssprop [--policybook-accent=#0b6b62] - Links, primary buttons, selection and focus.
 * @cssprop [--policybook-on-accent=#ffffff] - Text on the accent color.
 * @cssprop [--policybook-text=#17242d] - Text.
 * @cssprop [--policybook-muted=#55646f] - Secondary text.
 * @cssprop [--policybook-surface=#ffffff] - Background of cards, dialogs and fields.
 * @cssprop [--policybook-ground=#f4f6f7] - Background of badges, hovered buttons and dialog footers.
 * @cssprop [--policybook-line=#dfe5e8] - Borders of cards and dividing lines.
 * @cssprop [--policybook-edge=#7b8a94] - Borders of form fields.
 * @cssprop [--policybook-danger=#b3261e] - Errors and coverage gaps.
 * @cssprop [--policybook-warning=#8a5300] - Warnings and coverage overlaps.
 * @cssprop [--policybook-success=#1c6b3a] - Success.
 * @cssprop [--policybook-info=#1f5aa6] - Information.
 * @cssprop [--policybook-radius=10px] - Corner radius of cards.
 * @cssprop [--policybook-font=system-ui, sans-serif] - Font family.
 */
export abstract class InsuranceWidget extends LitElement {
  /** The URL of the GraphQL API, such as https://practice.example/graphql. */
  @property() endpoint = "/graphql";

  // Without an attribute, as a token does not belong in the DOM.
  /**
   * A bearer token, or a function that returns one (or a promise of one) and is called before each request. The widget
   * waits until it is set. Another value reloads; the same value does only after it was refused, so a framework may
   * assign it on each render.
   */
  @property({ attribute: false })
  get token(): Token | undefined {
    return this.#token;
  }

  set token(token: Token | undefined) {
    this.#token = token;
    // A token that was refused may be valid now, and the same function may return another one.
    if (this.api?.isUnauthenticated) this.requestUpdate("token", undefined);
  }

  #token: Token | undefined;
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
