import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { AddClientDocument, EditClientDocument, type AddClientMutation } from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { element, tell } from "../shared/element.ts";
import { dateField, formErrors, textField } from "../shared/fields.ts";
import { focusFirstWrong, Form } from "../shared/form.ts";
import "../shared/parts/dialog.ts";
import { Saving } from "../shared/saving.ts";
import { trouble } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import type { PracticeClient } from "./collection.ts";

type Payload = NonNullable<AddClientMutation["addClient"]>;

/** Clients > Add, and with a `client` Edit. */
@element("policybook-client-form")
export class ClientForm extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) client: PracticeClient | undefined;

  readonly #saving = new Saving(this);
  #form = new Form();

  override connectedCallback(): void {
    super.connectedCallback();
    const { firstName, lastName, dateOfBirth } = this.client ?? {};
    this.#form = new Form({ firstName, lastName, dateOfBirth });
  }

  protected override render(): TemplateResult {
    const { busy, problem, errors } = this.#saving;
    const entry = { form: this.#form, errors, changed: () => this.requestUpdate() };
    const heading = this.client ? `Edit ${this.client.displayName}` : "Add client";
    return html`<policybook-dialog heading=${heading} @close=${this.#leave}>
      <form id="form" class="stack" novalidate @submit=${this.#onSubmit}>
        ${problem ? trouble(problem, () => this.#save()) : nothing}
        ${formErrors(errors, ["firstName", "lastName", "dateOfBirth"])}
        <div class="fields">
          ${textField(entry, { name: "firstName", label: "First name", required: true, maxLength: 100 })}
          ${textField(entry, { name: "lastName", label: "Last name", required: true, maxLength: 100 })}
          ${dateField(entry, { name: "dateOfBirth", label: "Date of birth" })}
        </div>
      </form>
      <button slot="actions" type="button" @click=${this.#leave}>Cancel</button>
      <button slot="actions" type="submit" form="form" class="primary" aria-busy=${busy}>
        ${this.client ? "Save" : "Add client"}
      </button>
    </policybook-dialog>`;
  }

  async #save(): Promise<void> {
    const payload = await (this.client ? this.#edit(this.client.id) : this.#add());
    if (!payload) return;
    if (payload.userErrors.length || !payload.client) {
      await this.updateComplete;
      return focusFirstWrong(this.renderRoot);
    }
    const { id, displayName } = payload.client;
    tell(this, "policybook-say", this.client ? `${displayName} is saved.` : `${displayName} is added.`);
    tell(this, "policybook-saved", id);
    this.#leave();
  }

  #add(): Promise<Payload | undefined> {
    const [firstName, lastName] = [this.#form.get("firstName"), this.#form.get("lastName")];
    return this.#saving.save({ ...this.#form.filled(), firstName, lastName }, async (input) => {
      return (await this.api.send(AddClientDocument, { input })).addClient;
    });
  }

  #edit(id: string): Promise<Payload | undefined> {
    return this.#saving.save({ id, ...this.#form.changes() }, async (input) => {
      return (await this.api.send(EditClientDocument, { input })).editClient;
    });
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    void this.#save();
  }

  #leave(): void {
    // What is on its way is saved all the same: stay to say so.
    if (this.#saving.busy) return;
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = styles;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-client-form": ClientForm;
  }
}
