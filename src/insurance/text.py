"""How names are compared, sorted and searched, so that case and spacing never matter."""

import unicodedata


def folded(text: str) -> str:
    """The text with compatibility forms, case and runs of white space evened out. Folding twice changes nothing."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", once).split())


def client_search_text(first_name: str, last_name: str) -> str:
    """What a search looks through: both orders of the name, a line each, so that no search spans the two."""
    return f"{folded(f'{first_name} {last_name}')}\n{folded(f'{last_name}, {first_name}')}"
