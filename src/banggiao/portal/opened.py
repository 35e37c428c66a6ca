"""The record that a portal shows: opened when it is asked for first, and again after it was not there."""

from __future__ import annotations

from datetime import date as Day
from pathlib import Path
from threading import Lock

from banggiao.record.overview import Overview
from banggiao.record.store import Store
from banggiao.record.view import View

#: How long somebody waits for a record that another holds, in seconds, before the page says so.
_PATIENCE = 4.0


class Opened:
    """A record by its place; `where` is None for the usual one."""

    def __init__(self, where: str | None, today: Day | None = None) -> None:
        """Remember the place; nothing is opened yet. `today` is for tests: what is due is overdue by it."""
        self.where = where
        self.today = today
        self._store: Store | None = None
        self._lock = Lock()

    def store(self) -> Store:
        """The record itself. Raises `RecordError` where it cannot be opened."""
        with self._lock:
            if self._store is not None and self._store.is_sqlite and not Path(self._store.where).exists():
                self.close()
            if self._store is None:
                self._store = Store.open(self.where, create=False, patience=_PATIENCE)
            return self._store

    def day(self) -> Day:
        """The day on which what is due is overdue."""
        return self.today or Day.today()

    def ask(self) -> tuple[View, Overview, str]:
        """The record's view, its sums and its name. Raises `RecordError` where it cannot be opened."""
        store = self.store()
        return View(store, today=self.day()), Overview(store), store.where

    def close(self) -> None:
        """Give its connections back."""
        if self._store is not None:
            self._store.close()
            self._store = None
