"""``banggiao serve``: the record as pages for people, in a browser on this machine."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from banggiao.cli.ending import complain


def serve(
    record: Annotated[
        str | None,
        typer.Option(
            metavar="WHERE", help="The record: a file or a postgresql:// address; by default BANGGIAO_RECORD or banggiao.db."
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen. Only this machine by default; the pages know no passwords.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
) -> None:
    """Show the record in a browser: relationships, people, events with their sources, figures, promises. Reads only."""
    try:
        import uvicorn

        from banggiao.portal.app import application
    except ImportError as error:
        complain(f"the portal needs {error.name}: pip install 'banggiao[portal]'")
        raise typer.Exit(2) from None
    import socket

    from banggiao.errors import RecordError
    from banggiao.portal.opened import Opened

    opened = Opened(record)
    try:
        opened.ask()
    except RecordError as error:  # the pages say the same, and work as soon as the record is there
        complain(str(error))
    finally:
        opened.close()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        complain(f"{host}:{port}: cannot listen there: {(error.strerror or str(error)).lower()}")
        raise typer.Exit(1) from None
    shown = f"[{host}]" if ":" in host else host
    open_to_all = host in ("0.0.0.0", "::")
    hosts = ("*",) if open_to_all else ("127.0.0.1", "localhost", "[::1]", shown)
    typer.echo(f"http://{'127.0.0.1' if open_to_all else shown}:{listening.getsockname()[1]}/")
    logging.basicConfig(format="banggiao: %(message)s")
    settings = uvicorn.Config(
        application(record, hosts=hosts),
        http="h11",
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(settings).run(sockets=[listening])
