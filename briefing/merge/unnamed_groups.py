"""Which speakers without a name are of one group, each as it is written: officials, experts.

"U.S. officials" and "one U.S. intelligence official" are two descriptions, and nobody knows whether
they are of one person. Where articles on one event have no other officials than these, they are
shown together; "officials" alone go with neither of two groups.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefing.merge.name_uses import NameUse
from briefing.names.people import fold

_GROUPS = {
    "analysts": "analyst",
    "critics": "critic",
    "diplomats": "diplomat",
    "economists": "economist",
    "experts": "expert",
    "investigators": "investigator",
    "observers": "observer",
    "officials": "official",
    "opponents": "opponent",
    "prosecutors": "prosecutor",
    "residents": "resident",
    "sources": "source",
    "supporters": "supporter",
    "traders": "trader",
    "witnesses": "witness",
}
_HEADS = {word: plural for plural, one in _GROUPS.items() for word in (plural, one)}
_AUTHORITIES = "authorities"
"""They are the officials of what they are the authorities of."""

_COUNTS = (
    r"(?:one|two|three|some|several|many|most) of (?:the|these|those)|a number of|a second|a third"
    r"|the first|the same|a|an|the|this|that|these|those|some|several|many|most|other|another|one"
    r"|two|three|four|five|both|few|various|unnamed|unidentified|anonymous|senior|top"
)
_COUNTED = rf"(?i)(?:(?:{_COUNTS})\s+)+"
_JOINING = frozenset("and or of for from in with".split())
_INFORMED = (
    r"(?:people|persons?|sources?|officials?)(?: who (?:is|are|was|were))?,? "
    r"(?:familiar with|briefed on|with (?:direct |first-hand )?knowledge of|close to) the "
    r"(?:matter|situation|discussions?|talks|negotiations?|decision|deal|plans?|process|offering"
    r"|investigation|probe|[A-Z]+)"
)
_AGAINST = r"(?i)(?P<head>opponents|supporters|critics) of (?:the |its |his |her )?(?P<what>[^,]+)"


_ANYBODY = re.compile(
    r"(?:[Aa]n?|[Oo]ne|[Aa]nother) [a-z][^A-Z]*"
    r"|(?i:many|some|most|several|others|all|both|none|few)(?: of (?:whom|them|which|those))?"
)


def is_anybody(speaker: str) -> bool:
    """Whether a speaker is only introduced ("a woman", "many of whom"): in each article another.

    Who is of a body with a name ("a Norvik spokesman") is not.
    """
    return _ANYBODY.fullmatch(speaker) is not None


class Description(NamedTuple):
    """What a speaker without a name is called: ``plural`` names the group, ``modifiers`` tell it.

    ``written`` are the words before it as they are written.
    """

    plural: str
    modifiers: frozenset[str]
    written: str = ""

    @property
    def title(self) -> str:
        """What several of them are called together."""
        return f"{self.written} {self.plural}".strip()


def as_introduced(uses: Iterable[NameUse], event_of: Mapping[str, str]) -> Mapping[str, str]:
    """For articles that introduce somebody without a name the first with the same person, by id.

    "A woman" of another article is another, unless it is on the event, which ``event_of`` gives for
    each article, and has the same words of hers.
    """
    first: dict[tuple[str, str], str] = {}
    who: dict[str, str] = {}
    for use in sorted(uses, key=lambda use: use.form.article_id):
        article_id = use.form.article_id
        said = {(event_of[article_id], said.quote.content) for said in use.statements}
        same = {first[words] for words in said if words in first}
        who[article_id] = one = min(same, default=article_id)
        first.update((words, one) for words in said if words not in first)
    return who


@lru_cache(maxsize=16_384)
def description_of(speaker: str) -> Description | None:
    """The description that a speaker is given, None for what is none of a group."""
    counted = re.match(_COUNTED, speaker)
    bare = speaker[counted.end() :] if counted else speaker
    if re.fullmatch(_INFORMED, bare):
        return Description("sources", frozenset())
    if match := re.fullmatch(_AGAINST, bare):
        return Description(match["head"].casefold(), frozenset(fold(match["what"]).split()))
    *before, head = bare.split() or [""]
    plural = _HEADS.get(head.casefold())
    if head.casefold() == _AUTHORITIES:
        plural = "officials"
    if plural is None or any(word.casefold() in _JOINING or "," in word for word in before):
        return None
    written = " ".join(before)
    return Description(plural, frozenset(fold(written).split()), written)


def widest_of(descriptions: Collection[Description]) -> dict[Description, Description]:
    """For descriptions of one event the most telling one of their group, as far as there is one.

    "Officials" are of the group of the "city officials" where no other officials are told of.
    """
    by_plural: dict[str, set[frozenset[str]]] = defaultdict(set)
    for each in descriptions:
        by_plural[each.plural].add(each.modifiers)
    widest = {}
    for each in descriptions:
        all_modifiers = by_plural[each.plural]
        fuller = [
            m
            for m in all_modifiers
            if each.modifiers <= m and not any(m < more for more in all_modifiers)
        ]
        if len(fuller) == 1:
            widest[each] = Description(each.plural, fuller[0])
    return widest
