import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import {
  MakePolicyInactiveDocument,
  type MakePolicyInactiveInput,
  type MakePolicyInactiveMutation,
} from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { day } from "../shared/dates.ts";
import { element, tell } from "../shared/element.ts";
import { dateField, formErrors } from "../shared/fields.ts";
import { focusFirstWrong, Form, UserErrors } from "../shared/form.ts";
import * as icons from "../shared/icons.ts";
import { Loading } from "../shared/loading.ts";
import "../shared/parts/dialog.ts";
import { Saving } from "../shared/saving.ts";
import { trouble } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { nameOf, type ChartPolicy } from "./policies.ts";

type Payload = NonNullable<MakePolicyInactiveMutation["makePolicyInactive"]>;

/** Three-dot menu > Make Inactive: an End Date if there is one, what will happen in words, then the save. */
@element("policybook-make-inactive")
export class MakeInactive extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) policy!: ChartPolicy;

  readonly #saving = new Saving(this);
  readonly #forecast = new Loading(this, () => this.#send({ ...this.#input, dryRun: true }));
  #form = new Form();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#form = new Form({ endDate: this.policy.endDate });
    void this.#forecast.load();
  }

  protected override render(): TemplateResult {
    const { busy, problem } = this.#saving;
    const entry = { form: this.#form, errors: this.#errors, changed: () => this.#forecast.loadSoon() };
    return html`<policybook-dialog heading="Make ${nameOf(this.policy)} inactive" @close=${this.#onClose}>
      <form id="form" class="stack" novalidate ?inert=${busy} @submit=${this.#onSubmit}>
        ${problem ? trouble(problem, () => this.#save()) : nothing} ${formErrors(entry.errors, ["endDate"])}
        <p>The policy stays on the chart. A claim may use it only for days within its dates.</p>
        ${dateField(entry, { name: "endDate", label: "End date", hint: "The last day of coverage." })}
        <div aria-live="polite">${this.#outlook()}</div>
      </form>
      <button slot="actions" type="button" @click=${this.#onClose}>Cancel</button>
      <button slot="actions" type="submit" form="form" class="primary" aria-busy=${busy}>Make Inactive</button>
    </policybook-dialog>`;
  }

  /** What was wrong with the save; until there is one, what the forecast says is wrong. */
  get #errors(): UserErrors {
    const { errors } = this.#saving;
    return errors.all.length ? errors : new UserErrors(this.#forecast.data?.userErrors ?? []);
  }

  #outlook(): unknown {
    const { data } = this.#forecast;
    const end = this.#form.get("endDate");
    if (!data || data.userErrors.length) return nothing;
    if (!data.warnings.length) {
      return html`<div class="notice">
        ${icons.info}
        <p>${nameOf(this.policy)} will be inactive and end on ${day(end)}.</p>
      </div>`;
    }
    return html`<div class="notice look">
      ${icons.warning}
      <ul>
        ${data.warnings.map(({ message }) => html`<li>${message}</li>`)}
      </ul>
    </div>`;
  }

  get #input(): MakePolicyInactiveInput {
    const { id, version } = this.policy;
    return { id, version, endDate: this.#form.get("endDate") || null };
  }

  async #send(input: MakePolicyInactiveInput): Promise<Payload | null> {
    return (await this.api.send(MakePolicyInactiveDocument, { input })).makePolicyInactive;
  }

  async #save(): Promise<void> {
    this.#forecast.stop(); // after the save it would speak of a version that is no more
    const payload = await this.#saving.save(this.#input, (input) => this.#send(input));
    if (!payload) return;
    if (payload.userErrors.length) {
      // With a conflict it is the policy as it is now, and saving again is meant.
      if (payload.policy) this.policy = { ...this.policy, ...payload.policy };
      await this.updateComplete;
      return focusFirstWrong(this.renderRoot);
    }
    tell(this, "policybook-say", `${nameOf(this.policy)} is inactive now.`);
    tell(this, "policybook-saved", this.policy.id);
    this.#leave();
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    void this.#save();
  }

  #onClose(): void {
    if (!this.#saving.busy) this.#leave(); // what is on its way cannot be called back
  }

  #leave(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = styles;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-make-inactive": MakeInactive;
  }
}
