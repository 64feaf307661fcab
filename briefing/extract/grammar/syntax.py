"""Small questions to a dependency parse: clauses, chains of heads, edges.

Every walk is bounded, so that a degenerate parse costs no more than a usual one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefing.extract.grammar.token_table import table

_CLIMB = 40  # no sentence of news nests deeper; bounds the walk on hostile text
_LONGEST = 300  # tokens in a sentence that is worth reading
_DATELINE = 16  # tokens in the longest dateline
VERBAL = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of the verb that makes a clause a sentence."""

DASHES = frozenset({"-", "--", "—", "–", "―"})
_AFTER_DATELINE = DASHES - {"―"}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_SHARING = frozenset(
    {"xcomp", "conj", "advcl", "acl", "pcomp", "prep", "acomp", "oprd", "attr", "dobj"}
)


def climb(token: Token) -> Iterator[Token]:
    """The token itself and its heads up to the root of the sentence."""
    node = token
    for _ in range(_CLIMB):
        yield node
        if node.head.i == node.i:
            return
        node = node.head


def in_dateline(token: Token) -> bool:
    """Whether a token stands in a dateline: "RIYADH, Saudi Arabia (AP) -- Top officials ..."."""
    tokens = table(token.doc)
    sentence = bisect_left(tokens.sentence, tokens.sentence[token.i])
    start = max(sentence, token.i - _DATELINE)
    first = tokens.word[start]
    if not (first.isupper() and first.isalpha() and len(first) > 2):
        return False
    for index in range(start + 1, min(start + _DATELINE, len(tokens))):
        if tokens.word[index] in _AFTER_DATELINE and tokens.start[index] > tokens.end[index - 1]:
            return token.i <= index
    return False


def clause_head(token: Token) -> Token | None:
    """The verb that heads the clause around a token (a verb is its own head), or None."""
    tokens, row = table(token.doc), token.i
    for _ in range(_CLIMB):
        if tokens.pos[row] in VERBAL and tokens.dep[row] not in {
            "aux",
            "auxpass",
            "amod",
            "compound",
        }:
            return token.doc[row]
        if tokens.head[row] == row:
            return None
        row = tokens.head[row]
    return None


def below(token: Token, ancestor: Token) -> bool:
    """Whether ``ancestor`` is the token or stands above it."""
    return any(node.i == ancestor.i for node in climb(token))


def children(token: Token, *deps: str) -> list[Token]:
    """The children that hang on one of these relations, in text order."""
    doc = token.doc
    tokens = table(doc)
    rows = tokens.kids[token.i]
    return [doc[row] for row in rows if tokens.dep[row] in deps] if rows else []


def objects(token: Token, *preps: str) -> list[Token]:
    """Objects of the given prepositions under a token, with what is coordinated to them."""
    tokens: list[Token] = []
    doc = token.doc
    token_table = table(doc)
    for prep in token_table.kids[token.i]:
        if token_table.dep[prep] not in {"prep", "agent", "dative"}:
            continue
        inner = (
            token_table.kids[prep]
            if token_table.lower[prep] in {"on", "off", "back", "out"}
            else []
        )
        for hook in (prep, *(i for i in inner if token_table.dep[i] == "prep")):
            if token_table.lower[hook] in preps:
                for child in children(doc[hook], "pobj", "pcomp"):
                    tokens += coordinated(child)
    return tokens


def coordinated(token: Token) -> list[Token]:
    """A token with everything that is coordinated to it, in text order."""
    t = table(token.doc)
    if t.dep[token.i] != "conj" and not any(t.dep[i] == "conj" for i in t.kids[token.i]):
        return [token]
    conjuncts = [token]
    for node in conjuncts:
        conjuncts += [
            child for child in node.conjuncts if child.i > node.i and child not in conjuncts
        ][:20]
        if len(conjuncts) > 20:
            break
    return sorted(set(conjuncts), key=lambda t: t.i)


def subjects(verb: Token) -> list[Token]:
    """Subjects of a verb; a verb without one takes those of the verb that it hangs on."""
    node = verb
    for _ in range(6):
        own = children(node, *_SUBJECTS)
        if own and own[0].tag_ in {"WDT", "WP"} and node.dep_ == "relcl":
            return coordinated(node.head)
        if own:
            return [e for each in own for subject in _proper(each) for e in coordinated(subject)]
        if node.dep_ == "relcl" or (node.dep_ == "acl" and node.tag_ != "VB"):
            return coordinated(node.head)
        if node.dep_ not in _SHARING or node.head.i == node.i:
            return []
        node = node.head
    return []


def _proper(subject: Token) -> list[Token]:
    """The subject itself; after a dateline the parser hangs it on the place as an apposition."""
    if not in_dateline(subject):
        return [subject]
    return [c for c in children(subject, "appos", "dep", "conj", "nmod") if not in_dateline(c)]


def sentence_starts(doc: Doc) -> list[int]:
    """For every token the index of its sentence."""
    return table(doc).sentence


def readable(doc: Doc) -> list[bool]:
    """For every token whether its sentence is short enough to be one.

    What the parser takes for a sentence of several hundred words is a table or a text without
    full stops: no tree of it means anything, and walking it costs the square of its length.
    """
    numbers = sentence_starts(doc)
    long = {number for number, size in Counter(numbers).items() if size > _LONGEST}
    return [number not in long for number in numbers] if long else [True] * len(numbers)


def clause_range(verb: Token) -> tuple[int, int]:
    """Token range of a clause without the clauses that are coordinated to it, edges trimmed."""
    start, end = verb.left_edge.i, verb.right_edge.i + 1
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in VERBAL and child.i > verb.i:
            end = min(end, child.left_edge.i)
    return trim(verb.doc, start, end)


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The range without spaces, commas, full stops and conjunctions at its edges."""
    while start < end - 1 and (
        doc[start].is_space or doc[start].is_punct or doc[start].dep_ in {"cc", "punct"}
    ):
        start += 1
    while end - 1 > start and (
        doc[end - 1].is_space or doc[end - 1].is_punct or doc[end - 1].dep_ in {"cc", "punct"}
    ):
        end -= 1
    return start, end
