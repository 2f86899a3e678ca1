"""The photos of insurance cards and the text on the cards. `card_images` draws them."""

from dataclasses import dataclass

from insurance.enums import AttachmentSide


@dataclass(frozen=True, slots=True)
class Card:
    """The text on an insurance card."""

    insurer: str
    plan: str
    member: str
    member_id: str
    group: str
    payer_id: str
    effective: str


@dataclass(frozen=True, slots=True)
class CardPhoto:
    """A photo or scan of one side of a card: the side, the file's name and its content type."""

    side: AttachmentSide
    file_name: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of a policy's card, with the keys of its file and its preview in the file store."""

    id: str
    practice_id: str
    policy_id: str
    photo: CardPhoto
    card: Card

    @property
    def file_key(self) -> str:
        """The key of the file."""
        return f"{self.practice_id}/{self.id}/file"

    @property
    def preview_key(self) -> str:
        """The key of the preview, a smaller JPEG."""
        return f"{self.practice_id}/{self.id}/preview"


FRONT = CardPhoto(AttachmentSide.FRONT, "card-front.png", "image/png")
BACK = CardPhoto(AttachmentSide.BACK, "card-back.png", "image/png")
PHOTO = CardPhoto(AttachmentSide.FRONT, "IMG_2041.jpg", "image/jpeg")
