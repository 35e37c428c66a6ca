"""Rule files of a language folder: TOML, each rule with its examples.

A rule without both a yes- and a no-example is refused when the file is loaded; one test runs them all.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from banggiao.errors import LanguageError
from banggiao.grammar.tables import LANGUAGE


@cache
def rule_file(name: str) -> dict[str, Any]:
    """The parsed file ``vi/rules/<name>.toml``; raises `LanguageError` for a rule without examples or a name twice."""
    path = files(LANGUAGE) / "rules" / f"{name}.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"rules {name}.toml cannot be read: {error}") from error
    seen: set[str] = set()
    for rule in content.get("rule", []):
        title = rule.get("name")
        if not title or title in seen:
            raise LanguageError(f"{name}.toml: a rule without a name, or {title!r} twice")
        seen.add(title)
        if not rule.get("yes") or not rule.get("no"):
            raise LanguageError(f"{name}.toml: rule {title!r} needs examples under both 'yes' and 'no'")
    return content
