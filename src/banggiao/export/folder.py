"""The folder of an export: files are written beside their names and get them all at once, when all are whole.

`banggiao-export.json` lists the files that are ours. Only these are ever replaced; a file of the same name that somebody else
put there is an error, and everything else in the folder is left alone.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TextIO

from banggiao.errors import ExportError

MANIFEST: Final = "banggiao-export.json"


@dataclass(slots=True)
class Draft:
    """A file that is being written; `rows` is what its writer counts."""

    name: str
    path: Path
    rows: int = 0


class Folder:
    """Where one export goes. Use as a context: leaving it with an error drops all drafts, and nothing has changed."""

    def __init__(self, path: Path, form: str, about: dict[str, Any]) -> None:
        """Write the files of the format `form` into `path`; `about` (the day, the filters) is kept beside each in the list."""
        self.path = path
        self._form = form
        self._about = about
        self._drafts: list[Draft] = []

    def __enter__(self) -> Folder:
        """Make the folder where there is none. Raises `ExportError` where that cannot be."""
        with self._explained(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
        self._ours = self._listed()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Put the files in their places, or drop what there is of them."""
        try:
            if kind is None:
                self._place()
        finally:
            for draft in self._drafts:
                with suppress(OSError):
                    draft.path.unlink(missing_ok=True)

    @property
    def written(self) -> list[Draft]:
        """The files of this export, in the order in which they were written."""
        return list(self._drafts)

    @contextmanager
    def draft(self, name: str) -> Iterator[Draft]:
        """A file to be written whole at its path. Raises `ExportError` where one of that name is not ours."""
        place = self.path / name
        if place.exists() and name not in self._ours:
            raise ExportError(f"{place}: there already and not from an export; choose another folder or move it away")
        with self._explained(place):
            handle, drafted = tempfile.mkstemp(dir=self.path, prefix=f".{name}.")
            os.close(handle)
            draft = Draft(name, Path(drafted))
            self._drafts.append(draft)
            yield draft
            with draft.path.open("rb") as stream:
                os.fsync(stream.fileno())

    @contextmanager
    def text(self, name: str, *, bom: bool = False) -> Iterator[tuple[TextIO, Draft]]:
        """A text file in UTF-8, with a byte order mark or without; line ends are written as they are given."""
        with self.draft(name) as draft, draft.path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as out:
            yield out, draft

    def _listed(self) -> dict[str, Any]:
        file = self.path / MANIFEST
        if not file.exists():
            return {}
        try:
            files = json.loads(file.read_text(encoding="utf-8"))["files"]
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ExportError(f"{file}: not the list of an export; choose another folder or move it away") from error
        if not isinstance(files, dict):
            raise ExportError(f"{file}: not the list of an export; choose another folder or move it away")
        return files

    def _place(self) -> None:
        """Give every draft its name. The list comes first: a file is known as ours before it is there."""
        with self._explained(self.path):
            mask = os.umask(0)
            os.umask(mask)
            own = {
                draft.name: {"format": self._form, "rows": draft.rows, "sha256": _digest(draft.path), **self._about}
                for draft in self._drafts
            }
            known = self._ours | own
            listed = {name: known[name] for name in known if (self.path / name).exists() or name in own}
            handle, drafted = tempfile.mkstemp(dir=self.path, prefix=f".{MANIFEST}.")
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                out.write(json.dumps({"files": listed}, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
                out.flush()
                os.fsync(out.fileno())
            for path, name in ((Path(drafted), MANIFEST), *((d.path, d.name) for d in self._drafts)):
                path.chmod(0o666 & ~mask)
                path.replace(self.path / name)

    @contextmanager
    def _explained(self, place: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ExportError(f"{place}: {(error.strerror or str(error)).lower()}") from error


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        digest = sha256()
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
