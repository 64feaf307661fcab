"""Rules of the house that a reader of the sources can check: see CONTRIBUTING."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = ("briefing", "store", "tui")
OF_LIBRARIES = {
    "_background_screens": "textual.app.App",
    "_batch_count": "textual.app.App",
    "_compositor": "textual.screen.Screen",
    "_display": "textual.app.App",
    "_handle": "tinydb.JSONStorage",
    "_replace": "NamedTuple",
    "_styles_cache": "textual.widget.Widget",
}
"""Private members that the house has to know, by what they are of."""


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


def test_tests_touch_no_private_member_of_the_house() -> None:
    touched = [
        f"{name}:{line}: {member}"
        for name, tree in sources("tests", "bench")
        for line, member in private_members(tree)
        if member not in OF_LIBRARIES
    ]
    assert not touched


def private_members(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What is private and of another module or object, with the line: read, imported, patched."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                continue
            case ast.Attribute(attr=name):
                names = [name]
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in HOUSE:
                names = [alias.name for alias in node.names]
            case ast.Call(
                func=ast.Attribute(attr="setattr"), args=[_, ast.Constant(str(name)), *_]
            ):
                names = [name]
            case ast.Call(ast.Attribute(attr="setattr"), [ast.Constant(str(path)), *_]):
                names = [path.rpartition(".")[2]]
            case _:
                continue
        yield from (
            (node.lineno, name)
            for name in names
            if name.startswith("_") and not name.startswith("__")
        )
