import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { ApiClient } from "../shared/api-client.ts";
import "../shared/components/dialog.ts";
import "../shared/components/payer-form.ts";
import { customElement } from "../shared/custom-element.ts";
import { emit } from "../shared/events.ts";
import type { FormBinding } from "../shared/form-fields.ts";
import { focusFirstInvalid } from "../shared/form-state.ts";
import { emptyState, queryResult } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";
import "./client-facts.ts";
import { missingFacts } from "./client-facts.ts";
import { editorPayerField, type SelectedPayer } from "./payer-field.ts";
import { PolicyEditor } from "./policy-editor.ts";
import { policyFields } from "./policy-fields.ts";
import { discardActions, saveActions } from "./policy-form-actions.ts";
import { attachmentsField, formNotices } from "./policy-form-notices.ts";
import { policyFormStyles } from "./policy-form.css.ts";
import type { PolicyFormData, Viewer } from "./policy-requests.ts";
import { policyName, type ChartPolicy } from "./policy-summary.ts";
import { focusReplacement, replacementFields } from "./replacement-fields.ts";
import type { EnteredValues } from "./replacement.ts";
import { savedMessage, type SaveResult } from "./save-preview.ts";
import type { SavedWarnings } from "./saved-warnings.ts";

/**
 * The dialog behind Add Policy, Replace with new policy and Edit.
 *
 * @fires close - The parent removes the dialog, and focuses the policy whose id is in the detail.
 * @fires replace - What was entered is a new policy; the detail is an EnteredValues. The parent opens that form instead.
 */
@customElement("policybook-policy-form")
export class PolicyFormDialog extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  @property({ attribute: "client-id" }) clientId = "";
  /** The policy to edit; "" to add one. */
  @property({ attribute: "policy-id" }) policyId = "";

  /** The policy that the new one replaces: what stays the same is taken over from it. */
  @property({ attribute: false }) replaces: ChartPolicy | undefined;
  /** What was entered for the new policy in another form. */
  @property({ attribute: false }) entered: EnteredValues | undefined;

  /** Whether to ask before changes are lost. */
  @state() private isConfirmingClose = false;
  @state() private isAddingPayer = false;
  /** The policy that was added, while the second step asks for facts of the client. */
  @state() private added: { id: string; message: string } | undefined;
  readonly #editor = new PolicyEditor(this);
  #hasFocusedDate = false;
  /** The element of the form that had the focus last. */
  #lastFocused: HTMLElement | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("api")) this.#editor.mutation.clearUnauthenticated();
  }

  protected override render(): TemplateResult {
    return this.added && this.#editor.data.data?.client ? this.#renderSecondStep() : this.#renderFirstStep();
  }

  get #heading(): string {
    const { policy } = this.#editor.draft;
    if (this.policyId) return `Edit ${policy ? policyName(policy) : "policy"}`;
    return this.replaces ? `Replace ${policyName(this.replaces)}` : "Add a policy";
  }

  #renderSecondStep(): TemplateResult {
    const { client, viewer } = this.#editor.data.data ?? {};
    return html`<policybook-client-facts
      .api=${this.api}
      .client=${client}
      policy-id=${this.added?.id ?? ""}
      saved=${this.added?.message ?? ""}
      time-zone=${viewer?.practice.timeZone ?? ""}
      @close=${() => this.#close(this.added?.id)}
    ></policybook-client-facts>`;
  }

  #renderFirstStep(): TemplateResult {
    return html`<policybook-dialog wide heading=${this.#heading} @close=${this.#handleDialogClose}>
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
                { replaces: this.replaces, addInstead: () => this.#addInstead() },
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
    const { timeZone } = viewer.practice;
    const onChange = (name: string) => this.#editor.handleChange(name);
    const binding: FormBinding = { form: draft.form, errors, onChange, timeZone };
    return html`<form
      id="form"
      novalidate
      ?inert=${mutation.isSaving}
      @submit=${this.#handleSubmit}
      @focusin=${this.#handleFocusIn}
    >
      <div class="main">
        ${formNotices(this.#editor, viewer)} ${this.replaces ? replacementFields(binding, this.replaces) : nothing}
        ${policyFields(
          binding,
          viewer.policyForm,
          draft,
          () =>
            editorPayerField(this.#editor, policy?.payerSuggestions ?? [], this.api, () => (this.isAddingPayer = true)),
          this.replaces && ["EFFECTIVE_DATE"],
        )}
      </div>
      <aside>${attachmentsField(this.#editor, viewer.policyForm)}</aside>
    </form>`;
  }

  #renderPayerForm(): TemplateResult {
    const { typedPayerName, policy } = this.#editor.draft;
    return html`<policybook-payer-form
      .api=${this.api}
      .name=${typedPayerName || (policy?.enteredPayerName ?? "")}
      existing-action="Use"
      @existing=${({ detail }: CustomEvent<SelectedPayer>) => this.#selectPayer(detail)}
      @saved=${({ detail }: CustomEvent<SelectedPayer>) => this.#selectPayer(detail)}
      @close=${() => (this.isAddingPayer = false)}
    ></policybook-payer-form>`;
  }

  #selectPayer(payer: SelectedPayer): void {
    this.isAddingPayer = false;
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
    this.#finish(result);
  }

  /** Closes; after a policy was added, first asks for what claims need to know of the client. */
  #finish(result: SaveResult): void {
    const { draft, data } = this.#editor;
    const { id = "", warnings } = result;
    const message = savedMessage(result, draft);
    const name = draft.payerName || (draft.policy ? policyName(draft.policy) : "The policy");
    emit(this, "policybook-warnings", { policyName: name, warnings } satisfies SavedWarnings);
    emit(this, "policybook-saved", id);
    if (data.data?.client && missingFacts(data.data.client).length) {
      this.added = { id, message };
      return;
    }
    emit(this, "policybook-toast", message);
    this.#close();
  }

  /** What was entered as an edit becomes a new policy. */
  #addInstead(): void {
    this.dispatchEvent(new CustomEvent("replace", { detail: this.#editor.draft.enteredValues }));
  }

  /** The first question of a replacement is when it starts. */
  protected override updated(): void {
    if (this.replaces && !this.#hasFocusedDate) this.#hasFocusedDate = focusReplacement(this.renderRoot);
  }

  #handleSubmit(event: Event): void {
    event.preventDefault();
    void this.#save();
  }

  #handleFocusIn({ target }: FocusEvent): void {
    this.#lastFocused = target as HTMLElement;
  }

  /** Escape, or the dialog's close button: a second one keeps what was entered. */
  #handleDialogClose(): void {
    if (this.isConfirmingClose) void this.#keepEditing();
    else this.#handleClose();
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

  /** Without an id, the focus returns to where it was. */
  #close(focusId?: string): void {
    this.dispatchEvent(new CustomEvent("close", { detail: focusId }));
  }

  static override styles = [...styles, policyFormStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-policy-form": PolicyFormDialog;
  }
}
