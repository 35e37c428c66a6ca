"""``banggiao brief``: one to three pages for a meeting, every sentence with its source."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path  # Typer reads the annotations when it runs
from typing import Annotated

import typer

from banggiao.cli.asking import RecordOption, opened
from banggiao.cli.read import a_day
from banggiao.errors import BangGiaoError


def brief(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="With which country: a code such as LA.")],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="The file to be written: .docx, .pdf, .html or .md.", show_default=False)
    ],
    person: Annotated[
        str | None, typer.Option("--for", metavar="PERSON", help="Whom one will meet: a name in any spelling, or an id.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", callback=a_day, help="Tell meetings since this day; by default of two years.")
    ] = None,
    lang: Annotated[str, typer.Option(metavar="vi|en", help="The language of the sentences; quotes stay as they are.")] = "vi",
    record: RecordOption = None,
) -> None:
    """Write a brief for a meeting: relations, contacts and whose turn it is, figures, open commitments, what comes next."""
    with opened(record) as ledger:
        from banggiao.brief import FORMATS, compose, written

        form = out.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            raise BangGiaoError(f"{out}: briefs are written to {', '.join('.' + name for name in FORMATS)}")
        made = compose(ledger.store, country, person=person, since=date.fromisoformat(since) if since else None, language=lang)
        _write(out, written(made, form))
        sentences = sum(len(section.sentences) for section in made.sections)
        print(f"{out}: {sentences} sentences from {len({c.story for c in made.numbers})} stories")


def _write(file: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it. Raises `BangGiaoError` with file and reason."""
    draft: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        draft = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        draft.replace(file)
    except OSError as error:
        raise BangGiaoError(f"{file}: {error.strerror or error}") from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
