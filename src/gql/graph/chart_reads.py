"""Which charts a request reads: the records that its loaders find and that its mutations answer with.

A chart counts as read where a client is loaded by id, or a policy, a file's record or an entry of a history is. The
practice's list of clients alone is no read of a chart: it shows who the clients are, for choosing one.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from insurance.facts import Attachment, Change, Client, Payer, Policy, Practice
from store.reads.pages import Page


def subjects_read(value: Any) -> Iterator[str]:
    """The ids of the clients, policies and subjects of changes in what was loaded, or in the outcome of a mutation."""
    if isinstance(value, Policy):
        yield value.client_id
    elif isinstance(value, Client):
        yield value.id
    elif isinstance(value, Attachment):
        yield value.policy_id
    elif isinstance(value, Change):
        yield value.subject_id
    elif isinstance(value, Page):
        yield from (id_ for item in value.items if not isinstance(item, Client) for id_ in subjects_read(item))
    elif isinstance(value, list | tuple):
        yield from (id_ for item in value for id_ in subjects_read(item))
    elif is_dataclass(value) and not isinstance(value, Payer | Practice):
        yield from (id_ for field in fields(value) for id_ in subjects_read(getattr(value, field.name)))
