"""Alembic's entry point: runs the migrations on the connection that `store.db.migrate` passes."""

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
