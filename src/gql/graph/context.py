"""What a request carries to its resolvers: a caller, their loaders, and never a session."""

from dataclasses import dataclass
from functools import cached_property

from gql.auth.signed_links import FileLinks
from gql.errors import Unauthenticated
from gql.graph.loaders import Loaders
from gql.invitations.delivery import InvitationDelivery
from store.caller import Caller
from store.db.database import Database


@dataclass
class Context:
    """One request: who asks, and of which database. `caller` is None without a token."""

    database: Database
    caller: Caller | None
    files: FileLinks
    portal: InvitationDelivery
    address: str
    """The network address that the request came from."""
    let_in: Caller | None = None
    """Whom an invitation has let in. What is asked of its payload is theirs; the next root field is the caller's."""

    @property
    def reader(self) -> Caller | None:
        """Who reads what a root field has answered with."""
        return self.let_in or self.caller

    @property
    def signed_in(self) -> Caller:
        """The caller of a field that needs one."""
        if self.reader is None:
            raise Unauthenticated("Sign in first: send a bearer token in the Authorization header.")
        return self.reader

    @cached_property
    def loaders(self) -> Loaders:
        """This request's loaders, scoped to its caller."""
        return Loaders(self.database, self.signed_in)

    async def check_practice(self) -> None:
        """Raises Unauthenticated where the token names a practice that is not there."""
        if await self.loaders.practice.load(self.signed_in.practice_id) is None:
            raise Unauthenticated("The token names a practice that does not exist.")

    def begin(self) -> None:
        """Begins a mutation, as whoever called."""
        if self.let_in:
            self.let_in = None
            self.forget()

    def forget(self) -> None:
        """Drops what was read so far: an act has changed it."""
        self.__dict__.pop("loaders", None)
