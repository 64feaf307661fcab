"""``brief fetch``: what the feeds bring, stored and analysed as it comes in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

import click

from briefing.feed import Feed, FullText
from briefing.intake.text import clean
from tui.cli import completions
from tui.cli.exit_codes import FAILED, INTERRUPTED
from tui.cli.feed_rows import NO_FEEDS, feed_name
from tui.cli.on_match import report_handover
from tui.cli.output import complain, detail, report
from tui.text.look import count

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.intake.feeds.results import Result, RoundResult
    from tui.cli.setup import Setup


@click.command("fetch")
@click.option(
    "--feed",
    "names",
    multiple=True,
    shell_complete=completions.feeds,
    help="Only this feed, by address or title.",
)
@click.option("--all", "everything", is_flag=True, help="All feeds but paused ones, due or not.")
@click.option("--full-text", is_flag=True, help="Fetch the pages of all new articles.")
@click.pass_obj
def fetch_command(setup: Setup, names: tuple[str, ...], everything: bool, full_text: bool) -> None:
    """Fetch the feeds that are due, and analyse what is new.

    A feed is due half an hour after it was fetched, later after failures, and when it is named.
    Paused feeds are left out unless they are named. Pages that an earlier fetch has left are
    fetched too, and those of articles are asked for again after a day and a week, for edits. What
    watches with on_match in the settings find is handed to their commands.
    """
    from briefing.clock import system_clock
    from tui.cli.day_report import leave_report
    from tui.cli.picture import renew_picture

    with setup.desk() as desk:
        pages_of: tuple[Feed, ...] = ()
        if names:
            wanted = [desk.feeds.find(name) for name in names]
        else:
            now, feeds = system_clock(), desk.feeds.with_pages()
            days = setup.config.briefing.days if setup.config.feeds.recheck else None
            pages_of = (*feeds, *desk.feeds.added_pages(days, now))
            wanted = list(feeds) if everything else desk.feeds.to_fetch(now, automatic=True)
            if said := _why_not(desk.feeds.all(), wanted):
                report(said, err=bool(wanted))
        try:
            round_result = _fetch(setup, desk, wanted, pages_of, "always" if full_text else None)
            results = round_result.results
            setup.leave_front(desk, any(r.stored.added or r.stored.changed for r in results))
            well = report_handover(setup, desk)
            leave_report(setup, desk)
            renew_picture(setup)
        except KeyboardInterrupt:
            report("Stopped; what came in is kept.", err=True)
            sys.exit(INTERRUPTED)
    _sum_up(round_result)
    if not well:
        sys.exit(FAILED)


def _why_not(feeds: Sequence[Feed], wanted: Sequence[Feed]) -> str:
    """What to say of the feeds that are not asked now: how many, and when the next is due."""
    if not feeds:
        return NO_FEEDS
    later = [feed for feed in feeds if not feed.paused and feed not in wanted]
    if not later:
        return "" if wanted else "All feeds are paused; `brief feeds resume NAME` ends that."
    first = min(later, key=lambda feed: (feed.next_fetch is not None, feed.next_fetch))
    due = f", at {first.next_fetch.astimezone():%H:%M}" if first.next_fetch else ""
    left = f"{count(len(later), 'feed')} not due yet" if wanted else "No feed is due yet"
    return f"{left}; the next is {feed_name(first)}{due}. `brief fetch --all` asks all."


def _fetch(
    setup: Setup,
    desk: Desk,
    wanted: Iterable[Feed],
    pages_of: tuple[Feed, ...],
    full_text: FullText | None,
) -> RoundResult:
    from briefing.intake.feeds.round_context import FetchOptions
    from briefing.jobs.fetch import FetchHooks
    from tui.cli.progress import progress_line

    feeds = setup.config.feeds
    usual = cast("FullText", feeds.full_text)
    days = setup.config.briefing.days if feeds.recheck else None
    options = FetchOptions(full_text, usual, feeds.allow_hosts, pages_of, days)
    with progress_line("analysed") as progress:
        first_news = partial(setup.retire_samples, desk)
        hooks = FetchHooks(_show, progress, first_news, desk.stop_analysis)
        return desk.fetch(wanted, options, hooks)


def _show(result: Result) -> None:
    """One line for each feed, as it comes in; a page that failed leaves its teaser and no line."""
    if result.page is not None:
        detail(f"{clean(result.page)}: {clean(str(result.error)) if result.error else 'read'}")
        return
    if result.error is not None:
        complain(clean(str(result.error)))
        return
    new, changed = len(result.stored.added), len(result.stored.changed)
    news = ", ".join([f"{new} new"] * bool(new) + [f"{changed} changed"] * bool(changed))
    report(f"{feed_name(result.feed)}: {news or 'nothing new'}")


def _sum_up(round_result: RoundResult) -> None:
    from briefing.jobs.fetch import FetchCounts
    from tui.text.fetching import fetched_line, rechecked_line, waiting_pages

    counts = FetchCounts()
    for result in round_result.results:
        counts.add(result)
    said = [fetched_line(counts)]
    if counts.pages:
        said.append(f"the full text of {counts.completed:,} of {counts.pages:,} teasers")
    if counts.rechecked:
        said.append(rechecked_line(counts))
    if round_result.waiting:
        said.append(waiting_pages(round_result.waiting))
    if counts.failed:
        said.append(f"{counts.failed:,} failed")
    if round_result.results:
        report("; ".join(said))
    if counts.failed:
        sys.exit(FAILED)
