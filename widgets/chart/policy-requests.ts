// The requests of the policy form.

import {
  AddPolicyDocument,
  AddPolicyFormDocument,
  EditPolicyDocument,
  EditPolicyFormDocument,
  PolicyHistoryDocument,
  type AddPolicyFormQuery,
  type AddPolicyInput,
  type EditPolicyFormQuery,
  type EditPolicyInput,
} from "../generated/operations.ts";
import type { ApiClient } from "../shared/api-client.ts";
import type { LatestChange } from "./conflict-notice.ts";
import type { SaveResult } from "./save-preview.ts";

export type Viewer = NonNullable<EditPolicyFormQuery["viewer"]>;

/** The form's data. The policy is undefined when one is added, and null when there is none with the id. */
export interface PolicyFormData {
  viewer: Viewer | null;
  /** When one is added: the client. */
  client?: AddPolicyFormQuery["client"];
  policy?: EditPolicyFormQuery["policy"];
}

/** Loads the form of the policy; for the id "", the form of a new policy. */
export function loadPolicyForm(api: ApiClient, clientId: string, policyId: string): Promise<PolicyFormData> {
  return policyId ? api.send(EditPolicyFormDocument, { policyId }) : api.send(AddPolicyFormDocument, { clientId });
}

/** What adding or editing would do. The policies that it could end are also named where it is told not to end them. */
export async function previewPolicy(api: ApiClient, input: AddPolicyInput | EditPolicyInput): Promise<SaveResult> {
  const preview = savePolicy(api, { ...input, dryRun: true });
  if ("id" in input || input.endPrevious !== false) return preview;
  const ending = savePolicy(api, { ...input, endPrevious: true, dryRun: true });
  const [result, { endable }] = await Promise.all([preview, ending]);
  return { ...result, endable };
}

/** Adds or edits a policy; with `dryRun` only returns what that would do. */
export async function savePolicy(api: ApiClient, input: AddPolicyInput | EditPolicyInput): Promise<SaveResult> {
  return "id" in input ? editPolicy(api, input) : addPolicy(api, input);
}

async function addPolicy(api: ApiClient, input: AddPolicyInput): Promise<SaveResult> {
  const { addPolicy: payload } = await api.send(AddPolicyDocument, { input });
  if (!payload) throw new Error("addPolicy is null only with an error.");
  const { endedPolicies, policy } = payload;
  return { ...payload, policy: undefined, id: policy?.id, endable: endedPolicies, settledPolicies: [], changes: [] };
}

async function editPolicy(api: ApiClient, input: EditPolicyInput): Promise<SaveResult> {
  const { editPolicy: payload } = await api.send(EditPolicyDocument, { input });
  if (!payload) throw new Error("editPolicy is null only with an error.");
  const policy = payload.policy ?? undefined;
  return { ...payload, policy, id: policy?.id, endable: [] };
}

/** The newest change of the policy. */
export async function loadLatestChange(api: ApiClient, policyId: string): Promise<LatestChange | undefined> {
  const { policy } = await api.send(PolicyHistoryDocument, { policyId, first: 1 });
  return policy?.history?.edges[0]?.node;
}
