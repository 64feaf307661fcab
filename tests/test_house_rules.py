"""Rules of the house that a reader of the sources can check: see CONTRIBUTING."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = ("briefing", "store", "tui")
OF_LIBRARIES = {
    "_background_screens": "textual.app.App",
    "_batch_count": "textual.app.App",
    "_check_refresh": "textual.widget.Widget",
    "_compositor": "textual.screen.Screen",
    "_default_executor": "asyncio.BaseEventLoop",
    "_display": "textual.app.App",
    "_exit": "os",
    "_handle": "tinydb.JSONStorage",
    "_idle_semaphore": "concurrent.futures.ThreadPoolExecutor",
    "_ready": "asyncio.BaseEventLoop",
    "_refresh_layout": "textual.screen.Screen",
    "_replace": "NamedTuple",
    "_styles_cache": "textual.widget.Widget",
    "_threads": "concurrent.futures.ThreadPoolExecutor",
    "_time": "textual.timer",
    "_value": "threading.Semaphore",
    "_work_queue": "concurrent.futures.ThreadPoolExecutor",
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


def test_a_number_says_where_it_comes_from() -> None:
    silent = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for name, tree in sources(*HOUSE)
        for node in tree.body
        if is_number(node) and not is_explained(node, (ROOT / name).read_text("utf-8").splitlines())
    ]
    assert not silent


def is_number(node: ast.stmt) -> bool:
    """Whether a statement gives a name to a number, to a sum of some, or to weights by name."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    if isinstance(node.value, ast.Dict):
        return any(isinstance(each, float) for each in map(constant_of, node.value.values))
    parts = list(ast.walk(node.value))
    calculated = (ast.Constant, ast.BinOp, ast.UnaryOp, ast.Tuple, ast.operator, ast.unaryop)
    numbers = [part.value for part in parts if isinstance(part, ast.Constant)]
    return (
        bool(numbers)
        and all(type(number) in (int, float) for number in numbers)
        and all(isinstance(part, (*calculated, ast.expr_context)) for part in parts)
    )


def constant_of(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def is_explained(node: ast.stmt, lines: Sequence[str]) -> bool:
    """By a comment behind it or above it and its neighbours, or by the docstring below it."""
    own = range(node.lineno - 1, node.end_lineno or node.lineno)
    above = itertools.takewhile(str.strip, reversed(lines[: own.start]))
    below = lines[own.stop] if own.stop < len(lines) else ""
    return (
        any("#" in lines[n] for n in own)
        or any(line.startswith("#") for line in above)
        or below.startswith('"""')
    )


def test_weights_and_thresholds_have_a_name() -> None:
    arithmetic = {0.0, 0.5, 1.0, 2.0}
    bare = [
        f"{name}:{number.lineno}: {number.value}"
        for name, tree in sources(*HOUSE)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for number in ast.walk(node)
        if isinstance(number, ast.Constant)
        and isinstance(number.value, float)
        and number.value not in arithmetic
    ]
    assert not bare


def test_long_word_lists_stand_in_data_with_their_source() -> None:
    longest = 24  # words: what a rule beside it shows at a glance
    long = [
        f"{name}:{node.lineno}: {len(words)} words"
        for name, tree in sources("briefing/extract")
        for node in ast.walk(tree)
        if len(words := words_of_set(node)) > longest
    ]
    assert not long
    for path in sorted((ROOT / "briefing/extract/data").glob("*.t[ox]*")):
        opening = itertools.takewhile(
            lambda line: line.startswith("#"), path.read_text("utf-8").splitlines()
        )
        assert "ource" in " ".join(opening), path


def words_of_set(node: ast.AST) -> list[str]:
    """The words of a set that is written as one string of them, or one by one."""
    match node:
        case ast.Call(ast.Name("frozenset"), [ast.Call(ast.Attribute(ast.Constant(str(text))))]):
            return text.split()
        case ast.Call(ast.Name("frozenset"), [ast.Set(words) | ast.List(words) | ast.Tuple(words)]):
            return [str(constant_of(word)) for word in words]
        case _:
            return []
