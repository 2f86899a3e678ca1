// What a save would do, or did, as text.

import { html, nothing, type TemplateResult } from "lit";
import type { AddPolicyMutation, EditPolicyMutation } from "../generated/operations.ts";
import { formatDate, formatPeriod } from "../shared/dates.ts";
import type { UserError } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { joinList, labelOf, pluralize, POLICY_STATUSES, POLICY_TYPES } from "../shared/labels.ts";
import { joinFieldNames, type FieldChange } from "./policy-changes.ts";
import type { PolicyDraft, SavedPolicy } from "./policy-draft.ts";
import { policyName } from "./policy-summary.ts";

type AddPayload = NonNullable<AddPolicyMutation["addPolicy"]>;
type EditPayload = NonNullable<EditPolicyMutation["editPolicy"]>;
type Warning = Pick<AddPayload["warnings"][number], "message" | "policies">;

/** The payloads of addPolicy and editPolicy as one type. */
export interface SaveResult {
  /** The policy's id; undefined where it does not exist yet. */
  id: string | undefined;
  /** The policy after an edit. */
  policy: SavedPolicy | undefined;
  endedPolicies: AddPayload["endedPolicies"];
  settledPolicies: EditPayload["settledPolicies"];
  changes: readonly FieldChange[];
  warnings: readonly Warning[];
  existingPolicy: AddPayload["existingPolicy"];
  userErrors: UserError[];
}

/** What saving will do, from the result of a dry run. */
export function savePreview(result: SaveResult, draft: PolicyDraft): TemplateResult {
  const sentences = consequences(result, draft, "future");
  if (!draft.policy && !sentences.length) sentences.push("The policy will be added. No other policy changes.");
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
  const sentences = warnings.map(({ message, policies }) =>
    policies.length ? `${message.replace(/\.$/, "")}: ${joinList(policies.map(policyName))}.` : message,
  );
  return html`<div class="notice warning">${icons.warning}${bulletList(sentences)}</div>`;
}

/** What saving did, for the toast. */
export function savedMessage(result: SaveResult, draft: PolicyDraft): string {
  const first = draft.policy ? "Saved." : `${draft.payerName} was added.`;
  return [first, ...consequences(result, draft, "past")].join(" ");
}

/** A sentence for each effect on other policies, and for each effect that the form does not show. */
function consequences(result: SaveResult, draft: PolicyDraft, tense: "future" | "past"): string[] {
  const isFuture = tense === "future";
  const sentences = result.endedPolicies.map(({ policy, newEndDate }) => {
    return `${policyName(policy)} ${isFuture ? "will end" : "ends"} on ${formatDate(newEndDate)}.`;
  });
  if (isFuture && draft.policy?.needsPayer && draft.form.get("payerId")) {
    sentences.push(`${draft.payerName} will be the payer, and the policy will be marked reviewed.`);
  }
  if (result.settledPolicies.length) sentences.push(otherClientsText(result.settledPolicies, isFuture));
  if (isFuture && draft.removesPolicyholder) {
    sentences.push("The policyholder will be removed, as the client is the policyholder.");
  }
  return sentences;
}

/** Policies of other clients get the payer too, where those clients entered the same name. */
function otherClientsText(policies: SaveResult["settledPolicies"], isFuture: boolean): string {
  const clients = [...new Set(policies.map(({ client }) => client.displayName))];
  const subject = pluralize(policies.length, "other client’s policy", "other clients’ policies");
  return `${subject} ${isFuture ? "will get" : "got"} this payer too (${joinList(clients)}).`;
}

/** With DUPLICATE_POLICY: the policy that the chart already has. */
export function duplicateSummary({ existingPolicy: policy }: SaveResult): string | undefined {
  if (!policy) return undefined;
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
