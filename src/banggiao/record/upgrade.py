"""The tables of a record and the way from older ones, by Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

if TYPE_CHECKING:
    from banggiao.record.store import Store


def version(store: Store) -> str | None:
    """The version of a record's tables, or None where they have none."""
    with store.asking() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def to_newest(store: Store) -> None:
    """Make the tables, or bring older ones up to date, in one transaction."""
    to(store, "head")


def to(store: Store, wanted: str) -> None:
    """Bring the tables to a version, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, wanted)
