"""The portal as a browser shows it: Debian's Chromium, without a network, on a phone and on a wide screen."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
import uvicorn

from banggiao.portal.app import application
from banggiao.record.filters import Filters
from banggiao.record.store import Store
from banggiao.record.view import View
from portals import SAMPLES, TODAY, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe_core = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")

WIDTHS = {"phone": 375, "wide": 1440}
#: Nothing of the browser's own goes out while it runs.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: WCAG 2.2 A and AA, as axe names its rules.
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("portal"), SAMPLES)


@pytest.fixture(scope="module")
def address(record: Path) -> Iterator[str]:
    """A portal that really listens."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(application(str(record), today=TODAY), http="h11", log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="module")
def paths(record: Path) -> dict[str, str]:
    """The main pages."""
    with Store.open(record, create=False) as store:
        view = View(store)
        event = max(view.events(Filters(limit=500)), key=lambda e: (e["sources"], e["id"]))
        disputed = view.conflicts(Filters(kind="event", limit=1))[0]["about"]
        person = view.people(Filters(limit=1))[0]
        mechanism = max(view.mechanisms(Filters(limit=100)), key=lambda m: len(m["sessions"]))
        figure = view.figures(Filters(kind="trade", countries=("VN", "LA"), limit=1))[0]
        commitment = view.commitments(Filters(limit=1))[0]
        story = event["evidence"][0]["story"]
        capture = view.story(story)["capture"]  # type: ignore[index]
    return {
        "home": "/",
        "relation": "/relations/VN-LA",
        "event": f"/events/{event['id']}",
        "disputed": f"/events/{disputed}",
        "person": f"/people/{person['id']}",
        "story": f"/stories/{story}",
        "capture": f"/captures/{capture}",
        "mechanism": f"/mechanisms/{mechanism['id']}",
        "series": f"/series/{figure['series']}",
        "figure": f"/figures/{figure['id']}",
        "commitment": f"/commitments/{commitment['id']}",
        "events": "/events?between=LA",
        "people": "/people",
        "mechanisms": "/mechanisms",
        "figures": "/figures",
        "commitments": "/commitments",
        "agreements": "/agreements",
        "phrases": "/phrases",
        "calendar": "/calendar?year=2024",
        "coverage": "/coverage",
        "checks": "/checks",
        "refused": "/events?kind=war",
        "missing": "/events/ev-0123456789abcdef",
    }


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("screen", WIDTHS)
def test_no_page_is_wider_than_the_screen_or_asks_elsewhere(
    chromium: Browser, address: str, paths: dict[str, str], screen: str, language: str, scripts: bool
) -> None:
    context = chromium.new_context(
        viewport={"width": WIDTHS[screen], "height": 800}, locale=language, java_script_enabled=scripts
    )
    asked: list[str] = []
    said: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for name, path in paths.items():
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.status == {"refused": 400, "missing": 404}.get(name, 200), path
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        box = page.locator("body").bounding_box()
        assert box is not None
        assert box["width"] <= WIDTHS[screen]
        if scripts:
            assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[screen], path
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert [words for words in said if "400" not in words and "404" not in words] == []
    context.close()


@pytest.mark.parametrize(("screen", "scheme"), [("phone", "light"), ("wide", "dark"), ("wide", "light")])
def test_axe_finds_nothing(
    chromium: Browser, address: str, paths: dict[str, str], screen: str, scheme: Literal["dark", "light"]
) -> None:
    context = chromium.new_context(
        viewport={"width": WIDTHS[screen], "height": 800}, locale="en", color_scheme=scheme, bypass_csp=True
    )  # axe itself is a script
    page = context.new_page()
    found: dict[str, str] = {}
    for name, path in paths.items():
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        result = axe_core.Axe().run(page, options=RULES)
        if result.violations_count:
            found[name] = result.generate_report()
    context.close()
    assert found == {}, "\n".join(found.values())


def test_all_can_be_reached_by_keys_alone(chromium: Browser, address: str) -> None:
    page = chromium.new_page(locale="en")
    page.goto(address + "/relations/VN-LA")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    stops = []
    for _ in range(25):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", stops[-1]
    assert len(set(stops)) == len(stops)
    assert any("scroll" in stop for stop in stops)  # a chart wider than a phone can be moved by keys
    page.close()


def test_from_a_relationship_to_the_quote_in_the_page_it_was_read_in(chromium: Browser, address: str) -> None:
    context = chromium.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Vietnam – Laos", exact=True).click()
    page.get_by_label("Kind").select_option("visit")
    page.get_by_label("From", exact=True).fill("2024-07")
    page.get_by_label("To", exact=True).fill("2024-07")
    page.get_by_role("button", name="Show").click()
    page.locator("ol.events a.what").last.click()
    assert "State visit" in page.locator("h1").inner_text()
    quote = page.locator("blockquote a").first
    words = quote.inner_text()
    quote.click()
    assert "/stories/st-" in page.url
    assert words[:12] in page.locator(".text").inner_text()
    page.get_by_role("link", name="the whole capture").click()
    assert words[:12] in page.locator(".text").inner_text()
    assert page.locator(".left-out, .p-chrome").count() > 0
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.locator("html").get_attribute("lang") == "vi"
    context.close()


def test_larger_letters_break_nothing(chromium: Browser, address: str, paths: dict[str, str]) -> None:
    context = chromium.new_context(viewport={"width": 375, "height": 800}, bypass_csp=True)
    page = context.new_page()
    for path in paths.values():
        page.goto(address + path)
        page.add_style_tag(content="html { font-size: 200% }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, path
    context.close()
