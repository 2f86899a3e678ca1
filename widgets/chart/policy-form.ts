import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { AddPolicyInput, EditPolicyInput } from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { element, tell } from "../shared/element.ts";
import { formErrors, type Entry } from "../shared/fields.ts";
import { focusFirstWrong, UserErrors, type UserError } from "../shared/form.ts";
import * as icons from "../shared/icons.ts";
import { Loading } from "../shared/loading.ts";
import "../shared/parts/attachments.ts";
import "../shared/parts/dialog.ts";
import "../shared/parts/payer-form.ts";
import { Saving } from "../shared/saving.ts";
import { empty, shown, trouble } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { Uploads } from "../shared/uploads.ts";
import { conflictNotice, type LatestChange } from "./conflict.ts";
import { Draft, inputName, type HeldPolicy } from "./draft.ts";
import { done, existing, foretold, type Outcome } from "./outcome.ts";
import { payerField, type ChosenPayer } from "./payer-field.ts";
import { nameOf } from "./policies.ts";
import { findPayers, latestChange, loadForm, sendPolicy, type LoadedForm, type Viewer } from "./policy-calls.ts";
import { holderNames, policyFields } from "./policy-fields.ts";
import { policyFormStyles } from "./policy-form-styles.ts";

/** Add Policy, or with a `policyId` three-dot menu > Edit. What will happen stands above the buttons. */
@element("policybook-policy-form")
export class PolicyFormDialog extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property() clientId = "";
  @property() policyId = "";

  @state() private leaving = false;
  @state() private addingPayer = false;
  @state() private waiting = false;
  @state() private remember = false;
  @state() private errors = new UserErrors([]);
  @state() private refused: Outcome | undefined;
  /** The policy as it was loaded, once somebody else has changed it. */
  @state() private overtaken: HeldPolicy | undefined;
  #draft = new Draft();
  #typedPayer = "";
  /** What had the focus last in the form. */
  #last: HTMLElement | undefined;

  readonly #data = new Loading<LoadedForm>(this, () => this.#load());
  readonly #saving = new Saving(this);
  readonly #uploads = new Uploads(this, () => this.api);
  readonly #forecast = new Loading(this, () => sendPolicy(this.api, { ...this.#input, dryRun: true }));
  readonly #latest = new Loading<LatestChange | undefined>(this, async () => {
    return latestChange(this.api, this.policyId);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#data.load();
  }

  /** A forecast that was stopped has no data: it cannot take one's own save for somebody else's. */
  protected override willUpdate(): void {
    const { data } = this.#forecast;
    if (data && !this.#saving.busy) this.#noticeConflict(data);
  }

  protected override render(): TemplateResult {
    const { policy } = this.#draft;
    const heading = this.policyId ? `Edit ${policy ? nameOf(policy) : "policy"}` : "Add a policy";
    return html`<policybook-dialog wide heading=${heading} @close=${this.#onClose}>
        ${shown(this.#data, ({ viewer, policy }) =>
          viewer && policy !== null
            ? this.#drawForm(viewer, policy)
            : empty("No such policy", "It is not here for you."),
        )}
        ${this.#actions()}
      </policybook-dialog>
      ${
        this.addingPayer
          ? html`<policybook-payer-form
              .api=${this.api}
              .name=${this.#typedPayer || (this.#draft.policy?.enteredPayerName ?? "")}
              @saved=${({ detail }: CustomEvent<ChosenPayer>) => this.#choosePayer(detail)}
              @close=${() => (this.addingPayer = false)}
            ></policybook-payer-form>`
          : nothing
      }`;
  }

  #drawForm(viewer: Viewer, policy: LoadedForm["policy"]): TemplateResult {
    const { fields } = viewer.policyForm;
    const errors = this.#shownErrors;
    const entry: Entry = { form: this.#draft.form, errors, changed: (name) => this.#changed(name) };
    const files = errors.all.find((each) => isAboutFiles(each) && (each !== NOT_ARRIVED || this.#uploads.stuck));
    const beside = [
      ...fields.map(({ inputField }) => inputField),
      ...(this.#draft.asksForHolder ? holderNames(viewer.policyForm) : []),
    ];
    const elsewhere = new UserErrors(errors.all.filter((each) => !isAboutFiles(each) && !hasItsOwnNotice(each)));
    return html`<form
      id="form"
      novalidate
      ?inert=${this.#saving.busy}
      @submit=${this.#onSubmit}
      @focusin=${this.#onFocus}
    >
      <div class="main">
        ${this.#conflict(viewer)} ${this.#duplicate()} ${formErrors(elsewhere, beside)}
        ${policyFields(entry, viewer.policyForm, this.#draft, () => this.#payer(policy))}
      </div>
      <aside>
        <policybook-attachments
          large
          class=${files ? "wrong" : ""}
          .error=${files?.message ?? ""}
          .uploads=${this.#uploads}
          .items=${this.#uploads.items}
          .removed=${this.#uploads.removed}
          .kept=${this.#draft.policy?.attachments ?? []}
          .rules=${viewer.policyForm}
        ></policybook-attachments>
      </aside>
    </form>`;
  }

  #payer(policy: LoadedForm["policy"]): TemplateResult {
    return payerField({
      policy: this.#draft.policy,
      suggestions: policy?.payerSuggestions ?? [],
      id: this.#draft.form.get("payerId"),
      name: this.#draft.payerName,
      error: this.#shownErrors.at("payerId") ?? this.errors.at("rememberEnteredName") ?? "",
      remember: this.remember,
      find: (text) => findPayers(this.api, text),
      choose: (payer) => this.#choosePayer(payer),
      type: (text) => (this.#typedPayer = text),
      setRemember: (on) => {
        this.remember = on;
        this.#changed("rememberEnteredName");
      },
      addPayer: () => (this.addingPayer = true),
    });
  }

  #conflict({ practice: { timeZone } }: Viewer): unknown {
    if (!this.overtaken) return nothing;
    const [loaded, latest] = [this.overtaken, this.#latest.data];
    return conflictNotice({
      loaded,
      latest,
      draft: this.#draft,
      timeZone,
      takeTheirs: ({ field }) => this.#takeTheirs(inputName(field)),
    });
  }

  #duplicate(): unknown {
    const policy = this.refused && existing(this.refused);
    if (!policy) return nothing;
    return html`<div class="notice bad form-errors" role="alert" tabindex="-1">
      ${icons.warning}
      <p><strong>The chart has this policy already.</strong><br />${policy}</p>
    </div>`;
  }

  #actions(): TemplateResult {
    if (this.leaving) {
      return html`<p slot="actions" class="outlook" role="alert"><strong>What you typed is not saved yet.</strong></p>
        <button slot="actions" type="button" @click=${this.#onClose}>Discard it</button>
        <button slot="actions" type="button" id="keep" class="primary" @click=${this.#keepEditing}>
          Keep editing
        </button>`;
    }
    const { data } = this.#forecast;
    const { problem } = this.#saving;
    const will = data && !data.userErrors.length ? foretold(data, this.#draft) : nothing;
    // Beside the button that was pressed: the form may be scrolled to anywhere.
    const outlook = problem ? trouble(problem, () => this.#save()) : will;
    return html`<div slot="actions" class="outlook" aria-live="polite">${outlook}</div>
      <button slot="actions" type="button" @click=${this.#onClose}>Cancel</button>
      <button slot="actions" type="submit" form="form" class="primary" aria-busy=${this.waiting || this.#saving.busy}>
        ${this.waiting ? "Sending files…" : "Save"}
      </button>`;
  }

  /** What was wrong with the save; beside that, what the forecast says is wrong. */
  get #shownErrors(): UserErrors {
    return this.errors.all.length ? this.errors : new UserErrors(this.#forecast.data?.userErrors ?? []);
  }

  get #input(): AddPolicyInput | EditPolicyInput {
    const attachments = this.#uploads.input;
    const { policy } = this.#draft;
    if (!policy) return { ...this.#draft.added(this.clientId), attachments };
    return {
      ...this.#draft.edited(policy),
      ...(attachments.length && { addAttachments: attachments }),
      ...(this.#uploads.removed.length && { removeAttachmentIds: [...this.#uploads.removed] }),
      ...(this.remember && { rememberEnteredName: true }),
    };
  }

  async #load(): Promise<LoadedForm> {
    const data = await loadForm(this.api, this.policyId);
    this.#draft = new Draft(data.policy ?? undefined);
    return data;
  }

  /** A save and a forecast both find out that somebody else was faster. */
  #noticeConflict({ policy, userErrors }: Outcome): void {
    if (!policy || !new UserErrors(userErrors).has("CONFLICT")) return;
    this.overtaken ??= this.#draft.policy;
    this.#draft = this.#draft.on(policy);
    this.#forecast.forget();
    this.#forecast.loadSoon();
    void this.#latest.load();
  }

  #takeTheirs(name: string): void {
    const { policy, form } = this.#draft;
    form.reset(name);
    if (name === "payerId") this.#draft.payerName = policy?.payer?.name ?? "";
    this.#changed(name);
  }

  #choosePayer({ id, name }: ChosenPayer): void {
    this.addingPayer = false;
    this.#draft.form.set("payerId", id);
    [this.#draft.payerName, this.#typedPayer] = [name, ""];
    this.#changed("payerId");
  }

  #changed(name: string): void {
    this.errors = new UserErrors(this.errors.all.filter(({ field }) => field?.slice(1).join(".") !== name));
    this.refused = undefined;
    this.requestUpdate();
    if (this.#saving.busy) return; // a forecast would speak of a version that is about to be no more
    const { viewer } = this.#data.data ?? {};
    if (viewer && !this.#draft.problems(viewer.policyForm.fields).length) this.#forecast.loadSoon();
    else this.#forecast.forget();
  }

  async #save(): Promise<void> {
    const fields = this.#data.data?.viewer?.policyForm.fields;
    if (!fields || this.waiting || this.#saving.busy) return;
    const problems = this.#draft.problems(fields);
    if (problems.length) return this.#refuse(problems);
    this.waiting = this.#uploads.busy;
    const arrived = await this.#uploads.settled();
    this.waiting = false;
    if (!this.isConnected || this.leaving) return; // somebody thought better of it while the files were on their way
    if (!arrived) return this.#refuse([NOT_ARRIVED]);
    this.#forecast.stop(); // after the save it would speak of a version that is no more
    const outcome = await this.#saving.save(this.#input, (input) => sendPolicy(this.api, input));
    if (!outcome) return this.#focusAgain();
    this.#noticeConflict(outcome);
    if (outcome.userErrors.length) return this.#refuse(outcome.userErrors, outcome);
    tell(this, "policybook-say", done(outcome, this.#draft));
    tell(this, "policybook-saved", outcome.id);
    this.#leave();
  }

  async #refuse(errors: readonly UserError[], outcome?: Outcome): Promise<void> {
    this.errors = new UserErrors(errors);
    this.refused = outcome;
    this.#uploads.renew(errors);
    await this.updateComplete;
    focusFirstWrong(this.renderRoot);
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    void this.#save();
  }

  #onFocus({ target }: FocusEvent): void {
    this.#last = target as HTMLElement;
  }

  #onClose(): void {
    if (this.#saving.busy) return; // what is on its way cannot be called back
    const touched = this.#draft.form.touched || this.#uploads.touched;
    if (touched && !this.leaving) void this.#ask();
    else this.#leave();
  }

  async #ask(): Promise<void> {
    this.leaving = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#keep")?.focus();
  }

  async #keepEditing(): Promise<void> {
    this.leaving = false;
    await this.#focusAgain();
  }

  /** Puts the focus back where it was in the form, when what had it is gone or could not keep it. */
  async #focusAgain(): Promise<void> {
    await this.updateComplete;
    const root = this.shadowRoot;
    if (root?.activeElement) return;
    this.#last?.focus();
    if (!root?.activeElement) root?.querySelector("policybook-dialog")?.focus();
  }

  #leave(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, policyFormStyles];
}

const NOT_ARRIVED: UserError = {
  code: "INVALID",
  message: "Not every file has arrived. Send it again or remove it, then save.",
  field: ["input", "attachments"],
};

function isAboutFiles({ field }: UserError): boolean {
  return ["attachments", "addAttachments", "removeAttachmentIds"].includes(field?.[1] ?? "");
}

function hasItsOwnNotice({ code }: UserError): boolean {
  return code === "CONFLICT" || code === "DUPLICATE_POLICY";
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-policy-form": PolicyFormDialog;
  }
}
