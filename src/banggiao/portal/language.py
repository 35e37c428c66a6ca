"""A language of the portal: its words from a catalogue, its dates, numbers and country names from CLDR."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date as Day
from functools import cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

#: The languages of the portal, the one that is used where nobody asks for another first.
LANGUAGES: Final = ("vi", "en")
#: Days, months and the parts of a range in one month, as CLDR patterns.
_PATTERNS: Final = {"vi": ("dd/MM/y", "MM/y", "dd", "dd/MM"), "en": ("d MMM y", "MMM y", "d", "d MMM")}
_DASH: Final = "–"
#: Money is told in the largest of these units that leaves at least one before the comma.
_LARGE: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


class Tongue:
    """One language; `code` is ISO 639-1."""

    def __init__(self, code: str) -> None:
        """Load the catalogue of `code`."""
        self.code = code
        self.locale = Locale.parse(code)
        catalogue = files("banggiao.portal") / "locale" / code / "LC_MESSAGES" / "portal.po"
        compiled = io.BytesIO()
        write_mo(compiled, read_po(io.BytesIO(catalogue.read_bytes()), locale=code))
        compiled.seek(0)
        self.words = Translations(compiled)

    def say(self, message: str, **parts: Any) -> str:
        """A message in this language with its parts put in: ``say("%(n)s of %(all)s", n=3, all=5)``."""
        found = str(self.words.gettext(message))
        return found % parts if parts else found

    def count(self, one: str, many: str, number: int) -> str:
        """A message with a number: ``count("%(num)s story", "%(num)s stories", 5)``."""
        return str(self.words.ngettext(one, many, number)) % {"num": self.number(number)}

    def name(self, context: str, value: str | None) -> str:
        """What a value of the contract is called: ``name("kind", "talks")`` is "hội đàm, gặp gỡ"; empty for None."""
        return str(self.words.pgettext(context, value)) if value else ""

    def country(self, code: str | None) -> str:
        """The name of a country: ``LA`` is "Lào"; the code itself where CLDR knows no name."""
        return str(self.locale.territories.get(code, code)) if code else ""

    def countries(self, codes: Iterable[str]) -> str:
        """Names of countries beside each other: "Việt Nam – Lào"."""
        return f" {_DASH} ".join(self.country(code) for code in codes)

    def language_name(self) -> str:
        """The language's own name for itself."""
        name = str(self.locale.display_name or self.code)
        return name[:1].upper() + name[1:]

    def day(self, stamp: str | None) -> str:
        """A day, month, year or minute: ``2024-08-28T08:49`` is "28/08/2024"; empty for None, as it is where it is no date."""
        if not stamp:
            return ""
        parts = stamp[:10].split("-")
        try:
            numbers = [int(part) for part in parts] + [1, 1]
            then = Day(*numbers[:3])
        except ValueError:
            return stamp
        if len(parts) == 1:
            return f"{then.year:04d}"
        return format_date(then, _PATTERNS[self.code][0 if len(parts) > 2 else 1], locale=self.locale)

    def span(self, start: str | None, end: str | None) -> str:
        """A range of dates: "12–14/10/2024"."""
        if not start or not end or start == end:
            return self.day(start or end)
        if len(start) == len(end) == 10 and start[:4] == end[:4]:
            pattern = _PATTERNS[self.code][2 if start[:7] == end[:7] else 3]
            try:
                first = format_date(Day.fromisoformat(start), pattern, locale=self.locale)
            except ValueError:
                return f"{start} {_DASH} {end}"
            return f"{first}{_DASH}{self.day(end)}" if start[:7] == end[:7] else f"{first} {_DASH} {self.day(end)}"
        return f"{self.day(start)} {_DASH} {self.day(end)}"

    def dated(self, date: Mapping[str, Any] | None) -> str:
        """A date of the contract; with ≈ before it where it was inferred. Empty where there is none."""
        if date is None:
            return ""
        return ("≈ " if date["basis"] == "inferred" else "") + self.span(date["start"], date["end"])

    def number(self, value: float) -> str:
        """A number with its thousands parted."""
        return format_decimal(_clean(value), format="#,##0.######", locale=self.locale)

    def amount(self, value: float, unit: str | None) -> str:
        """A number with its unit: "1,1 tỷ USD"."""
        if unit == "%":
            return f"{self.number(value)} %"
        for size, word in _LARGE:
            if abs(value) >= size and _clean(value) % (size // 1000) == 0 and len(unit or "") == 3:
                return f"{self.number(value / size)} {self.name('large', word)} {unit}"
        return " ".join(filter(None, (self.number(value), unit)))

    def change(self, value: float | None) -> str:
        """A growth rate with its sign."""
        return "" if value is None else f"{'+' if value > 0 else ''}{self.number(value)} %"

    def months(self, number: int) -> str:
        """So many months ago, from two years on in years."""
        if number >= 24:
            return self.count("%(num)s year", "%(num)s years", number // 12)
        return self.count("%(num)s month", "%(num)s months", number)


def _clean(value: float) -> float:
    """A number without what reckoning with it left behind: 33299999999.999996 is 33300000000."""
    return float(f"{value:.12g}")


@cache
def tongue(code: str) -> Tongue:
    """The language `code`, one of `LANGUAGES`."""
    return Tongue(code)


def choose(asked: str | None, kept: str | None, accepted: str) -> str:
    """The language for a request: the one asked for in its address, the one kept from before, the first accepted that there is.

    >>> choose(None, None, "fr;q=0.9, en-GB;q=0.8")
    'en'
    """
    for wish in (asked, kept):
        if wish in LANGUAGES:
            return wish
    wishes = []
    for place, part in enumerate(accepted[:500].split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), place, Locale.parse(name, sep="-").language))
        except (ValueError, UnknownLocaleError):
            continue
    return next((code for _, _, code in sorted(wishes) if code in LANGUAGES), LANGUAGES[0])
