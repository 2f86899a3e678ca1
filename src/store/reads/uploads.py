"""Uploads by id, of those that the caller has created."""

import sqlalchemy as sa

from store.db.tables import uploads
from store.reads import scope
from store.uploads import COLUMNS

OWN_BY_ID = sa.select(*COLUMNS).where(
    uploads.c.practice_id == scope.PRACTICE_ID, uploads.c.owner == sa.bindparam("owner"), uploads.c.id.in_(scope.IDS)
)
