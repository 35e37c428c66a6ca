"""The API gives what it says it gives, page by page, and refuses in one shape what it does not give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from shutil import copyfile
from typing import Any

import feedparser
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from icalendar import Calendar
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from banggiao.api import application, feed_routes
from banggiao.api.application import handlers
from banggiao.api.asked import LISTS
from banggiao.api.document import document
from banggiao.record.filters import Filters
from banggiao.record.judged import Judgement
from banggiao.record.record import Record
from banggiao.record.store import Store
from banggiao.record.view import View

TODAY = Day(2025, 12, 10)
Thing = dict[str, Any]


def mounted(store: Store) -> Starlette:
    return Starlette(
        routes=[
            Mount("/api/v1", application(store, today=lambda: TODAY)),
            Mount("/feeds", routes=feed_routes(store, today=lambda: TODAY, thing="/events/{id}")),
        ],
        exception_handlers=handlers(),  # a path with a line's end in it never comes to what is mounted
    )


@pytest.fixture(scope="module")
def store(samples_record: Path) -> Iterator[Store]:
    with Store.open(samples_record) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(mounted(store), base_url="http://testserver/api/v1/") as opened:
        yield opened


def got(client: TestClient, path: str, **query: str | int) -> Thing:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    found: Thing = answer.json()
    return found


def refused(client: TestClient, path: str) -> Thing:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"status", "code", "message", "field"}
    assert body["error"]["status"] == answer.status_code
    assert "\n" not in body["error"]["message"]
    error: Thing = body["error"]
    return error


def test_a_list_gives_what_the_view_gives(client: TestClient, store: Store) -> None:
    filters = Filters(countries=("VN", "LA"), start="2024-07", end="2024-07", kind="visit")
    wanted = View(store).events(filters)
    found = got(client, "events", between="VN,LA", **{"from": "2024-07", "to": "2024-07", "kind": "visit"})
    assert found["things"] == json.loads(json.dumps(wanted))
    (visit,) = [e for e in found["things"] if e["level"] == "state"]
    assert [p["name"] for p in visit["participants"]] == ["Tô Lâm"]


@pytest.mark.parametrize("name", LISTS)
def test_pages_together_are_the_whole_list_each_thing_once(client: TestClient, store: Store, name: str) -> None:
    whole: list[Thing] = (
        View(store, today=TODAY).judgements()
        if name == "judgements"
        else getattr(View(store, today=TODAY), name)(Filters(limit=9999))
    )
    pages, after = [], None
    while True:
        page = got(client, name, limit=7, **({"after": after} if after else {}))
        pages.append(page["things"])
        after = page["after"]
        if after is None or len(pages) > 25:
            break
    together = [thing for page in pages for thing in page]
    assert all(len(page) == 7 for page in pages[:-1])
    assert together == json.loads(json.dumps(whole))[: len(together)]
    assert after is not None or len(together) == len(whole)


def test_a_page_is_full_though_something_was_judged_wrong(samples_record: Path, tmp_path: Path) -> None:
    copyfile(samples_record, tmp_path / "own.db")
    with Record.open(tmp_path / "own.db") as record, TestClient(mounted(record.store)) as client:
        before = got(client, "/api/v1/figures", limit=10)
        tag = client.get("/api/v1/figures").headers["etag"]
        assert client.get("/api/v1/figures", headers={"if-none-match": tag}).status_code == 304
        gone = before["things"][3]
        statement = gone["evidence"][0]["statement"]
        wrong = Judgement(
            "ju-0123456789abcdef", "2025-12-10T00:00:00Z", "me", "misread", "wrong", sort="figure", subject=statement
        )
        record.judge(wrong)
        changed = client.get("/api/v1/figures", headers={"if-none-match": tag})
        assert changed.status_code == 200
        assert changed.headers["etag"] != tag
        after = got(client, "/api/v1/figures", limit=10)
        assert gone["id"] not in {thing["id"] for thing in after["things"]}
        assert len(after["things"]) == 10


def test_every_listed_thing_can_be_shown_with_its_quotes(client: TestClient) -> None:
    for name in ("tenures", "mechanisms", "events", "people", "sessions", "figures", "commitments", "agreements", "phrases"):
        things = got(client, name, limit=50)["things"]
        # offices known from the list of holders alone, and mechanisms without a numbered session, are told by no statement
        thing = next(t for t in things if t.get("first_seen", t.get("sessions", True)))
        shown = got(client, f"things/{thing['id']}")
        assert shown["id"] == thing["id"]
        assert any(statement["evidence"] for statement in shown["statements"])
    story = got(client, f"things/{shown['statements'][0]['story']}")
    assert story["sort"] == "story"


def test_search_finds_stories_people_and_mechanisms_with_quotes(client: TestClient) -> None:
    for text in ("Tô Lâm", "to lam"):
        found = got(client, "search", q=text, limit=5)
        assert "Tô Lâm" in [person["name"] for person in found["people"]]
        assert len(found["stories"]) == 5
        quote = next(quote for story in found["stories"] for quote in story["quotes"])
        assert got(client, f"things/{quote['of']}")["sort"] == quote["sort"]
    following = got(client, "search", q="to lam", limit=5, after=found["after"])
    assert not {s["id"] for s in following["stories"]} & {s["id"] for s in found["stories"]}
    assert got(client, "search", q="Tò Lầm")["stories"] == []
    assert {s["published"][:4] for s in got(client, "search", q="Lào", year="2022")["stories"]} == {"2022"}
    assert got(client, "search", q="ủy ban")["mechanisms"]


def test_a_question_is_answered_with_quotes_or_not_at_all(client: TestClient) -> None:
    told = got(client, "ask", q="Tô Lâm thăm Lào khi nào?")
    assert told["status"] == "answered"
    assert "2024-07-11/2024-07-12" in told["values"]
    assert {quote["of"] for quote in told["quotes"]} <= set(told["facts"])
    assert got(client, "ask", q="Tô Lâm thăm Bhutan khi nào?")["status"] == "nothing"


def test_an_answer_known_already_is_not_given_again(client: TestClient) -> None:
    first = client.get("events?limit=3")
    tag = first.headers["etag"]
    again = client.get("events?limit=3", headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("events?limit=4", headers={"if-none-match": tag}).status_code == 200
    assert client.head("events?limit=3").headers["etag"] == tag


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("events?limit=0", 422, "limit"),
        ("events?limit=201", 422, "limit"),
        ("events?limit=1e3", 422, "limit"),
        ("events?limit=" + "9" * 200, 422, "limit"),
        ("events?with=Lào", 422, "with"),
        ("events?with=,", 422, "with"),
        ("events?between=LA", 422, "between"),
        ("events?kind=party", 422, "kind"),
        ("figures?kind=visit", 422, "kind"),
        ("events?from=2024-02-30", 422, "from"),
        ("events?from=2025&to=2024", 422, "from"),
        ("events?to=0000", 422, "to"),
        ("events?after=x", 422, "after"),
        ("people?after=x~y", 422, "after"),
        ("tenures?after=~99999999", 422, "after"),
        ("events?person=%00", 422, "person"),
        ("events?person=" + "a" * 301, 422, "person"),
        ("events?mechanism=me-0000000000000000", 422, "mechanism"),
        ("events?color=red", 422, "color"),
        ("events?kind=visit&kind=talks", 422, "kind"),
        ("sources?with=LA", 422, "with"),
        ("search", 422, "q"),
        ("ask", 422, "q"),
        ("search?q=a&year=24", 422, "year"),
        ("search?q=a&with=Lào", 422, "with"),
        ("search?q=a&after=x", 422, "after"),
        ("search?q=a&after=9999999999999999999", 422, "after"),
        ("search?q=a&limit=101", 422, "limit"),
        ("counts?x=1", 422, "x"),
        ("events?person=" + "a" * 5000, 414, None),
        ("things/ev-0000000000000000", 404, None),
        ("things/%00", 404, None),
        ("things/" + "x" * 2000, 404, None),
        ("nothing", 404, None),
        ("briefs/LA.txt", 404, None),
        ("briefs/QQ.pdf", 404, None),
        ("briefs/LA.md?lang=fr", 422, "lang"),
        ("briefs/LA.md?since=soon", 422, "since"),
        ("feeds/VN.atom", 404, None),
        ("feeds/VN-LA.rss", 404, None),
    ],
)
def test_what_is_absurd_is_refused_in_one_shape(client: TestClient, path: str, status: int, field: str | None) -> None:
    error = refused(client, path)
    assert (error["status"], error["field"]) == (status, field)


def test_nothing_can_be_written(client: TestClient) -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)("events")
        assert answer.status_code == 405
        assert answer.json()["error"]["code"] == "no_such_method"
        assert "GET" in answer.headers["allow"]


def test_a_record_that_cannot_be_read_is_503_and_says_not_where(tmp_path: Path, samples_record: Path) -> None:
    where = tmp_path / "own.db"
    copyfile(samples_record, where)
    with Store.open(where) as store, TestClient(mounted(store)) as client:
        assert got(client, "/api/v1/counts")["captures"] > 0
        store.close()
        where.write_bytes(b"SQLite format 3\x00" + b"\x55" * 8192)
        answer = client.get("/api/v1/counts")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["error"]["code"] == "record_unavailable"
    assert str(tmp_path) not in answer.text


def test_feeds_and_briefs_come_in_their_formats(client: TestClient) -> None:
    feed = feedparser.parse(client.get("feeds/VN-LA.atom?lang=en").content)
    assert not feed.bozo
    assert feed.entries[0].link.startswith("http://testserver/api/v1/things/ev-")
    assert client.get(feed.entries[0].link).status_code == 200
    ics = client.get("feeds/vn-la.ics")
    assert ics.headers["content-type"].startswith("text/calendar")
    assert Calendar.from_ical(ics.content).walk("VEVENT")
    apart = feedparser.parse(client.get("http://testserver/feeds/VN-LA.atom").content)
    assert apart.entries[0].link.startswith("http://testserver/events/ev-")
    assert client.get("briefs/la.pdf?for=Sonexay Siphandone").content.startswith(b"%PDF")
    assert "Vietnam and Laos" in client.get("briefs/LA.html?lang=en&since=2024").text


def test_the_document_names_every_route_and_parameter(client: TestClient) -> None:
    told = got(client, "openapi.json")
    assert told == document()
    assert told["openapi"] == "3.1.0"
    assert {f"/{name}" for name in LISTS} < told["paths"].keys()
    names = {parameter["name"] for parameter in told["paths"]["/events"]["get"]["parameters"]}
    assert names == {*LISTS["events"].takes, "limit", "after"}


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("path", sorted(document()["paths"]))
def test_answers_are_as_the_document_says(client: TestClient, path: str, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app)

    @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
    @settings(max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def holds(case: Any) -> None:
        answer = case.call()
        assert answer.status_code < 500
        # a day that is not in the calendar, or a country that is not there, has the shape of one that is
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])
        if mode is GenerationMode.NEGATIVE and path not in ("/ask", "/search"):  # there any text may be asked, "0" too
            assert answer.status_code >= 400, case.as_curl_command()

    # what takes no parameter can be asked for in one way alone
    if mode is GenerationMode.POSITIVE or described[path]["GET"].definition.raw["parameters"]:
        holds()
