"""No module imports itself over others: seen in the sources, lazy and TYPE_CHECKING imports too."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILDINGS = ("briefing", "store", "tui")


def sources(root: Path, buildings: tuple[str, ...]) -> dict[str, str]:
    """The text of every module by its dotted name; a package goes by its own."""
    texts = {}
    for building in buildings:
        for path in (root / building).rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            texts[name] = path.read_text(encoding="utf-8")
    return texts


def imported(text: str, modules: Mapping[str, object]) -> Iterator[str]:
    """The modules among those given that a source imports, wherever in it that stands."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, "imports name the whole way"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in modules:
                    yield inner
                elif node.module in modules:
                    yield node.module


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """The modules of a circle, each importing the next, the first again at the end; or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        path: list[str] = error.args[1]
        return path[::-1]
    return []


def graph_of(texts: Mapping[str, str]) -> dict[str, set[str]]:
    return {name: set(imported(text, texts)) for name, text in texts.items()}


@pytest.mark.parametrize("building", BUILDINGS)
def test_no_building_has_a_circle_of_imports(building: str) -> None:
    texts = sources(ROOT, BUILDINGS)
    graph = graph_of(texts)
    assert len([name for name in graph if name.partition(".")[0] == building]) > 30
    inside = {
        name: {to for to in targets if to.partition(".")[0] == building}
        for name, targets in graph.items()
        if name.partition(".")[0] == building
    }
    path = circle(inside)
    assert not path, " -> ".join(path)


def test_the_buildings_together_have_no_circle_of_imports() -> None:
    path = circle(graph_of(sources(ROOT, BUILDINGS)))
    assert not path, " -> ".join(path)


def test_a_circle_is_found_through_lazy_imports_and_those_for_types_alone() -> None:
    texts = {
        "a": "import a.one",
        "a.one": "def work():\n    from a import two\n",
        "a.two": "if TYPE_CHECKING:\n    from a.three import Value\n",
        "a.three": "from a.one import work",
        "a.four": "import a.one, json",
    }
    path = circle(graph_of(texts))
    assert path[0] == path[-1]
    assert set(path) == {"a.one", "a.two", "a.three"}
    assert all(later in graph_of(texts)[name] for name, later in pairwise(path))
    assert not circle(graph_of({**texts, "a.three": ""}))
