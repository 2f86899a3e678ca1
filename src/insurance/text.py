"""Text is stored trimmed and in NFC, and compared, sorted and searched without regard to case and spacing."""

import unicodedata

from insurance.problems import UserErrorCode


def folded(text: str) -> str:
    """The text in NFKC, without case and with single spaces. Folding twice changes nothing."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", once).split())


def trimmed(text: str) -> str:
    """The text as it is stored: in NFC, without white space at its ends."""
    return unicodedata.normalize("NFC", text).strip()


def text_problem(text: str, max_length: int) -> tuple[UserErrorCode, str] | None:
    """The code and message of a trimmed text's problem; None where it has none. `max_length` is in characters."""
    if not text:
        return UserErrorCode.BLANK, "This cannot be blank."
    if any(unicodedata.category(character) == "Cc" for character in text):
        return UserErrorCode.INVALID, "This cannot contain line breaks or other control characters."
    if len(text) > max_length:
        return UserErrorCode.TOO_LONG, f"This can have at most {max_length} characters."
    return None
