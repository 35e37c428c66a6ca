"""``banggiao ask`` and ``banggiao search``: questions and words put to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from banggiao.cli.asking import JsonOption, RecordOption, opened, print_json
from banggiao.cli.lists import view_on
from banggiao.explain.words import visible

if TYPE_CHECKING:
    from banggiao.ask import Answer
    from banggiao.ask.search import Hit, Marked, Results

#: Ends ``banggiao ask`` where there is no answer, so that a script knows.
NO_ANSWER = 3


def ask(
    question: Annotated[str, typer.Argument(help='In Vietnamese or English: "Tô Lâm thăm Lào khi nào?"')],
    record: RecordOption = None,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which it is asked.", show_default="today")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question from the record, with its quotes; exit code 3 where the record has nothing on it."""
    from banggiao.ask import answer

    with opened(record) as ledger:
        found = answer(ledger.store, question, today=view_on(ledger, today).today)
        if as_json:
            print_json(found.as_json())
        else:
            _print(_lines_of(found))
    if found.status != "answered":
        raise typer.Exit(NO_ANSWER)


def search(
    words: Annotated[
        list[str], typer.Argument(help='Words; "words in quotes" stand side by side. án does not find an, Dang finds Đảng.')
    ],
    record: RecordOption = None,
    country: Annotated[
        str | None, typer.Option("--with", metavar="CODE", help="Only stories of events with this country.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Only stories of events of this kind.")] = None,
    year: Annotated[str | None, typer.Option(metavar="YYYY", help="Only stories of this year.")] = None,
    person: Annotated[str | None, typer.Option(metavar="ID", help="Only stories that name this person.")] = None,
    source: Annotated[str | None, typer.Option(metavar="OUTLET", help="Only stories of this outlet.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="So many stories.")] = 20,
    after: Annotated[str | None, typer.Option(metavar="CURSOR", help="Go on where a search with --json ended.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Find stories, persons and mechanisms by their words, the newest first."""
    from banggiao.ask import search as look
    from banggiao.record.search import Narrowing

    with opened(record) as ledger:
        found = look(
            ledger.store,
            " ".join(words),
            Narrowing(country and country.upper(), kind, year, person, source),
            limit=limit,
            after=after,
        )
        if as_json:
            print_json(found.as_json())
        else:
            _print(_lines_found(found))


def _print(lines: list[str]) -> None:
    from banggiao.cli.tables import output_console

    console = output_console()
    for line in lines:
        console.print(visible(line), soft_wrap=not console.is_terminal, markup=False, highlight=False)


def _lines_of(found: Answer) -> list[str]:
    lines = [found.text, ""]
    lines += [f"“{' '.join(quote.quote.split())}” ({quote.of}, {quote.story})" for quote in found.quotes]
    return [*lines, *([""] if found.quotes else []), f"[{found.understood}]"]


def _lines_found(found: Results) -> list[str]:
    more = "+" if found.total >= found.counted else ""
    lines = [f"{found.total}{more} stories"]
    lines += [f"{p['id']}  {p['name']} ({p['country'] or '?'})" for p in found.persons]
    lines += [f"{m['id']}  {m['name']}" for m in found.mechanisms]
    for hit in found.hits:
        lines += _lines_of_hit(hit)
    for name, counts in found.facets.items():
        if counts:
            lines.append(
                f"{name}: " + ", ".join(f"{found.names.get(value, value)} {count}" for value, count in list(counts.items())[:8])
            )
    return lines


def _lines_of_hit(hit: Hit) -> list[str]:
    head = hit.title or hit.lead
    where = ", ".join(filter(None, (hit.published, hit.outlet)))
    lines = [f"{hit.id}  {_with_marks(head) if head else '–'}" + (f" ({where})" if where else "")]
    return lines + [f"    “{_with_marks(quote)}”" for _, _, quote in hit.quotes[:2]]


def _with_marks(text: Marked) -> str:
    """A text with what was found in it between marks, on one line."""
    parts, at = [], 0
    for start, end in text.marks:
        parts += [text.text[at:start], "»", text.text[start:end], "«"]
        at = end
    return " ".join("".join((*parts, text.text[at:])).split())
