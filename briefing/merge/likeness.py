"""How likely two articles are of one event, from what each is about (``extract.topics``).

What is said of two articles depends on nothing but the two. Names count less where two articles
share nothing beside them, for one person is in many events.

Method: cosine, with a decay with the days between; see Allan, Papka and Lavrenko, "On-line new
event detection and tracking", SIGIR 1998. The weights and limits were chosen by ``python -m
bench.stories``: B-cubed F1 on labelled articles, and pairs wrongly joined in random stores of 2 to
20 of them. ``python -m bench.vary briefing.merge.likeness:NAME VALUES -- bench.stories --quality``
gives the figures that stand beside them: F1 and pairs wrongly joined, on the first labelled set.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import mul

from briefing.model import TOPIC_LENGTH, Topic

ALIKE = 0.12
"""The likeness from which two articles are of one event, at the least. 0.11: 0.893, 29; 0.12:
0.898, 26; 0.13: 0.887, 21."""

BY_CHANCE = 0.005
"""The likeness that each word of the shorter article asks for. Articles of one beat share words by
chance, the more the longer both are; a whole report has 40, a teaser 15. The figures for other
values are with ``digest.stories``."""

APART = 16
"""Days between two articles from which they are of two events, whatever they share. 8: 0.798, 19;
16: 0.898, 26; 32: 0.902, 26, but on the set put aside F1 falls from 0.978 to 0.949."""

# Of the likeness, lost with each day between two articles. None: 0.893, 27; 0.01: 0.898, 26; 0.02:
# 0.885, 22.
_DECAY = 0.01
# Of the likeness of two articles of one event, that of words beside names. 0.015: 0.894, 27; 0.025:
# 0.898, 26; 0.035: 0.880, 26.
_SHARED_EVENT = 0.025
# Of the likeness of two articles that share names and not what happened. 0.3: 0.876, 26; 0.4:
# 0.898, 26; 0.5: 0.898, 26, but on the set put aside 58 pairs rather than 41.
_NAMES_ALONE = 0.4


def likeness(one: Topic, other: Topic) -> float:
    """How alike two articles are, 0.0 to 1.0: the cosine, less for days between them."""
    apart = days_between(one, other)
    if apart > APART:
        return 0.0
    products = product(one.vector, other.vector)
    return of_products(_of_names(one, other) if products else 0, products, apart)


def likeness_if_similar(one: Topic, other: Topic) -> float:
    """The ``likeness`` of two articles that reaches ``ALIKE``, 0.0 where it does not."""
    apart = days_between(one, other)
    if apart > APART:
        return 0.0
    products = product(one.vector, other.vector)
    # Most pairs do not, and need not be asked for names, which make two only less alike.
    if of_products(0, products, apart) < ALIKE:
        return 0.0
    alike = of_products(_of_names(one, other), products, apart)
    return alike if alike >= ALIKE else 0.0


def enough(words: int, others: int) -> float:
    """The likeness from which two articles with so many words in their vectors are of one event."""
    return max(ALIKE, BY_CHANCE * min(words, others))


def product(mine: Mapping[str, int], theirs: Mapping[str, int]) -> int:
    """What words weigh in both, multiplied and added up."""
    shared = mine.keys() & theirs.keys()
    return sum(map(mul, map(mine.__getitem__, shared), map(theirs.__getitem__, shared)))


def _of_names(one: Topic, other: Topic) -> int:
    """The ``product`` of the words that are names in both."""
    shared = one.vector.keys() & other.vector.keys() & one.names & other.names
    return sum([one.vector[term] * other.vector[term] for term in shared])


def weight_of_names(one: Topic, other: Topic) -> float:
    """The part of the cosine of two articles that is of words that are names in both."""
    return _of_names(one, other) / TOPIC_LENGTH**2


def days_between(one: Topic, other: Topic) -> int:
    """The days between two articles, 0 where one has no day."""
    return abs(one.day - other.day) if one.day is not None and other.day is not None else 0


def of_products(of_names: int, products: int, apart: int) -> float:
    """The likeness of two articles so many days apart, at most ``APART``, from the products of
    what words weigh in both: of all of them, and of those that are names in both.
    """
    of_event = products - of_names
    weight = 1.0 if of_event >= _SHARED_EVENT * TOPIC_LENGTH**2 else _NAMES_ALONE
    return weight * products / TOPIC_LENGTH**2 * (1 - _DECAY * apart)
