"""Check the reading of the HTML pages in ../shared/html against `html.toml`, and measure its speed.

    python eval/check_html.py [--speed]

Prints a line a page; exits 1 where an article's title, time or text is wrong or fewer than 95 in 100 of a
list's items come out with what they print. Without ../shared there is nothing to check and the exit code is
0.
"""

from __future__ import annotations

import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banggiao.stories.markup import read_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.model import Story

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent.parent / "shared" / "html"
SHARE = 0.95


def article_faults(stories: tuple[Story, ...], text: str, facts: dict[str, Any]) -> list[str]:
    """What is wrong with the article of a page."""
    mains = [story for story in stories if story.kind == "main"]
    if len(mains) != 1:
        return [f"{len(mains)} main stories"]
    main = mains[0]
    paragraphs = [text[start:end] for start, end in main.body_spans]
    faults = [
        f"{name} is {found!r}" for name, found in (("title", main.title), ("published", main.published))
        if found != facts[name]
    ]  # fmt: skip
    if not (main.lead or "").startswith(facts["lead"]):
        faults.append(f"lead is {main.lead!r}")
    if (
        not paragraphs
        or not paragraphs[0].startswith(facts["starts"])
        or not paragraphs[-1].endswith(facts["ends"])
    ):
        faults.append(f"text is {paragraphs[:1]} … {paragraphs[-1:]}")
    if len(paragraphs) != facts["paragraphs"]:
        faults.append(f"{len(paragraphs)} paragraphs, not {facts['paragraphs']}")
    body = "\n".join(paragraphs)
    return faults + [f"{words!r} is in the text" for words in facts["others"] if words in body]


def list_faults(stories: tuple[Story, ...], facts: dict[str, Any]) -> list[str]:
    """What is wrong with the items of a list page."""
    faults = [f"{len(mains)} main stories" for mains in [[s for s in stories if s.kind == "main"]] if mains]
    counts = {
        "stories": len(stories),
        "leads": sum(story.lead is not None for story in stories),
        "times": sum(story.published is not None for story in stories),
    }
    for name, count in counts.items():
        if count < SHARE * facts[name] or count > facts[name] / SHARE + 1:
            faults.append(f"{count} {name}, not {facts[name]}")
    titles = [story.title for story in stories]
    faults += [f"{facts[end]!r} is missing" for end in ("first", "last") if facts[end] not in titles]
    return faults


def per_second(read: Callable[[str], object], pages: list[str]) -> float:
    """Pages read in a second, the best of five rounds."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for html in pages:
            read(html)
        best = min(best, time.perf_counter() - start)
    return len(pages) / best


def speed(pages: list[str]) -> None:
    """Print our speed beside trafilatura's."""
    ours = per_second(read_html, pages)
    print(f"banggiao          {ours:6.0f} pages/s")
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        print(f"trafilatura cannot be imported: {error}")
        return
    theirs = per_second(lambda html: bare_extraction(html, fast=True), pages)
    print(f"trafilatura fast  {theirs:6.0f} pages/s, ours is {ours / theirs:.1f} times as fast")


def main() -> int:
    """Check every page that `html.toml` names."""
    if not PAGES.is_dir():
        print(f"{PAGES} is absent: nothing to check")
        return 0
    facts = tomllib.loads((HERE / "html.toml").read_text(encoding="utf-8"))
    wrong = 0
    pages: list[str] = []
    for name, expected in facts.items():
        html = (PAGES / f"{name}.html").read_text(encoding="utf-8")
        pages.append(html)
        text, found = read_html(html)
        faults = (
            article_faults(found.stories, text, expected) if "title" in expected
            else list_faults(found.stories, expected)
        )  # fmt: skip
        kinds = ", ".join(
            f"{sum(s.kind == k for s in found.stories)} {k}" for k in ("main", "teaser", "link")
        )
        print(f"{name:26} {kinds:28} {'right' if not faults else '; '.join(faults)}")
        wrong += bool(faults)
    if "--speed" in sys.argv[1:]:
        speed(pages)
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
