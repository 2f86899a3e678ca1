import { property } from "lit/decorators.js";
import { FormDialog } from "../shared/components/form-dialog.ts";
import { UserErrors, type UserError } from "../shared/form-state.ts";
import { QueryController } from "../shared/query-controller.ts";
import { policyName, type ChartPolicy } from "./policy-summary.ts";

interface StatusChangeInput {
  id: string;
  version?: number | null;
  dryRun?: boolean | null;
  idempotencyKey?: string | null;
}

interface StatusChangePayload {
  userErrors: UserError[];
  policy: Partial<ChartPolicy> | null;
}

/** The base class of Make Active and Make Inactive: a dry run that previews the change, then the save. */
export abstract class StatusChangeDialog<
  Input extends StatusChangeInput,
  Payload extends StatusChangePayload,
> extends FormDialog {
  @property({ attribute: false }) policy!: ChartPolicy;

  /** What the save would do. */
  protected readonly preview = new QueryController(this, () => this.send({ ...this.input, dryRun: true }));

  protected abstract get input(): Input;

  protected abstract send(input: Input): Promise<Payload | null>;

  /** What the policy is after the save: "active" or "inactive". */
  protected abstract readonly newStatus: string;

  /** The errors of the save; before it, those of the preview. */
  protected get errors(): UserErrors {
    const { userErrors } = this.mutation;
    return userErrors.all.length ? userErrors : new UserErrors(this.preview.data?.userErrors);
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
      // On a conflict the payload has the current policy; saving again confirms the change.
      if (payload.policy) this.policy = { ...this.policy, ...payload.policy };
      await this.showErrors();
      return;
    }
    this.finish(`${this.policyName} is now ${this.newStatus}.`, this.policy.id);
  }
}
