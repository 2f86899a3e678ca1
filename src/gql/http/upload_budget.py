"""How many bytes of unfinished uploads may lie on the disk: a share for each owner, and a limit for all together."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from insurance.limits import UPLOAD_BYTES

OWNER_BYTES = 5 * UPLOAD_BYTES
"""Ten photos of a phone at once. A form with ten of the largest files sends some of them again."""
TOTAL_BYTES = 50 * UPLOAD_BYTES
"""On the disk of the database."""


class OwnerOverBudget(Exception):
    """The owner has too many uploads under way: the request should be sent again when one of them is done."""


class BudgetExhausted(Exception):
    """All owners together have too many uploads under way."""


class UploadBudget:
    """Counts the announced bytes of uploads, from the first byte of each until its file is stored or refused."""

    def __init__(self, owner_bytes: int = OWNER_BYTES, total_bytes: int = TOTAL_BYTES) -> None:
        """Nothing is under way."""
        self._owner_bytes, self._total_bytes = owner_bytes, total_bytes
        self._by_owner: Counter[str] = Counter()

    @property
    def bytes_under_way(self) -> int:
        """Of all owners together, as announced."""
        return self._by_owner.total()

    @contextmanager
    def reserve(self, owner: str, size: int) -> Iterator[None]:
        """Counts the bytes while the context lasts. Raises OwnerOverBudget or BudgetExhausted."""
        if self._by_owner[owner] + size > self._owner_bytes:
            raise OwnerOverBudget
        if self.bytes_under_way + size > self._total_bytes:
            raise BudgetExhausted
        self._by_owner[owner] += size
        try:
            yield
        finally:
            self._by_owner[owner] -= size
            if not self._by_owner[owner]:
                del self._by_owner[owner]
