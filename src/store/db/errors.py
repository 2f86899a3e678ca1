"""The database cannot be used at the moment: the one exception for every failure of the machine below it.

It is raised in this package only. What is wrong with a statement or a value is another kind of error.
"""


class DatabaseUnavailable(Exception):
    """The database cannot be read or written now. Nothing was saved. The message completes "The database ..."."""


class ChangedMeanwhile(Exception):
    """A record that a transaction has read was written by another one before it could write it. Nothing was saved."""


class UnsupportedDatabase(ValueError):
    """The database URL is not that of a supported database."""
