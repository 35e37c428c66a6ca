"""Pages into HTML: the templates of a language, with everything escaped that is not a template's own."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from banggiao.portal.ask import Page
from banggiao.portal.filtering import INDICATORS
from banggiao.portal.language import LANGUAGES, Tongue, tongue

#: The menu: the name of an entry, its address, its words.
MENU: Final = (
    ("home", "/", "Start"),
    ("search", "/search", "Search"),
    ("ask", "/ask", "Ask"),
    ("relations", "/relations", "Relationships"),
    ("events", "/events", "Events"),
    ("people", "/people", "People"),
    ("mechanisms", "/mechanisms", "Mechanisms"),
    ("figures", "/figures", "Figures"),
    ("commitments", "/commitments", "Commitments"),
    ("agreements", "/agreements", "Agreements"),
    ("phrases", "/phrases", "Set phrases"),
    ("calendar", "/calendar", "Calendar"),
    ("sources", "/coverage", "Sources and coverage"),
    ("checks", "/checks", "Disagreements and doubts"),
)


@cache
def environment(code: str) -> Environment:
    """The templates in one language."""
    t = tongue(code)
    made = Environment(
        loader=PackageLoader("banggiao.portal"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.install_gettext_callables(t.words.gettext, t.words.ngettext, newstyle=True, pgettext=t.words.pgettext)  # type: ignore[attr-defined]
    made.globals |= {
        "t": t,
        "say": t.say,
        "count": t.count,
        "menu": MENU,
        "indicators": INDICATORS,
        "style": f"/static/portal.css?v={style_mark()}",
    }
    made.filters["drawn"] = lambda svg: Markup(svg)  # our own, see `charts`
    return made


def render(page: Page, t: Tongue, *, path: str, query: str, where: str) -> str:
    """A page as HTML. `where` names the record, `query` is the address's, without its language."""
    others = [
        (code, tongue(code).language_name(), f"{path}?{query}&lang={code}" if query else f"{path}?lang={code}")
        for code in LANGUAGES
    ]
    context: dict[str, Any] = {
        "page": page.context,
        "title": page.title,
        "active": page.active,
        "languages": others,
        "where": where,
    }
    return environment(t.code).get_template(page.template).render(context)


@cache
def style_mark() -> str:
    """What tells one version of the stylesheet from another, so that browsers keep it as long as it is the same."""
    return hashlib.sha256((files("banggiao.portal") / "static" / "portal.css").read_bytes()).hexdigest()[:12]
