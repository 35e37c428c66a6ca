"""Encodings of the Vietnamese web, told apart by what they make of the bytes."""

from __future__ import annotations

import unicodedata

import pytest

from banggiao.capture.codepages import TABLES, decode_table
from banggiao.capture.decode import decode, encoding_of
from banggiao.errors import EncodingError

TEXT = "Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào, nhất trí thúc đẩy hợp tác về biên giới, năng lượng."


def in_table(text: str, name: str) -> bytes:
    back = {char: byte for byte, char in enumerate(TABLES[name])}
    return bytes(back[char] for char in text)


def in_cp1258(text: str) -> bytes:
    """Base letters that CP1258 has, and tones as combining marks behind them."""
    out: list[str] = []
    for char in text:
        if char.isascii() or char.encode("cp1258", "ignore"):
            out.append(char)
            continue
        base, *marks = list(unicodedata.normalize("NFD", char))
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shape = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in tones))
        out.append(shape + "".join(tones))
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (in_table(TEXT, "tcvn3"), "tcvn3"),
        (in_table(TEXT, "viscii"), "viscii"),
    ],
)
def test_text_comes_back_as_it_was(content: bytes, encoding: str) -> None:
    assert encoding_of(content, "trang.txt") == encoding
    assert decode(content, "trang.txt") == TEXT


def test_cp1258_keeps_its_combining_tones() -> None:
    content = in_cp1258(TEXT)
    assert encoding_of(content, "trang.txt") == "cp1258"
    text = decode(content, "trang.txt")
    assert text != TEXT
    assert unicodedata.normalize("NFC", text) == TEXT


def test_decomposed_utf8_is_kept() -> None:
    loose = unicodedata.normalize("NFD", TEXT)
    assert decode(loose.encode(), "x") == loose


def test_what_every_page_of_the_nineties_had() -> None:
    assert decode_table("Céng hoµ x· héi chñ nghÜa ViÖt Nam".encode("latin-1"), "tcvn3") == (
        "Cộng hoà xã hội chủ nghĩa Việt Nam"
    )


def test_broken_bytes_among_sound_utf8_stay_marked() -> None:
    content = TEXT.encode() + b"\xff" + TEXT.encode()
    assert decode(content, "x") == f"{TEXT}\ufffd{TEXT}"


def test_utf8_cut_off_inside_its_last_letter() -> None:
    assert decode("Việt Nam – Lào: hữu nghị đ".encode()[:-1], "x").startswith("Việt Nam – Lào: hữu nghị ")


def test_french_is_no_vietnamese_code_page() -> None:
    text = "Le Premier ministre a été reçu à l'Élysée, où les deux délégations ont échangé « longuement »."
    assert decode(text.encode("cp1252"), "x") == text


def test_a_few_strays_in_ascii() -> None:
    content = b"The Prime Minister met his counterpart in Vientiane on Thursday. " * 20 + b"\x81 \xd0\xff"
    assert decode(content, "x").startswith("The Prime Minister met")


def test_a_declared_charset_is_believed_for_other_languages() -> None:
    page = '<html><head><meta charset="gb2312"></head><body>中国外交部发言人表示</body></html>'
    assert decode(page.encode("gb2312"), "x", html=True) == page


def test_a_wrongly_declared_charset_is_not() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>{TEXT}</p>'
    assert decode(page.encode(), "x", html=True) == page


def test_bytes_that_are_text_in_no_encoding() -> None:
    with pytest.raises(EncodingError, match=r"^x\.txt: text in no known encoding"):
        decode(bytes(range(128, 256)) * 40, "x.txt")
