"""The first tables."""

from alembic import op

from banggiao.record.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables as `schema` has them; later versions change them by steps of their own."""
    metadata.create_all(op.get_bind())
