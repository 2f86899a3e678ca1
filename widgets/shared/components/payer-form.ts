import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import {
  AddPayerDocument,
  EditPayerDocument,
  type AddPayerMutation,
  type EditPayerInput,
} from "../../generated/operations.ts";
import { ADDRESS_NAMES, addressFields, addressText, addressValues } from "../address-fields.ts";
import { customElement } from "../custom-element.ts";
import { errorSummary, textField } from "../form-fields.ts";
import { FormState } from "../form-state.ts";
import * as icons from "../icons.ts";
import { FormDialog } from "./form-dialog.ts";
import "./tag-input.ts";

type Payload = NonNullable<AddPayerMutation["addPayer"]>;

export type Payer = NonNullable<Payload["payer"]>;

/**
 * Adds a payer, or edits the one that is set.
 *
 * @fires existing - The person wants the payer that has this name already; the detail is the Payer.
 * @fires saved - The detail is the Payer. For the parent only, besides `policybook-saved` and `policybook-toast`.
 */
@customElement("policybook-payer-form")
export class PayerForm extends FormDialog {
  /** The payer to edit; undefined to add one. */
  @property({ attribute: false }) payer: Payer | undefined;
  /** The initial name of a new payer, such as the name that the client entered. */
  @property() name = "";

  #form = new FormState();
  #aliases: readonly string[] = [];
  /** What the parent does with a payer that exists already: "Open", "Use". */
  @property({ attribute: "existing-action" }) existingAction = "Open";

  /** The payer that has the name already. */
  #existing: Payer | undefined;
  /** The payer as somebody else saved it meanwhile. */
  #conflicting: Payer | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#start(this.payer);
    if (!this.payer) this.#form.set("name", this.name);
  }

  #start(payer: Payer | undefined): void {
    this.payer = payer;
    const { name, ediPayerId, address } = payer ?? {};
    this.#form = new FormState({ name, ediPayerId, ...addressValues(address) });
    this.#aliases = payer?.aliases ?? [];
    this.#conflicting = undefined;
  }

  protected override render(): TemplateResult {
    const { userErrors } = this.mutation;
    const aliasErrors = this.#aliasErrors();
    const fieldNames = ["name", "ediPayerId", ...ADDRESS_NAMES, ...Object.keys(aliasErrors).map(aliasFieldName)];
    return this.renderForm(
      this.payer ? `Edit ${this.payer.name}` : "Add payer",
      this.payer ? "Save" : "Add payer",
      html`${this.#conflicting ? this.#renderConflict(this.#conflicting) : errorSummary(userErrors, fieldNames)}
      ${this.#renderExisting()} ${this.#renderFields(aliasErrors)}`,
    );
  }

  #renderFields(aliasErrors: Record<string, string>): TemplateResult {
    const binding = {
      form: this.#form,
      errors: this.mutation.userErrors,
      onChange: () => this.requestUpdate(),
    };
    return html`${textField(binding, { name: "name", label: "Name", required: true, maxLength: 200 })}
      ${textField(binding, {
        name: "ediPayerId",
        label: "Payer ID",
        maxLength: 80,
        hint: "The electronic payer ID that clearinghouses use, often printed on the card.",
      })}
      <policybook-tag-input
        class=${Object.keys(aliasErrors).length ? "invalid" : ""}
        label="Other names"
        hint="A client who enters one of these names in the portal gets this payer."
        .names=${this.#aliases}
        .errors=${aliasErrors}
        @change=${({ detail }: CustomEvent<readonly string[]>) => (this.#aliases = detail)}
      ></policybook-tag-input>
      ${addressFields(binding, "Where paper claims go")}`;
  }

  #renderExisting(): unknown {
    const existing = this.#existing;
    if (!existing) return nothing;
    const choose = () => {
      this.dispatchEvent(new CustomEvent("existing", { detail: existing }));
    };
    return html`<div class="notice warning" role="status">
      ${icons.warning}
      <div class="spread">
        <p>The practice has this payer: <strong>${existing.name}</strong></p>
        <button type="button" @click=${choose}>${this.existingAction} ${existing.name}</button>
      </div>
    </div>`;
  }

  #renderConflict(payer: Payer): TemplateResult {
    const details = [
      payer.name,
      payer.ediPayerId && `Payer ID ${payer.ediPayerId}`,
      ...(payer.aliases ?? []),
      addressText(payer.address),
    ];
    return html`<div class="notice warning form-errors" role="alert" tabindex="-1">
      ${icons.warning}
      <div class="stack">
        <p>
          <strong>Somebody else changed this payer while you were editing.</strong>
          It is now: ${details.filter(Boolean).join(" · ")}
        </p>
        <div class="row">
          <button type="button" @click=${() => this.#discardChanges(payer)}>Use their version</button>
          <button type="button" @click=${() => this.save(payer.version)}>Save my version</button>
        </div>
      </div>
    </div>`;
  }

  /** The messages for the tag input, by index; "" for the whole field. */
  #aliasErrors(): Record<string, string> {
    const indexes = ["", ...this.#aliases.keys()].map(String);
    const entries = indexes.map((index) => [index, this.mutation.userErrors.messageFor(aliasFieldName(index))]);
    return Object.fromEntries(entries.filter(([, message]) => message)) as Record<string, string>;
  }

  #discardChanges(payer: Payer): void {
    this.#start(payer);
    this.mutation.reset();
    this.requestUpdate();
  }

  protected override async save(version = this.payer?.version): Promise<void> {
    const payload = await (this.payer ? this.#edit(this.payer, version) : this.#add());
    if (!payload) return;
    this.#existing = payload.existingPayer ?? undefined;
    if (payload.userErrors.length) {
      this.#conflicting = this.mutation.userErrors.has("CONFLICT") ? (payload.payer ?? undefined) : undefined;
      this.requestUpdate();
      await this.showErrors();
      return;
    }
    const { payer } = payload;
    if (!payer) return;
    this.dispatchEvent(new CustomEvent("saved", { detail: payer }));
    this.finish(this.payer ? `${payer.name} was saved.` : `${payer.name} was added.`, payer.id);
  }

  #add(): Promise<Payload | undefined> {
    const input = { ...this.#form.toAddInput(), name: this.#form.get("name"), aliases: [...this.#aliases] };
    return this.mutation.save(
      input,
      async (keyed) => (await this.api.send(AddPayerDocument, { input: keyed })).addPayer,
    );
  }

  #edit(payer: Payer, version: number | undefined): Promise<Payload | undefined> {
    const input: EditPayerInput = { id: payer.id, version: version ?? null, ...this.#form.toEditInput() };
    if (JSON.stringify(payer.aliases ?? []) !== JSON.stringify(this.#aliases)) input.aliases = [...this.#aliases];
    return this.mutation.save(
      input,
      async (keyed) => (await this.api.send(EditPayerDocument, { input: keyed })).editPayer,
    );
  }
}

/** The input's name of the alias at an index; of the whole list for "". */
function aliasFieldName(index: string): string {
  return index ? `aliases.${index}` : "aliases";
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-payer-form": PayerForm;
  }
}
