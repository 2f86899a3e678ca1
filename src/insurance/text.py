"""Text: how it is kept, and how it is compared, sorted and searched so that case and spacing never matter."""

import unicodedata

from insurance.problems import UserErrorCode


def folded(text: str) -> str:
    """The text with compatibility forms, case and runs of white space evened out. Folding twice changes nothing."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", once).split())


def client_search_text(first_name: str, last_name: str) -> str:
    """What a search looks through: both orders of the name, a line each, so that no search spans the two."""
    return f"{folded(f'{first_name} {last_name}')}\n{folded(f'{last_name}, {first_name}')}"


def trimmed(text: str) -> str:
    """The text as it is kept: NFC, without white space at its ends."""
    return unicodedata.normalize("NFC", text).strip()


def text_problem(text: str, longest: int) -> tuple[UserErrorCode, str] | None:
    """What is wrong with a trimmed text that may have so many characters; None if nothing is."""
    if not text:
        return UserErrorCode.BLANK, "This cannot be blank."
    if any(unicodedata.category(character) == "Cc" for character in text):
        return UserErrorCode.INVALID, "This cannot contain line breaks or other control characters."
    if len(text) > longest:
        return UserErrorCode.TOO_LONG, f"This can have at most {longest} characters."
    return None
