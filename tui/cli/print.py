"""``brief print``: the briefing of a day, or what of it is new or watched for."""

from __future__ import annotations

import sys
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

import click

from tui.cli import completions
from tui.cli.exit_codes import NEWS
from tui.cli.options import as_of_option, days_option, known_option, since_option
from tui.cli.output import echo, report

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.digest.briefing import Briefing
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.remarks import Finding, Remarks
    from briefing.watches.watch import Watch
    from tui.cache.report import Question, ReportCache, Stamp
    from tui.cli.setup import Setup

MAIL_ROWS = 12
"""Rows of each section that fit a mail: with five statements a speaker, some 20 kB, a fifth of the
102 kB at which Gmail clips (support.google.com/mail, "Message clipped")."""


def print_briefing(
    setup: Setup,
    form: str,
    as_of: date | None,
    days: int | None,
    since: date | None = None,
    watch: str | None = None,
    known: bool = False,
    top: int | None = None,
) -> bool:
    """Analyse what is new, and print the briefing as ``form`` ("text", "json" or "md").

    With ``since``, only what is new from that day on; with ``watch``, only what the watch of that
    name looks out for; with ``known``, only what had come in by the day of the briefing. ``top``
    is how many rows a section has at most, 0 for all; by default text of a whole briefing is cut
    to what fits a mail. Whether that watch found anything that it had not shown before.
    """
    from tui.cache.report import ReportCache

    if top is None:
        top = MAIL_ROWS if form == "text" and since is None and watch is None else 0
    question = _question(setup, form, as_of, days, since, known, top)
    printed = ReportCache(setup.home.cache, question)
    # What a watch finds is noted as shown, and so is never shown again in the same way.
    kept = printed.read(setup.stamp()) if watch is None else None
    if kept is not None:
        echo(kept)
        return False
    with setup.desk() as desk:
        looked_for = _watch_named(setup, desk, watch) if watch is not None else None
        bring_up_to_date(desk)
        stamp = setup.stamp()
        text, new = _report(desk, question, looked_for)
        echo(text)
        if watch is None:
            _keep(setup, desk, printed, text, stamp)
    return new


def _keep(setup: Setup, desk: Desk, printed: ReportCache, text: str, stamp: Stamp) -> None:
    """Keep what was made while the store had that stamp, if it still has and nothing was amiss."""
    if stamp == setup.stamp() and not desk.notices:
        printed.keep(text, stamp)


def leave_report(setup: Setup, desk: Desk) -> None:
    """Keep the answer to ``brief print`` for the next time that it is asked for.

    For commands that timers run: whoever logs in meanwhile does not wait for the report.
    """
    from tui.cache.report import ReportCache

    question = _question(setup, "text", top=MAIL_ROWS)
    printed = ReportCache(setup.home.cache, question)
    stamp = setup.stamp()
    if printed.read(stamp) is None and desk.counts().articles:
        text, _ = _report(desk, question, None)
        _keep(setup, desk, printed, text, stamp)


def _question(
    setup: Setup,
    form: str,
    as_of: date | None = None,
    days: int | None = None,
    since: date | None = None,
    known: bool = False,
    top: int = 0,
) -> Question:
    from tui.cache.report import Question

    covered = days or setup.config.briefing.days
    return Question(date.today(), setup.analyser().name, form, as_of, covered, since, known, top)


def bring_up_to_date(desk: Desk) -> None:
    """Load the samples at a first launch, and analyse what is new; progress to standard error."""
    from tui.cli.progress import progress_line

    if desk.samples.welcome():
        report("First launch: showing the sample articles.", err=True)
    with progress_line("analysed") as progress:
        desk.refresh(progress)


def _report(desk: Desk, question: Question, watch: Watch | None) -> tuple[str, bool]:
    """The briefing in the form asked for; whether the watch has news."""
    from briefing.digest.remarks import narrowed

    asked = question.as_of, question.days
    briefing, remarks, new = _chosen(desk, *asked, question.since, watch, question.known)
    since = question.since
    edits = desk.edits(briefing, lambda at: since is None or at.date() >= since)
    if watch is not None:
        edits = _touching(briefing, edits, remarks)
    outcomes = desk.outcomes(briefing)
    whole = question.since is None and watch is None
    stories = desk.stories(*asked, question.known) if whole else ()
    if not whole:
        briefing = narrowed(briefing, remarks)
    from tui.exports.write import text_of

    top = question.top
    if question.form == "json":
        from tui.exports.objects import to_json

        return to_json(briefing, remarks, stories, edits, outcomes), new
    text = text_of(desk, briefing)
    if question.form == "md":
        from tui.exports.markdown import to_markdown

        return to_markdown(briefing, text, remarks, stories, edits, outcomes, top), new
    from tui.exports.report import WIDTH, to_text

    return to_text(briefing, text, WIDTH, remarks, stories, edits, outcomes, top), new


def _touching(
    briefing: Briefing, edits: tuple[ArticleEdit, ...], found: Collection[Finding]
) -> tuple[ArticleEdit, ...]:
    """The edits that touch the words of those findings."""
    from briefing.digest.remarks import on_edits

    return tuple(
        edit for edit in edits if any(each in found for each in on_edits(briefing, [edit]))
    )


def _watch_named(setup: Setup, desk: Desk, name: str) -> Watch:
    return desk.watches(setup.config.watches).find(name)


def _chosen(
    desk: Desk,
    as_of: date | None,
    days: int,
    since: date | None,
    watch: Watch | None,
    known: bool,
) -> tuple[Briefing, Remarks, bool]:
    """The briefing, remarks on what of it was asked for, whether the watch has news."""
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
        found, unseen = desk.watches({}).look_out(watch, looked_at)
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


@click.command("print")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "md"]),
    default="text",
    help="Text of 72 columns, one JSON object, or Markdown with numbered sources.",
)
@click.option(
    "--watch",
    metavar="NAME",
    shell_complete=completions.watches,
    help=f"Only what this watch finds; exit status {NEWS} when any of it is new.",
)
@click.option(
    "--top",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"Rows of each section at most, 0 for all (text of a whole briefing: {MAIL_ROWS}).",
)
@since_option
@as_of_option
@known_option
@days_option
@click.pass_obj
def print_command(
    setup: Setup,
    form: str,
    watch: str | None,
    top: int | None,
    since: date | None,
    as_of: date | None,
    known: bool,
    days: int | None,
) -> None:
    """Print the briefing of a day."""
    if top and form == "json":
        raise click.UsageError("--top is for text and Markdown: JSON is for programs, and whole.")
    if top and watch is not None:
        raise click.UsageError("--top does not go with --watch, which shows all that it finds.")
    if print_briefing(setup, form, as_of, days, since, watch, known, top):
        sys.exit(NEWS)
