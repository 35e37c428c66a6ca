"""The first tables, frozen as they were; later versions change them by steps of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def text(name: str, null: bool = True) -> sa.Column[str]:
    """A column of text, ordered by code points."""
    return sa.Column(name, EXACT, nullable=null)


def number(name: str) -> sa.Column[int]:
    """A column of whole numbers."""
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "agreements", text("id", False), text("name", False), text("kind", False), text("status", False),
        text("parties", False), text("start"), text("time", False), number("sources"), text("body", False),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_agreements_time", "agreements", ["time"])
    op.create_table(
        "captures", text("id", False), text("media", False), sa.Column("content", sa.LargeBinary, nullable=False),
        text("fields", False), text("url"), text("captured"), text("reader", False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "commitments", text("id", False), text("component", False), text("act", False), text("parties", False),
        text("due"), text("time", False), text("last", False), number("sources"), text("body", False),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_commitments_component", "commitments", ["component"])
    op.create_index("ix_commitments_time", "commitments", ["time"])
    op.create_table(
        "conflicts", text("id", False), text("sort", False), text("about", False), text("field", False),
        text("time", False), text("body", False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_conflicts_about", "conflicts", ["about"])
    op.create_index("ix_conflicts_time", "conflicts", ["time"])
    op.create_table(
        "coverage", text("outlet"), text("month"), number("stories"), number("voices"), number("events"),
        sa.PrimaryKeyConstraint("outlet", "month"),
    )  # fmt: skip
    op.create_table(
        "event_countries", text("country"), text("time"), text("event"),
        sa.PrimaryKeyConstraint("country", "time", "event"),
    )  # fmt: skip
    op.create_index("countries_by_event", "event_countries", ["event"])
    op.create_table(
        "event_people", text("key"), text("country"), text("time"), text("event"), text("role", False),
        sa.PrimaryKeyConstraint("key", "country", "time", "event"),
    )  # fmt: skip
    op.create_index("people_by_event", "event_people", ["event"])
    op.create_table(
        "events", text("id", False), text("component", False), text("kind", False), text("status", False),
        text("level"), text("start"), text("end"), text("time", False), text("place"), text("mechanism"),
        sa.Column("session", sa.Integer), text("parent"), number("sources"), number("voices"), number("wrong"),
        text("body", False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("events_by_kind", "events", ["kind", "time"])
    op.create_index("events_by_sources", "events", ["sources"])
    op.create_index("events_by_time", "events", ["time", "id"])
    op.create_index("ix_events_component", "events", ["component"])
    op.create_index("ix_events_parent", "events", ["parent"])
    op.create_table(
        "figures", text("id", False), text("series", False), text("indicator", False), text("parties", False),
        text("start"), text("end"), text("time", False), sa.Column("value", sa.Float, nullable=False), text("unit"),
        sa.Column("change", sa.Float), number("goal"), number("sources"), text("body", False),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_figures_series", "figures", ["series"])
    op.create_index("ix_figures_time", "figures", ["time"])
    op.create_table(
        "judgements", text("id", False), text("at", False), text("author", False), text("reason", False),
        text("verdict", False), text("subject", False), text("object"), text("field"), text("value"),
        text("sort", False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "keys", text("key"), text("id"), sa.PrimaryKeyConstraint("key", "id"),
    )  # fmt: skip
    op.create_index("keys_by_id", "keys", ["id"])
    op.create_table(
        "mechanisms", text("id", False), text("name", False), text("countries", False), text("body", False),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "names", text("id", False), text("block", False), text("key", False), text("name", False),
        text("country", False), text("office", False), text("month", False), text("first"), text("last"),
        number("times"), text("person", False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_names_block", "names", ["block"])
    op.create_index("ix_names_key", "names", ["key"])
    op.create_index("ix_names_person", "names", ["person"])
    op.create_table(
        "origins", text("capture"), text("source"), text("url"), text("captured"),
        sa.PrimaryKeyConstraint("capture", "source"),
    )  # fmt: skip
    op.create_table(
        "parties", text("country"), text("sort"), text("time"), text("id"),
        sa.PrimaryKeyConstraint("country", "sort", "time", "id"),
    )  # fmt: skip
    op.create_index("parties_by_id", "parties", ["id"])
    op.create_table(
        "persons", text("id", False), text("block", False), text("name", False), text("country"),
        text("folded", False), number("times"), text("first"), text("last"), text("body", False),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_persons_block", "persons", ["block"])
    op.create_index("ix_persons_country", "persons", ["country"])
    op.create_index("ix_persons_folded", "persons", ["folded"])
    op.create_index("ix_persons_name", "persons", ["name"])
    op.create_index("persons_by_times", "persons", ["times"])
    op.create_table(
        "phrases", text("id", False), text("phrase", False), text("kind", False), text("parties", False),
        text("first", False), text("last", False), number("times"), text("body", False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_phrases_parties", "phrases", ["parties"])
    op.create_table(
        "sessions", text("id", False), text("mechanism", False), number("number"), text("event"), text("start"),
        text("end"), text("host"), text("time", False), text("body", False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_sessions_mechanism", "sessions", ["mechanism"])
    op.create_index("ix_sessions_time", "sessions", ["time"])
    op.create_table(
        "statements", text("id", False), text("sort", False), text("story", False), text("entity", False),
        text("component", False), text("body", False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_statements_component", "statements", ["component"])
    op.create_index("ix_statements_entity", "statements", ["entity"])
    op.create_index("ix_statements_story", "statements", ["story"])
    op.create_table(
        "stories", text("id", False), text("capture", False), text("local", False), text("kind", False), text("title"),
        text("lead"), text("published"), text("outlet"), text("url"), text("credit"), text("voice", False),
        sa.Column("sketch", sa.LargeBinary, nullable=False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_stories_capture", "stories", ["capture"])
    op.create_index("ix_stories_voice", "stories", ["voice"])
    op.create_index("stories_by_outlet", "stories", ["outlet", "published"])
    op.create_index("stories_by_time", "stories", ["published"])
    op.create_table(
        "tenures", text("id", False), text("person", False), text("name", False), text("office", False),
        text("country"), text("start"), text("end"), text("first_seen"), text("last_seen"), number("times"),
        text("body", False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_tenures_country", "tenures", ["country"])
    op.create_index("ix_tenures_person", "tenures", ["person"])
    op.create_index("tenures_by_office", "tenures", ["country", "office", "start"])
