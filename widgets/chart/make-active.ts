import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import {
  MakePolicyActiveDocument,
  type MakePolicyActiveInput,
  type MakePolicyActiveMutation,
} from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { period } from "../shared/dates.ts";
import { element, tell } from "../shared/element.ts";
import { formErrors } from "../shared/fields.ts";
import { focusFirstWrong } from "../shared/form.ts";
import * as icons from "../shared/icons.ts";
import { Loading } from "../shared/loading.ts";
import "../shared/parts/dialog.ts";
import { Saving } from "../shared/saving.ts";
import { lines, shown, trouble } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { warned } from "./outcome.ts";
import { nameOf, type ChartPolicy } from "./policies.ts";

type Payload = NonNullable<MakePolicyActiveMutation["makePolicyActive"]>;

/** Three-dot menu > Make Active: what will happen in words, then the save. */
@element("policybook-make-active")
export class MakeActive extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) policy!: ChartPolicy;

  readonly #saving = new Saving(this);
  readonly #forecast = new Loading(this, () => this.#send({ ...this.#input, dryRun: true }));

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#forecast.load();
  }

  protected override render(): TemplateResult {
    const { busy, problem, errors } = this.#saving;
    return html`<policybook-dialog heading="Make ${nameOf(this.policy)} active" @close=${this.#onClose}>
      <form id="form" class="stack" novalidate @submit=${this.#onSubmit}>
        ${problem ? trouble(problem, () => this.#save()) : nothing} ${formErrors(errors, [])}
        <div class="stack" aria-live="polite">
          ${shown(this.#forecast, (payload) => this.#outlook(payload), lines(1))}
        </div>
      </form>
      <button slot="actions" type="button" @click=${this.#onClose}>Cancel</button>
      <button slot="actions" type="submit" form="form" class="primary" aria-busy=${busy}>Make Active</button>
    </policybook-dialog>`;
  }

  #outlook(payload: Payload | null): unknown {
    const { effectiveDate, endDate } = this.policy;
    if (!payload || payload.userErrors.length) return formErrors(this.#saving.errors, []);
    const dates = `Its dates stay as they are: ${period(effectiveDate, endDate).replace(/^(Since|Until|No)/, (first) => first.toLowerCase())}.`;
    return html`<div class="notice">
        ${icons.info}
        <p>${nameOf(this.policy)} will be active, and offered for every claim. ${dates} No other policy changes.</p>
      </div>
      ${warned(payload.warnings)}`;
  }

  get #input(): MakePolicyActiveInput {
    const { id, version } = this.policy;
    return { id, version };
  }

  async #send(input: MakePolicyActiveInput): Promise<Payload | null> {
    return (await this.api.send(MakePolicyActiveDocument, { input })).makePolicyActive;
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
    tell(this, "policybook-say", `${nameOf(this.policy)} is active now.`);
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
    "policybook-make-active": MakeActive;
  }
}
