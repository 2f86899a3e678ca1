import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ClaimOptionsDocument, type ClaimOptionsQuery } from "../generated/operations.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { customElement } from "../shared/custom-element.ts";
import { isDate } from "../shared/date-text.ts";
import { formatDate } from "../shared/dates.ts";
import { dateField } from "../shared/form-fields.ts";
import { FormState, UserErrors } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { labelOf, POLICY_TYPES } from "../shared/labels.ts";
import { QueryController } from "../shared/query-controller.ts";
import { queryResult, skeleton } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";
import "./claim-form.ts";
import { claimOptionsStyles } from "./claim-options.css.ts";
import { isEnteredInError, policyName } from "./policy-summary.ts";

type Client = NonNullable<ClaimOptionsQuery["client"]>;
type Policy = Client["policies"][number];

/** The claim whose form is open. */
interface OpenForm {
  policy: Policy;
  dateOfService: string;
}

const NO_ERRORS = new UserErrors();

/** For a date of service: the policies that a claim can use, best first, and why it cannot use the others. */
@customElement("policybook-claim-options")
export class ClaimOptions extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  @property({ attribute: "client-id" }) clientId = "";
  /** The practice's date: the initial date of service. */
  @property() today = "";
  /** Reloads the options when it changes. */
  @property({ attribute: false }) chart: unknown;
  /** The practice's time zone, an IANA name. */
  @property({ attribute: "time-zone" }) timeZone = "";
  /** "" while the field has no date. */
  @state() private dateOfService = "";
  @state() private openForm: OpenForm | undefined;
  #form = new FormState();

  readonly #options = new QueryController(this, async () => {
    const { clientId, dateOfService } = this;
    const { client } = await this.api.send(ClaimOptionsDocument, { clientId, dos: dateOfService });
    return { dateOfService, client };
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("clientId")) {
      this.dateOfService = this.today;
      this.#form = new FormState({ dos: this.today });
      this.#options.reset();
      this.openForm = undefined;
    }
    if (!["clientId", "chart", "dateOfService"].some((name) => changed.has(name))) return;
    if (this.dateOfService) void this.#options.load();
    else this.#options.reset();
  }

  protected override render(): TemplateResult {
    const { timeZone } = this;
    const binding = { form: this.#form, errors: NO_ERRORS, onChange: () => this.#handleChange(), timeZone };
    return html`<section class="card" aria-labelledby="heading">
      <h3 id="heading">Policies for a date of service</h3>
      ${dateField(binding, { name: "dos", label: "Date of service", required: true })}
      <div aria-live="polite" aria-busy=${this.#options.isLoading}>
        ${this.dateOfService ? this.#renderOptions() : html`<p class="muted">Enter the date of service.</p>`}
      </div>
      ${this.#renderForm()}
    </section>`;
  }

  #renderForm(): unknown {
    if (!this.openForm) return nothing;
    const { policy, dateOfService } = this.openForm;
    return html`<policybook-claim-form
      policy-id=${policy.id}
      name=${policyName(policy)}
      date-of-service=${dateOfService}
      .api=${this.api}
      @close=${() => (this.openForm = undefined)}
    ></policybook-claim-form>`;
  }

  #handleChange(): void {
    const date = this.#form.get("dos");
    this.dateOfService = isDate(date) ? date : "";
    this.requestUpdate();
  }

  #renderOptions(): unknown {
    return queryResult(
      this.#options,
      ({ dateOfService, client }) =>
        client ? policyLists(dateOfService, client, (policy) => (this.openForm = { policy, dateOfService })) : nothing,
      skeleton(1),
    );
  }

  static override styles = [...styles, claimOptionsStyles];
}

function policyLists(
  dateOfService: string,
  { eligiblePolicies, policies }: Client,
  showForm: (policy: Policy) => void,
): TemplateResult {
  const policiesById = new Map(policies.map((policy) => [policy.id, policy]));
  const eligible = (eligiblePolicies ?? []).flatMap(({ id }) => policiesById.get(id) ?? []);
  const ineligible = policies.filter((policy) => !eligible.includes(policy) && !isEnteredInError(policy));
  return html`
    <h4>Can be used on ${formatDate(dateOfService)}</h4>
    ${
      eligible.length
        ? html`<ol class="options">
            ${eligible.map((policy) => eligibleItem(policy, () => showForm(policy)))}
          </ol>`
        : html`<p class="muted">No policy covers this date (self-pay)</p>`
    }
    ${
      ineligible.length
        ? html`<h4>Cannot be used</h4>
            <ul class="options">
              ${ineligible.map(ineligibleItem)}
            </ul>`
        : nothing
    }
  `;
}

function eligibleItem(policy: Policy, showForm: () => void): TemplateResult {
  const { ready: isReady = false, problems = [] } = policy.claimReadiness ?? {};
  // A warning that is also a problem of the claim is shown once.
  const warnings = (policy.eligibility?.warnings ?? []).filter(
    ({ code }) => !problems.some((problem) => problem.code === code),
  );
  const messages = [
    ...problems.map(({ message, box }) => (box ? `${message} (box ${box})` : message)),
    ...warnings.map(({ message }) => message),
  ];
  return html`<li class=${isReady ? "ready" : "not-ready"}>
    ${isReady ? icons.tick : icons.warning}
    <div>
      ${title(policy)}
      <p class="small"><strong>${isReady ? "Ready to claim" : "Not ready to claim"}</strong></p>
      ${messages.map((message) => html`<p class="small">${message}</p>`)}
      <button type="button" class="quiet small" aria-label="Claim form of ${policyName(policy)}" @click=${showForm}>
        ${icons.file}Claim form
      </button>
    </div>
  </li>`;
}

function ineligibleItem(policy: Policy): TemplateResult {
  const { explanation, remedy } = policy.eligibility ?? {};
  return html`<li class="ineligible">
    ${icons.cross}
    <div>
      ${title(policy)}
      <p class="small">${explanation}</p>
      ${remedy ? html`<p class="small"><strong>${remedy}</strong></p>` : nothing}
    </div>
  </li>`;
}

function title(policy: Policy): TemplateResult {
  const { type, memberId } = policy;
  return html`<p class="name">${policyName(policy)}</p>
    <p class="small muted">${[labelOf(POLICY_TYPES, type), memberId].filter(Boolean).join(" · ")}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-claim-options": ClaimOptions;
  }
}
