import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import {
  PayerTypeAheadDocument,
  SubmitPolicyDocument,
  type PolicyField,
  type SubmitPolicyInput,
} from "../generated/operations.ts";
import { SignedOut, type Api } from "../shared/api.ts";
import { element } from "../shared/element.ts";
import type { Entry } from "../shared/fields.ts";
import { focusFirstWrong, Form, UserErrors, type UserError } from "../shared/form.ts";
import * as icons from "../shared/icons.ts";
import "../shared/parts/combobox.ts";
import type { Option } from "../shared/parts/combobox.ts";
import { Saving } from "../shared/saving.ts";
import { trouble } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { Uploads } from "../shared/uploads.ts";
import { addInsuranceStyles } from "./add-insurance.css.ts";
import { enough, farewell, outlook } from "./add-words.ts";
import "./card-photos.ts";
import { formField, holderFields, orderField, wording } from "./form-fields.ts";
import { type Client, type FormField, type PolicyForm, type Submitted } from "./own.ts";
import { collectionOff, refusals } from "./refusals.ts";

/** Where the pictures are used up, perhaps by a save that had no answer: another may only be made by a person's will. */
const USED =
  "An earlier try may have arrived with these pictures: look at your insurance first. To send this one too, remove the pictures and add them again.";

/**
 * A client adds insurance: the card first, then what tells one insurance from another, the rest folded away. What it
 * asks is `viewer.policyForm`. Sends `close` when the person leaves, `refused` when the practice no longer asks, and
 * `done` with the payload once the policy is saved.
 */
@element("policybook-add-insurance")
export class AddInsurance extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) asked!: PolicyForm;
  @property({ attribute: false }) client!: Client;
  @property() practice = "";
  /** Whether the practice asks for insurance, as far as is known. */
  @property({ type: Boolean }) open = false;

  /** Whether somebody else holds the policy. */
  @state() private through = false;
  @state() private waiting = false;
  @state() private leaving = false;
  @state() private mistakes = new UserErrors([]);
  @state() private existing: Submitted["existingPolicy"] = null;

  readonly #saving = new Saving(this);
  readonly #uploads = new Uploads(
    this,
    () => this.api,
    () => this.asked,
  );
  #form = new Form();
  /** What was in the form when it was sent last. */
  #tried = { form: this.#form, files: 0 };

  override connectedCallback(): void {
    super.connectedCallback();
    const order = this.#field("TYPE");
    // Who has no insurance yet adds the one that pays first.
    if (order && !this.client.policies.length) this.#form = new Form({ [order.inputField]: order.options?.[0] });
  }

  /** Puts the focus where reading begins. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.get("open") === false) this.#saving.errors = new UserErrors([]);
    if (changed.has("api") && this.#saving.problem instanceof SignedOut) this.#saving.problem = undefined;
  }

  protected override render(): TemplateResult {
    const off = !this.open || this.#saving.errors.has("INSURANCE_COLLECTION_OFF");
    return html`
      <button type="button" class="quiet back" @click=${this.#onBack}>${icons.back}Your insurance</button>
      ${
        this.leaving
          ? farewell(
              () => (this.leaving = false),
              () => this.#leave(),
            )
          : nothing
      }
      <h2 tabindex="-1">Add insurance</h2>
      ${off ? collectionOff(this.practice, this.#touched) : nothing}
      ${off && !this.#touched ? nothing : this.#drawForm()}
    `;
  }

  #drawForm(): TemplateResult {
    const entry: Entry = { form: this.#form, errors: this.#errors, changed: () => this.requestUpdate() };
    const { problem, busy } = this.#saving;
    return html`<form class="stack" novalidate @submit=${this.#onSubmit}>
      ${refusals(this.#errors, this.#shown, this.existing)}
      <p class="lead">${enough(this.asked.atLeastOneOf)}</p>
      <div class="stack" ?inert=${busy}>
        ${this.#photos()} ${this.#payer(entry)} ${this.#draw(entry, ["MEMBER_ID"])} ${this.#order(entry)}
        ${this.#holder(entry)} ${this.#details(entry)}
      </div>
      ${outlook(this.practice, this.#replaces)} ${problem ? trouble(problem, () => this.#save()) : nothing}
      <button type="submit" class="primary send" aria-busy=${busy || this.waiting}>
        ${this.waiting ? "Sending your pictures…" : busy ? "Sending…" : `Send to ${this.practice}`}
      </button>
    </form>`;
  }

  #photos(): unknown {
    if (!this.#field("ATTACHMENTS")) return nothing;
    const error = this.#errors.all.find((each) => this.#isOfPhotos(each))?.message ?? "";
    return html`<policybook-card-photos
      class=${error ? "wrong" : ""}
      error=${error}
      .uploads=${this.#uploads}
      .items=${this.#uploads.items}
      .rules=${this.asked}
    ></policybook-card-photos>`;
  }

  #payer({ form, errors }: Entry): unknown {
    const field = this.#field("PAYER");
    if (!field) return nothing;
    const { inputField: name, required, maxLength } = field;
    const set = (text: string) => (form.set(name, text), this.requestUpdate());
    const { label, hint } = wording(field);
    return html`<policybook-combobox
      free
      unmarked
      class=${errors.at(name) ? "wrong" : ""}
      label=${label}
      hint=${hint ?? ""}
      error=${errors.at(name) ?? ""}
      .required=${required}
      .maxLength=${maxLength ?? -1}
      .text=${form.get(name)}
      .find=${(text: string) => this.#payersLike(text)}
      @type=${({ detail }: CustomEvent<string>) => set(detail)}
      @choose=${({ detail }: CustomEvent<Option>) => set(detail.label)}
    ></policybook-combobox>`;
  }

  async #payersLike(search: string): Promise<Option[]> {
    if (!search.trim()) return []; // somebody else's alphabet helps nobody
    const { payers } = await this.api.send(PayerTypeAheadDocument, { search });
    return payers?.nodes.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  }

  #order(entry: Entry): unknown {
    const field = this.#field("TYPE");
    return field?.options ? orderField(entry, field) : nothing;
  }

  #holder(entry: Entry): unknown {
    const [relationship, holder] = [this.#field("RELATIONSHIP"), this.#field("POLICYHOLDER")];
    if (!relationship && !holder) return nothing;
    const others = relationship?.options?.filter((each) => each !== "SELF");
    return html`<div class="fold">
      <label class="choice">
        <input
          type="checkbox"
          .checked=${this.through}
          @change=${(event: Event) => (this.through = (event.target as HTMLInputElement).checked)}
        />
        <span
          >I am covered through someone else<small class="muted">Such as a parent’s or a spouse’s plan.</small></span
        >
      </label>
      ${
        this.through
          ? html`<div class="fields">
              ${relationship ? formField(entry, relationship, others) : nothing}
              ${holder ? holderFields(entry, holder, this.asked.policyholderFields) : nothing}
            </div>`
          : nothing
      }
    </div>`;
  }

  #details(entry: Entry): unknown {
    const apart: PolicyField[] = ["ATTACHMENTS", "PAYER", "MEMBER_ID", "TYPE", "RELATIONSHIP", "POLICYHOLDER"];
    const rest = this.asked.fields.filter(({ field }) => !apart.includes(field));
    const [first, folded] = [rest.filter(({ required }) => required), rest.filter(({ required }) => !required)];
    const wrong = folded.some(({ inputField }) => this.#errors.at(inputField));
    return html`${first.map((each) => formField(entry, each))}
    ${
      folded.length
        ? html`<details class="fold" ?open=${wrong}>
            <summary>
              ${icons.chevron}<span
                >More details<small class="muted">Dates, group and plan, if you have them at hand.</small></span
              >
            </summary>
            <div class="fields">${folded.map((each) => formField(entry, each))}</div>
          </details>`
        : nothing
    }`;
  }

  #draw(entry: Entry, names: readonly PolicyField[]): unknown {
    return names.map((name) => this.#field(name)).map((field) => (field ? formField(entry, field) : nothing));
  }

  /** The open Primaries that a new one may replace. */
  get #replaces(): Client["policies"] {
    const order = this.#field("TYPE");
    if (!order || this.#form.get(order.inputField) !== "PRIMARY") return [];
    return this.client.policies.filter(
      ({ type, status, endDate }) => type === "PRIMARY" && status === "ACTIVE" && !endDate,
    );
  }

  #field(name: PolicyField): FormField | undefined {
    return this.asked.fields.find(({ field }) => field === name);
  }

  /** What was wrong and has not been touched since. */
  get #errors(): UserErrors {
    const { all } = this.mistakes.all.length ? this.mistakes : this.#saving.errors;
    return new UserErrors(all.filter((each) => !this.#isMended(each)));
  }

  #isMended(error: UserError): boolean {
    const name = (error.field ?? []).slice(1).join(".");
    if (this.#isOfPhotos(error)) return error.code === "UPLOAD_MISSING" && !this.#uploads.stuck;
    if (name) return this.#form.get(name) !== this.#tried.form.get(name);
    const same = JSON.stringify(this.#form.filled()) === JSON.stringify(this.#tried.form.filled());
    const whole = error.code === "REQUIRED" || error.code === "DUPLICATE_POLICY";
    return whole && !(same && this.#uploads.items.length === this.#tried.files);
  }

  get #touched(): boolean {
    return this.#form.touched || this.#uploads.touched;
  }

  /** Every name beside which an error can stand. */
  get #shown(): string[] {
    const holder = this.#field("POLICYHOLDER")?.inputField;
    const beside = this.#errors.all
      .filter((each) => this.#isOfPhotos(each))
      .map(({ field }) => field!.slice(1).join("."));
    const hidden = [
      ...this.asked.policyholderFields.map((each) => `${holder}.${each.inputField}`),
      this.#field("RELATIONSHIP")?.inputField ?? "",
    ];
    const names = this.asked.fields
      .map(({ inputField }) => inputField)
      .filter((each) => this.through || !hidden.includes(each));
    return [...names, ...beside, ...(this.through ? hidden : [])];
  }

  #isOfPhotos({ field }: UserError): boolean {
    return field?.[1] === this.#field("ATTACHMENTS")?.inputField;
  }

  get #input(): SubmitPolicyInput {
    const given = this.#form.filled();
    const names = [this.#field("RELATIONSHIP"), this.#field("POLICYHOLDER")].map((field) => field?.inputField ?? "");
    if (!this.through) for (const each of names) delete given[each];
    const attachments = this.#uploads.input;
    return { ...given, ...(attachments.length ? { attachments } : {}) } as SubmitPolicyInput;
  }

  async #save(again = false): Promise<void> {
    if (this.waiting || this.#saving.busy) return;
    this.#tried = { form: this.#form.on({}), files: this.#uploads.items.length };
    this.mistakes = new UserErrors(this.#missing());
    if (this.mistakes.all.length || !(await this.#photosAreThere())) return this.#showWrong();
    if (!this.isConnected) return; // who left meanwhile did not send
    this.#leaveFields();
    const payload = await this.#saving.save(this.#input, async (input) => {
      return (await this.api.send(SubmitPolicyDocument, { input })).submitPolicy;
    });
    if (!payload || !this.isConnected) return;
    if (payload.policy) return void this.dispatchEvent(new CustomEvent("done", { detail: payload }));
    this.existing = payload.existingPolicy;
    if (this.#saving.errors.has("UPLOAD_MISSING") && this.#saving.unsure) {
      this.mistakes = new UserErrors([{ code: "UPLOAD_MISSING", message: USED, field: null }]);
    } else if (!again && this.#saving.errors.has("UPLOAD_MISSING")) {
      this.#uploads.renew(payload.userErrors); // they had waited too long; the client need not know
      return this.#save(true);
    }
    if (this.#saving.errors.has("INSURANCE_COLLECTION_OFF")) this.dispatchEvent(new CustomEvent("refused"));
    return this.#showWrong();
  }

  /** The fields take nothing during a save, and who is in one keeps a place in the form. */
  #leaveFields(): void {
    if (this.renderRoot.querySelector("form > .stack :focus"))
      this.renderRoot.querySelector<HTMLElement>(".send")?.focus();
  }

  /** What the API says is required and is not there. The schema would refuse the whole document for it. */
  #missing(): UserError[] {
    const empty = this.asked.fields.filter(({ required, inputField }) => required && !this.#form.get(inputField));
    return empty.map(({ inputField }) => ({
      code: "REQUIRED",
      message: "Please choose one.",
      field: ["input", inputField],
    }));
  }

  async #photosAreThere(): Promise<boolean> {
    this.waiting = this.#uploads.busy;
    const arrived = await this.#uploads.settled();
    this.waiting = false;
    if (arrived) return true;
    const field = ["input", this.#field("ATTACHMENTS")!.inputField];
    const message = "A picture has not arrived. Send it again or remove it, then go on.";
    this.mistakes = new UserErrors([{ code: "UPLOAD_MISSING", message, field }]);
    return false;
  }

  async #showWrong(): Promise<void> {
    await this.updateComplete;
    focusFirstWrong(this.renderRoot);
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    void this.#save();
  }

  async #onBack(): Promise<void> {
    if (this.#saving.busy) return;
    if (!this.#touched) return this.#leave();
    this.leaving = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".farewell button")?.focus();
  }

  #leave(): void {
    if (this.#saving.busy) return; // it would be saved, and look as if it were not
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, addInsuranceStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-add-insurance": AddInsurance;
  }
}
