"""One version of an article, each word that went or came since the version before marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from briefing.model import Version
from tui.text.days import long_days
from tui.text.look import Look
from tui.text.versions import (
    BACK,
    GONE,
    MARKS_EXPLAINED,
    Piece,
    changed_paragraphs,
    version_name,
)
from tui.widgets.text_view import Block, Mark

_ROLES = {"gone": "warn", "new": "accent"}


def version_blocks(look: Look, versions: Sequence[Version], index: int, near: date) -> list[Block]:
    """The version at ``index``, the oldest being 0, beside the one before it.

    Years are said where they are not that of ``near``.
    """
    article = versions[index].article
    before = versions[index - 1] if index else versions[index]
    name = version_name(versions[index], index + 1, len(versions), near)
    blocks = list(_changed(look, before.article.title, article.title, "strong"))
    if article.source:
        blocks.append(Block(look.clean(article.source), role="dim"))
    blocks += _changed(look, _day(before), _day(versions[index]), "dim")
    blocks.append(Block(name[:1].upper() + name[1:], role="dim"))
    if not index:
        blocks.append(Block("As it first came in.", role="dim"))
    elif before.removed:
        blocks.append(Block("Taken out before, and added again.", role="warn"))
    if bool(before.article.gone) != bool(article.gone):
        blocks.append(Block(GONE if article.gone else BACK, role="warn"))
    if index:
        blocks.append(Block(f"{MARKS_EXPLAINED}; n and p go from one to the next.", role="dim"))
    for block in _changed(look, before.article.text, article.text):
        blocks += [Block(), block]
    return blocks


def _day(version: Version) -> str:
    day = version.article.day
    return long_days(day) if day else "undated"


def _changed(look: Look, before: str, after: str, role: str = "") -> Iterable[Block]:
    return (_block(look, paragraph, role) for paragraph in changed_paragraphs(before, after))


def _block(look: Look, paragraph: Sequence[Piece], role: str) -> Block:
    """The pieces as one text, a mark over each that went or came; cleaning keeps its length."""
    marks, at = [], 0
    for fate, words in paragraph:
        if fate != "same":
            marks.append(Mark(at, at + len(words), _ROLES[fate], look.marks.bar))
        at += len(words)
    return Block(look.clean("".join(words for _, words in paragraph)), tuple(marks), role)
