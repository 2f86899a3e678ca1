import { type nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { FormDialog } from "../shared/components/form-dialog.ts";
import { emit } from "../shared/events.ts";
import { errorSummary } from "../shared/form-fields.ts";
import { UserErrors, type UserError } from "../shared/form-state.ts";
import { QueryController } from "../shared/query-controller.ts";
import type { SavedWarnings } from "./saved-warnings.ts";
import { duplicateNotice, type ExistingPolicy } from "./save-preview.ts";
import { isEnteredInError, policyName, type ChartPolicy } from "./policy-summary.ts";

interface StatusChangeInput {
  id: string;
  version?: number | null;
  dryRun?: boolean | null;
  idempotencyKey?: string | null;
}

interface StatusChangePayload {
  userErrors: UserError[];
  policy: Partial<ChartPolicy> | null;
  /** With DUPLICATE_POLICY, as where a policy is brought back that the chart has again. */
  existingPolicy?: ExistingPolicy | null;
}

/** The base class of the dialogs that change a policy's status: a dry run that previews the change, then the save. */
export abstract class StatusChangeDialog<
  Input extends StatusChangeInput,
  Payload extends StatusChangePayload,
> extends FormDialog {
  @property({ attribute: false }) policy!: ChartPolicy;

  /** What the save would do. */
  protected readonly preview = new QueryController(this, () => this.send({ ...this.input, dryRun: true }));

  protected abstract get input(): Input;

  protected abstract send(input: Input): Promise<Payload | null>;

  /** What the policy is after the save: "active", "inactive", or "marked as entered in error". */
  protected abstract readonly newStatus: string;
  /** The policy that stands in the way of the save. */
  #existingPolicy: ExistingPolicy | null | undefined;

  /** The errors of the save; before it, those of the preview. */
  protected get errors(): UserErrors {
    const { userErrors } = this.mutation;
    return userErrors.all.length ? userErrors : new UserErrors(this.preview.data?.userErrors);
  }

  /** What is wrong and belongs to none of the fields named. */
  protected errorNotices(fieldNames: readonly string[]): TemplateResult | typeof nothing {
    const existing = this.#existingPolicy ?? this.preview.data?.existingPolicy;
    if (existing && this.errors.has("DUPLICATE_POLICY")) return duplicateNotice(existing);
    return errorSummary(this.errors, fieldNames);
  }

  /** Whether the change brings a policy back that was entered in error. */
  protected get bringsBack(): boolean {
    return isEnteredInError(this.policy);
  }

  protected get policyName(): string {
    return policyName(this.policy);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.preview.load();
  }

  protected override async save(): Promise<void> {
    this.preview.cancel(); // after the save, its result would be about an outdated version
    const payload = await this.mutation.save(this.input, (input) => this.send(input));
    if (!payload) return;
    if (payload.userErrors.length) {
      this.#existingPolicy = payload.existingPolicy;
      // On a conflict the payload has the current policy; saving again confirms the change.
      if (payload.policy) this.policy = { ...this.policy, ...payload.policy };
      await this.showErrors();
      return;
    }
    // The dialog has shown its own warnings; those of an earlier save are over.
    emit(this, "policybook-warnings", { policyName: this.policyName, warnings: [] } satisfies SavedWarnings);
    this.finish(`${this.policyName} is now ${this.newStatus}.`, this.policy.id);
  }
}
