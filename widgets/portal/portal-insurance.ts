import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { AddInsuranceFormDocument, BillingTabDocument } from "../generated/operations.ts";
import { UnauthenticatedError, type ApiClient } from "../shared/api-client.ts";
import { customElement } from "../shared/custom-element.ts";
import { emit } from "../shared/events.ts";
import * as icons from "../shared/icons.ts";
import { InsuranceWidget } from "../shared/insurance-widget.ts";
import { QueryController } from "../shared/query-controller.ts";
import { emptyState, queryResult } from "../shared/status-templates.ts";
import { widgetStyles } from "../shared/styles/index.ts";
import "./add-insurance.ts";
import { isPast, type Client, type ClientPolicy, type SubmitPayload, type Viewer } from "./client-policies.ts";
import "./client-policy-card.ts";
import { portalInsuranceStyles } from "./portal-insurance.css.ts";
import { submittedNotice } from "./submitted-notice.ts";

const HEADING = html`<h2>Your insurance</h2>`;

/**
 * A client's own insurance in the client portal: the policies on file, and while the practice collects insurance a form
 * to add more.
 */
@customElement("portal-insurance")
export class PortalInsurance extends InsuranceWidget {
  @state() private isAdding = false;
  /** The latest submission, until the client has closed its notice. */
  @state() private submitted: SubmitPayload | undefined;

  readonly #tab = new QueryController(this, () => this.requireApi().send(BillingTabDocument, {}));
  readonly #form = new QueryController(this, () => this.requireApi().send(AddInsuranceFormDocument, {}));
  protected readonly queries = [this.#tab];
  #client: Client | undefined;
  /** The latest API client, for the form, which stays while the token is missing. */
  #formApi: ApiClient | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#formApi = this.api ?? this.#formApi;
    if (changed.has("token") && this.api && this.isAdding && this.#form.error) void this.#form.load();
    if (!this.#tab.data) return;
    const client = this.#tab.data.viewer?.client ?? undefined;
    // The form stays while the same client signs in again. Another client must not see what was entered.
    if (this.#client && this.#client.id !== client?.id) {
      this.isAdding = false;
      this.submitted = undefined;
      this.#form.reset();
    }
    this.#client = client;
  }

  protected renderContent(): TemplateResult {
    const isSignedOut = this.#tab.error instanceof UnauthenticatedError;
    const isFormHidden = isSignedOut || !this.#tab.data;
    return html`<div class="widget">
      ${isSignedOut ? this.#renderSignedOut() : queryResult(this.#tab, ({ viewer }) => this.#renderTab(viewer))}
      ${this.isAdding ? html`<div ?hidden=${isFormHidden}>${this.#renderForm()}</div>` : nothing}
    </div>`;
  }

  #renderSignedOut(): TemplateResult {
    const suffix = this.isAdding ? " What you entered is still here." : "";
    return html`${HEADING}${emptyState("You are signed out", `Sign in to the portal again to see it.${suffix}`)}`;
  }

  #renderTab(viewer: Viewer | null): unknown {
    if (viewer?.client) return this.isAdding ? nothing : this.#renderPolicies(viewer, viewer.client);
    return html`${HEADING}${emptyState("No insurance here", "Sign in as a client to see yours.")}`;
  }

  #renderPolicies({ practice }: Viewer, { policies, viewerCanAddPolicy }: Client): TemplateResult {
    const current = policies.filter((policy) => !isPast(policy));
    const past = policies.filter(isPast);
    return html`
      ${HEADING}
      ${this.submitted ? submittedNotice(this.submitted, practice.name, () => this.#closeSubmittedNotice()) : nothing}
      ${policies.length ? nothing : noInsurance(practice.name, viewerCanAddPolicy)}
      ${policyList("Your insurance", current)} ${viewerCanAddPolicy ? this.#renderAddButton() : nothing}
      ${!viewerCanAddPolicy && policies.length ? collectionOffText(practice.name) : nothing}
      ${past.length ? html`<h3 class="earlier">Earlier insurance</h3>` : nothing}
      ${policyList("Earlier insurance", past)}
    `;
  }

  #renderAddButton(): TemplateResult {
    return html`<button type="button" class="primary add" @click=${this.#handleAdd}>
      ${icons.plus}Add insurance
    </button>`;
  }

  #renderForm(): unknown {
    return queryResult(this.#form, ({ viewer }) => {
      if (!viewer?.client || !this.#client) return nothing;
      return html`<policybook-add-insurance
        .api=${this.#formApi}
        .policyForm=${viewer.policyForm}
        .client=${this.#client}
        practice=${viewer.practice.name}
        ?open=${this.#client.viewerCanAddPolicy}
        @close=${() => this.#closeForm()}
        @collection-off=${() => this.refresh()}
        @submitted=${({ detail }: CustomEvent<SubmitPayload>) => this.#handleSubmitted(detail)}
      ></policybook-add-insurance>`;
    });
  }

  #handleAdd(): void {
    this.isAdding = true;
    this.submitted = undefined;
    void this.#form.load();
    void this.refresh(); // the practice may have turned collection on or off
  }

  #closeForm(): void {
    this.isAdding = false;
    void this.#focusAddButton();
  }

  #handleSubmitted(submitted: SubmitPayload): void {
    this.isAdding = false;
    this.submitted = submitted;
    emit(this, "policybook-saved", submitted.policy?.id);
  }

  #closeSubmittedNotice(): void {
    this.submitted = undefined;
    void this.#focusAddButton();
  }

  async #focusAddButton(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".add")?.focus();
  }

  static override styles = [...widgetStyles, portalInsuranceStyles];
}

function noInsurance(practice: string, canAdd: boolean): TemplateResult {
  const text = canAdd
    ? "Have your insurance card at hand: two photos of it are enough."
    : `${practice} is not asking for insurance here.`;
  return emptyState("No insurance on file", text);
}

function collectionOffText(practice: string): TemplateResult {
  return html`<p class="small muted collection-off">
    Is something missing or wrong? ${practice} is not asking for insurance here. Please contact them.
  </p>`;
}

function policyList(label: string, policies: readonly ClientPolicy[]): unknown {
  if (!policies.length) return nothing;
  return html`<ul class="stack policies" aria-label=${label}>
    ${repeat(
      policies,
      ({ id }) => id,
      (policy) =>
        html`<li>
          <policybook-client-policy-card .policy=${policy}></policybook-client-policy-card>
        </li>`,
    )}
  </ul>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "portal-insurance": PortalInsurance;
  }
}
