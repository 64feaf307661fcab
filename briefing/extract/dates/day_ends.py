"""The end of a day as a limit: "close of business on Friday", "COB Friday", "end of the day"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import day_period
from briefing.extract.dates.context import Context, Inner, Reading, Rule, dated
from briefing.extract.dates.hints import Hint

_DAY_END = w.Pattern(
    rf"{w.WB}(?:(?:the{w.WS})?(?:end|close|finish){w.GAP}of{w.GAP}(?:the{w.WS}|that{w.WS}|this{w.WS})?"
    rf"(?:(?:same|working|business|trading|school){w.WS})?"
    rf"(?:(?P<day>day)|business|play|trading|work|office{w.WS}hours)(?:{w.WS}hours)?|"
    rf"(?:COB|EOD))(?!\w)"
)
_JOINT = re.compile(rf",?{w.WS}(?:(?:on|of){w.WS})?(?=\w)", re.IGNORECASE)
_LIMITS = frozenset({"by", "before", "until", "till", "than"})


def rules(inner: Inner) -> tuple[Rule, ...]:
    """The rules of this module; ``inner`` reads the expression that begins at an offset."""

    def read_day_end(context: Context, match: re.Match[str]) -> Sequence[Reading]:
        """The day that follows, else the one that the story is at; "at the end of the day, ..."
        is a turn of speech."""
        gap = _JOINT.match(context.text, match.end())
        named = inner(context, gap.end()) if gap else None
        if named is not None and named.type == "DATE" and named.precision == "day":
            return (replace(named, start=match.start()),)
        if context.preposition(match.start()) not in _LIMITS:
            return ()
        day = context.narrative_day_in_line(match.start())
        return (dated(*match.span(), day_period(day) if day else None),)

    return (Rule(_DAY_END, read_day_end, (Hint.DAY_END,), opener=True),)
