// For urql's Graphcache. Generated from schema.graphql by `make schema`.

import type { KeyingConfig, ResolverConfig } from "@urql/exchange-graphcache";

export declare const keys: KeyingConfig;
export declare const resolvers: ResolverConfig;
