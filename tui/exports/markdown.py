"""The briefing as Markdown: every line points to numbered source sentences with links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote as percent

from briefing.digest import Briefing
from briefing.remarks import Remarks
from briefing.rows import DeadlineRow, Evidence, Head, SpeakerRow, TalkRow, countdown
from briefing.sayings import sayings
from briefing.series import series
from briefing.stories import Story
from tui.hearers import to_whom
from tui.phrases import (
    NO_REMARKS,
    TextOf,
    ascribed_line,
    change_lines,
    days,
    deadline_differences,
    deadline_line,
    disputed,
    evidence_words,
    heading,
    plain,
    remark_line,
    series_line,
    short_day,
    sources_line,
    speaker_line,
    story_line,
    talk_differences,
    talk_line,
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
) -> str:
    """The briefing as Markdown, with numbered source sentences and links."""
    return "\n".join(_Document(text_of, remarks).lines(briefing, stories))


class _Document:
    """Numbers the sentences that are cited; ``[3](#s3)`` points to the third."""

    def __init__(self, text_of: TextOf, remarks: Remarks) -> None:
        self._text_of = text_of
        self._remarks = remarks
        self._numbers: dict[Evidence, int] = {}
        self._by_article: dict[str, int] = {}

    def lines(self, briefing: Briefing, stories: Sequence[Story]) -> list[str]:
        title, covered = heading(briefing)
        lines = [f"# {title}", "", f"{covered}.", ""]
        if stories:
            lines += ["## Stories", "", *(f"- {escaped(story_line(s))}" for s in stories), ""]
        lines += ["## Coming up", ""]
        for deadline in briefing.deadlines:
            lines += self._deadline(deadline, briefing)
        lines += ["", "## Talks", ""]
        for talk in briefing.talks:
            lines += self._talk(talk)
        rounds = series(briefing.talks)
        if rounds:
            lines += ["", "## Rounds of talks", ""]
            lines += [f"- {escaped(series_line(each))}" for each in rounds]
        lines += ["", "## Who said what", ""]
        for speaker in briefing.speakers:
            lines += self._speaker(speaker)
        lines += self._disputed(briefing)
        lines += ["## Sources", ""]
        for evidence, number in self._numbers.items():
            words = escaped(evidence_words(evidence, self._text_of))
            lines.append(f'{number}. <a id="s{number}"></a>“{words}” {_source(evidence.head)}')
        return [*lines, ""]

    def _disputed(self, briefing: Briefing) -> list[str]:
        told = [
            f"- {escaped(ascribed_line(saying, speaker_of, self._cite))}"
            for saying, speaker_of in disputed(briefing)
        ]
        return ["## Ascribed to different speakers", "", *told, ""] if told else []

    def _notes(self, evidence: Iterable[Evidence]) -> str:
        return " ".join(f"[{n}](#s{n})" for n in dict.fromkeys(map(self._note, evidence)))

    def _note(self, evidence: Evidence) -> int:
        number = self._numbers.setdefault(evidence, len(self._numbers) + 1)
        self._by_article.setdefault(evidence.head.id, number)
        return number

    def _cite(self, heads: Iterable[Head]) -> str:
        # Those who differ have been cited with their sentences, or are on a line of their own.
        known = dict.fromkeys(self._by_article.get(h.id, 0) for h in heads)
        return "".join(f"({n})" for n in known if n)

    def _deadline(self, row: DeadlineRow, briefing: Briefing) -> list[str]:
        when = f"**{days(row.when, row.end)}**, {countdown(row.when, row.end, briefing.as_of.day)}"
        cited = self._notes([m.evidence for m in (*row.mentions, *row.rivals)])
        lines = [f"- {when}: {escaped(deadline_line(row))} {cited}"]
        notes = [remark_line(self._remarks, row), sources_line(row.sources)]
        return lines + _indented(notes, deadline_differences(row, self._cite))

    def _talk(self, row: TalkRow) -> list[str]:
        outcome = f" Outcome: {escaped(row.outcome)}." if row.outcome else ""
        cited = self._notes([m.evidence for m in row.mentions])
        when = days(row.start, row.end) or "Day not given"
        lines = [f"- **{when}** {escaped(talk_line(row))}.{outcome} {cited}"]
        notes = [remark_line(self._remarks, row), sources_line(row.sources)]
        return lines + _indented(notes, talk_differences(row, self._cite))

    def _speaker(self, row: SpeakerRow) -> list[str]:
        lines = [f"### {escaped(speaker_line(row))}", ""]
        said = sayings(row.statements)
        for saying in said:
            newest = saying.statements[0]
            day = short_day(newest.head.day) if newest.head.day else "undated"
            cited = self._notes([s.evidence for s in saying.statements])
            whom = escaped(to_whom(newest.quote))
            lines.append(f"- {day}{whom}: {escaped(newest.quote.content)} {cited}")
            told = [
                f"“{w.text}” {self._cite(s.head for s in w.statements)}" for w in saying.wordings
            ]
            differently = [f"Quoted differently: {'; '.join(told)}"] if told else []
            remark = remark_line(self._remarks, *saying.statements)
            lines += _indented([remark, sources_line(saying.sources)], differently)
        lines += [f"- {escaped(line)}" for line in change_lines(said, self._cite)]
        return [*lines, ""]


def _indented(*groups: Iterable[str]) -> list[str]:
    return [f"  - {escaped(line)}" for lines in groups for line in lines if line]


def _source(head: Head) -> str:
    title = escaped(head.title)
    if head.url and _WEB.match(head.url):
        title = f"[{title}](<{percent(plain(head.url), safe=_SAFE_IN_LINK)}>)"
    outlet = f", {escaped(head.source)}" if head.source else ""
    day = f", {head.day.isoformat()}" if head.day else ""
    return f"{title}{outlet}{day}"
