"""What commitments wait for is looked up, and pairs of persons that may be one are kept for judging.

What is derived is marked to be settled anew: the new columns are empty until then.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table, the columns and their indexes."""
    op.create_table(
        "doubts",
        *(sa.Column(name, EXACT, nullable=False) for name in ("id", "sort", "block", "one", "other", "why")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_doubts_block", "doubts", ["block"])
    op.add_column("agreements", sa.Column("opening", EXACT))
    op.create_index("ix_agreements_opening", "agreements", ["opening"])
    op.add_column("commitments", sa.Column("level", sa.Float))
    op.add_column("commitments", sa.Column("reached", EXACT))
    op.create_index("commitments_by_level", "commitments", ["parties", "level", "reached"])
    op.create_index("figures_by_parties", "figures", ["parties", "indicator", "time"])
    op.execute("UPDATE captures SET reader = ''")
