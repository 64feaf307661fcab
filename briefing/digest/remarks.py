"""Parts of a briefing, with a word on why they are shown: watched for, new, moved, passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from briefing.article_refs import Evidence
from briefing.digest.briefing import Briefing
from briefing.digest.changes import ArticleEdit, Changes, touches
from briefing.digest.dated import DatedRow
from briefing.digest.edits import Edit, turn_words
from briefing.kinds import Mention
from briefing.rows import DeadlineRow, FindingMention, Statement, TalkRow

Finding: TypeAlias = "Statement | TalkRow | DeadlineRow | FindingMention"
"""A statement, a row of talks or deadlines, or a finding of any other kind."""
Remarks: TypeAlias = Mapping[Finding, tuple[str, ...]]
"""What is to be said about findings, in a few words each."""


def accounts_of(finding: Finding) -> Sequence[Mention]:
    """What a finding rests on: itself, or each article's account of the thing."""
    if isinstance(finding, TalkRow | DeadlineRow):
        return finding.mentions
    return (finding,)


def narrowed(briefing: Briefing, remaining: Collection[Finding]) -> Briefing:
    """The briefing less all findings that are not among those kept; its articles stay."""
    speakers = (
        replace(row, statements=said)
        for row in briefing.speakers
        if (said := tuple(s for s in row.statements if s in remaining))
    )
    return replace(
        briefing,
        speakers=tuple(speakers),
        talks=tuple(row for row in briefing.talks if row in remaining),
        deadlines=tuple(row for row in briefing.deadlines if row in remaining),
        others=tuple(each for each in briefing.others if each in remaining),
    )


def on_changes(changes: Changes, passed: Iterable[tuple[DatedRow, str]] = ()) -> Remarks:
    """A word on everything that is new, has taken a turn or has passed, with what became of it."""
    said: dict[Finding, tuple[str, ...]] = {}
    new: tuple[Finding, ...] = (
        *changes.statements,
        *changes.talks,
        *changes.deadlines,
        *changes.others,
    )
    said.update((finding, ("new",)) for finding in new)
    for turn in changes.turns:
        words = f"moved from {turn.before}" if turn.turn == "moved" else turn.turn
        said[turn.row] = (*said.get(turn.row, ()), words)
    for row, outcome in passed:
        said[row] = (*said.get(row, ()), f"passed: {outcome}")
    return said


def on_edits(briefing: Briefing, edits: Iterable[ArticleEdit]) -> Remarks:
    """A word on what rests on words that an outlet has put in the place of others."""
    said: dict[Finding, tuple[str, ...]] = {}
    by_article: dict[str, list[ArticleEdit]] = defaultdict(list)
    for edit in edits:
        by_article[edit.article.id].append(edit)
    if not by_article:
        return said
    for finding, evidence in _resting(briefing):
        for edit in by_article.get(evidence.article.id, ()):
            if touches(edit, evidence):
                said[finding] = (*said.get(finding, ()), edited_words(edit.edit))
    return said


def edited_words(edit: Edit) -> str:
    """``reworded by the outlet 2022-01-13; before: The owners may close the yard.``"""
    words = f"{turn_words(edit)} {edit.until.date().isoformat()}"
    return f"{words}; before: {edit.before}" if edit.before else words


def _resting(briefing: Briefing) -> Iterator[tuple[Finding, Evidence]]:
    for speaker in briefing.speakers:
        for statement in speaker.statements:
            yield statement, statement.evidence
    rows: tuple[Finding, ...] = (*briefing.talks, *briefing.deadlines, *briefing.others)
    for finding in rows:
        yield from ((finding, account.evidence) for account in accounts_of(finding))


def together(one: Remarks, other: Remarks) -> Remarks:
    """The findings that are in either, with the remarks of both."""
    return {f: (*one.get(f, ()), *other.get(f, ())) for f in dict.fromkeys([*one, *other])}


def both(one: Remarks, other: Remarks) -> Remarks:
    """The findings that are in both, with the remarks of both."""
    return {finding: one[finding] + other[finding] for finding in one if finding in other}
