import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { MergePayersDocument, type MergePayersInput, type MergePayersMutation } from "../generated/operations.ts";
import "../shared/components/combobox.ts";
import type { Option } from "../shared/components/combobox.ts";
import { FormDialog } from "../shared/components/form-dialog.ts";
import type { Payer } from "../shared/components/payer-form.ts";
import { customElement } from "../shared/custom-element.ts";
import { findPayers } from "../shared/find-payers.ts";
import { errorSummary } from "../shared/form-fields.ts";
import { UserErrors } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { pluralize } from "../shared/labels.ts";
import { QueryController } from "../shared/query-controller.ts";

type Payload = NonNullable<MergePayersMutation["mergePayers"]>;
type PayerName = Pick<Payer, "id" | "name">;

/** Merges two records of the same insurer: which other one, which of them stays, what will happen, then the save. */
@customElement("policybook-merge-payers")
export class MergePayers extends FormDialog {
  @property({ attribute: false }) payer!: Payer;
  @state() private other: PayerName | undefined;
  @state() private searchText = "";
  /** Whether the payer stays whose menu opened the dialog; otherwise the other one does. */
  @state() private keepsPayer = true;

  readonly #preview = new QueryController(this, () => this.#send({ ...this.#input, dryRun: true }));

  override connectedCallback(): void {
    super.connectedCallback();
    this.keepsPayer = !this.payer.archived; // an archived record cannot stay
  }

  get #input(): MergePayersInput {
    return { into: this.#kept?.id ?? "", from: this.#archived?.id ?? "" };
  }

  get #kept(): PayerName | undefined {
    return this.keepsPayer ? this.payer : this.other;
  }

  get #archived(): PayerName | undefined {
    return this.keepsPayer ? this.other : this.payer;
  }

  async #send(input: MergePayersInput): Promise<Payload | null> {
    return (await this.api.send(MergePayersDocument, { input })).mergePayers;
  }

  protected override render(): TemplateResult {
    const { userErrors } = this.mutation;
    const errors = userErrors.all.length ? userErrors : new UserErrors(this.#preview.data?.userErrors);
    const error = this.other ? "" : (errors.messageFor("from") ?? "");
    return this.renderForm(
      `Merge ${this.payer.name} with another payer`,
      "Merge",
      html`${errorSummary(errors, error ? ["from"] : [])}
        <p>
          For two records of the same insurer. One stays, with the policies and names of both; the other is archived.
        </p>
        <policybook-combobox
          class=${error ? "invalid" : ""}
          label="Other payer"
          required
          .text=${live(this.searchText)}
          .error=${error}
          .search=${(text: string) => this.#findOthers(text)}
          @type=${({ detail }: CustomEvent<string>) => this.#choose(undefined, detail)}
          @choose=${({ detail }: CustomEvent<Option>) =>
            this.#choose({ id: detail.value, name: detail.label }, detail.label)}
        ></policybook-combobox>
        ${this.other ? this.#renderChoice(this.other) : nothing}
        <div aria-live="polite">${this.#renderPreview()}</div>`,
      { isInert: this.mutation.isSaving },
    );
  }

  #renderChoice(other: PayerName): TemplateResult {
    const radio = (name: string, keepsPayer: boolean, isDisabled: boolean) =>
      html`<label class="choice">
        <input
          type="radio"
          name="kept"
          ?disabled=${isDisabled}
          .checked=${live(this.keepsPayer === keepsPayer)}
          @change=${() => this.#keep(keepsPayer)}
        />
        <span>${name}</span>
      </label>`;
    return html`<fieldset class="stack">
      <legend>Which one stays?</legend>
      ${radio(this.payer.name, true, this.payer.archived)} ${radio(other.name, false, false)}
    </fieldset>`;
  }

  #renderPreview(): unknown {
    const { data } = this.#preview;
    const kept = this.#kept;
    const archived = this.#archived;
    if (!data || data.userErrors.length || !kept || !archived) return nothing;
    const moved = pluralize(data.movedPolicies, "policy", "policies");
    return html`<div class="notice">
      ${icons.info}
      <p>
        ${moved} of ${archived.name} will have ${kept.name} as the payer. ${archived.name} will be archived, and its
        names become other names of ${kept.name}. This cannot be undone.
      </p>
    </div>`;
  }

  async #findOthers(text: string): Promise<readonly Option[]> {
    return (await findPayers(this.api, text)).filter(({ value }) => value !== this.payer.id);
  }

  #choose(other: PayerName | undefined, text: string): void {
    this.other = other;
    this.searchText = text;
    this.#reload();
  }

  #keep(keepsPayer: boolean): void {
    this.keepsPayer = keepsPayer;
    this.#reload();
  }

  #reload(): void {
    this.mutation.reset();
    this.#preview.reset();
    if (this.other) void this.#preview.load();
  }

  protected override async save(): Promise<void> {
    const kept = this.#kept;
    const archived = this.#archived;
    if (!kept || !archived) {
      return this.rejectInput([{ code: "REQUIRED", message: "Choose the other payer.", field: ["input", "from"] }]);
    }
    this.#preview.cancel();
    const payload = await this.mutation.save(this.#input, (input) => this.#send(input));
    if (!payload) return;
    if (payload.userErrors.length) await this.showErrors();
    else this.finish(`${archived.name} was merged into ${kept.name}.`, kept.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-merge-payers": MergePayers;
  }
}
