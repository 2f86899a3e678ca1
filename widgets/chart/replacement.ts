// "Replace with new policy": what a new policy takes over from the one that it replaces.

import type { FormValues } from "../shared/form-state.ts";
import type { EndedPolicy } from "./save-preview.ts";
import type { ChartPolicy } from "./policy-summary.ts";
import { policyName } from "./policy-summary.ts";

/** What was entered in another form already, such as in Edit, before it turned out to be a new policy. */
export interface EnteredValues {
  values: FormValues;
  payerName: string;
}

const TAKEN_OVER = ["type", "relationship", "insuranceType", "employerOrSchool"];

/** The values of a form that the new policy starts with: who is insured through whom, and not by which insurance. */
export function takenOver(values: FormValues): FormValues {
  const entries = Object.entries(values);
  return Object.fromEntries(entries.filter(([name]) => TAKEN_OVER.includes(name) || name.startsWith("policyholder.")));
}

/** What to do about a replaced policy that the new one does not end; undefined where it is over already, or will be. */
export function stillOpenText(replaced: ChartPolicy, ended: readonly EndedPolicy[]): string | undefined {
  if (replaced.endDate || ended.some(({ policy }) => policy.id === replaced.id)) return undefined;
  return `${policyName(replaced)} stays open: set its end date with Edit, or make it inactive.`;
}
