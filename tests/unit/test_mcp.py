"""An assistant gets what the record has, with quotes and ids, over both ways; asked by the SDK's own client."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters

from banggiao.api.asked import LISTS
from banggiao.mcp import server
from banggiao.mcp.server import ListName
from banggiao.record.filters import Filters
from banggiao.record.store import Store
from banggiao.record.view import View

SOURCE = Path(__file__).resolve().parents[2] / "src"
Thing = dict[str, Any]


def command(record: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "banggiao.cli.main", "mcp", "--record", str(record), *more]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SOURCE)}


def over_stdio(record: Path, talk: Callable[[Client], Awaitable[None]]) -> None:
    program, *arguments = command(record)

    async def run() -> None:
        with anyio.fail_after(60):
            async with Client(StdioServerParameters(command=program, args=arguments, env=environment())) as client:
                await talk(client)

    anyio.run(run)


async def told(client: Client, tool: str, **arguments: Any) -> Thing:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


async def conversation(client: Client) -> None:
    """Search a person, list the events, show one, read a story."""
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == ["search", "list_things", "show", "ask"]
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
    results = await told(client, "search", text="Tô Lâm")
    found = results["people"][0]
    assert found["name"] == "Tô Lâm"
    assert any("Tô Lâm" in quote["quote"] for hit in results["stories"] for quote in hit["quotes"])
    asked = {
        "list": "events",
        "countries": "VN,LA",
        "since": "2024-07",
        "until": "2024-07",
        "person": found["id"],
        "kind": "visit",
    }
    (visit,) = (await told(client, "list_things", **asked))["things"]
    assert visit["level"] == "state"
    assert visit["evidence"]
    shown = await told(client, "show", id=visit["id"])
    assert shown["date"]["start"] == "2024-07-11"
    assert len(shown["statements"]) == visit["sources"]
    story = await told(client, "show", id=shown["statements"][0]["story"])
    assert story["sort"] == "story"


def test_an_assistant_is_answered_over_standard_input_and_output(samples_record: Path) -> None:
    over_stdio(samples_record, conversation)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(samples_record: Path, port: int) -> Iterator[str]:
    started = subprocess.Popen(
        command(samples_record, "--http", str(port)), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert started.poll() is None, started.communicate()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        started.terminate()
        _, said = started.communicate(timeout=30)
    assert b"Traceback" not in said


def test_an_assistant_is_answered_over_http(served: str) -> None:
    async def run() -> None:
        with anyio.fail_after(60):
            async with Client(served) as client:
                await conversation(client)

    anyio.run(run)
    # a page in a browser that had its name point here must not read the record
    strange = httpx.post(served, headers={"host": "evil.example", "accept": "application/json, text/event-stream"}, json={})
    assert strange.status_code == 421


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("show", {"id": "ev-0000000000000000"}, "is no id of a thing"),
        ("show", {"id": "\u0000"}, "is no id of a thing"),
        ("list_things", {"list": "events", "countries": "Lào"}, "countries: 'Lào' is no country of the list"),
        ("list_things", {"list": "events", "since": "soon"}, "since: 'soon' is no day"),
        ("list_things", {"list": "events", "kind": "party"}, "kind: 'party' is none of"),
        ("list_things", {"list": "events", "after": "x"}, "after: no cursor of this list"),
        ("list_things", {"list": "events", "mechanism": "me-0000000000000000"}, "is no id of a mechanism"),
        ("list_things", {"list": "sources", "person": "Tô Lâm"}, "'person' is no parameter here"),
        ("list_things", {"list": "nothing"}, "list"),
        ("list_things", {"list": "events", "limit": 51}, "limit"),
        ("search", {"text": ""}, "text"),
        ("search", {"text": "a", "year": "24"}, "year: '24' is not"),
        ("ask", {"question": ""}, "question"),
    ],
)
def test_what_is_wrong_is_told_to_the_assistant(samples_record: Path, tool: str, arguments: Thing, message: str) -> None:
    async def run(store: Store) -> None:
        async with Client(server(store)) as client:
            result = await client.call_tool(tool, arguments)
            said = getattr(result.content[0], "text", "")
        assert result.is_error
        assert message in said
        assert "Traceback" not in said

    with Store.open(samples_record) as store:
        anyio.run(run, store)


def test_lists_are_those_of_the_api() -> None:
    assert set(get_args(ListName)) == set(LISTS)


def test_pages_go_on_and_quotes_left_out_are_counted(samples_record: Path) -> None:
    async def run(store: Store) -> None:
        whole = [event["id"] for event in View(store).events(Filters(limit=25))]
        async with Client(server(store)) as client:
            first = await told(client, "list_things", list="events", limit=20)
            rest = await told(client, "list_things", list="events", limit=5, after=first["after"])
        assert [thing["id"] for thing in first["things"] + rest["things"]] == whole
        for thing in first["things"]:
            event = View(store).show(thing["id"])
            assert event is not None
            assert len(thing["evidence"]) + thing.get("quotes_left_out", 0) == len(event["evidence"])

    with Store.open(samples_record) as store:
        anyio.run(run, store)


def test_a_question_is_answered_with_the_quotes_behind_it(samples_record: Path) -> None:
    async def run(store: Store) -> None:
        async with Client(server(store)) as client:
            answer = await told(client, "ask", question="Tô Lâm thăm Lào khi nào?")
        assert "2024-07-11/2024-07-12" in answer["values"]
        assert {quote["of"] for quote in answer["quotes"]} <= set(answer["facts"])

    with Store.open(samples_record) as store:
        anyio.run(run, store)


def test_a_record_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    ran = subprocess.run(
        command(tmp_path / "no.db"), env=environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "no record there" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
