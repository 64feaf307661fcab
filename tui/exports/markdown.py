"""The briefing as Markdown: every line points to numbered source sentences with links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import quote as percent

from briefing.digest.briefing import Briefing
from briefing.digest.changes import ArticleEdit
from briefing.digest.remarks import Remarks
from briefing.digest.rounds import series
from briefing.digest.stories import Story
from briefing.merge.utterances import utterances
from briefing.rows import (
    ArticleRef,
    DeadlineRow,
    DeadlinesThatAreTalks,
    Evidence,
    FindingMention,
    SpeakerRow,
    TalkRow,
)
from tui.kinds import other_kinds, rows_of
from tui.text.days import days, short_day, when_due
from tui.text.phrases import (
    NO_REMARKS,
    TextOf,
    ascribed_line,
    change_lines,
    deadline_contrasts,
    deadline_line,
    disputed,
    edit_line,
    evidence_words,
    far_line,
    finding_line,
    fold_far,
    heading,
    outcome_line,
    plain,
    remark_line,
    series_line,
    sources_line,
    speaker_line,
    statement_line,
    story_line,
    talk_contrasts,
    talk_line,
    wordings_line,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SAFE_IN_LINK = "/:?#@!$&'*+,;=%-._~[]"


def escaped(text: str) -> str:
    """Text from outside on one line, in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", plain(text))


def to_markdown(
    briefing: Briefing,
    text_of: TextOf,
    remarks: Remarks = NO_REMARKS,
    stories: Sequence[Story] = (),
    edits: Sequence[ArticleEdit] = (),
) -> str:
    """The briefing as Markdown, with numbered source sentences and links."""
    document = _Document(text_of, remarks, briefing.as_of.day)
    return "\n".join(document.lines(briefing, stories, edits))


class _Document:
    """Numbers the sentences that are cited; ``[3](#s3)`` points to the third."""

    def __init__(self, text_of: TextOf, remarks: Remarks, day: date) -> None:
        self._text_of = text_of
        self._remarks = remarks
        self._day = day
        self._numbers: dict[Evidence, int] = {}

    def lines(
        self, briefing: Briefing, stories: Sequence[Story], edits: Sequence[ArticleEdit]
    ) -> list[str]:
        title, covered = heading(briefing)
        lines = [f"# {title}", "", f"{covered}.", ""]
        if stories:
            lines += _section("Stories", (line for s in stories for line in self._story(s)))
        meetings = DeadlinesThatAreTalks(briefing.talks)
        ahead = (row for row in briefing.deadlines if row.timing != "passed")
        near, far = fold_far(ahead, briefing.as_of.day)
        passed = [
            row for row in briefing.deadlines if row.timing == "passed" and row not in meetings
        ]
        folded = [f"- {far_line(far)}"] if far else []
        coming = (line for d in near for line in self._deadline(d))
        lines += _section("Coming up", (*coming, *folded))
        if passed:
            lines += _section("Passed", (line for d in passed for line in self._deadline(d)))
        lines += _section("Talks", (line for t in briefing.talks for line in self._talk(t)))
        rounds = series(briefing.talks)
        if rounds:
            lines += _section(
                "Rounds of talks", (f"- {escaped(series_line(s, self._day))}" for s in rounds)
            )
        lines += _section(
            "Who said what", (line for s in briefing.speakers for line in self._speaker(s))
        )
        lines += self._disputed(briefing)
        for _, kind in other_kinds():
            if mentions := rows_of(briefing, kind):
                lines += _section(kind.title, map(self._finding, mentions))
        if edits:
            changed = (f"- {escaped(edit_line(edit, self._day))}" for edit in edits)
            lines += _section("Changed by outlets", changed)
        lines += ["## Sources", ""]
        for evidence, number in self._numbers.items():
            words = escaped(evidence_words(evidence, self._text_of))
            lines.append(f'{number}. <a id="s{number}"></a>“{words}” {_source(evidence.article)}')
        return [*lines, ""]

    def _story(self, story: Story) -> list[str]:
        line = f"- {escaped(story_line(story, self._day))}"
        return [line, *(f"  - {_source(ref)}" for ref in story.articles)]

    def _disputed(self, briefing: Briefing) -> list[str]:
        lines = [
            f"- {escaped(ascribed_line(utterance, speaker_of, self._cite))}"
            for utterance, speaker_of in disputed(briefing)
        ]
        return _section("Ascribed to different speakers", lines) if lines else []

    def _notes(self, evidence: Iterable[Evidence]) -> str:
        return " ".join(f"[{n}](#s{n})" for n in dict.fromkeys(map(self._note, evidence)))

    def _note(self, evidence: Evidence) -> int:
        return self._numbers.setdefault(evidence, len(self._numbers) + 1)

    def _cite(self, evidence: Iterable[Evidence]) -> str:
        """``(3)(5)``: the same numbers within a line in which nothing is markup."""
        return "".join(f"({n})" for n in dict.fromkeys(map(self._note, evidence)))

    def _deadline(self, row: DeadlineRow) -> list[str]:
        when, _, away = when_due(row, self._day).partition("  ")
        cited = self._notes(m.evidence for m in (*row.mentions, *row.rivals))
        line = f"- **{when}**{f', {away}' if away else ''}: "
        notes = [remark_line(self._remarks, self._day, row), sources_line(row.sources)]
        contrasts = [each.line(self._cite) for each in deadline_contrasts(row, self._day)]
        sentence = f"{line}{escaped(deadline_line(row, self._day))} {cited}"
        return [sentence, *_indented(notes, contrasts)]

    def _talk(self, row: TalkRow) -> list[str]:
        cited = self._notes(m.evidence for m in row.mentions)
        when = days(row.start, row.end, self._day) or "Day not given"
        line = f"- **{when}** {escaped(talk_line(row))} {cited}"
        remark = remark_line(self._remarks, self._day, row)
        notes = [remark, outcome_line(row, self._cite), sources_line(row.sources)]
        contrasts = [each.line(self._cite) for each in talk_contrasts(row, self._day)]
        return [line, *_indented(notes, contrasts)]

    def _finding(self, mention: FindingMention) -> str:
        return f"- {escaped(finding_line(mention))} {self._notes([mention.evidence])}"

    def _speaker(self, row: SpeakerRow) -> list[str]:
        lines = [f"### {escaped(speaker_line(row))}", ""]
        said = utterances(row.statements)
        for utterance in said:
            newest = utterance.statements[0]
            day = short_day(newest.article.day, self._day) if newest.article.day else "undated"
            cited = self._notes(s.evidence for s in utterance.statements)
            lines.append(f"- {day}: {escaped(statement_line(newest, row))} {cited}")
            remark = remark_line(self._remarks, self._day, *utterance.statements)
            lines += _indented(
                [remark, sources_line(utterance.sources)], [wordings_line(utterance, self._cite)]
            )
        lines += [f"- {escaped(line)}" for line in change_lines(said, self._cite)]
        return [*lines, ""]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return [f"## {title}", "", *(list(lines) or ["Nothing."]), ""]


def _indented(*groups: Iterable[str]) -> list[str]:
    return [f"  - {escaped(line)}" for lines in groups for line in lines if line]


def _source(ref: ArticleRef) -> str:
    title = escaped(ref.title)
    if ref.url and _WEB.match(ref.url):
        title = f"[{title}](<{percent(plain(ref.url), safe=_SAFE_IN_LINK)}>)"
    outlet = f", {escaped(ref.source)}" if ref.source else ""
    day = f", {ref.day.isoformat()}" if ref.day else ""
    day += f" ({escaped(ref.date_note)})" if ref.date_note else ""
    return f"{title}{outlet}{day}"
