// For Apollo Client. Generated from schema.graphql by `make schema`.

import type { PossibleTypesMap, TypePolicies } from "@apollo/client";

export declare const possibleTypes: PossibleTypesMap;
export declare const typePolicies: TypePolicies;
