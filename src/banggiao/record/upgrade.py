"""The tables of a record and the way from older ones, by Alembic."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection


class Upgraded(Protocol):
    """What of a store is needed here. The store itself stands above: it brings a record up to date when it opens it."""

    def asking(self) -> AbstractContextManager[Connection]:
        """A connection that reads."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes."""


def version(store: Upgraded) -> str | None:
    """The version of a record's tables, or None where they have none."""
    with store.asking() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def to_newest(store: Upgraded) -> None:
    """Make the tables, or bring older ones up to date, in one transaction."""
    to(store, "head")


def to(store: Upgraded, wanted: str) -> None:
    """Bring the tables to a version, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, wanted)
