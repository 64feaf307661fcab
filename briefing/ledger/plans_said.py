"""What a statement says that is planned, in other words than "will": "is due to", "has agreed to".

Pure: the words of the statement are at hand, and no parse.
"""

from __future__ import annotations

import re

from briefing.acts.actors import is_agent
from briefing.acts.verbs import class_of_noun

_DUE_TO = re.compile(r"\b(?:is|are) (?:now )?(?:due|set|scheduled|slated) to (?=[a-z])")
_AGREED = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?) (?:has |have |had )?(?:also |now |already )?"
    r"(?:agreed|committed|pledged|promised|undertaken|vowed) to (?P<act>[a-z][^,;“\"]*)"
)
_FIXED = re.compile(
    r"^(?P<deed>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur) [^,;“\"]{3,80}?) (?:is|are|was|were) "
    r"(?:now )?(?:due|set|scheduled|planned|slated)(?: for| on| to (?:be (?:completed|held|made)|"
    r"begin|follow|start|take place))?\W*$"
)
_SECOND = re.compile(r"^(?P<who>he|she|it|they|we|I) (?!will\b|would\b).*? and (?:will|would) ")
EXPECTED_ONLY = frozenset(
    """achieve announce be become benefit book break complete continue cost deliver earn exceed fall
    find gain generate get grow have hear hit incur know lose make meet need post reach receive
    record remain report return rise save see show spend take win""".split()
)
"""What somebody expects to do, and does not undertake: "expects to see a profit"."""
_OF = re.compile(r"\b(?:of|for|in|on|at|to|into|with|between|by)\b")


def with_will(words: str) -> str:
    """A statement with "will" where it says that something is due or set to be done."""
    return _DUE_TO.sub("will ", words)


def agreed_by(words: str) -> tuple[str, str] | None:
    """Who has agreed or promised to do what by a statement that begins so; None if it does not."""
    match = _AGREED.match(words)
    return (match["who"], match["act"]) if match and is_agent(match["who"]) else None


def deed_fixed(words: str) -> str | None:
    """The noun phrase of an act for which a statement, its day left out, gives no more than a day.

    "The launch of the probe is set for": the launch of the probe.
    """
    match = _FIXED.match(words)
    if match is None:
        return None
    head = _OF.split(match["deed"], maxsplit=1)[0].split()
    return match["deed"] if head and class_of_noun(head[-1].casefold()) is not None else None


def of_second_verb(words: str) -> str:
    """A statement on what its speaker has done and will do as one on what they will do alone.

    "It had found the wreck and would send divers": it would send divers.
    """
    match = _SECOND.match(words)
    return f"{match['who']} would {words[match.end() :]}" if match else words
