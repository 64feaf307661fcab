"""What bodies, groups and documents are called when they speak."""

from __future__ import annotations

from briefing.extract.people.lists import lists
from briefing.extract.quotes.clauses import mention
from briefing.extract.quotes.context import Context, Rows

_BY = frozenset(["by", "from", "of"])
_CIRCUMSTANCE = frozenset("in at on near during after before through via since outside by".split())
_WHERE_WHEN = frozenset("GPE LOC FAC DATE TIME".split())
_LONGEST_NAME = 14  # rows back from an acronym in brackets
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
        first += 1
    for kid in t.kids[noun]:
        begins = t.lower[kid] in _CIRCUMSTANCE and t.dep[kid] in ("prep", "acl", "npadvmod")
        if noun < kid < stop and (begins or t.entity[kid] in ("DATE", "TIME")):
            inner = t.kids[kid]
            elsewhere = any(t.entity[k] in _WHERE_WHEN for k in (kid, *inner))
            office = t.lower[kid] in ("through", "via")
            if elsewhere or office:
                stop = kid
                break
    for i in range(noun + 1, stop):
        renamed = t.lower[i] == "or" and i + 1 < stop and t.word[i + 1].isupper()
        if renamed or t.word[i] in ("(", "[", ")", "]"):
            stop = i
            break
    return plain(t.of(first, max(stop, noun + 1)))


def author(s: Context, noun: int) -> int | None:
    """Whose document it is, if the phrase says so: "a letter from the **council**"."""
    t = s.t
    if t.lower[noun] not in lists().documents and t.lower[noun] not in _UTTERANCES:
        return None
    for kid in t.kids[noun]:
        if t.dep[kid] == "poss" and t.pos[kid] in ("PROPN", "NOUN") and t.entity[kid] != "DATE":
            return kid
        if kid > noun and t.lower[kid] in ("by", "from") and t.dep[kid] in ("prep", "agent"):
            who = next((k for k in t.kids[kid] if t.dep[k] == "pobj"), None)
            if who is not None and t.entity[who] not in _WHERE_WHEN:
                return who
    return None
