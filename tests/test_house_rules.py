"""Rules of the house that a reader of the sources can check: see CONTRIBUTING."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """The modules below some folders, by their paths, each parsed."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def test_faces_ask_the_desk_and_never_what_is_behind_it() -> None:
    behind = {"library", "analyser", "_library", "_analyser"}
    reaching = [
        f"{name}:{node.lineno}"
        for name, tree in sources("tui")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in behind
        and ast.unparse(node.value).rpartition(".")[2].strip("_") == "desk"
    ]
    assert not reaching
