"""Row mapping: every fact is the same after a round trip through a real SQLite file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insurance.facts import Address, Attachment, Change, Client, Payer, Policy, Policyholder, Practice
from store import row_mapping
from store.db import tables
from support.factories import a_policy, a_policyholder, an_address, maybe

_DRAWN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
    int: st.integers(0, 2**31 - 1),
    Decimal: st.integers(-99_999_999, 99_999_999).map(lambda cents: Decimal(cents).scaleb(-2)),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Anything a field of this type may hold."""
    if isinstance(kind, type) and is_dataclass(kind):
        fields = {name: values(hint) for name, hint in get_type_hints(kind).items()}
        return st.builds(kind, **fields).filter(lambda fact: any(astuple(fact)))
    if get_origin(kind) is UnionType:
        return maybe(values(get_args(kind)[0]))
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=3).map(tuple)
    return _DRAWN[kind] if kind in _DRAWN else st.from_type(kind)


class Noun(NamedTuple):
    """How one noun is laid out: its table, its columns, and the two ways."""

    table: sa.Table
    columns: Sequence[sa.Column[Any]]
    row: Callable[[Any], row_mapping.Values]
    fact: Callable[[Sequence[Any]], Any]


NOUNS = {
    Practice: Noun(tables.practices, row_mapping.PRACTICE, row_mapping.practice_row, row_mapping.practice),
    Client: Noun(tables.clients, row_mapping.CLIENT, partial(row_mapping.client_row, "practice"), row_mapping.client),
    Payer: Noun(tables.payers, row_mapping.PAYER, partial(row_mapping.payer_row, "practice"), row_mapping.payer),
    Policy: Noun(tables.policies, row_mapping.POLICY, partial(row_mapping.policy_row, "practice"), row_mapping.policy),
    Attachment: Noun(
        tables.attachments,
        row_mapping.ATTACHMENT,
        partial(row_mapping.attachment_row, "practice"),
        row_mapping.attachment,
    ),
    Change: Noun(tables.changes, row_mapping.CHANGE, partial(row_mapping.change_row, "practice"), row_mapping.change),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A file with the tables. It checks no foreign keys: here each fact stands alone."""
    engine = sa.create_engine(f"sqlite:///{tmp_path_factory.mktemp('rows')}/policybook.db")
    tables.metadata.create_all(engine)
    yield engine
    engine.dispose()


def kept_and_read(engine: sa.Engine, fact: object) -> object:
    """The fact after the way through its row."""
    noun = NOUNS[type(fact)]
    with engine.connect() as connection:
        connection.execute(noun.table.insert(), noun.row(fact))
        return noun.fact(connection.execute(sa.select(*noun.columns)).one())


@pytest.mark.parametrize("kind", NOUNS)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_fact_survives_its_row(engine: sa.Engine, kind: type, data: st.DataObject) -> None:
    fact = data.draw(values(kind).filter(is_lawful))
    assert kept_and_read(engine, fact) == fact


def is_lawful(fact: object) -> bool:
    """A policy that ends before it starts is refused by the table itself."""
    if not isinstance(fact, Policy) or fact.effective_date is None or fact.end_date is None:
        return True
    return fact.effective_date <= fact.end_date


def test_the_table_itself_refuses_a_policy_that_ends_before_it_starts(engine: sa.Engine) -> None:
    backwards = a_policy(effective_date=date(2026, 2, 3), end_date=date(2026, 2, 2))
    with pytest.raises(sa.exc.IntegrityError):
        kept_and_read(engine, backwards)


def test_a_policyholder_of_whom_nothing_is_known_is_none_at_all(engine: sa.Engine) -> None:
    nothing = Address(None, None, None, None, None)
    nobody = Policyholder(None, None, None, None, nothing)
    assert kept_and_read(engine, a_policy(policyholder=nobody)) == a_policy(policyholder=None)
    known = a_policyholder(address=nothing)
    assert kept_and_read(engine, a_policy(policyholder=known)) == a_policy(policyholder=replace(known, address=None))


@pytest.mark.parametrize("part", ["line1", "line2", "city", "state", "postal_code"])
def test_one_part_of_an_address_is_enough_to_keep_it(engine: sa.Engine, part: str) -> None:
    address = replace(Address(None, None, None, None, None), **{part: getattr(an_address(line2="Apt 4"), part)})
    policy = a_policy(policyholder=Policyholder(None, None, None, None, address))
    assert kept_and_read(engine, policy) == policy
