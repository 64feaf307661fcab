"""Sentences without who says them, and without what stands beside what they tell. Pure."""

from __future__ import annotations

import re

from briefing.names.sentences import without_dateline

_CUES = r"(?:said|says|say|told|announced|added|testified|reported|wrote|finds?|decided|admitted)"
_SAID_AFTER = re.compile(
    rf",\s+(?:(?:[^,;.]{{1,70}}(?:,[^,;]{{1,70}}){{0,2}},?)\s+{_CUES}\b|{_CUES}\s+\w"
    r"|according to\b|by the count of)[^;]*$"
)
_SAID_BEFORE = re.compile(
    rf"^[^,;]{{1,70}}(?:,[^,;]{{1,70}},)?\s+(?:{_CUES}|told [^,;]{{1,40}})"
    r"(?: (?:on )?[A-Z]\w+day)?(?: that)?\s+(?=\S+ \S+ \S+)"
)
_CLEFT = re.compile(r"^It was (.{3,40}?) (?:that|when) ")
_PLACE_BY_NAME = re.compile(
    r"\b((?:in|near|at|outside) the (?:\w+ ){0,2}(?:capital|city|port|suburb|town|village)), "
    r"(?=[A-Z])"
)
"""A place whose name follows after a comma: "in the capital, Osby"."""
_PUT_AT = re.compile(r"^[^,;]{1,60}? puts? (?=the (?:number|toll|death toll|count|figure)\b)")
_PARENTHESIS = re.compile(
    r"^(?P<head>(?!(?:In|On|At|By|For|From|After|Before|Since|During|With|Without|When|While|As) )"
    r"[A-Z][^,;:“”\"()]{0,70}), "
    r"(?P<inside>(?:who|which|whose|an?|the|once|until|formerly|for)\b[^;:“”\"]{2,110}?), "
    r"(?=(?!(?:and|or|but|who|which|whose|where|when|while|with|the|an?|as|after|in|on|at|said|says"
    r"|told|according|adding)\b)[a-z])"
)
"""What stands between commas after what a sentence begins with: "Moen, who led the board, left"."""
_NAME_AFTER_ROLE = re.compile(
    r"^(?P<role>(?:[A-Z][\w'’-]+ ){1,3}(?:[a-z]+ ){0,3}[a-z]+), "
    r"(?P<name>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}), (?=[a-z])"
)
"""Whose name follows what they are: "Arland's foreign minister, Ida Moen, left"."""


def unattributed(sentence: str) -> str:
    """A sentence without who says it, and without where it was written."""
    bare = _SAID_AFTER.sub("", _CLEFT.sub(r"\1 ", without_dateline(sentence)))
    bare = _PLACE_BY_NAME.sub(r"\1 of ", bare)
    return _PUT_AT.sub("", _SAID_BEFORE.sub("", bare))


def without_parenthesis(words: str) -> str:
    """A sentence with what stands between commas beside its subject put at its end."""
    words = _NAME_AFTER_ROLE.sub(r"\g<role> \g<name> ", words)
    match = _PARENTHESIS.match(words)
    if match is None:
        return words
    rest = words[match.end() :].rstrip(" .")
    return f"{match['head']} {rest}; {match['inside']}"
