"""The words of stories, to be searched.

What is derived is marked to be settled anew: the new table is empty until then.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table and the index of its words, which is another on each database."""
    op.create_table(
        "texts", sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=False, nullable=False),
        *(sa.Column(name, EXACT, nullable=False) for name in ("story", "words", "plain")), sa.PrimaryKeyConstraint("number"),
    )  # fmt: skip
    op.create_index("ix_texts_story", "texts", ["story"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE texts_words USING fts5(words, plain, content='texts', content_rowid='number', "
            "tokenize='unicode61 remove_diacritics 0')"
        )
        op.execute(
            "CREATE TRIGGER texts_in AFTER INSERT ON texts BEGIN "
            "INSERT INTO texts_words (rowid, words, plain) VALUES (new.number, new.words, new.plain); END"
        )
        op.execute(
            "CREATE TRIGGER texts_out AFTER DELETE ON texts BEGIN "
            "INSERT INTO texts_words (texts_words, rowid, words, plain) "
            "VALUES ('delete', old.number, old.words, old.plain); END"
        )
    else:
        op.execute("CREATE INDEX texts_by_words ON texts USING gin (to_tsvector('simple', words))")
        op.execute("CREATE INDEX texts_by_plain ON texts USING gin (to_tsvector('simple', plain))")
    op.execute("UPDATE captures SET reader = ''")
