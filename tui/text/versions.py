"""The versions of an article in words: their moments, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from briefing.digest.word_diff import Fate, word_diff
from briefing.model import Version
from tui.text.days import moment

Piece: TypeAlias = tuple[Fate, str]
"""Words that share a fate; those that went or came stand between their marks."""

_MARKS: dict[Fate, tuple[str, str]] = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
GONE = "Its page was gone at the outlet."
BACK = "Its page was there again."
MARKS_EXPLAINED = "Words in [-...-] went, words in {+...+} came"


def changed_paragraphs(before: str, after: str) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs of both texts in the order in which they are read, without empty ones."""
    paragraph: list[Piece] = []
    for stretch in word_diff(before, after):
        begin, end = _MARKS[stretch.fate]
        for number, line in enumerate(stretch.text.split("\n")):
            if number:
                yield from _unless_blank(paragraph)
                paragraph = []
            if line.strip():
                paragraph.append((stretch.fate, f"{begin}{line}{end}"))
            elif line:
                paragraph.append(("same", line))
    yield from _unless_blank(paragraph)


def is_changed(paragraph: tuple[Piece, ...]) -> bool:
    """Whether any word of it went or came."""
    return any(fate != "same" for fate, _ in paragraph)


def version_name(version: Version, number: int, total: int, near: date) -> str:
    """``version 2 of 3, 12 Jan 10:00 to 13 Jan 09:12``; years where they are not that of ``near``.

    ``number`` counts from 1. What is not known is left out.
    """
    since, until = version.article.since, version.until
    words = []
    if since:
        words.append(moment(since, near) if until else f"since {moment(since, near)}")
    if until:
        words.append(f"{'to' if since else 'until'} {moment(until, near)}")
    return f"version {number} of {total}{', ' if words else ''}{' '.join(words)}"


def one_version(version: Version, near: date) -> str:
    """``This article has one version, since 12 Jan 10:00``."""
    since = version.article.since
    return f"This article has one version{f', since {moment(since, near)}' if since else ''}"


def _unless_blank(paragraph: list[Piece]) -> Iterator[tuple[Piece, ...]]:
    if any(text.strip() for _, text in paragraph):
        yield tuple(paragraph)
