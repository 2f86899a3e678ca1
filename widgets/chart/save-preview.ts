// What a save would do, or did, as text.

import { html, nothing, type TemplateResult } from "lit";
import type { AddPolicyMutation, EditPolicyMutation } from "../generated/operations.ts";
import { formatDate, formatPeriod } from "../shared/dates.ts";
import type { UserError } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { joinList, labelOf, pluralize, POLICY_STATUSES, POLICY_TYPES } from "../shared/labels.ts";
import { joinFieldNames, type FieldChange } from "./policy-changes.ts";
import type { PolicyDraft, SavedPolicy } from "./policy-draft.ts";
import { policyName, type ChartPolicy } from "./policy-summary.ts";
import { stillOpenText } from "./replacement.ts";

type AddPayload = NonNullable<AddPolicyMutation["addPolicy"]>;
type EditPayload = NonNullable<EditPolicyMutation["editPolicy"]>;
export type EndedPolicy = AddPayload["endedPolicies"][number];
export type ExistingPolicy = NonNullable<AddPayload["existingPolicy"]>;
export type Warning = Pick<AddPayload["warnings"][number], "code" | "message" | "policies">;

/** The payloads of addPolicy and editPolicy as one type. */
export interface SaveResult {
  /** The policy's id; undefined where it does not exist yet. */
  id: string | undefined;
  /** The policy after an edit. */
  policy: SavedPolicy | undefined;
  endedPolicies: readonly EndedPolicy[];
  /** The policies that adding this one would end, whether it is to end them or not. */
  endable: readonly EndedPolicy[];
  settledPolicies: EditPayload["settledPolicies"];
  changes: readonly FieldChange[];
  warnings: readonly Warning[];
  existingPolicy: ExistingPolicy | null;
  userErrors: UserError[];
}

/** What saving will do, from the result of a dry run. */
export function savePreview(result: SaveResult, draft: PolicyDraft, replaces?: ChartPolicy): TemplateResult {
  const sentences = consequences(result, draft, "future");
  const stillOpen = replaces && stillOpenText(replaces, result.endedPolicies);
  if (!draft.policy && !sentences.length) sentences.push("The policy will be added. No other policy changes.");
  if (stillOpen) sentences.push(stillOpen);
  // The sentences cover the review, and where the policy needs a payer, the payer.
  const covered = draft.policy?.needsPayer ? ["payer", "reviewedAt", "reviewedBy"] : ["reviewedAt", "reviewedBy"];
  const fields = result.changes.map(({ field }) => field).filter((field) => !covered.includes(field));
  if (fields.length) sentences.push(`Saving changes ${joinFieldNames(fields)}.`);
  const notice = sentences.length ? html`<div class="notice">${icons.info}${bulletList(sentences)}</div>` : nothing;
  return html`${notice} ${warningNotice(result.warnings)}`;
}

/** Warnings, each with the names of the policies that it is about. */
export function warningNotice(warnings: readonly Warning[]): unknown {
  if (!warnings.length) return nothing;
  return html`<div class="notice warning">${icons.warning}${bulletList(warningSentences(warnings))}</div>`;
}

/** A sentence for each warning. */
export function warningSentences(warnings: readonly Warning[]): string[] {
  return warnings.map(({ message, policies }) =>
    policies.length ? `${message.replace(/\.$/, "")}: ${joinList(policies.map(policyName))}.` : message,
  );
}

/** What saving did, for the toast. */
export function savedMessage(result: SaveResult, draft: PolicyDraft): string {
  const first = draft.policy ? "Saved." : `${draft.payerName} was added.`;
  return [first, ...consequences(result, draft, "past")].join(" ");
}

/** A sentence for each effect on other policies, and for each effect that the form does not show. */
function consequences(result: SaveResult, draft: PolicyDraft, tense: "future" | "past"): string[] {
  const isFuture = tense === "future";
  const sentences = result.endedPolicies.map((ended) => endDateSentence(ended, tense));
  if (isFuture && draft.policy?.needsPayer && draft.form.get("payerId")) {
    sentences.push(`${draft.payerName} will be the payer, and the policy will be marked reviewed.`);
  }
  if (result.settledPolicies.length) sentences.push(otherClientsText(result.settledPolicies, isFuture));
  if (isFuture && draft.removesPolicyholder) {
    sentences.push("The policyholder will be removed, as the client is the policyholder.");
  }
  return sentences;
}

/** What happens to the end date of another policy: it is set, moved, or taken away. */
export function endDateSentence(
  { policy, previousEndDate, newEndDate }: EndedPolicy,
  tense: "future" | "past",
): string {
  const name = policyName(policy);
  const isFuture = tense === "future";
  if (!newEndDate) {
    const before = previousEndDate ? ` (it was ${formatDate(previousEndDate)})` : "";
    return `${name} ${isFuture ? "will have" : "has"} no end date any more${before}.`;
  }
  const before = previousEndDate ? ` instead of ${formatDate(previousEndDate)}` : "";
  return `${name} ${isFuture ? "will end" : "ends"} on ${formatDate(newEndDate)}${before}.`;
}

/** Policies of other clients get the payer too, where those clients entered the same name. */
function otherClientsText(policies: SaveResult["settledPolicies"], isFuture: boolean): string {
  const clients = [...new Set(policies.map(({ client }) => client.displayName))];
  const subject = pluralize(policies.length, "other client’s policy", "other clients’ policies");
  return `${subject} ${isFuture ? "will get" : "got"} this payer too (${joinList(clients)}).`;
}

/** With DUPLICATE_POLICY: the policy that the chart already has. */
export function duplicateNotice(existing: ExistingPolicy): TemplateResult {
  return html`<div class="notice danger form-errors" role="alert" tabindex="-1">
    ${icons.warning}
    <p><strong>The chart already has this policy.</strong><br />${duplicateSummary(existing)}</p>
  </div>`;
}

function duplicateSummary(policy: ExistingPolicy): string {
  const details = [
    labelOf(POLICY_TYPES, policy.type),
    labelOf(POLICY_STATUSES, policy.status),
    policy.memberId,
    formatPeriod(policy.effectiveDate, policy.endDate),
  ];
  return `${policyName(policy)}: ${details.filter(Boolean).join(", ")}.`;
}

function bulletList(sentences: readonly string[]): TemplateResult {
  return html`<ul>
    ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
  </ul>`;
}
