"""Near-duplicate stories: one agency's copy in many outlets is one voice with many carriers.

Stories are compared by their shingles of words; those that share a band of minimal hashes are candidates, and are of one
voice where four fifths of their shingles are the same.
"""

from __future__ import annotations

import re
import struct
from operator import eq
from typing import Final
from zlib import crc32

from rensa import CMinHash

_WORD = re.compile(r"\w+")
_SHINGLE: Final = 4
_BANDS: Final = 12
_ROWS: Final = 5
#: Shorter than this a text is a headline that any two stories may share.
_FEWEST_WORDS: Final = 12
_ALIKE: Final = 0.8
_NONE: Final = b""


def sketch_of(text: str) -> bytes:
    """Sixty minimal hashes of the text's shingles, 4 bytes each; empty for a bare headline."""
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST_WORDS:
        return _NONE
    shingles = {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    sketch = CMinHash(num_perm=_BANDS * _ROWS, seed=1)
    sketch.update(sorted(shingles))
    return struct.pack(f"<{_BANDS * _ROWS}I", *(value & 0xFFFFFFFF for value in sketch.digest()))


def voice_keys(sketch: bytes) -> tuple[str, ...]:
    """Keys of which two near-duplicates share at least one."""
    width = 4 * _ROWS
    return tuple(f"v{at:x}:{crc32(sketch[at * width : (at + 1) * width]):08x}" for at in range(len(sketch) // width))


def one_voice(sketch: bytes, other: bytes) -> bool:
    """True where by their sketches four fifths of the shingles are the same."""
    size = _BANDS * _ROWS
    ours, theirs = struct.unpack(f"<{size}I", sketch), struct.unpack(f"<{size}I", other)
    equal: int = sum(map(eq, ours, theirs))
    return equal >= _ALIKE * size
