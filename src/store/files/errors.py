"""The errors of the file store."""


class BadFilesUrl(ValueError):
    """The URL is not that of a usable file store, or the environment lacks the credentials for it."""


class FilesUnavailable(Exception):
    """The store does not answer, or answers with an error: a retry may help."""


def describe(error: Exception) -> str:
    """The failed request and its error, in one line, without the response's body and obstore's own details."""
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0].partition('<')[0]}"[:600]
