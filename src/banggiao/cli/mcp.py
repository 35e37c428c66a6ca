"""``banggiao mcp``: the record for assistants, over standard input and output or HTTP."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from banggiao.cli.asking import RecordOption, opened
from banggiao.errors import BangGiaoError

_HOST = "127.0.0.1"


def mcp(
    record: RecordOption = None,
    http: Annotated[
        int | None,
        typer.Option(metavar="PORT", min=1, max=65535, help="Answer over HTTP on this port of 127.0.0.1, at /mcp."),
    ] = None,
) -> None:
    """Give an assistant the record by the Model Context Protocol: search, list, show, each answer with quotes and ids."""
    with opened(record) as ledger:
        try:
            from banggiao.mcp import server
        except ImportError as error:
            raise BangGiaoError("mcp needs the SDK: pip install 'banggiao[mcp]'") from error
        made = server(ledger.store)
        if http is None:
            made.run("stdio")
        else:
            print(f"http://{_HOST}:{http}/mcp", file=sys.stderr, flush=True)
            made.run("streamable-http", host=_HOST, port=http)
