"""Authentication: who is calling. Bearer tokens are verified here, and links to files and uploads are signed here."""
