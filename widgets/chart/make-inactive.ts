import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import {
  MakePolicyInactiveDocument,
  type MakePolicyInactiveInput,
  type MakePolicyInactiveMutation,
} from "../generated/operations.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatDate } from "../shared/dates.ts";
import { dateErrors, dateField } from "../shared/form-fields.ts";
import { FormState, type UserError } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { warningNotice } from "./save-preview.ts";
import { StatusChangeDialog } from "./status-change-dialog.ts";

const BACK_IN_USE = "It will no longer count as entered in error. ";

type Payload = NonNullable<MakePolicyInactiveMutation["makePolicyInactive"]>;

/** The dialog behind Make Inactive: the end date, what will happen, then the save. */
@customElement("policybook-make-inactive")
export class MakeInactive extends StatusChangeDialog<MakePolicyInactiveInput, Payload> {
  protected override readonly newStatus = "inactive";
  /** The practice's time zone, an IANA name. */
  @property({ attribute: "time-zone" }) timeZone = "";
  #form = new FormState();

  override connectedCallback(): void {
    this.#form = new FormState({ endDate: this.policy.endDate });
    super.connectedCallback();
  }

  protected override get input(): MakePolicyInactiveInput {
    const { id, version } = this.policy;
    return { id, version, endDate: this.#form.get("endDate") || null };
  }

  protected override async send(input: MakePolicyInactiveInput): Promise<Payload | null> {
    return (await this.api.send(MakePolicyInactiveDocument, { input })).makePolicyInactive;
  }

  protected override render(): TemplateResult {
    const { errors } = this;
    const { timeZone } = this;
    const binding = { form: this.#form, errors, onChange: () => this.#handleChange(), timeZone };
    return this.renderForm(
      `Make ${this.policyName} inactive`,
      "Make Inactive",
      html`${this.errorNotices(["endDate"])}
        <p>
          ${this.bringsBack ? BACK_IN_USE : ""}The policy stays on the chart. Claims can use it only for dates of
          service within its dates.
        </p>
        ${dateField(binding, { name: "endDate", label: "End date", hint: "The last day of coverage." })}
        <div aria-live="polite">${this.#renderPreview()}</div>`,
      { isInert: this.mutation.isSaving }, // a change during the save would not be part of it
    );
  }

  #handleChange(): void {
    this.mutation.reset();
    if (this.#dateErrors.length) this.preview.reset();
    else this.preview.loadDebounced();
    this.requestUpdate();
  }

  get #dateErrors(): UserError[] {
    return dateErrors(this.#form, ["endDate"]);
  }

  protected override async save(): Promise<void> {
    if (this.#dateErrors.length) await this.rejectInput(this.#dateErrors);
    else await super.save();
  }

  #renderPreview(): unknown {
    const { data } = this.preview;
    if (!data || data.userErrors.length) return nothing;
    const endDate = this.#form.get("endDate");
    return html`<div class="stack">
      ${
        endDate
          ? html`<div class="notice">
              ${icons.info}
              <p>${this.policyName} will be inactive, with ${formatDate(endDate)} as its last day of coverage.</p>
            </div>`
          : nothing
      }
      ${warningNotice(data.warnings)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-make-inactive": MakeInactive;
  }
}
