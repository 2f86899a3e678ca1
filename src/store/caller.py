"""Who is calling. Every read takes a caller, and its SQL returns only what that caller may see."""

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
        """Raises ValueError for a portal caller without a client or staff with one: the scope would be wrong."""
        if (self.role is Role.CLIENT) != (self.client_id is not None):
            raise ValueError("a portal caller, and only a portal caller, is one client")

    @property
    def display_name(self) -> str:
        """The actor in the history: the name in the token, or "Practitioner" where it has none."""
        return self.name or "Practitioner"

    @property
    def owner(self) -> str:
        """Who owns the caller's idempotency keys and uploads: in the portal the client, however they signed in.

        A person may sign in for several clients; keys and uploads of one are not visible to the others.
        """
        return self.client_id or self.subject

    @property
    def scope(self) -> dict[str, str | None]:
        """The bind parameters of every scoped statement."""
        return {"practice_id": self.practice_id, "own_client_id": self.client_id}
