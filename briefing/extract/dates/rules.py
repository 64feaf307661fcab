"""All rules together: where expressions may stand, and what is read from an offset."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.extract.dates import (
    clock,
    day_ends,
    days,
    days_in_figures,
    distances,
    durations,
    feasts,
    months,
    period_parts,
    relative_days,
    relative_periods,
    years,
)
from briefing.extract.dates.context import Context, Reading, Rule

_REACH = 80  # characters that an expression inside another one can have


def read_safely(rule: Rule, context: Context, match: re.Match[str]) -> tuple[Reading, ...] | None:
    """The readings of a match; None for days that no calendar has ("Feb. 30", year 10000)."""
    try:
        return tuple(rule.read(context, match))
    except (ValueError, OverflowError):
        return None


def read_inside(context: Context, start: int) -> Reading | None:
    """The longest expression that begins right at ``start``, or None."""
    found = []
    for rule in _INNER:
        match = rule.pattern.regex.match(context.text, start, start + _REACH)
        if match and (readings := read_safely(rule, context, match)):
            found.append(readings[0])
    return max(found, key=lambda r: r.end, default=None)


def matches(
    text: str, lowered: str, begin: int, finish: int, hints: int
) -> list[tuple[Rule, re.Match[str]]]:
    """Every rule's matches in ``[begin, finish)``: leftmost first, openers first, then longest.

    ``lowered`` is the text in small letters (``vocabulary.in_small_letters``).
    ``hints`` are the kinds of words that the stretch has; rules that need others are not tried.
    """
    by_rule = [
        (match.start(), not rule.opener, -match.end(), order, rule, match)
        for order, rule in _rules_for(hints)
        if rule.holds is None or rule.holds.is_in(lowered, begin, finish)
        for match in rule.pattern.matches(text, lowered, begin, finish)
    ]
    by_rule.sort(key=lambda m: m[:4])
    return [(rule, match) for *_, rule, match in by_rule]


@lru_cache(maxsize=4096)
def _rules_for(hints: int) -> tuple[tuple[int, Rule], ...]:
    """The rules, each with its number, that have the kinds of words that they need."""
    return tuple(
        (order, rule)
        for order, rule in enumerate(RULES)
        if all(hints & need for need in rule.needs)
    )


_INNER: tuple[Rule, ...] = (
    *days_in_figures.RULES,
    *days.RULES,
    *months.RULES,
    *years.RULES,
    *feasts.RULES,
    *relative_days.RULES,
    *relative_periods.RULES,
)
RULES: tuple[Rule, ...] = (
    *_INNER,
    *clock.rules(read_inside),
    *day_ends.rules(read_inside),
    *period_parts.rules(read_inside),
    *distances.rules(read_inside),
    *durations.RULES,
)
