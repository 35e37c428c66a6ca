from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from banggiao.portal import filtering
from banggiao.portal.language import LANGUAGES, choose, tongue
from banggiao.portal.pages.relation import PARTS
from banggiao.portal.rendering import MENU

PORTAL = Path(filtering.__file__).parent
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "say": None, "count": (1, 2)}
#: Values that pages name, by their context.
VALUES = {
    "kind": filtering.KINDS,
    "visit": (*filtering.LEVELS, "unsaid"),
    "status": filtering.STATUSES,
    "indicator": filtering.INDICATORS,
    "act": filtering.ACTS,
    "state": filtering.STATES,
    "agreement": filtering.SIGNED,
    "part": tuple(name for name, *_ in PARTS),
    "basis": ("stated", "derived", "inferred"),
    "channel": ("in_person", "phone", "online", "letter"),
    "story": ("main", "teaser", "link"),
    "role": ("host", "guest", "party", "chair", "signatory", "sender", "recipient"),
    "large": ("trillion", "billion", "million"),
    "verdict": ("same", "different", "wrong", "right", "set", "undo"),
    "media": ("text", "html", "row"),
    "field": (
        *(f for f in filtering.Asked.__dataclass_fields__),
        "date",
        "value",
        "change",
        "growth",
        "place",
        "participants",
        "year",
    ),
}


def catalogue(code: str) -> Catalog:
    return read_po(io.BytesIO((PORTAL / "locale" / code / "LC_MESSAGES" / "portal.po").read_bytes()), locale=code)


def messages() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Every message in the portal's code and templates, with the file it stands in."""
    for file in sorted(PORTAL.rglob("*.py")):
        for _, message, *_ in extract("python", io.BytesIO(file.read_bytes()), keywords=KEYWORDS):
            yield file.name, message
    for file in sorted((PORTAL / "templates").glob("*.html")):
        for _, _, found, _ in babel_extract(io.BytesIO(file.read_bytes()), KEYWORDS, [], {}):  # type: ignore[arg-type]
            parts = [part for part in found if part] if isinstance(found, tuple) else [found]
            if parts and parts[0]:
                yield file.name, str(parts[0]) if len(parts) == 1 else tuple(map(str, parts))
    yield from (("rendering.py", words) for _, _, words in MENU)


def test_every_message_has_its_vietnamese() -> None:
    known = catalogue("vi")
    missing = {(file, message) for file, message in messages() if (found := known.get(message)) is None or not found.string}
    assert missing == set()


def test_no_message_is_kept_that_nobody_says() -> None:
    said = {message[0] if isinstance(message, tuple) else message for _, message in messages()}
    kept = {m.id[0] if isinstance(m.id, (tuple, list)) else m.id for m in catalogue("vi") if m.id and m.context is None}
    assert kept - said == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_value_has_a_name(code: str) -> None:
    known = catalogue(code)
    missing = {(context, value) for context, values in VALUES.items() for value in values if known.get(value, context) is None}
    assert missing == set()


def test_both_catalogues_name_the_same_values() -> None:
    vietnamese, english = ({(m.context, m.id) for m in catalogue(code) if m.context} for code in LANGUAGES)
    assert vietnamese == english


def test_parts_of_a_message_are_the_same_in_its_translation() -> None:
    for message in catalogue("vi"):
        for fault in message.check():
            raise AssertionError(f"{message.id}: {fault}")


@pytest.mark.parametrize(
    ("start", "end", "vietnamese", "english"),
    [
        ("2024-07-11", "2024-07-12", "11–12/07/2024", "11–12 Jul 2024"),
        ("2024-07-31", "2024-08-02", "31/07 – 02/08/2024", "31 Jul – 2 Aug 2024"),
        ("2024-12-30", "2025-01-02", "30/12/2024 – 02/01/2025", "30 Dec 2024 – 2 Jan 2025"),
        ("2024-01", "2024-07", "01/2024 – 07/2024", "Jan 2024 – Jul 2024"),
        ("2024", "2024", "2024", "2024"),
        ("2024-08-28T08:49", None, "28/08/2024", "28 Aug 2024"),
        (None, None, "", ""),
        ("someday", None, "someday", "someday"),
    ],
)
def test_dates_as_they_are_written_there(start: str | None, end: str | None, vietnamese: str, english: str) -> None:
    assert tongue("vi").span(start, end) == vietnamese
    assert tongue("en").span(start, end) == english


@pytest.mark.parametrize(
    ("value", "unit", "vietnamese", "english"),
    [
        (1_100_000_000, "USD", "1,1 tỷ USD", "1.1 billion USD"),
        (191_100_000, "USD", "191,1 triệu USD", "191.1 million USD"),
        (33_299_999_999.999996, "USD", "33,3 tỷ USD", "33.3 billion USD"),
        (12_000, "lưu học sinh", "12.000 lưu học sinh", "12,000 lưu học sinh"),
        (16.7, "%", "16,7 %", "16.7 %"),
        (274, None, "274", "274"),
    ],
)
def test_amounts_as_they_are_written_there(value: float, unit: str | None, vietnamese: str, english: str) -> None:
    assert tongue("vi").amount(value, unit) == vietnamese
    assert tongue("en").amount(value, unit) == english


def test_the_language_is_chosen_by_what_was_asked_last() -> None:
    assert choose("en", "vi", "vi") == "en"
    assert choose("xx", "en", "vi") == "en"
    assert choose(None, None, "de, en-GB;q=0.7, vi;q=0.9") == "vi"
    assert choose(None, None, "") == "vi"
    assert choose(None, None, "en," * 10_000) == "en"
