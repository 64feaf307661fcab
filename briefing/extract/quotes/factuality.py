"""Whether a cue reports words that were uttered, words that were withheld, or neither.

The question is that of event factuality: how certain a text makes an event, and which polarity it
gives it (Saurí and Pustejovsky 2009, "FactBank", Language Resources and Evaluation 43). The words
that bear on it stand at the cue itself (not, never, may, if) or at the verb that governs it
(declined to say, plans to announce), so it is read by climbing from the cue.
"""

from __future__ import annotations

from typing import Literal

from briefing.extract.quotes.clauses import can_speak, own_subject
from briefing.extract.quotes.context import Context, once_a_row
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
_UNTIL = frozenset("until till after before once".split())
_CONDITIONS = frozenset("if unless whether lest".split())
_HELPERS = frozenset(["aux", "auxpass", "neg", "advmod", "preconj", "cc", "mark"])


@once_a_row
def factuality(context: Context, verb: int) -> Factuality:
    """What the text says of the utterance that the verb at this row stands for.

    "uttered": it was made. "withheld": somebody declines, refuses, fails or is reported not to
    make it. "open": it is asked about, wished for, supposed, possible or still to come.
    """
    if _is_question(context, verb):
        return "open"
    at = verb
    for _ in range(_CLIMB):
        own = _at(context, at, verb)
        if own != "uttered":
            return own
        verdict, up = _above(context, at)
        if up is None:
            return verdict
        at = up
    return "uttered"


def _at(context: Context, at: int, verb: int) -> Factuality:
    """What the auxiliaries, the subject and the conjunction of one verb say."""
    tokens = context.tokens
    helpers = _helpers(context, at)
    if any(tokens.dep[k] == "mark" and tokens.lower[k] in _CONDITIONS for k in helpers):
        return "open"
    subject = own_subject(context, at)
    neither = subject is not None and any(
        tokens.lower[k] == "neither" for k in tokens.kids[subject]
    )
    negated = neither or any(_negates(context, k) for k in helpers) or _nowhere(context, at)
    if subject is not None and _is_nobody(context, subject):
        return "open"
    modals = (k for k in helpers if tokens.tag[k] == "MD" or tokens.lower[k] in _MODALS)
    modal = next((k for k in modals if k != subject), None)  # '"It is late," May said'
    if negated:
        refusing = modal is None or tokens.lower[modal] in _WONT
        return "withheld" if refusing else "open"
    if any(tokens.lower[k] in _HARDLY for k in helpers):
        return "open"
    if modal is None:
        idle = _is_command(context, at, helpers) or _is_yet_to_come(context, at, helpers)
        return "open" if idle else "uttered"
    later = any(tokens.lower[k] in _LATER for k in helpers) and tokens.lower[modal] == "would"
    return "uttered" if later or _in_marks(context, verb, modal) else "open"


def _helpers(context: Context, at: int) -> list[int]:
    """The words that qualify a verb; a coordinated one shares those of the first.

    "Did not say or imply", "may go and say": the second has the same bare form.
    """
    tokens = context.tokens
    home = context.inside[at]
    helpers = [
        k
        for k in tokens.kids[at]
        if context.inside[k] == home
        and (
            (k < at and tokens.dep[k] in _HELPERS)
            or (tokens.dep[k] == "neg" and tokens.pos[at] == "AUX")
        )
    ]
    first = at
    while (
        tokens.dep[first] == "conj"
        and tokens.tag[first] == tokens.tag[at]
        and tokens.head[first] < first
    ):
        if own_subject(context, first) is not None or any(
            tokens.dep[k] in ("aux", "auxpass") for k in tokens.kids[first]
        ):
            return helpers
        first = tokens.head[first]
    if first != at:
        bare = tokens.tag[at] == "VB" and tokens.tag[first] == "VB"
        helpers += [
            k
            for k in tokens.kids[first]
            if k < first and (tokens.dep[k] == "mark" or (bare and tokens.dep[k] in _HELPERS))
        ]
    return helpers


def _negates(s: Context, row: int) -> bool:
    """A "not" or "never" that is not the first half of "not only"."""
    t = s.tokens
    if t.dep[row] != "neg" and t.lower[row] not in _NOT_AT_ALL:
        return False
    return not (row + 1 < len(t) and t.lower[row + 1] in _NOT_ONLY)


def _nowhere(s: Context, at: int) -> bool:
    """ "At no point did she say", "under no circumstances would he tell"."""
    tokens = s.tokens
    for kid in tokens.kids[at]:
        if kid > at or tokens.dep[kid] != "prep":
            continue
        for noun in tokens.kids[kid]:
            if any(tokens.lower[k] == "no" for k in tokens.kids[noun]):
                return True
    return False


def _is_nobody(s: Context, subject: int) -> bool:
    """ "Nobody", "no official", "few people", "none of them": nobody says it."""
    tokens = s.tokens
    if tokens.lower[subject] in _NOBODY or tokens.word[subject].lower() in ("no", "no-one"):
        return True
    if tokens.lower[subject] == "one" and subject and tokens.lower[subject - 1] in ("no", "not"):
        return True
    return any(
        tokens.lower[k] in ("no", "few", "nary")
        or (tokens.lower[k] == "not" and tokens.dep[k] in ("neg", "det"))
        for k in tokens.kids[subject]
        if k < subject
    )


def _is_command(s: Context, at: int, helpers: list[int]) -> bool:
    """ "Call it what it is": a bare form that nothing and nobody does."""
    tokens = s.tokens
    if tokens.tag[at] != "VB" or own_subject(s, at) is not None:
        return False
    if tokens.dep[at] == "conj" and tokens.tag[tokens.head[at]] != "VB":
        return False
    bare = tokens.dep[at] in ("ROOT", "conj", "ccomp", "parataxis")
    return bare and not any(tokens.dep[k] == "aux" for k in helpers)


def _is_yet_to_come(s: Context, at: int, helpers: list[int]) -> bool:
    """ "After the president announces his pick", "until the court rules": the present is ahead."""
    tokens = s.tokens
    if tokens.tag[at] not in ("VBZ", "VBP") or tokens.dep[at] != "advcl":
        return False
    return any(tokens.lower[k] in _UNTIL and k < at for k in helpers)


def _in_marks(context: Context, verb: int, modal: int) -> bool:
    """Words in quotation marks right after a "will say" or "would say": they stand in the text."""
    tokens = context.tokens
    if tokens.lower[modal] not in _AHEAD | {"would"} or context.inside[verb] >= 0:
        return False
    after = verb + 1
    while after < len(tokens) and (context.is_pause(after) or tokens.word[after] == ":"):
        after += 1
    return after < len(tokens) and context.inside[after] >= 0


def _above(context: Context, at: int) -> tuple[Factuality, int | None]:
    """What the place of a verb in its sentence says: a verdict, and the verb to go on from."""
    tokens = context.tokens
    up = tokens.head[at]
    if up == at or context.inside[up] != context.inside[at]:
        return "uttered", None
    if (
        tokens.dep[at] == "conj"
        and own_subject(context, at) is None
        and tokens.pos[up] in ("VERB", "AUX")
    ):
        if _is_infinitive(context, at):
            first = _first_infinitive(context, up)
            return ("open", None) if first is None else ("uttered", first)
        same = tokens.tag[at] == tokens.tag[up] and tokens.tag[at] in ("VB", "VBG", "VBN")
        return "uttered", up if same else None
    if tokens.dep[at] == "pcomp" and tokens.tag[at] == "VBG":
        return _after_preposition(context, up)
    if _is_infinitive(context, at):
        return _infinitive(context, at, up)
    if tokens.dep[at] == "xcomp" and tokens.tag[at] in ("VBG", "VBN"):
        if tokens.lemma[up] in factors().withholding:
            return "withheld", None
        return ("open", None) if tokens.lemma[up] in factors().considering else ("uttered", up)
    if tokens.dep[at] == "ccomp" and at < up and tokens.tag[up] == "VB":
        who = own_subject(context, at)  # "Lind says he would go and close it", cut in two
        if who is not None and can_speak(context, who):
            return "uttered", None
    if tokens.dep[at] in ("ccomp", "acl"):
        return ("open", None) if _is_mandated(context, at, up) else _clause_of(context, up)
    return "uttered", None


def _is_infinitive(s: Context, at: int) -> bool:
    t = s.tokens
    return t.tag[at] == "VB" and any(t.lower[k] == "to" and k < at for k in t.kids[at])


def _first_infinitive(s: Context, at: int) -> int | None:
    """The infinitive at or above this verb that a later "and to ..." goes with."""
    t = s.tokens
    for _ in range(_CLIMB):
        if _is_infinitive(s, at):
            return at
        at = t.head[at]
    return None


def _after_preposition(s: Context, preposition: int) -> tuple[Factuality, int | None]:
    """ "By saying", "for saying" report; "without saying" does not, "short of saying" withholds."""
    tokens = s.tokens
    word, before = tokens.lower[preposition], tokens.head[preposition]
    if word == "as":  # "was quoted as saying", not "customers such as Berg saying"
        return ("uttered", None) if tokens.lemma[before] in factors().relaying else ("open", None)
    aside = word == "from" and tokens.lower[preposition - 1] in ("aside", "apart")
    if aside or word in factors().reporting_prepositions:
        return "uttered", None
    short = word == "of" and tokens.lower[preposition - 1] == "short"
    if short or (word == "from" and tokens.lemma[before] in factors().withholding):
        return "withheld", None
    return "open", None


def _infinitive(context: Context, at: int, up: int) -> tuple[Factuality, int | None]:
    """ "To say" under what governs it: "went on to", "declined to", "plans to", "was first to"."""
    tokens, known = context.tokens, factors()
    lemma = tokens.lemma[up]
    if tokens.dep[at] in ("acl", "relcl", "advcl") and tokens.pos[up] in (
        "NOUN",
        "PROPN",
        "NUM",
        "ADJ",
    ):
        return ("uttered", None) if tokens.lower[up] in known.ranks else ("open", None)
    if any(tokens.lower[k] == "yet" for k in (*tokens.kids[up], *tokens.kids[at])) and lemma in (
        "have",
        "be",
    ):
        return "withheld", None
    quality = lemma
    if lemma == "be" or tokens.pos[up] in ("AUX", "ADJ"):
        quality = next(
            (
                tokens.lower[k]
                for k in tokens.kids[up]
                if tokens.dep[k] in ("acomp", "attr") and k < at
            ),
            tokens.lower[up] if tokens.pos[up] == "ADJ" else lemma,
        )
    if quality in known.withholding or quality in known.unwilling:
        return "withheld", None
    if quality in known.implying or quality in known.ranks:
        return "uttered", up
    perfect = any(tokens.lemma[k] == "have" and tokens.dep[k] == "aux" for k in tokens.kids[at])
    if perfect and lemma not in known.considering:
        return "uttered", up
    if tokens.dep[at] == "advcl" and tokens.pos[up] in ("VERB", "AUX") and up < at:
        return ("open", None) if lemma in known.considering else ("uttered", up)
    if quality in known.ready and _negated(context, up):
        return "withheld", None
    return "open", None


def _negated(s: Context, at: int) -> bool:
    return any(_negates(s, k) for k in _helpers(s, at)) or any(
        s.tokens.dep[k] == "neg" for k in s.tokens.kids[at]
    )


def _is_mandated(context: Context, at: int, up: int) -> bool:
    """ "Demanded that the ministry say when": the bare verb of what somebody is to say."""
    tokens = context.tokens
    if tokens.lemma[up] not in factors().mandating or tokens.tag[at] not in ("VB", "VBP"):
        return False
    kids = [k for k in tokens.kids[at] if k < at]
    if any(tokens.dep[k] in ("aux", "auxpass") for k in kids):
        return False
    subject = own_subject(context, at)
    # "Insisted that ministers promise ..." is said of what they do as well.
    singular = subject is not None and tokens.tag[subject] in ("NN", "NNP")
    told = tokens.lemma[up] in ("insist", "suggest")
    return any(tokens.lower[k] == "that" for k in kids) and (singular or not told)


def _clause_of(context: Context, up: int) -> tuple[Factuality, int | None]:
    """A report within a clause: "denied that he had said", "it is not true that she said"."""
    tokens = context.tokens
    if tokens.lemma[up] in factors().doubting:
        return "open", None
    if tokens.pos[up] == "ADJ" and tokens.pos[tokens.head[up]] == "AUX":
        up = tokens.head[up]
    if (
        tokens.pos[up] == "NOUN"
        and tokens.dep[up] == "dobj"
        and tokens.lemma[tokens.head[up]] in factors().doubting
    ):
        return "open", None  # "disputed the suggestion that she had asked for it"
    if tokens.lemma[up] in verbs() or tokens.pos[up] not in ("VERB", "AUX"):
        return "uttered", None
    return ("open", None) if _at(context, up, up) != "uttered" else ("uttered", None)


def _is_question(context: Context, verb: int) -> bool:
    """ "Did she say that they would go?": the sentence around a cue asks, its content does not."""
    tokens = context.tokens
    low, high = context.sentence(verb)
    last = high - 1
    while last > verb and tokens.pos[last] == "SPACE":
        last -= 1
    if tokens.word[last] != "?" or context.inside[last] != context.inside[verb]:
        return False
    if tokens.lemma[verb] in factors().asking:
        return False
    subject = own_subject(context, verb)
    auxiliary = next((k for k in tokens.kids[verb] if tokens.dep[k] in ("aux", "auxpass")), None)
    inverted = subject is not None and auxiliary is not None and auxiliary < subject
    return (
        inverted
        or tokens.tag[low] in ("WP", "WRB", "WDT")
        or tokens.lower[low] in ("did", "does", "has")
    )
