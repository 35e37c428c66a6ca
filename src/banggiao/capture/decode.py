"""Bytes to text: UTF-8, UTF-16 and the code pages of the Vietnamese web, told apart by what they give.

A byte above 0x7F means another letter in each code page, so each is tried and the one wins whose words are
Vietnamese syllables. The text is kept as decoded: CP1258 writes tones as combining marks, and they stay so.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from banggiao.capture.codepages import TABLES, decode_table
from banggiao.errors import EncodingError
from banggiao.settings import SNIFF_SIZE

_CODE_PAGES: Final = ("cp1258", "tcvn3", "viscii")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MARK_BYTES: Final = tuple(mark for mark, _ in _MARKS)
_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.I)
#: Charsets that pages declare while they use another; the bytes decide.
_UNRELIABLE: Final = {"utf-8", "iso8859-1", "cp1252", "cp1258", "ascii"}

_WORD: Final = re.compile(r"[^\W\d_]+")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
#: One Vietnamese syllable, lower-cased and without its tone mark.
_SYLLABLE: Final = re.compile(
    "(?:ngh|ng|nh|kh|ph|th|tr|ch|gh|gi|qu|[bcdđghklmnpqrstvx])?"
    "(?:uyê|uyu|uya|iêu|yêu|ươi|ươu|oai|oay|oeo|uôi|uây|oao|i[aêu]|yê|u[aâêiơyô]|ư[aơiu]|o[aăeio]|a[iuoy]|â[uy]|eo|êu|ôi|ơi|[aăâeêioôơuưy])"
    "(?:ng|nh|ch|[cmnpt])?"
)
#: At least this share of the words with accents must be syllables for a code page to be Vietnamese.
_PLAUSIBLE: Final = 0.5
#: A sign of CP1252 (®, µ, ¸, a soft hyphen …) right between letters, as when "®­îc" is "được" in TCVN3.
_SIGN_IN_WORD: Final = re.compile(
    rb"[A-Za-z][\x80-\x82\x86-\x89\xa1-\xb4\xb6\xb8-\xbf][A-Za-z]|[A-Za-z]\xb5[^A-Za-z]|\xae[a-z]"
)
#: Where not one character in so many is beyond ASCII, the text can be read whatever these few are.
_RARE: Final = 50
_TONES: Final = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def decode(content: bytes, source: str, encoding: str | None = None, *, html: bool = False) -> str:
    """The text in `content`; lone surrogates cannot come out of it.

    `encoding` is tried first if given. With `html` a declared charset is believed where the bytes do not
    speak for a Vietnamese code page. Raises `EncodingError` where no encoding makes text of the bytes.

    >>> decode("Thñ t\\xadíng".encode("latin-1") + b" ViÖt Nam".decode().encode("latin-1"), "x")  # doctest:
    +SKIP 'Thủ tướng Việt Nam'
    """
    if encoding is not None:
        text = _strictly(content, encoding)
        if text is not None:
            return text
    if not content.startswith(_MARK_BYTES) and utf16_without_mark(content[:SNIFF_SIZE]) is None:
        try:
            return content.decode()  # what nearly all pages are
        except UnicodeDecodeError:
            pass
    encoding = encoding_of(content, source, html=html)
    text = _strictly(content, encoding)
    return content.decode(encoding, "replace") if text is None else text


def encoding_of(content: bytes, source: str, *, html: bool = False) -> str:
    """The name of the encoding that fits `content` best: a codec of Python's, ``tcvn3`` or ``viscii``.

    UTF-8 is named also for text with a few broken bytes among many sound letters.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    if (wide := utf16_without_mark(content[:SNIFF_SIZE])) is not None:
        return wide
    try:
        content.decode()
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3 and error.end == len(content):
            return "utf-8"  # cut off inside its last letter
    else:
        return "utf-8"
    sample = _sample(content)
    loose = sample.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    sound = sum(1 for char in loose if char > "\x7f") - broken
    if sound >= 10 * broken:
        return "utf-8"
    scores = {name: _share_of_syllables(sample, name) for name in _CODE_PAGES}
    if not _SIGN_IN_WORD.search(sample):  # the two tables have letters where Western text has signs
        scores = {"cp1258": scores["cp1258"]}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _PLAUSIBLE:
        return best
    if html and (declared := _declared(content)) and _strictly(content, declared) is not None:
        return declared
    if sound > broken:
        return "utf-8"
    if _is_western(sample):
        return "cp1252"
    if scores[best] >= _PLAUSIBLE / 2:
        return best
    raise EncodingError(source, "text in no known encoding (tried UTF-8, UTF-16, CP1258, TCVN3, VISCII)")


def utf16_without_mark(head: bytes) -> str | None:
    """``utf-16-le`` or ``-be`` where zero bytes fill one side of the pairs, as in UTF-16 without its mark.

    Of Vietnamese in UTF-16 two thirds of the letters, and all spaces, have a zero byte.
    """
    if b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    more, less = max(even, odd), min(even, odd)
    if len(head) < 4 or more * 4 < len(head) // 2 or less * 20 > more:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return decode_table(content, encoding) if encoding in TABLES else content.decode(encoding)
    except UnicodeError:
        return None


def _sample(content: bytes) -> bytes:
    """A stretch that begins shortly before the first byte above 0x7F."""
    first = _HIGH.search(content)
    start = max(0, first.start() - 200) if first else 0
    return content[start : start + SNIFF_SIZE]


def _share_of_syllables(sample: bytes, name: str) -> float:
    """The share of Vietnamese syllables among the words with letters beyond ASCII, as `name` reads them."""
    try:
        text = decode_table(sample, name) if name in TABLES else sample.decode(name)
    except UnicodeError:
        return 0.0
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    if not words:
        return 0.0
    good = 0
    for word in words:
        plain = unicodedata.normalize("NFD", word.lower())
        toneless = unicodedata.normalize("NFC", plain.translate(_TONES))
        if len(plain) - len(plain.translate(_TONES)) <= 1 and _SYLLABLE.fullmatch(toneless):
            good += 1
    return good / len(words)


def _declared(content: bytes) -> str | None:
    match = _DECLARED.search(content[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return None if name in _UNRELIABLE or name.startswith("utf") else name


def _is_western(sample: bytes) -> bool:
    """Whether the bytes make sense as CP1252: accented letters inside words, or typographic punctuation."""
    text = sample.decode("cp1252", "replace")
    high = [char for char in text if char > "\x7f"]
    if len(high) * _RARE <= len(text):  # plain ASCII with a few strays
        return True
    fitting = sum(1 for char in high if char.isalpha() or char in "‘’“”–—…•«»°§©®™€\xa0")
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    accented = sum(1 for word in words if sum(1 for char in word if char > "\x7f") * 3 <= len(word) + 2)
    return fitting * 10 >= len(high) * 9 and accented * 10 >= len(words) * 8
