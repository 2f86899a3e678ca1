// The coverage timeline as SVG: years, gaps, overlaps, a bar per policy, and today.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { dayNumber, formatPeriod } from "../shared/dates.ts";
import { joinList, pluralize } from "../shared/labels.ts";
import type { DateRange, Lane, TimelineLayout } from "./timeline-layout.ts";

const HEADER_HEIGHT = 26;
const LANE_HEIGHT = 40;
const BAR_HEIGHT = 10;
const CHAR_WIDTH = 7.5; // average, in a lane's name
const WIDE_CHAR_WIDTH = 10;
const TODAY_WIDTH = 44; // of the label "Today"
const MIN_BAND_LABEL_WIDTH = 52;

/** Maps dates to pixels. */
class Scale {
  readonly width: number;
  readonly height: number;
  readonly #start: number;
  readonly #days: number;

  constructor({ from, to, lanes }: TimelineLayout, width: number) {
    this.width = width;
    this.height = HEADER_HEIGHT + lanes.length * LANE_HEIGHT + 4;
    this.#start = dayNumber(from);
    this.#days = dayNumber(to) + 1 - this.#start;
  }

  /** The left edge of the date. */
  left(date: string): number {
    return ((dayNumber(date) - this.#start) / this.#days) * this.width;
  }

  /** The right edge of the date. */
  right(date: string): number {
    return ((dayNumber(date) + 1 - this.#start) / this.#days) * this.width;
  }
}

/** `width` in pixels; `today` is the practice's date. */
export function timelineSvg(layout: TimelineLayout, width: number, today: string): TemplateResult {
  const scale = new Scale(layout, width);
  return html`<svg
    role="img"
    aria-label=${accessibleName(layout)}
    width=${width}
    height=${scale.height}
    viewBox="0 0 ${width} ${scale.height}"
  >
    <defs>
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" class="ground" />
        <path d="M0 0v7" class="stripe" />
      </pattern>
    </defs>
    ${yearsOf(layout).map((year) => yearLine(scale, year, today))}
    ${layout.gaps.map((gap) => band(scale, gap, "gap", "Gap"))}
    ${layout.overlaps.map((overlap) => band(scale, overlap, "overlap", "Overlap"))}
    ${layout.lanes.map((lane, index) => laneBars(scale, lane, index, layout.from))} ${todayLine(scale, today)}
  </svg>`;
}

function yearsOf({ from, to }: DateRange): number[] {
  const first = Number(from.slice(0, 4));
  const last = Number(to.slice(0, 4));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function yearLine(scale: Scale, year: number, today: string): SVGTemplateResult {
  const left = scale.left(`${year}-01-01`);
  const isHidden = Math.abs(left - scale.left(today)) < TODAY_WIDTH; // the label "Today" stands there
  return svg`<g class="year">
    <path d="M${left} 18V${scale.height}" />
    ${isHidden ? nothing : svg`<text x=${left + 4} y="13">${year}</text>`}
  </g>`;
}

function band(scale: Scale, range: DateRange, kind: "gap" | "overlap", label: string): SVGTemplateResult {
  const left = scale.left(range.from);
  const width = scale.right(range.to) - left;
  const fill = kind === "gap" ? "url(#hatch)" : nothing;
  return svg`<g class=${kind}>
    <title>${label}: ${formatPeriod(range.from, range.to)}</title>
    <rect x=${left} y=${HEADER_HEIGHT} width=${width} height=${scale.height - HEADER_HEIGHT} fill=${fill} />
    ${width > MIN_BAND_LABEL_WIDTH ? svg`<text x=${left + 6} y=${scale.height - 8}>${label}</text>` : nothing}
  </g>`;
}

function laneBars(scale: Scale, lane: Lane, index: number, start: string): SVGTemplateResult {
  const top = HEADER_HEIGHT + index * LANE_HEIGHT;
  return svg`<g class=${lane.isPrimary ? "lane primary" : "lane"}>
    ${laneName(scale, lane.name, scale.left(lane.ranges[0]?.from ?? start), top + 16)}
    ${lane.ranges.map(({ from, to }) => {
      const left = scale.left(from);
      const width = Math.max(2, scale.right(to) - left - 1);
      return svg`<rect x=${left} y=${top + 23} width=${width} height=${BAR_HEIGHT} rx="5">
        <title>${lane.name}: ${formatPeriod(from, to)}</title>
      </rect>`;
    })}
  </g>`;
}

/** Above the bar's start; aligned with the right edge, or truncated, where there is no room. */
function laneName(scale: Scale, name: string, left: number, y: number): SVGTemplateResult {
  if (name.length * CHAR_WIDTH > scale.width) {
    // Leaves room for characters that are wider than the average.
    const truncated = `${name.slice(0, Math.floor(scale.width / WIDE_CHAR_WIDTH))}…`;
    return svg`<text x="1" y=${y}><title>${name}</title>${truncated}</text>`;
  }
  if (left + name.length * CHAR_WIDTH > scale.width) {
    return svg`<text x=${scale.width - 2} y=${y} text-anchor="end">${name}</text>`;
  }
  return svg`<text x=${left + 1} y=${y}>${name}</text>`;
}

function todayLine(scale: Scale, today: string): SVGTemplateResult {
  const x = scale.left(today);
  const isNearEnd = x > scale.width - 48;
  return svg`<g class="today">
    <path d="M${x} 4V${scale.height}" />
    <text x=${isNearEnd ? x - 5 : x + 5} y="13" text-anchor=${isNearEnd ? "end" : "start"}>Today</text>
  </g>`;
}

function accessibleName({ from, to, lanes, gaps, overlaps }: TimelineLayout): string {
  const findings = joinList([pluralize(gaps.length, "gap", "gaps"), pluralize(overlaps.length, "overlap", "overlaps")]);
  const policies = pluralize(lanes.length, "policy", "policies");
  return `Coverage, ${formatPeriod(from, to)}: ${policies}, ${findings}. The list below has the dates.`;
}
