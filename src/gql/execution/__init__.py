"""From a GraphQL document to its answer."""
