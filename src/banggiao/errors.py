"""What can go wrong, as a tree.

    BangGiaoError
    ├── CaptureError        an input cannot be taken: missing, unreadable, binary, too large …
    │   └── EncodingError   its bytes are text in no encoding we know
    ├── LanguageError       a list or rule of a language folder is wrong; says file and line
    ├── GoldError           a gold file or a readings file is not of the expected form
    ├── ExportError         an export cannot be written, or is not valid; says which file
    └── RecordError         a record cannot be opened, written or asked; says which
        ├── RecordBusy      somebody else is writing to it
        └── RecordDamaged   it is no record, or no longer a whole one

Every message is one line: what is wrong, where, and what is allowed.
"""

from __future__ import annotations


class BangGiaoError(Exception):
    """Root of all errors raised on purpose; its text is fit to be shown to a user as it is."""


class CaptureError(BangGiaoError):
    """An input that cannot be read. `source` names it, `reason` says why."""

    def __init__(self, source: str, reason: str) -> None:
        """Name the input and the reason; the message is ``source: reason``."""
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[CaptureError], tuple[str, str]]:
        """Travel between processes whole."""
        return type(self), (self.source, self.reason)


class EncodingError(CaptureError):
    """Bytes that are text in none of the encodings of the Vietnamese press."""


class LanguageError(BangGiaoError):
    """A row of a list or a rule of a language folder that cannot be used."""


class GoldError(BangGiaoError):
    """A gold page or a file of readings that is not of the expected form."""


class ExportError(BangGiaoError):
    """An export that cannot be written, or whose file is not what its format asks for."""


class RecordError(BangGiaoError):
    """A record that cannot be opened, written or asked. `where` names it, `reason` says why."""

    def __init__(self, where: str, reason: str) -> None:
        """Name the record and the reason; the message is ``where: reason``."""
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class RecordBusy(RecordError):
    """A record to which somebody else writes, for longer than is waited."""


class RecordDamaged(RecordError):
    """A file that is no record of ours, or is damaged; nothing is written to it."""
