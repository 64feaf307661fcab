"""Whether a cue reports words that were uttered, words that were withheld, or neither.

The question is that of event factuality: how certain a text makes an event, and which polarity it
gives it (Saurí and Pustejovsky 2009, "FactBank", Language Resources and Evaluation 43). The words
that bear on it stand at the cue itself (not, never, may, if) or at the verb that governs it
(declined to say, plans to announce), so it is read by climbing from the cue.
"""

from __future__ import annotations

from typing import Literal

from briefing.extract.quotes.clauses import own_subject
from briefing.extract.quotes.context import Context
from briefing.extract.quotes.cues import factors, verbs

Factuality = Literal["uttered", "withheld", "open"]

_CLIMB = 6  # governing verbs between a cue and the one that decides: "is set to go on to say"
_NOT_AT_ALL = frozenset("never nor neither".split())
_HARDLY = frozenset("hardly barely scarcely rarely seldom".split())
_NOT_ONLY = frozenset("only just merely simply solely".split())
_NOBODY = frozenset("nobody none no-one nothing neither few".split())
_MODALS = frozenset("may might can could should must shall ought would ca need dare".split())
_AHEAD = frozenset("will 'll ’ll wo".split())
_WONT = _AHEAD | {"would", "'d", "’d", "can", "could", "ca"}
_LATER = frozenset("later often sometimes always usually then eventually subsequently".split())
_CONDITIONS = frozenset("if unless whether lest".split())
_HELPERS = frozenset(["aux", "auxpass", "neg", "advmod", "preconj", "cc", "mark"])


def factuality(s: Context, verb: int) -> Factuality:
    """What the text says of the utterance that the verb at this row stands for.

    "uttered": it was made. "withheld": somebody declines, refuses, fails or is reported not to
    make it. "open": it is asked about, wished for, supposed, possible or still to come.
    """
    if _is_question(s, verb):
        return "open"
    at = verb
    for _ in range(_CLIMB):
        own = _at(s, at, verb)
        if own != "uttered":
            return own
        verdict, up = _above(s, at)
        if up is None:
            return verdict
        at = up
    return "uttered"


def _at(s: Context, at: int, verb: int) -> Factuality:
    """What the auxiliaries, the subject and the conjunction of one verb say."""
    t = s.t
    helpers = _helpers(s, at)
    if any(t.dep[k] == "mark" and t.lower[k] in _CONDITIONS for k in helpers):
        return "open"
    subject = own_subject(s, at)
    neither = subject is not None and any(t.lower[k] == "neither" for k in t.kids[subject])
    negated = neither or any(_negates(s, k) for k in helpers) or _nowhere(s, at)
    if subject is not None and _is_nobody(s, subject):
        return "open"
    modal = next((k for k in helpers if t.tag[k] == "MD" or t.lower[k] in _MODALS), None)
    if negated:
        refusing = modal is None or t.lower[modal] in _WONT
        return "withheld" if refusing else "open"
    if any(t.lower[k] in _HARDLY for k in helpers):
        return "open"
    if modal is None:
        return "open" if _is_command(s, at, helpers) else "uttered"
    later = any(t.lower[k] in _LATER for k in helpers) and t.lower[modal] == "would"
    return "uttered" if later or _in_marks(s, verb, modal) else "open"


def _helpers(s: Context, at: int) -> list[int]:
    """The words that qualify a verb; a coordinated one shares those of the first.

    "Did not say or imply", "may go and say": the second has the same bare form.
    """
    t = s.t
    home = s.inside[at]
    helpers = [
        k
        for k in t.kids[at]
        if s.inside[k] == home
        and ((k < at and t.dep[k] in _HELPERS) or (t.dep[k] == "neg" and t.pos[at] == "AUX"))
    ]
    first = at
    while t.dep[first] == "conj" and t.tag[first] == t.tag[at] and t.head[first] < first:
        if own_subject(s, first) is not None or any(
            t.dep[k] in ("aux", "auxpass") for k in t.kids[first]
        ):
            return helpers
        first = t.head[first]
    if first != at:
        bare = t.tag[at] == "VB" and t.tag[first] == "VB"
        helpers += [
            k
            for k in t.kids[first]
            if k < first and (t.dep[k] == "mark" or (bare and t.dep[k] in _HELPERS))
        ]
    return helpers


def _negates(s: Context, row: int) -> bool:
    """A "not" or "never" that is not the first half of "not only"."""
    t = s.t
    if t.dep[row] != "neg" and t.lower[row] not in _NOT_AT_ALL:
        return False
    return not (row + 1 < len(t) and t.lower[row + 1] in _NOT_ONLY)


def _nowhere(s: Context, at: int) -> bool:
    """ "At no point did she say", "under no circumstances would he tell"."""
    t = s.t
    for kid in t.kids[at]:
        if kid > at or t.dep[kid] != "prep":
            continue
        for noun in t.kids[kid]:
            if any(t.lower[k] == "no" for k in t.kids[noun]):
                return True
    return False


def _is_nobody(s: Context, subject: int) -> bool:
    """ "Nobody", "no official", "few people", "none of them": nobody says it."""
    t = s.t
    if t.lower[subject] in _NOBODY or t.word[subject].lower() in ("no", "no-one"):
        return True
    if t.lower[subject] == "one" and subject and t.lower[subject - 1] in ("no", "not"):
        return True
    return any(
        t.lower[k] in ("no", "few", "nary") or (t.lower[k] == "not" and t.dep[k] in ("neg", "det"))
        for k in t.kids[subject]
        if k < subject
    )


def _is_command(s: Context, at: int, helpers: list[int]) -> bool:
    """ "Call it what it is": a bare form that nothing and nobody does."""
    t = s.t
    if t.tag[at] != "VB" or own_subject(s, at) is not None:
        return False
    if t.dep[at] == "conj" and t.tag[t.head[at]] != "VB":
        return False
    bare = t.dep[at] in ("ROOT", "conj", "ccomp", "parataxis")
    return bare and not any(t.dep[k] == "aux" for k in helpers)


def _in_marks(s: Context, verb: int, modal: int) -> bool:
    """Words in quotation marks right after a "will say" or "would say": they stand in the text."""
    t = s.t
    if t.lower[modal] not in _AHEAD | {"would"} or s.inside[verb] >= 0:
        return False
    after = verb + 1
    while after < len(t) and (s.is_pause(after) or t.word[after] == ":"):
        after += 1
    return after < len(t) and s.inside[after] >= 0


def _above(s: Context, at: int) -> tuple[Factuality, int | None]:
    """What the place of a verb in its sentence says: a verdict, and the verb to go on from."""
    t = s.t
    up = t.head[at]
    if up == at or s.inside[up] != s.inside[at]:
        return "uttered", None
    if t.dep[at] == "conj" and own_subject(s, at) is None and t.pos[up] in ("VERB", "AUX"):
        if _is_infinitive(s, at):
            first = _first_infinitive(s, up)
            return ("open", None) if first is None else ("uttered", first)
        same = t.tag[at] == t.tag[up] and t.tag[at] in ("VB", "VBG", "VBN")
        return "uttered", up if same else None
    if t.dep[at] == "pcomp" and t.tag[at] == "VBG":
        return _after_preposition(s, up)
    if _is_infinitive(s, at):
        return _infinitive(s, at, up)
    if t.dep[at] == "xcomp" and t.tag[at] in ("VBG", "VBN"):
        if t.lemma[up] in factors().withholding:
            return "withheld", None
        return ("open", None) if t.lemma[up] in factors().considering else ("uttered", up)
    if t.dep[at] in ("ccomp", "acl"):
        return _clause_of(s, up)
    return "uttered", None


def _is_infinitive(s: Context, at: int) -> bool:
    t = s.t
    return t.tag[at] == "VB" and any(t.lower[k] == "to" and k < at for k in t.kids[at])


def _first_infinitive(s: Context, at: int) -> int | None:
    """The infinitive at or above this verb that a later "and to ..." goes with."""
    t = s.t
    for _ in range(_CLIMB):
        if _is_infinitive(s, at):
            return at
        at = t.head[at]
    return None


def _after_preposition(s: Context, preposition: int) -> tuple[Factuality, int | None]:
    """ "By saying", "for saying" report; "without saying" does not, "short of saying" withholds."""
    t = s.t
    word, before = t.lower[preposition], t.head[preposition]
    if word == "as":  # "was quoted as saying", not "customers such as Berg saying"
        return ("uttered", None) if t.lemma[before] in factors().relaying else ("open", None)
    aside = word == "from" and t.lower[preposition - 1] in ("aside", "apart")
    if aside or word in factors().reporting_prepositions:
        return "uttered", None
    short = word == "of" and t.lower[preposition - 1] == "short"
    if short or (word == "from" and t.lemma[before] in factors().withholding):
        return "withheld", None
    return "open", None


def _infinitive(s: Context, at: int, up: int) -> tuple[Factuality, int | None]:
    """ "To say" under what governs it: "went on to", "declined to", "plans to", "was first to"."""
    t, known = s.t, factors()
    lemma = t.lemma[up]
    if t.dep[at] in ("acl", "relcl", "advcl") and t.pos[up] in ("NOUN", "PROPN", "NUM", "ADJ"):
        return ("uttered", None) if t.lower[up] in known.ranks else ("open", None)
    if any(t.lower[k] == "yet" for k in (*t.kids[up], *t.kids[at])) and lemma in ("have", "be"):
        return "withheld", None
    quality = lemma
    if lemma == "be" or t.pos[up] in ("AUX", "ADJ"):
        quality = next(
            (t.lower[k] for k in t.kids[up] if t.dep[k] in ("acomp", "attr") and k < at),
            t.lower[up] if t.pos[up] == "ADJ" else lemma,
        )
    if quality in known.withholding or quality in known.unwilling:
        return "withheld", None
    if quality in known.implying or quality in known.ranks:
        return "uttered", up
    perfect = any(t.lemma[k] == "have" and t.dep[k] == "aux" for k in t.kids[at])
    if perfect and lemma not in known.considering:
        return "uttered", up
    if t.dep[at] == "advcl" and t.pos[up] in ("VERB", "AUX") and up < at:
        return ("open", None) if lemma in known.considering else ("uttered", up)
    if quality in known.ready and _negated(s, up):
        return "withheld", None
    return "open", None


def _negated(s: Context, at: int) -> bool:
    return any(_negates(s, k) for k in _helpers(s, at)) or any(
        s.t.dep[k] == "neg" for k in s.t.kids[at]
    )


def _clause_of(s: Context, up: int) -> tuple[Factuality, int | None]:
    """A report within a clause: "denied that he had said", "it is not true that she said"."""
    t = s.t
    if t.lemma[up] in factors().doubting:
        return "open", None
    if t.pos[up] == "ADJ" and t.pos[t.head[up]] == "AUX":
        up = t.head[up]
    if t.pos[up] == "NOUN" and t.dep[up] == "dobj" and t.lemma[t.head[up]] in factors().doubting:
        return "open", None  # "disputed the suggestion that she had asked for it"
    if t.lemma[up] in verbs() or t.pos[up] not in ("VERB", "AUX"):
        return "uttered", None
    return ("open", None) if _at(s, up, up) != "uttered" else ("uttered", None)


def _is_question(s: Context, verb: int) -> bool:
    """ "Did she say that they would go?": the sentence around a cue asks, its content does not."""
    t = s.t
    low, high = s.sentence(verb)
    last = high - 1
    while last > verb and t.pos[last] == "SPACE":
        last -= 1
    if t.word[last] != "?" or s.inside[last] != s.inside[verb]:
        return False
    if t.lemma[verb] in factors().asking:
        return False
    subject = own_subject(s, verb)
    auxiliary = next((k for k in t.kids[verb] if t.dep[k] in ("aux", "auxpass")), None)
    inverted = subject is not None and auxiliary is not None and auxiliary < subject
    return inverted or t.tag[low] in ("WP", "WRB", "WDT") or t.lower[low] in ("did", "does", "has")
