"""A record of each kind for every test: a file, and a database of a private PostgreSQL server.

The server is started for the tests alone, in a folder of its own and on a free port, from the binaries that the system has.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

#: Tells that tests must not be left out for want of PostgreSQL.
REQUIRED = "BANGGIAO_TEST_POSTGRES"


@dataclass(frozen=True)
class Server:
    """A private PostgreSQL server in `folder`, run by `user` (None for whoever runs the tests)."""

    binaries: Path
    folder: Path
    port: int
    user: str | None

    def run(self, *command: str | Path) -> None:
        """Run one of PostgreSQL's programs as the server's user; fails with what it said."""
        told = subprocess.run(
            self._as_user([str(part) for part in command]), cwd=self.folder, capture_output=True, text=True, check=False
        )
        if told.returncode:
            raise RuntimeError(f"{command[0]}: {told.stderr or told.stdout}")

    def _as_user(self, command: list[str]) -> list[str]:
        return command if self.user is None else ["runuser", "-u", self.user, "--", *command]

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=32MB"
        self.run(self.binaries / "pg_ctl", "-D", self.folder / "base", "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, as if somebody had pulled the plug."""
        self.run(self.binaries / "pg_ctl", "-D", self.folder / "base", "-w", "-m", "immediate", "stop")

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"record_{uuid.uuid4().hex}"
        self.sql("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://tester@127.0.0.1:{self.port}/{name}"

    def sql(self, database: str, command: str) -> None:
        """Run a command as the server's master."""
        self.run(
            self.binaries / "psql", "-h", self.folder, "-p", str(self.port), "-U", "tester", "-d", database, "-qc", command
        )


def _binaries() -> Path | None:
    """The folder of the newest PostgreSQL that is installed, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running server."""
    binaries = _binaries()
    if binaries is None:
        if os.environ.get(REQUIRED):
            pytest.fail("PostgreSQL is required here and not installed")
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="banggiao-pg-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to be run by root
    server = Server(binaries, folder, port, user)
    try:
        if user is not None:
            shutil.chown(folder, user)
        server.run(
            binaries / "initdb",
            "-D",
            folder / "base",
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, new_record: Callable[[str], str]) -> str:
    """Where a record may be made: once a file, once a database."""
    return new_record(request.param)


@pytest.fixture
def new_record(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Gives another place for a record of a kind at every call."""

    def place(kind: str) -> str:
        if kind == "sqlite":
            return str(tmp_path / f"{uuid.uuid4().hex}.db")
        server: Server = request.getfixturevalue("postgres")
        return server.database()

    return place
