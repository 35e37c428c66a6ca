"""Layouts of the publishing systems of provincial papers and portals; all texts are made up for these tests."""

# ruff: noqa: E501 - a page in a test is easier to compare with a real one when its lines stay whole

from __future__ import annotations

import pytest

from banggiao.stories.labels import is_imprint, label_kinds
from banggiao.stories.markup import HtmlPage, read_html
from banggiao.stories.stamps import better, leading_stamp, stamp_of

TITLE = "Điện Biên và ba tỉnh Bắc Lào bàn chuyện cửa khẩu"
LEAD = "Sáng 10/9, tại thành phố Điện Biên Phủ, lãnh đạo tỉnh làm việc với đoàn đại biểu ba tỉnh Bắc Lào."
FIRST = "Hai bên trao đổi về kết quả hợp tác quản lý biên giới, giao thương và đào tạo cán bộ trong thời gian qua."
SECOND = "Trưởng đoàn Lào đề nghị tỉnh bạn sớm nâng cấp tuyến đường nối hai cửa khẩu để hàng hóa đi lại thuận lợi hơn."
LAST = "Dịp này, đoàn đã tới thăm các sinh viên Lào đang theo học tại Trường Cao đẳng của tỉnh."
HEADS = (
    "Bộ đội Biên phòng hai bên tuần tra song phương",
    "Trao học bổng cho sinh viên Lào tại Điện Biên",
    "Khai trương chợ phiên biên giới Tây Trang",
)
ADDRESSES = ("/x/tin-1", "/x/tin-2", "/x/tin-3")


def story_texts(page: HtmlPage) -> list[str]:
    (main,) = [story for story in page.found.stories if story.kind == "main"]
    for start, end in main.spans:
        assert 0 <= start < end <= len(page.text)
    return [page.text[a:b] for a, b in (*([main.lead_span] if main.lead_span else []), *main.body_spans)]


def head(page: HtmlPage) -> tuple[str | None, str | None, str | None]:
    (main,) = [story for story in page.found.stories if story.kind == "main"]
    return main.title, main.published, main.credit


def links(page: HtmlPage) -> list[tuple[str | None, str | None]]:
    return [(story.title, story.published) for story in page.found.stories if story.kind == "link"]


def test_portal_of_web_parts() -> None:
    others = "".join(
        f'<tr><td><img src="dot.gif"> <a href="{to}">{title}</a> <span class="ngaydang">(0{day}/09)</span></td></tr>'
        for day, (to, title) in enumerate(zip(ADDRESSES, HEADS, strict=True), 7)
    )
    page = read_html(f"""<html><head><title>Cổng thông tin điện tử tỉnh</title></head><body><form id="aspnetForm"></form>
    <table><tr><td><a href="/">Trang chủ</a></td><td><a href="/tin">Tin tức - Sự kiện</a></td></tr></table>
    <div id="ctl00_m_g_1"><span id="ctl00_lblTieuDe" class="TieuDeTin">{TITLE}</span>
    <div><span id="ctl00_lblNgay">Ngày đăng: 11/09/2021 20:15</span></div>
    <div id="ctl00_NoiDung"><div><strong>{LEAD}</strong></div><div><span>{FIRST}</span></div><div><span>{SECOND}</span></div>
    <div><span>{LAST}</span></div><div align="right"><strong>Hà Mẫu - Lò Mẫu</strong></div></div>
    <table><tr><td>In trang | Gửi email | Quay lại</td></tr></table>
    <table><tr><td><b>Các tin khác:</b></td></tr>{others}</table>
    <div>Bản quyền thuộc về Văn phòng Ủy ban nhân dân tỉnh, số 1 đường Mẫu</div></div></body></html>""")
    assert head(page) == (TITLE, "2021-09-11T20:15", "Hà Mẫu - Lò Mẫu")
    assert story_texts(page) == [LEAD, FIRST, SECOND, LAST]
    assert links(page) == [(HEADS[0], "--09-07"), (HEADS[1], "--09-08"), (HEADS[2], "--09-09")]


def test_one_cell_with_line_breaks_and_the_time_below() -> None:
    page = read_html(f"""<html><head><title>Bao Dien Tu - Tin trong tinh</title></head><body>
    <center><a href="/">Trang chủ</a> | <a href="/ct">Chính trị</a> | <a href="/kt">Kinh tế</a> | <a href="/lh">Liên hệ</a></center>
    <table width="100%"><tr><td><b><font size="4" color="red">{TITLE}</font></b><br><br><b>{LEAD}</b><br><br>{FIRST}<br><br>
    {SECOND}<br><br>{LAST}<br><br><i>Theo Báo Điện Biên Phủ</i><br>Cập nhật: 11/09/2021 20:15<br>
    Lượt xem: 312<br><a href="#">Về đầu trang</a> | <a href="?in=1">Bản in</a> | Gửi cho bạn bè</td></tr>
    <tr><td><b>Tin đã đưa</b><br>- 08/09: <a href="{ADDRESSES[0]}">{HEADS[0]}</a><br>- 07/09: <a href="{ADDRESSES[1]}">{HEADS[1]}</a></td></tr>
    </table></body></html>""")
    assert head(page) == (TITLE, "2021-09-11T20:15", "Báo Điện Biên Phủ")
    assert story_texts(page) == [LEAD, FIRST, SECOND, LAST]
    assert links(page) == [(HEADS[0], "--09-08"), (HEADS[1], "--09-07")]


def test_content_tables_with_pager() -> None:
    page = read_html(f"""<html lang="vi-vn"><head><title>{TITLE}</title></head><body>
    <div id="wrap"><ul class="mainmenu"><li><a href="/">Trang nhất</a></li></ul><table class="contentpaneopen">
    <tr><td class="contentheading">{TITLE}</td></tr><tr><td class="createdate">Thứ bảy, 11 Tháng 9 2021 20:15</td></tr>
    <tr><td><p>{LEAD}</p><p>{FIRST}</p><p><strong>Xem thêm:</strong></p><p><a href="{ADDRESSES[2]}">{HEADS[2]}</a></p><p>{SECOND}</p>
    <p>{LAST}</p><p style="text-align:right">Bài, ảnh: Quàng Mẫu</p></td></tr></table>
    <ul class="pagination pagenav"><li class="previous"><a href="{ADDRESSES[0]}" rel="prev">&laquo; {HEADS[0]}</a></li>
    <li class="next"><a href="{ADDRESSES[1]}" rel="next"><span>Bài sau</span> {HEADS[1]}</a></li></ul>
    <ul class="pagination"><li><a href="?page=2" rel="next">Xem trang kế tiếp của mục này</a></li></ul></div></body></html>""")
    assert head(page) == (TITLE, "2021-09-11T20:15", "Quàng Mẫu")
    assert story_texts(page) == [LEAD, FIRST, SECOND, LAST]
    assert [title for title, _ in links(page)] == [HEADS[2], HEADS[0], HEADS[1]]


def test_portlet_with_marked_time_and_a_by_line_in_a_cell() -> None:
    page = read_html(f"""<!doctype html><html><head><title>Sở Ngoại vụ » {TITLE}</title></head><body>
    <div class="portlet-topper"><span>Tin hoạt động</span></div><div class="portlet-body"><div class="chitiet">
    <h3 class="tentin">{TITLE}</h3><p class="thongtin"><time datetime="2021-09-11T20:15:00+07:00">11/09/2021</time> Lượt xem: 25</p>
    <table><tr><td>{LEAD}</td></tr><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr><tr><td>{LAST}</td></tr>
    <tr><td align="right">Lò Thị Mẫu (tổng hợp)</td></tr><tr><td>Cỡ chữ A- A+ Chia sẻ Facebook</td></tr></table>
    <p>Từ khóa: <a href="/tag/lao">Lào</a>, <a href="/tag/bien-gioi">biên giới</a></p>
    <p>Trang thông tin Sở Ngoại vụ, songoaivu.example.vn</p></div></div></body></html>""")
    assert head(page) == (TITLE, "2021-09-11T20:15", "Lò Thị Mẫu (tổng hợp)")
    assert story_texts(page) == [LEAD, FIRST, SECOND, LAST]


def test_interview_keeps_its_subheads_and_loses_its_labels() -> None:
    page = read_html(f"""<body><h1>{TITLE}</h1><p>{LEAD}</p><h2>Kinh tế</h2><p>{FIRST}</p><p>Quảng cáo</p><p>Trả lời:</p><p>{SECOND}</p>
    <p>Xem thêm</p><p><a href="{ADDRESSES[0]}">{HEADS[0]}</a></p><p>Lưu ý:</p><p>{LAST}</p><p>{FIRST}</p><p>Ý kiến bạn đọc</p><p>Gửi phản hồi</p>
    </body>""")
    assert story_texts(page) == [LEAD, "Kinh tế", FIRST, "Trả lời:", SECOND, "Lưu ý:", LAST, FIRST]


def test_list_with_day_and_month_badges() -> None:
    rows = "".join(
        f'<div class="col post-item"><a href="{to}"><div class="badge"><span class="day">0{day}</span><br><span class="month">Th9</span></div>'
        f"<h5>{title}</h5></a><p>{LEAD if day == 1 else FIRST}</p></div>"
        for day, (to, title) in enumerate(zip(ADDRESSES, HEADS, strict=True), 1)
    )
    page = read_html(f"<body><h1>Tin biên giới trong tỉnh năm nay</h1><div class='row'>{rows}</div></body>")
    assert page.found.kind == "listing"
    assert [(s.title, s.published, s.published_basis) for s in page.found.stories] == [
        (title, f"--09-0{day}", None) for day, title in enumerate(HEADS, 1)
    ]


def test_lines_under_month_headings_and_leads_that_begin_with_a_day() -> None:
    page = read_html(f"""<body><h2>Tháng 9/2021</h2><ul><li>10/09 <a href="{ADDRESSES[0]}">{HEADS[0]}</a></li>
    <li>04/09 <a href="{ADDRESSES[1]}">{HEADS[1]}</a></li></ul><h2>Tháng 8/2021</h2>
    <div><h4><a href="{ADDRESSES[2]}">{HEADS[2]}</a></h4><p>30/08/2021 - {LEAD}</p></div></body>""")
    assert links(page) == [(HEADS[0], "--09-10"), (HEADS[1], "--09-04")]
    (teaser,) = [story for story in page.found.stories if story.kind == "teaser"]
    assert (teaser.lead, teaser.published) == (LEAD, "2021-08-30")


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("(09/09)", "--09-09"), ("13/12", "--12-13"), ("ngày 4/9", "--09-04"), ("Thứ bảy, 11/09", "--09-11"), ("04 Th9", "--09-04"),
        ("08:30 13/12", "--12-13T08:30"), ("31 Oct", "--10-31"), ("16:12 | 10/09/2024", "2024-09-10T16:12"),
        ("Tháng 12/2023", None), ("4/9", None), ("31/02", None), ("10-12", None), ("2023 - 2024", None), ("Khoảng 13/12", None),
    ],
)  # fmt: skip
def test_printed_stamps(line: str, stamp: str | None) -> None:
    assert stamp_of(line) == stamp


def test_a_bare_day_is_a_stamp_where_a_class_says_so() -> None:
    assert stamp_of("4/9", "tin-ngay") == "--09-04"
    assert better("--09-04", "2021-09-04") == "2021-09-04"
    assert better("2021-09-04T08:00", "2021-09-04") == "2021-09-04T08:00"
    assert better(None, "--09-04") == "--09-04"
    line = "17/09/2024 - Ông Hà Vĩ trình Quốc thư"
    stamp, at = leading_stamp(line, 0, len(line))
    assert (stamp, line[at:]) == ("2024-09-17", "Ông Hà Vĩ trình Quốc thư")
    assert leading_stamp("Sáng 17/9 - ngày hội", 0, 20) == (None, 0)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Các tin đã đưa:", {"related"}), ("Về đầu trang | Bản in", {"button"}), ("In bài viết Gửi email", {"button"}),
        ("Bản in | Gửi cho bạn bè | Đọc thử", {"button"}), ("Thương mại hai chiều tăng mạnh", set()), (FIRST, set()),
    ],
)  # fmt: skip
def test_labels(line: str, kinds: set[str]) -> None:
    assert label_kinds(line) == kinds


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Bản tin Đối ngoại - bản dựng thử, bantin.example.vn", True), ("© 2005 Báo Mẫu", True), ("Điện thoại: 0243 000 000", True),
        ("Cổng tin Mẫu. congtin.example.vn. Giữ bản quyền nội dung.", True), ("Giấy phép số 1/GP-TTĐT cấp ngày 1/1/2010", True),
        ("Văn phòng Chính phủ cho biết hai bên đã ký", False), ("Tổng Biên tập Báo Mẫu tiếp đoàn Lào", False), (LAST, False),
        ("Hai bên ra mắt trang tin. Độc giả có thể xem thêm tại laovietnam.example.vn", False),
    ],
)  # fmt: skip
def test_imprints(line: str, is_one: bool) -> None:
    assert is_imprint(line) is is_one
