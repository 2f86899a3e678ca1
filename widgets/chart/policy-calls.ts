// What the form behind Add Policy and Edit asks and sends.

import {
  AddPolicyDocument,
  AddPolicyFormDocument,
  EditPolicyDocument,
  EditPolicyFormDocument,
  PayerListDocument,
  PolicyHistoryDocument,
  type AddPolicyInput,
  type EditPolicyFormQuery,
  type EditPolicyInput,
} from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import type { Option } from "../shared/parts/combobox.ts";
import type { LatestChange } from "./conflict.ts";
import type { Outcome } from "./outcome.ts";

export type Viewer = NonNullable<EditPolicyFormQuery["viewer"]>;

/** What the form is drawn from: the policy is undefined where one is added, null where there is none such. */
export interface LoadedForm {
  viewer: Viewer | null;
  policy?: EditPolicyFormQuery["policy"];
}

/** Without a policy's id, the form of a new one. */
export function loadForm(api: Api, policyId: string): Promise<LoadedForm> {
  return policyId ? api.send(EditPolicyFormDocument, { policyId }) : api.send(AddPolicyFormDocument, {});
}

/** Saves, or with `dryRun` foretells. */
export async function sendPolicy(api: Api, input: AddPolicyInput | EditPolicyInput): Promise<Outcome> {
  if (!("id" in input)) {
    const payload = (await api.send(AddPolicyDocument, { input })).addPolicy!;
    return { ...payload, policy: undefined, id: payload.policy?.id, settledPolicies: [], changes: [] };
  }
  const payload = (await api.send(EditPolicyDocument, { input })).editPolicy!;
  const policy = payload.policy ?? undefined;
  return { ...payload, policy, id: policy?.id, endedPolicies: [] };
}

/** Who changed the policy last. */
export async function latestChange(api: Api, policyId: string): Promise<LatestChange | undefined> {
  const { policy } = await api.send(PolicyHistoryDocument, { policyId, first: 1 });
  return policy?.history?.nodes[0];
}

/** Payers that may be chosen. */
export async function findPayers(api: Api, search: string): Promise<readonly Option[]> {
  const { payers } = await api.send(PayerListDocument, { search, includeArchived: false, first: 20 });
  return (payers?.nodes ?? []).map(({ id, name, ediPayerId }) => ({ value: id, label: name, detail: ediPayerId }));
}
