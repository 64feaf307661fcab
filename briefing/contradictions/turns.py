"""Sentences that tell by themselves that somebody is for what they were against before. Pure.

"Moen, who had opposed the pier, now backs it", "Moen dropped her demand for a pier": the sentence
itself says that a position has changed, so that of what was said before little has to agree.
"""

from __future__ import annotations

import re

from msgspec import Struct

from briefing.contradictions.clauses import Clause
from briefing.contradictions.terms import term_of
from briefing.contradictions.tokens import tokens_of

_AGAINST = "criticised|criticized|fought|opposed|rejected|resisted|refused|ruled out"
_FOR = "advocated|backed|called for|championed|demanded|favoured|favored|promised|supported|vowed"
_NOW = (
    r"(?=.*\b(?:abandon|accept|agreed|back|drop|embrac|endors|lift|sign|support)(?:s|ed|d)?\b|"
    r".*\b(?:now|has come|have come|came round|put (?:his|her|its))\b)"
)
_SUBJECT = r"^[^,;]{2,60}, "
_TURNED = (
    re.compile(
        rf"{_SUBJECT}(?:who|which) had (?:long |once |previously )?"
        rf"(?:(?P<against>{_AGAINST})|(?P<for>{_FOR})) (?P<what>[^,;]+){_NOW}"
    ),
    re.compile(
        rf"{_SUBJECT}(?:once|until (?:lately|recently)|for (?:years|months)|long) (?:the|an?) "
        r"(?:\w+ )?(?:(?P<against>critic|opponent|enemy)|"
        rf"(?P<for>advocate|champion|supporter|backer|defender))s? of (?P<what>[^,;]+),{_NOW}"
    ),
    re.compile(
        r"\b(?:abandon|drop|revers|withdr)\w* (?:his|her|its|their) (?:long-\w+ )?"
        r"(?:(?P<against>objections?|opposition|resistance) to|"
        r"(?P<for>backing|calls?|demands?|support) (?:for|of)) (?P<what>[^,;.]+)"
    ),
)
_REFUSING = frozenset(
    map(term_of, "against critic object oppose reject refuse resist fight block veto ban".split())
)
_WITHOUT = re.compile(r"\b(?:[Uu]nless|[Ww]ithout)\b")
_OF_WHAT = 0.5  # of the terms of what a position is on, that stand in what was said before


class Turn(Struct, frozen=True):
    """A position that somebody no longer has: the terms of what it is on, and its side."""

    what: frozenset[str]
    was_against: bool

    def is_from(self, clause: Clause) -> bool:
        """Whether a clause that the same person said before takes the side that was left."""
        # "No work without a raise" is for the raise.
        denies = clause.denial is not None and not _WITHOUT.search(clause.text)
        against = denies or not _REFUSING.isdisjoint(clause.held)
        shared = len(self.what & clause.held)
        return bool(shared) and shared >= _OF_WHAT * len(self.what) and against == self.was_against


def turn_in(sentence: str) -> Turn | None:
    """The position that a sentence tells somebody has left; None where it tells of none."""
    for match in filter(None, (pattern.search(sentence) for pattern in _TURNED)):
        what = frozenset(token.term for token in tokens_of(match["what"]) if token.counts)
        if what:
            return Turn(what, match["against"] is not None)
    return None
