"""What bodies, groups and documents are called when they speak."""

from __future__ import annotations

from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.clauses import can_speak, subject_of
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.mentions import TICKER, mention

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
_ANSWERING = frozenset("respond reply react comment speak write explain".split())
_UTTERANCES = frozenset(
    "remarks comments statement testimony letter report tweet post speech announcement".split()
)


def acronyms(context: Context) -> dict[str, str]:
    """ "Organization for Security ... (OSCE)": acronym in lower case -> long name."""
    tokens = context.tokens
    found: dict[str, str] = {}
    for row in range(2, len(tokens) - 1):
        word = tokens.word[row]
        if (
            tokens.word[row - 1] == "("
            and tokens.word[row + 1] == ")"
            and word.isupper()
            and len(word) > 1
        ):
            start = _initials_begin(context, row)
            if start is not None:
                found[tokens.lower[row]] = found[f"the {tokens.lower[row]}"] = tokens.of(
                    start, row - 1
                )
    return found


def _initials_begin(s: Context, row: int) -> int | None:
    """Where the words begin whose initials are the acronym at row i."""
    t = s.tokens
    letters = t.lower[row]
    need, start, place = len(letters), None, row - 2
    while place >= 0 and row - place < _LONGEST_NAME and need and t.line[place] == t.line[row]:
        if t.word[place][0].isupper() and t.lower[place][0] == letters[need - 1]:
            need -= 1
            start = place
        place -= 1
    return start if not need else None


def plain(text: str) -> str:
    """A phrase without a final possessive, on one line."""
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    return " ".join(text.split())


def body_name(context: Context, rows: Rows, noun: int) -> str:
    """The phrase without tickers, and without where and when: "the agency in Oslo on Monday"."""
    tokens = context.tokens
    first, stop = rows
    if (
        first > 1
        and tokens.tag[first - 1] == "POS"
        and tokens.line[first - 2] == tokens.line[first]
    ):
        first = mention(context, first - 2)[0]  # "Lind' family", which a mark has cut
    while first < noun and tokens.pos[first] in ("ADP", "SCONJ", "CCONJ", "PUNCT"):
        if tokens.lower[first + 1] in ("least", "most"):
            break
        first += 1
    for kid in tokens.kids[noun]:
        begins = tokens.lower[kid] in _CIRCUMSTANCE and tokens.dep[kid] in (
            "prep",
            "acl",
            "npadvmod",
        )
        if noun < kid < stop and (begins or tokens.entity[kid] in ("DATE", "TIME")):
            inner = tokens.kids[kid]
            known = _WHEN if tokens.lower[kid] == "on" else _WHERE_WHEN
            elsewhere = any(
                tokens.entity[k] in known or tokens.lower[k] in _TOWNS for k in (kid, *inner)
            )
            office = tokens.lower[kid] in ("through", "via")
            if elsewhere or office:
                stop = max(context.left[kid], noun + 1)
                break
    for row in range(noun + 1, stop):
        published = tokens.tag[row] == "VBN" and tokens.lemma[row] in _PUBLISHED
        renamed = tokens.lower[row] == "or" and row + 1 < stop and tokens.word[row + 1].isupper()
        ended = tokens.word[row] in ("(", "[", ")", "]") or tokens.lower[row] in (
            "which",
            "who",
            "that",
        )
        if published or renamed or ended:
            stop = row
            break
    return plain(TICKER.sub("", tokens.of(first, max(stop, noun + 1))))


def author(context: Context, noun: int) -> int | None:
    """Whose document it is, if the phrase says so: "a letter from the **council**"."""
    tokens = context.tokens
    words = {tokens.lower[noun], tokens.lemma[noun]}
    if not words & (lists().documents | _UTTERANCES):
        return None
    if tokens.dep[noun] == "dobj" and tokens.lemma[tokens.head[noun]] in _PUBLISHING:
        who = subject_of(context, tokens.head[noun])
        if who is not None and (is_role(tokens.lower[who]) or can_speak(context, who)):
            return who
    for kid in tokens.kids[noun]:
        if (
            tokens.dep[kid] == "poss"
            and tokens.pos[kid] in ("PROPN", "NOUN")
            and tokens.entity[kid] != "DATE"
        ):
            return kid
        if (
            kid > noun
            and tokens.lower[kid] in ("by", "from")
            and tokens.dep[kid] in ("prep", "agent")
        ):
            who = next((k for k in tokens.kids[kid] if tokens.dep[k] == "pobj"), None)
            if who is not None and tokens.entity[who] not in _WHERE_WHEN:
                return who
    return _answers_in(context, noun)


def _answers_in(s: Context, noun: int) -> int | None:
    """The Lind of "Lind responded in a post saying it was late"."""
    t = s.tokens
    preposition = t.head[noun]
    verb = t.head[preposition]
    answering = t.lower[preposition] == "in" and t.lemma[verb] in _ANSWERING
    who = subject_of(s, verb) if answering and t.pos[verb] == "VERB" else None
    speaks = who is not None and (is_role(t.lower[who]) or can_speak(s, who))
    return who if speaks and s.inside[noun] < 0 else None
