"""A record made by an older version is brought up to date with all that was given to it; one by a newer is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, inspect, select, text
from world import TAKENS

from banggiao.errors import RecordError
from banggiao.record import upgrade
from banggiao.record.judged import Judgement
from banggiao.record.record import Record
from banggiao.record.schema import SCHEMA, captures, judgements, metadata
from banggiao.record.store import Store

JUDGEMENT = Judgement("ju-0", "2026-01-01T00:00:00", "Lan", "đã đọc", "wrong", "event", TAKENS[0].statements[-1].id)


def test_the_steps_of_all_versions_make_todays_tables(where: str) -> None:
    with Store.open(where) as store:
        stepped = _form(store.engine)
        with store.writing() as connection:
            metadata.drop_all(connection)
            metadata.create_all(connection)
        assert stepped == _form(store.engine)


def _form(engine: Engine) -> dict[str, Any]:
    """Tables with their columns, keys and indexes, as the database has them."""
    found = inspect(engine)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table)],
            found.get_pk_constraint(table)["constrained_columns"],
            sorted((str(index["name"]), tuple(index["column_names"])) for index in found.get_indexes(table)),
        )
        for table in found.get_table_names()
        if table != "alembic_version"
    }


@pytest.fixture
def old(where: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record of the first version with two captures and a judgement in it."""
    with monkeypatch.context() as then:
        then.setattr("banggiao.record.store.SCHEMA", "0001")
        then.setattr(upgrade, "to_newest", lambda store: upgrade.to(store, "0001"))
        with Store.open(where) as store, store.writing() as connection:
            for taken in TAKENS[:2]:
                row = {
                    "id": taken.capture,
                    "media": taken.media,
                    "content": taken.content,
                    "fields": taken.fields,
                    "url": taken.url,
                }
                connection.execute(captures.insert(), row | {"captured": taken.captured, "reader": "1"})
                place = {"c": taken.capture, "s": taken.source, "u": taken.url}
                connection.execute(text("INSERT INTO origins (capture, source, url) VALUES (:c, :s, :u)"), place)
            connection.execute(judgements.insert(), {name: getattr(JUDGEMENT, name) for name in JUDGEMENT.__dataclass_fields__})
    return where


def test_an_older_record_keeps_what_it_was_given(old: str) -> None:
    with Record.open(old) as record:
        assert upgrade.version(record.store) == SCHEMA
        with record.store.asking() as connection:
            assert set(connection.execute(select(captures.c.id)).scalars()) == {taken.capture for taken in TAKENS[:2]}
            assert connection.execute(select(judgements.c.subject)).scalars().all() == [JUDGEMENT.subject]
        assert record.outdated() == 2


def test_an_older_record_rebuilt_is_a_new_one(old: str, new_record: Any) -> None:
    with Record.open(old) as record, Record.open(new_record("sqlite")) as fresh:
        record.rebuild()
        fresh.keep(TAKENS[:2])
        fresh.judge(JUDGEMENT)
        assert record.outdated() == 0
        assert list(record.dump()) == list(fresh.dump())


def test_a_newer_record_is_left_alone(where: str) -> None:
    with Record.open(where) as record:
        record.keep(TAKENS[:2])
        before = list(record.dump())
        with record.store.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordError, match=f"made by a newer Bang Giao \\(schema 9999, this one knows {SCHEMA}\\)"):
        Record.open(where)
    with _forced(where) as store:
        assert list(Record(store).dump()) == before


def _forced(where: str) -> Store:
    """The record all the same, to look into it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("banggiao.record.store.SCHEMA", "9999")
        return Store.open(where)
