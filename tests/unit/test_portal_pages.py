from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html as markup  # type: ignore[import-untyped]
from starlette.testclient import TestClient

from banggiao.portal.app import PAGES
from banggiao.portal.rendering import MENU
from banggiao.portal.security import POLICY
from banggiao.record.filters import Filters
from banggiao.record.store import Store
from banggiao.record.view import View
from portals import SAMPLES, build, client, links


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("portal"), SAMPLES)


@pytest.fixture(scope="module")
def portal(record: Path) -> Iterator[TestClient]:
    with client(record) as found:
        yield found


@pytest.fixture
def browser(portal: TestClient) -> TestClient:
    """One that was never here before, and knows no language."""
    portal.cookies.clear()
    return portal


@pytest.fixture(scope="module")
def view(record: Path) -> Iterator[View]:
    with Store.open(record, create=False) as store:
        yield View(store)


def pages(browser: TestClient, language: str, most: int) -> Iterator[tuple[str, str]]:
    """Pages that can be reached from the menu, of every sort as many."""
    waiting = [address for _, address, _ in MENU] + ["/relations/VN-LA", "/calendar?year=2024"]
    seen: set[str] = set()
    visits: Counter[str] = Counter()
    while waiting and len(seen) < most:
        address = min(waiting, key=lambda found: visits[found.split("/")[1]])
        waiting.remove(address)
        visits[address.split("/")[1]] += 1
        if address in seen or address.startswith(("/static", "/charts", "/api", "/feeds")) or "lang=" in address:
            continue
        seen.add(address)
        answer = browser.get(address, headers={"accept-language": language})
        assert answer.status_code == 200, address
        assert answer.headers["content-security-policy"] == POLICY, address
        yield address, answer.text
        waiting += {found.partition("#")[0] for found in links(answer.text) if found.startswith("/")} - seen - {*waiting}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_there_whole_and_asks_nothing_from_elsewhere(browser: TestClient, language: str) -> None:
    sorts: set[str] = set()
    for address, text in pages(browser, language, 450):
        sorts.add(address.split("?", maxsplit=1)[0].split("/")[1])
        assert f'<html lang="{language}">' in text, address
        assert len(text.encode()) < 300_000, address
        assert " style=" not in text, address
        assert "<style" not in text, address
        assert "<script" not in text, address
        assert " on" not in re.sub(r'"[^"]*"', '""', " ".join(re.findall(r"<[a-z][^>]*>", text))).replace(" only", ""), address
        tree = markup.document_fromstring(text)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        assert len(tree.xpath("//h1")) == 1, address
        for node in tree.xpath("//*[@href or @src or @action]"):
            to = node.get("href") or node.get("src") or node.get("action")
            if not to.startswith(("/", "#")):
                assert to.startswith(("http://", "https://")), (address, to)
                assert {"noopener", "noreferrer"} <= set(node.get("rel", "").split()), (address, to)
        for inner in tree.xpath("//a[starts-with(@href, '#')]/@href"):
            assert inner[1:] in ids, (address, inner)
    shown = {path.split("/")[1] for path, _ in PAGES} - {"sessions", "tenures"}
    assert shown <= sorts | {""}


def test_a_quote_leads_to_its_place_in_its_story(browser: TestClient, view: View) -> None:
    (event, *_) = sorted(view.events(Filters(limit=500)), key=lambda e: -e["sources"])
    text = browser.get(f"/events/{event['id']}").text
    quotes = markup.document_fromstring(text).xpath("//article//blockquote/a")
    assert len({q.get("href").split("#")[0] for q in quotes}) == event["sources"] == 5
    for quote in quotes:
        story, _, place = quote.get("href").partition("#")
        marked = markup.document_fromstring(browser.get(story).text).xpath(f"//*[@id='{place}']")
        assert len(marked) == 1, quote.get("href")
        start = " ".join(quote.text_content().split())
        assert start.startswith(" ".join(marked[0].text_content().split())[:10])


def test_the_dossier_says_what_the_record_says_of_vietnam_and_laos(browser: TestClient) -> None:
    tree = markup.document_fromstring(browser.get("/relations/VN-LA?lang=en").text)
    assert "hữu nghị vĩ đại, đoàn kết đặc biệt, hợp tác toàn diện và gắn kết chiến lược" in tree.xpath(
        "string(//p[@class='phrase'])"
    )
    pace = {row.xpath("string(th)"): row for row in tree.xpath("//section[@aria-labelledby='pace']//tbody/tr")}
    state = pace["state visit"]
    assert "1 Dec 2025" in state.xpath("string(td[1])")
    assert state.xpath("string(td[3])").strip() == "Laos"  # Vietnam came last
    mechanisms = tree.xpath("string(//section[@aria-labelledby='mechanisms'])")
    assert "Ủy ban liên Chính phủ Việt Nam - Lào" in mechanisms
    assert "no. 48" in mechanisms
    assert tree.xpath("//section[@aria-labelledby='figures']//*[local-name()='svg']")
    assert tree.xpath("//section[@aria-labelledby='commitments']//a[contains(@href, '/commitments/co-')]")


def test_countries_stand_in_either_order_and_in_small_letters(browser: TestClient) -> None:
    first = browser.get("/relations/VN-LA").text
    assert markup.document_fromstring(browser.get("/relations/la-vn").text).xpath("string(//h1)") == markup.document_fromstring(
        first
    ).xpath("string(//h1)")


def test_a_list_of_events_goes_on_where_it_stopped(browser: TestClient, view: View) -> None:
    address, seen = "/events", []
    for _ in range(20):
        tree = markup.document_fromstring(browser.get(address).text)
        seen += [found.rsplit("/", 1)[1] for found in tree.xpath("//ol[@class='events']//a[contains(@class, 'what')]/@href")]
        more = tree.xpath("//p[@class='paging']/a[@rel='next']/@href")
        if not more:
            break
        address = more[0]
    assert seen == [event["id"] for event in view.events(Filters(limit=1000))]


def test_filters_narrow_and_are_shown_again(browser: TestClient) -> None:
    tree = markup.document_fromstring(browser.get("/events?between=LA&kind=visit&level=state&start=2024&end=2024").text)
    assert tree.xpath("//input[@name='between']/@value") == ["LA"]
    assert tree.xpath("//select[@name='kind']/option[@selected]/@value") == ["visit"]
    lines = tree.xpath("//ol[@class='events']/li")
    assert any("11–12/07/2024" in line.text_content() for line in lines), [line.text_content() for line in lines]
    assert all("thăm cấp Nhà nước" in line.text_content() and "Lào" in line.text_content() for line in lines)
    assert len(lines) < 5


def test_a_person_stands_in_each_contact_in_the_office_of_that_day(browser: TestClient, view: View) -> None:
    (person,) = view.people(Filters(person="Tô Lâm", countries=("VN",)))
    offices = {}
    for time in ("start=2024-07&end=2024-07", "start=2025-12&end=2025-12"):
        tree = markup.document_fromstring(browser.get(f"/people/{person['id']}?{time}").text)
        for line in tree.xpath("//ol[@class='events']/li"):
            offices[line.xpath("string(.//span[@class='when'])").strip()] = line.xpath("string(.//p[@class='soft'])")
    assert "Chủ tịch nước" in offices["11–12/07/2024"]
    assert "Tổng Bí thư" in offices["01–02/12/2025"]
    assert tree.xpath("//section[@aria-labelledby='offices']//*[local-name()='svg']")


def test_what_belongs_to_no_story_is_greyed_in_the_capture_and_left_out_of_the_story(browser: TestClient, view: View) -> None:
    story = next(e for e in view.events(Filters(limit=500)) if e["sources"] == 5)["evidence"][0]["story"]
    cleaned = markup.document_fromstring(browser.get(f"/stories/{story}").text)
    (whole,) = cleaned.xpath("//a[starts-with(@href, '/captures/')]/@href")
    capture = markup.document_fromstring(browser.get(whole).text)
    grey = " ".join(capture.xpath("//*[contains(@class, 'left-out')]//text()"))
    assert "Lọc theo ngày" in grey
    assert "Lọc theo ngày" not in cleaned.xpath("string(//div[@class='text'])")
    assert "Thủ tướng Lý Cường sắp thăm chính thức Việt Nam" in cleaned.xpath("string(//div[@class='text'])")
    assert "Thủ tướng Lý Cường sắp thăm chính thức Việt Nam" not in grey


def test_a_mechanism_is_a_ledger_with_its_gaps(browser: TestClient, view: View) -> None:
    mechanism = next(m for m in view.mechanisms(Filters(countries=("VN", "KH"), limit=50)) if len(m["sessions"]) > 2)
    tree = markup.document_fromstring(browser.get(f"/mechanisms/{mechanism['id']}").text)
    numbers = [int(n) for n in tree.xpath("//table[1]//tbody/tr/th//text()[normalize-space()]") if n.strip().isdecimal()]
    assert numbers == sorted(numbers, reverse=True)
    assert {s["number"] for s in mechanism["sessions"]} <= set(numbers)
    assert len(tree.xpath("//tr[@class='gap']")) == len(mechanism["missing"])


def test_a_chart_can_be_had_as_picture_and_as_numbers(browser: TestClient) -> None:
    svg = browser.get("/charts/contacts/VN-LA.svg")
    assert svg.headers["content-type"] == "image/svg+xml"
    root = ElementTree.fromstring(svg.text)
    assert root.tag.endswith("svg")
    numbers = browser.get("/charts/contacts/VN-LA.csv?lang=en")
    assert numbers.text.startswith("\ufeffyear,state visits,")
    rows = [row.split(",") for row in numbers.text.strip().split("\r\n")[1:]]
    bars = [node for node in root.iter() if node.tag.endswith("rect") and "·" in (node[0].text or "")]
    assert len(bars) == sum(1 for row in rows for cell in row[1:] if cell != "0")
    assert all(row[0].isdecimal() for row in rows)


def test_the_picture_as_png(browser: TestClient) -> None:
    pytest.importorskip("vl_convert")
    answer = browser.get("/charts/contacts/VN-LA.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_the_calendar_has_anniversaries_once_and_only_round_ones(browser: TestClient) -> None:
    tree = markup.document_fromstring(browser.get("/calendar?year=2025&lang=en").text)
    lines = [line.text_content() for line in tree.xpath("//section[@aria-labelledby='anniversaries']//li")]
    assert any(line.startswith("80 years") and "Quốc khánh 2/9" in line for line in lines)
    assert any(line.startswith("50 years") and "Quốc khánh Lào" in line and "CHDCND" not in line for line in lines)
    assert not any(line.startswith("71 years") for line in lines)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_question_is_answered_in_the_page_s_language_with_quotes_that_lead_to_their_place(
    browser: TestClient, language: str
) -> None:
    answer = browser.get("/ask", params={"q": "Tô Lâm thăm Lào khi nào?", "lang": language})
    assert answer.status_code == 200
    tree = markup.document_fromstring(answer.text)
    assert ("visit" in tree.xpath("string(//section[@aria-labelledby='answer']/p)")) == (language == "en")
    assert tree.xpath("//section[@aria-labelledby='facts']//a[starts-with(@href, '/events/ev-')]")
    quotes = tree.xpath("//section[@aria-labelledby='quotes']//blockquote/a/@href")
    story, _, place = quotes[0].partition("#")
    assert markup.document_fromstring(browser.get(story).text).xpath(f"//*[@id='{place}']")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_search_marks_what_it_found_and_is_narrowed_by_links(browser: TestClient, language: str) -> None:
    answer = browser.get("/search", params={"q": "hội đàm", "lang": language})
    assert answer.status_code == 200
    tree = markup.document_fromstring(answer.text)
    assert {mark.text_content().casefold() for mark in tree.xpath("//article//mark")} <= {"hội", "đàm"}
    links_of = tree.xpath("//nav[@class='facets']//a/@href")
    narrower = next(to for to in links_of if "with=LA" in to)
    assert markup.document_fromstring(browser.get(narrower).text).xpath("//nav[@class='facets']//a[@aria-current]")
    assert "notice" not in answer.text
    assert "notice" in browser.get("/search", params={"q": "hoi dam"}).text


@pytest.mark.parametrize("path", ["/ask", "/search"])
def test_what_is_asked_is_shown_as_it_was_written_and_what_is_missing_is_said(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 200
    assert browser.get(path, params={"q": "  "}).status_code == 200
    evil = browser.get(path, params={"q": "<script>alert(1)</script>{{7*7}}"})
    assert evil.status_code == 200
    assert "<script>" not in evil.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in evil.text
    assert browser.get(path, params={"q": "x" * 1001}).status_code == 400
    assert browser.get(path, params={"q": "x" * 60_000}).status_code == 414  # more than this client sends
    nothing = browser.get(path, params={"q": "Tô Lâm thăm Bhutan năm 1950 khi nào?", "lang": "en"})
    assert {"/ask": "coverage for that time is 0 stories", "/search": "The record holds"}[path] in nothing.text
    assert "/coverage" in nothing.text


def test_programs_are_answered_beside_the_pages(browser: TestClient) -> None:
    assert browser.get("/api/v1/counts").json()["stories"] > 0
    tree = markup.document_fromstring(browser.get("/relations/VN-LA").text)
    for address in tree.xpath("//link[@rel='alternate']/@href"):
        feed = browser.get(address)
        assert feed.status_code == 200, address
        assert feed.headers["content-security-policy"] == POLICY
    inner = re.findall(r"http://[^/\"]+(/id/ev-[0-9a-f]{16})", browser.get("/feeds/VN-LA.atom").text)
    assert browser.get(inner[0]).status_code == 200
    (brief,) = tree.xpath("//a[contains(@href, '/api/v1/briefs/LA.docx')]/@href")
    assert browser.get(brief).content.startswith(b"PK")
