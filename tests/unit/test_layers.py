"""The folders are the flow, in order, and each imports only what stands before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "banggiao"

#: From the ground up; names in one line stand beside each other and do not import one another. The model and the
#: engine, which knows no flow and no Vietnamese, carry all of it: pages and stories look lists up too.
ORDER = (
    {"errors", "settings"},
    {"model"},
    {"grammar"},
    {"capture"},
    {"pages"},
    {"stories"},
    {"mentions"},
    {"findings"},
    {"reading"},
    {"jsonform", "many", "explain", "evaluate"},
    {"record"},
    {"ask"},
    {"export"},
    {"brief"},
    {"feeds"},
    {"api"},
    {"mcp"},
    {"portal"},
    {"banggiao"},  # the public surface, `banggiao/__init__.py`
    {"cli"},
)
HEIGHT = {layer: height for height, layers in enumerate(ORDER) for layer in layers}

#: What the public surface is for is to reach up for the reader when it is called, and not when it is imported.
FILES = sorted(file for file in SOURCE.rglob("*.py"))


def module_of(file: Path) -> str:
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "banggiao"


def imports_of(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every module of ours that a file imports, wherever in the file."""
    modules = {module_of(other) for other in FILES}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names if name.name.split(".")[0] == "banggiao")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: imports are written in full"
            if node.module and node.module.split(".")[0] == "banggiao":
                for name in node.names:
                    full = f"{node.module}.{name.name}"
                    yield node.lineno, full if full in modules else node.module


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_file_imports_nothing_from_upstream(file: Path) -> None:
    own = layer_of(module_of(file))
    if own == "vi":
        return
    upstream = [
        f"{file.relative_to(SOURCE)}:{line} imports {module}"
        for line, module in imports_of(file)
        if layer_of(module) != own and HEIGHT[layer_of(module)] >= HEIGHT[own]
    ]
    assert upstream == []


def test_every_folder_and_module_has_its_place_in_the_order() -> None:
    layers = {layer_of(module_of(file)) for file in FILES} - {"vi"}
    assert layers == HEIGHT.keys()


def test_nothing_imports_in_a_circle() -> None:
    edges = {module_of(file): {name for _, name in imports_of(file)} for file in FILES}
    done: set[str] = set()
    under_way: list[str] = []

    def walk(module: str) -> None:
        if module in done:
            return
        assert module not in under_way, " → ".join([*under_way[under_way.index(module) :], module])
        under_way.append(module)
        for other in sorted(edges.get(module, ())):
            walk(other)
        done.add(under_way.pop())

    for module in sorted(edges):
        walk(module)


def test_the_language_is_data_and_no_python() -> None:
    (only,) = (SOURCE / "vi").rglob("*.py")
    body = ast.parse(only.read_text(encoding="utf-8")).body
    assert only.name == "__init__.py"
    assert all(isinstance(node, ast.Expr) for node in body)
    assert {file.suffix for file in (SOURCE / "vi" / "lists").iterdir()} == {".tsv"}
    assert {file.suffix for file in (SOURCE / "vi" / "rules").iterdir()} == {".toml"}


IMPURE = ("random", "time", "socket", "http", "httpx", "urllib.request", "sqlite3", "subprocess", "threading")


def test_reading_touches_no_clock_no_network_no_database() -> None:
    for file in FILES:
        if layer_of(module_of(file)) not in ("grammar", "pages", "stories", "mentions", "findings", "reading"):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        imported |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
        asked = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        assert not {name for name in imported if name.startswith(IMPURE)}, file
        assert not {"now", "today", "utcnow", "environ"} & asked, file
