"""The tables of a record, the same on SQLite and PostgreSQL.

Above the line is what was given: captures, judgements. Below it is what is derived from these and from nothing else; it may
be thrown away and rebuilt. `body` columns hold JSON in the names of the contract; other columns are what is searched by.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    event,
)

#: The version of the tables; `migrations/versions` holds the way from every older one.
SCHEMA: Final = "0003"

metadata = MetaData()


def _table(
    name: str, *columns: Column[str] | Column[int] | Column[float] | Column[bytes] | Index | PrimaryKeyConstraint
) -> Table:
    return Table(name, metadata, *columns)


#: Text is ordered by its code points on both, whatever the locale of a server.
_Text = Text().with_variant(Text(collation="C"), "postgresql")


def _text(name: str, *, key: bool = False, null: bool = True, index: bool = False) -> Column[str]:
    return Column(name, _Text, primary_key=key, nullable=null and not key, index=index)


# ── given ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

captures = _table(
    "captures",
    _text("id", key=True),  # sha256 of the content
    _text("media", null=False),
    Column("content", LargeBinary, nullable=False),  # compressed with zlib
    _text("fields", null=False),  # JSON
    _text("url"),
    _text("captured"),
    _text("reader", null=False),  # the version of the reader whose reading is kept
)
#: Where a capture was found: the same bytes may come from many places, and are read once.
origins = _table(
    "origins", _text("capture"), _text("source"), _text("url"), _text("captured"), PrimaryKeyConstraint("capture", "source")
)
judgements = _table(
    "judgements",
    _text("id", key=True),
    _text("at", null=False),  # ISO second, UTC
    _text("author", null=False),
    _text("reason", null=False),
    _text("verdict", null=False),  # same, different, wrong, right, set, undo
    _text("subject", null=False),  # an anchor: the id of a statement, a name, a group
    _text("object"),
    _text("field"),
    _text("value"),
    _text("sort", null=False),  # of the subject: event, person …
)

# ── derived ────────────────────────────────────────────────────────────────────────────────────────────────────────────

stories = _table(
    "stories",
    _text("id", key=True),
    _text("capture", null=False, index=True),
    _text("local", null=False),  # its id within the page: s1
    _text("kind", null=False),
    _text("title"),
    _text("lead"),
    _text("published"),
    _text("outlet"),
    _text("url"),
    _text("credit"),
    _text("voice", null=False, index=True),  # stories of one voice are near-duplicates
    Column("sketch", LargeBinary, nullable=False),  # see `voices`
    Index("stories_by_time", "published"),
    Index("stories_by_outlet", "outlet", "published"),
)
#: One row for a fact as one story tells it.
statements = _table(
    "statements",
    _text("id", key=True),
    _text("sort", null=False),
    _text("story", null=False, index=True),
    _text("entity", null=False, index=True),  # what it is told of: the id of an event, person, figure …
    _text("component", null=False, index=True),  # what it may be one with; see `linking`
    _text("body", null=False),
)
#: By what statements, and stories, that may tell of one thing find each other.
keys = _table(
    "keys",
    _text("key"),
    _text("id"),
    PrimaryKeyConstraint("key", "id"),
    Index("keys_by_id", "id"),
)
#: The names people were given, in which office, in which month: all that identity and tenures rest on.
names = _table(
    "names",
    _text("id", key=True),
    _text("block", null=False, index=True),
    _text("key", null=False, index=True),
    _text("name", null=False),
    _text("country", null=False),  # empty where no story says
    _text("office", null=False),
    _text("month", null=False),  # empty where the story has no time
    _text("first"),
    _text("last"),
    Column("times", Integer, nullable=False),
    _text("person", null=False, index=True),
)
persons = _table(
    "persons",
    _text("id", key=True),
    _text("block", null=False, index=True),
    _text("name", null=False, index=True),
    _text("country", index=True),
    _text("folded", null=False, index=True),  # without diacritics, for searching
    Column("times", Integer, nullable=False),
    _text("first"),
    _text("last"),
    _text("body", null=False),
    Index("persons_by_times", "times"),
)
tenures = _table(
    "tenures",
    _text("id", key=True),
    _text("person", null=False, index=True),
    _text("name", null=False),
    _text("office", null=False),
    _text("country", index=True),
    _text("start"),
    _text("end"),
    _text("first_seen"),
    _text("last_seen"),
    Column("times", Integer, nullable=False),
    _text("body", null=False),
    Index("tenures_by_office", "country", "office", "start"),
)
#: Two persons that may be one: for judging.
doubts = _table(
    "doubts",
    _text("id", key=True),
    _text("sort", null=False),
    _text("block", null=False, index=True),
    _text("one", null=False),
    _text("other", null=False),
    _text("why", null=False),
)
events = _table(
    "events",
    _text("id", key=True),
    _text("component", null=False, index=True),
    _text("kind", null=False),
    _text("status", null=False),
    _text("level"),
    _text("start"),
    _text("end"),
    _text("time", null=False),  # its start, or else the time of the first story that tells it: what lists go by
    _text("place"),
    _text("mechanism"),
    Column("session", Integer),
    _text("parent", index=True),
    Column("sources", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("wrong", Integer, nullable=False),
    _text("body", null=False),
    Index("events_by_time", "time", "id"),
    Index("events_by_kind", "kind", "time"),
    Index("events_by_sources", "sources"),
    Index("events_by_level", "level", "time"),
    Index("events_by_status", "status", "time"),
    Index("events_by_mechanism", "mechanism", "session", "time"),
)
event_countries = _table(
    "event_countries",
    _text("country"),
    _text("time"),
    _text("event"),
    PrimaryKeyConstraint("country", "time", "event"),
    Index("countries_by_event", "event"),
)
event_people = _table(
    "event_people",
    _text("key"),  # of the name
    _text("country"),  # empty where no story says
    _text("time"),
    _text("event"),
    _text("role", null=False),
    PrimaryKeyConstraint("key", "country", "time", "event"),
    Index("people_by_event", "event"),
)
mechanisms = _table(
    "mechanisms",
    _text("id", key=True),
    _text("name", null=False),
    _text("countries", null=False),
    _text("body", null=False),
)
sessions = _table(
    "sessions",
    _text("id", key=True),
    _text("mechanism", null=False, index=True),
    Column("number", Integer, nullable=False),
    _text("event"),
    _text("start"),
    _text("end"),
    _text("host"),
    _text("time", null=False, index=True),
    _text("body", null=False),
)
figures = _table(
    "figures",
    _text("id", key=True),
    _text("series", null=False, index=True),
    _text("indicator", null=False),
    _text("parties", null=False),
    _text("start"),
    _text("end"),
    _text("time", null=False, index=True),
    Column("value", Float, nullable=False),
    _text("unit"),
    Column("change", Float),
    Column("goal", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    _text("body", null=False),
    Index("figures_by_parties", "parties", "indicator", "time"),
)
commitments = _table(
    "commitments",
    _text("id", key=True),
    _text("component", null=False, index=True),
    _text("act", null=False),
    _text("parties", null=False),
    _text("due"),
    _text("time", null=False, index=True),  # when it was first said
    _text("last", null=False),  # when it was last said
    Column("sources", Integer, nullable=False),
    _text("body", null=False),
    Column("level", Float),  # that it waits for
    _text("reached"),  # when a figure first reached that level
    Column("done", Integer),
    _text("until"),  # the last day on which it is due
    Index("commitments_by_done", "done", "time"),
    Index("commitments_by_until", "until", "time"),
    Index("commitments_by_level", "parties", "level", "reached"),
)
agreements = _table(
    "agreements",
    _text("id", key=True),
    _text("name", null=False),
    _text("kind", null=False),
    _text("status", null=False),
    _text("parties", null=False),
    _text("start"),
    _text("time", null=False, index=True),
    Column("sources", Integer, nullable=False),
    _text("body", null=False),
    _text("opening", index=True),  # the first words of its name, by which commitments that speak of it find it
)
phrases = _table(
    "phrases",
    _text("id", key=True),
    _text("phrase", null=False),
    _text("kind", null=False),
    _text("parties", null=False, index=True),
    _text("first", null=False),
    _text("last", null=False),
    Column("times", Integer, nullable=False),
    _text("body", null=False),
)
#: Which countries any of the other things are about, so that one filter serves all lists.
parties = _table(
    "parties",
    _text("country"),
    _text("sort"),
    _text("time"),
    _text("id"),
    PrimaryKeyConstraint("country", "sort", "time", "id"),
    Index("parties_by_id", "id"),
)
conflicts = _table(
    "conflicts",
    _text("id", key=True),
    _text("sort", null=False),  # of what it is about
    _text("about", null=False, index=True),
    _text("field", null=False),
    _text("time", null=False, index=True),
    _text("body", null=False),
)
coverage = _table(
    "coverage",
    _text("outlet"),
    _text("month"),
    Column("stories", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    PrimaryKeyConstraint("outlet", "month"),
)

#: What is searched of a story: the words of its title, lead and quotes, as written and without diacritics.
texts = _table(
    "texts",
    # its day and a hash, so that a search meets the newest first; see `texts.number_of`
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    _text("story", null=False, index=True),
    _text("words", null=False),
    _text("plain", null=False),
)
#: The index of the words: FTS5 or GIN; it holds nothing of its own.
_INDEX: Final = {
    "sqlite": (
        "CREATE VIRTUAL TABLE texts_words USING fts5(words, plain, content='texts', content_rowid='number', "
        "tokenize='unicode61 remove_diacritics 0')",
        "CREATE TRIGGER texts_in AFTER INSERT ON texts BEGIN "
        "INSERT INTO texts_words (rowid, words, plain) VALUES (new.number, new.words, new.plain); END",
        "CREATE TRIGGER texts_out AFTER DELETE ON texts BEGIN "
        "INSERT INTO texts_words (texts_words, rowid, words, plain) VALUES ('delete', old.number, old.words, old.plain); END",
    ),
    "postgresql": (
        "CREATE INDEX texts_by_words ON texts USING gin (to_tsvector('simple', words))",
        "CREATE INDEX texts_by_plain ON texts USING gin (to_tsvector('simple', plain))",
    ),
}
for _dialect, _statements in _INDEX.items():
    for _statement in _statements:
        event.listen(texts, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
_gone = DDL("DROP TABLE IF EXISTS texts_words").execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]
event.listen(texts, "before_drop", _gone)

GIVEN: Final = (captures, origins, judgements)
DERIVED: Final = tuple(table for table in metadata.sorted_tables if table not in GIVEN)
