"""Who is asking. Every read takes a caller, and its SQL reaches no further than the caller may see."""

from dataclasses import dataclass

from insurance.enums import Role


@dataclass(frozen=True, slots=True)
class Caller:
    """A verified caller. `client_id` is set for a portal caller and narrows every read to that client's chart."""

    practice_id: str
    role: Role
    subject: str
    name: str | None = None
    client_id: str | None = None

    def __post_init__(self) -> None:
        """A portal caller without a client, or staff with one, would widen or confuse every scope."""
        if (self.role is Role.CLIENT) != (self.client_id is not None):
            raise ValueError("a portal caller, and only a portal caller, is one client")

    @property
    def display_name(self) -> str:
        """Whom the history names: a person, as far as the token says who it is."""
        return self.name or "Practitioner"

    @property
    def owner(self) -> str:
        """Whose the keys and uploads of this caller are: the client's in the portal, however they signed in.

        A person may sign in for several clients: what they do for one is nothing to the others.
        """
        return self.client_id or self.subject

    @property
    def scope(self) -> dict[str, str | None]:
        """The bind parameters that every scoped statement takes."""
        return {"practice_id": self.practice_id, "own_client_id": self.client_id}
