"""Alternating runs of two things, and the ratio of their medians."""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured against what, and how it compares to its budget."""

    what: str
    ours: str
    peer: str
    ratio: float
    budget: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.ours} | {self.peer} | {self.ratio:.2f} | {self.budget} |"


HEADER = "| what | ours | peer | ratio | budget |\n|---|---|---|---|---|"


def seconds(run: Callable[[], object]) -> float:
    """How long one call takes, in seconds of wall clock."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def alternating(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each, every round running all of them in turn."""
    timed = {name: partial(seconds, run) for name, run in runs.items()}
    return {name: statistics.median(times) for name, times in in_turn(timed, rounds).items()}


def in_turn(runs: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """What each returned, every round running all of them in turn."""
    returned: dict[str, list[T]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            returned[name].append(run())
    return returned


def machine() -> str:
    """What the figures were measured on."""
    packages = ("textual", "spacy", "tinydb", "feedparser", "numpy")
    versions = ", ".join(f"{p} {version(p)}" for p in packages)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{platform.machine()}, {cores} cores, {platform.system()}, Python {python}; {versions}"
