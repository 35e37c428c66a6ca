"""Feeds as they are found: broken, with HTML inside, in other words for the same, with times of all kinds."""

from __future__ import annotations

import press
import pytest

from banggiao.capture.web.feeds import FeedEntry, feed_entries, local_time, paragraphs, plain_text
from banggiao.capture.web.limits import ROBOTS_NAME
from banggiao.capture.web.robots import lines_for_us, read_rules

AT = "https://bao.example.vn/rss"


def one(content: bytes, charset: str | None = None) -> FeedEntry:
    (entry,) = feed_entries(content, AT, charset)
    return entry


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Thu, 09 Jan 2025 08:10:00 +0700", "2025-01-09T08:10"),
        ("Thu, 09 Jan 2025 18:10:00 GMT", "2025-01-10T01:10"),
        ("Thu, 9 Jan 25 08:10:00 GMT+7", "2025-01-09T08:10"),
        ("Thu, 09 Jan 2025 08:10:00 +07", "2025-01-09T08:10"),
        ("Thu, 09 Jan 2025 08:10 UTC+07:00", "2025-01-09T08:10"),
        ("Thu, 09 Jan 2025 09:10:00 +0800", "2025-01-09T08:10"),
        ("2025-01-09T01:10:00Z", "2025-01-09T08:10"),
        ("2025-01-09T08:10:00+07:00", "2025-01-09T08:10"),
        ("2025-01-09T08:10:00", "2025-01-09T08:10:00"),
        ("2025-01-09", "2025-01-09"),
        ("1/9/2025 8:10:00 AM", "1/9/2025 8:10:00 AM"),
        ("Thứ Năm, 09/01/2025 08:10", "Thứ Năm, 09/01/2025 08:10"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        ("Thu, 99 Jan 2025 08:10:00 +0700", "Thu, 99 Jan 2025 08:10:00 +0700"),
        ("", ""),
    ],
)
def test_times_are_told_on_the_clock_of_vietnam_or_as_they_came(written: str, told: str) -> None:
    assert local_time(written) == told


def test_words_out_of_markup() -> None:
    assert plain_text('<a href="x"><img src="y"></a></br>Chiều 5/3, tại&nbsp;Trụ sở') == "Chiều 5/3, tại Trụ sở"
    assert plain_text("kim ngạch < 5 tỷ &lt;USD&gt; <!-- bỏ --> trong năm") == "kim ngạch < 5 tỷ <USD> trong năm"
    assert plain_text("Lào<script>var a = '<b>';</script> và <style>p {}</style>Campuchia") == "Lào và Campuchia"
    assert plain_text("hội đàm <!-- không có cuối") == "hội đàm"
    assert paragraphs("<p>Một.</p><p>Hai <b>ba</b>.<br/>Bốn.</p>") == "Một.\nHai ba .\nBốn."


def test_the_whole_text_where_a_feed_has_it() -> None:
    entry = one(
        b'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>'
        b"<title>Th\xc4\x83m L\xc3\xa0o</title><description>L\xe1\xbb\x9di d\xe1\xba\xabn</description>"
        b"<content:encoded><![CDATA[<p>M\xe1\xbb\x99t.</p><p>Hai.</p>]]></content:encoded></item></channel></rss>"
    )
    assert (entry.title, entry.lead, entry.text) == ("Thăm Lào", "Lời dẫn", "Một.\nHai.")


def test_what_others_are_called_in_an_entry_is_not_its_own() -> None:
    entry = one(
        """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry>
        <source><title>Nguồn</title><link href="/nguon"/><updated>2020-01-01T00:00:00Z</updated></source>
        <media:title>Ảnh</media:title><link rel="enclosure" href="/anh.jpg"/><link rel="self" href="/self"/>
        <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Hội đàm</div></title>
        <link href="/bai-1.html"/><updated>2025-03-05T08:00:00+07:00</updated></entry></feed>""".encode()
    )
    assert entry == FeedEntry("https://bao.example.vn/bai-1.html", "Hội đàm", "", "2025-03-05T08:00")


def test_rss_1_with_dublin_core() -> None:
    entry = one(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Báo</title></channel><image><title>x</title></image>
        <item><title>Thăm Lào</title><link>https://bao.example.vn/1</link><dc:date>2025-03-05T08:00+07:00</dc:date></item>
        <textinput><title>Tìm</title><link>/tim</link></textinput></rdf:RDF>""".encode()
    )
    assert entry == FeedEntry("https://bao.example.vn/1", "Thăm Lào", "", "2025-03-05T08:00")


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>https://bao.example.vn/1</guid>", "https://bao.example.vn/1"),
        ('<guid isPermaLink="false">https://bao.example.vn/1</guid>', None),
        ("<guid>12345</guid>", None),
        ("<link>javascript:void(0)</link><guid>https://bao.example.vn/1</guid>", "https://bao.example.vn/1"),
        ("<link><![CDATA[ /tin?id=5&cat=3 ]]></link>", "https://bao.example.vn/tin?id=5&cat=3"),
        ("<link>/tin?id=5&cat=3&copy=1</link>", "https://bao.example.vn/tin?id=5&cat=3&copy=1"),
        ("<link>/tin?id=5&amp;cat=3</link>", "https://bao.example.vn/tin?id=5&cat=3"),
        ("<link>/đối-ngoại</link>", "https://bao.example.vn/%C4%91%E1%BB%91i-ngo%E1%BA%A1i"),
    ],
)
def test_links(item: str, url: str | None) -> None:
    assert one(press.rss(f"<title>x</title>{item}")).url == url


@pytest.mark.parametrize(
    "broken",
    [
        "<title>Vi&ecirc;t & L&agrave;o</title><description>Hai b&ecirc;n <br> nhất trí</description>",
        "<title>Vi&ecirc;t &amp; L&agrave;o</title><description>Hai bên\x08 nhất trí",
        "<title><![CDATA[Viêt & L&agrave;o]]></title><description>Hai bên nhất trí</description></channel>",
    ],
)
def test_what_is_broken_in_a_feed_costs_no_letter(broken: str) -> None:
    entries = feed_entries(press.rss(broken, "<title>Tin sau</title>"), AT)
    assert [entry.title for entry in entries] == ["Viêt & Lào", "Tin sau"]
    assert entries[0].lead.replace(" <br>", "") == "Hai bên nhất trí"


def test_the_charset_of_a_feed() -> None:
    feed = press.rss("<title>Ngo\u1ea1i giao</title>")
    assert one(feed.decode().encode("utf-16")).title == "Ngoại giao"
    chinese = "<rss><channel><item><title>\u5916\u4ea4</title></item></channel></rss>"
    assert one(chinese.encode("gbk"), "gbk").title == "\u5916\u4ea4"
    assert one(f"<?xml version='1.0' encoding='gbk'?>{chinese}".encode("gbk")).title == "\u5916\u4ea4"
    assert one(f"<?xml version='1.0' encoding='us-ascii'?>{chinese}".encode()).title == "\u5916\u4ea4"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/tin", False),
        ("User-agent: *\nDisallow:", "/tin", True),
        ("User-agent: *\nDisallow: /\nAllow: /tin/", "/tin/1", True),
        ("User-agent: *\nDisallow: /*?sort=", "/tin?page=2&sort=x", True),
        ("User-agent: *\nDisallow: /*sort=", "/tin?page=2&sort=x", False),
        ("User-agent: GoogleBot\nUser-agent: BANGGIAO/2.0\nDisallow: /\nUser-agent: *\nAllow: /", "/tin", False),
        ("User-agent: GoogleBot\nDisallow: /\n\nUser-agent: Bingbot\nDisallow: /", "/tin", True),
        ("User-agent: GoogleBot\nDisallow: /\nUser-agent: *\nDisallow: /kin", "/tin", True),
        ("\ufeffUser-agent: *\r\nDisallow: /đối-ngoại\r\n", "/%C4%91%E1%BB%91i-ngo%E1%BA%A1i/1", False),
        ("<!DOCTYPE html><html>khong co</html>", "/tin", True),
    ],
)
def test_robots_rules(rules: str, path: str, allowed: bool) -> None:
    assert read_rules(rules.encode()).can_fetch(f"https://bao.example.vn{path}", ROBOTS_NAME) is allowed


def test_robots_groups_of_thousands_of_others_are_one() -> None:
    agents = [f"User-agent: bot{number}" for number in range(3000)]
    lines = [*agents, "Disallow: /", "user-agent:banggiao # ta", "Disallow: /ta", "User-agent: *", "Disallow: /kin"]
    kept = list(lines_for_us(lines))
    assert {line for line in kept if "agent" in line} == {"User-agent: another", "User-agent: BangGiao", "User-agent: *"}
    rules = read_rules("\n".join(lines).encode())
    assert [rules.can_fetch(f"https://x.vn/{path}", ROBOTS_NAME) for path in ("ta", "kin", "tin")] == [False, True, True]
