"""The file of feeds, when each is due, and rounds of watching with a clock of our own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import press
import pytest
from press import QUICK, Press, Reply

from banggiao.capture.web import Feed, due, load_feeds, next_due, watch
from banggiao.errors import CaptureError
from banggiao.model import Capture

running = press.running
sites = press.sites

SITE = "bao.example.vn"
RSS = Feed(f"http://{SITE}/doi-ngoai.rss", follow=True, every=1800)


def loaded(tmp_path: Path, text: str) -> tuple[Feed, ...]:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return load_feeds(path)


def test_a_file_of_feeds(tmp_path: Path) -> None:
    text = """
    [[feed]]
    url = "https://BaoQuocTe.vn/rss/doi-ngoai.rss"
    follow = true
    every = "2h"
    outlet = "Báo Quốc tế"

    [[feed]]
    url = "https://nhandan.vn/"
    """
    assert loaded(tmp_path, text) == (
        Feed("https://baoquocte.vn/rss/doi-ngoai.rss", True, 7200.0, "Báo Quốc tế"),
        Feed("https://nhandan.vn/", False, 1800.0, None),
    )


URL = 'url = "https://nhandan.vn/"'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", 'no feed; at least one [[feed]] with url = "https://…" is needed'),
        ("feed = 5", 'no feed; at least one [[feed]] with url = "https://…" is needed'),
        ("[[feeds]]\nurl = 'https://nhandan.vn/'", "unknown table or key 'feeds'; only [[feed]] tables are allowed"),
        (
            "[[feed]]\nfolow = true",
            "feed 1: unknown key 'folow', allowed are url, follow, every, outlet; did you mean 'follow'?",
        ),
        ("[[feed]]\nfollow = true", 'feed 1: url = "https://…" is missing'),
        ("[[feed]]\nurl = 'nhandan.vn'", "feed 1: url 'nhandan.vn': only http:// and https:// are fetched, not nhandan.vn"),
        (f"[[feed]]\n{URL}\nfollow = 'yes'", "feed 1 (https://nhandan.vn/): follow must be true or false, not 'yes'"),
        (f"[[feed]]\n{URL}\noutlet = ''", "feed 1 (https://nhandan.vn/): outlet must be a name, not ''"),
        (f"[[feed]]\n{URL}\n[[feed]]\n{URL}", "feed 2: https://nhandan.vn/ stands there already"),
        ("[[feed]", "not sound TOML ("),
    ],
)
def test_a_wrong_file_says_what_is_wrong_and_what_is_allowed(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(CaptureError) as caught:
        loaded(tmp_path, text)
    assert caught.value.source.endswith("feeds.toml")
    assert caught.value.reason.startswith(reason)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("every", ['"30"', '"30s"', '"0m"', '"31d"', '"-1h"', '"1.5h"', "30", '"bald"', "true"])
def test_a_wrong_length_of_time(tmp_path: Path, every: str) -> None:
    with pytest.raises(CaptureError, match=r"every must be .*30m"):
        loaded(tmp_path, f"[[feed]]\n{URL}\nevery = {every}")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="no such file"):
        load_feeds(tmp_path / "feeds.toml")


def test_what_is_due() -> None:
    one, two, three = (Feed(f"https://{name}.vn/", every=every) for name, every in (("a", 60), ("b", 600), ("c", 600)))
    seen = {one.url: 1000.0, two.url: 1000.0}
    assert due((one, two, three), {}, 0.0) == (one, two, three)
    assert due((one, two, three), seen, 1059.0) == (three,)
    assert due((one, two), seen, 1060.0) == (one,)
    assert due((one, two), seen, 1600.0) == (one, two)
    assert due((one, two), seen, 500.0) == (one, two)
    assert [next_due((one, two), seen, now) for now in (1000.0, 1040.0, 1100.0, 500.0)] == [60.0, 20.0, 0.0, 0.0]
    assert next_due((one, three), seen, 1000.0) == 0.0


class Clock:
    """Stands still but for sleeping; what is published changes while it sleeps."""

    def __init__(self, *changes: Any) -> None:
        self.now = 1_741_194_000.0  # 2025-03-06 00:00 in Vietnam
        self.slept: list[float] = []
        self._changes = iter(changes)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        change = next(self._changes, None)
        if change is not None:
            change()


def watched(sites: Press, clock: Clock, *feeds: Feed, rounds: int = 2, **others: Any) -> list[str]:
    found = watch(feeds, rounds=rounds, clock=clock, sleep=clock.sleep, settings=QUICK, wire=sites.wire(), **others)
    return [str(one) if isinstance(one, CaptureError) else one.source for one in found]


def publish(sites: Press, *numbers: int, etag: str | None = None) -> None:
    """The feed with these articles; with `etag` the server says so when nothing has changed."""
    items = (f"<title>Bài {number}</title><link>/bai-{number}.html</link>" for number in numbers)
    feed = Reply(press.rss(*items), "application/rss+xml", headers={"ETag": etag} if etag else {})
    for number in numbers:
        sites.sites[f"{SITE}/bai-{number}.html"] = Reply(press.html(f"bài {number}"))

    def answer(visit: press.Visit) -> None:
        unchanged = etag is not None and visit.headers.get("If-None-Match") == etag
        visit.give(Reply(status=304) if unchanged else feed)

    sites.sites[f"{SITE}/doi-ngoai.rss"] = answer


def test_a_round_shows_only_what_is_new(sites: Press) -> None:
    publish(sites, 2, 1)
    clock = Clock(lambda: publish(sites, 3, 2))
    assert watched(sites, clock, RSS) == [f"http://{SITE}/bai-{number}.html" for number in (2, 1, 3)]
    assert clock.slept == [1800.0]
    assert sites.asked.count(f"{SITE}/bai-2.html") == 1


def test_rows_are_shown_once_too(sites: Press) -> None:
    publish(sites, 2, 1)
    clock = Clock(lambda: publish(sites, 3, 2))
    rows = [source.rpartition("/")[2] for source in watched(sites, clock, replace(RSS, follow=False))]
    assert rows == ["bai-2.html", "bai-1.html", "bai-3.html"]


def test_a_page_is_shown_again_when_it_has_changed(sites: Press) -> None:
    def change() -> None:
        sites.sites[f"{SITE}/trang"] = Reply(press.html("mới"))

    sites.sites[f"{SITE}/trang"] = Reply(press.html("cũ"))
    page = Feed(f"http://{SITE}/trang", every=60)
    assert watched(sites, Clock(None, change, None), page, rounds=4) == [page.url, page.url]


def test_servers_are_asked_for_changes_only(sites: Press) -> None:
    publish(sites, 1, etag='"a"')
    clock = Clock(None, lambda: publish(sites, 2, 1, etag='"b"'), None)
    assert watched(sites, clock, RSS, rounds=4) == [f"http://{SITE}/bai-1.html", f"http://{SITE}/bai-2.html"]
    assert sites.headers[f"{SITE}/doi-ngoai.rss"]["if-none-match"] == '"b"'
    assert "if-none-match" not in sites.headers[f"{SITE}/bai-2.html"]


def test_last_modified_is_sent_back(sites: Press) -> None:
    day = "Wed, 05 Mar 2025 08:00:00 GMT"
    sites.sites[f"{SITE}/trang"] = [Reply(press.html("bài"), headers={"Last-Modified": day}), Reply(status=304)]
    assert len(watched(sites, Clock(), Feed(f"http://{SITE}/trang", every=60), rounds=3)) == 1
    assert sites.headers[f"{SITE}/trang"]["if-modified-since"] == day


def test_what_failed_is_tried_again_though_the_feed_has_not_changed(sites: Press) -> None:
    publish(sites, 2, 1, etag='"a"')
    sites.sites[f"{SITE}/bai-1.html"] = [Reply(status=500), Reply(press.html("bài 1"))]
    assert watched(sites, Clock(), RSS, rounds=3) == [
        f"http://{SITE}/bai-2.html",
        f"http://{SITE}/bai-1.html: the server answers 500 (Internal Server Error)",
        f"http://{SITE}/bai-1.html",
    ]
    assert sites.asked.count(f"{SITE}/bai-2.html") == 1


def test_a_feed_that_fails_once_forgets_nothing(sites: Press) -> None:
    def fail() -> None:
        sites.sites[f"{SITE}/doi-ngoai.rss"] = Reply(status=500)

    publish(sites, 1)
    clock = Clock(fail, lambda: publish(sites, 2, 1))
    outcomes = watched(sites, clock, replace(RSS, follow=False), rounds=3)
    assert [outcome.rpartition("/")[2] for outcome in outcomes] == [
        "bai-1.html",
        "doi-ngoai.rss: the server answers 500 (Internal Server Error)",
        "bai-2.html",
    ]


def test_what_is_left_over_comes_in_the_next_rounds(sites: Press) -> None:
    publish(sites, 3, 2, 1, etag='"a"')
    clock = Clock()
    found = watch((RSS,), rounds=4, clock=clock, sleep=clock.sleep, settings=replace(QUICK, followed=1), wire=sites.wire())
    assert [one.source for one in found] == [f"http://{SITE}/bai-{number}.html" for number in (3, 2, 1)]


def test_feeds_keep_their_own_times_and_the_day_is_that_of_vietnam(sites: Press) -> None:
    sites.sites[f"{SITE}/a"] = sites.sites[f"{SITE}/b"] = Reply(press.html("bài"))
    often, seldom = Feed(f"http://{SITE}/a", every=60), Feed(f"http://{SITE}/b", every=150)
    clock = Clock()
    found = list(watch((often, seldom), rounds=5, clock=clock, sleep=clock.sleep, settings=QUICK, wire=sites.wire()))
    assert {one.captured for one in found if isinstance(one, Capture)} == {"2025-03-06"}
    assert clock.slept == [60.0, 60.0, 30.0, 30.0]
    assert [place[-1] for place in sites.asked if "robots" not in place] == ["a", "b", "a", "a", "b", "a"]


def test_known_addresses_are_passed_over(sites: Press) -> None:
    publish(sites, 2, 1)
    assert watched(sites, Clock(), RSS, known=lambda url: url.endswith("2.html")) == [f"http://{SITE}/bai-1.html"]


def test_an_interrupted_sleep_ends_it_all(sites: Press) -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    publish(sites, 1)
    found = watch((RSS,), sleep=interrupt, settings=QUICK, wire=sites.wire())
    assert isinstance(next(found), Capture)
    with pytest.raises(KeyboardInterrupt):
        next(found)


def test_nothing_to_watch() -> None:
    assert list(watch(())) == []
