// The lint rules of the schema, the documents that frontends send, and the JavaScript and TypeScript.

import graphql from "@graphql-eslint/eslint-plugin";
import lit from "eslint-plugin-lit";
import tseslint from "typescript-eslint";

const { configs, rules } = graphql;

// Types without an identity of their own: values, and parts of another object. Every other type has an id.
const typesWithoutId = [
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
  "ClaimBox",
  "ServiceEligibility",
  "ClaimOption",
  "PayerSuggestion",
  "Access",
  "FieldChange",
  "UserError",
  "EndedPolicy",
  "ClientConnection",
  "PayerConnection",
  "PolicyConnection",
  "ChangeConnection",
  "AccessConnection",
  "PageInfo",
  "ClientEdge",
  "PayerEdge",
  "PolicyEdge",
  "ChangeEdge",
  "AccessEdge",
  "AddPolicyPayload",
  "SubmitPolicyPayload",
  "EditPolicyPayload",
  "MakePolicyInactivePayload",
  "MakePolicyActivePayload",
  "MarkPolicyReviewedPayload",
  "MarkPolicyEnteredInErrorPayload",
  "MergePayersPayload",
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
  // Strawberry cannot describe a directive's argument; the directive's description explains it.
  ignoredSelectors: ["DirectiveDefinition[name.value=allow] > InputValueDefinition[name.value=roles]"],
};

// The rule has no options. The field is named as in the product: `Policy.holder` would be a second word for it.
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

const ASSIGNMENT = "AssignmentExpression";
const javaScriptRules = {
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-nested-ternary": "error",
  "no-sequences": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "no-restricted-syntax": [
    "error",
    { selector: `${ASSIGNMENT} > ArrayPattern.left`, message: "One assignment a statement." },
    { selector: `${ASSIGNMENT} > ObjectPattern.left`, message: "One assignment a statement." },
  ],
};

export default [
  { ignores: ["widgets/generated/**", "src/**/dist/**"] },
  {
    files: ["**/*.{js,mjs}"],
    rules: javaScriptRules,
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  ...[...tseslint.configs.strictTypeChecked, lit.configs["flat/recommended"]].map((config) => ({
    ...config,
    files: ["widgets/**/*.ts"],
  })),
  {
    files: ["widgets/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...javaScriptRules,
      // Lit binds event handlers to the host element.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A listener may be async: a RequestError is handled where it arises, anything else is a bug for the console.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_$", argsIgnorePattern: "^_$" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "lit/attribute-names": "error",
      "lit/no-native-attributes": "off", // `hidden`, `title` and `label` mean the same here
      "lit/prefer-nothing": "error",
    },
  },
  {
    ...shared,
    files: ["schema.graphql"],
    rules: {
      ...configs["flat/schema-recommended"].rules,
      ...configs["flat/schema-relay"].rules,
      "@graphql-eslint/require-description": ["error", described],
      "@graphql-eslint/strict-id-in-types": ["error", { exceptions: { types: typesWithoutId } }],
      // Connections are for lists that grow without a limit; the policies of one chart are a plain list.
      // Accesses are no nodes: nothing refers to one.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
    },
  },
  {
    ...shared,
    files: ["schema/operations/**/*.graphql"],
    rules: configs["flat/operations-recommended"].rules,
  },
];
