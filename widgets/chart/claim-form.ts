import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { ClaimFormDocument } from "../generated/operations.ts";
import type { ApiClient } from "../shared/api-client.ts";
import "../shared/components/dialog.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatDate } from "../shared/dates.ts";
import * as icons from "../shared/icons.ts";
import { printElement } from "../shared/print-element.ts";
import { QueryController } from "../shared/query-controller.ts";
import { emptyState, queryResult, skeleton } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";
import { claimForm, type ClaimBox } from "./claim-form-template.ts";
import { claimFormPrintStyles, claimFormStyles } from "./claim-form.css.ts";

/**
 * The upper half of the CMS-1500 as a policy would fill it for a date of service, in a dialog, to print.
 *
 * @fires close - The parent removes the dialog.
 */
@customElement("policybook-claim-form")
export class ClaimForm extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  @property({ attribute: "policy-id" }) policyId = "";
  /** The policy's name. */
  @property() name = "";
  @property({ attribute: "date-of-service" }) dateOfService = "";

  readonly #form = new QueryController(this, async () => {
    const { policyId, dateOfService } = this;
    const { policy } = await this.api.send(ClaimFormDocument, { policyId, dos: dateOfService });
    return policy;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#form.load();
  }

  protected override render(): TemplateResult {
    return html`<policybook-dialog wide heading=${this.#title} @close=${this.#close}>
      ${queryResult(
        this.#form,
        (policy) =>
          policy
            ? html`<div class="stack">${problemNotice(policy.claimForm ?? [])}${claimForm(policy)}</div>`
            : emptyState("Policy not found", "The policy does not exist, or you have no access."),
        skeleton(2),
      )}
      <button slot="actions" type="button" ?disabled=${!this.#form.data} @click=${this.#print}>
        ${icons.print}Print
      </button>
      <button slot="actions" type="button" class="primary" @click=${this.#close}>Close</button>
    </policybook-dialog>`;
  }

  get #title(): string {
    return `Claim form: ${this.name}, ${formatDate(this.dateOfService)}`;
  }

  #print(): void {
    const form = this.renderRoot.querySelector(".form");
    if (form) printElement(form, this.#title, [...styles, claimFormStyles, claimFormPrintStyles]);
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, claimFormStyles];
}

/** How many boxes are marked, above a form that may be longer than the screen. */
function problemNotice(boxes: readonly ClaimBox[]): unknown {
  const marked = boxes.filter(({ problem }) => problem).map(({ box }) => box);
  if (!marked.length) return nothing;
  const text =
    marked.length === 1
      ? `Box ${marked[0]} is needed and would be empty.`
      : `Boxes ${marked.slice(0, -1).join(", ")} and ${marked.at(-1)} are needed and would be empty.`;
  return html`<p class="notice warning">${icons.warning}<span>${text}</span></p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-claim-form": ClaimForm;
  }
}
