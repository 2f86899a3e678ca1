// Whether a client is asked for insurance in the portal, as text.

import type { ClientsQuery, CollectionOverride } from "../generated/operations.ts";

export type PracticeClient = NonNullable<ClientsQuery["clients"]>["edges"][number]["node"];

/** The label of each option. */
export function collectionOptions(practiceDefault: boolean): Readonly<Record<CollectionOverride, string>> {
  return { INHERIT: `Practice default (${practiceDefault ? "on" : "off"})`, ON: "On", OFF: "Off" };
}

/** What the saved setting means, in a few words. */
export function collectionSummary(override: CollectionOverride, practiceDefault: boolean): string {
  if (override === "INHERIT")
    return practiceDefault ? "Can add insurance (default)." : "Cannot add insurance (default).";
  return override === "ON" ? "Can add insurance." : "Cannot add insurance.";
}

/** What an option means, before it is chosen. */
export function collectionDescription(override: CollectionOverride, practiceDefault: boolean): string {
  if (override === "ON") return "Can add insurance, whatever the practice default is.";
  if (override === "OFF") return "Sees the insurance on file but cannot add any, whatever the practice default is.";
  return practiceDefault
    ? "Can add insurance as long as the practice default is on."
    : "Sees the insurance on file but cannot add any as long as the practice default is off.";
}
