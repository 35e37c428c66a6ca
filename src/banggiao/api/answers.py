"""How answers look: JSON with an entity tag, errors of one shape."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.asked import Refused


def body_of(content: Any) -> bytes:
    r"""JSON in UTF-8. Half of a surrogate pair, which UTF-8 cannot hold, is written as JSON's ``\ud800``."""
    try:
        return json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(content).encode()


def tag_of(request: Request, state: str) -> str:
    """The entity tag of what a request gets while the record is in a state."""
    asked = f"{state} {request.url.path}?{request.url.query} {request.url.netloc}"
    return f'W/"{blake2b(asked.encode("utf-8", "surrogateescape"), digest_size=9).hexdigest()}"'


def is_known(request: Request, tag: str) -> bool:
    """True where whoever asks has this answer already."""
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in known or tag.removeprefix("W/") in (one.removeprefix("W/") for one in known)


def answer(content: bytes, media: str, tag: str, **headers: str) -> Response:
    """An answer that may be kept, and must be asked about before it is used again."""
    kept = {"etag": tag, "cache-control": "no-cache", "x-content-type-options": "nosniff"}
    return Response(
        content, media_type=media, headers=kept | {name.replace("_", "-"): value for name, value in headers.items()}
    )


def unchanged(tag: str) -> Response:
    """Nothing new."""
    return Response(status_code=304, headers={"etag": tag, "cache-control": "no-cache"})


def refusal(refused: Refused, headers: dict[str, str] | None = None) -> Response:
    """An error; all of them have this shape."""
    error = {"status": refused.status, "code": refused.code, "message": refused.message, "field": refused.field}
    kept = {"cache-control": "no-store", "x-content-type-options": "nosniff"} | (headers or {})
    return Response(body_of({"error": error}), refused.status, kept, "application/json")
