// The coverage timeline as shapes: which policy covers from where to where, and where no Primary or several do.

import type { CoverageTimelineQuery } from "../generated/operations.ts";
import { ordinal } from "../shared/dates.ts";
import { nameOf } from "./policies.ts";

export type Span = NonNullable<NonNullable<CoverageTimelineQuery["client"]>["coverageTimeline"]>[number];

/** Days from `from` up to and with `to`. */
export interface Stretch {
  from: string;
  to: string;
}

/** One policy, and when it covers. */
export interface Lane {
  id: string;
  name: string;
  primary: boolean;
  stretches: Stretch[];
}

/** What a timeline shows. */
export interface Picture extends Stretch {
  lanes: Lane[];
  gaps: Stretch[];
  overlaps: Stretch[];
  spans: Span[];
}

/** The picture of spans that follow each other; undefined where nothing ever covers. */
export function picture(all: readonly Span[]): Picture | undefined {
  const first = all.findIndex(({ primary, others }) => primary.length + others.length);
  const spans = all.slice(first);
  const [start, end] = [spans[0], spans.at(-1)];
  if (first < 0 || !start || !end) return undefined;
  return {
    from: `${start.from.slice(0, 4)}-01-01`,
    to: end.to,
    lanes: lanesOf(spans),
    gaps: joined(spans.filter(({ gap }) => gap)),
    overlaps: joined(spans.filter(({ overlap }) => overlap)),
    spans,
  };
}

/** Primaries first, each kind in the order in which they begin. */
function lanesOf(spans: readonly Span[]): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const span of spans) {
    for (const policy of [...span.primary, ...span.others]) {
      const primary = span.primary.some(({ id }) => id === policy.id);
      const lane = lanes.get(policy.id) ?? { id: policy.id, name: nameOf(policy), primary, stretches: [] };
      lanes.set(policy.id, { ...lane, stretches: joined([...lane.stretches, span]) });
    }
  }
  return [...lanes.values()].sort((a, b) => Number(b.primary) - Number(a.primary));
}

/** Stretches that touch become one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const { from, to } of stretches) {
    const last = all.at(-1);
    if (last && ordinal(from) === ordinal(last.to) + 1) last.to = to;
    else all.push({ from, to });
  }
  return all;
}
