"""Parts of periods: "the end of the month", "mid-August", "early next week", "month's end"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extract import date_words as w
from briefing.extract.date_calendar import Period, containing
from briefing.extract.date_offsets import shaded
from briefing.extract.date_scene import Inner, Reading, Rule, Scene, dated
from briefing.extract.date_years import WEEK_OF, week_around

_PART_OF = w.compiled(
    rf"{w.WB}(?:the{w.WS})?(?:very{w.WS})?(?:"
    rf"(?P<shade>end|beginning|start|middle|close|rest|remainder|opening|outset|"
    rf"(?:latter|later|early|first|second)(?:{w.WS}|-)(?:part|half)|late|early|middle){w.WS}(?:of|in){w.WS}(?P<the>the{w.WS})?|"
    rf"(?P<near>early|late|mid|middle|end){w.GAP}(?:(?:in|to){w.WS})?(?:the{w.WS})?|(?P<mid>mid)(?=[A-Z]))(?=[\w'’])"
)
_UNIT = w.compiled(r"(?P<unit>week|month|year|quarter|weekend|decade|century|day)(?!\w|-)")
_PERIODS_END = w.compiled(
    rf"{w.WB}(?:(?:the{w.WS})?(?P<unit>week|month|year|quarter)['’]s{w.WS}(?P<shade>end|close|start|beginning)|"
    rf"(?P<inner>{w.MONTH})['’]s{w.WS}(?P<ishade>end|close|start|beginning)|"
    rf"(?:the{w.WS})?(?P<eshade>end|close){w.GAP}of{w.GAP}(?P<eunit>week|month|year|quarter)|"
    rf"(?P<tight>year|month|quarter){w.GAP}end)(?!\w)"
)


def rules(inner: Inner) -> tuple[Rule, ...]:
    """The rules of this module; ``inner`` reads the expression that begins at an offset."""

    def read_part_of(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
        words = (match["shade"] or match["near"] or "mid").lower().replace("-", " ").split()
        shade = {"latter": "late", "later": "late", "first": "early", "second": "late"}.get(
            words[0], words[0]
        )
        if (
            words[0] in {"late", "early", "middle"}
            and not match["near"]
            and match["shade"]
            and len(words) == 1
        ):
            shade = words[0]
        found = inner(scene, match.end())
        if found is None and (unit := _UNIT.match(scene.text, match.end())):
            if match["near"] and not re.search(r"\bthe\s+$", match[0], re.IGNORECASE):
                return ()
            found = _this(scene, unit)
        if found is None or found.type != "DATE" or found.precision in {"time"}:
            return ()
        if found.precision == "day" and not (match["near"] and shade in {"early", "late"}):
            return ()
        if found.first is None or found.last is None or found.value is None:
            return (Reading(match.start(), found.end, "DATE", found.value),)
        period = Period(found.value, found.first, found.last, found.precision)
        return (shaded(match.start(), found.end, period, shade, scene.day),)

    def read_week_of(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
        """ "the week of April 10"."""
        found = inner(scene, match.end())
        if found is None or found.precision != "day":
            return ()
        if found.first is None:
            return (Reading(match.start(), found.end, "DATE", None),)
        period = Period("", found.first, found.first, "day")
        return (dated(match.start(), found.end, week_around(period)),)

    def read_periods_end(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
        unit = (match["unit"] or match["eunit"] or match["tight"] or "").lower()
        shade = (match["shade"] or match["ishade"] or match["eshade"] or "end").lower()
        if scene.day is None:
            return (Reading(*match.span(), "DATE", None),)
        if unit:
            return (shaded(*match.span(), containing(scene.day, unit), shade, scene.day),)
        month = inner(scene, match.start())
        if month is None or month.first is None:
            return ()
        return (shaded(*match.span(), containing(month.first, "month"), shade, scene.day),)

    return (
        Rule(_PART_OF, read_part_of, opener=True),
        Rule(WEEK_OF, read_week_of, opener=True),
        Rule(_PERIODS_END, read_periods_end),
    )


def _this(scene: Scene, unit: re.Match[str]) -> Reading:
    """ "the month" of "the end of the month": the one of publication."""
    name = unit["unit"].lower()
    base = scene.told_near(unit.start()) if name == "day" else scene.day
    return dated(*unit.span(), containing(base, name) if base else None)
