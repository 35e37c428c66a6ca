"""Run by Alembic: migrations go over the connection that `upgrade` hands in."""

from alembic import context

from banggiao.record.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
