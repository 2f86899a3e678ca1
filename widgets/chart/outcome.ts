// What a save did, or would do, in words.

import { html, nothing, type TemplateResult } from "lit";
import type { AddPolicyMutation, EditPolicyMutation } from "../generated/operations.ts";
import { day, period } from "../shared/dates.ts";
import type { UserError } from "../shared/form.ts";
import * as icons from "../shared/icons.ts";
import { count, list, STATUSES, TYPES, word } from "../shared/words.ts";
import { fieldsInWords, type FieldChange } from "./changes.ts";
import type { Draft, HeldPolicy } from "./draft.ts";
import { nameOf } from "./policies.ts";

type Added = NonNullable<AddPolicyMutation["addPolicy"]>;
type Edited = NonNullable<EditPolicyMutation["editPolicy"]>;
type Warning = Pick<Added["warnings"][number], "message" | "policies">;

/** What an adding and an edit both answer. */
export interface Outcome {
  /** The policy's id; undefined where there is none yet. */
  id: string | undefined;
  /** An edit's record, as it is now. */
  policy?: HeldPolicy;
  endedPolicies: Added["endedPolicies"];
  settledPolicies: Edited["settledPolicies"];
  changes: readonly FieldChange[];
  warnings: readonly Warning[];
  existingPolicy: Added["existingPolicy"];
  userErrors: UserError[];
}

/** What saving will do. */
export function foretold(outcome: Outcome, draft: Draft): TemplateResult {
  const sentences = [...consequences(outcome, draft, "will")];
  if (!draft.policy && !sentences.length) sentences.push("The policy will be added. No other policy changes.");
  const told = draft.policy?.needsPayer ? ["payer", "reviewedAt", "reviewedBy"] : ["reviewedAt", "reviewedBy"];
  const plain = outcome.changes.map(({ field }) => field).filter((field) => !told.includes(field));
  if (plain.length) sentences.push(`Saving changes ${fieldsInWords(plain)}.`);
  return html`${sentences.length ? html`<div class="notice">${icons.info}${lines(sentences)}</div>` : nothing}
  ${warned(outcome.warnings)}`;
}

/** Warnings, each with the policies it speaks of. */
export function warned(warnings: readonly Warning[]): unknown {
  if (!warnings.length) return nothing;
  const sentences = warnings.map(({ message, policies }) =>
    policies.length ? `${message.replace(/\.$/, "")}: ${list(policies.map(nameOf))}.` : message,
  );
  return html`<div class="notice look">${icons.warning}${lines(sentences)}</div>`;
}

/** What saving did, for the toast. */
export function done(outcome: Outcome, draft: Draft): string {
  const first = draft.policy ? "Saved." : `${draft.payerName} was added.`;
  return [first, ...consequences(outcome, draft, "did")].join(" ");
}

function* consequences(
  { endedPolicies, settledPolicies }: Outcome,
  draft: Draft,
  tense: "will" | "did",
): Generator<string> {
  const will = tense === "will";
  for (const { policy, newEndDate } of endedPolicies) {
    yield `${nameOf(policy)} ${will ? "will end" : "ends"} on ${day(newEndDate)}.`;
  }
  if (will && draft.policy?.needsPayer && draft.form.get("payerId")) {
    yield `${draft.payerName} will be the payer, and the policy will be marked reviewed.`;
  }
  if (settledPolicies.length) yield settled(settledPolicies, will);
  if (will && draft.dropsHolder) yield "The policyholder will be removed, as the client holds the policy.";
}

function settled(policies: Outcome["settledPolicies"], will: boolean): string {
  const names = [...new Set(policies.map(({ client }) => client.displayName))];
  const what = count(policies.length, "other client’s policy", "other clients’ policies");
  return `${what} ${will ? "will get" : "got"} this payer too (${list(names)}).`;
}

/** With DUPLICATE_POLICY: the one that the chart has. */
export function existing({ existingPolicy: policy }: Outcome): string | undefined {
  if (!policy) return undefined;
  const facts = [
    word(TYPES, policy.type),
    word(STATUSES, policy.status),
    policy.memberId,
    period(policy.effectiveDate, policy.endDate),
  ];
  return `${nameOf(policy)}: ${facts.filter(Boolean).join(", ")}.`;
}

function lines(sentences: readonly string[]): TemplateResult {
  return html`<ul>
    ${sentences.map((each) => html`<li>${each}</li>`)}
  </ul>`;
}
