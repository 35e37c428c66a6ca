"""What a list is narrowed by: one set of filters for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from banggiao.record.days import days_of


@dataclass(frozen=True, slots=True)
class Filters:
    """All filters; what is None or empty lets everything through.

    `countries` must all be concerned (ISO 3166-1 alpha-2); `start` and `end` are ISO dates of any precision, both inclusive;
    `person` is a name in any spelling or an id; `source` an outlet; `after` the cursor that a list ended with.
    """

    countries: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    kind: str | None = None
    level: str | None = None
    status: str | None = None
    person: str | None = None
    source: str | None = None
    mechanism: str | None = None
    abroad: bool = False
    limit: int = 50
    after: str | None = None
    newest_first: bool = True

    @property
    def first_day(self) -> str | None:
        """The first day that is let through."""
        days = days_of(self.start)
        return days.first.isoformat() if days else None

    @property
    def last_day(self) -> str | None:
        """The last day that is let through; of a month or a year its last."""
        days = days_of(self.end)
        return days.last.isoformat() if days else None
