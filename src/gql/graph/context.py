"""What the resolvers of one request share: the caller, the loaders, and what makes links and sends invitations."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from gql.auth.signed_links import FileLinks
from gql.auth.viewer_ids import ViewerIds
from gql.errors import Unauthenticated
from gql.graph.chart_reads import subjects_read
from gql.graph.loaders import Loaders
from gql.invitations.delivery import InvitationDelivery
from insurance.facts import Practice
from store.caller import Caller
from store.db.database import Database


@dataclass
class Context:
    """One request. It holds no database session: each read and each act opens its own."""

    database: Database
    caller: Caller | None
    """The caller that the token names; None without a token."""
    file_links: FileLinks
    viewer_ids: ViewerIds
    invitation_delivery: InvitationDelivery
    client_address: str
    """The network address that the request came from; empty where it is not known."""
    invited_client: Caller | None = None
    """The client whom `acceptInvitation` has just signed in. The payload is theirs; the next root field is not."""
    has_saved: bool = False
    """Whether a mutation of the request has saved something."""
    charts_read: dict[Caller, set[str]] = field(default_factory=dict)
    """What was read for each viewer: ids of clients, of policies and of subjects of changes."""

    @property
    def viewer_or_none(self) -> Caller | None:
        """Whom the fields below a root field answer; None for a caller without a token."""
        return self.invited_client or self.caller

    @property
    def viewer(self) -> Caller:
        """Whom the fields below a root field answer. Raises Unauthenticated for a caller without a token."""
        if self.viewer_or_none is None:
            raise Unauthenticated
        return self.viewer_or_none

    @cached_property
    def loaders(self) -> Loaders:
        """The request's loaders: what they read is limited to what the viewer may see."""
        return Loaders(self.database, self.viewer, self._charts_read())

    def today(self, practice: Practice) -> date:
        """Today in the practice's time zone; the same day for the whole request."""
        return self._now.astimezone(ZoneInfo(practice.time_zone)).date()

    @cached_property
    def _now(self) -> datetime:
        return datetime.now(UTC)

    def note_outcome(self, outcome: object) -> None:
        """Notes the charts whose records a mutation answers with."""
        if self.viewer_or_none:
            self._charts_read().update(subjects_read(outcome))

    def _charts_read(self) -> set[str]:
        return self.charts_read.setdefault(self.viewer, set())

    async def require_practice(self) -> None:
        """Raises Unauthenticated where the token's practice does not exist, or its client is not of the practice."""
        check_practice(await self.loaders.practice.load(self.viewer.practice_id))

    def start_mutation(self) -> None:
        """Makes the caller the viewer again: an earlier root field may have signed in an invited client."""
        if self.invited_client:
            self.invited_client = None
            self.clear_loaders()

    def clear_loaders(self) -> None:
        """Drops what was read so far, because a mutation may have changed it."""
        self.__dict__.pop("loaders", None)


def check_practice(practice: Practice | None) -> None:
    """Raises Unauthenticated where the caller has no practice: the token is no longer good."""
    if practice is None:
        raise Unauthenticated("The token is for a practice or a client that does not exist.")
