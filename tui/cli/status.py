"""``brief status``: one line for status bars, prompts and login messages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tui.cli.output import echo

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.digest.briefing import Briefing
    from tui.cli.setup import Setup

STATUS_SCHEMA = 1
"""The number of the shape of the object that ``brief status --json`` prints."""

_FORM = "status"


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def status_command(setup: Setup, as_json: bool) -> None:
    """Say in one line what is new and what is next.

    "3 new · Vienna tomorrow": what watches find that nobody has been shown, and the talks or the
    deadline that come first. Nothing is analysed, fetched or marked as shown; the answer is kept
    until the store changes.
    """
    from briefing.codec import dumps
    from tui.cache.report import Question, ReportCache

    days = setup.config.briefing.days
    # Watches of the settings are no part of the store.
    form = f"{_FORM} {as_json} {sorted(map(repr, setup.config.watches.values()))}"
    question = Question(date.today(), "", form, None, days, None, False)
    printed = ReportCache(setup.home.cache, question)
    stamp = setup.stamp()
    kept = printed.read(stamp)
    if kept is None:
        with setup.desk() as desk:
            record = _status(setup, desk, desk.briefing(None, days))
        kept = dumps(record) if as_json else record["line"]
        printed.keep(kept, stamp)
    echo(kept)


def _status(setup: Setup, desk: Desk, briefing: Briefing) -> dict[str, Any]:
    from tui.text.phrases import plain

    watches = desk.watches(setup.config.watches)
    hits = watches.hits(briefing)
    upcoming = _next(briefing)
    parts = [f"{hits.new} new"] if hits.new else []
    parts += [plain(upcoming["line"])] if upcoming else []
    return {
        "schema": STATUS_SCHEMA,
        "line": " · ".join(parts) or "nothing new",
        "new": hits.new,
        "watched": hits.total,
        "watches": len(watches.all()),
        "articles": len(briefing.articles),
        "as_of": briefing.as_of.day.isoformat(),
        "next": upcoming,
    }


def _next(briefing: Briefing) -> dict[str, Any] | None:
    """The talks or the deadline that begin first; talks before a deadline of the same day."""
    from briefing.digest.dated import DatedRow, first_day, has_day, soonest
    from briefing.rows import DeadlineRow, subject
    from briefing.timing import countdown

    day = briefing.as_of.day
    dated: tuple[DatedRow, ...] = (*briefing.talks, *briefing.deadlines)
    row = soonest((row for row in dated if has_day(row) and first_day(row) >= day), day)
    if row is None:
        return None
    when = first_day(row)
    name = subject(row, with_topic=False) if isinstance(row, DeadlineRow) else row.place or row.what
    return {
        "kind": "deadline" if isinstance(row, DeadlineRow) else "talk",
        "name": name,
        "day": when.isoformat(),
        "line": f"{name} {countdown(when, when, day)}",
    }
