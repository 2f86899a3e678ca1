"""What the parser refuses, without the text that it stumbled over: that may be a value that lost its quotes."""

import re

from graphql import GraphQLError, GraphQLSyntaxError

from gql.errors import TooComplex

# What the parser was looking for: its own words and punctuation, never the document's.
_EXPECTED = re.compile(r"Syntax Error: Expected (Name|String|'[^\w\s]{1,3}'|'on'|<EOF>)[,.]")
_FIXED = {
    "Syntax Error: Unterminated string.": "a string is not closed",
    "Syntax Error: Unexpected <EOF>.": "the document ends too early",
}
_LIMITS = re.compile(
    r"Syntax Error: (?:Document|Source) contains (more than \d+ (?:tokens|comments|code points))\. Parsing aborted\."
)
_TOO_DEEP = "Syntax Error: Document is nested too deeply. Parsing aborted."


def without_quotes(error: GraphQLSyntaxError) -> GraphQLError:
    """The same error at the same place, saying what was expected and not what was there; TooComplex for a limit."""
    limit = _LIMITS.fullmatch(error.message)
    if limit:
        return TooComplex(f"has {limit[1]}")
    if error.message == _TOO_DEEP:
        return TooComplex("is nested too deep")
    assert error.source and error.positions  # noqa: S101 - every error of syntax has its place
    return GraphQLSyntaxError(error.source, next(iter(error.positions)), _description(error.message))


def _description(message: str) -> str:
    if message in _FIXED:
        return f"{_FIXED[message]}."
    expected = _EXPECTED.match(message)
    return f"expected {expected[1]} here." if expected else "unexpected text here."
