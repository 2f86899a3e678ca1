"""Which insurance cards there are pictures of, and what stands on them. `cards` draws them."""

from dataclasses import dataclass

from insurance.enums import AttachmentSide


@dataclass(frozen=True, slots=True)
class Card:
    """What an insurance card says, as text ready to print."""

    insurer: str
    plan: str
    member: str
    member_id: str
    group: str
    payer_id: str
    effective: str


@dataclass(frozen=True, slots=True)
class Shot:
    """One side of a card as somebody kept it: the side, the file's name and its type."""

    side: AttachmentSide
    file_name: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A shot of a policy's card, and under which keys its file and its preview are kept."""

    id: str
    practice_id: str
    policy_id: str
    shot: Shot
    card: Card

    @property
    def file_key(self) -> str:
        """The key of the file as it was uploaded."""
        return f"{self.practice_id}/{self.id}/file"

    @property
    def preview_key(self) -> str:
        """The key of the smaller picture that any browser shows."""
        return f"{self.practice_id}/{self.id}/preview"


FRONT = Shot(AttachmentSide.FRONT, "card-front.png", "image/png")
BACK = Shot(AttachmentSide.BACK, "card-back.png", "image/png")
PHOTO = Shot(AttachmentSide.FRONT, "IMG_2041.jpg", "image/jpeg")
