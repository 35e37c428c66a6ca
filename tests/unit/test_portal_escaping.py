from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html as markup  # type: ignore[import-untyped]
from starlette.testclient import TestClient

from banggiao.portal.charts import Chart
from portals import build, client, links

EVIL = "<script>alert(1)</script>{{7*7}}{% raw %}\u202eevil\u2066\u0007\"'><img src=x onerror=alert(2)>"
TEXT = f"""Thủ tướng {EVIL} tiếp Bộ trưởng Ngoại giao Lào
05/03/2025 18:30
Chiều 5/3/2025, Thủ tướng Phạm Minh Chính tiếp Bộ trưởng Ngoại giao Lào Thongsavanh Phomvihane {EVIL}.
Hai bên nhất trí {EVIL} phấn đấu kim ngạch đạt 5 tỷ USD. Bảy tháng đầu năm kim ngạch Việt Nam - Lào đạt 1,1 tỷ USD, tăng 16,7%.
Hai bên ký Hiệp định {EVIL} thương mại giữa Việt Nam và Lào.
"""
ROW = (
    '{"url": "javascript:alert(1)", "title": "Chủ tịch nước Tô Lâm hội đàm Chủ tịch nước Lào <b onclick=x>",'
    ' "lead": "Ngày 11/7/2024, Chủ tịch nước Tô Lâm hội đàm với Chủ tịch nước Lào Thongloun Sisoulith {{7*7}}.",'
    ' "published": "2024-07-11T10:00"}\n'
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("evil")
    (folder / "<script>alert(3)<.txt").write_text(TEXT, encoding="utf-8")
    (folder / "page.html").write_text(
        "<html><head><title>{{7*7}}</title><meta property='og:site_name' content='&lt;script&gt;x'></head><body>"
        "<article><h1>Thủ tướng "
        "&lt;script&gt;alert(4)&lt;/script&gt; tiếp khách Lào</h1><p>Sáng 6/3/2025, Thủ tướng Phạm Minh Chính tiếp "
        "Chủ tịch Quốc hội Lào "
        "Saysomphone Phomvihane &lt;img src=x onerror=alert(5)&gt;.</p></article></body></html>",
        encoding="utf-8",
    )
    (folder / "rows.jsonl").write_text(ROW, encoding="utf-8")
    with client(build(folder, folder)) as found:
        yield found


def test_nothing_from_a_capture_becomes_markup_anywhere(browser: TestClient) -> None:
    waiting, seen = ["/", "/events", "/people", "/coverage", "/commitments", "/agreements", "/figures", "/checks"], set()
    words = ""
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(("/static", "/api")) or "lang=" in address:
            continue
        seen.add(address)
        answer = browser.get(address)
        assert answer.status_code == 200, address
        if "html" not in answer.headers["content-type"]:
            continue
        tree = markup.document_fromstring(answer.text)
        assert not tree.xpath("//script | //img | //b | //style | //iframe"), address
        assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on") or name == "style"], address
        assert not [to for to in links(answer.text) if to.lower().lstrip().startswith(("javascript:", "data:", "//"))], address
        assert not set(answer.text) & set("\u202e\u2066\u0007"), address
        words += tree.text_content()
        waiting += [found.partition("#")[0] for found in links(answer.text) if found.startswith("/")]
    assert "<script>alert(1)</script>{{7*7}}{% raw %}" in words
    assert "</script>49" not in words
    assert len(seen) > 25


def test_what_somebody_asks_for_is_shown_as_it_was_written(browser: TestClient) -> None:
    for address in ("/events", "/relations/VN-LA"):
        answer = browser.get(address, params={"person": '"><script>x</script>{{7*7}}'})
        assert answer.status_code == 200
        assert "<script>" not in answer.text
        assert "&#34;&gt;&lt;script&gt;x&lt;/script&gt;{{7*7}}" in answer.text
    refused = browser.get("/events", params={"kind": "<script>x"})
    assert refused.status_code == 400
    assert "<script>" not in refused.text
    assert "<script>" not in browser.get("/<script>alert(1)</script>").text


def test_the_language_links_lead_nowhere_else(browser: TestClient) -> None:
    tree = markup.document_fromstring(browser.get("//evil.example/?lang=en").text)
    assert not [to for to in tree.xpath("//a/@href") if to.startswith("//")]


def test_numbers_for_a_spreadsheet_hold_no_formula() -> None:
    chart = Chart("", "", ("name", "n"), (("=HYPERLINK(1)", "+1+1"), ("@x", "-5"), ("-x", "+16,7 %")), "")
    assert chart.as_csv().split("\r\n")[1:4] == ["'=HYPERLINK(1),+1+1", "'@x,-5", '\'-x,"+16,7 %"']
