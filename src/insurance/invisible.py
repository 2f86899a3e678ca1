"""Characters that nobody sees: pasted from web pages, PDFs and messengers, they make equal texts look alike and differ.

They are the code points with Unicode's property Default_Ignorable_Code_Point (Unicode 16.0, DerivedCoreProperties.txt),
and U+2800, the blank Braille pattern, which has no ink either.
"""

_RANGES = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),  # zero-width space, joiners, direction marks
    (0x202A, 0x202E),
    (0x2060, 0x206F),  # word joiner
    (0x2800, 0x2800),
    (0x3164, 0x3164),  # Hangul filler
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
INVISIBLE = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
_WHITE_SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_BLANK = _WHITE_SPACE + "".join(sorted(INVISIBLE))


def strip_blank(text: str) -> str:
    """The text without white space and invisible characters at its ends. Those inside stay: joiners shape words."""
    return text.strip(_BLANK)
