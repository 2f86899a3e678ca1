// What the coverage timeline shows: a lane per policy, and the gaps and overlaps of Primary coverage.

import type { CoverageTimelineQuery } from "../generated/operations.ts";
import { dayNumber } from "../shared/dates.ts";
import { policyName } from "./policy-summary.ts";

export type CoverageSpan = NonNullable<NonNullable<CoverageTimelineQuery["client"]>["coverageTimeline"]>[number];

/** Dates, both included. */
export interface DateRange {
  from: string;
  to: string;
}

/** One policy and when it covers. */
export interface Lane {
  id: string;
  name: string;
  isPrimary: boolean;
  ranges: DateRange[];
}

export interface TimelineLayout extends DateRange {
  lanes: Lane[];
  gaps: DateRange[];
  overlaps: DateRange[];
  spans: CoverageSpan[];
}

/** The layout of consecutive spans, from the year in which coverage begins; undefined where nothing ever covers. */
export function timelineLayout(allSpans: readonly CoverageSpan[]): TimelineLayout | undefined {
  const firstCovered = allSpans.findIndex(({ primary, others }) => primary.length + others.length > 0);
  const spans = allSpans.slice(firstCovered);
  const start = spans[0];
  const end = spans.at(-1);
  if (firstCovered < 0 || !start || !end) return undefined;
  return {
    from: `${start.from.slice(0, 4)}-01-01`,
    to: end.to,
    lanes: toLanes(spans),
    gaps: mergeRanges(spans.filter(({ gap }) => gap)),
    overlaps: mergeRanges(spans.filter(({ overlap }) => overlap)),
    spans,
  };
}

/** Primary policies first; within each group in the order in which they begin. */
function toLanes(spans: readonly CoverageSpan[]): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const span of spans) {
    for (const policy of [...span.primary, ...span.others]) {
      const isPrimary = span.primary.some(({ id }) => id === policy.id);
      const lane = lanes.get(policy.id) ?? { id: policy.id, name: policyName(policy), isPrimary, ranges: [] };
      lanes.set(policy.id, { ...lane, ranges: mergeRanges([...lane.ranges, span]) });
    }
  }
  return [...lanes.values()].sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
}

/** Merges ranges that follow each other without a day between. */
function mergeRanges(ranges: readonly DateRange[]): DateRange[] {
  const merged: DateRange[] = [];
  for (const { from, to } of ranges) {
    const last = merged.at(-1);
    if (last && dayNumber(from) === dayNumber(last.to) + 1) last.to = to;
    else merged.push({ from, to });
  }
  return merged;
}
