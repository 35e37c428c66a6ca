"""Vietnamese code pages that Python lacks: TCVN3 (TCVN 5712-1, "ABC" fonts) and VISCII (RFC 1456).

Each table holds the characters of bytes 0x80 to 0xFF, 32 a line, after the few letters that take the place of
control characters. Both are as glibc's iconv has them.
"""

from __future__ import annotations

import codecs
from typing import Final

_TCVN3_LOW: Final = {
    1: "Ú",
    2: "Ụ",
    4: "Ừ",
    5: "Ử",
    6: "Ữ",
    17: "Ứ",
    18: "Ự",
    19: "Ỳ",
    20: "Ỷ",
    21: "Ỹ",
    22: "Ý",
    23: "Ỵ",
}
_TCVN3_HIGH: Final = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII_LOW: Final = {2: "Ẳ", 5: "Ẵ", 6: "Ẫ", 20: "Ỷ", 25: "Ỹ", 30: "Ỵ"}
_VISCII_HIGH: Final = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)


def _table(low: dict[int, str], high: str) -> str:
    return "".join(low.get(byte, chr(byte)) for byte in range(128)) + high


#: Decoding tables of 256 characters for `codecs.charmap_decode`.
TABLES: Final = {"tcvn3": _table(_TCVN3_LOW, _TCVN3_HIGH), "viscii": _table(_VISCII_LOW, _VISCII_HIGH)}


def decode_table(content: bytes, name: str) -> str:
    """`content` read with the table `name`: the bytes of "ViÖt Nam" in ``tcvn3`` are "Việt Nam"."""
    return codecs.charmap_decode(content, "strict", TABLES[name])[0]
