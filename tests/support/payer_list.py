"""A generated list of payers of the shape that clearinghouses publish, with its faults."""

from random import Random

ROWS = 3_781
LEADING_ZEROS, ALPHANUMERIC, SECOND_ID = 157, 2_045, 548
LONGEST_NAME = 159

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_KINDS = ("Health Plan", "Blue Cross & Blue Shield", "Medicaid", "Benefit Fund", "TPA, Inc.", "Insurance Co.")
_PLACES = ("of Texas", "(Ohio)", "- New York", "d/b/a Mutual", "of Maine", "West")


def payer_rows() -> list[dict[str, str]]:
    """The rows: distinct names and IDs first, then the faults that such lists have."""
    rng = Random(11)  # noqa: S311 - not for secrets
    rows = [
        {"name": _name(rng, number), "payer_id": payer_id, "eligibility_id": ""}
        for number, payer_id in enumerate(_ids(rng))
    ]
    rows[0]["name"] = rows[0]["name"].ljust(LONGEST_NAME, "n")
    for row in rng.sample(rows, SECOND_ID):
        row["eligibility_id"] = f"E{rng.randrange(10**5)}"
    return rows


def faulty_rows(rows: list[dict[str, str]]) -> list[tuple[dict[str, str], str]]:
    """Rows that cannot be imported after `rows`, each with a part of the reason."""
    return [
        ({"name": rows[5]["name"].upper(), "payer_id": "OTHER"}, "has"),
        ({"name": "Health\tPlan of Tabs", "payer_id": "TAB01"}, "control characters"),
        ({"name": "\u200b\ufeff", "payer_id": "INV01"}, "blank"),
        ({"name": "", "payer_id": "NONE1"}, "blank"),
        ({"name": "N" * 201, "payer_id": "LONG1"}, "at most 200"),
        ({"name": "One Digit Plan", "payer_id": "7"}, "at least 2"),
        ({"name": "Line\u2028Plan", "payer_id": "LINE1"}, "control characters"),
        ({"name": "***", "payer_id": "STAR1"}, "letter or digit"),
    ]


def untidy_rows(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows that name payers of `rows` again: a list has some of its names twice, spelled in other ways."""
    return [
        {"name": f"\u200b{rows[7]['name'].upper()}\t", "payer_id": f" {rows[7]['payer_id']} "},
        {"name": rows[9]["name"], "payer_id": ""},
        {"name": f"{rows[11]['name']} \ufeff", "payer_id": rows[11]["payer_id"]},
    ]


def _ids(rng: Random) -> list[str]:
    zeros = [f"0{number:04d}" for number in rng.sample(range(10**4), LEADING_ZEROS)]
    numbers = [str(number) for number in rng.sample(range(10**4, 10**5), ROWS - LEADING_ZEROS - ALPHANUMERIC)]
    mixed = [
        f"{rng.choice(_LETTERS)}{rng.choice(_LETTERS)}{number:03d}{rng.choice(_LETTERS)}"
        for number in range(ALPHANUMERIC)
    ]
    found = [*zeros, *numbers, *mixed]
    rng.shuffle(found)
    return found


def _name(rng: Random, number: int) -> str:
    return f"{rng.choice(_LETTERS)}{number} {rng.choice(_KINDS)} {rng.choice(_PLACES)}"
