"""Names and other short texts that are given for payers, clients and settings, checked all at once."""

from collections.abc import Sequence

from insurance import limits
from insurance.problems import Problem, UserErrorCode
from insurance.text import text_problem, trimmed


def checked_text(value: str, longest: int, path: tuple[str, ...], problems: list[Problem]) -> str:
    """The text as it is kept; what is wrong with it goes to the problems."""
    text = trimmed(value)
    if problem := text_problem(text, longest):
        problems.append(Problem(*problem, path))
    return text


def checked_aliases(values: Sequence[str], problems: list[Problem]) -> tuple[str, ...]:
    """A payer's aliases as they are kept, each once."""
    if len(values) > limits.ALIASES:
        message = f"A payer can have at most {limits.ALIASES} aliases."
        problems.append(Problem(UserErrorCode.LIMIT_REACHED, message, ("aliases",)))
        return ()
    texts = [checked_text(value, limits.ALIAS, ("aliases", str(place)), problems) for place, value in enumerate(values)]
    return tuple(dict.fromkeys(texts))
