"""What an outlet has changed of findings whose own words stand as they stood. Pure.

Who speaks, when and where something is and whether it stands may rest on a sentence elsewhere, or
on the day of the article: the words of the row are the same, and what it says is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from briefing.digest.edits import Edit, EditedField
from briefing.digest.sentence_pairs import plain_words
from briefing.digest.text_edits import edits
from briefing.kinds import DEADLINES, QUOTES, TALKS, FindingKind, findings_of_kind
from briefing.model import Deadline, Span, Talk, Version
from briefing.timing import iso_days

_Value = Callable[[Any], str]


def _talk_days(talk: Talk) -> str:
    return iso_days(talk.start, talk.end)


def _deadline_status(due: Deadline) -> str:
    return "cancelled" if due.cancelled else "planned"


_FIELDS: Final[tuple[tuple[FindingKind, Mapping[EditedField, _Value]], ...]] = (
    (QUOTES, {"speaker": lambda quote: quote.speaker or ""}),
    (
        TALKS,
        {
            "day": _talk_days,
            "place": lambda talk: talk.place or "",
            "status": lambda talk: talk.status,
        },
    ),
    (
        DEADLINES,
        {"day": lambda due: iso_days(due.when, due.end), "status": _deadline_status},
    ),
)


def article_edits(versions: Sequence[Version]) -> tuple[Edit, ...]:
    """What the outlet has changed in an article, in its words and in what was found in them.

    ``versions`` are all there are, the oldest first.
    """
    found = edits(versions)
    made: list[Edit] = []
    for edit in _of_findings(versions, found):
        # A meeting is found as talks and as something dated.
        if not any(_is_same(edit, other) for other in made):
            made.append(edit)
    return (*found, *made)


def _of_findings(versions: Sequence[Version], found: Sequence[Edit]) -> Iterator[Edit]:
    comparable = _comparable(versions)
    if len(comparable) < 2:
        return
    for kind, fields in _FIELDS:
        by_words = [_by_words(version, kind) for version in comparable]
        for words, now in by_words[-1].items():
            spans = kind.spans(now)
            for one, (then, since) in zip(comparable, pairwise(by_words), strict=False):
                before, after = then.get(words), since.get(words)
                if before is None or after is None or one.until is None:
                    continue
                if any(_is_under(edit, spans) and edit.until == one.until for edit in found):
                    continue
                for field, value in fields.items():
                    was, is_now = value(before), value(after)
                    if was and was != is_now:
                        yield Edit(
                            "day changed" if field == "day" else "reworded",
                            was,
                            is_now,
                            one.article.since,
                            one.until,
                            spans[0],
                            field,
                            " ".join(span.of(comparable[-1].article.text) for span in spans),
                        )


def _comparable(versions: Sequence[Version]) -> list[Version]:
    """The last versions of a row that were whole, and read by one analyser."""
    made: list[Version] = []
    for version in reversed(versions):
        found, last = version.findings, made[-1].findings if made else version.findings
        is_whole = not version.removed and not version.article.teaser
        if found is None or last is None or found.analyser != last.analyser or not is_whole:
            break
        made.append(version)
    return made[::-1]


def _by_words(version: Version, kind: FindingKind) -> dict[tuple[str, ...], Any]:
    """The findings of a kind by the words on which they rest; those with the same are left out."""
    made: dict[tuple[str, ...], list[Any]] = {}
    if version.findings is not None:
        text = version.article.text
        for finding in findings_of_kind(version.findings, kind):
            words = plain_words(" ".join(span.of(text) for span in kind.spans(finding)))
            made.setdefault(words, []).append(finding)
    return {words: alike[0] for words, alike in made.items() if words and len(alike) == 1}


def _is_same(one: Edit, other: Edit) -> bool:
    values = (one.field, one.before, one.after, one.until)
    same = values == (other.field, other.before, other.after, other.until)
    return same and other.span is not None and _is_under(one, (other.span,))


def _is_under(edit: Edit, spans: Sequence[Span]) -> bool:
    return edit.span is not None and any(edit.span.overlaps(span) for span in spans)
