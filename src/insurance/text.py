"""Text is stored trimmed and in NFC, and compared, sorted and searched without regard to case and spacing."""

import unicodedata

from insurance.invisible import strip_blank
from insurance.problems import UserErrorCode

# Control characters, line and paragraph separators, and halves of a character outside of UTF-8.
_NOT_IN_A_LINE = {"Cc", "Zl", "Zp", "Cs"}


def folded(text: str) -> str:
    """The text in NFKC, without case and with single spaces. Folding twice changes nothing."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", once).split())


def trimmed(text: str) -> str:
    """The text as it is stored: in NFC, without white space and invisible characters at its ends."""
    return strip_blank(unicodedata.normalize("NFC", text))


def text_problem(text: str, max_length: int) -> tuple[UserErrorCode, str] | None:
    """The code and message of a trimmed text's problem; None where it has none. `max_length` is in characters."""
    if not text:
        return UserErrorCode.BLANK, "This cannot be blank."
    if any(unicodedata.category(character) in _NOT_IN_A_LINE for character in text):
        return UserErrorCode.INVALID, "This cannot contain line breaks or other control characters."
    if len(text) > max_length:
        return UserErrorCode.TOO_LONG, f"This can have at most {max_length} characters."
    return None
