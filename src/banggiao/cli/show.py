"""``banggiao show``: one thing of a record whole, every source beside the other, each with its quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from banggiao.cli.asking import JsonOption, RecordOption, opened, print_json
from banggiao.cli.listings import days, lands, said_value, what_of, who_of
from banggiao.errors import BangGiaoError
from banggiao.explain.words import number, visible

Thing = Mapping[str, Any]

#: What has a part of the text of its own, or says nothing to people.
_APART = frozenset({
    "id", "sort", "was", "evidence", "statements", "conflicts", "disputed", "parts", "promised", "doubts", "tenures",
    "sessions", "unnumbered", "links", "judged", "key", "keys", "mechanism_key", "series", "wrong", "life", "origins",
    "carriers", "participants", "first", "last",
})  # fmt: skip
_MARGIN = 14


def show(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="What lists print: ev-…, pe-…, me-…, se-…, fi-…, co-…, ag-…, ph-…, st-….")
    ],
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print one thing whole: every field, every source with its quotes, what disagrees. An id that was merged away leads on."""
    with opened(record) as ledger:
        thing = ledger.view.show(identity)
        if thing is None:
            raise BangGiaoError(f"{identity}: {_why_not(identity)}")
        if as_json:
            print_json(thing)
        else:
            from banggiao.cli.tables import output_console

            console = output_console()
            for line in lines_of(thing):
                console.print(visible(line), soft_wrap=not console.is_terminal)


def _why_not(identity: str) -> str:
    from banggiao.record.ids import SORTS, sort_of

    sort = sort_of(identity)
    if sort is None:
        return f"no id; ids are two letters ({', '.join(SORTS)}), a hyphen and sixteen digits, as lists print them"
    return f"no such {sort} in the record"


def lines_of(thing: Thing) -> Iterator[str]:
    """A thing as text, line by line: its fields, what belongs to it, what disagrees, and every source."""
    yield f"{thing['sort']} {thing['id']}" + (" · judged wrong, in no list" if thing.get("wrong") else "")
    if thing.get("was"):
        yield f"{thing['was']} was merged into it"
    yield ""
    for name, value in thing.items():
        if name not in _APART and value not in (None, [], {}):
            yield _field(name, _value(name, value))
            if isinstance(value, dict) and value.get("why"):
                yield _field("", f"{value['basis']}: {value['why']}")
    for person in thing.get("participants", ()):
        offices = ", ".join(person["offices"])
        yield _field(person["role"], " · ".join(filter(None, [who_of([person]), offices, person.get("person")])))
    for name, said in (thing.get("judged") or {}).items():
        why = f": {said['reason']}" if said["reason"] else ""
        yield _field("judged", f"{name} was set by {said['by']} on {said['at'][:10]}{why}")
    for title, lines in _sections(thing):
        found = list(lines)
        if found:
            yield ""
            yield title
            yield from (f"  {line}" for line in found)


def _sections(thing: Thing) -> Iterator[tuple[str, Iterator[str]]]:
    yield "what sources say differently", (_disagreement(one) for one in thing.get("conflicts", ()))
    yield (
        "how it came about",
        (f"{step['status'].replace('_', ' ')}, first told {step['first_told'] or '?'}" for step in thing.get("life", ())),
    )
    yield (
        "parts",
        (
            f"{days(p['date']) or 'undated'} · {what_of(p)} · {who_of(p['participants'])} · {p['id']}"
            for p in thing.get("parts", ())
        ),
    )
    yield "promised and agreed by the stories that tell it", map(_promise, thing.get("promised", ()))
    yield "what became of it", (f"{link['day']} {link['kind']}: {link['why']}" for link in thing.get("links", ()))
    yield "offices", map(_tenure, thing.get("tenures", ()))
    yield "may be one with", (f"{doubt['with']}: {doubt['why']}" for doubt in thing.get("doubts", ()))
    yield "sessions", map(_session, thing.get("sessions", ()) if isinstance(thing.get("sessions"), list) else ())
    yield "sittings without a number", map(_sitting, thing.get("unnumbered", ()))
    yield (
        "where it was found",
        (" · ".join(filter(None, [o["source"], o["url"], o["captured"]])) for o in thing.get("origins", ())),
    )
    yield (
        "carried also by",
        (" · ".join(filter(None, [c["outlet"], c["published"], c["story"]])) for c in thing.get("carriers", ())),
    )
    yield "sources", (line for statement in thing.get("statements", ()) for line in _statement(statement))


def _field(name: str, text: str) -> str:
    return f"{name.replace('_', ' '):<{_MARGIN}}{text}"


def _value(name: str, value: Any) -> str:
    if isinstance(value, dict):
        if "start" in value:
            return days(value)
        return ", ".join(f"{key.replace('_', ' ')} {part}" for key, part in value.items() if part is not None)
    if isinstance(value, list):
        return lands(value) if name in ("countries", "parties", "by") else ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and name == "value":
        return number(value)
    return " ".join(str(value).split())


def _disagreement(conflict: Thing) -> str:
    said = " / ".join(
        said_value(one["value"])
        + (f" ({', '.join(one['stories'])})" if one.get("stories") else f" ({one['of']})" if one.get("of") else "")
        for one in conflict["values"]
    )
    return f"{conflict['field']}: {said}" + (f"; expected {number(conflict['expected'])}" if "expected" in conflict else "")


def _promise(one: Thing) -> str:
    if one["sort"] == "agreement":
        return f"{one['name']} ({one['status'].replace('_', ' ')}) · {one['id']}"
    due = f" · due {one['due']}" if one["due"] else ""
    return f"{lands(one['by'])} {one['act']}: {' '.join(one['text'].split())}{due} · {one['id']}"


def _tenure(one: Thing) -> str:
    held = (
        f"{one['start'] or '?'} – {one['end'] or ''}"
        if one["start"] or one["end"]
        else f"seen {one['first_seen']} – {one['last_seen']}"
    )
    return f"{one['office']} · {held} · {one['basis']}"


def _session(one: Thing) -> str:
    parts = [
        f"no. {one['number']}",
        days(one["date"]) or "undated",
        one["place"],
        one["host"] and f"host {one['host']}",
        one["event"],
        one["id"],
    ]
    return " · ".join(part for part in parts if part)


def _sitting(one: Thing) -> str:
    return " · ".join(filter(None, [days(one["date"]) or "undated", what_of(one), one["place"], one["id"]]))


def _statement(one: Thing) -> Iterator[str]:
    """What one story says: where and when, the fields it gives, its quotes."""
    head = [
        (one.get("published") or "").replace("T", " "),
        one.get("outlet"),
        one.get("title"),
        one.get("story"),
        f"statement {one['id']}",
    ]
    if "of" in one:  # of a story, what each statement is told of
        head = [one["sort"], one["of"], f"statement {one['id']}"]
    yield " · ".join(" ".join(part.split()) for part in head if part)
    said = ", ".join(f"{name} {text}" for name, value in one["says"].items() if (text := _said(name, value)))
    if said:
        yield f"  says {said}"
    for place in one.get("evidence") or one["says"].get("evidence", ()):
        yield f"  “{' '.join(place['quote'].split())}”"


def _said(name: str, value: Any) -> str:
    if value in (None, [], {}) or name in ("story", "evidence", "value", "unit"):
        return ""
    if name == "participants":
        return who_of(value)
    if name == "period" or isinstance(value, dict):
        return days(value) if isinstance(value, dict) and "start" in value else ""
    return _value(name, value)
