"""Options that several commands share."""

from __future__ import annotations

from datetime import date, datetime

import click


def _to_day(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    value: datetime | None,
) -> date | None:
    return value.date() if value else None


as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_to_day,
    metavar="YYYY-MM-DD",
    help="Brief as of this day, not today.",
)
since_option = click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_to_day,
    metavar="YYYY-MM-DD",
    help="Only what is new from this day on, what moved, and what passed without news.",
)
known_option = click.option(
    "--known", is_flag=True, help="Leave out articles that came in after the day of the briefing."
)
days_option = click.option(
    "--days", type=click.IntRange(min=1), help="Days of articles up to that day (default: 14)."
)
