"""The OpenAPI 3.1 document, made of the same lists and parameters that requests are held against."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from banggiao.api import asked
from banggiao.brief.writers import FORMATS
from banggiao.record import values
from banggiao.record.paging import cursor_pattern

Schema = dict[str, Any]

_PRIMITIVE: Final = ("string", "integer", "number", "boolean")
#: The shape of the things of each list, where it is not the list's name without its last letter.
_SHAPES: Final = {"people": "person", "coverage": "month"}
_ID: Final = "^[a-z]{2}-[0-9a-f]{16}$"
_ISO: Final = "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


@cache
def document() -> Schema:
    """The document."""
    paths: Schema = {
        "/openapi.json": _get("openapi", "This document.", [], _json({"type": "object"})),
        "/counts": _get("counts", "How many of each sort there are.", [], _json(_counts())),
        "/search": _get(
            "search",
            "What the record has with some words; exact on diacritics, and without them for words that have none.",
            [
                _query("q", _text(), 'Words; "words in quotes" stand side by side.', "Thongloun", required=True),
                _query(
                    "with", {"type": "string", "pattern": "^[A-Za-z]{2}$"}, "Only stories of events with this country.", "LA"
                ),
                _query("kind", {"type": "string", "enum": list(values.EVENT_KINDS)}, "Only of events of this kind.", "visit"),
                _query("year", {"type": "string", "pattern": "^[12][0-9]{3}$"}, "Only stories of this year.", "2024"),
                _query("person", {"type": "string", "pattern": "^pe-[0-9a-f]{16}$"}, "Only stories with this person.", None),
                _query("source", _text(), "Only stories of this outlet.", None),
                _limit(20, 100),
                _query("after", {"type": "string", "pattern": "^[0-9]{1,19}$"}, asked.ABOUT["after"][0], None),
            ],
            _json(_reference("results")),
        ),
        "/ask": _get(
            "ask",
            "The answer to a question, with its quotes; or that there is none, and what the record has of that time.",
            [_query("q", _text(), "A question in Vietnamese or English.", "Tô Lâm thăm Lào khi nào?", required=True)],
            _json(_reference("answer")),
        ),
        "/things/{id}": _get(
            "thing",
            "One thing whole: every field, every source, every quote, what disagrees. An id that was merged away leads on.",
            [_path("id", {"type": "string", "pattern": _ID}, "The id of a thing of any sort, or of a story.")],
            _json(_reference("thing")),
            "404",
        ),
        "/briefs/{country}.{form}": _get(
            "brief",
            "A brief for a meeting, every sentence with its source.",
            [
                _path("country", {"type": "string", "pattern": "^[A-Za-z]{2}$"}, "The other country."),
                _path("form", {"type": "string", "enum": list(FORMATS)}, "The format."),
                _query("for", _text(), "Whom one will meet.", "Sonexay Siphandone"),
                _query("since", {"type": "string", "pattern": _ISO}, "Tell meetings from this day on.", "2024-01-01"),
                _language(),
            ],
            {media.split(";")[0]: {} for media in FORMATS.values()},
            "404",
        ),
        "/feeds/{subject}.{form}": _get(
            "feed",
            "The events of a relationship, a person or a mechanism as Atom or iCalendar.",
            [
                _path("subject", {"type": "string", "pattern": r"^[A-Za-z0-9-]+$"}, "Countries such as VN-LA, or an id."),
                _path("form", {"type": "string", "enum": ["atom", "ics"]}, "The format."),
                _language(),
            ],
            {"application/atom+xml": {}, "text/calendar": {}},
            "404",
        ),
    }
    paths |= {f"/{name}": _list_path(name) for name in asked.LISTS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Bang Giao",
            "version": "1",
            "description": "A sourced record of diplomacy, read from the Vietnamese press. Nothing is written through it.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": _schemas()},
    }


def _list_path(name: str) -> Schema:
    found = _object(list={"const": name}, things=_many(_SHAPES.get(name, name[:-1])), after={"type": ["string", "null"]})
    narrowed = [_parameter(name, parameter) for parameter in asked.LISTS[name].takes]
    about, _ = asked.ABOUT["after"]
    cursor = _query("after", {"type": "string", "pattern": cursor_pattern(name)}, about, None)
    return _get(name, asked.LISTS[name].about, [*narrowed, _limit(asked.PAGE, asked.LARGEST_PAGE), cursor], _json(found))


def _parameter(name: str, parameter: str) -> Schema:
    about, example = asked.ABOUT[parameter]
    allowed = asked.values_of(name, parameter)
    schema = _text()
    if allowed:
        schema, example = {"type": "string", "enum": list(allowed)}, allowed[0]
    elif parameter in ("from", "to"):
        schema = {"type": "string", "pattern": _ISO}
    elif parameter in ("with", "between"):
        more = "+" if parameter == "between" else "*"
        schema = {"type": "string", "pattern": f"^[A-Za-z]{{2}}(,[A-Za-z]{{2}}){more}$", "maxLength": asked.LONGEST}
    elif parameter == "mechanism":
        schema = {"type": "string", "pattern": _ID}
    return _query(parameter, schema, about, example)


def _get(name: str, about: str, parameters: list[Schema], content: Schema, *more: str) -> Schema:
    errors = {
        "422": "A parameter is not allowed or has no such value.",
        "414": "The address is too long.",
        "503": "Try again later.",
    }
    errors |= {"404": "There is no such thing."} if "404" in more else {}
    responses: Schema = {
        "200": {"description": "Found.", "headers": {"ETag": {"schema": {"type": "string"}}}, "content": content},
        "304": {"description": "Not changed since the answer with the entity tag that was sent."},
    }
    failed = _json(_object(error=_reference("error")))
    responses |= {status: {"description": said, "content": failed} for status, said in errors.items()}
    return {
        "get": {"operationId": name, "summary": about, "parameters": parameters, "responses": dict(sorted(responses.items()))}
    }


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}


def _object(**fields: Schema) -> Schema:
    return {"type": "object", "required": list(fields), "properties": fields}


def _counts() -> Schema:
    return {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}


def _many(shape: str) -> Schema:
    return {"type": "array", "items": _reference(shape)}


def _reference(shape: str) -> Schema:
    return {"$ref": f"#/components/schemas/{shape}"}


def _text() -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": asked.LONGEST, "pattern": r"^[^\u0000-\u001f\u007f]+$"}


def _query(name: str, schema: Schema, about: str, example: str | None, *, required: bool = False) -> Schema:
    parameter = {"name": name, "in": "query", "description": about, "required": required, "schema": schema}
    if example is not None:
        parameter["example"] = int(example) if schema["type"] == "integer" else example
    return parameter


def _path(name: str, schema: Schema, about: str) -> Schema:
    return {"name": name, "in": "path", "description": about, "required": True, "schema": schema}


def _limit(usual: int, most: int) -> Schema:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return _query("limit", schema, asked.ABOUT["limit"][0], str(usual))


def _language() -> Schema:
    return _query("lang", {"type": "string", "enum": ["vi", "en"], "default": "vi"}, "The language.", "vi")


def _schemas() -> Schema:
    shapes = tomllib.loads((files("banggiao.api") / "schemas.toml").read_text(encoding="utf-8"))
    return {name: _shape(fields) for name, fields in shapes.items()}


def _shape(fields: dict[str, str]) -> Schema:
    properties = {name.removesuffix("*"): _type(written) for name, written in fields.items()}
    return {"type": "object", "required": [name for name in fields if not name.endswith("*")], "properties": properties}


def _type(written: str) -> Schema:
    if written.endswith("?"):
        inner = _type(written[:-1])
        return {"type": [inner["type"], "null"]} if set(inner) == {"type"} else {"anyOf": [inner, {"type": "null"}]}
    if written.startswith("["):
        return {"type": "array", "items": _type(written[1:-1])}
    if written == "any":
        return {}
    return {"type": written} if written in _PRIMITIVE else _reference(written)
