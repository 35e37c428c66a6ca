"""From a capture to its page: text as it came, a row's parts joined, HTML rendered."""

from __future__ import annotations

from banggiao.capture import capture_bytes
from banggiao.model import Capture, Page
from banggiao.pages.language import language_of
from banggiao.pages.outlets import outlet_of
from banggiao.stories import open_page

LEAD = "(Chinhphu.vn) - Sáng 9/1, Thủ tướng đến Viêng Chăn, bắt đầu chuyến thăm chính thức nước CHDCND Lào."


def page_of(content: str, name: str) -> Page:
    (capture,) = capture_bytes(content.encode(), name, name=name, captured="2025-01-10")
    assert isinstance(capture, Capture)
    return open_page(capture)


def test_text_is_exactly_what_was_decoded() -> None:
    text = "Dòng một\r\n\r\n  Ðại hội\u200b đến\u00a0nay \x00\n"
    page = page_of(text * 30, "trang.txt")
    assert page.text == text * 30
    assert page.language == "vi"
    assert page.captured == "2025-01-10"


def test_a_row_is_an_article_with_one_main_story() -> None:
    page = page_of(
        '{"title": "Thủ tướng thăm Lào", "lead": "' + LEAD + '", "text": "Đoạn một.\\n\\n Đoạn hai.\\nMinh Anh", '
        '"published": "09/01/2025 08:10", "url": "https://vi.du/1.htm"}',
        "bai.jsonl",
    )
    assert page.text == f"Thủ tướng thăm Lào\n\n{LEAD}\n\nĐoạn một.\n\n Đoạn hai.\nMinh Anh"
    assert (page.kind, page.url, page.source) == ("article", "https://vi.du/1.htm", "bai.jsonl#1")
    (story,) = page.stories
    assert (story.id, story.kind, story.title) == ("s1", "main", "Thủ tướng thăm Lào")
    assert story.lead == LEAD.removeprefix("(Chinhphu.vn) - ")
    assert (story.published, story.published_basis) == ("2025-01-09T08:10", "stated")
    assert [page.text[a:b] for a, b in story.body_spans][:2] == ["Đoạn một.", "Đoạn hai."]
    assert story.lead == page.text[slice(*(story.lead_span or (0, 0)))]


def test_a_row_without_title_and_lead_is_split_like_a_text() -> None:
    page = page_of('{"text": "Thủ tướng thăm chính thức Lào\\n' + LEAD + '", "published": "2025-01-09"}', "bai.jsonl")
    assert [story.published for story in page.stories if story.kind == "main"] == ["2025-01-09"]


def test_an_html_page() -> None:
    page = page_of(f"<html lang=vi><body><h1>Thủ tướng thăm chính thức Lào</h1><p>{LEAD * 3}</p></body></html>", "a.html")
    assert page.text == f"Thủ tướng thăm chính thức Lào\n{LEAD * 3}"
    assert [story.id for story in page.stories] == ["s1"]


def test_languages() -> None:
    assert language_of("Thủ tướng hội đàm với Thủ tướng Lào") == "vi"
    assert language_of("Thu\u031b\u0301 tu\u031bo\u031b\u0301ng ho\u0323\u0302i đa\u0300m") == "vi"
    english = "The Prime Minister held talks with his counterpart and both sides agreed to expand trade next year."
    assert language_of(english) == "en"
    assert language_of("Le Premier ministre a été reçu à Paris, où les deux délégations ont longuement échangé.") == "fr"
    assert language_of("123 45") is None


def test_outlets() -> None:
    assert outlet_of("https://www.baochinhphu.vn/tin-1.htm", "baochinhphu.vn") == "Báo Điện tử Chính phủ"
    assert outlet_of("https://en.baochinhphu.vn/news-1.htm", None) != "Báo Điện tử Chính phủ"
    assert outlet_of(None, "VNEXPRESS") == "VnExpress"
    assert outlet_of("https://vi.du/1.htm", "Báo Ví Dụ") == "Báo Ví Dụ"
    assert outlet_of("http://[", None) is None
    assert outlet_of(None, None) is None
