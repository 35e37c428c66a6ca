"""Mechanisms and gatherings with their names and numbers: "Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Việt Nam - Lào"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banggiao.grammar.lexicon import Match
from banggiao.mentions.marks import Sheet
from banggiao.mentions.vocabulary import countries_in
from banggiao.mentions.walking import pick
from banggiao.model import Span


@dataclass(frozen=True, slots=True)
class Gathering:
    """A named mechanism or gathering at ``text[start:end]``.

    `second` is the other number of two sittings named together ("lần thứ 44, 45").
    `kind` is mechanism, conference, assembly, domestic or sitting (a sitting of something not named beside it);
    `number` the sitting's number; `sitting` True where one sitting is spoken of; `countries` those in the name.
    """

    start: int
    end: int
    name: str
    kind: str
    number: int | None
    sitting: bool
    countries: tuple[str, ...]
    year: int | None = None
    second: int | None = None


_NUMBER = re.compile(
    r" họp (?:phiên|lần|kỳ)(?: thứ)? (\d{1,3}|đầu tiên|nhất|hai|ba|tư|năm)(?!\w)|"
    r"(?: -)?(?:,)? ?(?:lần thứ|lần|khóa|khoá|Khóa|Khoá|thứ|kỳ thứ|phiên thứ|vòng)(?: thứ)? "
    r"(\d{1,3}|[IVXLC]{1,7}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|đầu tiên)(?![\w/])|(?<=COP|IPU|AMM|EAS|SOM)[- ]?(\d{1,3})(?![\w.,/])|(?<=AIPA|ADMM|APPF)[- ]?(\d{1,3})(?![\w.,/])| (đầu tiên|thứ nhất)(?!\w)"
)
_WORDS = {"nhất": 1, "đầu tiên": 1, "thứ nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
          "chín": 9, "mười": 10}
#: Where a name is over: a verb, a preposition of time or place, a stop.
_OVER = re.compile(
    r"[.;:()“”\"\n?!]| (?:tại|từ ngày|từ|vào|dưới|diễn ra|được|sẽ|đã|đang|do|ở|nhằm|để|cho biết|theo|cùng|trong|nhân|với|là|"
    r"có|khai mạc|bế mạc|thành công|tổ chức|năm|trên|sáng|chiều|tối|ngày|sau|trước|dự kiến|mà|này|tiếp|nêu|lần tiếp theo|và thăm|và làm việc|và thực|vừa|đồng chủ trì|"
    r"tham gia|đến|nghe|cho|bàn|xem xét|thảo luận|phát biểu|của Thủ tướng|như|gồm|khẳng định|nhất trí|thống nhất)(?= |$)|,"
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def gatherings(sheet: Sheet, span: Span) -> list[Gathering]:
    """The gatherings named in the sentence at `span`, left to right.

    "Hội nghị cấp cao Pháp ngữ lần thứ 19" has the number 19 and the name without it.
    """
    out: list[Gathering] = []
    found = sheet.within(span)
    floor = span[0]
    for at, match in enumerate(found):
        entry = pick(match, "mechanism")
        if entry is None or match.start < floor or entry.form.startswith("lần"):
            continue
        gathering = _gathering(sheet.text, found, at, span[1])
        if gathering is not None:
            out.append(gathering)
            floor = gathering.end
    return out


def _gathering(text: str, found: tuple[Match, ...], at: int, stop: int) -> Gathering | None:
    match = found[at]
    entry = pick(match, "mechanism")
    assert entry is not None
    limit = min(stop, match.end + 150)
    over = _over(text, match.end, limit)
    end = over.start() if over else limit
    if over is not None and text[over.start()] == ",":  # "hòa bình, hữu nghị Việt Nam - Campuchia lần thứ 5"
        further = _FURTHER.match(text, over.start(), limit)
        if further and not _OVER.search(text, over.end(), further.end() - 9):
            nxt = _over(text, further.end(), limit)
            end = nxt.start() if nxt else limit
    number_at = _NUMBER.search(text, match.start + 3, end)
    year_at = _YEAR.match(text, end) or _YEAR_IN.search(text, match.start, end)
    number = _number(number_at) if number_at else None
    second_at = _SECOND.match(text, number_at.end(), stop) if number_at else None
    if second_at is not None:
        end = max(end, second_at.end())
    sitting = entry.kind == "sitting" or number is not None or entry.form.lower().startswith(("phiên họp", "kỳ họp", "khóa họp"))
    kind, name_start = entry.kind, match.start
    name_end = end
    if number is None and "weak" in entry.note and not countries_in(text[match.start:end]):
        return None
    if entry.kind == "sitting":
        body = next((m for m in found[at + 1 :] if m.start < end and pick(m, "mechanism")), None)
        inner = pick(body, "mechanism") if body is not None else None
        if body is None or inner is None or inner.kind == "sitting":
            if number_at is not None and number_at.group().strip() in ("đầu tiên", "thứ nhất"):
                return None  # "đây là kỳ họp đầu tiên do hai Thủ tướng đồng chủ trì"
            organ = next((m for m in found[at + 1 :] if m.start < end and pick(m, "body")), None)
            if number is None and organ is None:
                return None
            kind = "domestic" if organ is not None else "sitting"
        else:
            kind, name_start = inner.kind, body.start
            if number_at is not None and number_at.start() > body.start:
                name_end = number_at.start()
            if text[end : end + 1] == " " and (between := _PARTIES.match(text, end, stop)):
                name_end = end = between.end()
    name = text[name_start:name_end]
    if number_at is not None and name_start <= number_at.start() < name_end:
        name = text[name_start : number_at.start()] + text[number_at.end() : name_end]
    name = _TRAILING_YEAR.sub("", " ".join(name.split()).strip(" -–,"))
    if end <= match.start or not name:
        return None
    year = int(year_at.group(1)) if year_at else None
    return Gathering(match.start, end, _without_tail(name), kind, number, sitting, countries_in(text[match.start:end]), year,
                     int(second_at.group(1)) if second_at else None)


def _over(text: str, at: int, limit: int) -> re.Match[str] | None:
    """Where the name is over; an acronym in brackets is still of it: "Mekong mở rộng (GMS) lần thứ 8"."""
    while (over := _OVER.search(text, at, limit)) is not None:
        acronym = _ACRONYM.match(text, over.start())
        if acronym is None:
            return over
        at = acronym.end()
    return None


_ACRONYM = re.compile(r"\([A-Z][\w+./ -]{1,12}\)|[“\"][^”\"]{2,60}[”\"]")
_FURTHER = re.compile(r",? ?[\wà-ỹ ,–-]{0,70}? lần thứ ")
_SECOND = re.compile(r"(?:,| và|-| -) ?(?:lần thứ )?(\d{1,3})(?![\d/.%]| (?:tháng|năm|tỷ|triệu))")
_YEAR = re.compile(r" ?(?:năm )?(20\d\d)(?!\d)")
_YEAR_IN = re.compile(r"(?<=[\w)”] )(20\d\d)(?!\d)")
_TRAILING_YEAR = re.compile(r"(?: tháng \d{1,2})?(?: năm)? 20\d\d$")
_PARTIES = re.compile(r" giữa [^,.;()]{4,90}?(?= tại| ngày| theo| do| dưới| diễn| được| từ| để| nhằm|[,.;()]|$)")


def _number(match: re.Match[str]) -> int | None:
    word = next(g for g in match.groups() if g)
    if word.isdigit():
        return int(word)
    if word in _WORDS:
        return _WORDS[word]
    total = 0
    for here, after in zip(word, [*word[1:], None], strict=True):
        value = _ROMAN.get(here, 0)
        total += -value if after is not None and _ROMAN.get(after, 0) > value else value
    return total or None


def _without_tail(name: str) -> str:
    for tail in (" và", " giữa", " của", " về", " do"):
        if name.endswith(tail):
            name = name[: -len(tail)]
    return name
