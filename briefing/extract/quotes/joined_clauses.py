"""Subjects that the parser has joined to a word of the clause before theirs."""

from __future__ import annotations

from briefing.extract.grammar.syntax import FINITE
from briefing.extract.quotes.context import Context

_NESTED = 4  # heads between the end of a phrase and its own
_CHAIN = 3  # "would be loath to make": words from the first verb of a clause to its last
_DONE_TO_CLAIMS = frozenset("file bring make level raise lodge deny dispute reject dismiss".split())


def cut_clause(s: Context, noun: int) -> int | None:
    """The verb of "Lind, the mayor, called it late, and Bo Berg, the pilot, said ...", if taken for
    a participle: an active one has an object of its own."""
    t = s.tokens
    joined = [k for k in t.kids[noun] if t.dep[k] == "conj"]
    for kid in t.kids[noun]:
        ahead = joined and noun < kid < joined[0] and t.word[kid - 1] == ","
        if ahead and t.dep[kid] == "acl" and t.tag[kid] in ("VBN", "VBD"):
            ruled = [k for k in t.kids[kid] if t.dep[k] in ("dobj", "oprd", "ccomp") and k > kid]
            return kid if ruled and t.entity[noun] == "PERSON" else None
    return None


def of_second_clause(s: Context, subject: int, verb: int) -> int | None:
    """The Berg of "Lind, the mayor, called it late, and Bo Berg, the pilot, said ..."."""
    if s.tokens.entity[subject] != "PERSON" or cut_clause(s, subject) is None:
        return None
    t = s.tokens
    joined = [k for k in t.kids[subject] if t.dep[k] == "conj" and k < verb]
    return joined[-1] if joined and t.entity[joined[-1]] == "PERSON" else None


def taken_for_object(s: Context, verb: int) -> int | None:
    """The Fund of "Lind dropped her plans and the Fund said it was late": no second thing dropped.

    Between two verbs of one subject stands an "and", never a noun or what tells of it alone ("and
    Bo Berg, the pilot, said").
    """
    t = s.tokens
    aside = t.word[verb - 1] == ","
    row = verb - 2 if aside else verb - 1
    if row < 1 or t.pos[row] not in ("NOUN", "PROPN") or t.tag[verb] not in FINITE:
        return None
    for _ in range(_NESTED):
        if t.dep[row] == "conj" or not t.head[row] < row:
            break
        row = t.head[row]
    if t.dep[row] != "conj" or t.head[row] >= row or s.right[row] < verb - 2:
        return None
    if aside and not any(t.dep[k] in ("appos", "relcl") and k > row for k in t.kids[row]):
        return None
    joint = s.left[row] - 1
    joined = joint > 0 and t.lower[joint] in ("and", "but") and s.inside[row] == s.inside[verb]
    return row if joined else None


def before_reported_verb(s: Context, verb: int) -> int | None:
    """The union of "a surge in fighting the union said showed it", taken for an object before."""
    t = s.tokens
    if verb + 1 >= len(t) or verb < 1 or t.tag[verb] not in FINITE:
        return None
    after, row = verb + 1, verb - 1
    bare = t.tag[after] in FINITE and t.dep[after] == "ccomp" and t.head[after] == verb
    bare = bare and not any(t.dep[k] in ("nsubj", "nsubjpass", "expl") for k in t.kids[after])
    named = t.pos[row] == "PROPN" and t.dep[row] in ("dobj", "pobj") and t.head[row] < row
    return row if bare and named and s.inside[row] == s.inside[verb] else None


def named_beside(s: Context, subject: int, verb: int) -> int:
    """The Lind of "In Oslo, the largest port, resident Ana Lind says", joined to the port."""
    t = s.tokens
    if t.entity[subject] == "PERSON":
        return subject
    joined = any(t.dep[k] == "cc" for k in t.kids[subject])
    for kid in t.kids[subject]:
        named = t.dep[kid] == "conj" and t.entity[kid] == "PERSON"
        if named and not joined and kid == verb - 1 and "," in t.word[subject:kid]:
            return kid
    return subject


def does_to_claim(s: Context, verb: int) -> bool:
    """ "A charge that the state filed", "a promise that few would dare to make": what is done to
    it."""
    t = s.tokens
    for _ in range(_CHAIN):
        below = [k for k in t.kids[verb] if t.dep[k] in ("xcomp", "acomp") and k > verb]
        if not below:
            break
        verb = below[-1]
    taken = any(t.dep[k] in ("dobj", "ccomp", "xcomp", "auxpass") for k in t.kids[verb])
    return t.lemma[verb] in _DONE_TO_CLAIMS and not taken
