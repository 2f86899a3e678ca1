import { html, nothing, type TemplateResult } from "lit";
import {
  MarkPolicyEnteredInErrorDocument,
  type MarkPolicyEnteredInErrorInput,
  type MarkPolicyEnteredInErrorMutation,
} from "../generated/operations.ts";
import { customElement } from "../shared/custom-element.ts";
import * as icons from "../shared/icons.ts";
import { queryResult, skeleton } from "../shared/status-templates.ts";
import { endDateSentence, warningNotice } from "./save-preview.ts";
import { StatusChangeDialog } from "./status-change-dialog.ts";

type Payload = NonNullable<MarkPolicyEnteredInErrorMutation["markPolicyEnteredInError"]>;

/** The dialog behind Entered in error: what will happen, then the save. */
@customElement("policybook-mark-entered-in-error")
export class MarkEnteredInError extends StatusChangeDialog<MarkPolicyEnteredInErrorInput, Payload> {
  protected override readonly newStatus = "marked as entered in error";

  protected override get input(): MarkPolicyEnteredInErrorInput {
    const { id, version } = this.policy;
    return { id, version };
  }

  protected override async send(input: MarkPolicyEnteredInErrorInput): Promise<Payload | null> {
    return (await this.api.send(MarkPolicyEnteredInErrorDocument, { input })).markPolicyEnteredInError;
  }

  protected override render(): TemplateResult {
    const preview = queryResult(this.preview, (payload) => this.#renderPreview(payload), skeleton(1));
    return this.renderForm(
      `Was ${this.policyName} entered in error?`,
      "Mark as Entered in Error",
      html`${this.errorNotices([])}
        <p>For a policy that does not belong on this chart, such as another client’s.</p>
        <div class="stack" aria-live="polite">${preview}</div>
        <p class="muted small">If this was a mistake, make the policy active or inactive again.</p>`,
    );
  }

  #renderPreview(payload: Payload | null): unknown {
    if (!payload || payload.userErrors.length) return nothing;
    return html`<div class="notice">
        ${icons.info}
        <ul>
          <li>${this.policyName} stays on the chart for staff, below the other policies. No claim can use it.</li>
          <li>The client no longer sees it in the portal, nor its card pictures.</li>
          ${payload.endedPolicies.map((ended) => html`<li>${endDateSentence(ended, "future")}</li>`)}
        </ul>
      </div>
      ${warningNotice(payload.warnings)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-mark-entered-in-error": MarkEnteredInError;
  }
}
