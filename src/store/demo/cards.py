"""Draws the insurance cards: front and back, as a scanner or a telephone keeps them. The same bytes each time."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from insurance.enums import AttachmentSide
from insurance.facts import Attachment
from store.demo.pictures import Card, Picture
from store.digests import digest

WIDTH, HEIGHT = 856, 540
"""Ten pixels for each millimetre of a card."""
_FINE = 2
"""Drawn this many times larger and then made smaller, which smooths every edge."""

Colour = tuple[int, int, int]
_INK: Colour = (33, 37, 48)
_LABEL: Colour = (112, 118, 132)
_PAPER: Colour = (252, 252, 250)
_DESK: Colour = (126, 101, 78)
_WHITE: Colour = (255, 255, 255)
_COLOURS: tuple[Colour, ...] = (
    (24, 78, 140),
    (15, 110, 116),
    (107, 45, 114),
    (176, 62, 40),
    (35, 104, 70),
    (52, 58, 128),
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The bytes of a picture: the file as it was uploaded, and a smaller JPEG of the same."""

    file: bytes
    preview: bytes


PREVIEW_TYPE = "image/jpeg"


def draw(picture: Picture) -> Drawing:
    """The picture's file, of the type it says, and its preview."""
    image = _front(picture.card) if picture.shot.side is AttachmentSide.FRONT else _back(picture.card)
    if picture.shot.content_type == "image/jpeg":
        image = _photographed(image)
    kind = "JPEG" if picture.shot.content_type == "image/jpeg" else "PNG"
    return Drawing(_encoded(image, kind), _encoded(image.reduce(2), "JPEG"))


def attachment(picture: Picture, drawing: Drawing) -> Attachment:
    """The record of a picture that was drawn."""
    return Attachment(
        id=picture.id,
        policy_id=picture.policy_id,
        file_name=picture.shot.file_name,
        content_type=picture.shot.content_type,
        byte_size=len(drawing.file),
        side=picture.shot.side,
        file_key=picture.file_key,
        preview_key=picture.preview_key,
        preview_type=PREVIEW_TYPE,
        file_digest=digest(drawing.file),
        preview_digest=digest(drawing.preview),
    )


class _Sheet:
    """An empty card to draw on, in the card's own measures."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), _PAPER)
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, size: int, colour: Colour, *, bold: bool = False) -> None:
        """Words with their upper left corner at a place."""
        place = (x * _FINE, y * _FINE)
        self._draw.text(place, words, colour, _font(size), stroke_width=int(bold), stroke_fill=colour)

    def field(self, x: float, y: float, label: str, value: str, size: int = 27) -> None:
        """A small label with its value below."""
        self.text(x, y, label.upper(), 15, _LABEL)
        self.text(x, y + 20, value, size, _INK, bold=True)

    def box(self, x: float, y: float, right: float, bottom: float, colour: Colour, radius: int = 0) -> None:
        """A filled box, its corners perhaps round."""
        edges = (x * _FINE, y * _FINE, right * _FINE, bottom * _FINE)
        self._draw.rounded_rectangle(edges, radius * _FINE, colour)

    def finished(self) -> Image.Image:
        """The card in its own size, with the word SAMPLE across it, so that nobody takes it for a real one."""
        self.image.paste(_LABEL, (0, 0), _stamp())
        return self.image.reduce(_FINE)


def _front(card: Card) -> Image.Image:
    sheet, colour = _Sheet(), _colour(card)
    _header(sheet, card, colour)
    sheet.field(44, 156, "Member", _plain(card.member), 30)
    sheet.field(44, 240, "Member ID", card.member_id, 38)
    sheet.field(44, 340, "Group", card.group)
    sheet.field(250, 340, "Payer ID", card.payer_id)
    sheet.field(44, 422, "Effective", card.effective)
    sheet.field(250, 422, "Plan", card.plan)
    sheet.box(560, 160, 816, 404, _tint(colour, 0.90), 14)
    for place, (label, value) in enumerate(
        (("Office visit", "$25"), ("Behavioral health", "$25"), ("Urgent care", "$75"))
    ):
        sheet.field(584, 178 + 74 * place, label, value)
    sheet.box(0, HEIGHT - 16, WIDTH, HEIGHT, colour)
    return sheet.finished()


def _back(card: Card) -> Image.Image:
    sheet, colour = _Sheet(), _colour(card)
    sheet.box(0, 0, WIDTH, 16, colour)
    sheet.text(44, 44, card.insurer, 25, colour, bold=True)
    sheet.text(44, 82, "This card does not prove that coverage is in force. Call before the first visit.", 17, _LABEL)
    sheet.field(44, 136, "Member services", "800-555-0142")
    sheet.field(44, 216, "Behavioral health", "800-555-0167")
    sheet.field(44, 296, "Providers", "800-555-0188")
    sheet.field(450, 136, "Send claims to", "PO Box 5500")
    sheet.text(450, 190, "Anytown, US 00000", 27, _INK, bold=True)
    sheet.field(450, 296, "Payer ID, electronic claims", card.payer_id)
    sheet.box(44, 392, 812, 462, _tint(colour, 0.90), 12)
    sheet.text(64, 402, "MEMBER ID", 15, _LABEL)
    sheet.text(64, 424, f"{card.member_id}   {_plain(card.member)}", 24, _INK, bold=True)
    sheet.text(44, 486, "Drawn for a demonstration. No insurer issued this card.", 17, _LABEL)
    return sheet.finished()


def _plain(name: str) -> str:
    """The name without its accents, as cards print it: Pillow's own font has none."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if letter.isascii())


def _header(sheet: _Sheet, card: Card, colour: Colour) -> None:
    sheet.box(0, 0, WIDTH, 118, colour)
    sheet.box(0, 118, WIDTH, 124, _tint(colour, 0.55))
    # A mark of our own: two leaves, an insurer's emblem in general and nobody's in particular.
    sheet.box(44, 32, 98, 86, _tint(colour, 0.80), 27)
    sheet.box(71, 32, 98, 86, _WHITE, 13)
    size = 36
    while _font(size).getlength(card.insurer) > (WIDTH - 164) * _FINE:
        size -= 1
    sheet.text(122, 59 - size * 0.62, card.insurer, size, _WHITE, bold=True)


def _photographed(card: Image.Image) -> Image.Image:
    """The card as it lay on a desk, a little askew."""
    corners = Image.new("L", card.size, 0)
    ImageDraw.Draw(corners).rounded_rectangle((0, 0, WIDTH - 1, HEIGHT - 1), 26, 255)
    desk = Image.new("RGB", (WIDTH + 104, HEIGHT + 104), _DESK)
    shape = Image.new("L", desk.size, 0)
    shape.paste(corners, (52, 52))
    shape = shape.rotate(-2.4, Image.Resampling.BILINEAR)
    lying = Image.new("RGB", desk.size, _DESK)
    lying.paste(card, (52, 52))
    desk.paste(_tint(_DESK, -0.35), (7, 9), shape)
    desk.paste(lying.rotate(-2.4, Image.Resampling.BILINEAR), (0, 0), shape)
    return desk


@cache
def _stamp() -> Image.Image:
    stamp = Image.new("L", (WIDTH * _FINE, HEIGHT * _FINE), 0)
    middle = (WIDTH * _FINE / 2, (HEIGHT + 96) * _FINE / 2)
    ImageDraw.Draw(stamp).text(middle, "SAMPLE", 26, _font(170), anchor="mm", stroke_width=2)
    return stamp.rotate(14, center=middle)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size * _FINE)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType, so it cannot draw text of any size")
    return font


def _colour(card: Card) -> Colour:
    return _COLOURS[sha256(card.insurer.encode()).digest()[0] % len(_COLOURS)]


def _tint(colour: Colour, share: float) -> Colour:
    """The colour with a share of white, or of black where the share is negative."""
    towards = 255 if share > 0 else 0
    red, green, blue = (round(part + (towards - part) * abs(share)) for part in colour)
    return (red, green, blue)


def _encoded(image: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, quality=85)
    return buffer.getvalue()
