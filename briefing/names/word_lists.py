"""Reads word lists: words with blanks between them, and lines that say what they are."""

from __future__ import annotations

from pathlib import Path

_DATA = Path(__file__).with_name("data")


def words_of(name: str, folder: Path = _DATA) -> list[str]:
    """The words of a list, in order; lines that begin with ``#`` are about the list."""
    return [word for line in lines_of(name, folder) for word in line.split()]


def lines_of(name: str, folder: Path = _DATA) -> list[str]:
    """The lines of a list that hold words."""
    lines = (folder / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
