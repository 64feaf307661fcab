"""What a written briefing holds, in order: the sections that it has in every form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from briefing.article_refs import Evidence
from briefing.digest.rounds import series
from briefing.rows import DeadlineRow, DeadlinesThatAreTalks, FindingMention, SpeakerRow, TalkRow
from tui.exports.day_report import DayReport
from tui.kinds import other_kinds, rows_of
from tui.text.days import long_days
from tui.text.phrases import (
    ascribed_line,
    disputed,
    edit_line,
    far_line,
    fold_far,
    heading,
    plain,
    series_line,
)

if TYPE_CHECKING:
    from briefing.contradictions.rows import Contradiction
    from briefing.digest.briefing import Briefing
    from briefing.digest.dated import DatedRow
    from briefing.digest.stories import Story
    from briefing.ledger.rows import Ledger, LedgerRow

Part: TypeAlias = Literal[
    "story",
    "contradiction",
    "deadline",
    "talk",
    "series",
    "speaker",
    "ascribed",
    "finding",
    "edit",
    "owed",
    "line",
]
"""What the rows of a section are, and so how one is written."""


class Section(Struct, frozen=True):
    """Rows under a title; ``folded`` is the line for what lies too far off to be listed.

    ``left_out`` is how many rows were cut off.
    """

    title: str
    part: Part
    rows: Sequence[Any]
    folded: str = ""
    left_out: int = 0


class RowWriter(Protocol):
    """Writes rows in one form, a line or more each, and what they rest on."""

    day: date

    def cite(self, evidence: Iterable[Evidence]) -> str:
        """How sources are named within a line of words."""

    def line(self, words: str) -> Iterable[str]:
        """A row that is a line of words."""

    def story(self, story: Story) -> Iterable[str]: ...
    def deadline(self, row: DeadlineRow) -> Iterable[str]: ...
    def talk(self, row: TalkRow) -> Iterable[str]: ...
    def speaker(self, row: SpeakerRow) -> Iterable[str]: ...
    def finding(self, mention: FindingMention) -> Iterable[str]: ...
    def owed(self, row: LedgerRow) -> Iterable[str]: ...
    def contradiction(self, row: Contradiction) -> Iterable[str]: ...


def rows_written(part: Part, rows: Iterable[Any], writer: RowWriter) -> Iterator[str]:
    """The lines of those rows, which are such a part of a briefing."""
    ways: Mapping[Part, Callable[[Any], Iterable[str]]] = {
        "story": writer.story,
        "contradiction": writer.contradiction,
        "deadline": writer.deadline,
        "talk": writer.talk,
        "series": lambda each: writer.line(series_line(each, writer.day)),
        "speaker": writer.speaker,
        "ascribed": lambda pair: writer.line(ascribed_line(pair[0], pair[1], writer.cite)),
        "finding": writer.finding,
        "edit": lambda edit: writer.line(edit_line(edit, writer.day)),
        "owed": writer.owed,
        "line": writer.line,
    }
    for row in rows:
        yield from ways[part](row)


def ledger_heading(ledger: Ledger, briefing: Briefing) -> tuple[str, str]:
    """What a written ledger is of, and what it rests on."""
    return f"Ledger as of {long_days(ledger.day)}", heading(briefing)[1]


def ledger_contents(ledger: Ledger, top: int = 0) -> list[Section]:
    """The sections of a ledger that have rows, and the first of them also without any."""
    from tui.text.ledger import SECTIONS, section_of, unspoken_words

    by_title: dict[str, list[LedgerRow]] = {title: [] for title in SECTIONS}
    for row in ledger.rows:
        by_title[section_of(row)].append(row)
    unspoken = [plain(said) for row in ledger.rows if (said := unspoken_words(row, ledger.day))]
    every = [
        *(Section(title, "owed", rows) for title, rows in by_title.items()),
        Section("No statement since", "line", unspoken),
        Section("Not said", "finding", ledger.silences),
    ]
    return [_cut(each, top) for n, each in enumerate(every) if each.rows or not n]


def contents(report: DayReport) -> list[Section]:
    """The sections that have rows, and of the three questions also those without any."""
    asked = ("Coming up", "Talks", "Who said what")
    return [
        _cut(section, report.top)
        for section in _sections(report)
        if section.rows or section.title in asked
    ]


def dated_rows(briefing: Briefing, top: int) -> list[DatedRow]:
    """The talks and deadlines that are listed where a section has ``top`` rows at most."""
    return [row for section in _dated_sections(briefing) for row in _cut(section, top).rows]


def _cut(section: Section, top: int) -> Section:
    """The first rows; of talks those that are not over, then the latest of the others."""
    left_out = len(section.rows) - top
    if not top or left_out <= 0:
        return section
    rows = section.rows[:top]
    if section.part == "talk":
        ahead = [row for row in section.rows if row.timing != "passed"]
        over = [row for row in section.rows if row.timing == "passed"]
        kept = {id(row) for row in (*ahead, *reversed(over))[:top]}
        rows = [row for row in section.rows if id(row) in kept]
    return replace(section, rows=rows, left_out=left_out)


def _sections(report: DayReport) -> Iterator[Section]:
    briefing = report.briefing
    yield Section("Stories", "story", report.stories)
    against = [each for story in report.stories for each in story.contradictions]
    yield Section("Words against words", "contradiction", against)
    yield from _dated_sections(briefing)
    yield Section("Rounds of talks", "series", series(briefing.talks))
    yield Section("Who said what", "speaker", briefing.speakers)
    yield Section("Ascribed to different speakers", "ascribed", tuple(disputed(briefing)))
    for _, kind in other_kinds():
        yield Section(kind.title, "finding", rows_of(briefing, kind))
    yield Section("Changed by outlets", "edit", report.edits)


def _dated_sections(briefing: Briefing) -> Iterator[Section]:
    ahead = (row for row in briefing.deadlines if row.timing != "passed")
    near, far = fold_far(ahead, briefing.as_of.day)
    yield Section("Coming up", "deadline", near, far_line(far) if far else "")
    # What was a meeting stands among the talks.
    meetings = DeadlinesThatAreTalks(briefing.talks)
    passed = (row for row in briefing.deadlines if row.timing == "passed")
    yield Section("Passed", "deadline", [row for row in passed if row not in meetings])
    yield Section("Talks", "talk", briefing.talks)
