"""What is drawn cell by cell, on its way to be painted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby


def pieces(characters: Sequence[str], roles: Sequence[str]) -> list[tuple[str, str]]:
    """Neighbouring cells of one role as one piece of (text, role)."""
    runs = groupby(zip(characters, roles, strict=True), key=lambda cell: cell[1])
    return [("".join(character for character, _ in run), role) for role, run in runs]
