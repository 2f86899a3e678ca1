"""What a caller can see, as SQL: the bind parameters and conditions that every read is built from."""

import sqlalchemy as sa

from store.db import tables
from store.db.column_types import Id

PRACTICE_ID = sa.bindparam("practice_id", type_=Id)
OWN_CLIENT_ID = sa.bindparam("own_client_id", type_=Id)
IS_STAFF = OWN_CLIENT_ID.is_(None)
IDS = sa.bindparam("ids", expanding=True, type_=Id)


_own_client = tables.clients.alias("own_client")
# A portal caller whose client is not of the practice sees nothing of it. A token may pair the two wrongly.
BELONGS_TO_PRACTICE = sa.or_(
    IS_STAFF, sa.exists().where(_own_client.c.practice_id == PRACTICE_ID, _own_client.c.id == OWN_CLIENT_ID)
)


def own_chart(client_id: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Every chart for staff; for a portal caller, their own."""
    return sa.or_(IS_STAFF, client_id == OWN_CLIENT_ID)


CLIENTS = sa.and_(tables.clients.c.practice_id == PRACTICE_ID, own_chart(tables.clients.c.id))

IS_USED = tables.is_used

# For a portal caller, a policy that was entered in error does not exist.
POLICIES = sa.and_(
    tables.policies.c.practice_id == PRACTICE_ID,
    sa.or_(IS_STAFF, sa.and_(tables.policies.c.client_id == OWN_CLIENT_ID, IS_USED)),
)

_OF_VISIBLE_POLICY = (
    sa.exists().where(POLICIES, tables.policies.c.id == tables.attachments.c.policy_id).correlate(tables.attachments)
)
ATTACHMENTS = sa.and_(
    tables.attachments.c.practice_id == PRACTICE_ID, tables.attachments.c.removed_at.is_(None), _OF_VISIBLE_POLICY
)

_PAYS_OWN_POLICY = (
    sa.exists()
    .where(
        tables.policies.c.practice_id == PRACTICE_ID,
        tables.policies.c.client_id == OWN_CLIENT_ID,
        tables.policies.c.payer_id == tables.payers.c.id,
        IS_USED,
    )
    .correlate(tables.payers)
)
# A portal caller sees the payers that are not archived, and an archived one that pays one of their own policies.
PAYERS = sa.and_(
    tables.payers.c.practice_id == PRACTICE_ID,
    BELONGS_TO_PRACTICE,
    sa.or_(IS_STAFF, tables.payers.c.archived.is_(False), _PAYS_OWN_POLICY),
)

# Only staff see the history, and who read a chart.
CHANGES = sa.and_(tables.changes.c.practice_id == PRACTICE_ID, IS_STAFF)
ACCESSES = sa.and_(tables.accesses.c.practice_id == PRACTICE_ID, IS_STAFF)
