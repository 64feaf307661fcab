"""What a reader sets right in a finding: another speaker, another day, no quote at all.

``annotations.apply`` carries corrections out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from briefing.errors import UsageError
from briefing.kinds import kind_named, kind_of
from briefing.model import TALK_STATUSES, Article, Deadline, Span, Talk
from briefing.timing import iso

if TYPE_CHECKING:
    from briefing import codec

Correctable: TypeAlias = Any
"""A finding of one of ``correctable_kinds``: a quote, a talk, a deadline …"""

_BETWEEN_DAYS = " to "

SAME, OTHER = "one with", "not one with"
"""Fields that say of which findings in other articles one is, and of which it is none; see
``briefing.links``. Of statements it is the speakers that are one."""
LINKED = ("quote", "talk", "deadline")
"""The kinds whose findings in several articles may be one."""
BETWEEN_ANCHORS = "; "
"""Stands between the places of such a field."""
BETWEEN_NAMES = "; "
"""Stands between the parties of a talk."""


class Correction(Struct, frozen=True):
    """What a reader says of one finding of an article.

    ``found`` is the finding as analysis had it, ``words`` the text that it rests on. ``wrong``: it
    is no such thing. ``changes`` are pairs of a field and its right value, None for unknown; days
    are ISO days, or two of them with " to " between. ``day`` is the article's day of publication,
    ``made`` the moment of the correction, with its zone.
    """

    article_id: str
    found: Correctable
    words: str
    day: date | None
    made: datetime
    wrong: bool = False
    changes: tuple[tuple[str, str | None], ...] = ()

    @property
    def kind(self) -> str:
        """Of what kind the finding is, by its name."""
        return kind_of(self.found).name

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the finding rests."""
        return spans_of(self.found)

    @property
    def key(self) -> str:
        """What tells this finding from all others: ``article quote 10-24,30-41``."""
        places = ",".join(f"{s.start}-{s.end}" for s in self.spans)
        return f"{self.article_id} {self.kind} {places}"


def spans_of(finding: Correctable) -> tuple[Span, ...]:
    """The spans that a finding rests on: those of the content, or its fullest mention."""
    return kind_of(finding).spans(finding)


def words_of(spans: Iterable[Span], text: str) -> str:
    """The words under those spans, joined by an ellipsis."""
    return " … ".join(span.of(text) for span in spans)


def value_of(finding: Correctable, field: str) -> str | None:
    """The value of a correctable field of a finding, as ``Correction.changes`` has it."""
    if field in (SAME, OTHER):
        return None
    if field == "day":
        days = (finding.start, finding.end) if isinstance(finding, Talk) else _due(finding)
        return _days_in_words(*days)
    if field == "parties":
        return BETWEEN_NAMES.join(finding.parties) or None
    value: str | None = getattr(finding, field)
    return value


def _due(finding: Correctable) -> tuple[date | None, date | None]:
    return (finding.when, finding.end) if isinstance(finding, Deadline) else (None, None)


def _days_in_words(first: date | None, last: date | None) -> str | None:
    days = dict.fromkeys(day.isoformat() for day in (first, last) if day)
    return _BETWEEN_DAYS.join(days) or None


def correction_of(
    finding: Correctable,
    article: Article,
    made: datetime,
    field: str | None,
    value: str | None = None,
    earlier: Correction | None = None,
) -> Correction:
    """The correction by which ``field`` of the finding gets that value; without a field, by which
    it is no such thing. ``earlier`` is what was corrected in that finding before.

    Raises UsageError for a value that the field cannot have.
    """
    original = earlier.found if earlier else finding
    spans = spans_of(original)
    changes = dict(earlier.changes) if earlier else {}
    if field is not None:
        changes[field] = _checked(original, field, (value or "").strip() or None)
    return Correction(
        article.id,
        original,
        words_of(spans, article.text),
        article.day,
        made,
        wrong=field is None,
        changes=tuple(changes.items()),
    )


def _checked(finding: Correctable, field: str, value: str | None) -> str | None:
    kind = kind_of(finding)
    if field not in kind.correctable:
        correctable = ", ".join(kind.correctable)
        raise UsageError(field, f"is nothing that a {kind.name} has", f"Known: {correctable}")
    if field == "day":
        value = _days_in_words(*days_of(value))
        if value is None and isinstance(finding, Deadline):
            raise UsageError("day", "is missing", "A deadline has one: YYYY-MM-DD")
    if field == "parties":
        value = BETWEEN_NAMES.join(parties_of(value)) or None
    if field == "what" and value is None:
        raise UsageError("what", "is missing", f"A {kind.name} is called something")
    if field == "status" and value not in TALK_STATUSES:
        raise UsageError(f"status {value!r}", "is none", f"Known: {', '.join(TALK_STATUSES)}")
    return value


def days_of(value: str | None) -> tuple[date | None, date | None]:
    """First and last day of ``2022-01-09`` or ``2022-01-09 to 2022-01-10``. Raises UsageError."""
    if value is None:
        return None, None
    try:
        days = [date.fromisoformat(part.strip()) for part in re.split(r"\bto\b|/", value)]
    except ValueError as error:
        remedy = "Write YYYY-MM-DD, or YYYY-MM-DD to YYYY-MM-DD"
        raise UsageError(f"day {value!r}", "is no day of the calendar", remedy) from error
    if len(days) > 2 or days[-1] < days[0]:
        raise UsageError(f"day {value!r}", "ends before it starts", "Write the first day first")
    return days[0], days[-1]


def parties_of(value: str | None) -> tuple[str, ...]:
    """The parties that stand in the value of that field, each once."""
    names = (" ".join(name.split()) for name in (value or "").split(BETWEEN_NAMES.strip()))
    return tuple(dict.fromkeys(filter(None, names)))


def changes_nothing(correction: Correction) -> bool:
    """Whether the finding is what analysis had found after all."""
    finding = correction.found
    same = (value_of(finding, field) == value for field, value in correction.changes)
    return not correction.wrong and all(same)


def described(correction: Correction) -> str:
    """What was set right: ``speaker Ana Lind (was Petra Lind)``, ``no quote``."""
    if correction.wrong:
        return f"no {correction.kind}"
    return ", ".join(_described(correction, field, value) for field, value in correction.changes)


def _described(correction: Correction, field: str, value: str | None) -> str:
    if field in (SAME, OTHER):
        what = "speaker" if correction.kind == "quote" else correction.kind
        number = (value or "").count(BETWEEN_ANCHORS) + 1
        accounts = "another account" if number == 1 else f"{number} other accounts"
        return f"{field} the {what} in {accounts}"
    before = value_of(correction.found, field) or "not given"
    return f"{field} {value or 'not given'} (was {before})"


def correction_to_json(correction: Correction) -> codec.Object:
    """A correction as a JSON object; the finding in the shape of ``brief extract``."""
    # With what few libraries need: every start of brief imports this module.
    from briefing import codec

    return {
        "key": correction.key,
        "article": correction.article_id,
        "kind": correction.kind,
        "found": codec.finding_to_json(correction.found),
        "words": correction.words,
        "day": iso(correction.day),
        "made": correction.made.isoformat(),
        "wrong": correction.wrong,
        "changes": dict(correction.changes),
    }


def correction_from_json(record: Mapping[str, Any]) -> Correction:
    """The inverse; raises KeyError, TypeError or ValueError for anything else."""
    from briefing import codec

    return Correction(
        article_id=record["article"],
        found=codec.finding_from_json(kind_named(record["kind"]), record["found"]),
        words=record["words"],
        day=date.fromisoformat(record["day"]) if record["day"] else None,
        made=datetime.fromisoformat(record["made"]),
        wrong=record["wrong"],
        changes=tuple(record["changes"].items()),
    )
