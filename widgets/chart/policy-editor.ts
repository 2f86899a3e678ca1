import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { AddPolicyInput, EditPolicyInput } from "../generated/operations.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { fieldName, UserErrors, type UserError } from "../shared/form-state.ts";
import { MutationController } from "../shared/mutation-controller.ts";
import { QueryController } from "../shared/query-controller.ts";
import { UploadController } from "../shared/upload-controller.ts";
import type { SelectedPayer } from "./payer-field.ts";
import { PolicyDraft, type FormField, type SavedPolicy } from "./policy-draft.ts";
import { loadLatestChange, loadPolicyForm, previewPolicy, savePolicy, type PolicyFormData } from "./policy-requests.ts";
import type { ChartPolicy } from "./policy-summary.ts";
import type { EnteredValues } from "./replacement.ts";
import type { SaveResult } from "./save-preview.ts";

interface PolicyEditorHost extends ReactiveControllerHost {
  readonly api: ApiClient;
  readonly clientId: string;
  /** "" to add a policy. */
  readonly policyId: string;
  /** The policy that the new one replaces. */
  readonly replaces: ChartPolicy | undefined;
  /** What was entered for it in another form. */
  readonly entered: EnteredValues | undefined;
}

/** The error of a save while an upload has failed. */
export const UPLOAD_FAILED: UserError = {
  code: "INVALID",
  message: "A file could not be uploaded. Send it again or remove it, then save.",
  field: ["input", "attachments"],
};

/**
 * Adds or edits one policy: loads the form, previews each change with a dry run, uploads files, saves, and keeps the
 * changes when somebody else saves the policy meanwhile.
 */
export class PolicyEditor implements ReactiveController {
  draft = new PolicyDraft();
  rememberName = false;
  /** Whether the new Primary ends the previous ones. */
  endPrevious = true;
  /** The result of a save that was rejected. */
  rejected: SaveResult | undefined;
  /** On a conflict: the policy as it was loaded. */
  loadedPolicy: SavedPolicy | undefined;

  readonly data: QueryController<PolicyFormData>;
  readonly mutation: MutationController;
  readonly uploads: UploadController;
  /** What the save would do. */
  readonly preview: QueryController<SaveResult>;
  readonly latestChange: QueryController<Awaited<ReturnType<typeof loadLatestChange>>>;
  readonly #host: PolicyEditorHost;
  #saveErrors = new UserErrors();

  constructor(host: PolicyEditorHost) {
    this.#host = host;
    this.data = new QueryController(host, () => this.#load());
    this.mutation = new MutationController(host);
    this.uploads = new UploadController(host, () => host.api);
    this.preview = new QueryController(host, () => previewPolicy(host.api, this.#input));
    this.latestChange = new QueryController(host, () => loadLatestChange(host.api, host.policyId));
    host.addController(this);
  }

  hostConnected(): void {
    void this.#loadAndPreview();
  }

  async #loadAndPreview(): Promise<void> {
    await this.data.load();
    if (this.draft.isDirty) this.handleChange(""); // what was entered in another form
  }

  /** A canceled preview has no data here, so that its own save is not taken for somebody else's. */
  hostUpdate(): void {
    const { data } = this.preview;
    if (data && !this.mutation.isSaving) this.#detectConflict(data);
  }

  async #load(): Promise<PolicyFormData> {
    const { api, clientId, policyId, replaces, entered } = this.#host;
    const data = await loadPolicyForm(api, clientId, policyId);
    this.draft = replaces ? PolicyDraft.replacement(replaces, entered) : new PolicyDraft(data.policy ?? undefined);
    return data;
  }

  get isDirty(): boolean {
    return this.draft.isDirty || this.uploads.isDirty;
  }

  /** The errors of the save; without any, those of the preview. */
  get errors(): UserErrors {
    return this.#saveErrors.all.length ? this.#saveErrors : new UserErrors(this.preview.data?.userErrors);
  }

  get payerError(): string {
    return this.errors.messageFor("payerId") ?? this.#saveErrors.messageFor("rememberEnteredName") ?? "";
  }

  get #fields(): readonly FormField[] | undefined {
    return this.data.data?.viewer?.policyForm.fields;
  }

  get #input(): AddPolicyInput | EditPolicyInput {
    const { input: attachments, removedIds } = this.uploads;
    const { policy } = this.draft;
    if (!policy) {
      const endPrevious = this.endPrevious ? {} : { endPrevious: false };
      return { ...this.draft.toAddInput(this.#host.clientId), ...endPrevious, attachments };
    }
    return {
      ...this.draft.toEditInput(policy),
      ...(attachments.length && { addAttachments: attachments }),
      ...(removedIds.length && { removeAttachmentIds: [...removedIds] }),
      ...(this.rememberName && { rememberEnteredName: true }),
    };
  }

  /** Call after each change of a field: clears its error and starts a preview. */
  handleChange(name: string): void {
    this.#saveErrors = new UserErrors(this.#saveErrors.all.filter((error) => fieldName(error) !== name));
    this.rejected = undefined;
    this.#host.requestUpdate();
    if (this.mutation.isSaving) return; // the preview would be about an outdated version
    if (this.#fields && !this.draft.validate(this.#fields).length) this.preview.loadDebounced();
    else this.preview.reset();
  }

  selectPayer({ id, name }: SelectedPayer): void {
    this.draft.form.set("payerId", id);
    this.draft.payerName = name;
    this.handleChange("payerId");
  }

  /** The text that is being typed into the payer field: until a payer is selected, the form has none. */
  typePayer(text: string): void {
    this.selectPayer({ id: "", name: text });
  }

  setRememberName(isChecked: boolean): void {
    this.rememberName = isChecked;
    this.handleChange("rememberEnteredName");
  }

  setEndPrevious(isChecked: boolean): void {
    this.endPrevious = isChecked;
    this.handleChange("endPrevious");
  }

  /** Restores the saved value of the field. */
  resetField(name: string): void {
    this.draft.form.reset(name);
    if (name === "payerId") this.draft.payerName = this.draft.policy?.payer?.name ?? "";
    this.handleChange(name);
  }

  /**
   * Waits for the uploads and saves. Returns the result; "rejected" when `errors` say what is wrong; "unconfirmed" when
   * there was no response; undefined when there was nothing to do, or `isAbandoned` said so after the uploads.
   */
  async save(isAbandoned: () => boolean): Promise<SaveResult | "rejected" | "unconfirmed" | undefined> {
    if (!this.#fields || this.uploads.isAwaited || this.mutation.isSaving) return undefined;
    const errors = this.draft.validate(this.#fields);
    if (errors.length) return this.#reject(errors);
    const haveUploadsSucceeded = await this.uploads.settled();
    if (isAbandoned()) return undefined;
    if (!haveUploadsSucceeded) return this.#reject([UPLOAD_FAILED]);
    this.preview.cancel(); // after the save, its result would be about an outdated version
    const result = await this.mutation.save(this.#input, (input) => savePolicy(this.#host.api, input));
    if (!result) return "unconfirmed";
    this.#detectConflict(result);
    return result.userErrors.length ? this.#reject(result.userErrors, result) : result;
  }

  #reject(errors: readonly UserError[], result?: SaveResult): "rejected" {
    this.#saveErrors = new UserErrors(errors);
    this.rejected = result;
    this.uploads.renew(errors);
    this.#host.requestUpdate();
    return "rejected";
  }

  /** Both a save and a preview find out that somebody else has saved the policy. */
  #detectConflict({ policy, userErrors }: SaveResult): void {
    if (!policy || !new UserErrors(userErrors).has("CONFLICT")) return;
    this.loadedPolicy ??= this.draft.policy;
    this.draft = this.draft.rebase(policy);
    this.preview.reset();
    this.preview.loadDebounced();
    void this.latestChange.load();
  }
}
