// What a person calls the state of a policy today: the API's `standing`, in words.

import { html, type TemplateResult } from "lit";
import type { PolicyStanding } from "../generated/operations.ts";
import { formatDate } from "./dates.ts";
import { labelOf } from "./labels.ts";

interface Standing {
  standing: PolicyStanding;
  effectiveDate: string | null;
  endDate: string | null;
}

const TEXTS: Readonly<Record<PolicyStanding, string>> = {
  IN_FORCE: "In force",
  UPCOMING: "Upcoming",
  ENDED: "Ended",
  INACTIVE: "Inactive",
  ENTERED_IN_ERROR: "Entered in error",
};

const BADGE_CLASSES: Partial<Record<PolicyStanding, string>> = { IN_FORCE: "success", UPCOMING: "info" };

/** "In force", "Starts Dec 1, 2026", "Ended Dec 31, 2025", "Inactive", "Entered in error". */
export function standingText({ standing, effectiveDate, endDate }: Standing): string {
  if (standing === "UPCOMING" && effectiveDate) return `Starts ${formatDate(effectiveDate)}`;
  if (standing === "ENDED" && endDate) return `Ended ${formatDate(endDate)}`;
  return labelOf(TEXTS, standing);
}

/** The classes of the badge that shows it. */
export function standingBadgeClass({ standing }: Standing): string {
  return `badge dot ${BADGE_CLASSES[standing] ?? ""}`.trim();
}

/** The standing as a badge. */
export function standingBadge(policy: Standing): TemplateResult {
  return html`<span class=${standingBadgeClass(policy)}>${standingText(policy)}</span>`;
}
