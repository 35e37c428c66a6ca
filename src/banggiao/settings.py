"""The limits within which inputs are taken. Sizes are bytes."""

from __future__ import annotations

from typing import Final

MEBIBYTE: Final = 1024 * 1024

#: A page larger than this once decompressed is refused; so is a single row of a table.
PAGE_LIMIT: Final = 64 * MEBIBYTE

#: A compressed table may be of any length, but past `PAGE_LIMIT` no stream may grow more than this many
#: times. Vietnamese text shrinks to a fourth or a tenth; a gzip bomb to a thousandth.
INFLATION_LIMIT: Final = 200

#: So much of the beginning is looked at to tell what an input is and in which encoding.
SNIFF_SIZE: Final = 64 * 1024
