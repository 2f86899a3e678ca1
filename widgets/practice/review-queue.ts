import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { MarkPolicyReviewedDocument, type ReviewQueueQuery } from "../generated/operations.ts";
import { cardPictures } from "../shared/card-pictures.ts";
import { cardPicturesStyles } from "../shared/card-pictures.css.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatDateTime, formatPeriod } from "../shared/dates.ts";
import { emit } from "../shared/events.ts";
import * as icons from "../shared/icons.ts";
import { FIELD_LABELS, inSentence, joinList, labelOf, POLICY_TYPES } from "../shared/labels.ts";
import { MutationController } from "../shared/mutation-controller.ts";
import { showMoreButton, type PaginatedQuery } from "../shared/paginated-query.ts";
import { emptyState } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";
import { reviewQueueStyles } from "./review-queue.css.ts";
import { TabPanel } from "./tab-panel.ts";

export type QueuedPolicy = NonNullable<ReviewQueueQuery["policiesToReview"]>["edges"][number]["node"];

/** The policies that need a payer or a review, oldest first. */
@customElement("policybook-review-queue")
export class ReviewQueue extends TabPanel {
  /** Owned by the widget, which shows their number on the tab. */
  @property({ attribute: false }) pages!: PaginatedQuery<QueuedPolicy>;
  @property({ attribute: false }) policies: readonly QueuedPolicy[] = [];
  /** The id of the policy that is being marked reviewed. */
  @state() private savingId = "";

  readonly #mutation = new MutationController(this);
  /** The index of the policy marked reviewed last. */
  #lastIndex = 0;

  /** Focuses the policy's button; where the policy is gone, that of the policy now in its place. */
  override focusRow(id: string): void {
    const isGone = !this.policies.some((policy) => policy.id === id);
    const index = Math.min(this.#lastIndex, this.policies.length - 1);
    super.focusRow(isGone ? (this.policies[index]?.id ?? "") : id);
  }

  protected override render(): TemplateResult {
    if (!this.policies.length) {
      return emptyState("Nothing to review", "Insurance that clients add in the portal appears here for your review.");
    }
    return html`<div class="stack">
      <p class="muted">
        Clients entered these policies in the portal. Check each against the card before you use it for a claim. A
        policy stays here until it is reviewed and has a payer. The oldest come first.
      </p>
      <ul class="stack" aria-label="Policies to review">
        ${repeat(
          this.policies,
          ({ id }) => id,
          (policy, index) => html`<li class="card">${this.#renderPolicy(policy, index)}</li>`,
        )}
      </ul>
      ${showMoreButton(this.pages, (previousCount) => this.focusRow(this.policies[previousCount]?.id ?? ""))}
    </div>`;
  }

  #renderPolicy(policy: QueuedPolicy, index: number): TemplateResult {
    const { client, type, needsPayer, needsReview, attachments, createdAt } = policy;
    return html`<article aria-labelledby="name-${index}">
      <header>
        <h3 id="name-${index}">${client.displayName}</h3>
        <ul class="row" aria-label="Type and status">
          <li class="badge outline">${labelOf(POLICY_TYPES, type)}</li>
          ${needsPayer ? html`<li class="badge warning">Needs Payer</li>` : nothing}
          ${needsReview ? html`<li class="badge info">Needs Review</li>` : nothing}
        </ul>
        <span class="muted small created-at">${formatDateTime(createdAt, this.timeZone)}</span>
      </header>
      <div class="body">
        <div class="summary">${payerSummary(policy)} ${details(policy)}</div>
        ${cardPictures(attachments, "lazy")}
      </div>
      <footer>${this.#renderActions(policy, index)}</footer>
    </article>`;
  }

  #renderActions(policy: QueuedPolicy, index: number): TemplateResult {
    const { id, client, needsPayer, needsReview, viewerCanEdit } = policy;
    const chartLabel = needsPayer ? "Choose payer" : "Open chart";
    return html`${
        needsReview && viewerCanEdit
          ? html`<button
              type="button"
              data-id=${id}
              aria-busy=${this.savingId === id}
              aria-label="Mark Reviewed: ${client.displayName}"
              @click=${() => this.#markReviewed(policy, index)}
            >
              ${icons.check}Mark Reviewed
            </button>`
          : nothing
      }
      <button
        type="button"
        class=${needsPayer ? "primary" : ""}
        data-id=${needsReview ? nothing : id}
        aria-label="${chartLabel}: ${client.displayName}"
        @click=${() => emit(this, "policybook-open-client", client.id)}
      >
        ${chartLabel}
      </button>`;
  }

  async #markReviewed({ id, version, client, needsPayer }: QueuedPolicy, index: number): Promise<void> {
    if (this.#mutation.isSaving) return;
    this.savingId = id;
    this.#lastIndex = index;
    const payload = await this.#mutation.save({ id, version }, async (input) => {
      return (await this.api.send(MarkPolicyReviewedDocument, { input })).markPolicyReviewed;
    });
    this.savingId = "";
    if (!payload) {
      emit(this, "policybook-toast", "There is no connection. Try again; nothing is saved twice.");
      return;
    }
    const done = `Marked reviewed for ${client.displayName}.${needsPayer ? " It still needs a payer." : ""}`;
    emit(this, "policybook-toast", payload.userErrors[0]?.message ?? done);
    emit(this, "policybook-saved", id); // also after a conflict: what is displayed is outdated
  }

  static override styles = [...styles, cardPicturesStyles, reviewQueueStyles];
}

/** The payer; while there is none, the name that the client entered, and suggestions. */
function payerSummary({ payer, enteredPayerName, needsPayer, payerSuggestions }: QueuedPolicy): TemplateResult {
  const entered = enteredPayerName ? html`Client entered <strong>“${enteredPayerName}”</strong>` : nothing;
  if (!needsPayer) {
    const isDifferent = enteredPayerName && enteredPayerName !== payer?.name;
    return html`<p><strong>${payer?.name}</strong></p>
      ${isDifferent ? html`<p class="small muted">${entered}</p>` : nothing}`;
  }
  return html`<p>${enteredPayerName ? entered : "No payer entered"}</p>
    ${
      payerSuggestions?.length
        ? html`<p class="row small">
            <span class="muted">Suggested payers:</span>
            ${payerSuggestions.map((suggestion) => html`<span class="badge outline">${suggestion.payer.name}</span>`)}
          </p>`
        : nothing
    }`;
}

function details({ memberId, effectiveDate, endDate, missingFields }: QueuedPolicy): TemplateResult {
  const labels = missingFields.filter((field) => field !== "PAYER").map((field) => labelOf(FIELD_LABELS, field));
  const facts = [
    memberId && `Member ID ${memberId}`,
    (effectiveDate ?? endDate) && formatPeriod(effectiveDate, endDate),
  ];
  return html`
    <p class="small muted">${facts.filter(Boolean).join(" · ")}</p>
    ${
      labels.length
        ? html`<p class="small missing">${icons.warning}Still missing: ${joinList(labels.map(inSentence))}</p>`
        : nothing
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-review-queue": ReviewQueue;
  }
}
