"""Fetching against a real server that misbehaves in every way we know: one line of error, and the others go on."""

from __future__ import annotations

import gzip
import http.client
import shutil
import ssl
import subprocess
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import press
import pytest
from press import QUICK, Press, Reply, Visit

from banggiao.capture.web import WebLimits
from banggiao.capture.web.hosts import resolve_name
from banggiao.capture.web.wire import Wire
from banggiao.errors import CaptureError
from banggiao.model import Capture

PAGE = press.html("Chiều 5/3, tại Trụ sở Chính phủ, Thủ tướng tiếp Đại sứ Lào.")
URL = "http://bao.example.vn/bai-1.html"
SITE = "bao.example.vn"


running = press.running
sites = press.sites


def test_a_page_comes_as_it_is_and_says_where_from(sites: Press) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(PAGE)
    page = sites.page(URL)
    assert (page.source, page.url, page.media, page.content, page.captured) == (URL, URL, "html", PAGE, press.TODAY)
    assert sites.asked == [f"{SITE}/robots.txt", f"{SITE}/bai-1.html"]


def test_the_request_says_who_asks_and_sends_nothing_else_about_anybody(sites: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    sites.sites[f"{SITE}/"] = Reply(PAGE, headers={"Set-Cookie": "who=me; Path=/"})
    sites.sites[f"{SITE}/bai-1.html"] = Reply(PAGE)
    settings = replace(QUICK, contact="mailto:vanphong@example.vn")
    assert len(sites.take("http://bao.example.vn/", URL, settings=settings)) == 2
    sent = sites.headers[f"{SITE}/bai-1.html"]
    assert sent.keys() == {"host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"}
    assert sent["user-agent"].startswith("BangGiao")
    assert sent["user-agent"].endswith("(+mailto:vanphong@example.vn)")
    assert sent["host"] == SITE


@pytest.mark.parametrize("status", [404, 410, 403, 500, 204, 999])
def test_an_answer_that_is_no_page(sites: Press, status: int) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(b"", status=status)
    assert sites.refused(URL).startswith(f"the server answers {status}")


@pytest.mark.parametrize("body", [b"", b" \r\n\t "])
def test_a_page_without_content(sites: Press, body: bytes) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(body)
    assert sites.refused(URL) == "an empty page"


@pytest.mark.parametrize(
    "media_type", ["application/pdf", "image/svg+xml", "application/json", "text/css", "video/mp4", "a\x1b[31m/b"]
)
def test_other_types_are_named(sites: Press, media_type: str) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(PAGE, media_type)
    named = media_type.replace("\x1b", " ")
    assert sites.refused(URL) == f"{named} is not read; pages, plain text, feeds and sitemaps are"


def test_a_pdf_that_is_called_a_page(sites: Press) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(b"%PDF-1.7\n\x00\x01\x02")
    assert sites.refused(URL) == "not text but a PDF file"


def test_a_slow_drip_ends_at_the_time_limit_in_the_head_and_in_the_body(sites: Press) -> None:
    def drip(visit: Visit) -> None:
        if "than" in visit.path:
            visit.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
        else:
            visit.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not sites.ended.wait(0.02):
            visit.wfile.write(b"a")

    sites.sites[f"{SITE}/than.html"] = sites.sites["cham.example.vn/dau.html"] = drip
    urls = ("http://bao.example.vn/than.html", "http://cham.example.vn/dau.html")
    errors = sites.take(*urls, settings=replace(QUICK, total_seconds=0.3))
    assert sorted(map(str, errors)) == [f"{url}: not had within 0.3 seconds" for url in urls]


def test_a_silent_server(sites: Press) -> None:
    def say_nothing(_: Visit) -> None:
        sites.ended.wait(2)

    sites.sites[f"{SITE}/bai-1.html"] = say_nothing
    assert sites.refused(URL, settings=replace(QUICK, read_seconds=0.2)) == "the server was silent for 0.2 seconds"


def test_a_resolver_that_hangs(sites: Press) -> None:
    def hang(_host: str, _port: int) -> list[str]:
        sites.ended.wait(2)
        return ["203.162.0.10"]

    settings = replace(QUICK, connect_seconds=0.2)
    reason = sites.refused(URL, settings=settings, wire=Wire(resolve=hang))
    assert reason == "its robots.txt cannot be had (no connection within 0.2 seconds), so nothing is taken there"


def test_an_endless_page_ends_at_the_size_limit(sites: Press) -> None:
    def endless(visit: Visit) -> None:
        visit.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            visit.wfile.write(b"<p>" * 10_000)

    sites.sites[f"{SITE}/bai-1.html"] = endless
    settings = replace(QUICK, page_bytes=200 * 1024)
    assert sites.refused(URL, settings=settings) == "larger than the 200 KB that are taken"


def test_a_page_that_says_it_is_too_large_is_not_read(sites: Press) -> None:
    def huge(visit: Visit) -> None:
        visit.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n")

    sites.sites[f"{SITE}/bai-1.html"] = huge
    assert sites.refused(URL) == "larger than the 16 MB that are taken"


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "identity"])
def test_compressed_pages(sites: Press, coding: str) -> None:
    packed = {"deflate": zlib.compress(PAGE), "identity": PAGE}.get(coding, gzip.compress(PAGE))
    sites.sites[f"{SITE}/bai-1.html"] = Reply(packed, headers={"Content-Encoding": coding})
    assert sites.page(URL).content == PAGE


def test_bare_deflate_and_gzip_in_parts(sites: Press) -> None:
    bare = zlib.compressobj(wbits=-15)
    sites.sites[f"{SITE}/1"] = Reply(bare.compress(PAGE) + bare.flush(), headers={"Content-Encoding": "deflate"})
    parts = gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:]) + b"\0\0"
    sites.sites[f"{SITE}/2"] = Reply(parts, headers={"Content-Encoding": "gzip"})
    pages = sites.take("http://bao.example.vn/1", "http://bao.example.vn/2")
    assert [page.content for page in pages if isinstance(page, Capture)] == [PAGE, PAGE]


def test_a_gzip_bomb(sites: Press) -> None:
    bomb = gzip.compress(b"\0" * 40_000_000)
    sites.sites[f"{SITE}/bai-1.html"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    assert sites.refused(URL) == "a gzip bomb: it grows more than 200 times when decompressed"


def test_gzip_in_thousands_of_parts(sites: Press) -> None:
    parts = gzip.compress(b"") * 2000
    sites.sites[f"{SITE}/bai-1.html"] = Reply(parts, headers={"Content-Encoding": "gzip"})
    assert sites.refused(URL) == "gzip in more than 100 parts"


def test_compressed_bytes_that_are_not_sound(sites: Press) -> None:
    sites.sites[f"{SITE}/1"] = Reply(gzip.compress(PAGE)[:-12], headers={"Content-Encoding": "gzip"})
    sites.sites[f"{SITE}/2"] = Reply(PAGE, headers={"Content-Encoding": "gzip"})
    sites.sites[f"{SITE}/3"] = Reply(PAGE, headers={"Content-Encoding": "br"})
    found = sites.take(*(f"http://{SITE}/{number}" for number in "123"))
    errors = [error.reason for error in found if isinstance(error, CaptureError)]
    assert errors[0] == "the gzip is cut off before its end"
    assert errors[1].startswith("not sound gzip")
    assert errors[2] == "sent as br, which was not asked for; gzip and deflate are taken"


def test_a_page_shorter_than_it_says_is_asked_for_twice(sites: Press) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = lambda visit: visit.give(Reply(PAGE, headers={"Content-Length": "9999"}))
    assert sites.refused(URL).startswith("the connection broke off")
    assert sites.asked.count(f"{SITE}/bai-1.html") == 2


def test_a_connection_that_breaks_once(sites: Press) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = [lambda _: None, Reply(PAGE)]
    assert sites.page(URL).content == PAGE


def test_an_answer_that_is_no_http(sites: Press) -> None:
    def greet(visit: Visit) -> None:
        visit.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")

    sites.sites[f"{SITE}/bai-1.html"] = greet
    assert sites.refused(URL).startswith("the connection broke off")


def test_nobody_answers(sites: Press) -> None:
    sites.names[SITE] = ["203.162.0.99"]
    assert sites.refused(URL) == "its robots.txt cannot be had (no connection (refused)), so nothing is taken there"


def test_the_second_address_of_a_host_answers(sites: Press) -> None:
    sites.names[SITE] = ["203.162.0.99", "2405:4800::1"]
    sites.sites[f"{SITE}/bai-1.html"] = Reply(PAGE)
    assert sites.page(URL).content == PAGE
    assert sites.connected == ["203.162.0.99", "2405:4800::1"]


def test_a_busy_server_is_asked_once_more_when_it_says_when(sites: Press) -> None:
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    busy = Reply(status=503, headers={"Retry-After": "7"})
    sites.sites[f"{SITE}/bai-1.html"] = [busy, Reply(PAGE)]
    frozen = sites.wire(now=lambda: 0.0, pause=pause)
    assert sites.page(URL, wire=frozen).content == PAGE
    assert waits == [7.0]
    sites.sites[f"{SITE}/bai-1.html"] = [busy, busy, Reply(PAGE)]
    assert sites.refused(URL, wire=frozen) == "the server answers 503 (Service Unavailable)"


@pytest.mark.parametrize("after", ["3600", "", "bald", format_datetime(datetime.now(UTC) + timedelta(days=1))])
def test_a_busy_server_that_would_be_waited_for_too_long(sites: Press, after: str) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = [Reply(status=503, headers={"Retry-After": after}), Reply(PAGE)]
    assert sites.refused(URL) == "the server answers 503 (Service Unavailable)"


def test_requests_to_one_host_keep_the_interval_and_a_longer_crawl_delay_up_to_its_cap(sites: Press) -> None:
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    frozen = sites.wire(now=lambda: 0.0, pause=pause)
    settings = replace(QUICK, interval=1.5, delay_cap=4)
    for number in "123":
        sites.sites[f"{SITE}/{number}"] = Reply(PAGE)
    urls = [f"http://{SITE}/{number}" for number in "123"]
    sites.take(*urls, settings=settings, wire=frozen)
    assert waits == [1.5, 1.5]
    for asked, kept in (("2.5", 2.5), ("600", 4.0), ("0.1", 1.5)):
        waits.clear()
        sites.sites[f"{SITE}/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {asked}".encode(), "text/plain")
        sites.take(*urls, settings=settings, wire=frozen)
        assert waits == [kept, kept]


def test_redirects_are_followed_and_the_page_says_where_it_came_from(sites: Press) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(status=301, headers={"Location": "//moi.example.vn/a/../bài.html#x"})
    sites.sites["moi.example.vn/b%C3%A0i.html"] = Reply(PAGE)
    page = sites.page(URL)
    assert (page.source, page.url) == (URL, "http://moi.example.vn/b%C3%A0i.html")
    assert sites.asked[-2:] == ["moi.example.vn/robots.txt", "moi.example.vn/b%C3%A0i.html"]


def test_redirects_in_a_circle_and_without_end(sites: Press) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(status=302, headers={"Location": "/bai-2.html"})
    sites.sites[f"{SITE}/bai-2.html"] = Reply(status=302, headers={"Location": "/bai-1.html"})
    assert sites.refused(URL) == f"redirects in a circle, back to {URL}"
    for number in range(1, 8):
        sites.sites[f"{SITE}/bai-{number}.html"] = Reply(status=307, headers={"Location": f"/bai-{number + 1}.html"})
    sites.asked.clear()
    assert sites.refused(URL) == "more than 5 redirects"
    assert len(sites.asked) == 1 + 6


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "only http:// and https:// are fetched, not file"),
        ("ftp://bao.example.vn/", "only http:// and https:// are fetched, not ftp"),
        ("http://ai@bao.example.vn/", "an address with a user's name or password is not fetched"),
        ("http://bao.example.vn:99999/", "not a web address (its host or port is malformed)"),
    ],
)
def test_a_redirect_out_of_the_web(sites: Press, target: str, reason: str) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(status=302, headers={"Location": target})
    assert sites.refused(URL) == f"redirects to {target}: {reason}"


@pytest.mark.parametrize("target", ["http://[::1/", "http://bao.example.vn:port/", "http://\xff\xfe", "http://"])
def test_a_redirect_that_is_no_address(sites: Press, target: str) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(status=302, headers={"Location": target})
    assert sites.refused(URL)
    assert len(sites.asked) == 2


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.1:{port}/", "127.0.0.1 is this machine itself; only public addresses are fetched"),
        ("http://[::1]:{port}/", "::1 is this machine itself; only public addresses are fetched"),
        ("http://169.254.169.254/latest/", "169.254.169.254 is a link-local address; only public addresses are fetched"),
        ("http://noi-bo.vn/", "noi-bo.vn is 10.1.2.3, a private address; only public addresses are fetched"),
        ("http://hai-mat.vn/", "hai-mat.vn is 192.168.1.1, a private address; only public addresses are fetched"),
    ],
)
def test_a_redirect_to_a_private_address_is_never_connected_to(sites: Press, target: str, reason: str) -> None:
    sites.names |= {"noi-bo.vn": ["10.1.2.3"], "hai-mat.vn": ["203.162.0.10", "192.168.1.1"]}
    target = target.format(port=sites.port)
    sites.sites[f"{SITE}/bai-1.html"] = Reply(status=302, headers={"Location": target})
    assert sites.refused(URL) == f"redirects to {target}: {reason}"
    assert sites.connected == ["203.162.0.10"]


def test_a_robots_file_that_redirects_to_a_private_address(sites: Press) -> None:
    sites.sites[f"{SITE}/robots.txt"] = Reply(status=302, headers={"Location": "http://10.0.0.1/robots.txt"})
    sites.sites[f"{SITE}/bai-1.html"] = Reply(PAGE)
    assert "10.0.0.1 is a private address" in sites.refused(URL)
    assert sites.connected == ["203.162.0.10"]


def test_a_name_that_turns_private_after_the_check_is_checked_again(sites: Press) -> None:
    answers = iter([["203.162.0.10"], ["127.0.0.1"], ["127.0.0.1"]])

    def rebinding(_host: str, _port: int) -> list[str]:
        return next(answers)

    sites.sites[f"{SITE}/robots.txt"] = Reply(b"", headers={"Connection": "close"})
    sites.sites[f"{SITE}/bai-1.html"] = Reply(PAGE)
    wire = replace(sites.wire(), resolve=rebinding)
    assert sites.refused(URL, wire=wire) == f"{SITE} is 127.0.0.1, this machine itself; only public addresses are fetched"
    assert sites.connected == ["203.162.0.10"]


def test_private_addresses_when_they_are_allowed(sites: Press) -> None:
    sites.sites["127.0.0.1/bai-1.html"] = Reply(PAGE)
    url = f"http://127.0.0.1:{sites.port}/bai-1.html"
    assert sites.page(url, allow_private=True).content == PAGE
    assert sites.refused(url).startswith("127.0.0.1 is this machine itself")


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "0"])
def test_this_machine_in_other_spellings(sites: Press, host: str) -> None:
    wire = sites.wire(resolve=resolve_name)
    assert sites.refused(f"http://{host}:{sites.port}/", wire=wire)
    assert sites.connected == []


def test_an_unknown_host_is_said_plainly(sites: Press) -> None:
    assert sites.refused("http://khong-co.invalid/") == "no such host: khong-co.invalid"


def test_robots_rules_are_obeyed_for_pages_and_for_redirects(sites: Press) -> None:
    rules = b"User-agent: *\nAllow: /\nDisallow: /print/\nDisallow: /*.aspx$\nUser-agent: BangGiao\nDisallow: /kin/"
    sites.sites[f"{SITE}/robots.txt"] = Reply(rules, "text/plain")
    sites.sites[f"{SITE}/print/1"] = Reply(PAGE)
    sites.sites[f"{SITE}/bai-1.html"] = Reply(status=302, headers={"Location": "/x/../kin/2"})
    reason = "the robots.txt of http://bao.example.vn asks programs not to fetch it"
    assert sites.refused(f"http://{SITE}/kin/1") == reason
    assert sites.refused(URL) == f"redirects to http://{SITE}/kin/2: {reason}"
    assert sites.page(f"http://{SITE}/print/1").content == PAGE
    assert not any("/kin/" in place for place in sites.asked)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_without_a_robots_answer_nothing_is_taken(sites: Press, status: int) -> None:
    sites.sites[f"{SITE}/robots.txt"] = Reply(b"", status=status)
    sites.sites[f"{SITE}/bai-1.html"] = Reply(PAGE)
    assert sites.refused(URL) == f"its robots.txt cannot be had (status {status}), so nothing is taken there"
    assert f"{SITE}/bai-1.html" not in sites.asked


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_a_robots_file_all_may_be_taken(sites: Press, status: int) -> None:
    sites.sites[f"{SITE}/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", status=status)
    sites.sites[f"{SITE}/bai-1.html"] = Reply(PAGE)
    assert sites.page(URL).content == PAGE


def test_a_robots_file_is_asked_for_once_by_many_pages(sites: Press) -> None:
    for number in range(5):
        sites.sites[f"{SITE}/{number}"] = Reply(PAGE + bytes([48 + number]))
    assert len(sites.take(*(f"http://{SITE}/{number}" for number in range(5)))) == 5
    assert sites.asked.count(f"{SITE}/robots.txt") == 1


def test_one_bad_address_leaves_the_others_unharmed(sites: Press) -> None:
    sites.sites[f"{SITE}/bai-1.html"] = Reply(PAGE)
    outcomes = sites.take("ftp://x.vn/", "http://khong-co.invalid/", URL, f"http://{SITE}/mat.html")
    assert [isinstance(outcome, CaptureError) for outcome in outcomes].count(True) == 3
    assert [outcome.source for outcome in outcomes if isinstance(outcome, Capture)] == [URL]


def test_a_host_is_asked_one_thing_at_a_time_and_hosts_side_by_side(sites: Press) -> None:
    here = {"bao.example.vn": 0, "dai.example.vn": 0}
    together = [0]

    def count(visit: Visit) -> None:
        host = visit.headers["Host"]
        here[host] += 1
        together[0] = max(together[0], sum(here.values()))
        assert here[host] == 1
        if together[0] < 2:
            sites.ended.wait(0.2)
        here[host] -= 1
        visit.give(Reply(PAGE))

    for host in here:
        for number in range(3):
            sites.sites[f"{host}/{number}"] = count
    outcomes = sites.take(*(f"http://{host}/{number}" for host in here for number in range(3)))
    assert len(outcomes) == 6
    assert all(isinstance(outcome, Capture) for outcome in outcomes), outcomes
    assert together == [2]


def test_limits_that_cannot_be_kept() -> None:
    with pytest.raises(ValueError, match="page_bytes"):
        WebLimits(page_bytes=2**40)
    with pytest.raises(ValueError, match="hosts_at_once"):
        WebLimits(hosts_at_once=0)
    with pytest.raises(ValueError, match="contact"):
        WebLimits(contact="a\r\nHost: b")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_a_certificate_must_be_of_the_name_though_the_connection_goes_to_an_address(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", key, "-out", certificate, "-subj", "/CN=bao.example.vn",
         "-addext", "subjectAltName=DNS:bao.example.vn"],
        check=True, capture_output=True,
    )  # fmt: skip
    speaking = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    speaking.load_cert_chain(certificate, key)
    asked_names: list[str | None] = []
    speaking.sni_callback = lambda _socket, name, _context: asked_names.append(name)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with press.serving(speaking) as sites:
        sites.sites[f"{SITE}/bai-1.html"] = sites.sites["khac.example.vn/bai-1.html"] = Reply(PAGE)
        wire = sites.wire(authorities=trusting)
        assert sites.page("https://bao.example.vn/bai-1.html", wire=wire).content == PAGE
        assert "certificate verify failed" in sites.refused("https://khac.example.vn/bai-1.html", wire=wire)
        assert "certificate verify failed" in sites.refused("https://bao.example.vn/bai-1.html", wire=sites.wire())
        assert set(asked_names) == {"bao.example.vn", "khac.example.vn"}


def test_the_server_of_these_tests_answers_others_too(sites: Press) -> None:
    """A test of the tests: what is asked without our client comes back as published."""
    sites.sites["localhost/bai-1.html"] = Reply(PAGE)
    connection = http.client.HTTPConnection("127.0.0.1", sites.port, timeout=5)
    connection.request("GET", "/bai-1.html", headers={"Host": "localhost"})
    assert connection.getresponse().read() == PAGE
    connection.close()
