"""What bodies, groups and documents are called when they speak."""

from __future__ import annotations

from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.clauses import can_speak, mention, subject_of
from briefing.extract.quotes.context import Context, Rows

_BY = frozenset(["by", "from", "of"])
_CIRCUMSTANCE = frozenset("in at on near during after before through via since outside by".split())
_WHERE_WHEN = frozenset("GPE LOC FAC DATE TIME".split())
_WHEN = frozenset(["DATE", "TIME"])
_PUBLISHED = frozenset(["publish", "release", "issue", "obtain", "see", "post"])
_TOWNS = frozenset("town city village province region district suburb capital".split())
_LONGEST_NAME = 14  # rows back from an acronym in brackets
# "issued a statement condemning it": what somebody publishes is what they say
_PUBLISHING = frozenset(
    "issue release send write sign publish file post submit adopt approve".split()
)
_UTTERANCES = frozenset(
    "remarks comments statement testimony letter report tweet post speech announcement".split()
)


def acronyms(s: Context) -> dict[str, str]:
    """ "Organization for Security ... (OSCE)": acronym in lower case -> long name."""
    t = s.t
    found: dict[str, str] = {}
    for i in range(2, len(t) - 1):
        word = t.word[i]
        if t.word[i - 1] == "(" and t.word[i + 1] == ")" and word.isupper() and len(word) > 1:
            start = _initials_begin(s, i)
            if start is not None:
                found[t.lower[i]] = found[f"the {t.lower[i]}"] = t.of(start, i - 1)
    return found


def _initials_begin(s: Context, i: int) -> int | None:
    """Where the words begin whose initials are the acronym at row i."""
    t = s.t
    letters = t.lower[i]
    need, start, k = len(letters), None, i - 2
    while k >= 0 and i - k < _LONGEST_NAME and need and t.line[k] == t.line[i]:
        if t.word[k][0].isupper() and t.lower[k][0] == letters[need - 1]:
            need -= 1
            start = k
        k -= 1
    return start if not need else None


def plain(text: str) -> str:
    """A phrase without a final possessive, on one line."""
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    return " ".join(text.split())


def body_name(s: Context, rows: Rows, noun: int) -> str:
    """The phrase without tickers, and without where and when: "the agency in Oslo on Monday"."""
    t = s.t
    first, stop = rows
    if first > 1 and t.tag[first - 1] == "POS" and t.line[first - 2] == t.line[first]:
        first = mention(s, first - 2)[0]  # "Lind' family", which a mark has cut
    while first < noun and t.pos[first] in ("ADP", "SCONJ", "CCONJ", "PUNCT"):
        if t.lower[first + 1] in ("least", "most"):
            break
        first += 1
    for kid in t.kids[noun]:
        begins = t.lower[kid] in _CIRCUMSTANCE and t.dep[kid] in ("prep", "acl", "npadvmod")
        if noun < kid < stop and (begins or t.entity[kid] in ("DATE", "TIME")):
            inner = t.kids[kid]
            known = _WHEN if t.lower[kid] == "on" else _WHERE_WHEN
            elsewhere = any(t.entity[k] in known or t.lower[k] in _TOWNS for k in (kid, *inner))
            office = t.lower[kid] in ("through", "via")
            if elsewhere or office:
                stop = max(s.left[kid], noun + 1)
                break
    for i in range(noun + 1, stop):
        published = t.tag[i] == "VBN" and t.lemma[i] in _PUBLISHED
        renamed = t.lower[i] == "or" and i + 1 < stop and t.word[i + 1].isupper()
        ended = t.word[i] in ("(", "[", ")", "]") or t.lower[i] in ("which", "who", "that")
        if published or renamed or ended:
            stop = i
            break
    return plain(t.of(first, max(stop, noun + 1)))


def author(s: Context, noun: int) -> int | None:
    """Whose document it is, if the phrase says so: "a letter from the **council**"."""
    t = s.t
    if t.lower[noun] not in lists().documents and t.lower[noun] not in _UTTERANCES:
        return None
    if t.dep[noun] == "dobj" and t.lemma[t.head[noun]] in _PUBLISHING:
        who = subject_of(s, t.head[noun])
        if who is not None and (is_role(t.lower[who]) or can_speak(s, who)):
            return who
    for kid in t.kids[noun]:
        if t.dep[kid] == "poss" and t.pos[kid] in ("PROPN", "NOUN") and t.entity[kid] != "DATE":
            return kid
        if kid > noun and t.lower[kid] in ("by", "from") and t.dep[kid] in ("prep", "agent"):
            who = next((k for k in t.kids[kid] if t.dep[k] == "pobj"), None)
            if who is not None and t.entity[who] not in _WHERE_WHEN:
                return who
    return None
