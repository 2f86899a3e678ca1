// For urql's Graphcache: `cacheExchange({ keys, resolvers })`. Generated from schema.graphql by `make schema`.

import { relayPagination } from "@urql/exchange-graphcache/extras";

// Part of the object that has it.
const noKey = () => null;

export const keys = {
  AcceptInvitationPayload: noKey,
  Access: noKey,
  AccessConnection: noKey,
  AccessEdge: noKey,
  AddClientPayload: noKey,
  AddPayerPayload: noKey,
  AddPolicyPayload: noKey,
  Address: noKey,
  ChangeConnection: noKey,
  ChangeEdge: noKey,
  ClaimBox: noKey,
  ClaimOption: noKey,
  ClaimProblem: noKey,
  ClaimReadiness: noKey,
  ClientConnection: noKey,
  ClientEdge: noKey,
  CoverageSpan: noKey,
  CreateUploadPayload: noKey,
  EditClientPayload: noKey,
  EditPayerPayload: noKey,
  EditPolicyPayload: noKey,
  Eligibility: noKey,
  EndedPolicy: noKey,
  FieldChange: noKey,
  InsuranceCollection: noKey,
  InviteClientPayload: noKey,
  MakePolicyActivePayload: noKey,
  MakePolicyInactivePayload: noKey,
  MarkPolicyEnteredInErrorPayload: noKey,
  MarkPolicyReviewedPayload: noKey,
  MergePayersPayload: noKey,
  PageInfo: noKey,
  PayerConnection: noKey,
  PayerEdge: noKey,
  PayerSuggestion: noKey,
  PolicyConnection: noKey,
  PolicyEdge: noKey,
  PolicyForm: noKey,
  PolicyFormField: noKey,
  PolicyWarning: noKey,
  Policyholder: noKey,
  PolicyholderFormField: noKey,
  ServiceEligibility: noKey,
  SetClientInsuranceCollectionPayload: noKey,
  SetPortalSettingsPayload: noKey,
  SubmitPolicyPayload: noKey,
  UserError: noKey,
};

// Pages of a connection become one list.
export const resolvers = {
  Query: { clients: relayPagination(), payers: relayPagination(), policiesToReview: relayPagination() },
  Client: { history: relayPagination(), accesses: relayPagination() },
  Payer: { history: relayPagination() },
  Policy: { history: relayPagination() },
  Practice: { history: relayPagination() },
};
