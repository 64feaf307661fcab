"""Two texts word by word: what stayed, what went and what came. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from msgspec import Struct

Fate: TypeAlias = Literal["same", "gone", "new"]

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*|[^\w\s]|\s+")  # 3.5, isn't and re-open are one word
_MOST = 20_000  # words of both: beyond that time grows too much, and lines are compared instead


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
    old, new = words_of(before), words_of(after)
    if len(old) + len(new) > _MOST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return tuple(_stretches(old, new))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Stretch("gone", "".join(old[a:b]))
        if c < d:
            yield Stretch("new", "".join(new[c:d]))
