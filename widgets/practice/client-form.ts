import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { AddClientDocument, EditClientDocument, type AddClientMutation } from "../generated/operations.ts";
import { ADDRESS_NAMES, addressFields, addressValues } from "../shared/address-fields.ts";
import { FormDialog } from "../shared/components/form-dialog.ts";
import { customElement } from "../shared/custom-element.ts";
import { emit } from "../shared/events.ts";
import {
  dateErrors,
  dateField,
  errorSummary,
  selectField,
  textField,
  type FormBinding,
} from "../shared/form-fields.ts";
import { FormState, UserErrors, type FormValues } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { SEXES } from "../shared/labels.ts";
import { clientConflictNotice } from "./client-conflict.ts";
import type { PracticeClient } from "./insurance-collection.ts";

type Added = NonNullable<AddClientMutation["addClient"]>;
type EditedClient = Pick<
  PracticeClient,
  "id" | "version" | "firstName" | "middleName" | "lastName" | "displayName" | "dateOfBirth" | "sex" | "address"
>;

const FIELD_NAMES = ["firstName", "middleName", "lastName", "dateOfBirth", "sex", ...ADDRESS_NAMES];

/** Adds a client, or edits the one that is set. */
@customElement("policybook-client-form")
export class ClientForm extends FormDialog {
  @property({ attribute: false }) client: EditedClient | undefined;
  /** The client was added, and there is another of this name and date of birth. */
  @state() private duplicate: Added | undefined;

  #form = new FormState();
  /** On a conflict: the values as they were loaded. */
  #loaded: FormValues | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#form = new FormState(toFormValues(this.client));
  }

  protected override render(): TemplateResult {
    if (this.duplicate) return this.#renderDuplicate(this.duplicate);
    const errors = new UserErrors(this.mutation.userErrors.all.filter(({ code }) => code !== "CONFLICT"));
    const binding = { form: this.#form, errors, onChange: () => this.requestUpdate() };
    return this.renderForm(
      this.client ? `Edit ${this.client.displayName}` : "Add client",
      this.client ? "Save" : "Add client",
      html`${this.#renderConflict()} ${errorSummary(errors, FIELD_NAMES)} ${renderFields(binding)}`,
    );
  }

  #renderConflict(): unknown {
    if (!this.#loaded) return nothing;
    return clientConflictNotice(this.#loaded, toFormValues(this.client), this.#form, (name) => {
      this.#form.reset(name);
      this.requestUpdate();
    });
  }

  #renderDuplicate({ client, existingClient, warnings }: Added): TemplateResult {
    const openChart = () => {
      emit(this, "policybook-open-client", existingClient?.id);
      this.close();
    };
    return html`<policybook-dialog heading="${client?.displayName} was added" @close=${this.handleClose}>
      <div class="notice warning" role="alert">
        ${icons.warning}
        <div>
          <strong>A client of this name and date of birth exists.</strong>
          ${warnings.map(({ message }) => html`<p>${message}</p>`)}
        </div>
      </div>
      <button slot="actions" type="button" @click=${openChart}>Open their chart</button>
      <button slot="actions" type="button" class="primary" @click=${this.handleClose}>Done</button>
    </policybook-dialog>`;
  }

  protected override async save(): Promise<void> {
    const invalid = dateErrors(this.#form, ["dateOfBirth"]);
    if (invalid.length) return this.rejectInput(invalid);
    await (this.client ? this.#edit(this.client) : this.#add());
  }

  async #add(): Promise<void> {
    const firstName = this.#form.get("firstName");
    const lastName = this.#form.get("lastName");
    const payload = await this.mutation.save({ ...this.#form.toAddInput(), firstName, lastName }, async (input) => {
      return (await this.api.send(AddClientDocument, { input })).addClient;
    });
    if (!payload) return;
    if (payload.userErrors.length || !payload.client) return this.showErrors();
    if (!payload.existingClient) {
      this.finish(`${payload.client.displayName} was added.`, payload.client.id);
      return;
    }
    this.duplicate = payload;
    emit(this, "policybook-saved", payload.client.id);
    await this.updateComplete;
    this.renderRoot.querySelector("policybook-dialog")?.focus();
  }

  async #edit({ id, version }: EditedClient): Promise<void> {
    const payload = await this.mutation.save({ id, version, ...this.#form.toEditInput() }, async (input) => {
      return (await this.api.send(EditClientDocument, { input })).editClient;
    });
    if (!payload) return;
    const { client, userErrors } = payload;
    if (!userErrors.length && client) {
      this.finish(`${client.displayName} was saved.`, id);
      return;
    }
    if (client && new UserErrors(userErrors).has("CONFLICT")) {
      this.#loaded ??= toFormValues(this.client);
      this.#form = this.#form.rebase(toFormValues(client));
      this.client = client;
    }
    await this.showErrors();
  }
}

function renderFields(binding: FormBinding): TemplateResult {
  return html`<div class="fields">
    ${textField(binding, { name: "firstName", label: "First name", required: true, maxLength: 100 })}
    ${textField(binding, { name: "middleName", label: "Middle name", maxLength: 100 })}
    ${textField(binding, { name: "lastName", label: "Last name", required: true, maxLength: 100 })}
    ${dateField(binding, { name: "dateOfBirth", label: "Date of birth", isBirthDate: true })}
    ${selectField(binding, { name: "sex", label: "Sex" }, SEXES)} ${addressFields(binding, "Needed for claims")}
  </div>`;
}

function toFormValues(client: EditedClient | undefined): FormValues {
  const { firstName, middleName, lastName, dateOfBirth, sex, address } = client ?? {};
  return { firstName, middleName, lastName, dateOfBirth, sex, ...addressValues(address) };
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-client-form": ClientForm;
  }
}
