"""Two texts word by word: what stayed, what went and what came. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from msgspec import Struct

Fate: TypeAlias = Literal["same", "gone", "new"]

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*|[^\w\s]|\s+")  # 3.5, isn't and re-open are one word
_MOST = 20_000  # words and blanks of both between two lines that stayed: 4 s; more is not compared


class Stretch(Struct, frozen=True):
    """Words that share a fate, in the order in which they are read: what went before what came."""

    fate: Fate
    text: str


def words_of(text: str) -> list[str]:
    """The words of a text, its marks and its blanks: joined they are the text."""
    return _WORD.findall(text)


def word_diff(before: str, after: str) -> tuple[Stretch, ...]:
    """How the first text became the second.

    The stretches that are not "new" make up the first text, those that are not "gone" the second.
    """
    stretches: list[Stretch] = []
    for old, new, same in _parts(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if old and new:
            stretches += _between(old, new)
        else:
            stretches += _stretches(old, new, same)
    return tuple(stretches)


def _between(before: str, after: str) -> Iterator[Stretch]:
    """Word by word what stands between two lines that stayed."""
    old, new = words_of(before), words_of(after)
    if len(old) + len(new) > _MOST:
        yield from _stretches(before, after, "")
        return
    for part in _parts(old, new):
        yield from _stretches(*part)


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """What went, what came in its place, or what stayed, in turn."""
    for tag, a, b, c, d in SequenceMatcher(_is_blank, old, new, autojunk=False).get_opcodes():
        first = "".join(old[a:b])
        yield ("", "", first) if tag == "equal" else (first, "".join(new[c:d]), "")


def _is_blank(word: str) -> bool:
    """Whether it is a blank within a line: alone it holds nothing together, and there are many."""
    return word.isspace() and "\n" not in word


def _stretches(old: str, new: str, same: str) -> Iterator[Stretch]:
    fates: tuple[tuple[Fate, str], ...] = (("same", same), ("gone", old), ("new", new))
    return (Stretch(fate, text) for fate, text in fates if text)
