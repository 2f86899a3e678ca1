"""Draws insurance cards, front and back, as scanned or photographed. The same bytes every time."""

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
"""Ten pixels per millimeter."""
_SCALE = 2
"""Cards are drawn this many times larger and then reduced, which smooths the edges."""

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
    """The bytes of a picture, and those of its preview, a smaller JPEG."""

    file: bytes
    preview: bytes


PREVIEW_TYPE = "image/jpeg"


def draw(picture: Picture) -> Drawing:
    """The picture's file, of its content type, and its preview."""
    image = _front(picture.card) if picture.photo.side is AttachmentSide.FRONT else _back(picture.card)
    if picture.photo.content_type == "image/jpeg":
        image = _photographed(image)
    kind = "JPEG" if picture.photo.content_type == "image/jpeg" else "PNG"
    return Drawing(_encoded(image, kind), _encoded(image.reduce(2), "JPEG"))


def attachment(picture: Picture, drawing: Drawing) -> Attachment:
    """The record of a drawn picture."""
    return Attachment(
        id=picture.id,
        policy_id=picture.policy_id,
        file_name=picture.photo.file_name,
        content_type=picture.photo.content_type,
        byte_size=len(drawing.file),
        side=picture.photo.side,
        file_key=picture.file_key,
        preview_key=picture.preview_key,
        preview_type=PREVIEW_TYPE,
        file_digest=digest(drawing.file),
        preview_digest=digest(drawing.preview),
    )


class _Canvas:
    """An empty card to draw on. Coordinates are pixels of the finished card."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), _PAPER)
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, content: str, size: int, colour: Colour, *, bold: bool = False) -> None:
        """Draws text with its upper left corner at (x, y)."""
        position = (x * _SCALE, y * _SCALE)
        self._draw.text(position, content, colour, _font(size), stroke_width=int(bold), stroke_fill=colour)

    def field(self, x: float, y: float, label: str, value: str, size: int = 27) -> None:
        """Draws a small label with its value below."""
        self.text(x, y, label.upper(), 15, _LABEL)
        self.text(x, y + 20, value, size, _INK, bold=True)

    def box(self, x: float, y: float, right: float, bottom: float, colour: Colour, radius: int = 0) -> None:
        """Draws a filled box. `radius` rounds its corners."""
        edges = (x * _SCALE, y * _SCALE, right * _SCALE, bottom * _SCALE)
        self._draw.rounded_rectangle(edges, radius * _SCALE, colour)

    def finished(self) -> Image.Image:
        """The card at its final size, with SAMPLE across it, so that nobody mistakes it for a real one."""
        self.image.paste(_LABEL, (0, 0), _stamp())
        return self.image.reduce(_SCALE)


def _front(card: Card) -> Image.Image:
    canvas, colour = _Canvas(), _colour(card)
    _header(canvas, card, colour)
    canvas.field(44, 156, "Member", _plain(card.member), 30)
    canvas.field(44, 240, "Member ID", card.member_id, 38)
    canvas.field(44, 340, "Group", card.group)
    canvas.field(250, 340, "Payer ID", card.payer_id)
    canvas.field(44, 422, "Effective", card.effective)
    canvas.field(250, 422, "Plan", card.plan)
    canvas.box(560, 160, 816, 404, _tint(colour, 0.90), 14)
    for row, (label, value) in enumerate(
        (("Office visit", "$25"), ("Behavioral health", "$25"), ("Urgent care", "$75"))
    ):
        canvas.field(584, 178 + 74 * row, label, value)
    canvas.box(0, HEIGHT - 16, WIDTH, HEIGHT, colour)
    return canvas.finished()


def _back(card: Card) -> Image.Image:
    canvas, colour = _Canvas(), _colour(card)
    canvas.box(0, 0, WIDTH, 16, colour)
    canvas.text(44, 44, card.insurer, 25, colour, bold=True)
    canvas.text(44, 82, "This card does not prove that coverage is in force. Call before the first visit.", 17, _LABEL)
    canvas.field(44, 136, "Member services", "800-555-0142")
    canvas.field(44, 216, "Behavioral health", "800-555-0167")
    canvas.field(44, 296, "Providers", "800-555-0188")
    canvas.field(450, 136, "Send claims to", "PO Box 5500")
    canvas.text(450, 190, "Anytown, US 00000", 27, _INK, bold=True)
    canvas.field(450, 296, "Payer ID, electronic claims", card.payer_id)
    canvas.box(44, 392, 812, 462, _tint(colour, 0.90), 12)
    canvas.text(64, 402, "MEMBER ID", 15, _LABEL)
    canvas.text(64, 424, f"{card.member_id}   {_plain(card.member)}", 24, _INK, bold=True)
    canvas.text(44, 486, "Drawn for a demonstration. No insurer issued this card.", 17, _LABEL)
    return canvas.finished()


def _plain(name: str) -> str:
    """The name without accents, as cards print it: Pillow's built-in font has none."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if letter.isascii())


def _header(canvas: _Canvas, card: Card, colour: Colour) -> None:
    canvas.box(0, 0, WIDTH, 118, colour)
    canvas.box(0, 118, WIDTH, 124, _tint(colour, 0.55))
    # A generic emblem of two leaves, which is no real insurer's.
    canvas.box(44, 32, 98, 86, _tint(colour, 0.80), 27)
    canvas.box(71, 32, 98, 86, _WHITE, 13)
    size = 36
    while _font(size).getlength(card.insurer) > (WIDTH - 164) * _SCALE:
        size -= 1
    canvas.text(122, 59 - size * 0.62, card.insurer, size, _WHITE, bold=True)


def _photographed(card: Image.Image) -> Image.Image:
    """The card as photographed on a desk, slightly rotated."""
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
    stamp = Image.new("L", (WIDTH * _SCALE, HEIGHT * _SCALE), 0)
    middle = (WIDTH * _SCALE / 2, (HEIGHT + 96) * _SCALE / 2)
    ImageDraw.Draw(stamp).text(middle, "SAMPLE", 26, _font(170), anchor="mm", stroke_width=2)
    return stamp.rotate(14, center=middle)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size * _SCALE)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType, so it cannot draw text of any size")
    return font


def _colour(card: Card) -> Colour:
    return _COLOURS[sha256(card.insurer.encode()).digest()[0] % len(_COLOURS)]


def _tint(colour: Colour, share: float) -> Colour:
    """The colour mixed with a share of white, or of black if the share is negative."""
    towards = 255 if share > 0 else 0
    red, green, blue = (round(part + (towards - part) * abs(share)) for part in colour)
    return (red, green, blue)


def _encoded(image: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, quality=85)
    return buffer.getvalue()
