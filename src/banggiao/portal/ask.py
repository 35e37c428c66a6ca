"""What a page is made from (the record, the language, the address), and what a page is: a context in a template."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from threading import Lock
from typing import Any, TypeVar

from banggiao.portal.filtering import Absurd
from banggiao.portal.language import Tongue
from banggiao.record.overview import Overview
from banggiao.record.store import Store
from banggiao.record.view import View

T = TypeVar("T")


class NotThere(Exception):  # no error: an answer
    """There is no page at this address; `what` says in the reader's language what is missing."""

    def __init__(self, what: str = "") -> None:
        """Say what is missing."""
        super().__init__(what)
        self.what = what


class Moved(Exception):  # no error: an answer
    """The page of this address is now at `to`."""

    def __init__(self, to: str) -> None:
        """Say where it is."""
        super().__init__(to)
        self.to = to


class Kept:
    """What was worked out for the record as it is, until something is written to it; the least used goes first."""

    def __init__(self, most: int) -> None:
        """Keep at most so many."""
        self._most = most
        self._state = ""
        self._found: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, state: str, key: Any, make: Callable[[], T]) -> T:
        """What is kept under `key` for this state of the record, or else what `make` gives."""
        with self._lock:
            if state != self._state:
                self._found.clear()
                self._state = state
            if key in self._found:
                self._found.move_to_end(key)
                found: T = self._found[key]
                return found
        made = make()
        with self._lock:
            if state == self._state:
                self._found[key] = made
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: whom to ask, in which language, for what. `names` are the parts of the path that vary."""

    store: Store
    view: View
    overview: Overview
    t: Tongue
    path: str
    query: Mapping[str, str]
    names: Mapping[str, str]
    state: str
    parts: Kept

    @property
    def today(self) -> Day:
        """The day on which what is due is overdue."""
        return self.view.today

    def keep(self, key: Any, make: Callable[[], T]) -> T:
        """What takes long and is the same in every language, worked out once for a record as it is."""
        return self.parts.get(self.state, (self.today, key), make)


@dataclass(frozen=True, slots=True)
class Page:
    """A template and its context; `title` stands in the window's head, `active` is the entry of the menu it belongs to."""

    template: str
    title: str
    context: Any
    active: str = ""
    charts: Mapping[str, Any] = field(default_factory=dict)


__all__ = ["Absurd", "Ask", "Kept", "Moved", "NotThere", "Page"]
