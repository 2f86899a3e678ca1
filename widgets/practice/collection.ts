// Whether a client is asked for insurance in the portal, in words.

import type { ClientsQuery, CollectionOverride } from "../generated/operations.ts";

export type PracticeClient = NonNullable<ClientsQuery["clients"]>["edges"][number]["node"];
export type Collection = PracticeClient["insuranceCollection"];

/** What may be chosen for a client. */
export function choices(practiceDefault: boolean): Readonly<Record<CollectionOverride, string>> {
  return { INHERIT: `As the practice (${practiceDefault ? "on" : "off"})`, ON: "On", OFF: "Off" };
}

/** What follows from a choice, in few words. */
export function consequence(override: CollectionOverride, practiceDefault: boolean): string {
  if (override === "INHERIT")
    return practiceDefault ? "May add, as the default says." : "Cannot add, as the default says.";
  return override === "ON" ? "May add, whatever the default says." : "Cannot add, whatever the default says.";
}

/** The same for somebody about to choose. */
export function outlook(override: CollectionOverride, practiceDefault: boolean): string {
  if (override === "ON") return "May add insurance, whatever the practice’s default says.";
  if (override === "OFF") return "Sees the insurance on file and cannot add any, whatever the practice’s default says.";
  return practiceDefault
    ? "May add insurance, as long as the practice’s default is on."
    : "Sees the insurance on file and cannot add any, as long as the practice’s default is off.";
}
