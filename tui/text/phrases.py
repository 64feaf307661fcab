"""How the rows of a briefing read on one line, wherever they are printed or written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefing.article_refs import ArticleRef, Evidence, Sources
from briefing.digest.edits import turn_words
from briefing.digest.positions import positions_in
from briefing.listings import listing_words
from briefing.merge.utterances import ascribed_differently
from briefing.model import EXACT, Deadline
from briefing.names.people import with_title
from briefing.names.words import DENYING, stem, stems
from briefing.rows import (
    DeadlineRow,
    FindingMention,
    SpeakerRow,
    Statement,
    TalkRow,
    TalkTurn,
    Utterance,
    subject,
)
from briefing.timing import FAR_AHEAD, is_far_ahead
from briefing.unseen import UNSEEN
from tui.kinds import kind_named, load
from tui.text.days import days, long_days, short_day, with_days
from tui.text.hearers import to_whom
from tui.text.outcomes import aftermath_words
from tui.text.row_words import where

if TYPE_CHECKING:
    from briefing.digest.briefing import Briefing
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.outcomes import Aftermath
    from briefing.digest.remarks import Finding, Remarks
    from briefing.digest.rounds import Series
    from briefing.digest.stories import Story

TextOf = Callable[[str], str]
"""Gives the text of an article by its id."""

NO_REMARKS: Remarks = {}

Cite = Callable[[Iterable[Evidence]], str]
"""Gives the marks that point to where something is said: ``[1][4]``."""

_MARKS = "“”\"'`"
_STEERING = f"[\x00-\x1f{UNSEEN}]+"


def plain(text: str) -> str:
    """Text from outside on one line, without anything that could steer a terminal."""
    return text if text.isprintable() else re.sub(_STEERING, " ", text)


def talk_line(row: TalkRow) -> str:
    """``Vienna: OSCE, Russia, Ukraine (planned)``; without a place, what it is about instead."""
    marks = [row.status, *([f"round {row.round}"] if row.round else [])]
    who = ", ".join(row.parties)
    if row.place:
        return plain(f"{row.place}: {who or row.what} ({', '.join(marks)})")
    return plain(f"{where(row)}{unnamed_parties(row)} ({', '.join([*marks, 'place not given'])})")


def unnamed_parties(row: TalkRow) -> str:
    """``: OSCE, Russia``; empty where what the talks are called names all of them."""
    who = ", ".join(row.parties)
    return "" if stems(who) <= stems(row.what) else f": {who}"


def before_words(turn: TalkTurn) -> str:
    """``planned, Sat 16 March 2024 (changed by The Weir, Thu 14 March 2024)``."""
    stood = [
        *filter(None, [turn.status]),
        *([long_days(turn.start, turn.end)] if turn.start else []),
    ]
    ref = turn.news.article
    source = [ref.source or ref.title, *([long_days(ref.day)] if ref.day else [])]
    return plain(f"{', '.join(stood)} (changed by {', '.join(source)})")


def deadline_line(row: DeadlineRow | Deadline, near: date) -> str:
    """``Parliament votes on the budget (vote, tentative)``."""
    marks: list[str] = [row.kind]
    if row.precision not in EXACT:
        marks.append(f"{row.precision} only")
    if row.tentative:
        marks.append("tentative")
    if row.cancelled:
        marks.append("cancelled")
    if row.moved_from:
        marks.append(f"moved from {short_day(row.moved_from, near)}")
    return plain(f"{subject(row)} ({', '.join(marks)})")


def speaker_line(row: SpeakerRow) -> str:
    """``Jens Stoltenberg, NATO Secretary General``; says so when nobody is named."""
    if row.name is None:
        return "Speaker not given"
    written = f", written {'; '.join(row.forms)}" if row.forms else ""
    name, role = with_title(row.name, row.role)
    mark = " (unnamed)" if row.attribution == "unnamed" else ""
    about = written if row.role is None else f", {role}" if role else ""
    return plain(f"{name}{about}{mark}")


def finding_line(mention: FindingMention) -> str:
    """``Ana Lind: the ferry will run``: a finding of any kind on one line."""
    who, what = load(kind_named(mention.kind).description)(mention)
    return plain(f"{who}: {what}" if who else what)


def evidence_words(evidence: Evidence, text_of: TextOf) -> str:
    """The words that the evidence rests on, on one line."""
    text = text_of(evidence.article.id)
    return plain(" … ".join(s.of(text) for s in evidence.spans))


def heading(briefing: Briefing) -> tuple[str, str]:
    """The day with the reason for it, and what the briefing covers."""
    of = briefing.as_of
    why = {
        "today": "",
        "asked for": "",
        "newest article": " (day of the newest article)",
        "most ahead": " (the day with most ahead)",
    }[of.reason]
    count = len(briefing.articles)
    articles = "1 article" if count == 1 else f"{count} articles"
    covered = f"{articles}, {short_day(briefing.since, of.day)} to {short_day(of.day, of.day)}"
    samples = "; samples that come with brief" if briefing.samples_only else ""
    return f"Briefing for {long_days(of.day)}{why}", f"{covered}{samples}{_left_out(briefing)}"


def came_in(briefing: Briefing, ref: ArticleRef) -> str:
    """``came in Sat 15 Jan``, for an article that came in after the day of a briefing; or ""."""
    if ref.fetched is None or not briefing.came_later(ref):
        return ""
    return f"came in {short_day(ref.fetched.date(), briefing.as_of.day)}"


def _left_out(briefing: Briefing) -> str:
    """``; 2 older articles are not shown``, what came in later or was pruned since; or ""."""
    said = ""
    if later := sum(map(briefing.came_later, briefing.articles)):
        said += f"; {later:,} came in later"
    if older := briefing.older:
        is_or_are = "article is" if older == 1 else "articles are"
        said += f"; {older:,} older {is_or_are} not shown"
    if pruned := briefing.pruned:
        was_or_were = "article was" if pruned == 1 else "articles were"
        said += f"; {pruned:,} {was_or_were} pruned since"
    return said


def edit_line(edit: ArticleEdit, near: date) -> str:
    """``Ferries sail - The Quay: reworded by the outlet (10 Jan to 13 Jan: may; now: must)``."""
    changed, ref = edit.edit, edit.article
    outlet = f" - {ref.source}" if ref.source else ""
    since = short_day(changed.since.date(), near) if changed.since else "?"
    stood = f"{since} to {short_day(changed.until.date(), near)}"
    before = f"{stood}: {changed.before}" if changed.before else stood
    after = f"; now: {changed.after}" if changed.after else ""
    return plain(f"{ref.title}{outlet}: {turn_words(changed)} ({before}{after})")


def fold_far(
    deadlines: Iterable[DeadlineRow], day: date
) -> tuple[list[DeadlineRow], list[DeadlineRow]]:
    """What is to come within reach, and what lies so far ahead that one line stands for it."""
    near: list[DeadlineRow] = []
    far: list[DeadlineRow] = []
    for row in deadlines:
        (far if is_far_ahead(row.sure_by, day) else near).append(row)
    return near, far


def far_line(far: Sequence[DeadlineRow]) -> str:
    """``3 more lie more than 90 days ahead, the first by Thu 1 Jun 2023``."""
    verb = "1 more lies" if len(far) == 1 else f"{len(far):,} more lie"
    first = long_days(min(row.sure_by for row in far))
    return f"{verb} more than {FAR_AHEAD} days ahead, the first by {first}"


def series_line(talks: Series, near: date) -> str:
    """``Norway, Iceland: Geneva (held Sun 9 Jan: no deal) -> Vienna (planned); next: Vienna``."""
    steps = " -> ".join(_step(step, near) for step in talks.steps)
    upcoming = talks.upcoming
    ahead = f"; next: {upcoming.place or upcoming.what}" if upcoming else ""
    return plain(f"{', '.join(talks.parties) or 'Talks'}: {steps}{ahead}")


def _step(row: TalkRow, near: date) -> str:
    when = f" {days(row.start, row.end, near)}" if row.start else ""
    ended = f": {row.outcome}" if row.outcome else ""
    return f"{row.place or row.what} ({row.status}{when}{ended})"


def story_line(story: Story, near: date) -> str:
    """``Ferry vote looms (5 articles, Tue 11 Jan - Thu 13 Jan; 3 outlets, 2 independent)``."""
    span = days(story.first, story.last, near)
    about = "; ".join(p for p in (span, sources_line(story.sources)) if p)
    return plain(f"{story.headline} ({len(story.articles)} articles, {about})")


def change_lines(said: Sequence[Utterance], cite: Cite) -> list[str]:
    """A line for each pair of utterances of which the later seems to reverse the earlier."""
    pairs = {
        (change.earlier, change.later): position.topic
        for position in reversed(positions_in(said))
        for change in position.changes
    }
    return [
        plain(
            f"Possible change on {topic}: {_with_denial(earlier)} {cite([earlier.evidence])}, "
            f"then {_with_denial(later)} {cite([later.evidence])}"
        )
        for (earlier, later), topic in pairs.items()
    ]


def _with_denial(statement: Statement) -> str:
    """``refuses: “to close its door”``: what was said, with a verb that denies it."""
    quote = statement.quote
    cue = f"{quote.cue}: " if quote.cue and stem(quote.cue) in DENYING else ""
    return f"{cue}“{quote.content}”"


def disputed(briefing: Briefing) -> Iterator[tuple[Utterance, Callable[[Statement], str]]]:
    """Words given to different speakers, with what tells the speaker of each statement."""
    name = {s: row.name or "" for row in briefing.speakers for s in row.statements}
    for utterance in ascribed_differently(briefing.speakers):
        yield utterance, name.__getitem__


def ascribed_line(utterance: Utterance, speaker_of: Callable[[Statement], str], cite: Cite) -> str:
    """``“We shall run the ferry”: Ana Lind [1]; Bo Berg [2][3]``."""
    said: dict[str, list[Evidence]] = {}
    for statement in utterance.statements:
        said.setdefault(speaker_of(statement), []).append(statement.evidence)
    who = "; ".join(f"{name} {cite(words)}" for name, words in said.items())
    return plain(f"“{utterance.statements[0].quote.content}”: {who}")


def statement_line(statement: Statement, row: SpeakerRow) -> str:
    """``“We shall run it” (said, via The Gull)``: marks where all of it stands in them.

    With who says it, as it is written, where the row shows several speakers together.
    """
    quote = statement.quote
    marks = ("“", "”") if quote.kind == "direct" else ("", "")
    words = quote.content.strip(_MARKS) if quote.kind == "direct" else quote.content
    who = f"{quote.speaker}: " if row.forms else ""
    how = f"({quote.cue or quote.kind}{to_whom(quote)})"
    return plain(f"{who}{marks[0]}{words}{marks[1]} {how}")


def wordings_line(utterance: Utterance, cite: Cite) -> str:
    """``Quoted differently: “in early May” [1]; “in late May” [3]``; or empty."""
    wordings = "; ".join(
        f"“{w.text.strip(_MARKS)}” {cite(s.evidence for s in w.statements)}"
        for w in utterance.wordings
    )
    return plain(f"Quoted differently: {wordings}") if wordings else ""


def sources_line(sources: Sources) -> str:
    """``4 outlets, 2 independent``; empty when there is but one outlet."""
    return str(sources) if sources.number > 1 else ""


def outcome_line(row: TalkRow, cite: Cite) -> str:
    """``Outcome: no agreement [3]``, with those who say so; or empty."""
    if not row.outcome:
        return ""
    evidence = [m.evidence for m in row.mentions if m.talk.outcome == row.outcome]
    return plain(f"Outcome: {row.outcome} {cite(evidence)}")


def remark_line(remarks: Remarks, near: date, *findings: Finding) -> str:
    """What is to be said about these findings, each thing once; or empty."""
    said = dict.fromkeys(word for finding in findings for word in remarks.get(finding, ()))
    return plain(with_days(f"({'; '.join(said)})", near)) if said else ""


def deadline_notes(row: DeadlineRow, remarks: Remarks, near: date) -> list[str]:
    """What stands below a deadline: why it is shown, and who reports it."""
    remark = remark_line(remarks, near, row)
    return _some(remark, agenda_line(row, near), sources_line(row.sources))


def agenda_line(row: TalkRow | DeadlineRow, near: date) -> str:
    """``Moved from Tue 10 Mar in the agenda of the Gull, confirmed by 2 outlets``; or ""."""
    if row.listing is None:
        return ""
    words = listing_words(row.listing, lambda day: short_day(day, near))
    return plain(words[:1].upper() + words[1:])


def aftermath_line(aftermath: Aftermath | None, near: date) -> str:
    """``Passed: no news found in 12 articles of 3 outlets``, ``Since then: called off``; or ""."""
    if aftermath is None:
        return ""
    when = "Passed" if aftermath.row.timing == "passed" else "Since then"
    return plain(f"{when}: {aftermath_words(aftermath, near)}")


def talk_notes(row: TalkRow, remarks: Remarks, near: date, cite: Cite) -> list[str]:
    """What stands below a talk: why it is shown, how it ended, and who reports it."""
    remark = remark_line(remarks, near, row)
    how = outcome_line(row, cite)
    return _some(remark, how, agenda_line(row, near), sources_line(row.sources))


def utterance_notes(said: Utterance, remarks: Remarks, near: date, cite: Cite) -> list[str]:
    """What stands below an utterance: why it is shown, who reports it, and in which words."""
    remark = remark_line(remarks, near, *said.statements)
    return _some(remark, sources_line(said.sources), wordings_line(said, cite))


def day_said(said: Utterance, near: date) -> str:
    """``13 Jan``: the day of the newest report."""
    day = said.newest.article.day
    return short_day(day, near) if day else "undated"


def days_of_talk(row: TalkRow, near: date) -> str:
    """``Thu 13 Jan``, if a day is given."""
    return days(row.start, row.end, near) or "Day not given"


def _some(*lines: str) -> list[str]:
    return [line for line in lines if line]
