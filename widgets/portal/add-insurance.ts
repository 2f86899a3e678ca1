import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { PayerTypeAheadDocument, type PolicyField } from "../generated/operations.ts";
import type { ApiClient } from "../shared/api-client.ts";
import "../shared/components/combobox.ts";
import type { Option } from "../shared/components/combobox.ts";
import { customElement } from "../shared/custom-element.ts";
import type { FormBinding } from "../shared/form-fields.ts";
import { focusFirstInvalid } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { rowsOf } from "../shared/paginated-query.ts";
import { errorNotice } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";
import { leaveConfirmation, minimumText, nextStepsNotice } from "./add-insurance-notices.ts";
import { addInsuranceStyles } from "./add-insurance.css.ts";
import "./card-photos.ts";
import type { Client, PolicyForm } from "./client-policies.ts";
import { collectionOffNotice, errorNotices } from "./error-notices.ts";
import { aboutTheClient, moreDetails, policyholderSection } from "./form-sections.ts";
import { fieldText, formField, policyTypeField } from "./policy-fields.ts";
import { Submission } from "./submission.ts";

/**
 * The form with which a client adds insurance: the card first, then the fields that identify it; the rest is collapsed.
 * `viewer.policyForm` says which fields there are.
 *
 * @fires close - The client leaves the form.
 * @fires collection-off - A save was rejected, because the practice no longer collects insurance.
 * @fires submitted - The policy was saved; the detail is the payload.
 */
@customElement("policybook-add-insurance")
export class AddInsurance extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  @property({ attribute: false }) policyForm!: PolicyForm;
  @property({ attribute: false }) client!: Client;
  /** The practice's name. */
  @property() practice = "";
  /** Whether the practice collects insurance, as far as is known. */
  @property({ type: Boolean }) open = false;

  @state() private isConfirmingLeave = false;
  readonly #submission = new Submission(this);

  /** Focuses the heading. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.get("open") === false) this.#submission.clearErrors();
    if (changed.has("api")) this.#submission.mutation.clearUnauthenticated();
  }

  protected override render(): TemplateResult {
    const { isDirty, mutation } = this.#submission;
    const isOff = !this.open || mutation.userErrors.has("INSURANCE_COLLECTION_OFF");
    return html`
      <button type="button" class="quiet back" @click=${this.#handleBack}>${icons.back}Your insurance</button>
      ${
        this.isConfirmingLeave
          ? leaveConfirmation(
              () => (this.isConfirmingLeave = false),
              () => this.#leave(),
            )
          : nothing
      }
      <h2 tabindex="-1">Add insurance</h2>
      ${isOff ? collectionOffNotice(this.practice, isDirty) : nothing}
      ${isOff && !isDirty ? nothing : this.#renderForm()}
    `;
  }

  #renderForm(): TemplateResult {
    const { form, errors, mutation, fieldNames, existingPolicy, replaceablePolicies, preview } = this.#submission;
    const binding: FormBinding = { form, errors, onChange: () => this.#submission.handleChange() };
    return html`<form class="stack" novalidate @submit=${this.#handleSubmit}>
      ${errorNotices(errors, fieldNames, existingPolicy)}
      <p class="lead">${minimumText(this.policyForm.atLeastOneOf)}</p>
      <div class="stack" ?inert=${mutation.isSaving}>
        ${this.#renderCardPhotos()} ${this.#renderPayer(binding)} ${this.#renderField(binding, "MEMBER_ID")}
        ${this.#renderPolicyType(binding)} ${policyholderSection(binding, this.#submission, this.policyForm)}
        ${moreDetails(binding, this.policyForm)} ${aboutTheClient(binding, this.policyForm)}
      </div>
      ${nextStepsNotice(this.practice, replaceablePolicies, preview.data?.endedPolicies ?? [])}
      ${mutation.error ? errorNotice(mutation.error, () => this.#save()) : nothing} ${this.#renderSubmitButton()}
    </form>`;
  }

  #renderCardPhotos(): unknown {
    if (!this.#submission.field("ATTACHMENTS")) return nothing;
    const { uploads, uploadError } = this.#submission;
    return html`<policybook-card-photos
      class=${uploadError ? "invalid" : ""}
      error=${uploadError?.message ?? ""}
      .uploads=${uploads}
      .items=${uploads.items}
      .rules=${this.policyForm}
    ></policybook-card-photos>`;
  }

  #renderPayer({ form, errors }: FormBinding): unknown {
    const field = this.#submission.field("PAYER");
    if (!field) return nothing;
    const { inputField: name, required, maxLength } = field;
    const { label, hint } = fieldText(field);
    const error = errors.messageFor(name);
    const setText = (text: string) => {
      form.set(name, text);
      this.#submission.handleChange();
    };
    return html`<policybook-combobox
      free
      hide-optional
      class=${error ? "invalid" : ""}
      label=${label}
      hint=${hint ?? ""}
      error=${error ?? ""}
      .required=${required}
      .maxLength=${maxLength ?? -1}
      .text=${live(form.get(name))}
      .search=${(text: string) => this.#findPayers(text)}
      @type=${({ detail }: CustomEvent<string>) => setText(detail)}
      @choose=${({ detail }: CustomEvent<Option>) => setText(detail.label)}
    ></policybook-combobox>`;
  }

  async #findPayers(search: string): Promise<Option[]> {
    if (!search.trim()) return []; // the first payers of the alphabet are no help
    const { payers } = await this.api.send(PayerTypeAheadDocument, { search });
    return rowsOf(payers).map(({ id, name }) => ({ value: id, label: name }));
  }

  #renderField(binding: FormBinding, name: PolicyField): unknown {
    const field = this.#submission.field(name);
    return field ? formField(binding, field) : nothing;
  }

  #renderPolicyType(binding: FormBinding): unknown {
    const field = this.#submission.field("TYPE");
    return field?.options ? policyTypeField(binding, field) : nothing;
  }

  #renderSubmitButton(): TemplateResult {
    const { mutation, uploads } = this.#submission;
    const label = mutation.isSaving ? "Sending…" : `Send to ${this.practice}`;
    return html`<button type="submit" class="primary send" aria-busy=${mutation.isSaving || uploads.isAwaited}>
      ${uploads.isAwaited ? "Sending your pictures…" : label}
    </button>`;
  }

  async #save(): Promise<void> {
    const payload = await this.#submission.save(() => this.#moveFocusOutOfFields());
    if (!payload) return;
    if (payload !== "rejected") {
      this.dispatchEvent(new CustomEvent("submitted", { detail: payload }));
      return;
    }
    if (this.#submission.mutation.userErrors.has("INSURANCE_COLLECTION_OFF")) {
      this.dispatchEvent(new CustomEvent("collection-off"));
    }
    await this.updateComplete;
    focusFirstInvalid(this.renderRoot);
  }

  /** The fields are inert during a save; without this, the focus would be lost. */
  #moveFocusOutOfFields(): void {
    if (!this.renderRoot.querySelector("form > .stack :focus")) return;
    this.renderRoot.querySelector<HTMLElement>(".send")?.focus();
  }

  #handleSubmit(event: Event): void {
    event.preventDefault();
    void this.#save();
  }

  async #handleBack(): Promise<void> {
    if (this.#submission.mutation.isSaving) return;
    if (!this.#submission.isDirty) {
      this.#leave();
      return;
    }
    this.isConfirmingLeave = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".leave button")?.focus();
  }

  #leave(): void {
    if (this.#submission.mutation.isSaving) return; // it would be saved although it seems not to be
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, addInsuranceStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-add-insurance": AddInsurance;
  }
}
