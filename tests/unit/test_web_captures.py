"""What becomes of the web's pages, feeds, sitemaps and lists."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
from dataclasses import replace

import press
import pytest
from press import QUICK, TODAY, Press, Reply, Visit

from banggiao.capture.decode import decode
from banggiao.capture.web import web_captures
from banggiao.errors import CaptureError
from banggiao.model import Capture
from banggiao.stories import open_page

running = press.running
sites = press.sites

SITE = "bao.example.vn"
FEED = f"http://{SITE}/doi-ngoai.rss"
MAP = f"http://{SITE}/sitemap.xml"
LIST = f"http://{SITE}/doi-ngoai"
TEXT = "Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào, nhất trí thúc đẩy hợp tác về biên giới, năng lượng."
RSS = press.rss(
    "<title>Thủ tướng tiếp Đại sứ Lào</title><link>/bai-1.html</link>"
    '<description><![CDATA[<a href="/bai-1.html"><img src="a.jpg"></a>Chiều 5/3, tại Trụ sở &amp; nhà khách]]></description>'
    "<pubDate>Wed, 05 Mar 2025 17:10:00 GMT+7</pubDate>",
    f"<title>Điện mừng</title><link>http://www.{SITE}/bai-2.html</link><pubDate>Wed, 05 Mar 2025 17:30:00 GMT</pubDate>",
    "<title>Không có liên kết</title><pubDate>4/3/2025 08:00</pubDate>",
)
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>
<title type="html">Hội đàm &lt;b&gt;cấp cao&lt;/b&gt;</title><link rel="alternate" href="bai-3.html"/>
<summary>Hai bên nhất trí …</summary><published>2025-03-05T09:00:00+07:00</published></entry></feed>""".encode()


def rows(outcomes: list[Capture | CaptureError]) -> list[dict[str, str]]:
    for outcome in outcomes:
        assert isinstance(outcome, Capture)
        assert outcome.media == "row"
    return [dict(outcome.fields) for outcome in outcomes if isinstance(outcome, Capture)]


def sources(outcomes: list[Capture | CaptureError]) -> list[str]:
    return [f"! {outcome}" if isinstance(outcome, CaptureError) else outcome.source for outcome in outcomes]


@pytest.mark.parametrize("media_type", ["application/rss+xml", "text/xml", "text/html", "text/plain", None])
def test_a_feed_gives_a_row_for_each_entry(sites: Press, media_type: str | None) -> None:
    sites.sites[f"{SITE}/doi-ngoai.rss"] = Reply(RSS, media_type)
    outcomes = sites.take(FEED)
    assert rows(outcomes) == [
        {
            "url": f"http://{SITE}/bai-1.html",
            "title": "Thủ tướng tiếp Đại sứ Lào",
            "lead": "Chiều 5/3, tại Trụ sở & nhà khách",
            "published": "2025-03-05T17:10",
        },
        {"url": f"http://www.{SITE}/bai-2.html", "title": "Điện mừng", "published": "2025-03-06T00:30"},
        {"title": "Không có liên kết", "published": "4/3/2025 08:00"},
    ]
    assert sources(outcomes) == [f"{FEED}#http://{SITE}/bai-1.html", f"{FEED}#http://www.{SITE}/bai-2.html", f"{FEED}#3"]
    assert len(sites.asked) == 2
    first = outcomes[0]
    assert isinstance(first, Capture)
    assert (first.url, first.captured) == (f"http://{SITE}/bai-1.html", TODAY)
    assert open_page(first).stories[0].published == "2025-03-05T17:10"


def test_atom(sites: Press) -> None:
    sites.sites[f"{SITE}/doi-ngoai.rss"] = Reply(ATOM, "application/atom+xml")
    assert rows(sites.take(FEED)) == [
        {
            "url": f"http://{SITE}/bai-3.html",
            "title": "Hội đàm cấp cao",
            "lead": "Hai bên nhất trí …",
            "published": "2025-03-05T09:00",
        }
    ]


def test_a_feed_that_is_followed_gives_its_pages_also_of_other_hosts(sites: Press) -> None:
    sites.sites[f"{SITE}/doi-ngoai.rss"] = Reply(RSS, "application/rss+xml")
    sites.sites[f"{SITE}/bai-1.html"] = Reply(press.html("một"))
    sites.sites[f"www.{SITE}/bai-2.html"] = Reply(press.html("hai"))
    assert sorted(sources(sites.take(FEED, follow=True))) == [f"http://{SITE}/bai-1.html", f"http://www.{SITE}/bai-2.html"]


def test_a_broken_feed_gives_what_can_be_read(sites: Press) -> None:
    sites.sites[f"{SITE}/doi-ngoai.rss"] = Reply(RSS.replace(b"</channel></rss>", b"<br>&nbsp;</chan"), "text/xml")
    assert [row["title"] for row in rows(sites.take(FEED))] == ["Thủ tướng tiếp Đại sứ Lào", "Điện mừng", "Không có liên kết"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<rss version='2.0'><channel><title>x</title></channel></rss>", "a feed without entries"),
        (b"<rss><channel><item><<<&", "a broken feed ("),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "XML that is neither page, feed nor"),
        (b"<?xml version='1.0'?><!-- only this", "XML that is neither page, feed nor sitemap (its root is <?>)"),
    ],
)  # fmt: skip
def test_xml_that_gives_nothing(sites: Press, content: bytes, reason: str) -> None:
    sites.sites[f"{SITE}/doi-ngoai.rss"] = Reply(content, "text/xml")
    assert sites.refused(FEED).startswith(reason)


def test_what_declares_entities_of_its_own_is_not_parsed(sites: Press) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    ) + b"]><rss version='2.0'><channel><item><title>&a11;</title></item></channel></rss>"  # fmt: skip
    sites.sites[f"{SITE}/doi-ngoai.rss"] = Reply(bomb, "text/xml")
    sites.sites[f"{SITE}/sitemap.xml"] = Reply(bomb.replace(b"rss", b"urlset"), "text/xml")
    assert sites.refused(FEED) == "XML that declares entities of its own"
    assert sites.refused(MAP) == "XML that declares entities of its own"


def test_a_feed_too_large_to_be_parsed(sites: Press) -> None:
    sites.sites[f"{SITE}/doi-ngoai.rss"] = Reply(RSS, "text/xml")
    assert sites.refused(FEED, settings=replace(QUICK, feed_bytes=512)) == "a feed larger than 512 bytes"


def test_a_sitemap_gives_its_pages_the_newest_first_and_of_its_own_site_only(sites: Press) -> None:
    sites.sites[f"{SITE}/sitemap.xml"] = Reply(
        press.sitemap(
            f"<loc>http://{SITE}/cu.html</loc><lastmod>2025-03-01</lastmod>",
            f"<loc>http://{SITE}/moi.html</loc><lastmod>2025-03-05T08:00:00+07:00</lastmod>",
            "<loc>http://khac.vn/x.html</loc>",
            f"<image:image xmlns:image='x'><image:loc>http://{SITE}/a.html</image:loc></image:image>",
            "",
            "<loc>javascript:alert(1)</loc>",
        ),
        "application/xml",
    )
    sites.sites[f"{SITE}/cu.html"] = sites.sites[f"{SITE}/moi.html"] = Reply(press.html("bài"))
    assert sources(sites.take(MAP, follow=True)) == [f"http://{SITE}/moi.html", f"http://{SITE}/cu.html"]
    assert sites.refused(MAP) == "a sitemap holds only addresses; its pages are fetched when it is followed"


def test_a_news_sitemap_gives_rows(sites: Press) -> None:
    place = (
        f"<loc>http://{SITE}/bai-1.html</loc><news:news><news:publication><news:name>Báo</news:name></news:publication>"
        "<news:publication_date>2025-03-05T01:00:00Z</news:publication_date><news:title>Thủ tướng thăm Lào</news:title>"
        "</news:news>"
    )
    sites.sites[f"{SITE}/sitemap.xml"] = Reply(press.sitemap(place), "text/xml")
    assert rows(sites.take(MAP)) == [
        {"url": f"http://{SITE}/bai-1.html", "title": "Thủ tướng thăm Lào", "published": "2025-03-05T08:00"}
    ]


@pytest.mark.parametrize("media_type", ["application/gzip", "application/octet-stream", "text/xml"])
def test_a_sitemap_index_with_gzipped_sitemaps(sites: Press, media_type: str) -> None:
    index = press.sitemap(
        *(f"<loc>http://{SITE}/sitemap-{n}.xml.gz</loc><lastmod>2025-03-0{n}</lastmod>" for n in (1, 2, 3)),
        root="sitemapindex", kind="sitemap",
    )  # fmt: skip
    sites.sites[f"{SITE}/sitemap.xml"] = Reply(index, "application/xml")
    for number in (1, 2, 3):
        inside = press.sitemap(f"<loc>http://{SITE}/bai-{number}.html</loc>")
        sites.sites[f"{SITE}/sitemap-{number}.xml.gz"] = Reply(gzip.compress(inside), media_type)
        sites.sites[f"{SITE}/bai-{number}.html"] = Reply(press.html("bài"))
    notes: list[str] = []
    outcomes = sites.take(MAP, follow=True, settings=replace(QUICK, sitemaps=2), note=notes.append)
    assert sources(outcomes) == [f"http://{SITE}/bai-3.html", f"http://{SITE}/bai-2.html"]
    assert notes == [f"{MAP}: the newest 2 of 3 sitemaps are opened"]


def test_a_sitemap_index_in_itself_and_one_that_names_a_page(sites: Press) -> None:
    index = press.sitemap(
        f"<loc>{MAP}</loc>",
        f"<loc>http://{SITE}/2.xml</loc>",
        f"<loc>http://{SITE}/3.html</loc>",
        root="sitemapindex",
        kind="sitemap",
    )
    sites.sites[f"{SITE}/sitemap.xml"] = sites.sites[f"{SITE}/2.xml"] = Reply(index, "application/xml")
    sites.sites[f"{SITE}/3.html"] = Reply(press.html("bài"))
    assert sources(sites.take(MAP, follow=True)) == [
        f"! http://{SITE}/2.xml: a sitemap index inside a sitemap index",
        f"! http://{SITE}/3.html: a page, where its index names a sitemap",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (press.sitemap(), "a sitemap that names no page of its own site"),
        (b"<urlset><url><loc>http://x", "not sound XML ("),
    ],
)
def test_sitemaps_that_give_nothing(sites: Press, content: bytes, reason: str) -> None:
    sites.sites[f"{SITE}/sitemap.xml"] = Reply(content, "text/xml")
    assert sites.refused(MAP, follow=True).startswith(reason)


LINKS = press.html(
    '<a href="/kinh-te">Kinh tế</a> <a href="/doi-ngoai/su-kien">Các sự kiện đối ngoại nổi bật</a>',
    '<a href="/thu-tuong-tiep-dai-su-lao-102250305.htm"><img src="a.jpg"></a>',
    '<a href="/thu-tuong-tiep-dai-su-lao-102250305.htm#binh-luan">Thủ tướng tiếp Đại sứ Lào</a>',
    '<a href="//www.bao.example.vn/dien-mung-quoc-khanh-102250304.htm">Điện mừng Quốc khánh Campuchia</a>',
    '<a href="hoi-dam-cap-cao-viet-lao-102250303.htm" title="Hội đàm cấp cao Việt Nam - Lào">ảnh</a>',
    '<a href="http://khac.vn/bai-102250303.htm">Tin của một tờ báo khác</a>',
    '<a href="/anh-102250303.jpg">Ảnh đẹp của hôm nay</a>',
    '<a href="javascript:void(0)">Xem thêm các tin khác</a><a href="/in/102250303">In</a>',
    '<a href="/nhin-lai-nam-2024">Nhìn lại một năm đối ngoại</a>',
)
ARTICLES = [
    f"http://{SITE}/thu-tuong-tiep-dai-su-lao-102250305.htm",
    f"http://www.{SITE}/dien-mung-quoc-khanh-102250304.htm",
    f"http://{SITE}/hoi-dam-cap-cao-viet-lao-102250303.htm",
]


def publish_list(sites: Press) -> None:
    sites.sites[f"{SITE}/doi-ngoai"] = Reply(LINKS)
    for number, article in enumerate(ARTICLES):
        sites.sites[article.removeprefix("http://")] = Reply(press.html(f"bài {number}"))


def test_a_list_that_is_followed_gives_itself_and_the_articles_of_its_site(sites: Press) -> None:
    publish_list(sites)
    assert sources(sites.take(LIST)) == [LIST]
    assert sorted(sources(sites.take(LIST, follow=True))) == sorted([LIST, *ARTICLES])


def test_a_site_that_does_not_number_its_articles(sites: Press) -> None:
    sites.sites[f"{SITE}/doi-ngoai"] = Reply(
        press.html(
            '<a href="/hop-tac-viet-lao-ngay-cang-phat-trien/">Hợp tác Việt - Lào ngày càng phát triển</a>',
            '<a href="/chinh-sach-va-cuoc-song/">Chính sách và cuộc sống hôm nay</a>',
        )
    )
    sites.sites[f"{SITE}/hop-tac-viet-lao-ngay-cang-phat-trien/"] = Reply(press.html("bài"))
    assert sources(sites.take(LIST, follow=True)) == [LIST, f"http://{SITE}/hop-tac-viet-lao-ngay-cang-phat-trien/"]


def test_what_is_known_is_passed_over_and_the_rest_is_limited_and_said(sites: Press) -> None:
    publish_list(sites)
    notes: list[str] = []
    asked_in: set[threading.Thread] = set()

    def known(url: str) -> bool:
        asked_in.add(threading.current_thread())
        return url == ARTICLES[0]

    outcomes = sites.take(LIST, follow=True, known=known, settings=replace(QUICK, followed=1), note=notes.append)
    assert sources(outcomes) == [LIST, ARTICLES[1]]
    assert notes == [f"{LIST}: at most 1 pages are taken at once, 1 are left for the next time"]
    assert asked_in == {threading.current_thread()}


def test_a_link_that_redirects_to_what_is_had_already(sites: Press) -> None:
    publish_list(sites)
    sites.sites[ARTICLES[0].removeprefix("http://")] = Reply(status=301, headers={"Location": ARTICLES[2]})
    assert sorted(sources(sites.take(LIST, follow=True))) == sorted([LIST, *ARTICLES[1:]])


def test_a_linked_page_that_is_a_feed(sites: Press) -> None:
    publish_list(sites)
    sites.sites[ARTICLES[0].removeprefix("http://")] = Reply(RSS, "text/xml")
    assert f"! {ARTICLES[0]}: a feed, where a page was named" in sources(sites.take(LIST, follow=True))


def test_an_address_given_twice_is_fetched_once(sites: Press) -> None:
    sites.sites[f"{SITE}/doi-ngoai"] = Reply(LINKS)
    assert sources(sites.take(LIST, f"HTTP://{SITE.upper()}:80/./doi-ngoai#tin")) == [LIST]


def cp1258(text: str) -> bytes:
    from test_capture_decode import in_cp1258

    return in_cp1258(text)


def test_a_charset_that_only_the_server_names_is_kept_in_the_capture(sites: Press) -> None:
    sites.sites[f"{SITE}/doi-ngoai"] = Reply(cp1258(TEXT), "text/plain; charset=windows-1258")
    page = sites.page(LIST)
    assert page.content.startswith(b"\xef\xbb\xbf")
    assert decode(page.content, "x") == cp1258(TEXT).decode("cp1258")
    foreign = "\u5916\u4ea4\u90e8 " + "\u8d8a\u5357 " * 30
    sites.sites[f"{SITE}/doi-ngoai"] = Reply(foreign.encode("gb18030"), 'text/html; charset="GB18030"')
    assert decode(sites.page(LIST).content, "x", html=True) == foreign


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (TEXT.encode(), "windows-1258"),
        (TEXT.encode("utf-8-sig"), "windows-1258"),
        (TEXT.encode()[:-1] + b"\xff", "utf-8"),
        ("Thủ tướng thăm Lào".encode("utf-16"), "windows-1258"),
        (cp1258(TEXT), "iso-8859-1"),
        (cp1258(TEXT), "x-khong-co"),
        (cp1258(TEXT), "shift_jis"),
        (b"VNU: only ASCII", "rot13"),
        (cp1258(TEXT), "hex"),
    ],
)
def test_bytes_stay_as_they_are_where_the_charset_says_nothing_sure(sites: Press, content: bytes, charset: str) -> None:
    sites.sites[f"{SITE}/doi-ngoai"] = Reply(content, f"text/plain; charset={charset}")
    assert sites.page(LIST).content == content


def test_tcvn3_that_is_called_windows_1258_stays(sites: Press) -> None:
    from test_capture_decode import in_table

    content = in_table(TEXT, "tcvn3")
    sites.sites[f"{SITE}/doi-ngoai"] = Reply(content, "text/html; charset=windows-1258")
    assert decode(sites.page(LIST).content, "x", html=True) == TEXT


def test_a_sitemap_with_bare_ampersands(sites: Press) -> None:
    place = f"<loc>http://{SITE}/tin?id=5&muc=3&amp;trang=1</loc>"
    sites.sites[f"{SITE}/sitemap.xml"] = Reply(press.sitemap(place), "text/xml")
    sites.sites[f"{SITE}/tin?id=5&muc=3&trang=1"] = Reply(press.html("bài"))
    assert sources(sites.take(MAP, follow=True)) == [f"http://{SITE}/tin?id=5&muc=3&trang=1"]


def test_a_page_that_is_called_any_file(sites: Press) -> None:
    sites.sites[f"{SITE}/doi-ngoai"] = Reply(press.html("bài"), "application/octet-stream")
    assert sites.refused(LIST).startswith("application/octet-stream is not read")
    sites.sites[f"{SITE}/doi-ngoai"] = Reply(gzip.compress(press.html("bài")))
    assert sites.refused(LIST) == "not text but a gzip file"


def test_a_page_without_a_type_is_told_by_its_bytes(sites: Press) -> None:
    sites.sites[f"{SITE}/1"] = Reply(press.html("bài"), None)
    sites.sites[f"{SITE}/2"] = Reply(TEXT.encode(), None)
    sites.sites[f"{SITE}/3"] = Reply(b"\x89PNG\r\n\x1a\n", None)
    sites.sites[f"{SITE}/4"] = Reply(b'<?xml version="1.0"?>' + press.html("bài"), "application/xml")
    outcomes = sites.take(*(f"http://{SITE}/{number}" for number in "1234"))
    assert [outcome.media if isinstance(outcome, Capture) else outcome.reason for outcome in outcomes] == [
        "html", "text", "not text but a PNG picture", "html",
    ]  # fmt: skip


def test_closing_the_iterator_stops_what_is_under_way(sites: Press) -> None:
    reached = threading.Event()

    def wait(_: Visit) -> None:
        reached.set()
        sites.ended.wait(30)

    sites.sites[f"{SITE}/1"] = Reply(press.html("bài"))
    sites.sites["cham.example.vn/1"] = wait
    before = threading.active_count()
    urls = ("http://cham.example.vn/1", f"http://{SITE}/1", f"http://{SITE}/2")
    found = web_captures(urls, follow=False, captured=TODAY, settings=replace(QUICK, read_seconds=60), wire=sites.wire())
    assert isinstance(next(found), Capture)
    assert reached.wait(5)
    found.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "banggiao web"]
    assert threading.active_count() <= before + 2  # the server's own, that still wait to be hung up


def test_an_error_of_the_caller_stops_it_too(sites: Press) -> None:
    publish_list(sites)

    def known(_: str) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sites.take(LIST, follow=True, known=known)
    assert not [thread for thread in threading.enumerate() if thread.name == "banggiao web"]


def test_nothing_of_the_web_is_loaded_before_an_address_is_fetched() -> None:
    code = (
        "import sys, banggiao.cli.main, banggiao.capture.web\n"
        "print(*sorted({'httpx', 'httpcore', 'anyio', 'asyncio', 'lxml', 'protego', 'ssl'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
