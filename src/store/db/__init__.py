"""How each database is opened, read, written and migrated: the one place where databases differ."""
