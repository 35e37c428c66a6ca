"""What things are called outside the record: a caption for an event, a country by its codes, a post by its id."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from banggiao.grammar.tables import parse, rows
from banggiao.record.ids import make_id

Thing = dict[str, Any]


@cache
def package_list(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a list of this folder."""
    return parse((files("banggiao.export") / f"{name}.tsv").read_text(encoding="utf-8"), f"{name}.tsv")


@cache
def captions(kind: str) -> dict[str, str]:
    """What a value of the contract is called in a caption: "Thăm" for the event ``visit``."""
    return {row["canonical"]: row["form"] for row in rows("captions") if row["kind"] == kind}


@cache
def _countries() -> dict[str, dict[str, str]]:
    return {row["alpha2"]: row for row in package_list("countries")}


def alpha3(code: str | None) -> str | None:
    """ISO 3166-1 alpha-3, as PLOVER has it; None for what has none, such as the EU."""
    return _countries().get(code or "", {}).get("alpha3") or None


def english(code: str) -> str:
    """A country's English name, or its code."""
    return _countries().get(code, {}).get("name") or code


def ftm_code(code: str | None) -> str | None:
    """A country as FollowTheMoney has it: small letters, and codes of its own for states that are gone."""
    return _countries().get(code or "", {}).get("ftm") or None


def vietnamese(code: str) -> str:
    """A country's usual Vietnamese name, or its code."""
    return captions("country").get(code, code)


def caption(event: Thing) -> str:
    """An event in one line: "Thăm cấp Nhà nước: Tô Lâm (Việt Nam - Lào)", "Ủy ban liên Chính phủ Việt Nam - Lào, 46"."""
    name = captions("level").get(event["level"] or "") or captions("event")[event["kind"]]
    people = ", ".join(p["name"] for p in event["participants"][:4])
    if event["mechanism"]:
        number = f", {event['session']}" if event["session"] else ""
        return f"{name}: {event['mechanism']}{number}"
    lands = " - ".join(vietnamese(code) for code in event["countries"])
    if people:
        return f"{name}: {people} ({lands})" if lands else f"{name}: {people}"
    return f"{name}: {lands}" if lands else name


def post_id(country: str | None, office: str) -> str:
    """The id of an office of a country, whoever holds it."""
    return make_id("reference", "post", country, office)


def urn(identity: str) -> str:
    """A thing of a record as an address."""
    return f"urn:banggiao:{identity}"


def story_address(story: Thing) -> str:
    """Where a story can be read, or else its name in the record."""
    return story["url"] or urn(story["id"])
