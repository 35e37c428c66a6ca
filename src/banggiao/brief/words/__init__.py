"""The words of a brief: templates as data, one file a language, and dates, numbers and names in the manner of each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from banggiao.errors import BangGiaoError
from banggiao.record.days import days_of

Thing = dict[str, Any]

LANGUAGES: Final = ("vi", "en")
#: No document of ours goes on for longer in one line.
_LONG: Final = 160


@cache
def words_of(language: str) -> Words:
    """The words of a language. Raises `BangGiaoError` where there are none."""
    if language not in LANGUAGES:
        raise BangGiaoError(f"no briefs in '{language}'; there are {', '.join(LANGUAGES)}")
    return Words(language, tomllib.loads((files("banggiao.brief.words") / f"{language}.toml").read_text(encoding="utf-8")))


class Words:
    """Templates and names in one language."""

    def __init__(self, language: str, table: dict[str, dict[str, Any]]) -> None:
        """Use `words_of`."""
        from babel import Locale

        self.language = language
        self._table = table
        self._locale = Locale(language)

    def names(self, group: str) -> dict[str, Any]:
        """All words of a group of the file."""
        return self._table[group]

    def say(self, name: str, /, **parts: object) -> str:
        """A sentence from its template; it begins with a capital."""
        text = " ".join(str(self._table["sentences"][name]).format(**parts).split())
        return text[:1].upper() + text[1:]

    def form(self, name: str, /, **parts: object) -> str:
        """A part of a sentence from its template."""
        return str(self._table["forms"][name]).format(**parts)

    def label(self, name: str, /, **parts: object) -> str:
        """A heading or note from its template."""
        return str(self._table["labels"][name]).format(**parts)

    def name(self, group: str, key: str) -> str:
        """What a value of the contract is called; the value itself where the language has no word for it."""
        return str(self._table[group].get(key, key))

    def country(self, code: str) -> str:
        """A country by its ISO 3166-1 alpha-2 code: "Lào", "Laos"."""
        return str(self._table["countries"].get(code) or self._locale.territories.get(code, code))

    def day(self, stamp: str | None) -> str:
        """An ISO day, month, year or minute: "11/7/2024", "11 July 2024"."""
        if not stamp:
            return self.label("undated")
        parts = [int(part) for part in stamp[:10].split("-")]
        named = {"y": parts[0], **dict(zip(("m", "d"), parts[1:], strict=False))}
        if len(parts) > 1:
            named["month"] = self._locale.months["stand-alone"]["wide"][parts[1]]
        return self.form(("year", "month", "day")[len(parts) - 1], **named)

    def days(self, date: Thing | None) -> str:
        """A date or range: "11–12/7/2024"."""
        if date is None:
            return self.label("undated")
        start, end = date["start"], date["end"]
        if start == end:
            return self.day(start)
        if len(start) == len(end) == 10 and start[:7] == end[:7]:
            year, month, first = map(int, start.split("-"))
            name = self._locale.months["stand-alone"]["wide"][month]
            return self.form("days_of_month", d=first, e=int(end[8:]), m=month, y=year, month=name)
        return self.form("range", first=self.day(start), last=self.day(end))

    def period(self, date: Thing | None) -> str:
        """The period of a figure, set apart from what stands before it: " 10 tháng đầu năm 2025"."""
        if date is None:
            return ""
        start, end = date["start"], date["end"]
        if len(start) == len(end) == 7 and start.endswith("-01") and start[:4] == end[:4] and start != end:
            month = int(end[5:])
            name = self._locale.months["stand-alone"]["wide"][month]
            return self.form("in_period", period=self.form("first_months", n=month, y=int(end[:4]), month=name))
        return self.form("in_period", period=self.days(date))

    def number(self, value: float) -> str:
        """A number with the language's marks: "2,5", "12.000"."""
        text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
        marks = {",": self.form("thousands"), ".": self.form("decimal")}
        return "".join(marks.get(letter, letter) for letter in text)

    def amount(self, value: float, unit: str | None) -> str:
        """An amount: "2,5 tỷ USD", "274 dự án"."""
        for scale, name in self._table["scales"].items():
            if abs(value) >= int(scale):
                value, shown = value / int(scale), self.name("units", unit or "")
                return self.form("amount", number=self.number(value), unit=f"{name} {shown}").rstrip()
        if unit == "%":
            return f"{self.number(value)}%"
        return self.form("amount", number=self.number(value), unit=self.name("units", unit or "")).rstrip()

    def change(self, figure: Thing) -> str:
        """How much more or less than before: ", tăng 16,7% so với cùng kỳ năm trước"."""
        change = figure["change"]
        if change is None:
            return ""
        way = "up" if change > 0 else "down" if change < 0 else "level_change"
        # what it is compared with is told in the words of the press, so only its own language can say it within a sentence
        base = self.form("against", base=figure["base"]) if figure["base"] and self.language == "vi" else ""
        return self.form(way, percent=self.number(abs(change))) + base

    def person(self, person: Thing) -> str:
        """A participant with the office held that day: "Chủ tịch nước Tô Lâm"."""
        if not person["office"]:
            return str(person["name"])
        return self.form("person", office=self.name("offices", person["office"]), name=person["name"])

    def people(self, found: list[Thing], most: int = 4) -> str:
        """Several participants, and how many more there are."""
        rest = self.form("and_more", n=len(found) - most) if len(found) > most else ""
        return ", ".join(map(self.person, found[:most])) + rest

    def side(self, by: list[str]) -> str:
        """Who commits himself: "Hai bên", "Phía Lào"."""
        if len(by) == 1:
            return str(self._table["sides"]["side"]).format(country=self.country(by[0]))
        return str(self._table["sides"]["both"])


def short(text: str, most: int = _LONG) -> str:
    """A text on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def is_day(stamp: str | None) -> bool:
    """True for a full ISO day that is in the calendar."""
    return stamp is not None and len(stamp) == 10 and days_of(stamp) is not None
