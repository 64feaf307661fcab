"""Options that several commands share."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from briefing.errors import UsageError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_OFFERED = ("today", "yesterday", "monday", "-7d", "last week", "last month")


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in new releases only
    """A day as people type it; of a week, a month or a year the first day, or with ``last`` that.

    As the last day of a stretch that has not ended, today is meant.
    """

    name = "day"

    def __init__(self, *, last: bool = False) -> None:
        self._last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that is meant."""
        if isinstance(value, date):
            return value
        # What only few calls need is imported with it.
        from briefing.typed_days import days_meant

        today = date.today()
        try:
            first, last = days_meant(value, today)
        except UsageError as error:
            self.fail(str(error), param, ctx)
        if not self._last:
            return first
        return today if first <= today <= last else last

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Words for days, and today in figures."""
        from click.shell_completion import CompletionItem

        offered = (*_OFFERED, date.today().isoformat())
        return [CompletionItem(day) for day in offered if day.startswith(incomplete)]


class Ahead(click.ParamType):  # type: ignore[type-arg]  # generic in new releases only
    """How long before something: ``30m``, ``2h``, ``1d``, ``1w``."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """The time."""
        if isinstance(value, timedelta):
            return value
        match = re.fullmatch(_AHEAD, value)
        if match is None:
            self.fail(f"{value!r} is no time: write 30m, 2h, 1d or 1w", param, ctx)
        return timedelta(**{_UNITS[match[2]]: int(match[1])})


_AHEAD = r"(\d{1,4})([mhdw])"
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

as_of_option = click.option(
    "--as-of",
    type=Day(last=True),
    metavar="DAY",
    help="Brief as of this day: 2026-11-30, yesterday, -7d, monday, last week, 2026-11.",
)
since_option = click.option(
    "--since",
    type=Day(),
    metavar="DAY",
    help="Only what is new from this day on, what moved, and what passed without news.",
)
known_option = click.option(
    "--known", is_flag=True, help="Leave out articles that came in after the day of the briefing."
)
days_option = click.option(
    "--days",
    type=click.IntRange(min=1),
    metavar="N",
    help="Days of articles up to that day (default: 14).",
)
