"""Who is calling: bearer tokens verified, and signed links to files."""
