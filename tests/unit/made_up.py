"""A reading made by hand, for tests of what is done with readings."""

from __future__ import annotations

from pathlib import Path

from banggiao.errors import CaptureError
from banggiao.model import (
    Agreement,
    Capture,
    Commitment,
    Date,
    Event,
    Evidence,
    Figure,
    Formula,
    Page,
    Participant,
    Person,
    Reading,
    Session,
    Span,
    Story,
)

TITLE = "Thủ tướng tiếp Bộ trưởng <Ngoại giao> Lào"
LEAD = "Chiều 5/3, Thủ tướng Phạm Minh Chính tiếp Bộ trưởng Ngoại giao Lào Thongsavanh Phomvihane."
BODY = (
    "Hai bên nhất trí phấn đấu kim ngạch 5 tỷ USD; bảy tháng đầu năm đạt 1,1 tỷ USD, tăng 16,7%. "
    "Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Việt Nam - Lào vun đắp quan hệ hữu nghị vĩ đại, "
    "ký Hiệp định thương mại."
)
SECOND = "Thủ tướng tiếp khách Lào"
TEXT = f"Trang chủ | Video\n{TITLE}\n05/03/2025 18:30\n{LEAD}\n{BODY}\nTin liên quan\n{SECOND}\n© Báo"


def span(part: str) -> Span:
    start = TEXT.index(part)
    return start, start + len(part)


def quote(part: str, rule: str, story: str = "s1") -> Evidence:
    return Evidence(story, *span(part), part, rule)


MAIN = Story(
    id="s1", kind="main", title=TITLE, lead=LEAD, body=BODY, title_span=span(TITLE), lead_span=span(LEAD),
    body_spans=(span(BODY),), published="2025-03-05T18:30", published_basis="stated", credit="TTXVN",
)  # fmt: skip
LINK = Story("s2", "link", SECOND, None, None, span(SECOND), None, ())
DAY = Date("2025-03-05", "2025-03-05", "day", "inferred", "only 5/3 is printed; the page is of 05/03/2025")
CHINH = Participant("Phạm Minh Chính", "VN", "host")
GUEST = Participant("Thongsavanh Phomvihane", "LA", "guest")


PEOPLE = (
    Person("s1", CHINH.name, "VN", ("Thủ tướng Chính phủ",), (quote(CHINH.name, "name after office"),)),
    Person(
        "s1", GUEST.name, "LA", ("Bộ trưởng Bộ Ngoại giao",), (quote(GUEST.name, "name after office"),),
        ("T. Phomvihane",),
    ),
)  # fmt: skip
EVENTS = (
    Event(
        "s1", "reception", "held", None, "in_person", DAY, "Hà Nội", ("VN", "LA"), (CHINH, GUEST), None, None,
        (quote(LEAD, "somebody receives a guest"),),
    ),
    Event(
        "s2", "reception", "planned", "official", "online", None, None, ("VN", "LA"), (), "Ủy ban", 46,
        (quote(SECOND, "somebody receives a guest", "s2"),),
    ),
)  # fmt: skip
FIGURES = (
    Figure(
        "s1", "trade", 1_100_000_000.0, "USD", ("VN", "LA"), Date("2025-01", "2025-07", "month", "derived"),
        16.7, False, (quote("đạt 1,1 tỷ USD, tăng 16,7%", "level and growth"),), "2024",
    ),
    Figure(
        "s1", "trade", 5_000_000_000.0, "USD", ("VN", "NO"), None, None, True,
        (quote("kim ngạch 5 tỷ USD", "goal"), quote("đạt 1,1 tỷ USD", "goal, said again")),
    ),
)  # fmt: skip
COMMITMENT = Commitment(
    "s1", "agree", ("VN", "LA"), "phấn đấu kim ngạch 5 tỷ USD", None,
    (quote("Hai bên nhất trí phấn đấu kim ngạch 5 tỷ USD", "both sides agree"),),
)  # fmt: skip
SESSION = Session("s1", "Ủy ban liên Chính phủ Việt Nam - Lào", 46, (quote("lần thứ 46", "session"),))
AGREEMENT = Agreement(
    "s1", "Hiệp định thương mại", "agreement", "signed", DAY, ("VN", "LA"),
    (quote("Hiệp định thương mại", "document"),),
)  # fmt: skip
FORMULA = Formula("s1", "hữu nghị vĩ đại", "relation", ("VN", "LA"), (quote("hữu nghị vĩ đại", "phrase"),))


def reading(source: str = "pages/made-up.txt") -> Reading:
    page = Page(source, TEXT, "article", (MAIN, LINK), language="vi", outlet="Báo <Thử>")
    return Reading(
        page, PEOPLE, EVENTS, FIGURES, (COMMITMENT,), (SESSION,), (AGREEMENT,), (FORMULA,)
    )


def read_capture(capture: Capture) -> Reading:
    """Stands in for the reader: the made-up reading of every page but one that says it is broken."""
    if b"broken" in capture.content:
        raise CaptureError(capture.source, "made up to fail")
    return reading(Path(capture.source).name)
