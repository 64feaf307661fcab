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


def addressed(context: Context, candidate: Candidate) -> int | None:
    """The row of the head of the phrase that names who is addressed, or None if none does."""
    if candidate.verb is None:
        return None
    row = _by_cue(context, candidate, candidate.verb)
    if row is None and context.tokens.pos[candidate.verb] != "NOUN":
        row = _with_head(context, candidate, candidate.verb)
    return row if row is None or row != candidate.noun else None


def _by_cue(context: Context, candidate: Candidate, cue: int) -> int | None:
    t = context.tokens
    if t.pos[cue] == "NOUN":
        return _for_noun(context, candidate, cue)
    for find in (_object, _heard_of, _after_preposition, _in_occasion, _while_speaking):
        row = find(context, candidate, cue)
        if row is not None:
            return row
    return None


# --- the cue's own object -----------------------------------------------------------------------


def _object(context: Context, candidate: Candidate, verb: int) -> int | None:
    """ "told reporters that ...", "urged the government to act"."""
    tokens, known = context.tokens, inventory()
    lemma = tokens.lemma[verb]
    if lemma in known.to_do:
        row = _to_do_it(context, verb)
        if row is not None:
            return row
    if lemma not in known.hears and lemma not in known.may_hear:
        return None
    row = next((k for k in tokens.kids[verb] if k > verb and tokens.dep[k] in _OBJECTS), None)
    if row is None or in_content(candidate, row) or tokens.pos[row] not in _NOUNS:
        row = _next_noun(context, candidate, verb)
    row = None if row is None else _no_day(context, row, verb)
    if row is None or _is_inverted_subject(context, candidate, verb, row):
        return None
    heard = lemma in known.hears and tokens.lemma[row] not in known.unheard
    return (
        row if (heard and tokens.entity[row] not in NO_HEARERS) or can_hear(context, row) else None
    )


def _to_do_it(context: Context, verb: int) -> int | None:
    """The one who is to do what the infinitive after it says, if there is such an infinitive."""
    tokens = context.tokens
    objects = [k for k in tokens.kids[verb] if k > verb and tokens.dep[k] in _OBJECTS]
    for kid in tokens.kids[verb]:
        if kid < verb or tokens.dep[kid] not in _INFINITIVES or not _is_infinitive(context, kid):
            continue
        own = [k for k in tokens.kids[kid] if tokens.dep[k] == "nsubj" and verb < k < kid]
        row = next(iter(own), None) or next((k for k in objects if k < kid), None)
        if (
            row is not None
            and tokens.pos[row] in _NOUNS
            and tokens.lemma[row] not in inventory().unheard
        ):
            return row if tokens.entity[row] not in NO_HEARERS else None
    return None


def _is_infinitive(s: Context, verb: int) -> bool:
    """ "to act", not "to be freed": who is to be freed is not who hears it."""
    t = s.tokens
    kids = t.kids[verb]
    to = any(t.lower[k] == "to" and t.dep[k] == "aux" and k < verb for k in kids)
    return to and not any(t.dep[k] in ("auxpass", "nsubjpass") for k in kids)


def _next_noun(context: Context, candidate: Candidate, verb: int) -> int | None:
    """The head of the noun phrase right after a verb, where the parser has lost it."""
    tokens = context.tokens
    _, high = context.sentence(verb)
    row, last = verb + 1, None
    while (
        row < high
        and context.inside[row] == context.inside[verb]
        and not in_content(candidate, row)
    ):
        if tokens.pos[row] not in _BEFORE_NOUNS or tokens.entity[row] in TIMES:
            break
        last = row if tokens.pos[row] in ("NOUN", "PROPN") else last
        row += 1
    ended = row >= high or tokens.dep[row] not in ("nsubj", "aux") or in_content(candidate, row)
    return last if ended else None


def _no_day(s: Context, row: int, verb: int) -> int | None:
    """ "told reporters Monday": the noun before the day that the parser took for its head."""
    t = s.tokens
    while row > verb and t.entity[row] in TIMES:
        row -= 1
    return row if row > verb and t.pos[row] in _NOUNS else None


def _is_inverted_subject(context: Context, candidate: Candidate, verb: int, row: int) -> bool:
    """ "'It is over,' warned the minister": who speaks stands where an object would."""
    if candidate.noun is not None and candidate.noun != row:
        return False
    before = verb - 1
    while before > 0 and (context.is_pause(before) or context.is_mark(before)):
        before -= 1
    return candidate.noun == row or in_content(candidate, before)


def _heard_of(context: Context, candidate: Candidate, verb: int) -> int | None:
    """ "Reporters were told that ...": who was told."""
    tokens, known = context.tokens, inventory()
    if tokens.lemma[verb] not in known.hears and tokens.lemma[verb] not in known.to_do:
        return None
    if not any(tokens.dep[k] == "auxpass" for k in tokens.kids[verb]):
        return None
    row = next((k for k in tokens.kids[verb] if tokens.dep[k] == "nsubjpass"), None)
    return (
        row
        if row is not None and can_hear(context, row) and not in_content(candidate, row)
        else None
    )


# --- prepositions -------------------------------------------------------------------------------


def _after_preposition(context: Context, candidate: Candidate, verb: int) -> int | None:
    """ "wrote to the committee", "called on both sides to ...", "testified before the Senate"."""
    tokens = context.tokens
    wanted = inventory().prepositions.get(tokens.lemma[verb])
    if wanted is None:
        return None
    for kid in tokens.kids[verb]:
        if (
            tokens.lower[kid] not in wanted
            or kid < verb
            or tokens.dep[kid] not in ("prep", "dative", "prt")
        ):
            continue
        asked = tokens.lower[kid] in ("on", "upon")
        if asked and _is_to_be_done_to(context, verb, kid):
            continue
        for row in _objects_of(context, kid):
            if not asked and in_content(candidate, row):
                continue
            if tokens.entity[row] in _PLACES and kid != verb + 1:
                continue  # "said on a visit to Oslo", wrongly attached
            if can_hear(context, row):
                return row
    return None


def _is_to_be_done_to(s: Context, verb: int, preposition: int) -> bool:
    """ "called on him to be banned": nobody is asked to do a thing."""
    t = s.tokens
    near = [*t.kids[verb], *(k for row in t.kids[preposition] for k in [row, *t.kids[row]])]
    return any(
        t.dep[k] in _INFINITIVES and any(t.dep[i] == "auxpass" for i in t.kids[k])
        for k in near
        if k > preposition
    )


def _for_noun(context: Context, candidate: Candidate, noun: int) -> int | None:
    """ "her warning to Moscow that ...", "their call on the council to act"."""
    t = context.tokens
    for kid in t.kids[noun]:
        if kid > noun and t.lower[kid] in ("to", "on", "upon") and not in_content(candidate, kid):
            for row in _objects_of(context, kid):
                if can_hear(context, row) and not in_content(candidate, row):
                    return row
    return None


def _objects_of(s: Context, preposition: int) -> Iterator[int]:
    t = s.tokens
    for kid in t.kids[preposition]:
        if t.dep[kid] in ("pobj", "dobj") and t.pos[kid] in _NOUNS:
            row = _no_day(s, kid, preposition)
            if row is not None:
                yield row


def _in_occasion(context: Context, candidate: Candidate, verb: int) -> int | None:
    """ "said in a letter to the council", "In an interview on Sunday with the BBC, she said"."""
    t = context.tokens
    occasions = inventory().occasions
    for noun in _occasions(context, candidate, verb):
        row = _whom_it_is_for(context, candidate, noun, occasions[t.lemma[noun]])
        if row is not None:
            return row
    return None


def _occasions(s: Context, candidate: Candidate, verb: int) -> Iterator[int]:
    """Letters, interviews and the like in which the clause of this verb says that it was said."""
    tokens = s.tokens
    occasions = inventory().occasions
    low, _ = s.outer_sentence(verb)
    while low < verb and tokens.pos[low] in ("CCONJ", "ADV", "SPACE", "PUNCT"):
        low += 1
    hooks = [k for k in tokens.kids[verb] if tokens.lower[k] in _SAID_IN]
    leading = low < verb and tokens.lower[low] in _SAID_IN and low not in hooks
    if leading and not any(
        tokens.pos[i] == "VERB" and not in_content(candidate, i) for i in range(low, verb)
    ):
        hooks.append(low)
    for hook in hooks:
        for row in tokens.kids[hook]:
            if tokens.lemma[row] in occasions and not in_content(candidate, row):
                yield row


def _whom_it_is_for(
    context: Context, candidate: Candidate, noun: int, wanted: Iterable[str]
) -> int | None:
    tokens = context.tokens
    _, high = context.outer_sentence(noun)
    prepositions = [k for k in tokens.kids[noun] if k > noun and tokens.lower[k] in wanted]
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] in ("acl", "relcl") and tokens.lemma[kid] in inventory().sent:
            prepositions += [k for k in tokens.kids[kid] if k > kid and tokens.lower[k] == "to"]
    for row in range(noun + 1, min(high, noun + 1 + _ASIDE)):
        if tokens.lower[row] in wanted:
            prepositions.append(row)
        if not (
            tokens.entity[row] in TIMES or tokens.lower[row] in ("on", "at", ",", "late", "early")
        ):
            break
    for preposition in prepositions:
        for row in _objects_of(context, preposition):
            if can_hear(context, row) and not in_content(candidate, row):
                return row
    return None


# --- what else the speaker does -------------------------------------------------------------------


def _while_speaking(context: Context, candidate: Candidate, verb: int) -> int | None:
    """ "Speaking to reporters, she said", "Lind, addressing the council, said"."""
    tokens = context.tokens
    beside = [k for k in tokens.kids[verb] if tokens.dep[k] == "advcl"]
    if candidate.noun is not None and tokens.head[candidate.noun] == verb:
        beside += [k for k in tokens.kids[candidate.noun] if tokens.dep[k] == "acl"]
    for kid in beside:
        if tokens.tag[kid] == "VBG" and not in_content(candidate, kid):
            row = _hearer_of_speaking(context, candidate, kid)
            if row is not None:
                return row
    return None


def _hearer_of_speaking(context: Context, f: Candidate, verb: int) -> int | None:
    tokens = context.tokens
    wanted = inventory().speaking.get(tokens.lemma[verb], frozenset())
    for kid in tokens.kids[verb]:
        if kid < verb or in_content(f, kid):
            continue
        if "" in wanted and tokens.dep[kid] in _OBJECTS and can_hear(context, kid):
            return kid
        if tokens.lower[kid] in wanted and tokens.dep[kid] in ("prep", "dative"):
            for row in _objects_of(context, kid):
                if can_hear(context, row):
                    return row
    return None


def _with_head(context: Context, candidate: Candidate, verb: int) -> int | None:
    """ "told reporters ..., adding that ...", "spoke to voters, saying ...": the same hearers."""
    t = context.tokens
    head = t.head[verb]
    if t.tag[verb] != "VBG" or t.dep[verb] != "advcl" or head >= verb or t.pos[head] != "VERB":
        return None
    if any(t.dep[k] in ("mark", "nsubj") for k in t.kids[verb]):
        return None
    row = _hearer_of_speaking(context, candidate, head)
    if row is None:
        row = _by_cue(context, candidate, head)
    return row


def in_content(f: Candidate, row: int) -> bool:
    """Whether a row is part of what was said."""
    return any(first <= row < stop for first, stop in f.content)
