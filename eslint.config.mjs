// What the schema and the frontends' documents are held to. An exception here is named, never a pattern.

import graphql from "@graphql-eslint/eslint-plugin";

const { configs, rules } = graphql;

// Values: told apart by what they hold, or by the object they belong to. Whatever has an identity of its own has an id.
const typesWithoutId = [
  "Viewer",
  "PolicyForm",
  "PolicyFormField",
  "PolicyholderFormField",
  "InsuranceCollection",
  "CoverageSpan",
  "Policyholder",
  "Address",
  "Eligibility",
  "PolicyWarning",
  "ClaimReadiness",
  "ClaimProblem",
  "ServiceEligibility",
  "ClaimOption",
  "PayerSuggestion",
  "FieldChange",
  "UserError",
  "EndedPolicy",
  "ClientConnection",
  "PayerConnection",
  "PolicyConnection",
  "ChangeConnection",
  "PageInfo",
  "ClientEdge",
  "PayerEdge",
  "PolicyEdge",
  "ChangeEdge",
  "AddPolicyPayload",
  "SubmitPolicyPayload",
  "EditPolicyPayload",
  "MakePolicyInactivePayload",
  "MakePolicyActivePayload",
  "MarkPolicyReviewedPayload",
  "AddPayerPayload",
  "EditPayerPayload",
  "AddClientPayload",
  "EditClientPayload",
  "InviteClientPayload",
  "AcceptInvitationPayload",
  "SetClientInsuranceCollectionPayload",
  "SetPortalSettingsPayload",
  "CreateUploadPayload",
];

const described = {
  types: true,
  rootField: true,
  DirectiveDefinition: true,
  FieldDefinition: true,
  InputValueDefinition: true,
  EnumValueDefinition: true,
  // Strawberry cannot describe a directive's argument; the directive's own description speaks of it.
  ignoredSelectors: ["DirectiveDefinition[name.value=allow] > InputValueDefinition[name.value=roles]"],
};

// The rule takes no options. A policyholder is the article's word for a person; `Policy.holder` would be another.
const noTypenamePrefix = {
  ...rules["no-typename-prefix"],
  create(context) {
    const report = (problem) => {
      const { typeName, fieldName } = problem.data;
      if (`${typeName}.${fieldName}` !== "Policy.policyholder") context.report(problem);
    };
    return rules["no-typename-prefix"].create({ report });
  },
};

const shared = {
  plugins: { "@graphql-eslint": { ...graphql, rules: { ...rules, "no-typename-prefix": noTypenamePrefix } } },
  languageOptions: {
    parser: graphql.parser,
    parserOptions: { graphQLConfig: { schema: "schema.graphql", documents: "schema/operations/**/*.graphql" } },
  },
  linterOptions: { reportUnusedDisableDirectives: "error" },
};

export default [
  {
    ...shared,
    files: ["schema.graphql"],
    rules: {
      ...configs["flat/schema-recommended"].rules,
      ...configs["flat/schema-relay"].rules,
      "@graphql-eslint/require-description": ["error", described],
      "@graphql-eslint/strict-id-in-types": ["error", { exceptions: { types: typesWithoutId } }],
      // A connection pages what may grow without end; the policies of one chart are a plain list.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
  {
    ...shared,
    files: ["schema/operations/**/*.graphql"],
    rules: configs["flat/operations-recommended"].rules,
  },
];
