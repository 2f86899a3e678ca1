import { html, nothing, type TemplateResult } from "lit";
import {
  MakePolicyActiveDocument,
  type MakePolicyActiveInput,
  type MakePolicyActiveMutation,
} from "../generated/operations.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatPeriod } from "../shared/dates.ts";
import * as icons from "../shared/icons.ts";
import { queryResult, skeleton } from "../shared/status-templates.ts";
import { warningNotice } from "./save-preview.ts";
import { StatusChangeDialog } from "./status-change-dialog.ts";

type Payload = NonNullable<MakePolicyActiveMutation["makePolicyActive"]>;

/** The dialog behind Make Active: what will happen, then the save. */
@customElement("policybook-make-active")
export class MakeActive extends StatusChangeDialog<MakePolicyActiveInput, Payload> {
  protected override readonly newStatus = "active";

  protected override get input(): MakePolicyActiveInput {
    const { id, version } = this.policy;
    return { id, version };
  }

  protected override async send(input: MakePolicyActiveInput): Promise<Payload | null> {
    return (await this.api.send(MakePolicyActiveDocument, { input })).makePolicyActive;
  }

  protected override render(): TemplateResult {
    const preview = queryResult(this.preview, (payload) => this.#renderPreview(payload), skeleton(1));
    return this.renderForm(
      `Make ${this.policyName} active`,
      "Make Active",
      html`${this.errorNotices([])}
        <div class="stack" aria-live="polite">${preview}</div>`,
    );
  }

  #renderPreview(payload: Payload | null): unknown {
    if (!payload || payload.userErrors.length) return nothing;
    return html`<div class="notice">
        ${icons.info}
        <p>
          ${this.policyName} will be active, and offered for every claim.
          ${this.bringsBack ? "The client will see it in the portal again." : ""} Its dates stay as they are:
          ${this.#dates}. No other policy changes.
        </p>
      </div>
      ${warningNotice(payload.warnings)}`;
  }

  /** The policy's dates inside a sentence. */
  get #dates(): string {
    const { effectiveDate, endDate } = this.policy;
    return formatPeriod(effectiveDate, endDate).replace(/^(Since|Until|No)/, (word) => word.toLowerCase());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-make-active": MakeActive;
  }
}
