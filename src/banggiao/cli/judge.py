"""``banggiao judge``, ``judgements`` and ``undo``: what people know better, signed, dated and taken back at will."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from banggiao.cli.asking import JsonOption, RecordOption, opened, print_json
from banggiao.errors import BangGiaoError

if TYPE_CHECKING:
    from banggiao.record.judged import Judgement
    from banggiao.record.record import Record

_WORDS = typer.Argument(
    metavar="VERDICT ID…", show_default=False,
    help="same ID ID, different ID ID, wrong ID, right ID, or set ID FIELD VALUE.",
)  # fmt: skip
_IDS = {"same": 2, "different": 2, "wrong": 1, "right": 1, "set": 1}
ReasonOption = Annotated[str, typer.Option(metavar="TEXT", help="Why; it is shown beside what was judged.")]
AuthorOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who judges.", show_default="$USER, or anonymous")
]  # fmt: skip


def judge(
    words: Annotated[list[str], _WORDS],
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two things are one or are not, that one is wrong or right after all, or what a field should be.

    An ID is what lists print (ev-…, pe-…, co-…, fi-…, ag-…, se-…, ph-…) or a statement's sixteen digits as 'banggiao show'
    prints them: 'judge different' of two statements parts what was brought together. Judgements survive every rebuild.
    """
    with opened(record) as ledger:
        from banggiao.record.judging import judgements_of

        verdict, ids, field, value = _parsed(words)
        made = judgements_of(
            ledger.store, verdict, ids, at=_now(), author=author or _who(), reason=reason, field=field, value=value
        )
        for judgement in made:
            ledger.judge(judgement)
        _say(ledger, made, ids, as_json=as_json)


def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id, ju-…, as 'banggiao judgements' prints it.")],
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a judgement back, as if it had never been said; taking that back makes it stand again."""
    with opened(record) as ledger:
        from banggiao.record.judging import undo_of

        made = undo_of(ledger.store, judgement, at=_now(), author=author or _who(), reason=reason)
        ledger.judge(made)
        _say(ledger, [made], (), as_json=as_json)


def judgements(
    record: RecordOption = None, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False
) -> None:
    """Every judgement ever made, the newest first, with whether it stands."""
    with opened(record) as ledger:
        found = ledger.view.judgements()
        if as_json:
            for row in found:
                print_json(row)
            return
        from rich.text import Text

        from banggiao.cli.tables import Row, output_console, rows_table

        console = output_console()
        if not found:
            console.print(Text("Nobody has judged anything in this record.", style="dim"))
            return
        heads = ("when", "verdict", "on", "stands", "by", "id")
        rows = [Row(_cells(row), (row["reason"],) if row["reason"] else ()) for row in found]
        console.print(rows_table("Judgements", heads, rows, console.width, key_width=20))


def _parsed(words: list[str]) -> tuple[str, tuple[str, ...], str | None, str | None]:
    """Verdict, ids, field and value; raises `BangGiaoError` where there are too few or too many words."""
    verdict, *rest = words
    count = _IDS.get(verdict)
    if count is None:
        raise BangGiaoError(f"judge: '{verdict}' is none of {', '.join(_IDS)}")
    if verdict == "set":
        if len(rest) != 3:
            raise BangGiaoError('judge set: an ID, a FIELD and a VALUE are needed, such as: judge set ev-… place "Hà Nội"')
        return verdict, (rest[0],), rest[1], rest[2]
    if len(rest) != count:
        raise BangGiaoError(f"judge {verdict}: {count} id{'s are' if count > 1 else ' is'} needed, not {len(rest)}")
    return verdict, tuple(rest), None, None


def _say(ledger: Record, made: list[Judgement], ids: tuple[str, ...], *, as_json: bool) -> None:
    now = {one: shown["id"] for one in ids if (shown := ledger.view.show(one)) is not None}
    for judgement in made:
        row: dict[str, Any] = {name: getattr(judgement, name) for name in judgement.__dataclass_fields__}
        if as_json:
            print_json(row | {"now": now})
        else:
            print(f"{judgement.id}: {' '.join(_cells(row | {'stands': True})[1:3])}")
    if not as_json:
        for one, at in now.items():
            if one != at:
                print(f"{one} is now {at}")


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    on = " ".join(filter(None, [row["sort"], row["subject"], row["object"]]))
    if row["verdict"] == "set":
        on += f": {row['field']} = {row['value'] or 'not known'}"
    return row["at"], row["verdict"], on, "stands" if row["stands"] else "taken back", f"by {row['author']}", row["id"]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "anonymous"
