"""Small questions to a dependency parse: clauses, chains of heads, edges.

Every walk is bounded, so that a degenerate parse costs no more than a usual one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefing.extract.grammar.token_memory import once_a_token
from briefing.extract.grammar.token_table import table

_CLIMB = 40  # no sentence of news nests deeper; bounds the walk on hostile text
_LONGEST = 300  # tokens in a sentence that is worth reading
VERBAL = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of the verb that makes a clause a sentence."""

DASHES = frozenset({"-", "--", "—", "–", "―"})
_JOINTS = frozenset({"cc", "punct"})
_HOOKS = frozenset({"prep", "agent", "dative"})
_PARTICLES = frozenset({"on", "off", "back", "out"})
_NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVE = frozenset({"WDT", "WP"})
_SHARING = frozenset(
    {"xcomp", "conj", "advcl", "acl", "pcomp", "prep", "acomp", "oprd", "attr", "dobj"}
)


def climb(token: Token) -> Iterator[Token]:
    """The token itself and its heads up to the root of the sentence."""
    yield token
    doc, row = token.doc, token.i
    heads = table(doc).head
    for _ in range(_CLIMB - 1):
        over = heads[row]
        if over == row:
            return
        yield doc[over]
        row = over


def in_dateline(token: Token) -> bool:
    """Whether a token stands in a dateline: "RIYADH, Saudi Arabia (AP) -- Top officials ..."."""
    return token.i in table(token.doc).dateline


def clause_head(token: Token) -> Token | None:
    """The verb that heads the clause around a token (a verb is its own head), or None."""
    doc, row = token.doc, token.i
    tokens = table(doc)
    pos, dep, head = tokens.pos, tokens.dep, tokens.head
    for _ in range(_CLIMB):
        if pos[row] in VERBAL and dep[row] not in _NO_CLAUSE:
            return doc[row]
        over = head[row]
        if over == row:
            return None
        row = over
    return None


def below(token: Token, ancestor: Token) -> bool:
    """Whether ``ancestor`` is the token or stands above it."""
    heads, row, wanted = table(token.doc).head, token.i, ancestor.i
    for _ in range(_CLIMB):
        if row == wanted:
            return True
        if heads[row] == row:
            return False
        row = heads[row]
    return False


def children(token: Token, *deps: str) -> list[Token]:
    """The children that hang on one of these relations, in text order."""
    doc = token.doc
    tokens = table(doc)
    rows = tokens.kids[token.i]
    if not rows:
        return []
    dep = tokens.dep
    return [doc[row] for row in rows if dep[row] in deps]


def auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb, without that of a passive: "will", "has", "to"."""
    return {c.lower_ for c in children(verb, "aux")}


def all_auxiliaries(verb: Token) -> set[str]:
    """All auxiliaries of a verb, that of a passive among them: "will", "be" of "will be held"."""
    tokens = table(verb.doc)
    rows = tokens.kids[verb.i]
    return {tokens.lower[row] for row in rows if tokens.dep[row] in {"aux", "auxpass"}}


def objects(token: Token, *preps: str) -> list[Token]:
    """Objects of the given prepositions under a token, with what is coordinated to them."""
    doc = token.doc
    t = table(doc)
    found: list[Token] = []
    for prep in t.kids[token.i]:
        if t.dep[prep] not in _HOOKS:
            continue
        hooks = [prep]
        if t.lower[prep] in _PARTICLES:
            hooks += [row for row in t.kids[prep] if t.dep[row] == "prep"]
        for hook in hooks:
            if t.lower[hook] in preps:
                for child in children(doc[hook], "pobj", "pcomp"):
                    found += coordinated(child)
    return found


def coordinated(token: Token) -> list[Token]:
    """A token with everything that is coordinated to it, in text order."""
    if not has_conjuncts(token):
        return [token]
    conjuncts = [token]
    for node in conjuncts:
        conjuncts += [
            child for child in node.conjuncts if child.i > node.i and child not in conjuncts
        ][:20]
        if len(conjuncts) > 20:
            break
    return sorted(set(conjuncts), key=lambda t: t.i)


def has_conjuncts(token: Token) -> bool:
    """Whether anything is coordinated to a token, which costs far less than to gather it."""
    t, row = table(token.doc), token.i
    dep = t.dep
    return dep[row] == "conj" or "conj" in [dep[kid] for kid in t.kids[row]]


def subjects(verb: Token) -> list[Token]:
    """Subjects of a verb; a verb without one takes those of the verb that it hangs on."""
    doc = verb.doc
    return [doc[row] for row in _subject_rows(verb)]


@once_a_token
def _subject_rows(verb: Token) -> tuple[int, ...]:
    return tuple([subject.i for subject in _subjects(verb)])


def _subjects(verb: Token) -> list[Token]:
    doc, row = verb.doc, verb.i
    t = table(doc)
    dep, tag = t.dep, t.tag
    for _ in range(6):
        own = [kid for kid in t.kids[row] if dep[kid] in _SUBJECTS]
        role, over = dep[row], t.head[row]
        if own and not (role == "relcl" and tag[own[0]] in _RELATIVE):
            return [e for kid in own for subject in _proper(doc[kid]) for e in coordinated(subject)]
        if role == "relcl" or (role == "acl" and tag[row] != "VB"):
            return coordinated(doc[over])
        if role not in _SHARING or over == row:
            return []
        row = over
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
    doc, row = verb.doc, verb.i
    start, end = verb.left_edge.i, verb.right_edge.i + 1
    t = table(doc)
    for kid in t.kids[row]:
        if kid > row and t.dep[kid] == "conj" and t.pos[kid] in VERBAL:
            end = min(end, doc[kid].left_edge.i)
    return trim(doc, start, end)


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The range without spaces, commas, full stops and conjunctions at its edges."""
    while start < end - 1 and _is_loose(doc[start]):
        start += 1
    while end - 1 > start and _is_loose(doc[end - 1]):
        end -= 1
    return start, end


def _is_loose(token: Token) -> bool:
    return token.is_space or token.is_punct or token.dep_ in _JOINTS
