"""A brief says only what it can cite, and says the same in every format."""

from __future__ import annotations

import re
import string
import tomllib
import unicodedata
from dataclasses import replace
from datetime import date as Day
from html.parser import HTMLParser
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from typer.testing import CliRunner

from banggiao.brief import FORMATS, Brief, Citation, Section, Sentence, compose, written
from banggiao.brief.content import Labels
from banggiao.brief.desk import LEVELS, clean, level_of
from banggiao.brief.words import LANGUAGES, words_of
from banggiao.cli.main import app
from banggiao.errors import BangGiaoError
from banggiao.grammar.tables import rows
from banggiao.record.store import Store
from banggiao.record.view import View

TODAY = Day(2025, 12, 1)
LETTERS = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĐƯƠ"


@pytest.fixture(scope="module")
def laos(samples_record: Path) -> Brief:
    with Store.open(samples_record) as store:
        return compose(store, "LA", today=TODAY)


def said(brief: Brief, key: str) -> list[str]:
    return [sentence.text for section in brief.sections if section.key == key for sentence in section.sentences]


def test_a_sentence_without_a_citation_cannot_be_made() -> None:
    cited = Citation("st-0", "Thời báo Mẫu", "2024-07-11", "Hội đàm", "Chủ tịch nước Tô Lâm hội đàm")
    assert Sentence("Hai bên hội đàm.", (cited,)).citations == (cited,)
    with pytest.raises(ValueError, match="without a citation: Hai bên hội đàm"):
        Sentence("Hai bên hội đàm.", ())  # type: ignore[arg-type]  # the type refuses it as well
    for missing in ("outlet", "title", "quote"):
        with pytest.raises(ValueError, match=f"without {missing}"):
            replace(cited, **{missing: " "})


def test_every_quote_of_a_brief_stands_in_its_story(laos: Brief, samples_record: Path) -> None:
    with Store.open(samples_record) as store:
        view = View(store)
        for citation in laos.numbers:
            story = view.story(citation.story)
            assert story is not None
            quotes = {clean(e["quote"]) for s in story["statements"] for e in s["says"]["evidence"]}
            assert citation.quote in quotes
    assert list(laos.numbers.values()) == list(range(1, len(laos.numbers) + 1))


def test_the_relationship_is_called_by_its_latest_whole_phrase(laos: Brief) -> None:
    first, before = said(laos, "relations")
    assert "“hữu nghị vĩ đại, đoàn kết đặc biệt, hợp tác toàn diện và gắn kết chiến lược”" in first
    assert "3/12/2025" in first
    assert "gắn kết" not in before
    assert "18/7/2022" in before


def test_the_last_visits_each_way_are_told_and_whose_turn_it_is(laos: Brief) -> None:
    contacts = said(laos, "contacts")
    assert any("Việt Nam sang Lào gần nhất: Tổng Bí thư Tô Lâm, 1–2/12/2025 (thăm cấp Nhà nước)" in s for s in contacts)
    assert any("Lào sang Việt Nam gần nhất: Phó Chủ tịch nước Bounthong Chitmany, 3–6/12/2024" in s for s in contacts)
    turns = [s for s in contacts if "theo lượt" in s]
    assert turns
    assert all(s.endswith("phía Lào đi.") for s in turns)
    # whoever came without a day told may have been the last to come: nobody can say whose turn it is
    assert any("không rõ ngày: Chủ tịch nước Thongloun Sisoulith" in s for s in contacts)
    assert not any(s.startswith("Cấp lãnh đạo") for s in turns)


def test_figures_have_period_change_and_what_other_sources_say(laos: Brief) -> None:
    trade = said(laos, "figures")[0]
    assert "10 tháng đầu năm 2025: 2,5 tỷ USD, tăng 50,41%" in trade
    assert trade.endswith("nguồn khác ghi 2,6 tỷ USD.")


def test_what_is_due_follows_from_the_day(samples_record: Path) -> None:
    with Store.open(samples_record) as store:
        early, late = compose(store, "LA", today=TODAY), compose(store, "LA", today=Day(2026, 1, 5))
    assert any("kỳ 48: 3/12/2025 (đã định), Lào đăng cai" in s for s in said(early, "next"))
    assert any("kỳ 49" in s and "Việt Nam đăng cai" in s for s in said(late, "next"))
    assert any(s.startswith("18/7/2026: 49 năm kể từ 18/7/1977") for s in said(early, "next"))
    (founded,) = [s for s in said(early, "next") if "5/9/1962" in s]
    assert "Ngày thiết lập quan hệ ngoại giao Việt Nam-Lào (5/9/1962" in founded


def test_the_counterpart_is_told_with_the_office_held_that_day(samples_record: Path) -> None:
    with Store.open(samples_record) as store:
        told = said(compose(store, "LA", person="Saleumxay Kommasith", today=TODAY), "counterpart")
        same = said(compose(store, "LA", person="Xổn-xay Xi-phăn-đon", today=TODAY), "counterpart")
        with pytest.raises(BangGiaoError, match="nobody of VN or LA"):
            compose(store, "LA", person="Nguyễn Văn Không Có", today=TODAY)
    assert any("được nêu là Bộ trưởng Bộ Ngoại giao từ" in s for s in told)
    assert any(s.startswith("27/8/2024, khi là") and "điện đàm" in s and "Bùi Thanh Sơn" in s for s in told)
    assert any("Sonexay Siphandone được nêu là Thủ tướng" in s for s in same)


def test_a_country_of_which_nothing_is_told_is_an_error(samples_record: Path) -> None:
    with Store.open(samples_record) as store:
        for wrong in ("VN", "Lào", "ZZ", ""):
            with pytest.raises(BangGiaoError, match="code such as LA"):
                compose(store, wrong)
        with pytest.raises(BangGiaoError, match="tells nothing of VN and BT"):
            compose(store, "BT")
        with pytest.raises(BangGiaoError, match="no briefs in 'fr'"):
            compose(store, "LA", language="fr")


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    tables = [tomllib.loads((files("banggiao.brief.words") / f"{name}.toml").read_text("utf-8")) for name in LANGUAGES]
    one, other = tables
    for group in one:
        if group in ("offices", "units", "countries"):
            continue
        assert one[group].keys() == other[group].keys()
    for name, template in one["sentences"].items():
        gaps = [
            {field for _, field, _, _ in string.Formatter().parse(t) if field} for t in (template, other["sentences"][name])
        ]
        assert gaps[0] == gaps[1], name


def test_levels_follow_the_longest_beginning_of_an_office() -> None:
    assert level_of(["Bộ trưởng Bộ Ngoại giao", "Phó Thủ tướng Chính phủ"]) == "deputy"
    assert level_of(["Thủ tướng Chính phủ"]) == "leader"
    assert level_of(["nguyên Tổng Bí thư"]) == level_of([]) == "other"
    assert {row["canonical"] for row in rows("office_levels")} <= set(LEVELS)


def test_numbers_and_days_are_written_as_each_language_writes_them() -> None:
    vi, en = words_of("vi"), words_of("en")
    assert (vi.amount(2_500_000_000, "USD"), en.amount(2_500_000_000, "USD")) == ("2,5 tỷ USD", "2.5 billion USD")
    assert (vi.amount(14_000, "lưu học sinh"), en.amount(14_000, "lưu học sinh")) == ("14.000 lưu học sinh", "14,000 students")
    dates = {"start": "2024-07-11", "end": "2024-07-12"}
    assert (vi.days(dates), en.days(dates)) == ("11–12/7/2024", "11–12 July 2024")
    assert vi.period({"start": "2024-01", "end": "2024-07"}) == " 7 tháng đầu năm 2024"


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_brief_gives_the_same_content(laos: Brief, form: str) -> None:
    once, twice = written(laos, form), written(laos, form)
    assert form == "docx" or once == twice
    assert text_of(once, form) == text_of(twice, form)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(content: bytes, form: str) -> str:
    """The text of a written brief without its spaces: lines break where they fit."""
    if form == "pdf":
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    elif form == "docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)
    elif form == "html":
        parser = _Text()
        parser.feed(content.decode())
        text = "".join(parser.parts)
    else:
        text = re.sub(r"\\(.)", r"\1", content.decode())
    return bare(text)


def bare(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split()))


@pytest.mark.parametrize("form", FORMATS)
def test_every_sentence_and_source_can_be_read_back(laos: Brief, form: str) -> None:
    text = text_of(written(laos, form), form)
    for section in laos.sections:
        assert bare(section.heading) in text
        for sentence in section.sentences:
            assert bare(sentence.text) in text, sentence.text
    for number, citation in laos.sources:
        assert f"[{number}]" in text
        assert bare(citation.quote)[:16] in text


def test_a_pdf_has_all_vietnamese_letters_and_at_most_three_pages(laos: Brief) -> None:
    cited = [Citation(f"st-{n}", "Thời báo Mẫu", "2024-07-11", f"{LETTERS} {n}", f"{n} {LETTERS} " * 40) for n in range(60)]
    sentences = tuple(Sentence(f"{LETTERS} {'câu dài ' * 12}{n}.", (cited[n], cited[(n * 7 + 1) % 60])) for n in range(36))
    long = Brief("Dài", "vi", "2025-12-01", (), (Section("next", "Sắp tới", sentences),), Labels("Nguồn", "?", ("“", "”")))
    for brief in (laos, long):
        pages = pypdf.PdfReader(BytesIO(written(brief, "pdf"))).pages
        assert 1 <= len(pages) <= 3
    assert LETTERS in text_of(written(long, "pdf"), "pdf")


def test_nothing_of_a_page_becomes_markup() -> None:
    bad = '<script>alert(1)</script> #eval("x") $x$ [a](b) *b* `c` \\ "q" & {{7*7}} @import'
    cited = Citation("st-0", bad, None, bad, bad, "javascript:alert(1)")
    brief = Brief(
        bad, "vi", "2025-12-01", (bad,), (Section("next", bad, (Sentence(bad, (cited,)),)),), Labels("Nguồn", "?", ("“", "”"))
    )
    page = written(brief, "html").decode()
    parser = _Text()
    parser.feed(page)
    assert not {tag for tag, _ in parser.tags} & {"script", "img", "iframe", "link"}
    assert not any((attrs.get("href") or "#").split(":")[0] == "javascript" for _, attrs in parser.tags)
    for form in FORMATS:
        assert "alert(1)</script>" in text_of(written(brief, form), form)
    assert "<script>" not in written(brief, "md").decode()


def test_control_characters_and_turning_marks_are_left_out() -> None:
    assert clean("a\x00b\u202ec\u2066d\ud800\n e") == "a bcd? e"


@pytest.mark.parametrize("name", ["b.docx", "b.pdf", "b.html", "b.md"])
def test_the_command_writes_what_the_name_says(samples_record: Path, tmp_path: Path, name: str) -> None:
    ran = CliRunner().invoke(
        app, ["brief", "LA", "--record", str(samples_record), "--out", str(tmp_path / name), "--lang", "en"]
    )
    assert ran.exit_code == 0, ran.output
    assert "sentences from" in ran.output
    assert "VietnamandLaos" in text_of((tmp_path / name).read_bytes(), name[2:])
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["LA", "--out", "b.txt"], "briefs are written to .docx, .pdf, .html, .md"),
        (["LA", "--out", "nowhere/b.md"], "nowhere/b.md: No such file"),
        (["LA", "--out", "b.md", "--for", "Không Ai"], "is called 'Không Ai'"),
        (["Lào", "--out", "b.md"], "'Lào' is no country"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    samples_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, ["brief", *arguments, "--record", str(samples_record)])
    assert ran.exit_code == 1
    assert message in ran.output
    assert len(ran.output.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
