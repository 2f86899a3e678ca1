import { html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { CoverageTimelineDocument } from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { ordinal, period } from "../shared/dates.ts";
import { element } from "../shared/element.ts";
import { Loading } from "../shared/loading.ts";
import { lines, shown } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { count, list } from "../shared/words.ts";
import { picture, type Picture, type Span, type Stretch } from "./lanes.ts";
import { nameOf } from "./policies.ts";
import { coverageTimelineStyles } from "./coverage-timeline.css.ts";

const TOP = 26;
const LANE = 40;
const BAR = 10;
const LETTER = 7.5; // about as wide as one is in a lane's name
const WIDE_LETTER = 10;
const MOST_YEARS = 12;

/** Who covers when, drawn and as a list. */
@element("policybook-coverage-timeline")
export class CoverageTimeline extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property() clientId = "";
  /** The practice's day. */
  @property() today = "";
  /** The first day any policy has, where one has a day. */
  @property() since: string | undefined;
  /** Changes when the chart has changed. */
  @property({ attribute: false }) chart: unknown;
  @state() private width = 0;

  readonly #spans = new Loading(this, async () => {
    const { client } = await this.api.send(CoverageTimelineDocument, { clientId: this.clientId, ...this.#window });
    return client?.coverageTimeline ?? [];
  });
  readonly #observer = new ResizeObserver(([entry]) => (this.width = Math.floor(entry?.contentRect.width ?? 0)));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  /** From the first policy's year to the end of the next. */
  get #window(): Stretch {
    const year = Number(this.today.slice(0, 4));
    const first = Math.max(Number((this.since ?? this.today).slice(0, 4)), year - MOST_YEARS);
    return { from: `${Math.min(first, year)}-01-01`, to: `${year + 1}-12-31` };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("chart") || changed.has("clientId")) void this.#spans.load();
  }

  protected override render(): unknown {
    return shown(this.#spans, (spans) => this.#draw(picture(spans)), lines(1));
  }

  #draw(shapes: Picture | undefined): TemplateResult {
    if (!shapes) return html`<p class="muted">No policy has dates yet.</p>`;
    return html`
      ${this.width ? this.#svg(shapes) : nothing}
      <details>
        <summary>Show as a list</summary>
        <ol>
          ${shapes.spans.map((span) => html`<li><span>${period(span.from, span.to)}</span><span>${inWords(span)}</span></li>`)}
        </ol>
      </details>
    `;
  }

  #svg(shapes: Picture): TemplateResult {
    const height = TOP + shapes.lanes.length * LANE + 4;
    const x = (date: string, plus = 0): number => {
      const [from, to] = [ordinal(shapes.from), ordinal(shapes.to) + 1];
      return ((ordinal(date) + plus - from) / (to - from)) * this.width;
    };
    const band = (kind: string, label: string) => (stretch: Stretch) => {
      const [left, wide] = [x(stretch.from), x(stretch.to, 1) - x(stretch.from)];
      return svg`<g class=${kind}>
        <title>${label}: ${period(stretch.from, stretch.to)}</title>
        <rect x=${left} y=${TOP} width=${wide} height=${height - TOP} fill=${kind === "gap" ? "url(#hatch)" : nothing} />
        ${wide > 52 ? svg`<text x=${left + 6} y=${height - 8}>${label}</text>` : nothing}
      </g>`;
    };
    return html`<svg
      role="img"
      aria-label=${summary(shapes)}
      width=${this.width}
      height=${height}
      viewBox="0 0 ${this.width} ${height}"
    >
      <defs>
        <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" class="ground" />
          <path d="M0 0v7" class="stripe" />
        </pattern>
      </defs>
      ${years(shapes).map((year) => {
        const left = x(`${year}-01-01`);
        const hidden = Math.abs(left - x(this.today)) < 44; // by the word "Today"
        return svg`<g class="year">
          <path d="M${left} 18V${height}" />${hidden ? nothing : svg`<text x=${left + 4} y="13">${year}</text>`}
        </g>`;
      })}
      ${shapes.gaps.map(band("gap", "Gap"))} ${shapes.overlaps.map(band("overlap", "Overlap"))}
      ${shapes.lanes.map((lane, row) => {
        const top = TOP + row * LANE;
        const left = x(lane.stretches[0]?.from ?? shapes.from);
        const name = shortened(lane.name, this.width);
        const late = left + name.length * LETTER > this.width;
        const whole = name === lane.name;
        return svg`<g class=${lane.primary ? "lane primary" : "lane"}>
          <text x=${!whole ? 1 : late ? this.width - 2 : left + 1} y=${top + 16} text-anchor=${whole && late ? "end" : "start"}>
            ${whole ? nothing : svg`<title>${lane.name}</title>`}${name}
          </text>
          ${lane.stretches.map(
            (
              each,
            ) => svg`<rect x=${x(each.from)} y=${top + 23} width=${Math.max(2, x(each.to, 1) - x(each.from) - 1)} height=${BAR} rx="5">
              <title>${lane.name}: ${period(each.from, each.to)}</title></rect>`,
          )}
        </g>`;
      })}
      ${this.#today(x, height)}
    </svg>`;
  }

  #today(x: (date: string) => number, height: number): unknown {
    const at = x(this.today);
    const late = at > this.width - 48;
    return svg`<g class="today"><path d="M${at} 4V${height}" />
      <text x=${late ? at - 5 : at + 5} y="13" text-anchor=${late ? "end" : "start"}>Today</text></g>`;
  }

  static override styles = [...styles, coverageTimelineStyles];
}

function years({ from, to }: Stretch): number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** What of a lane's name fits, with room for letters that are wider than most. */
function shortened(name: string, width: number): string {
  return name.length * LETTER > width ? `${name.slice(0, Math.floor(width / WIDE_LETTER))}…` : name;
}

function summary({ from, to, lanes, gaps, overlaps }: Picture): string {
  const parts = [count(gaps.length, "gap", "gaps"), count(overlaps.length, "overlap", "overlaps")];
  return `Coverage, ${period(from, to)}: ${count(lanes.length, "policy", "policies")}, ${list(parts)}. The list below has the dates.`;
}

function inWords({ primary, others, gap, overlap }: Span): string {
  const first = gap ? "Gap: no Primary covers" : list(primary.map(nameOf));
  const rest = others.length ? `; then ${list(others.map(nameOf))}` : "";
  return `${overlap ? "Overlap: " : ""}${first}${rest}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-coverage-timeline": CoverageTimeline;
  }
}
