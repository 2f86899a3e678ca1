"""The API: HTTP, callers, types, loaders, mutations. Knows the store; decides nothing itself."""
