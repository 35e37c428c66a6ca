"""The letters of Latin script in text that is NFC, for character classes: Vietnamese has many beyond A to Z."""

from __future__ import annotations

import unicodedata
from typing import Final

_LETTERS: Final = "".join(chr(c) for c in range(0x41, 0x1F00) if chr(c).isalpha())
UPPER: Final = "".join(c for c in _LETTERS if c.isupper())
LOWER: Final = "".join(c for c in _LETTERS if c.islower())
#: Lower-case vowels, with whatever mark.
VOWELS: Final = "".join(c for c in LOWER if unicodedata.normalize("NFD", c)[0] in "aeiouy")
