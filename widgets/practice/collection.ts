// Whether a client is asked for insurance in the portal, in words.

import type { ClientsQuery, CollectionOverride } from "../generated/operations.ts";

export type PracticeClient = NonNullable<ClientsQuery["clients"]>["edges"][number]["node"];
export type Collection = PracticeClient["insuranceCollection"];

/** What may be chosen for a client. */
export function choices(practiceDefault: boolean): Readonly<Record<CollectionOverride, string>> {
  return { INHERIT: `As the practice (${practiceDefault ? "on" : "off"})`, ON: "On", OFF: "Off" };
}

/** What follows from a choice. */
export function consequence(override: CollectionOverride, practiceDefault: boolean): string {
  if (override === "ON") return "May add insurance, whatever the practice’s default.";
  if (override === "OFF") return "Sees their insurance and adds none, whatever the practice’s default.";
  return practiceDefault
    ? "May add insurance, as long as the practice’s default is on."
    : "Sees their insurance and adds none, as long as the practice’s default is off.";
}
