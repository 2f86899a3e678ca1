import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { CoverageTimelineDocument } from "../generated/operations.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatPeriod } from "../shared/dates.ts";
import { joinList } from "../shared/labels.ts";
import { QueryController } from "../shared/query-controller.ts";
import { queryResult, skeleton } from "../shared/status-templates.ts";
import { styles } from "../shared/styles/index.ts";
import { coverageTimelineStyles } from "./coverage-timeline.css.ts";
import { policyName } from "./policy-summary.ts";
import { timelineLayout, type CoverageSpan, type DateRange, type TimelineLayout } from "./timeline-layout.ts";
import { timelineSvg } from "./timeline-svg.ts";

const MAX_PAST_YEARS = 12;

/** Which policies cover when, as a drawing and as a list. */
@customElement("policybook-coverage-timeline")
export class CoverageTimeline extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  @property({ attribute: "client-id" }) clientId = "";
  /** The practice's date. */
  @property() today = "";
  /** The earliest effective date of the client's policies. */
  @property() since: string | undefined;
  /** Reloads the timeline when it changes. */
  @property({ attribute: false }) chart: unknown;
  @state() private width = 0;

  readonly #spans = new QueryController(this, async () => {
    const variables = { clientId: this.clientId, ...this.#dateRange };
    const { client } = await this.api.send(CoverageTimelineDocument, variables);
    return client?.coverageTimeline ?? [];
  });
  readonly #resizeObserver = new ResizeObserver(([entry]) => (this.width = Math.floor(entry?.contentRect.width ?? 0)));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizeObserver.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizeObserver.disconnect();
  }

  /** From the year of the first policy to the end of next year. */
  get #dateRange(): DateRange {
    const year = Number(this.today.slice(0, 4));
    const firstYear = Math.max(Number((this.since ?? this.today).slice(0, 4)), year - MAX_PAST_YEARS);
    return { from: `${Math.min(firstYear, year)}-01-01`, to: `${year + 1}-12-31` };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("chart") || changed.has("clientId")) void this.#spans.load();
  }

  protected override render(): unknown {
    return queryResult(this.#spans, (spans) => this.#renderTimeline(timelineLayout(spans)), skeleton(1));
  }

  #renderTimeline(layout: TimelineLayout | undefined): TemplateResult {
    if (!layout) return html`<p class="muted">No policy has dates yet.</p>`;
    return html`
      ${this.width ? timelineSvg(layout, this.width, this.today) : nothing}
      <details>
        <summary>Show as a list</summary>
        <ol>
          ${layout.spans.map(
            (span) => html`<li><span>${formatPeriod(span.from, span.to)}</span><span>${describeSpan(span)}</span></li>`,
          )}
        </ol>
      </details>
    `;
  }

  static override styles = [...styles, coverageTimelineStyles];
}

/** "Aetna; then Cigna", "Gap: no Primary covers". */
function describeSpan({ primary, others, gap, overlap }: CoverageSpan): string {
  const primaryText = gap ? "Gap: no Primary covers" : joinList(primary.map(policyName));
  const othersText = others.length ? `; then ${joinList(others.map(policyName))}` : "";
  return `${overlap ? "Overlap: " : ""}${primaryText}${othersText}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-coverage-timeline": CoverageTimeline;
  }
}
