// Whether the declarations of schema/cache/ fit the libraries' own types. Only its types are checked.

import { InMemoryCache } from "@apollo/client";
import { cacheExchange } from "@urql/exchange-graphcache";
import { possibleTypes, typePolicies } from "../../schema/cache/apollo.mjs";
import { keys, resolvers } from "../../schema/cache/urql.mjs";

export const cache = new InMemoryCache({ possibleTypes, typePolicies });
export const exchange = cacheExchange({ keys, resolvers });
