"""The object types, one noun a file. A class declares the shape; its fields are resolved from records."""
