"""What a page says of itself, and what of it is rendered."""

# ruff: noqa: E501 - inputs stay on one line

from __future__ import annotations

import pytest

from banggiao.pages.markup import render
from banggiao.pages.metadata import Metadata, metadata_of
from banggiao.stories.conventions import leads_to_story, roles_of
from banggiao.stories.items import address
from banggiao.stories.stamps import local_stamp, metadata_time


def meta(head: str) -> Metadata:
    return metadata_of(render(f"<html lang='vi-VN'><head>{head}</head><body><p>x</p></body></html>"))


def test_open_graph() -> None:
    found = meta(
        '<title>Việt Nam - Lào ký hiệp định - Báo Ví Dụ | Đối ngoại</title><meta property="og:site_name" content="Báo Ví Dụ">'
        '<meta property="article:published_time" content="2024-09-11T08:30:00+07:00"><link rel=canonical href="https://vi.du/a.htm">'
        '<meta name=description content="Tóm&#32;tắt">'
    )
    assert found.titles[:3] == (
        "Việt Nam - Lào ký hiệp định - Báo Ví Dụ | Đối ngoại",
        "Việt Nam - Lào ký hiệp định - Báo Ví Dụ",
        "Việt Nam - Lào ký hiệp định",
    )
    assert (found.site, metadata_time(found), found.url) == ("Báo Ví Dụ", "2024-09-11T08:30", "https://vi.du/a.htm")
    assert (found.description, found.language, found.is_article) == ("Tóm tắt", "vi", True)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Lễ ký &amp; trao", "datePublished": "2024-09-11T01:30:00Z", "author": {"name": "A B"}}',
        '[{"@type": "WebSite"}, {"@graph": [{"@type": ["Article"], "headline": "Lễ ký & trao", '
        '"datePublished": "2024-09-11T08:30:00", "author": ["A B"]}]}]',
    ],
)
def test_json_ld(script: str) -> None:
    found = meta(f'<script type="application/ld+json">{script}</script>')
    assert (found.titles[0], metadata_time(found), found.author) == ("Lễ ký & trao", "2024-09-11T08:30", "A B")
    assert found.is_article


def test_json_ld_that_is_no_json_still_gives_headline_and_time() -> None:
    found = meta('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A \\"B\\" C",, "datePublished": "2024-09-11"}</script>')
    assert (found.titles[0], metadata_time(found)) == ('A "B" C', "2024-09-11")
    assert meta(f'<script type="application/ld+json">{"[" * 100_000}</script>').titles == ()


def test_a_stamp_on_the_vietnamese_clock() -> None:
    assert local_stamp("2026-03-01T02:51:00Z") == "2026-03-01T09:51"
    assert local_stamp("2026-03-01T09:51:00.000+0700") == "2026-03-01T09:51"
    assert local_stamp("2026-03-01") == "2026-03-01"
    assert local_stamp("01/03/2026 09:51") == "2026-03-01T09:51"
    assert local_stamp("hôm qua") is None
    assert local_stamp("0001-01-01T00:00:00Z") is None


def test_words_of_neighbouring_links_are_not_glued() -> None:
    assert render("<div><a>Tin A</a><a>Tin B</a><b>Th</b>ủ tướng</div>").text == "Tin A Tin B Thủ tướng"


def test_lines_and_their_elements() -> None:
    page = render("<div><p>Một <a href=x>hai ba</a></p><pre>a\n b</pre>Bốn<br>năm<ul><li>sáu</ul></div>")
    assert page.text == "Một hai ba\na\nb\nBốn\nnăm\nsáu"
    assert [(b.element.tag, page.text[b.start : b.end], b.is_link) for b in page.blocks][:2] == [
        ("p", "Một hai ba", False), ("pre", "a", False)
    ]  # fmt: skip
    (link,) = [e for e in page.elements if e.tag == "a"]
    assert (page.text[link.start : link.end], link.get("href"), link.get("rel")) == ("hai ba", "x", "")


def test_roles_by_class_names() -> None:
    assert "lead" in roles_of("h2", "detail-sapo")
    assert "lead" in roles_of("div", "ArticleLead")
    assert "box" in roles_of("div", "kbwscwl-relatedbox type-6")
    assert "chrome" in roles_of("nav", "")
    assert {"chrome", "maybe"} <= roles_of("div", "social-share")
    assert roles_of("p", "Normal") == frozenset()
    assert "chrome" not in roles_of("div", "stage montage commentary")


def test_every_row_of_the_conventions_has_known_values() -> None:
    from importlib.resources import files

    from banggiao.grammar.tables import parse

    rows = parse((files("banggiao.stories") / "conventions.tsv").read_text(encoding="utf-8"), "conventions.tsv")
    assert {row["match"] for row in rows} == {"word", "part", "path"}
    assert {row["role"] for row in rows} == {"chrome", "box", "lead", "title", "credit", "caption"}
    for row in rows:
        assert (row["strength"] in ("strong", "weak")) == (row["role"] in ("chrome", "box") and row["match"] != "path")
    assert len({(row["word"], row["match"]) for row in rows}) == len(rows)


def test_addresses() -> None:
    assert address("https://vi.du/Tin-1.htm?utm_source=x#c") == address("//vi.du/tin-1.htm") == address("/tin-1.htm/")
    assert address("tin.asp?id=5") == "/tin.asp?id=5"
    assert address("javascript:;") == address("#top") == address("https://vi.du/") == address("") == ""
    assert address("/chu-de/bien-gioi-1.htm") == ""
    assert leads_to_story("/bien-gioi-1.htm")


def test_the_second_opinion_is_found_again_in_the_rendered_text() -> None:
    from banggiao.stories.second import second_opinion

    body = "".join(f"<p>Chiều {day}/9, hai bên đã trao đổi về hợp tác biên giới và ký biên bản ghi nhớ tại Hà Nội.</p>" for day in range(1, 9))
    html = f"<html><body><div><h1>Hai bên ký biên bản ghi nhớ</h1><article>{body}</article></div></body></html>"
    text = render(html).text
    spans = second_opinion(html, text)
    assert [text[a:b][:9] for a, b in spans][-3:] == ["Chiều 6/9", "Chiều 7/9", "Chiều 8/9"]
    assert second_opinion("<p>x</p>", "x") == []
    assert second_opinion("x" * 2_000_001, "x") == []
