"""Small captures about one little world, that touch and overlap in every way that the record has to settle.

Visits reported before, during and after; talks within them; sessions of a committee under two spellings; a figure with and
without its growth; promises said again and kept; namesakes and near-spellings; one text in two papers; rows without a time.
"""

# ruff: noqa: E501  # a lead reads best on one line

from __future__ import annotations

import json
import re
from hashlib import sha256

from banggiao.model import Capture
from banggiao.record.statements import Taken, take

_LEADS: tuple[tuple[str, str, str | None], ...] = (
    # a visit before, during and after, with its talks
    ("Tổng Bí thư, Chủ tịch nước Tô Lâm sẽ thăm cấp Nhà nước tới Lào",
     "Tổng Bí thư, Chủ tịch nước Tô Lâm sẽ thăm cấp Nhà nước tới Lào từ ngày 11 đến 12/7/2024.", "2024-07-08T09:00"),
    ("Chủ tịch nước Tô Lâm thăm cấp Nhà nước tới Lào",
     "Chủ tịch nước Tô Lâm bắt đầu thăm cấp Nhà nước tới Lào từ ngày 11 đến 12/7/2024.", "2024-07-11T08:30"),
    ("Chủ tịch nước Tô Lâm hội đàm với Tổng Bí thư, Chủ tịch nước Lào Thongloun Sisoulith",
     "Sáng 11/7, tại Viêng Chăn, Chủ tịch nước Tô Lâm hội đàm với Tổng Bí thư, Chủ tịch nước Lào Thongloun Sisoulith.", "2024-07-11T12:00"),
    ("Chủ tịch nước Tô Lâm hội kiến Thủ tướng Lào Sonexay Siphandone",
     "Chiều 11/7, Chủ tịch nước Tô Lâm hội kiến Thủ tướng Lào Sonexay Siphandone.", "2024-07-11T17:00"),
    ("Chủ tịch nước Tô Lâm gặp Thủ tướng Lào Sonexay Siphandon",
     "Chiều 11/7/2024, tại Viêng Chăn, Chủ tịch nước Tô Lâm đã gặp Thủ tướng Lào Sonexay Siphandon.", None),
    ("Chủ tịch nước Tô Lâm thăm Campuchia",
     "Chiều 12/7, Chủ tịch nước Tô Lâm đến Phnôm Pênh, bắt đầu thăm cấp Nhà nước tới Campuchia từ ngày 12 đến 13/7/2024.", "2024-07-12T18:00"),
    ("Thủ tướng Campuchia Hun Manet hội kiến Chủ tịch nước Tô Lâm",
     "Chiều 12/7, Chủ tịch nước Tô Lâm hội kiến Thủ tướng Campuchia Samdech Hun Manet.", "2024-07-12T20:00"),
    # a committee under two spellings, its session planned, held, and known by number alone
    ("Sẽ tổ chức Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Việt Nam - Lào",
     "Hai bên nhất trí sẽ tổ chức Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Việt Nam - Lào vào tháng 1/2024 tại Hà Nội.", "2023-12-02"),
    ("Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Việt Nam - Lào",
     "Ngày 7/1/2024, tại Hà Nội, Thủ tướng Phạm Minh Chính và Thủ tướng Lào Sonexay Siphandone đồng chủ trì Kỳ họp lần thứ 46 "
     "Ủy ban liên Chính phủ Việt Nam - Lào.", "2024-01-07T15:00"),
    ("Bế mạc Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Lào - Việt Nam",
     "Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Lào - Việt Nam đã bế mạc ngày 8/1/2024.", "2024-01-08T18:00"),
    ("Kỳ họp lần thứ 47 Ủy ban liên Chính phủ Việt Nam - Lào",
     "Ngày 9/1/2025, tại Viêng Chăn, Thủ tướng Phạm Minh Chính và Thủ tướng Lào Sonexay Siphandone đồng chủ trì Kỳ họp lần thứ 47 "
     "Ủy ban liên Chính phủ Việt Nam - Lào.", "2025-01-09T15:00"),
    # a figure with its growth, without, rounded, a year before, a target and what fulfils it
    ("Kim ngạch thương mại Việt Nam - Lào tăng",
     "Kim ngạch thương mại giữa Việt Nam và Lào 7 tháng đầu năm 2024 đạt 1,1 tỷ USD, tăng 16,7% so với cùng kỳ.", "2024-08-20"),
    ("Thương mại Việt - Lào", "7 tháng đầu năm 2024, kim ngạch thương mại Việt Nam - Lào đạt 1,12 tỷ USD.", "2024-08-22"),
    ("Thương mại Việt - Lào năm trước",
     "Kim ngạch thương mại giữa Việt Nam và Lào 7 tháng đầu năm 2023 đạt 700 triệu USD.", "2023-08-20"),
    ("Phấn đấu 2 tỷ USD", "Hai bên nhất trí phấn đấu đưa kim ngạch thương mại Việt Nam - Lào đạt 2 tỷ USD vào năm 2025.", "2023-01-12"),
    ("Kim ngạch 11 tháng vượt 2 tỷ USD", "Kim ngạch thương mại giữa Việt Nam và Lào 11 tháng đầu năm 2023 đạt 2,05 tỷ USD.", "2024-01-05"),
    ("Kim ngạch vượt 2 tỷ USD", "Kim ngạch thương mại giữa Việt Nam và Lào năm 2024 đạt 2,2 tỷ USD, tăng 34%.", "2025-01-10"),
    # promises said again, kept, and a document signed
    ("Việt Nam và Lào nhất trí tăng cường hợp tác",
     "Việt Nam và Lào nhất trí tăng cường hợp tác kết nối giao thông, phối hợp chặt chẽ triển khai tuyến đường sắt Viêng Chăn - Vũng Áng "
     "và cao tốc Hà Nội - Viêng Chăn.", "2023-04-10"),
    ("Việt Nam và Lào tiếp tục hợp tác",
     "Việt Nam và Lào nhất trí tiếp tục tăng cường hợp tác kết nối giao thông, phối hợp chặt chẽ triển khai tuyến đường sắt Viêng Chăn - "
     "Vũng Áng và cao tốc Hà Nội - Viêng Chăn.", "2024-04-15"),
    ("Hai bên nhất trí sớm ký Hiệp định Thương mại mới giữa Việt Nam và Lào",
     "Việt Nam và Lào nhất trí sớm ký Hiệp định Thương mại Việt Nam - Lào trong năm 2024.", "2024-01-07"),
    ("Ký Hiệp định Thương mại Việt Nam - Lào",
     "Ngày 8/4/2024, tại Viêng Chăn, Bộ trưởng Bộ Công Thương Nguyễn Hồng Diên và Bộ trưởng Công Thương Lào Malaithong Kommasith ký "
     "Hiệp định Thương mại Việt Nam - Lào.", "2024-04-08T14:00"),
    # namesakes, near-spellings, one without country or time
    ("Thứ trưởng Bộ Ngoại giao Nguyễn Minh Vũ tiếp Đại sứ Lào",
     "Ngày 5/3/2024, Thứ trưởng Bộ Ngoại giao Nguyễn Minh Vũ tiếp Đại sứ Lào Khamphao Ernthavanh.", "2024-03-05T16:00"),
    ("Bí thư Tỉnh ủy Nghệ An Nguyễn Minh Vũ tiếp Đại sứ Lào Khamphao Ernthavan",
     "Ngày 6/3/2024, Bí thư Tỉnh ủy Nghệ An Nguyễn Minh Vũ tiếp Đại sứ Lào Khamphao Ernthavan.", "2024-03-06T16:00"),
    ("Ông Nguyễn Minh Vũ gặp Đại sứ Khamphao Ernthavanh", "Ông Nguyễn Minh Vũ gặp bà Khamphao Ernthavanh ngày 6/3/2024.", None),
    ("Chủ tịch Quốc hội Saysomphone Phomvihane thăm Việt Nam",
     "Chủ tịch Quốc hội Lào Saysomphone Phomvihane thăm chính thức Việt Nam từ ngày 4 đến 7/12/2023.", "2023-12-04"),
    ("Chủ tịch Quốc hội Lào Xaysomphone Phomvihane thăm Việt Nam",
     "Chủ tịch Quốc hội Lào Xaysomphone Phomvihane thăm chính thức Việt Nam từ ngày 5/12/2023.", "2023-12-05"),
    ("Bộ trưởng Lào Khamsouk Phommalath thăm Huế", "Ngày 9/5/2024, Bộ trưởng Lào Khamsouk Phommalath thăm Thừa Thiên Huế.", "2024-05-09"),
    ("Tổng Lãnh sự Lào Khamsook Phommalath thăm Huế", "Ngày 9/5/2024, Tổng Lãnh sự Lào Khamsook Phommalath thăm Thừa Thiên Huế.", "2024-05-09"),
    # set phrases
    ("Quan hệ Việt Nam - Lào", "Vun đắp quan hệ hữu nghị vĩ đại, đoàn kết đặc biệt và hợp tác toàn diện Việt Nam - Lào.", "2022-07-18"),
    ("Quan hệ Việt - Lào", "Quan hệ hữu nghị vĩ đại, đoàn kết đặc biệt và hợp tác toàn diện Việt Nam - Lào ngày càng đi vào chiều sâu.", None),
    ("Hữu nghị Việt - Lào", "Giữ gìn quan hệ hữu nghị vĩ đại, đoàn kết đặc biệt và hợp tác toàn diện Việt Nam - Lào.", "2023-09-05"),
    ("Thắm tình Việt - Lào", "Phát huy quan hệ hữu nghị vĩ đại, đoàn kết đặc biệt và hợp tác toàn diện Việt Nam - Lào.", "2024-10-10"),
)  # fmt: skip

#: Leads that another outlet prints again, with a word more or less: one voice with two carriers.
_COPIED = (1, 8, 11, 18, 22)
#: Leads of which the same bytes were found in two places, and when.
_TWICE = {4: "2024-07-12", 23: "2024-03-07", 29: "2023-01-01"}


def _capture(source: str, url: str, title: str, lead: str, published: str | None, captured: str | None = None) -> Capture:
    fields = {"url": url, "title": title, "lead": lead} | ({"published": published} if published else {})
    content = json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()
    return Capture(source, content, "row", sha256(content).hexdigest(), url, captured, fields)


def captures() -> list[Capture]:
    """All captures, each with where it was found; some are the same bytes."""
    out = []
    for at, (title, lead, published) in enumerate(_LEADS):
        url = f"https://baochinhphu.vn/{at}.htm"
        out.append(_capture(f"leads.csv#{at}", url, title, lead, published))
        if at in _COPIED:
            out.append(_capture(f"others.csv#{at}", f"https://nhandan.vn/{at}.html", title, f"{lead} (TTXVN)", published))
        if at in _TWICE:
            out.append(_capture(f"again.csv#{at}", url, title, lead, published, _TWICE[at]))
            out.append(_capture(f"leads.csv#{at}", url, title, lead, published, "2026-02-01"))
    return out


#: What the record keeps of each capture, read once for all tests.
TAKENS: tuple[Taken, ...] = tuple(take(capture) for capture in captures())


def over_years(years: int) -> tuple[Taken, ...]:
    """The same world told again of so many earlier years, for tests that need a record to grow."""
    out = []
    for back in range(years):
        for one in captures():
            fields = {name: _back(text, back) for name, text in one.fields.items()}
            fields["url"] = f"{fields['url']}?{back}"
            out.append(
                take(_capture(f"{one.source}-{back}", fields["url"], fields["title"], fields["lead"], fields.get("published")))
            )
    return tuple(out)


def _back(text: str, years: int) -> str:
    return _YEAR.sub(lambda match: str(int(match[0]) - years), text)


_YEAR = re.compile(r"20[12]\d(?!\d)")
