"""What fields and types are made of: declarations, resolvers, loaders, permissions, costs, enums and scalars."""
