from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from banggiao.portal import opened
from banggiao.portal.pages import home
from banggiao.record.filters import Filters
from banggiao.record.record import Record
from banggiao.record.store import Store
from banggiao.record.view import View
from portals import SAMPLES, build, client


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("portal"), *sorted(SAMPLES.glob("0*.txt"))[:6])


@pytest.fixture(scope="module")
def browser(record: Path) -> Iterator[TestClient]:
    with client(record) as found:
        yield found


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/events/ev-0123456789abcdef",
        "/events/nonsense",
        "/people/ev-0123456789abcdef",
        "/stories/st-0123456789abcdef",
        "/captures/abc",
        "/relations/XX-YY",
        "/relations/VN",
        "/relations/VN-VN",
        "/series/re-0123456789abcdef",
        "/sources/Nowhere%20Times",
        "/charts/contacts/VN-LA.exe",
        "/charts/nothing.svg",
        "/id/zz-1",
        "/mechanisms/me-0123456789abcdef",
        "/events/%00",
        "/static/../app.py",
        "/tenures/te-0123456789abcdef",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "kind=war",
        "level=high",
        "status=perhaps",
        "start=yesterday",
        "start=2024-13",
        "end=2024-02-30",
        "start=2025&end=2024",
        "between=Laos!",
        "between=VN-LA-KH",
        "after=x",
        "after=2024~ev-1",
        "person=" + "a" * 300,
        "start=99999999999999999999",
        "person=%00",
        "start=2024-1-1",
    ],
)
@pytest.mark.parametrize("path", ["/events", "/relations/VN-LA"])
def test_filters_that_make_no_sense_are_refused_in_words(browser: TestClient, path: str, query: str) -> None:
    answer = browser.get(f"{path}?{query}&lang=en")
    assert answer.status_code == 400
    assert "That cannot be asked" in answer.text


@pytest.mark.parametrize("year", ["0", "abc", "3000", "٢٠٢٤", "-1", "2024.5"])
def test_a_year_that_is_none_is_refused(browser: TestClient, year: str) -> None:
    assert browser.get("/calendar", params={"year": year}).status_code == 400


def test_unknown_names_in_a_query_change_nothing(browser: TestClient) -> None:
    assert browser.get("/events?utm=1&x[]=2").status_code == 200


@pytest.mark.parametrize("address", ["/events?person=" + "x" * 65_000, "/events?" + "a=1&" * 2000, "/" + "x" * 5000])
def test_an_address_without_measure_is_refused_before_it_is_read(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 414
    assert len(answer.content) < 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_taken_in(browser: TestClient, method: str) -> None:
    answer = browser.request(method, "/events")
    assert answer.status_code == 405
    assert "content-security-policy" in answer.headers


def test_the_portal_answers_to_no_foreign_name(record: Path) -> None:
    with client(record) as browser:
        assert browser.get("/", headers={"host": "evil.example"}).status_code == 400
        assert browser.get("/", headers={"host": "127.0.0.1:8765"}).status_code == 200


def test_the_language_is_that_asked_for_then_kept_then_accepted(record: Path) -> None:
    with client(record) as browser:
        assert '<html lang="vi">' in browser.get("/").text
        assert '<html lang="en">' in browser.get("/", headers={"accept-language": "fr, en;q=0.8"}).text
        assert '<html lang="vi">' in browser.get("/", headers={"accept-language": "xx-,;q=,zz;q=a"}).text
        asked = browser.get("/events?lang=en&kind=visit")
        assert '<html lang="en">' in asked.text
        cookie = asked.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert '<html lang="en">' in browser.get("/events").text
        assert "/events?kind=visit&amp;lang=vi" in asked.text


def test_a_page_that_is_known_is_not_sent_again_until_something_was_written(tmp_path: Path) -> None:
    where = build(tmp_path, SAMPLES / "01-ky-hop-44-viet-lao.txt")
    with client(where) as browser:
        first = browser.get("/events")
        again = browser.get("/events", headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""
        build(tmp_path, SAMPLES / "12-ky-hop-48-viet-lao.txt")
        later = browser.get("/events", headers={"if-none-match": first.headers["etag"]})
        assert later.status_code == 200
        assert later.text.count("<li>") > first.text.count("<li>")


def test_an_id_that_was_merged_away_leads_to_where_it_went(tmp_path: Path) -> None:
    where = build(tmp_path, SAMPLES)
    with Store.open(where, create=False) as store:
        view = View(store)
        event = next(e for e in view.events(Filters(limit=500)) if e["sources"] > 2)
        other = next(s["id"] for s in view.show(event["id"])["statements"] if f"ev-{s['id']}" != event["id"])  # type: ignore[index]
    with client(where) as browser:
        answer = browser.get(f"/events/ev-{other}", follow_redirects=False)
        assert answer.status_code == 307
        assert answer.headers["location"] == f"/events/{event['id']}"
        assert browser.get(f"/id/{event['id']}").status_code == 200


def test_a_record_that_is_not_there_is_a_page_and_works_once_it_is(tmp_path: Path) -> None:
    with client(tmp_path / "record.db") as browser:
        for address in ("/", "/events", "/relations/VN-LA", "/charts/years.svg"):
            answer = browser.get(address)
            assert answer.status_code == 503
            assert "no record there" in answer.text
        assert not (tmp_path / "record.db").exists()
        assert browser.get("/static/portal.css").status_code == 200
        build(tmp_path, SAMPLES / "01-ky-hop-44-viet-lao.txt")
        assert browser.get("/").status_code == 200
        (tmp_path / "record.db").unlink()
        assert browser.get("/").status_code == 503


def test_an_empty_record_says_how_to_fill_it(tmp_path: Path) -> None:
    Record.open(tmp_path / "record.db").close()
    with client(tmp_path / "record.db") as browser:
        home_page = browser.get("/?lang=en").text
        assert "This record is empty" in home_page
        for address in ("/events", "/people", "/coverage", "/checks", "/calendar", "/relations", "/charts/years.svg"):
            assert browser.get(address).status_code == 200, address


def test_a_file_that_is_no_record_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database " * 100)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("create table cats (name text)")
    other.close()
    for name, words in (("text.db", "not a record"), ("other.db", "not a record of Bang Giao")):
        with client(tmp_path / name) as browser:
            answer = browser.get("/")
            assert answer.status_code == 503
            assert words in answer.text


def test_a_record_of_another_schema_is_said_to_be_one(tmp_path: Path) -> None:
    where = build(tmp_path, SAMPLES / "01-ky-hop-44-viet-lao.txt")
    with sqlite3.connect(where) as other:
        other.execute("update alembic_version set version_num = '9999'")
    other.close()
    with client(where) as browser:
        answer = browser.get("/")
        assert answer.status_code == 503
        assert "newer Bang Giao" in answer.text


def test_a_record_that_another_holds_is_said_to_be_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "_PATIENCE", 0.1)
    where = build(tmp_path, SAMPLES / "01-ky-hop-44-viet-lao.txt")
    holder = sqlite3.connect(where, isolation_level=None)
    holder.execute("pragma locking_mode = exclusive")
    holder.execute("begin exclusive")
    with client(where) as browser:
        answer = browser.get("/?lang=en")
        assert answer.status_code == 503
        assert "Somebody else is writing" in answer.text
        holder.rollback()
        holder.close()
        assert browser.get("/").status_code == 200


def test_a_fault_of_ours_is_a_page_without_a_trace(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr(home, "relation_lines", broken)
    with client(record, raise_server_exceptions=False) as browser:
        answer = browser.get("/relations?lang=en")
    assert answer.status_code == 500
    assert "A fault in the portal" in answer.text
    assert "secret words" not in answer.text
    assert answer.headers["content-security-policy"]
