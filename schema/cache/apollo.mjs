// For Apollo Client: `new InMemoryCache({ possibleTypes, typePolicies })`. Generated from schema.graphql by `make schema`.

import { relayStylePagination } from "@apollo/client/utilities";

// Part of the object that has it. Documents may select different fields of it: they are kept side by side.
const value = { keyFields: false, merge: true };

export const possibleTypes = { Node: ["Attachment", "Change", "Client", "Payer", "Policy", "Practice"] };

// Pages of a connection become one list. Of any other list, the newer one replaces the older one.
export const typePolicies = {
  Query: {
    fields: {
      clients: relayStylePagination(["search"]),
      payers: relayStylePagination(["search", "includeArchived"]),
      policiesToReview: relayStylePagination(),
      nodes: { merge: false },
      eligiblePolicies: { merge: false },
    },
  },
  Client: {
    fields: {
      history: relayStylePagination(),
      accesses: relayStylePagination(),
      policies: { merge: false },
      eligiblePolicies: { merge: false },
      coverageTimeline: { merge: false },
    },
  },
  Payer: { fields: { history: relayStylePagination() } },
  Policy: {
    fields: {
      history: relayStylePagination(),
      payerSuggestions: { merge: false },
      attachments: { merge: false },
      claimForm: { merge: false },
    },
  },
  Practice: { fields: { history: relayStylePagination() } },
  Change: { fields: { fields: { merge: false } } },
  Access: value,
  Address: value,
  ClaimBox: value,
  ClaimOption: value,
  ClaimProblem: value,
  ClaimReadiness: value,
  CoverageSpan: value,
  Eligibility: value,
  EndedPolicy: value,
  FieldChange: value,
  InsuranceCollection: value,
  PayerSuggestion: value,
  PolicyForm: value,
  PolicyFormField: value,
  PolicyWarning: value,
  Policyholder: value,
  PolicyholderFormField: value,
  ServiceEligibility: value,
  UserError: value,
};
