"""Stories of HTML pages in layouts of many kinds; all texts are made up for these tests."""

# ruff: noqa: E501 - a page in a test is easier to compare with a real one when its lines stay whole

from __future__ import annotations

import re

from banggiao.stories.markup import HtmlPage, read_html

FIRST = "Chiều 11/9, tại Trụ sở Chính phủ, Thủ tướng đã tiếp Đoàn đại biểu cấp cao nước bạn nhân chuyến thăm chính thức."
SECOND = "Hai bên nhất trí tăng cường hợp tác về kinh tế, thương mại, đầu tư và kết nối hạ tầng giao thông trong thời gian tới."
THIRD = "Dịp này, hai Bộ trưởng đã ký Biên bản ghi nhớ về hợp tác đào tạo cán bộ giai đoạn 2024 - 2028 giữa hai nước."
LEAD = "Việt Nam coi trọng củng cố quan hệ hữu nghị truyền thống với các nước láng giềng, Thủ tướng khẳng định tại buổi tiếp."
TITLE = "Thủ tướng tiếp Đoàn đại biểu cấp cao nước bạn"
HEADS = (
    "Hợp tác biên giới Việt - Lào ngày càng thực chất",
    "Khai mạc Kỳ họp Ủy ban liên Chính phủ lần thứ 46",
    "Campuchia mở thêm cửa khẩu quốc tế với Việt Nam",
    "Đại sứ trình Quốc thư lên Chủ tịch nước",
    "Hai nước nâng kim ngạch thương mại lên 5 tỷ USD",
    "Học sinh hai nước giao lưu tại thành phố Vinh",
)
LEADS = tuple(
    f"Sáng {day}/9, lãnh đạo hai tỉnh đã trao đổi về kết quả hợp tác trong {day} tháng đầu năm."
    for day in range(1, 7)
)


def sound(page: HtmlPage) -> HtmlPage:
    for story in page.found.stories:
        for start, end in story.spans:
            assert 0 <= start < end <= len(page.text)
        if story.lead is not None:
            assert story.lead_span is not None
            assert story.lead == page.text[slice(*story.lead_span)]
    return page


def main_text(page: HtmlPage) -> list[str]:
    (main,) = [story for story in page.found.stories if story.kind == "main"]
    return [page.text[a:b] for a, b in (*([main.lead_span] if main.lead_span else []), *main.body_spans)]


def others(page: HtmlPage, kind: str) -> list[str]:
    return [story.title or "" for story in page.found.stories if story.kind == kind]


def test_wordpress_article() -> None:
    page = sound(
        read_html(f"""<!doctype html><html lang="vi-VN"><head><title>{TITLE} - Báo Ví Dụ</title>
    <meta property="article:published_time" content="2024-09-11T08:30:00+00:00"><meta property="og:site_name" content="Báo Ví Dụ">
    </head><body class="post-template single single-post"><header id="masthead"><nav class="main-navigation"><ul>
    <li><a href="/">Trang chủ</a><li><a href="/chinh-tri/">Tin tức chính trị trong nước và quốc tế</a></ul></nav></header>
    <div id="content" class="site-content"><main><article class="post hentry category-doi-ngoai tag-lao">
    <header class="entry-header"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><span class="posted-on">
    <time class="entry-date" datetime="2024-09-11T15:30:00+07:00">11/09/2024</time></span><span class="byline"><a href="/author/x">Minh Anh</a>
    </span></div></header><div class="entry-content"><p><strong>{LEAD}</strong></p><p>{FIRST}</p>
    <figure class="wp-caption"><img src="a.jpg"><figcaption>Thủ tướng và các đại biểu. Ảnh: Văn A</figcaption></figure>
    <div class="related-posts-inline"><h3>Xem thêm</h3><ul><li><a href="/2024/09/hop-tac-bien-gioi-viet-lao/">{HEADS[0]}</a></li></ul></div>
    <p>{SECOND}</p><blockquote>{THIRD}</blockquote></div>
    <footer class="entry-footer"><span class="tags-links"><a href="/tag/quan-he-viet-nam-lao/">quan hệ đặc biệt Việt Nam và Lào</a></span></footer>
    </article><div id="comments" class="comments-area"><p>Bài viết rất hay, mong hai nước ngày càng phát triển hơn nữa trong tương lai gần nhé!</p>
    </div></main><aside id="secondary" class="widget-area"><section class="widget"><h2>Bài viết mới</h2><ul>
    <li><a href="/2024/09/khai-mac-ky-hop/">{HEADS[1]}</a></li><li><a href="/2024/09/campuchia-mo-cua-khau/">{HEADS[2]}</a></li></ul>
    </section></aside></div><footer id="colophon" class="site-footer"><p>© 2024 Báo Ví Dụ. Giấy phép số 1/GP-BTTTT do Bộ cấp ngày 1/1/2020.</p>
    </footer></body></html>""")
    )
    assert page.found.kind == "article"
    assert page.found.outlet == "Báo Ví Dụ"
    assert page.found.language == "vi"
    assert main_text(page) == [LEAD, FIRST, "Thủ tướng và các đại biểu. Ảnh: Văn A", SECOND, THIRD]
    main = next(story for story in page.found.stories if story.kind == "main")
    assert (main.title, main.published, main.credit) == (TITLE, "2024-09-11T15:30", "Minh Anh")
    assert others(page, "link") == [HEADS[0], HEADS[1], HEADS[2]]


def test_wordpress_archive() -> None:
    posts = "".join(
        f'<article class="post"><a href="/2024/09/{n}-bai-viet/"><img src=x></a><h2 class="entry-title">'
        f'<a href="/2024/09/{n}-bai-viet/">{head}</a></h2><span class="cat-links"><a href="/category/doi-ngoai/">Đối ngoại và hội nhập'
        f'</a></span><time datetime="2024-09-0{n + 1}T08:00:00+07:00">{n + 1} Tháng 9, 2024</time><div class="entry-summary"><p>'
        f'{lead} <a href="/2024/09/{n}-bai-viet/" class="more-link">Đọc tiếp</a></p></div></article>'
        for n, (head, lead) in enumerate(zip(HEADS, LEADS, strict=True))
    )
    page = sound(
        read_html(
            f'<body class="archive"><h1 class="page-title">Chuyên mục: Đối ngoại</h1><main>{posts}</main></body>'
        )
    )
    assert page.found.kind == "listing"
    assert others(page, "teaser") == list(HEADS)
    assert [story.published for story in page.found.stories] == [f"2024-09-0{n}" for n in range(1, 7)]


def test_table_layout_of_2005() -> None:
    page = sound(
        read_html(f"""<html><head><title>{TITLE}</title></head><body><table width=780><tr><td colspan=3><img src=logo.gif></td></tr>
    <tr><td width=150><table><tr><td><a href="chinhtri.asp">Chính trị</a></td></tr><tr><td><a href="doingoai.asp">Đối ngoại</a></td></tr></table></td>
    <td><table><tr><td><font size=1>Thứ tư, 14/09/2005, 08:15 GMT+7</font></td></tr><tr><td><b><font size=4>{TITLE}</font></b></td></tr>
    <tr><td><b>{LEAD}</b><br><br>{FIRST}<br><br>{SECOND}<br><br>{THIRD}<br><p align=right><b>Theo TTXVN</b></p></td></tr>
    <tr><td><b>Các tin khác:</b><br>&bull; <a href="view.asp?id=10001">{HEADS[0]}</a> (13/09/2005)<br>
    &bull; <a href="view.asp?id=10002">{HEADS[1]}</a> (12/09/2005)<br>&bull; <a href="view.asp?id=10003">{HEADS[2]}</a> (11/09/2005)</td></tr></table>
    </td><td width=150>Quảng cáo</td></tr></table></body></html>""")
    )
    assert page.found.kind == "article"
    assert main_text(page) == [LEAD, FIRST, SECOND, THIRD]
    main = next(story for story in page.found.stories if story.kind == "main")
    assert (main.title, main.published, main.credit) == (TITLE, "2005-09-14T08:15", "TTXVN")
    links = [story for story in page.found.stories if story.kind == "link"]
    assert [(s.title, s.published) for s in links] == [
        (HEADS[0], "2005-09-13"), (HEADS[1], "2005-09-12"), (HEADS[2], "2005-09-11")
    ]  # fmt: skip


def test_list_of_lines_with_br() -> None:
    rows = "<br><br>".join(
        f'<a href="news.aspx?ID={10000 + n}" class="tieude"><b>{head}</b></a> <i>(0{n + 1}/09/2004)</i><br>{lead}'
        for n, (head, lead) in enumerate(zip(HEADS, LEADS, strict=True))
    )
    page = sound(read_html(f"<html><body><center>{rows}</center></body></html>"))
    assert page.found.kind == "listing"
    assert [(s.kind, s.title, s.lead, s.published) for s in page.found.stories] == [
        ("teaser", head, lead, f"2004-09-0{n}")
        for n, (head, lead) in enumerate(zip(HEADS, LEADS, strict=True), 1)
    ]


def test_amp_article() -> None:
    page = sound(
        read_html(f"""<!doctype html><html amp lang="vi"><head><script type="application/ld+json">{{"@context":"https://schema.org",
    "@graph":[{{"@type":"WebSite","name":"Trang thử"}},{{"@type":["NewsArticle"],"headline":"{TITLE}","datePublished":"2024-09-11T08:30:00Z",
    "author":[{{"@type":"Person","name":"Lê B"}}],"publisher":{{"@type":"Organization","name":"Trang thử"}}}}]}}</script></head><body>
    <amp-sidebar id="sidebar1" layout="nodisplay"><ul><li><a href="/a-b-c">Chính trị</a></li></ul></amp-sidebar>
    <article class="amp-wp-article"><h2 class="amp-wp-title">{TITLE}</h2><div class="amp-wp-article-content"><p>{FIRST}</p>
    <amp-ad width=300 height=250></amp-ad><amp-img src=x></amp-img><p class="amp-caption">Quang cảnh buổi tiếp. Ảnh: TTXVN</p><p>{SECOND}</p>
    <p>{THIRD}</p></div></article></body></html>""")
    )
    assert page.found.kind == "article"
    assert page.found.outlet == "Trang thử"
    assert main_text(page) == [FIRST, "Quang cảnh buổi tiếp. Ảnh: TTXVN", SECOND, THIRD]
    main = page.found.stories[0]
    assert (main.title, main.published, main.credit) == (TITLE, "2024-09-11T15:30", "Lê B")


def test_cards_that_are_links() -> None:
    cards = "".join(
        f'<a class="card" href="/bai-{n}00123.html"><div class="thumb"><img></div><div class="card-body"><h3>{head}</h3><p>{lead}</p>'
        f"<small>0{n + 1}/09/2024 07:0{n}</small></div></a>"
        for n, (head, lead) in enumerate(zip(HEADS, LEADS, strict=True))
    )
    page = sound(read_html(f'<body><div class="grid">{cards}</div></body>'))
    assert [(s.kind, s.title, s.lead, s.published) for s in page.found.stories] == [
        ("teaser", head, lead, f"2024-09-0{n + 1}T07:0{n}")
        for n, (head, lead) in enumerate(zip(HEADS, LEADS, strict=True))
    ]


def test_headings_and_paragraphs_as_siblings() -> None:
    rows = "".join(
        f'<h3><a href="/tin-{n}-56789.htm">{head}</a></h3><p>{lead}</p>'
        for n, (head, lead) in enumerate(zip(HEADS, LEADS, strict=True))
    )
    page = sound(read_html(f"<body><div>{rows}</div></body>"))
    assert page.found.kind == "listing"
    assert [(s.title, s.lead) for s in page.found.stories] == list(zip(HEADS, LEADS, strict=True))


def test_definition_list() -> None:
    rows = "".join(
        f'<dt><a href="/tin-{n}-56789.htm">{head}</a></dt><dd>{lead}</dd>'
        for n, (head, lead) in enumerate(zip(HEADS, LEADS, strict=True))
    )
    page = sound(read_html(f"<body><dl>{rows}</dl></body>"))
    assert [(s.title, s.lead) for s in page.found.stories] == list(zip(HEADS, LEADS, strict=True))


def test_div_soup_without_any_class() -> None:
    rows = "".join(
        f'<div><div><a href="/x/{n}77777"><img></a></div><div><div><a href="/x/{n}77777">{head}</a></div><div>0{n + 1}/09/2024</div>'
        f"<div>{lead}</div></div></div>"
        for n, (head, lead) in enumerate(zip(HEADS, LEADS, strict=True))
    )
    page = sound(read_html(f"<body><div>{rows}</div></body>"))
    assert [(s.title, s.lead, s.published) for s in page.found.stories] == [
        (head, lead, f"2024-09-0{n}") for n, (head, lead) in enumerate(zip(HEADS, LEADS, strict=True), 1)
    ]


def test_links_between_paragraphs_leave_the_paragraphs_alone() -> None:
    page = sound(
        read_html(f"""<body><h1>{TITLE}</h1><div class="time">05/03/2026 08:12</div><h2 class="sapo">(Chinhphu.vn) - {LEAD}</h2>
    <div class="noidung"><p>{FIRST}</p><p><a href="/hop-tac-bien-gioi-1234567.htm">{HEADS[0]}</a></p><p>{SECOND}</p>
    <p>&gt;&gt;&gt; <a href="/khai-mac-1234568.htm">{HEADS[1]}</a></p><p>Theo <a href="/nghi-quyet-9999999.htm">Nghị quyết</a> {THIRD}</p>
    <p style="text-align:right">Nguyễn Văn A</p></div></body>""")
    )
    main = next(story for story in page.found.stories if story.kind == "main")
    assert main_text(page) == [LEAD, FIRST, SECOND, f"Theo Nghị quyết {THIRD}"]
    assert (main.published, main.credit) == ("2026-03-05T08:12", "Nguyễn Văn A")
    assert others(page, "link") == [HEADS[0], HEADS[1]]
    assert others(page, "teaser") == []


def test_one_story_in_two_places_is_one_story_and_the_fuller_stays() -> None:
    page = sound(
        read_html(f"""<body><ul><li><a href="/a-111111.htm">{HEADS[0]}</a></li><li><a href="/b-111112.htm">{HEADS[1]}</a></li></ul>
    <div><div class="item"><h3><a href="/a-111111.htm?utm_source=home">{HEADS[0]}</a></h3><p>{LEADS[0]}</p></div>
    <div class="item"><h3><a href="/c-111113.htm">{HEADS[2]}</a></h3><p>{LEADS[2]}</p></div></div></body>""")
    )
    assert [(s.kind, s.title) for s in page.found.stories] == [
        ("link", HEADS[1]),
        ("teaser", HEADS[0]),
        ("teaser", HEADS[2]),
    ]


def test_menus_footers_and_tags_are_no_stories() -> None:
    page = sound(
        read_html(f"""<body><div class="menu-top"><a href="/chinh-sach-va-phat-trien-ben-vung">Chính sách và phát triển bền vững</a></div>
    <div class="list-tags"><a href="/bien-gioi-viet-nam-lao-12345">biên giới Việt Nam Lào hữu nghị</a></div>
    <p><a href="/tag/hop-tac-viet-lao-12345">hợp tác Việt Nam Lào Campuchia</a></p><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>
    <div class="footer"><a href="/gioi-thieu-ve-toa-soan-12345.htm">Giới thiệu về tòa soạn và ban biên tập</a>
    <p>Ghi rõ nguồn khi phát hành lại thông tin từ trang này dưới mọi hình thức.</p></div></body>""")
    )
    assert [story.kind for story in page.found.stories] == ["main"]
    assert main_text(page) == [FIRST, SECOND, THIRD]


def test_scripts_styles_hidden_parts_and_comments_are_not_seen() -> None:
    page = read_html("""<p>Một</p><script>var a = "Hai";</script><style>p{}</style><noscript>Ba</noscript><template>Bốn</template><!-- Năm -->
    <p hidden>Sáu</p><p style="color:red; display: none">Bảy</p><p style="display:none-ish">Tám</p><svg><title>Chín</title></svg><p>M&#432;ời&nbsp;một</p>""")
    assert page.text == "Một\nTám\nMười một"


def test_empty_and_strange_pages() -> None:
    for html in (
        "",
        " ",
        "<",
        "<html>",
        "<a",
        "</p>",
        "<!--",
        "<table><table>",
        "\x00",
        "<h1></h1>",
        "<p>&#xD800;",
        '<p " =a>x</p>',
    ):
        page = sound(read_html(html))
        assert page.found.kind == "listing"
        assert not re.search("[\ud800-\udfff]", page.text)


def test_deep_nesting() -> None:
    page = sound(read_html("<div>" * 50_000 + f"<p>{FIRST}</p>"))
    assert page.text == FIRST


def test_thousands_of_attributes() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    assert read_html(f"<p {attributes}>{FIRST}</p>").text == FIRST


def test_page_of_which_only_the_metadata_says_that_it_is_an_article() -> None:
    page = sound(
        read_html(f"""<head><meta property="article:published_time" content="2024-09-11T08:30"><meta property="og:title" content="{TITLE}">
    </head><body><h1>{TITLE}</h1><div class="sapo">{LEAD}</div></body>""")
    )
    assert page.found.kind == "article"
    assert main_text(page) == [LEAD]
