"""What bodies, groups and documents are called when they speak."""

from __future__ import annotations

import re

from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.clauses import can_speak, subject_of
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.mentions import TICKER, mention

_WORD = re.compile(r"[^\W_]+")
_CIRCUMSTANCE = frozenset("in at on near during after before through via since outside by".split())
_WHERE_WHEN = frozenset("GPE LOC FAC DATE TIME".split())
_WHEN = frozenset(["DATE", "TIME"])
_DAYS = frozenset(["today", "yesterday", "tonight"])  # "because today Harbour Inc said"
_ENDS = frozenset("( [ ) ] which who that".split())
_PUBLISHED = frozenset(["publish", "release", "issue", "obtain", "see", "post"])
_TOWNS = frozenset("town city village province region district suburb capital".split())
# Bodies of which an article seldom has two: "the ministry", but not "the group", "the company"
_OFFICIAL = frozenset(
    "ministry commission coalition observatory bureau embassy institute foundation university "
    "treasury tribunal federation association committee council department agency".split()
)
_LINES = 12  # that "the ministry" looks back over
_LONGEST_NAME = 14  # rows back from an acronym in brackets
# "issued a statement condemning it": what somebody publishes is what they say
_PUBLISHING = frozenset(
    "issue release send write sign publish file post submit adopt approve".split()
)
_PAPERS = frozenset("decision ruling filing memo email note complaint lawsuit".split())
_ABOUT = frozenset("obituary biography indictment record records profile".split())  # about whom
_ANSWERING = frozenset("respond reply react comment speak write explain".split())
_UTTERANCES = frozenset(
    "remarks comments statement testimony letter report tweet post speech announcement".split()
)


def acronyms(context: Context) -> dict[str, str]:
    """ "Organization for Security ... (OSCE)": acronym in lower case -> long name."""
    tokens = context.tokens
    found: dict[str, str] = {}
    for row in [i + 1 for i, word in enumerate(tokens.word[:-2]) if word == "(" and i]:
        word = tokens.word[row]
        if tokens.word[row + 1] == ")" and word.isupper() and len(word) > 1:
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
    first = _begin_of_body(context, rows[0], noun)
    stop = _before_circumstance(context, noun, rows[1])
    for row in range(noun + 1, stop):
        published = tokens.tag[row] == "VBN" and tokens.lemma[row] in _PUBLISHED
        renamed = tokens.lower[row] == "or" and row + 1 < stop and tokens.word[row + 1].isupper()
        if published or renamed or tokens.lower[row] in _ENDS:
            stop = row
            break
    text = TICKER.sub("", tokens.of(first, max(stop, noun + 1)))
    owner = stop < len(tokens) and tokens.pos[stop] in ("NOUN", "PROPN", "ADJ")
    if tokens.tag[stop - 1] == "POS" and tokens.dep[noun] == "nsubj" and not owner:
        return " ".join(text.split())  # "Lowe's said": its name
    return plain(text)


def _begin_of_body(context: Context, first: int, noun: int) -> int:
    """The row where the phrase begins: with its genitive, without what links it to others."""
    tokens = context.tokens
    cut = first > 1 and tokens.tag[first - 1] == "POS"
    if cut and tokens.line[first - 2] == tokens.line[first]:
        first = mention(context, first - 2)[0]  # "Lind' family", which a mark has cut
    while first < noun and (
        tokens.pos[first] in ("ADP", "SCONJ", "CCONJ", "PUNCT") or tokens.lower[first] in _DAYS
    ):
        if tokens.lower[first + 1] in ("least", "most"):
            break
        first += 1
    for row in range(first + 1, noun):
        of_noun = tokens.tag[row] == "POS" and tokens.pos[row - 1] == "NOUN"
        if of_noun and tokens.word[row + 1][0].isupper():
            first = row + 1  # "the opposition's Democratic Union"
    return first


def _before_circumstance(context: Context, noun: int, stop: int) -> int:
    """One past the phrase, which ends before it is said where, when or by what it speaks."""
    tokens = context.tokens
    for kid in tokens.kids[noun]:
        links = tokens.dep[kid] in ("prep", "acl", "npadvmod")
        begins = links and tokens.lower[kid] in _CIRCUMSTANCE
        if not noun < kid < stop or not (begins or tokens.entity[kid] in _WHEN):
            continue
        inner = tokens.kids[kid]
        known = _WHEN if tokens.lower[kid] == "on" else _WHERE_WHEN
        elsewhere = any(
            tokens.entity[k] in known or tokens.lower[k] in _TOWNS for k in (kid, *inner)
        )
        # "The army in a statement said"
        in_words = any(
            tokens.lower[k] in _UTTERANCES | _PAPERS
            and tokens.lower[context.left[k]] in ("a", "an", "its", "his", "her", "their")
            for k in inner
        )
        if elsewhere or in_words or tokens.lower[kid] in ("through", "via"):
            return max(context.left[kid], noun + 1)
    return stop


def full_body(context: Context, rows: Rows, noun: int) -> str | None:
    """The name that "the coalition", "China's ministry" was brought in by, if it is the only one.

    That is: the one name above, not far off, that ends in this word and holds all others.
    """
    tokens = context.tokens
    first, stop = rows
    word = tokens.lower[noun]
    besides = {w for w in tokens.lower[first:noun] if w[0].isalpha() and w != "the"} - {"s"}
    pointed = tokens.lower[first] == "the" and not besides
    if stop != noun + 1 or word not in _OFFICIAL or not (pointed or _is_owner(context, rows, noun)):
        return None
    names: dict[str, str] = {}
    for row in range(first - 1, -1, -1):
        if tokens.line[first] - tokens.line[row] > _LINES:
            break
        if tokens.lower[row] != word or not row or not tokens.word[row - 1][0].isupper():
            continue
        whole = mention(context, row)
        if whole[0] < row and tokens.pos[row - 1] in ("PROPN", "ADJ", "NOUN"):
            name = body_name(context, whole, row)
            names.setdefault(name.lower().removeprefix("the "), name)
    held = {name: set(_WORD.findall(name.lower())) for name in names.values()}
    left = [name for name, words in held.items() if besides <= words]
    return left[0] if len(left) == 1 and (len(names) == 1 or besides) else None


def _is_owner(s: Context, rows: Rows, noun: int) -> bool:
    """Whether a phrase is a name in the genitive with the noun: "China's ministry"."""
    t = s.tokens
    return noun - rows[0] == 2 and t.tag[noun - 1] == "POS" and t.pos[rows[0]] == "PROPN"


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
            and tokens.lower[noun] not in _ABOUT
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


def is_own_utterance(s: Context, noun: int) -> bool:
    """ "His speech calling for a truce": it is his, whoever he is, and no paper's."""
    t = s.tokens
    spoken = bool({t.lower[noun], t.lemma[noun]} & _UTTERANCES)
    return spoken and any(t.dep[k] == "poss" and t.lower[k] in ("his", "her") for k in t.kids[noun])


def _answers_in(s: Context, noun: int) -> int | None:
    """The Lind of "Lind responded in a post saying it was late"."""
    t = s.tokens
    preposition = t.head[noun]
    verb = t.head[preposition]
    answering = t.lower[preposition] == "in" and t.lemma[verb] in _ANSWERING
    who = subject_of(s, verb) if answering and t.pos[verb] == "VERB" else None
    speaks = who is not None and (is_role(t.lower[who]) or can_speak(s, who))
    return who if speaks and s.inside[noun] < 0 else None
