import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { MarkPolicyReviewedDocument, type ReviewQueueQuery } from "../generated/operations.ts";
import { instant, period } from "../shared/dates.ts";
import { element, tell } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { showMore, type Pages } from "../shared/pages.ts";
import { Saving } from "../shared/saving.ts";
import { empty } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { FIELDS, list, SIDES, TYPES, word } from "../shared/words.ts";
import { Panel } from "./panel.ts";
import { reviewQueueStyles } from "./review-queue.css.ts";

export type Waiting = NonNullable<ReviewQueueQuery["policiesToReview"]>["nodes"][number];

/** What waits for a payer or a review, oldest first. */
@element("policybook-review-queue")
export class ReviewQueue extends Panel {
  /** The widget's own, for its badge counts them too. */
  @property({ attribute: false }) pages!: Pages<Waiting>;
  @property({ attribute: false }) waiting: readonly Waiting[] = [];
  /** Which is being marked. */
  @state() private marking = "";

  readonly #saving = new Saving(this);

  /** The row's own button; where the row is gone, that of the row which took its place. */
  override focusRow(id: string): void {
    const gone = !this.waiting.some((each) => each.id === id);
    const place = Math.min(this.#marked, this.waiting.length - 1);
    super.focusRow(gone ? (this.waiting[place]?.id ?? "") : id);
  }
  #marked = 0;

  protected override render(): TemplateResult {
    if (!this.waiting.length)
      return empty("Nothing waits", "What clients add in the portal appears here, until you have looked at it.");
    return html`<div class="stack">
      <p class="muted">
        Clients entered these in the portal. Check each against the card before a claim uses it; the oldest come first.
      </p>
      <ul class="stack" aria-label="Policies to review">
        ${repeat(
          this.waiting,
          ({ id }) => id,
          (each, place) => html`<li class="card">${this.#entry(each, place)}</li>`,
        )}
      </ul>
      ${showMore(this.pages, (before) => this.focusRow(this.waiting[before]?.id ?? ""))}
    </div>`;
  }

  #entry(waiting: Waiting, place: number): TemplateResult {
    const { id, client, type, needsPayer, needsReview, attachments, createdAt } = waiting;
    return html`<article aria-labelledby="name-${place}">
      <header>
        <h3 id="name-${place}">${client.displayName}</h3>
        <ul class="row" aria-label="What it is">
          <li class="badge outline">${word(TYPES, type)}</li>
          ${needsPayer ? html`<li class="badge look">Needs Payer</li>` : nothing}
          ${needsReview ? html`<li class="badge info">Needs Review</li>` : nothing}
        </ul>
        <span class="muted small when">${instant(createdAt, this.timeZone)}</span>
      </header>
      <div class="body">
        <div class="what">${this.#payer(waiting)} ${this.#facts(waiting)}</div>
        ${attachments.length ? this.#pictures(attachments) : nothing}
      </div>
      <footer>
        ${
          needsReview && waiting.viewerCanEdit
            ? html`<button
                type="button"
                data-id=${id}
                aria-busy=${this.marking === id}
                aria-label="Mark Reviewed: ${client.displayName}"
                @click=${() => this.#mark(waiting, place)}
              >
                ${icons.check}Mark Reviewed
              </button>`
            : nothing
        }
        <button
          type="button"
          class=${needsPayer ? "primary" : ""}
          data-id=${needsReview ? nothing : id}
          aria-label="${needsPayer ? "Choose payer" : "Open chart"}: ${client.displayName}"
          @click=${() => tell(this, "policybook-open-client", client.id)}
        >
          ${needsPayer ? "Choose payer" : "Open chart"}
        </button>
      </footer>
    </article>`;
  }

  /** Whom it is with, in the client's words and ours. */
  #payer({ payer, enteredPayerName, needsPayer, payerSuggestions }: Waiting): TemplateResult {
    const wrote = enteredPayerName ? html`The client wrote <strong>“${enteredPayerName}”</strong>.` : nothing;
    if (!needsPayer) {
      return html`<p><strong>${payer?.name}</strong></p>
        ${enteredPayerName && enteredPayerName !== payer?.name ? html`<p class="small muted">${wrote}</p>` : nothing}`;
    }
    return html`<p>${enteredPayerName ? wrote : "The client gave no payer: look at the card."}</p>
      ${
        payerSuggestions?.length
          ? html`<p class="row small">
              <span class="muted">Perhaps</span>
              ${payerSuggestions.map((each) => html`<span class="badge outline">${each.payer.name}</span>`)}
            </p>`
          : nothing
      }`;
  }

  #facts({ memberId, effectiveDate, endDate, missingFields }: Waiting): TemplateResult {
    const others = missingFields.filter((field) => field !== "PAYER").map((field) => word(FIELDS, field).toLowerCase());
    const facts = [memberId && `Member ID ${memberId}`, (effectiveDate || endDate) && period(effectiveDate, endDate)];
    return html`
      <p class="small muted">${facts.filter(Boolean).join(" · ")}</p>
      ${others.length ? html`<p class="small muted">Still to fill in: ${list(others.map(sentence))}.</p>` : nothing}
    `;
  }

  #pictures(attachments: Waiting["attachments"]): TemplateResult {
    return html`<ul class="pictures" aria-label="Card pictures">
      ${attachments.map(
        ({ url, previewUrl, fileName, side }) =>
          html`<li>
            <a href=${url} target="_blank" rel="noreferrer" title=${fileName}>
              <img src=${previewUrl} alt="${word(SIDES, side)} of the card" loading="lazy" />
            </a>
          </li>`,
      )}
    </ul>`;
  }

  async #mark({ id, version, client }: Waiting, place: number): Promise<void> {
    if (this.#saving.busy) return;
    [this.marking, this.#marked] = [id, place];
    const payload = await this.#saving.save({ id, version }, async (input) => {
      return (await this.api.send(MarkPolicyReviewedDocument, { input })).markPolicyReviewed;
    });
    this.marking = "";
    const [error] = payload?.userErrors ?? [];
    if (!payload) tell(this, "policybook-say", "No answer came. Try again: nothing is done twice.");
    else tell(this, "policybook-say", error?.message ?? `Marked reviewed for ${client.displayName}.`);
    // After a conflict, too: what is shown is not what there is.
    if (payload) tell(this, "policybook-saved", id);
  }

  static override styles = [...styles, reviewQueueStyles];
}

/** "Member ID" keeps its capitals inside a sentence. */
function sentence(field: string): string {
  return field.replace(/\bid\b/, "ID");
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-review-queue": ReviewQueue;
  }
}
