"""The briefing as text, for a pipe: made, or the kept answer to the same question.

What a whole briefing is, what is new or watched for in it, and the ledger; in each form.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from briefing.errors import BriefError
from tui.cli.output import echo, report

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.digest.briefing import Briefing
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.dated import DatedRow
    from briefing.digest.remarks import Finding, Remarks
    from briefing.watches.watch import Watch
    from tui.cache.report import Question, ReportCache, Stamp
    from tui.cli.setup import Setup

FORMATS = ("text", "json", "md", "html", "eml", "map", "timeline", "table")
"""What a briefing is printed as."""
LEDGER_FORMATS = ("text", "json", "md", "html")
"""What a ledger is printed as."""

DRAWN = ("map", "timeline", "table")
"""Those that are drawings and tables, which have no sections of rows."""
WITH_CONTRADICTIONS = ("json", "md", "html", "eml")
"""Forms for which the sentences of stories are compared; whoever waits for plain text does not wait
for that."""

MAIL_ROWS = 12
"""Rows of each section that fit a mail: with five statements a speaker, some 20 kB, a fifth of the
102 kB at which Gmail clips (support.google.com/mail, "Message clipped")."""


class ReportRequest(Struct, frozen=True):
    """What is to be printed, in one of ``FORMATS``.

    With ``since``, only what is new from that day on; with ``watch``, only what the watch of that
    name looks out for, and nothing if it finds nothing that it has not shown before; ``peek``
    leaves that new. With ``known``, only what had come in by the day of the briefing. ``top`` is
    how many rows a section has at most, 0 for all; by default text of a whole briefing is cut to
    what fits a mail. ``to`` is whom a mail is for. With ``ledger``, what is owed and what was heard
    of it in place of the briefing.
    """

    form: str = "text"
    as_of: date | None = None
    days: int | None = None
    since: date | None = None
    watch: str | None = None
    known: bool = False
    top: int | None = None
    peek: bool = False
    to: str | None = None
    ledger: bool = False

    @property
    def most(self) -> int:
        """How many rows a section has at most, 0 for all."""
        cut = self.form in ("text", "eml") and self.since is None and self.watch is None
        return self.top if self.top is not None else MAIL_ROWS if cut else 0


def print_briefing(setup: Setup, asked: ReportRequest, write: Callable[[str], None] = echo) -> bool:
    """Analyse what is new, and ``write`` the briefing; whether a watch found anything new."""
    from tui.cache.report import ReportCache

    question = _question(setup, asked)
    printed = ReportCache(setup.home.cache, question)
    # What a watch finds is noted as shown, and a mail has its moment: none is the same again.
    lasting = asked.watch is None and asked.form != "eml"
    kept = printed.read(setup.stamp()) if lasting else None
    if kept is not None:
        write(kept)
        return False
    with setup.desk() as desk:
        looked_for = None if asked.watch is None else _watch_named(setup, desk, asked.watch)
        bring_up_to_date(desk)
        stamp = setup.stamp()
        basis = setup.basis(desk) if lasting and not desk.notices else ""
        kept = printed.read_over(basis, stamp)
        if kept is not None:
            write(kept)
            return False
        text, new = _report(desk, question, looked_for, asked)
        if new or looked_for is None:
            write(text)
        if lasting:
            _keep(setup, desk, printed, text, stamp, basis)
    return new


def _keep(
    setup: Setup, desk: Desk, printed: ReportCache, text: str, stamp: Stamp, basis: str
) -> None:
    """Keep what was made while the store had that stamp, if it still has and nothing was amiss."""
    if stamp == setup.stamp() and not desk.notices:
        printed.keep(text, stamp, basis)


def leave_report(setup: Setup, desk: Desk, if_asked_for: bool = False) -> None:
    """Keep the answer to ``brief print`` for the next time that it is asked for.

    For commands that have changed what it says: whoever asks next does not wait for the report.
    With ``if_asked_for`` only where reports have been asked for before. Nothing is kept where that
    fails: what the command was for is done by then.
    """
    from tui.cache.report import has_answers

    if if_asked_for and not has_answers(setup.home.cache):
        return
    with suppress(BriefError, OSError):
        _leave(setup, desk)


def leave_report_after(setup: Setup) -> None:
    """The same for a command that needs no desk, where reports have been asked for before."""
    from tui.cache.report import has_answers

    if has_answers(setup.home.cache):
        with suppress(BriefError, OSError), setup.desk() as desk:
            _leave(setup, desk)


def leave_report_beside() -> None:
    """The same in a process of its own, beside panes that have brought articles in."""
    from tui.cli.setup import Setup

    leave_report_after(Setup())


def _leave(setup: Setup, desk: Desk) -> None:
    """Keep the answer, unless it is there, or what has no findings yet is analysed for it first."""
    from tui.cache.report import ReportCache

    asked = ReportRequest()
    question = _question(setup, asked)
    printed = ReportCache(setup.home.cache, question)
    stamp = setup.stamp()
    if printed.read(stamp) is not None or not desk.counts().articles:
        return
    if desk.awaits_analysis():
        return
    basis = setup.basis(desk)
    if printed.read_over(basis, stamp) is None:
        text, _ = _report(desk, question, None, asked)
        _keep(setup, desk, printed, text, stamp, basis)


def _question(setup: Setup, asked: ReportRequest) -> Question:
    from tui.cache.report import Question

    return Question(
        date.today(),
        setup.analyser_name(),
        asked.form,
        asked.as_of,
        asked.days or setup.config.briefing.days,
        asked.since,
        asked.known,
        asked.most,
        asked.ledger,
    )


def bring_up_to_date(desk: Desk) -> None:
    """Load the samples at a first launch, and analyse what is new; progress to standard error."""
    from tui.cli.progress import progress_line

    if desk.samples.welcome():
        report("First launch: showing the sample articles.", err=True)
    with progress_line("analysed") as progress:
        desk.refresh(progress)


def _report(
    desk: Desk, question: Question, watch: Watch | None, asked: ReportRequest
) -> tuple[str, bool]:
    """The briefing in the form asked for; whether the watch has news."""
    span = question.as_of, question.days
    if question.ledger:
        return _ledger(desk, question), False
    briefing, remarks, new = _chosen(desk, question, watch, asked.peek)
    since = question.since
    edits = desk.edits(briefing, lambda at: since is None or at.date() >= since)
    if watch is not None:
        edits = _watched(watch, briefing, edits, remarks)
        new = desk.watches({}).show_edits(watch, edits, asked.peek) or new
    whole = question.since is None and watch is None
    outcomes = desk.outcomes(briefing, _listed(briefing, question) if whole else None)
    stories = desk.stories(*span, question.known) if whole else ()
    if question.form in WITH_CONTRADICTIONS:
        stories = desk.with_contradictions(stories, briefing)
    if not whole:
        from briefing.digest.remarks import narrowed

        briefing = narrowed(briefing, remarks)
    from tui.exports.day_report import DayReport
    from tui.exports.print_formats import printed

    texts, entry_of = desk.texts(briefing), partial(desk.entry, of=briefing)
    written = DayReport(briefing, texts, remarks, stories, edits, outcomes, question.top)
    return printed(written, question.form, entry_of, asked.to), new


def _listed(briefing: Briefing, question: Question) -> Collection[DatedRow] | None:
    """The rows of a whole briefing of which it is said what became of them; None for all."""
    from tui.exports.contents import dated_rows

    if question.form in DRAWN:
        return ()
    return dated_rows(briefing, question.top) if question.top else None


def _ledger(desk: Desk, question: Question) -> str:
    """The ledger in the form asked for."""
    briefing = desk.briefing(question.as_of, question.days, question.known)
    from tui.exports.day_report import DayReport
    from tui.exports.print_formats import printed_ledger

    written = DayReport(briefing, desk.texts(briefing), top=question.top)
    return printed_ledger(written, desk.ledger(briefing), question.form)


def _watched(
    watch: Watch,
    briefing: Briefing,
    edits: tuple[ArticleEdit, ...],
    found: Collection[Finding],
) -> tuple[ArticleEdit, ...]:
    """The edits that touch those findings of a watch, or in whose words it is named: where a
    sentence was taken out, nothing is found any more.
    """
    from briefing.digest.remarks import on_edits
    from briefing.watches.watch import occurs_in

    return tuple(
        each
        for each in edits
        if any(finding in found for finding in on_edits(briefing, [each]))
        or occurs_in(watch, f"{each.edit.before}\n{each.edit.after}")
    )


def _watch_named(setup: Setup, desk: Desk, name: str) -> Watch:
    return desk.watches(setup.config.watches).find(name)


def _chosen(
    desk: Desk, question: Question, watch: Watch | None, peek: bool
) -> tuple[Briefing, Remarks, bool]:
    """The briefing, remarks on what of it was asked for, whether the watch has news."""
    as_of, days, since, known = question.as_of, question.days, question.since, question.known
    if since is None and watch is None:
        return desk.briefing(as_of, days, known), {}, False
    from briefing.digest.remarks import both

    parts: list[Remarks] = []
    new = False
    if since is not None:
        # What was known before that day is what the briefing of the day before would have covered.
        days += max(0, (desk.as_of(as_of).day - since).days)
    briefing = desk.briefing(as_of, days, known)
    if since is not None:
        parts.append(_on_news(desk, briefing, since))
    if watch is not None:
        from briefing.digest.remarks import narrowed

        # What is not printed has not been shown, and is no reason for a status of its own.
        looked_at = narrowed(briefing, parts[0]) if parts else briefing
        watches = desk.watches({})
        found, unseen = (watches.peek if peek else watches.look_out)(watch, looked_at)
        parts.append({match.finding: match.why for match in found})
        new = bool(unseen)
    return briefing, both(*parts) if len(parts) > 1 else parts[0], new


def _on_news(desk: Desk, briefing: Briefing, since: date) -> Remarks:
    from briefing.digest.changes import changes, published_from
    from briefing.digest.remarks import on_changes, on_edits, together
    from tui.text.outcomes import aftermath_words

    day = briefing.as_of.day
    passed = (
        (each.row, aftermath_words(each, day)) for each in desk.outcomes(briefing).since(since)
    )
    news = on_changes(changes(briefing, published_from(since)), passed)
    edits = desk.edits(briefing, lambda at: at.date() >= since)
    return together(news, on_edits(briefing, edits))
