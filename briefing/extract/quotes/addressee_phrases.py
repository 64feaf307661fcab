"""Where a quote's clause says to whom the words are directed: the head of that phrase.

"told **reporters**", "urged the **government** to act", "wrote to the **committee**", "said in an
interview with Der **Kurier**", "speaking to **voters**, she said". Inventory: ``addressees.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.extract.quotes.addressee_cues import NO_HEARERS, can_hear, inventory
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.context import Context

_OBJECTS = frozenset(["dobj", "dative", "iobj"])
_NOUNS = frozenset(["NOUN", "PROPN", "PRON"])
_INFINITIVES = frozenset(["xcomp", "ccomp", "advcl", "acl"])
_BEFORE_NOUNS = frozenset(["DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"])
TIMES = frozenset(["DATE", "TIME"])
_PLACES = frozenset(["GPE", "LOC", "FAC"])
_SAID_IN = frozenset("in during on at through by with via".split())
_ASIDE = 6  # tokens between "interview" and "with": "in an interview on Sunday with"


def addressed(s: Context, f: Candidate) -> int | None:
    """The row of the head of the phrase that names who is addressed, or None if none does."""
    if f.verb is None:
        return None
    row = _by_cue(s, f, f.verb)
    if row is None and s.t.pos[f.verb] != "NOUN":
        row = _with_head(s, f, f.verb)
    return row if row is None or row != f.noun else None


def _by_cue(s: Context, f: Candidate, cue: int) -> int | None:
    t = s.t
    if t.pos[cue] == "NOUN":
        return _for_noun(s, f, cue)
    for find in (_object, _heard_of, _after_preposition, _in_occasion, _while_speaking):
        row = find(s, f, cue)
        if row is not None:
            return row
    return None


# --- the cue's own object -----------------------------------------------------------------------


def _object(s: Context, f: Candidate, verb: int) -> int | None:
    """ "told reporters that ...", "urged the government to act"."""
    t, known = s.t, inventory()
    lemma = t.lemma[verb]
    if lemma in known.to_do:
        row = _to_do_it(s, verb)
        if row is not None:
            return row
    if lemma not in known.hears and lemma not in known.may_hear:
        return None
    row = next((k for k in t.kids[verb] if k > verb and t.dep[k] in _OBJECTS), None)
    if row is None or in_content(f, row) or t.pos[row] not in _NOUNS:
        row = _next_noun(s, f, verb)
    row = None if row is None else _no_day(s, row, verb)
    if row is None or _is_inverted_subject(s, f, verb, row):
        return None
    heard = lemma in known.hears and t.lemma[row] not in known.unheard
    return row if (heard and t.entity[row] not in NO_HEARERS) or can_hear(s, row) else None


def _to_do_it(s: Context, verb: int) -> int | None:
    """The one who is to do what the infinitive after it says, if there is such an infinitive."""
    t = s.t
    objects = [k for k in t.kids[verb] if k > verb and t.dep[k] in _OBJECTS]
    for kid in t.kids[verb]:
        if kid < verb or t.dep[kid] not in _INFINITIVES or not _is_infinitive(s, kid):
            continue
        own = [k for k in t.kids[kid] if t.dep[k] == "nsubj" and verb < k < kid]
        row = next(iter(own), None) or next((k for k in objects if k < kid), None)
        if row is not None and t.pos[row] in _NOUNS and t.lemma[row] not in inventory().unheard:
            return row if t.entity[row] not in NO_HEARERS else None
    return None


def _is_infinitive(s: Context, verb: int) -> bool:
    """ "to act", not "to be freed": who is to be freed is not who hears it."""
    t = s.t
    kids = t.kids[verb]
    to = any(t.lower[k] == "to" and t.dep[k] == "aux" and k < verb for k in kids)
    return to and not any(t.dep[k] in ("auxpass", "nsubjpass") for k in kids)


def _next_noun(s: Context, f: Candidate, verb: int) -> int | None:
    """The head of the noun phrase right after a verb, where the parser has lost it."""
    t = s.t
    _, high = s.sentence(verb)
    row, last = verb + 1, None
    while row < high and s.inside[row] == s.inside[verb] and not in_content(f, row):
        if t.pos[row] not in _BEFORE_NOUNS or t.entity[row] in TIMES:
            break
        last = row if t.pos[row] in ("NOUN", "PROPN") else last
        row += 1
    ended = row >= high or t.dep[row] not in ("nsubj", "aux") or in_content(f, row)
    return last if ended else None


def _no_day(s: Context, row: int, verb: int) -> int | None:
    """ "told reporters Monday": the noun before the day that the parser took for its head."""
    t = s.t
    while row > verb and t.entity[row] in TIMES:
        row -= 1
    return row if row > verb and t.pos[row] in _NOUNS else None


def _is_inverted_subject(s: Context, f: Candidate, verb: int, row: int) -> bool:
    """ "'It is over,' warned the minister": who speaks stands where an object would."""
    if f.noun is not None and f.noun != row:
        return False
    before = verb - 1
    while before > 0 and (s.is_pause(before) or s.is_mark(before)):
        before -= 1
    return f.noun == row or in_content(f, before)


def _heard_of(s: Context, f: Candidate, verb: int) -> int | None:
    """ "Reporters were told that ...": who was told."""
    t, known = s.t, inventory()
    if t.lemma[verb] not in known.hears and t.lemma[verb] not in known.to_do:
        return None
    if not any(t.dep[k] == "auxpass" for k in t.kids[verb]):
        return None
    row = next((k for k in t.kids[verb] if t.dep[k] == "nsubjpass"), None)
    return row if row is not None and can_hear(s, row) and not in_content(f, row) else None


# --- prepositions -------------------------------------------------------------------------------


def _after_preposition(s: Context, f: Candidate, verb: int) -> int | None:
    """ "wrote to the committee", "called on both sides to ...", "testified before the Senate"."""
    t = s.t
    wanted = inventory().prepositions.get(t.lemma[verb])
    if wanted is None:
        return None
    for kid in t.kids[verb]:
        if t.lower[kid] not in wanted or kid < verb or t.dep[kid] not in ("prep", "dative", "prt"):
            continue
        asked = t.lower[kid] in ("on", "upon")
        if asked and _is_to_be_done_to(s, verb, kid):
            continue
        for row in _objects_of(s, kid):
            if not asked and in_content(f, row):
                continue
            if t.entity[row] in _PLACES and kid != verb + 1:
                continue  # "said on a visit to Oslo", wrongly attached
            if can_hear(s, row):
                return row
    return None


def _is_to_be_done_to(s: Context, verb: int, preposition: int) -> bool:
    """ "called on him to be banned": nobody is asked to do a thing."""
    t = s.t
    near = [*t.kids[verb], *(k for row in t.kids[preposition] for k in [row, *t.kids[row]])]
    return any(
        t.dep[k] in _INFINITIVES and any(t.dep[i] == "auxpass" for i in t.kids[k])
        for k in near
        if k > preposition
    )


def _for_noun(s: Context, f: Candidate, noun: int) -> int | None:
    """ "her warning to Moscow that ...", "their call on the council to act"."""
    t = s.t
    for kid in t.kids[noun]:
        if kid > noun and t.lower[kid] in ("to", "on", "upon") and not in_content(f, kid):
            for row in _objects_of(s, kid):
                if can_hear(s, row) and not in_content(f, row):
                    return row
    return None


def _objects_of(s: Context, preposition: int) -> Iterator[int]:
    t = s.t
    for kid in t.kids[preposition]:
        if t.dep[kid] in ("pobj", "dobj") and t.pos[kid] in _NOUNS:
            row = _no_day(s, kid, preposition)
            if row is not None:
                yield row


def _in_occasion(s: Context, f: Candidate, verb: int) -> int | None:
    """ "said in a letter to the council", "In an interview on Sunday with the BBC, she said"."""
    t = s.t
    occasions = inventory().occasions
    for noun in _occasions(s, f, verb):
        row = _whom_it_is_for(s, f, noun, occasions[t.lemma[noun]])
        if row is not None:
            return row
    return None


def _occasions(s: Context, f: Candidate, verb: int) -> Iterator[int]:
    """Letters, interviews and the like in which the clause of this verb says that it was said."""
    t = s.t
    occasions = inventory().occasions
    low, _ = s.outer_sentence(verb)
    while low < verb and t.pos[low] in ("CCONJ", "ADV", "SPACE", "PUNCT"):
        low += 1
    hooks = [k for k in t.kids[verb] if t.lower[k] in _SAID_IN]
    leading = low < verb and t.lower[low] in _SAID_IN and low not in hooks
    if leading and not any(t.pos[i] == "VERB" and not in_content(f, i) for i in range(low, verb)):
        hooks.append(low)
    for hook in hooks:
        for row in t.kids[hook]:
            if t.lemma[row] in occasions and not in_content(f, row):
                yield row


def _whom_it_is_for(s: Context, f: Candidate, noun: int, wanted: Iterable[str]) -> int | None:
    t = s.t
    _, high = s.outer_sentence(noun)
    prepositions = [k for k in t.kids[noun] if k > noun and t.lower[k] in wanted]
    for kid in t.kids[noun]:
        if t.dep[kid] in ("acl", "relcl") and t.lemma[kid] in inventory().sent:
            prepositions += [k for k in t.kids[kid] if k > kid and t.lower[k] == "to"]
    for row in range(noun + 1, min(high, noun + 1 + _ASIDE)):
        if t.lower[row] in wanted:
            prepositions.append(row)
        if not (t.entity[row] in TIMES or t.lower[row] in ("on", "at", ",", "late", "early")):
            break
    for preposition in prepositions:
        for row in _objects_of(s, preposition):
            if can_hear(s, row) and not in_content(f, row):
                return row
    return None


# --- what else the speaker does -------------------------------------------------------------------


def _while_speaking(s: Context, f: Candidate, verb: int) -> int | None:
    """ "Speaking to reporters, she said", "Lind, addressing the council, said"."""
    t = s.t
    beside = [k for k in t.kids[verb] if t.dep[k] == "advcl"]
    if f.noun is not None and t.head[f.noun] == verb:
        beside += [k for k in t.kids[f.noun] if t.dep[k] == "acl"]
    for kid in beside:
        if t.tag[kid] == "VBG" and not in_content(f, kid):
            row = _hearer_of_speaking(s, f, kid)
            if row is not None:
                return row
    return None


def _hearer_of_speaking(s: Context, f: Candidate, verb: int) -> int | None:
    t = s.t
    wanted = inventory().speaking.get(t.lemma[verb], frozenset())
    for kid in t.kids[verb]:
        if kid < verb or in_content(f, kid):
            continue
        if "" in wanted and t.dep[kid] in _OBJECTS and can_hear(s, kid):
            return kid
        if t.lower[kid] in wanted and t.dep[kid] in ("prep", "dative"):
            for row in _objects_of(s, kid):
                if can_hear(s, row):
                    return row
    return None


def _with_head(s: Context, f: Candidate, verb: int) -> int | None:
    """ "told reporters ..., adding that ...", "spoke to voters, saying ...": the same hearers."""
    t = s.t
    head = t.head[verb]
    if t.tag[verb] != "VBG" or t.dep[verb] != "advcl" or head >= verb or t.pos[head] != "VERB":
        return None
    if any(t.dep[k] in ("mark", "nsubj") for k in t.kids[verb]):
        return None
    row = _hearer_of_speaking(s, f, head)
    if row is None:
        row = _by_cue(s, f, head)
    return row


def in_content(f: Candidate, row: int) -> bool:
    """Whether a row is part of what was said."""
    return any(first <= row < stop for first, stop in f.content)
