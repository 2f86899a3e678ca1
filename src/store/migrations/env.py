"""Alembic's entry: runs the migrations on the connection it is handed (see `store.db.migrate`)."""

from alembic import context

from store.db.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
