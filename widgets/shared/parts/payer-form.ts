import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import {
  AddPayerDocument,
  EditPayerDocument,
  type AddPayerMutation,
  type EditPayerInput,
} from "../../generated/operations.ts";
import type { Api } from "../api.ts";
import { element, tell } from "../element.ts";
import { formErrors, textField } from "../fields.ts";
import { focusFirstWrong, Form } from "../form.ts";
import * as icons from "../icons.ts";
import { Saving } from "../saving.ts";
import { trouble } from "../states.ts";
import { styles } from "../styles/index.ts";
import "./dialog.ts";
import "./names.ts";

type Payload = NonNullable<AddPayerMutation["addPayer"]>;

/** A payer, as lists and forms know it. */
export type Payer = NonNullable<Payload["payer"]>;

/**
 * Payers > Add, and with a `payer` Edit. Sends `saved` with the Payer to whoever drew it, besides `policybook-saved`
 * and `policybook-say`; then `close`.
 */
@element("policybook-payer-form")
export class PayerForm extends LitElement {
  @property({ attribute: false }) api!: Api;
  /** The payer to edit; without one it is a new one. */
  @property({ attribute: false }) payer: Payer | undefined;
  /** What a new payer is called to begin with, such as what a client typed. */
  @property() name = "";

  readonly #saving = new Saving(this);
  #form = new Form();
  #aliases: readonly string[] = [];
  /** The payer as somebody else has left it meanwhile. */
  #theirs: Payer | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#begin(this.payer);
    if (!this.payer) this.#form.set("name", this.name);
  }

  #begin(payer: Payer | undefined): void {
    this.payer = payer;
    this.#form = new Form({ name: payer?.name, ediPayerId: payer?.ediPayerId });
    this.#aliases = payer?.aliases ?? [];
    this.#theirs = undefined;
  }

  protected override render(): TemplateResult {
    const { busy, problem, errors } = this.#saving;
    const entry = { form: this.#form, errors, changed: () => this.requestUpdate() };
    const aliasErrors = this.#aliasErrors();
    const named = ["name", "ediPayerId", "aliases", ...Object.keys(aliasErrors).map((place) => `aliases.${place}`)];
    const heading = this.payer ? `Edit ${this.payer.name}` : "Add payer";
    return html`<policybook-dialog heading=${heading} @close=${this.#leave}>
      <form id="form" class="stack" novalidate @submit=${this.#onSubmit}>
        ${problem ? trouble(problem, () => this.#save()) : nothing}
        ${this.#theirs ? this.#conflict(this.#theirs) : formErrors(errors, named)}
        ${textField(entry, { name: "name", label: "Name", required: true, maxLength: 100 })}
        ${textField(entry, {
          name: "ediPayerId",
          label: "Payer ID",
          maxLength: 80,
          hint: "As printed on cards. Clearinghouses know the insurer by it.",
        })}
        <policybook-names
          class=${Object.keys(aliasErrors).length ? "wrong" : ""}
          label="Other names"
          hint="A client who types one of these in the portal gets this payer."
          .names=${this.#aliases}
          .errors=${aliasErrors}
          @change=${({ detail }: CustomEvent<readonly string[]>) => (this.#aliases = detail)}
        ></policybook-names>
      </form>
      <button slot="actions" type="button" @click=${this.#leave}>Cancel</button>
      <button slot="actions" type="submit" form="form" class="primary" aria-busy=${busy}>
        ${this.payer ? "Save" : "Add payer"}
      </button>
    </policybook-dialog>`;
  }

  #conflict(theirs: Payer): TemplateResult {
    const now = [theirs.name, theirs.ediPayerId && `Payer ID ${theirs.ediPayerId}`, ...(theirs.aliases ?? [])];
    return html`<div class="notice look form-errors" role="alert" tabindex="-1">
      ${icons.warning}
      <div class="stack">
        <p>
          <strong>Somebody else has changed this payer meanwhile.</strong> It is now: ${now.filter(Boolean).join(" · ")}
        </p>
        <div class="row">
          <button type="button" @click=${() => this.#takeTheirs(theirs)}>Take theirs</button>
          <button type="button" @click=${() => this.#save(theirs.version)}>Save mine all the same</button>
        </div>
      </div>
    </div>`;
  }

  #aliasErrors(): Record<string, string> {
    const found = Array.from({ length: this.#aliases.length }, (_, place) => [
      `${place}`,
      this.#saving.errors.at(`aliases.${place}`),
    ]);
    return Object.fromEntries([["", this.#saving.errors.at("aliases")], ...found].filter(([, message]) => message));
  }

  #takeTheirs(theirs: Payer): void {
    this.#begin(theirs);
    this.#saving.forget();
    this.requestUpdate();
  }

  async #save(version = this.payer?.version): Promise<void> {
    const payload = await (this.payer ? this.#edit(this.payer, version) : this.#add());
    if (!payload) return;
    if (payload.userErrors.length) {
      this.#theirs = this.#saving.errors.has("CONFLICT") ? (payload.payer ?? undefined) : undefined;
      this.requestUpdate();
      await this.updateComplete;
      return focusFirstWrong(this.renderRoot);
    }
    const { payer } = payload;
    if (!payer) return;
    tell(this, "policybook-say", this.payer ? `${payer.name} is saved.` : `${payer.name} is added.`);
    tell(this, "policybook-saved", payer.id);
    this.dispatchEvent(new CustomEvent("saved", { detail: payer }));
    this.#leave();
  }

  #add(): Promise<Payload | undefined> {
    const input = { ...this.#form.filled(), name: this.#form.get("name"), aliases: [...this.#aliases] };
    return this.#saving.save(input, async (each) => (await this.api.send(AddPayerDocument, { input: each })).addPayer);
  }

  #edit(payer: Payer, version: number | undefined): Promise<Payload | undefined> {
    const before = payer.aliases ?? [];
    const same = before.length === this.#aliases.length && before.every((name, place) => name === this.#aliases[place]);
    const aliases = same ? {} : { aliases: [...this.#aliases] };
    const input: EditPayerInput = { id: payer.id, version: version ?? null, ...this.#form.changes(), ...aliases };
    return this.#saving.save(
      input,
      async (each) => (await this.api.send(EditPayerDocument, { input: each })).editPayer,
    );
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
    "policybook-payer-form": PayerForm;
  }
}
