"""Names and other short texts of an input: each is trimmed, and its problem is reported with its path."""

from insurance.problems import Problem
from insurance.text import text_problem, trimmed


def checked_text(value: str, max_length: int, path: tuple[str, ...], problems: list[Problem]) -> str:
    """The text as it is stored. Its problem (BLANK, INVALID or TOO_LONG), if it has one, is added to `problems`."""
    text = trimmed(value)
    if problem := text_problem(text, max_length):
        problems.append(Problem(*problem, path))
    return text
