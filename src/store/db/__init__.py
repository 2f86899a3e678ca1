"""Opens, reads, writes and migrates the database. What differs between databases is in this package only."""
