"""Full names of one last name that are two forms of one person's.

"Korvo Lind" is "Ana Korvo Lind", and "Sergey Lind" is "Sergei Lind", only with evidence beside the
name: an article on the same event, or a role that agrees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from briefing.merge.events import Events
from briefing.merge.headings import nation_of
from briefing.merge.name_uses import NameUse
from briefing.names.people import spelling_of
from briefing.names.words import stem, stems

_COMPARED = 24  # newest uses of each of two names: bounds the work
_TELLING = 2  # words of a role, such as a country and an office, that two people hardly share


def may_be_forms(names: Collection[str]) -> bool:
    """Whether ``other_forms`` of those names may give any, whatever their uses."""
    return len(names) > 1 and bool(_forms(frozenset(names)))


def other_forms(uses: Mapping[str, Sequence[NameUse]], events: Events) -> Mapping[str, str]:
    """For full names the one other that is the same person's, and is shown.

    ``uses`` are those of full names, folded, of one last name.
    """
    if len(uses) == 1:
        return {}
    forms: dict[str, set[str]] = defaultdict(set)
    for short, full in _forms(frozenset(uses)):
        mine, theirs = uses[short][:_COMPARED], uses[full][:_COMPARED]
        if _agree(mine, theirs, events, is_end=full.endswith(f" {short}")):
            forms[short].add(full)
    # Where two may be meant, neither is.
    one = {short: full.pop() for short, full in forms.items() if len(full) == 1}
    return {short: full for short, full in one.items() if full not in one}


@lru_cache(maxsize=4_096)
def _forms(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of names of which the first may be another form of the second."""
    return tuple(_possible(sorted(names, key=lambda name: (-len(name.split()), name))))


def _possible(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, name in enumerate(names):
        given, _, rest = name.partition(" ")
        for full in names[:place]:
            first, _, others = full.partition(" ")
            spelled = rest == others and spelling_of(given) == spelling_of(first) is not None
            if (spelled or full.endswith(f" {name}")) and "and" not in full.split():
                yield name, full


def _agree(
    mine: Sequence[NameUse], theirs: Sequence[NameUse], events: Events, *, is_end: bool
) -> bool:
    """Whether anything beside the name says that it is one person's."""
    roles = frozenset().union(*map(_office, mine)), frozenset().union(*map(_office, theirs))
    shared = roles[0] & roles[1]
    if len(shared) >= _TELLING and shared in roles:
        return True
    if roles[0] and roles[1] and not shared:
        return False
    return (is_end or bool(shared)) and any(
        events.may_be_one(one.form.article_id, other.form.article_id)
        for one in mine
        for other in theirs
    )


def _office(use: NameUse) -> frozenset[str]:
    """The stems of the words of its roles; "Russian" and "Russia" are the country's code."""
    return frozenset(
        nation_of(word.strip(",")) or stem(word)
        for role in use.roles
        for word in role.split()
        if nation_of(word.strip(",")) or stems(word)
    )
