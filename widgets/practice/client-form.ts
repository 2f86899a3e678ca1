import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { AddClientDocument, EditClientDocument, type AddClientMutation } from "../generated/operations.ts";
import { FormDialog } from "../shared/components/form-dialog.ts";
import { customElement } from "../shared/custom-element.ts";
import { dateErrors, dateField, errorSummary, textField } from "../shared/form-fields.ts";
import { FormState } from "../shared/form-state.ts";
import type { PracticeClient } from "./insurance-collection.ts";

type Added = NonNullable<AddClientMutation["addClient"]>;
type Payload = Pick<Added, "client" | "userErrors"> & Partial<Pick<Added, "warnings">>;

/** Adds a client, or edits the one that is set. */
@customElement("policybook-client-form")
export class ClientForm extends FormDialog {
  @property({ attribute: false }) client: PracticeClient | undefined;

  #form = new FormState();

  override connectedCallback(): void {
    super.connectedCallback();
    const { firstName, lastName, dateOfBirth } = this.client ?? {};
    this.#form = new FormState({ firstName, lastName, dateOfBirth });
  }

  protected override render(): TemplateResult {
    const { userErrors: errors } = this.mutation;
    const binding = { form: this.#form, errors, onChange: () => this.requestUpdate() };
    return this.renderForm(
      this.client ? `Edit ${this.client.displayName}` : "Add client",
      this.client ? "Save" : "Add client",
      html`${errorSummary(errors, ["firstName", "lastName", "dateOfBirth"])}
        <div class="fields">
          ${textField(binding, { name: "firstName", label: "First name", required: true, maxLength: 100 })}
          ${textField(binding, { name: "lastName", label: "Last name", required: true, maxLength: 100 })}
          ${dateField(binding, { name: "dateOfBirth", label: "Date of birth", isBirthDate: true })}
        </div>`,
    );
  }

  protected override async save(): Promise<void> {
    const invalid = dateErrors(this.#form, ["dateOfBirth"]);
    if (invalid.length) return this.rejectInput(invalid);
    const payload = await (this.client ? this.#edit(this.client.id) : this.#add());
    if (!payload) return;
    if (payload.userErrors.length || !payload.client) {
      await this.showErrors();
      return;
    }
    const { id, displayName } = payload.client;
    const outcome = this.client ? `${displayName} was saved.` : `${displayName} was added.`;
    this.finish([outcome, ...(payload.warnings ?? []).map((warning) => warning.message)].join(" "), id);
  }

  #add(): Promise<Payload | undefined> {
    const firstName = this.#form.get("firstName");
    const lastName = this.#form.get("lastName");
    return this.mutation.save({ ...this.#form.toAddInput(), firstName, lastName }, async (input) => {
      return (await this.api.send(AddClientDocument, { input })).addClient;
    });
  }

  #edit(id: string): Promise<Payload | undefined> {
    return this.mutation.save({ id, ...this.#form.toEditInput() }, async (input) => {
      return (await this.api.send(EditClientDocument, { input })).editClient;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-client-form": ClientForm;
  }
}
