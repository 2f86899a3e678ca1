import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { ApiClient } from "../api-client.ts";
import { emit } from "../events.ts";
import { focusFirstInvalid, UserErrors, type UserError } from "../form-state.ts";
import { MutationController } from "../mutation-controller.ts";
import { errorNotice } from "../status-templates.ts";
import { styles } from "../styles/index.ts";
import "./dialog.ts";

/**
 * The base class of dialogs with one form and one mutation.
 *
 * @fires close - The dialog is done, saved or not: the parent removes it.
 */
export abstract class FormDialog extends LitElement {
  @property({ attribute: false }) api!: ApiClient;

  protected readonly mutation = new MutationController(this);

  /** Sends the mutation; then calls `finish`, or `showErrors` when the input was rejected. */
  protected abstract save(): Promise<void>;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("api")) this.mutation.clearUnauthenticated();
  }

  /** The dialog with the form's content and its buttons. `isInert` blocks input into the form. */
  protected renderForm(
    heading: string,
    submitLabel: string,
    content: unknown,
    { isInert = false, cancelLabel = "Cancel" } = {},
  ): TemplateResult {
    const { error, isSaving } = this.mutation;
    return html`<policybook-dialog heading=${heading} @close=${this.handleClose}>
      <form id="form" class="stack" novalidate ?inert=${isInert} @submit=${this.#handleSubmit}>
        ${error ? errorNotice(error, () => this.save()) : nothing} ${content}
      </form>
      <button slot="actions" type="button" @click=${this.handleClose}>${cancelLabel}</button>
      <button slot="actions" type="submit" form="form" class="primary" aria-busy=${isSaving}>${submitLabel}</button>
    </policybook-dialog>`;
  }

  #handleSubmit(event: Event): void {
    event.preventDefault();
    void this.save();
  }

  /** A save that is running cannot be canceled: the dialog stays to report its result. */
  protected handleClose(): void {
    if (!this.mutation.isSaving) this.close();
  }

  /** Shows the message, reloads the widget, focuses the record saved, and closes. */
  protected finish(message: string, savedId: string): void {
    emit(this, "policybook-toast", message);
    emit(this, "policybook-saved", savedId);
    this.close();
  }

  protected close(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  /** Shows errors that are known without a request. */
  protected async rejectInput(errors: readonly UserError[]): Promise<void> {
    this.mutation.userErrors = new UserErrors(errors);
    this.requestUpdate();
    await this.showErrors();
  }

  /** Focuses the first invalid field once the errors have been rendered. */
  protected async showErrors(): Promise<void> {
    await this.updateComplete;
    focusFirstInvalid(this.renderRoot);
  }

  static override styles = styles;
}
