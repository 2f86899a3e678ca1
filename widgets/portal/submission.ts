import type { ReactiveController, ReactiveControllerHost } from "lit";
import { SubmitPolicyDocument, type PolicyField, type SubmitPolicyInput } from "../generated/operations.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { isDate } from "../shared/date-text.ts";
import { dateErrors, policyholderInput } from "../shared/form-fields.ts";
import { fieldName, FormState, UserErrors, type UserError } from "../shared/form-state.ts";
import { MutationController } from "../shared/mutation-controller.ts";
import { QueryController } from "../shared/query-controller.ts";
import { UploadController } from "../shared/upload-controller.ts";
import type { Client, ClientPolicy, FormField, PolicyForm, SubmitPayload } from "./client-policies.ts";

interface SubmissionHost extends ReactiveControllerHost {
  readonly api: ApiClient;
  readonly policyForm: PolicyForm;
  readonly client: Client;
  readonly isConnected: boolean;
}

const USED_PICTURES: UserError = {
  code: "UPLOAD_MISSING",
  message:
    "An earlier try may have been received with these pictures. Check your insurance first. To send this one too, remove the pictures and add them again.",
  field: null,
};

/** A policy that a client submits: the form's values, the pictures, the errors and the save. */
export class Submission implements ReactiveController {
  form = new FormState();
  /** Whether the client is covered through somebody else. */
  hasPolicyholder = false;
  /** With DUPLICATE_POLICY: the policy on file. */
  existingPolicy: SubmitPayload["existingPolicy"] = null;

  readonly mutation: MutationController;
  readonly uploads: UploadController;
  /** What sending a Primary would do to the coverage on file. */
  readonly preview: QueryController<SubmitPayload | null>;
  readonly #host: SubmissionHost;
  #localErrors = new UserErrors();
  /** What the latest save sent: an error disappears once its field differs from it. */
  #sent = { form: this.form, fileCount: 0 };

  constructor(host: SubmissionHost) {
    this.#host = host;
    this.mutation = new MutationController(host);
    this.uploads = new UploadController(
      host,
      () => host.api,
      () => host.policyForm,
    );
    this.preview = new QueryController(host, async () => {
      const { attachments: _, ...input } = this.#input; // pictures may be on their way, and end nothing
      return (await host.api.send(SubmitPolicyDocument, { input: { ...input, dryRun: true } })).submitPolicy;
    });
    host.addController(this);
  }

  hostConnected(): void {
    const typeField = this.field("TYPE");
    // The first insurance is most likely the one that pays first.
    if (typeField && !this.#host.client.policies.length) {
      this.form = new FormState({ [typeField.inputField]: typeField.options?.[0] });
    }
  }

  field(name: PolicyField): FormField | undefined {
    return this.#host.policyForm.fields.find(({ field }) => field === name);
  }

  get isDirty(): boolean {
    return this.form.isDirty || this.uploads.isDirty;
  }

  /** The current Primary policies that this one may replace. */
  get replaceablePolicies(): ClientPolicy[] {
    const typeField = this.field("TYPE");
    if (!typeField || this.form.get(typeField.inputField) !== "PRIMARY") return [];
    return this.#host.client.policies.filter(
      ({ type, status, endDate }) => type === "PRIMARY" && status === "ACTIVE" && !endDate,
    );
  }

  /** Call after each change of a field: once a Primary has a date, a dry run tells which coverage it ends, and when. */
  handleChange(): void {
    this.#host.requestUpdate();
    const date = this.form.get(this.field("EFFECTIVE_DATE")?.inputField ?? "");
    if (this.replaceablePolicies.length && isDate(date) && !this.#invalidDates().length) this.preview.loadDebounced();
    else this.preview.reset();
  }

  /** The errors whose fields have not been changed since the save. */
  get errors(): UserErrors {
    const { all } = this.#localErrors.all.length ? this.#localErrors : this.mutation.userErrors;
    return new UserErrors(all.filter((error) => !this.#isOutdated(error)));
  }

  get uploadError(): UserError | undefined {
    return this.errors.all.find((error) => this.#isAboutUploads(error));
  }

  /** The names of the fields that show their own errors. */
  get fieldNames(): string[] {
    const { fields, policyholderFields } = this.#host.policyForm;
    const parent = this.field("POLICYHOLDER")?.inputField ?? "";
    const conditional = [
      ...policyholderFields.map(({ inputField }) => `${parent}.${inputField}`),
      this.field("RELATIONSHIP")?.inputField ?? "",
    ];
    const ofClient = this.#host.policyForm.clientFields.map(({ inputField }) => `client.${inputField}`);
    const visible = [...fields.map(({ inputField }) => inputField), ...ofClient].filter(
      (name) => !conditional.includes(name),
    );
    const uploads = this.errors.all.filter((error) => this.#isAboutUploads(error)).map(fieldName);
    return [...visible, ...uploads, ...(this.hasPolicyholder ? conditional : [])];
  }

  #isOutdated(error: UserError): boolean {
    if (this.#isAboutUploads(error)) return error.code === "UPLOAD_MISSING" && !this.uploads.hasFailed;
    const name = fieldName(error);
    const { form, fileCount } = this.#sent;
    if (name) return this.form.get(name) !== form.get(name);
    const isAboutWholeInput = error.code === "REQUIRED" || error.code === "DUPLICATE_POLICY";
    const hasSameValues = JSON.stringify(this.form.toAddInput()) === JSON.stringify(form.toAddInput());
    return isAboutWholeInput && !(hasSameValues && this.uploads.items.length === fileCount);
  }

  #isAboutUploads({ field }: UserError): boolean {
    return field?.[1] === this.field("ATTACHMENTS")?.inputField;
  }

  get #input(): SubmitPolicyInput {
    const values = this.form.toAddInput();
    const conditional = [this.field("RELATIONSHIP")?.inputField, this.field("POLICYHOLDER")?.inputField];
    const included = Object.entries(values).filter(([name]) => this.hasPolicyholder || !conditional.includes(name));
    const attachments = this.uploads.input;
    const input = Object.fromEntries(included);
    if (input.policyholder) input.policyholder = policyholderInput(input.policyholder as Record<string, unknown>);
    return { ...input, ...(attachments.length && { attachments }) } as SubmitPolicyInput;
  }

  /**
   * Waits for the uploads and submits. Returns the payload with the policy; "rejected" when `errors` say what is wrong;
   * undefined when there was no response or the form is no longer on the page. `onSending` is called before the request.
   */
  async save(onSending: () => void): Promise<SubmitPayload | "rejected" | undefined> {
    if (this.uploads.isAwaited || this.mutation.isSaving) return undefined;
    this.#sent = { form: this.form.rebase({}), fileCount: this.uploads.items.length };
    this.#setLocalErrors([...this.#missingFields(), ...this.#invalidDates()]);
    if (this.#localErrors.all.length || !(await this.#waitForUploads())) return "rejected";
    if (this.#isAbandoned()) return undefined;
    this.preview.cancel();
    onSending();
    return this.#send();
  }

  async #send(isRetry = false): Promise<SubmitPayload | "rejected" | undefined> {
    const payload = await this.mutation.save(this.#input, async (input) => {
      return (await this.#host.api.send(SubmitPolicyDocument, { input })).submitPolicy;
    });
    if (!payload || this.#isAbandoned()) return undefined;
    if (payload.policy) return payload;
    this.existingPolicy = payload.existingPolicy;
    this.#host.requestUpdate();
    if (!this.mutation.userErrors.has("UPLOAD_MISSING")) return "rejected";
    if (this.mutation.hasUnconfirmedSave) {
      // The pictures were probably used by that save: the client decides whether to submit another policy.
      this.#setLocalErrors([USED_PICTURES]);
      return "rejected";
    }
    if (isRetry) return "rejected";
    this.uploads.renew(payload.userErrors); // the uploads have expired: send them again without asking the client
    if (!(await this.#waitForUploads())) return "rejected";
    return this.#isAbandoned() ? undefined : this.#send(true);
  }

  /** Whether the client has left the form. */
  #isAbandoned(): boolean {
    return !this.#host.isConnected;
  }

  /** The required fields without a value, which the schema itself would refuse. */
  #missingFields(): UserError[] {
    const missing = this.#host.policyForm.fields.filter(
      ({ required, inputField }) => required && !this.form.get(inputField),
    );
    return missing.map(({ inputField }) => ({
      code: "REQUIRED",
      message: "Please choose one.",
      field: ["input", inputField],
    }));
  }

  #invalidDates(): UserError[] {
    const { fields, policyholderFields, clientFields } = this.#host.policyForm;
    const parent = this.field("POLICYHOLDER")?.inputField ?? "";
    const ofPolicyholder = this.hasPolicyholder ? policyholderFields.filter(isDateField) : [];
    const names = [
      ...fields.filter(isDateField).map(({ inputField }) => inputField),
      ...clientFields.filter(isDateField).map(({ inputField }) => `client.${inputField}`),
      ...ofPolicyholder.map(({ inputField }) => `${parent}.${inputField}`),
    ];
    return dateErrors(this.form, names);
  }

  async #waitForUploads(): Promise<boolean> {
    if (await this.uploads.settled()) return true;
    const field = ["input", this.field("ATTACHMENTS")?.inputField ?? ""];
    const message = "A picture has not arrived. Send it again or remove it, then continue.";
    this.#setLocalErrors([{ code: "UPLOAD_MISSING", message, field }]);
    return false;
  }

  #setLocalErrors(errors: readonly UserError[]): void {
    this.#localErrors = new UserErrors(errors);
    this.#host.requestUpdate();
  }

  /** After the practice has turned collection on again: the save may succeed now. */
  clearErrors(): void {
    this.mutation.userErrors = new UserErrors();
  }
}

function isDateField({ kind }: Pick<FormField, "kind">): boolean {
  return kind === "DATE";
}
