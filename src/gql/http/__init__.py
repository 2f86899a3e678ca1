"""The HTTP endpoints and their parts."""
