"""Whether the tests notice mutants, one small fault each: of merging, deadlines, people, the store.

    python -m bench.mutate --sample 40 --seed 1
    python -m bench.mutate --sample 40 --area store
    python -m bench.mutate --sample 10 --only briefing/extract/people/roles.py

Cosmic Ray makes them (``pip install -e '.[bench]'``). A sample takes places at random, and one
mutant of each place. Each is put into a copy of the sources, where the tests of its area run until
the first one fails: then it is killed, as is one with which they never end. What is printed of each
survivor is the difference that no test noticed.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from queue import SimpleQueue

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[1]
_COPIED = ("bench", "briefing", "docs", "seeds", "store", "tests", "tui")
_LONGER = 10.0  # times what the tests take without a fault: then they never end
_LEAST = 120.0  # seconds; a machine may be busy for a while


@dataclass(frozen=True, slots=True)
class Area:
    """Sources, by patterns below the root, and the tests that are to notice a fault in them."""

    name: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]


AREAS = (
    Area("merge", ("briefing/merge/*.py",), ("tests/briefing/merge", "tests/briefing/digest")),
    Area(
        "deadlines",
        ("briefing/extract/deadlines/*.py",),
        ("tests/briefing/extract/deadlines",),
    ),
    Area(
        "people",
        ("briefing/extract/people/*.py",),
        ("tests/briefing/extract/people",),
    ),
    Area(
        "store",
        (
            "store/access.py",
            "store/adapter/storage.py",
            "store/engine/contents.py",
            "store/engine/journal.py",
            "store/engine/lock.py",
            "store/engine/writer.py",
        ),
        ("tests/store",),
    ),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """The fault that an operator makes at its n-th place in a module."""

    area: Area
    path: str
    place: tuple[int, int]
    """Line and column."""
    operator: str
    occurrence: int

    def code(self) -> str | None:
        """The module with the fault; None if it says the same or nothing to Python."""
        source = (ROOT / self.path).read_text(encoding="utf-8")
        code: str | None = mutate_code(source, get_operator(self.operator)(), self.occurrence)
        return None if code is None or _executed(code) in (None, _executed(source)) else code

    def difference(self) -> str:
        """What a reader of the module would see."""
        source = (ROOT / self.path).read_text(encoding="utf-8")
        before, after = source.splitlines(), (self.code() or source).splitlines()
        lines = difflib.unified_diff(before, after, self.path, self.operator, n=2, lineterm="")
        return "\n".join(lines)


class _Executed(ast.NodeTransformer):
    """Takes out what is never executed: annotations, which are postponed, and texts for readers."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        return ast.Pass() if isinstance(node.value, ast.Constant) else self.generic_visit(node)


def _executed(code: str) -> str | None:
    try:
        return ast.dump(_Executed().visit(ast.parse(code)))
    except SyntaxError:
        return None


@cache
def operators() -> tuple[str, ...]:
    """Those of Cosmic Ray that need no arguments and do change something."""
    return tuple(
        name
        for name in operator_names()
        if not getattr(get_operator(name), "arguments", tuple)() and not name.endswith("/NoOp")
    )


def mutants(area: Area, path: str) -> Iterator[Mutant]:
    """Every one of a module, by places."""
    nodes = list(ast_nodes(get_ast((ROOT / path).read_text(encoding="utf-8"))))
    for name in operators():
        operator = get_operator(name)()
        places = [node.start_pos for node in nodes for _ in operator.mutation_positions(node)]
        for occurrence, place in enumerate(places):
            yield Mutant(area, path, place, name, occurrence)


def sample(count: int, seed: int, areas: Sequence[Area], only: str) -> list[Mutant]:
    """As many, each of another place; places are as likely as one another."""
    chance = random.Random(seed)
    paths = sorted(
        (str(path.relative_to(ROOT)), number)
        for number, area in enumerate(areas)
        for pattern in area.sources
        for path in ROOT.glob(pattern)
        if path.match(only)
    )
    every = [mutant for path, number in paths for mutant in mutants(areas[number], path)]
    every.sort(key=lambda m: (m.path, m.place, m.operator, m.occurrence))
    places = [list(group) for _, group in groupby(every, key=lambda m: (m.path, m.place))]
    chance.shuffle(places)
    chosen: list[Mutant] = []
    for group in places:
        chance.shuffle(group)
        chosen += [mutant for mutant in group if mutant.code() is not None][:1]
        if len(chosen) == count:
            break
    return chosen


class Copy:
    """The sources in a folder of their own, where one of them can be another for a while."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        leave = shutil.ignore_patterns("__pycache__")
        for name in _COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=leave)
        for path in (*ROOT.glob("*.toml"), *ROOT.glob("*.md"), ROOT / "constraints.txt"):
            shutil.copy(path, folder)

    def passes(self, tests: Sequence[str], seconds: float | None = None) -> bool:
        """Whether tests pass here; they do not if that takes longer."""
        command = [sys.executable, "-m", "pytest", "-x", "-n", "0", "-m", "not slow",
                   "--hypothesis-seed=0", *tests]  # fmt: skip
        environment = {
            **os.environ,
            "PYTHONPATH": str(self._folder),  # before the installed sources, in children too
            "PYTHONDONTWRITEBYTECODE": "1",  # a mutant may be as old and as long as the original
        }
        try:
            done = subprocess.run(
                command, cwd=self._folder, env=environment, capture_output=True, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def survives(self, mutant: Mutant, seconds: float) -> bool:
        """Whether the tests of its area pass with a mutant."""
        path = self._folder / mutant.path
        original = path.read_bytes()
        path.write_text(mutant.code() or "", encoding="utf-8")
        try:
            return self.passes(mutant.area.tests, seconds)
        finally:
            path.write_bytes(original)


def limit(copy: Copy, area: Area) -> float:
    """The seconds after which tests of an area never end. Raises SystemExit if they fail."""
    before = os.times()
    if not copy.passes(area.tests):
        raise SystemExit(f"{' '.join(area.tests)}: these fail without a fault")
    return max(_LEAST, _LONGER * (os.times().elapsed - before.elapsed))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=40, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="which: the same give the same")
    names = [area.name for area in AREAS]
    parser.add_argument("--area", choices=names, action="append", help="of these areas: all")
    parser.add_argument("--only", default="*.py", help="of these modules: a pattern")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time")
    given = parser.parse_args()
    areas = [area for area in AREAS if area.name in (given.area or names)]
    chosen = sample(given.sample, given.seed, areas, given.only)
    with ExitStack() as stack:
        free = SimpleQueue[Copy]()
        for _ in range(given.jobs):
            free.put(Copy(Path(stack.enter_context(tempfile.TemporaryDirectory()))))
        first = free.get()
        limits = {area: limit(first, area) for area in {mutant.area for mutant in chosen}}
        free.put(first)

        def survives(mutant: Mutant) -> bool:
            copy = free.get()
            try:
                return copy.survives(mutant, limits[mutant.area])
            finally:
                free.put(copy)

        pool = stack.enter_context(ThreadPoolExecutor(given.jobs))
        survivors = 0
        for mutant, survived in zip(chosen, pool.map(survives, chosen), strict=True):
            survivors += survived
            if survived:
                print(mutant.difference(), end="\n\n", flush=True)
    share = (len(chosen) - survivors) / max(1, len(chosen))
    print(f"{len(chosen)} mutants, {len(chosen) - survivors} killed ({share:.0%})")


if __name__ == "__main__":
    main()
