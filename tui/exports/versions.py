"""The versions of an article one after the other, with what was changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from briefing.model import Version
from tui.exports.lines import WIDTH
from tui.text.days import long_days
from tui.text.phrases import plain
from tui.text.versions import BACK, GONE, changed_paragraphs, is_changed
from tui.text.wrap import wrap


def versions_text(versions: Sequence[Version], width: int = WIDTH) -> str:
    """Each version with its moments; what went stands in ``[-…-]``, what came in ``{+…+}``.

    Lines have at most ``width`` cells. Paragraphs that stayed as they were are counted.
    """
    return "\n".join(_lines(versions, width))


def _lines(versions: Sequence[Version], width: int) -> Iterator[str]:
    if not versions:
        return
    first = versions[0].article
    yield from _wrapped(first.title, width)
    if len(versions) == 1:
        yield f"One version, as it came in {_moment(first.since)}."
        return
    yield f"{len(versions)} versions, the first from {_moment(first.since)}."
    for number, (one, other) in enumerate(pairwise(versions), 2):
        yield ""
        yield f"Version {number}, from {_moment(other.article.since)}:"
        if one.removed:
            yield "  Taken out, and added again."
        if bool(one.article.gone) != bool(other.article.gone):
            yield f"  {GONE if other.article.gone else BACK}"
        if one.article.title != other.article.title:
            yield from _changed("Title: ", one.article.title, other.article.title, width)
        if one.article.day != other.article.day:
            before, after = (str(v.article.day or "no day") for v in (one, other))
            yield from _changed("Day: ", before, after, width)
        yield from _changed("", one.article.text, other.article.text, width)


def _changed(lead: str, before: str, after: str, width: int) -> Iterator[str]:
    stayed = 0
    for paragraph in changed_paragraphs(before, after):
        if is_changed(paragraph):
            text = lead + "".join(words for _, words in paragraph)
            yield from (f"  {line}" for line in _wrapped(text, width - 2))
        else:
            stayed += 1
    if stayed and not lead:
        yield f"  {stayed} paragraph{'' if stayed == 1 else 's'} as before."


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = plain(text)
    return (line[start:end].rstrip() for start, end in wrap(line, width))


def _moment(moment: datetime | None) -> str:
    return f"{long_days(moment.date())}, {moment:%H:%M}" if moment else "an unknown day"
