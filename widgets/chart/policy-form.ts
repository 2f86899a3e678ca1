import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { ApiClient } from "../shared/api-client.ts";
import "../shared/components/attachments.ts";
import "../shared/components/dialog.ts";
import "../shared/components/payer-form.ts";
import { customElement } from "../shared/custom-element.ts";
import { emit } from "../shared/events.ts";
import { errorSummary, type FormBinding } from "../shared/form-fields.ts";
import { focusFirstInvalid, UserErrors, type UserError } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { emptyState, queryResult } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";
import { conflictNotice } from "./conflict-notice.ts";
import { payerField, type SelectedPayer } from "./payer-field.ts";
import { inputName } from "./policy-draft.ts";
import { PolicyEditor, UPLOAD_FAILED } from "./policy-editor.ts";
import { policyFields, policyholderFieldNames } from "./policy-fields.ts";
import { discardActions, saveActions } from "./policy-form-actions.ts";
import { policyFormStyles } from "./policy-form.css.ts";
import { findPayers, type PolicyFormData, type Viewer } from "./policy-requests.ts";
import { policyName } from "./policy-summary.ts";
import { duplicateSummary, savedMessage } from "./save-preview.ts";

/**
 * The dialog behind Add Policy and Edit.
 *
 * @fires close - The parent removes the dialog.
 */
@customElement("policybook-policy-form")
export class PolicyFormDialog extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  @property({ attribute: "client-id" }) clientId = "";
  /** The policy to edit; "" to add one. */
  @property({ attribute: "policy-id" }) policyId = "";

  /** Whether to ask before changes are lost. */
  @state() private isConfirmingClose = false;
  @state() private isAddingPayer = false;
  readonly #editor = new PolicyEditor(this);
  /** The text in the payer field. */
  #payerText = "";
  /** The element of the form that had the focus last. */
  #lastFocused: HTMLElement | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("api")) this.#editor.mutation.clearUnauthenticated();
  }

  protected override render(): TemplateResult {
    const { policy } = this.#editor.draft;
    const heading = this.policyId ? `Edit ${policy ? policyName(policy) : "policy"}` : "Add a policy";
    return html`<policybook-dialog wide heading=${heading} @close=${this.#handleClose}>
        ${queryResult(this.#editor.data, (data) => this.#renderData(data))}
        ${
          this.isConfirmingClose
            ? discardActions(
                () => this.#handleClose(),
                () => this.#keepEditing(),
              )
            : saveActions(
                this.#editor,
                () => this.#save(),
                () => this.#handleClose(),
              )
        }
      </policybook-dialog>
      ${this.isAddingPayer ? this.#renderPayerForm() : nothing}`;
  }

  #renderData({ viewer, policy }: PolicyFormData): TemplateResult {
    if (!viewer || policy === null) return emptyState("Policy not found", "It does not exist, or you have no access.");
    return this.#renderForm(viewer, policy);
  }

  #renderForm(viewer: Viewer, policy: PolicyFormData["policy"]): TemplateResult {
    const { draft, errors, mutation } = this.#editor;
    const binding: FormBinding = { form: draft.form, errors, onChange: (name) => this.#editor.handleChange(name) };
    return html`<form
      id="form"
      novalidate
      ?inert=${mutation.isSaving}
      @submit=${this.#handleSubmit}
      @focusin=${this.#handleFocusIn}
    >
      <div class="main">
        ${this.#renderConflict(viewer)} ${this.#renderDuplicate()} ${this.#renderErrorSummary(viewer)}
        ${policyFields(binding, viewer.policyForm, draft, () => this.#renderPayerField(policy))}
      </div>
      <aside>${this.#renderAttachments(viewer)}</aside>
    </form>`;
  }

  #renderErrorSummary({ policyForm }: Viewer): unknown {
    const { draft, errors } = this.#editor;
    const fieldNames = [
      ...policyForm.fields.map(({ inputField }) => inputField),
      ...(draft.hasPolicyholder ? policyholderFieldNames(policyForm) : []),
    ];
    const others = errors.all.filter((error) => !isAboutAttachments(error) && !hasOwnNotice(error));
    return errorSummary(new UserErrors(others), fieldNames);
  }

  #renderAttachments({ policyForm }: Viewer): TemplateResult {
    const { draft, errors, uploads } = this.#editor;
    const error = errors.all.find(
      (candidate) => isAboutAttachments(candidate) && (candidate !== UPLOAD_FAILED || uploads.hasFailed),
    );
    return html`<policybook-attachments
      large
      class=${error ? "invalid" : ""}
      .error=${error?.message ?? ""}
      .uploads=${uploads}
      .items=${uploads.items}
      .removedIds=${uploads.removedIds}
      .saved=${draft.policy?.attachments ?? []}
      .rules=${policyForm}
    ></policybook-attachments>`;
  }

  #renderPayerField(policy: PolicyFormData["policy"]): TemplateResult {
    const { draft, rememberName, payerError } = this.#editor;
    return payerField({
      policy: draft.policy,
      suggestions: policy?.payerSuggestions ?? [],
      payerId: draft.form.get("payerId"),
      payerName: draft.payerName,
      error: payerError,
      rememberName,
      search: (text) => findPayers(this.api, text),
      onSelect: (payer) => this.#selectPayer(payer),
      onInput: (text) => (this.#payerText = text),
      onRememberNameChange: (isChecked) => this.#editor.setRememberName(isChecked),
      onAddPayer: () => (this.isAddingPayer = true),
    });
  }

  #renderPayerForm(): TemplateResult {
    return html`<policybook-payer-form
      .api=${this.api}
      .name=${this.#payerText || (this.#editor.draft.policy?.enteredPayerName ?? "")}
      @saved=${({ detail }: CustomEvent<SelectedPayer>) => this.#selectPayer(detail)}
      @close=${() => (this.isAddingPayer = false)}
    ></policybook-payer-form>`;
  }

  #renderConflict({ practice: { timeZone } }: Viewer): unknown {
    const { loadedPolicy, latestChange, draft } = this.#editor;
    if (!loadedPolicy) return nothing;
    return conflictNotice({
      loaded: loadedPolicy,
      latest: latestChange.data,
      draft,
      timeZone,
      discardOwnValue: ({ field }) => this.#editor.resetField(inputName(field)),
    });
  }

  #renderDuplicate(): unknown {
    const { rejected } = this.#editor;
    const summary = rejected && duplicateSummary(rejected);
    if (!summary) return nothing;
    return html`<div class="notice danger form-errors" role="alert" tabindex="-1">
      ${icons.warning}
      <p><strong>The chart already has this policy.</strong><br />${summary}</p>
    </div>`;
  }

  #selectPayer(payer: SelectedPayer): void {
    this.isAddingPayer = false;
    this.#payerText = "";
    this.#editor.selectPayer(payer);
  }

  async #save(): Promise<void> {
    const result = await this.#editor.save(() => !this.isConnected || this.isConfirmingClose);
    if (!result) return;
    if (result === "unconfirmed") return this.#restoreFocus();
    if (result === "rejected") {
      await this.updateComplete;
      focusFirstInvalid(this.renderRoot);
      return;
    }
    emit(this, "policybook-toast", savedMessage(result, this.#editor.draft));
    emit(this, "policybook-saved", result.id);
    this.#close();
  }

  #handleSubmit(event: Event): void {
    event.preventDefault();
    void this.#save();
  }

  #handleFocusIn({ target }: FocusEvent): void {
    this.#lastFocused = target as HTMLElement;
  }

  #handleClose(): void {
    if (this.#editor.mutation.isSaving) return; // a save that is running cannot be canceled
    if (this.#editor.isDirty && !this.isConfirmingClose) void this.#confirmClose();
    else this.#close();
  }

  async #confirmClose(): Promise<void> {
    this.isConfirmingClose = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#keep")?.focus();
  }

  async #keepEditing(): Promise<void> {
    this.isConfirmingClose = false;
    await this.#restoreFocus();
  }

  /** Returns the focus to the form when the element that had it is gone or inert. */
  async #restoreFocus(): Promise<void> {
    await this.updateComplete;
    const root = this.shadowRoot;
    if (root?.activeElement) return;
    this.#lastFocused?.focus();
    if (!root?.activeElement) root?.querySelector("policybook-dialog")?.focus();
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, policyFormStyles];
}

function isAboutAttachments({ field }: UserError): boolean {
  return ["attachments", "addAttachments", "removeAttachmentIds"].includes(field?.[1] ?? "");
}

function hasOwnNotice({ code }: UserError): boolean {
  return code === "CONFLICT" || code === "DUPLICATE_POLICY";
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-policy-form": PolicyFormDialog;
  }
}
