"""Clauses of a parsed article: who does what a verb says."""

from __future__ import annotations

from briefing.extract.grammar.syntax import VERBAL
from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.context import Context, once_a_row
from briefing.extract.quotes.cues import evidence, factors, muteness, nouns, verbs
from briefing.extract.quotes.joined_clauses import (
    before_reported_verb,
    named_beside,
    of_second_clause,
    taken_for_object,
)

SUBJECTS = frozenset(["nsubj", "csubj"])
SAME = frozenset(["he", "she", "they", "it", "we", "i"])
_ERAS = frozenset("bc ad bce ce b.c. a.d.".split())
_THINGS = frozenset("everything anything something nothing".split())
_CONTACTING = frozenset("phone call telephone text email message write contact".split())
_CLIMB = frozenset(["conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis", "acl"])


@once_a_row
def own_subject(context: Context, verb: int) -> int | None:
    """The verb's own subject: the nearest before it, else the nearest after ("said Smith")."""
    tokens = context.tokens
    near = [
        k
        for k in tokens.kids[verb]
        if tokens.dep[k] in SUBJECTS and context.inside[k] == context.inside[verb]
    ]
    before = [k for k in near if k < verb and tokens.lower[k] not in ("what",)]
    if (
        before
        and tokens.dep[verb] == "parataxis"
        and near[-1] > verb
        and context.is_pause(verb - 1)
    ):
        return near[-1]  # "The hardest part, says Lind, is the end"
    if before:
        second = of_second_clause(context, before[-1], verb)
        second = second if second is not None else before_reported_verb(context, verb)
        return second if second is not None else named_beside(context, before[-1], verb)
    if (
        len(near) > 1
        and context.left[near[1]] == near[0] + 1
        and tokens.entity[near[1]] == "PERSON"
    ):
        return near[1]  # "said HRB Director Ana Lind", whose body the parser takes for another
    if near:
        return near[0]
    behind = _taken_for_object(context, verb)
    return behind if behind is not None else _taken_for_modal(context, verb)


def _taken_for_object(s: Context, verb: int) -> int | None:
    """The Lind of "The port was old, points out Ana Lind", taken for what is pointed out."""
    t = s.tokens
    if not verb or t.word[verb - 1] != "," or t.tag[verb] not in ("VBZ", "VBD", "VBP"):
        return None
    particle = any(t.dep[k] == "prt" for k in t.kids[verb])
    reported = any(t.dep[k] == "ccomp" and k < verb for k in t.kids[verb])
    objects = [k for k in t.kids[verb] if t.dep[k] == "dobj" and k > verb]
    named = len(objects) == 1 and t.entity[objects[0]] == "PERSON"
    return objects[0] if particle and reported and named else None


def _taken_for_modal(s: Context, verb: int) -> int | None:
    """The May of "On Monday, May set out her plan", whom the parser takes for "may"."""
    t = s.tokens
    modal = (k for k in t.kids[verb] if t.dep[k] == "aux" and t.word[k] in ("May", "Will"))
    inner = (k for k in modal if k > s.outer_sentence(k)[0])
    return next((k for k in inner if s.inside[k - 1] >= 0 or not s.is_mark(k - 1)), None)


def _has_mark(s: Context, verb: int) -> bool:
    t = s.tokens
    return any(t.dep[k] == "mark" and t.lower[k] in ("that", "whether") for k in t.kids[verb])


def _sent_document(s: Context, noun: int) -> int | None:
    """The letter in "sent a letter to the chief demanding answers": it demands, not the chief."""
    tokens = s.tokens
    verb = tokens.head[tokens.head[noun]]
    if tokens.lower[tokens.head[noun]] != "to" or tokens.lemma[verb] not in (
        "send",
        "write",
        "address",
    ):
        return None
    papers = lists().documents
    return next(
        (k for k in tokens.kids[verb] if tokens.dep[k] == "dobj" and tokens.lower[k] in papers),
        None,
    )


def _is_beside(s: Context, verb: int, place: int) -> bool:
    """Whether a participle behind a noun is the subject's: after a comma, or about "them"."""
    t = s.tokens
    named = t.lower[verb + 1 : verb + 2] in (["them"], ["it"])
    direct = t.pos[t.head[t.head[place]]] in VERBAL and t.lemma[place] not in nouns()
    return t.word[verb - 1] == "," or named or direct


def _first_of_series(s: Context, row: int) -> int:
    t = s.tokens
    for _ in range(4):
        if t.dep[row] != "conj":
            break
        row = t.head[row]
    return row


def can_speak(s: Context, noun: int) -> bool:
    """Whether a noun names people, a body or a paper, rather than a thing that shows."""
    tokens, known = s.tokens, lists()
    if tokens.lower[noun] in _ERAS | _THINGS:
        return False
    if tokens.entity[noun] in ("PERSON", "ORG", "NORP"):
        return True
    if tokens.pos[noun] != "NOUN":
        return tokens.entity[noun] not in ("FAC", "LOC", "PRODUCT")
    speaking = known.groups | known.bodies | known.documents | known.titles | evidence().people
    word = tokens.lower[noun]
    named = (
        bool({word, tokens.lemma[noun]} & speaking) or is_role(word) or is_role(tokens.lemma[noun])
    )
    return named or word.endswith(tuple(evidence().agents))


def subject_of(context: Context, verb: int, depth: int = 5) -> int | None:
    """The row of the word that does the verb, or None; follows coordination and participles."""
    tokens = context.tokens
    own = own_subject(context, verb)
    if own is not None or not depth:
        return own
    beside = before_reported_verb(context, verb)
    if beside is not None:
        return beside
    dep, head = tokens.dep[verb], tokens.head[verb]
    if head == verb or context.inside[head] != context.inside[verb]:
        return None
    if dep == "conj":
        outer = taken_for_object(context, verb)
        if outer is not None and can_speak(context, outer):
            return outer
        outer = reporter(context, verb, head)
        if outer is None:
            outer = _past_relative(context, verb, head)
        if outer is None:
            outer = _of_like_form(context, verb, head)
        if outer is None:
            outer = _of_first_clause(context, verb, head)
        if outer is not None:
            return outer
    if dep == "advcl" and tokens.tag[verb] == "VBG" and verb and tokens.word[verb - 1] == ",":
        aside = _of_aside(context, verb, head)
        if aside is not None:
            return aside
        head = _reporting_above(context, head)
        if (
            tokens.pos[head] not in VERBAL
            and tokens.dep[head] == "ROOT"
            and can_speak(context, head)
        ):
            return head
        subject = _subject_above(context, dep, head, depth)
        if subject is None or can_speak(context, subject):
            return subject
        outer = _speaker_above(context, head)  # "until maps are drawn, calling them old"
        return outer if outer is not None else subject
    if dep == "acl" and tokens.tag[verb] == "VBG":
        place = _first_of_series(context, head)
        letter = _sent_document(context, place) if tokens.dep[place] == "pobj" else None
        if letter is not None:
            return letter
        if (
            tokens.dep[place] == "pobj"
            and not can_speak(context, place)
            and _is_beside(context, verb, place)
        ):
            outer = _subject_above(
                context, "prep", tokens.head[place], depth
            )  # "stood by the port chanting"
            return outer if outer is not None and can_speak(context, outer) else head
    if dep in ("acl", "relcl") and tokens.pos[head] in ("NOUN", "PROPN", "PRON"):
        return head
    if dep in _CLIMB:
        return _subject_above(context, dep, head, depth)
    return None


def _speaker_above(s: Context, verb: int) -> int | None:
    """Who does one of the verbs above this one, if that is somebody who can speak."""
    for up in s.above(verb):
        who = own_subject(s, up) if s.tokens.pos[up] in VERBAL else None
        if who is not None and can_speak(s, who) and s.inside[who] == s.inside[verb]:
            return who
    return None


def _of_aside(s: Context, verb: int, head: int) -> int | None:
    """The "she" of "The mine was old, she said, adding that it leaked"."""
    t = s.tokens
    asides = (
        k
        for k in t.kids[head]
        if t.dep[k] == "parataxis" and head < k < verb and t.lemma[k] in verbs()
    )
    return next((who for k in asides if (who := own_subject(s, k)) is not None), None)


def _of_first_clause(s: Context, verb: int, head: int) -> int | None:
    """The Lind of "Lind met Moe, the nearest that Oslo has to a friend, and said it was late".

    The verb of a relative clause is taken for the main one, whose tense is another.
    """
    t = s.tokens
    if t.tag[verb] != "VBD" or t.tag[head] not in ("VBZ", "VBP") or t.dep[head] != "ROOT":
        return None
    first = next((k for k in t.kids[head] if t.dep[k] == "ccomp" and k < head), None)
    if first is None or t.tag[first] != "VBD" or t.lemma[head] in verbs():
        return None
    return own_subject(s, first)


def _subject_above(context: Context, dep: str, head: int, depth: int) -> int | None:
    tokens = context.tokens
    if dep in ("xcomp", "advcl") and tokens.lemma[head] in factors().causing:
        moved = next((k for k in tokens.kids[head] if tokens.dep[k] == "dobj" and k > head), None)
        if moved is not None and context.inside[moved] == context.inside[head]:
            return moved  # "a leak prompted the board to demand"
    if tokens.pos[head] in VERBAL or tokens.pos[head] in ("ADP", "ADJ", "SCONJ"):
        passive = next((k for k in tokens.kids[head] if tokens.dep[k] == "nsubjpass"), None)
        if passive is not None and context.inside[passive] == context.inside[head]:
            return passive
        if dep == "prep" and tokens.lemma[head] in factors().relaying:  # "quoted Berg as saying"
            source = next((k for k in tokens.kids[head] if tokens.dep[k] == "dobj"), None)
            if source is not None and context.inside[source] == context.inside[head]:
                return source
        return subject_of(context, head, depth - 1)
    if tokens.dep[head] == "pobj" or dep in ("prep", "pcomp"):
        up = tokens.head[head]
        return (
            _subject_above(context, tokens.dep[head], up, depth - 1)
            if depth and up != head
            else None
        )
    return None


def reporter(context: Context, verb: int, head: int) -> int | None:
    """Of "X said Y would go and warned Z" the X: coordination that reaches the outer cue.

    The second verb is the reporter's when it has the form of the outer cue and the first verb
    of what is reported has not.
    """
    tokens = context.tokens
    outer = tokens.head[head]
    while (
        tokens.dep[head] == "ccomp"
        and tokens.tag[outer] == "VBG"
        and tokens.dep[outer] == "advcl"
        and tokens.lemma[outer] in verbs()
        and _form(context, verb) != "VBG"
        and tokens.head[outer] < outer
    ):
        outer = tokens.head[outer]  # "X went on, saying Y would go, and warned Z"
    if (
        tokens.dep[head] != "ccomp"
        or outer == head
        or tokens.lemma[outer] not in verbs()
        or outer > head
    ):
        return None
    if goes_silent(context, outer, verb):
        return subject_of(context, outer, 2)
    if tokens.lemma[verb] not in verbs() or tokens.lemma[verb] in evidence().written:
        return None
    if tokens.lemma[verb] in evidence().voiced and tokens.tag[head] == tokens.tag[outer]:
        return None  # "said the crowd ran and yelled": whose voice was heard is told about
    if context.inside[outer] != context.inside[verb]:
        return None
    if _form(context, verb) == _form(context, outer):
        return subject_of(context, outer, 2)
    return None


def _past_relative(s: Context, verb: int, head: int) -> int | None:
    """The crews of "The crews sent a picture on a wall that showed her and urged her to go"."""
    t = s.tokens
    relative = own_subject(s, head) if t.dep[head] == "relcl" else None
    if relative is None or t.lower[relative] not in ("that", "which") or can_speak(s, t.head[head]):
        return None
    like = next((up for up in s.above(head, 6) if t.tag[up] == t.tag[verb]), None)
    who = subject_of(s, like, 2) if like is not None and like < head else None
    return who if who is not None and can_speak(s, who) and who != relative else None


def _of_like_form(s: Context, verb: int, head: int) -> int | None:
    """Of "X stressed its duty to guard them and urged Z" the X: no finite verb joins "to guard"."""
    t = s.tokens
    if _form(s, verb) not in ("VBD", "VBZ") or t.tag[head] not in ("VB", "VBG"):
        return None
    helped = any(t.lower[k] in ("will", "would", "did", "do", "does") for k in t.kids[head])
    like = next((up for up in s.above(head, 6) if t.tag[up] == t.tag[verb] and up < verb), None)
    if helped or like is None or s.inside[like] != s.inside[verb]:
        return None
    return subject_of(s, like, 2)


def _form(s: Context, verb: int) -> str:
    """The tag of a verb; a past form without an auxiliary is no participle."""
    t = s.tokens
    helped = any(t.dep[k] in ("aux", "auxpass") for k in t.kids[verb])
    return "VBD" if t.tag[verb] == "VBN" and t.dep[verb] == "conj" and not helped else t.tag[verb]


def goes_silent(s: Context, outer: int, verb: int) -> bool:
    """ "Said it would close but did not say when", "..., but declined to elaborate"."""
    tokens, mute = s.tokens, muteness()
    below = (k for k in tokens.kids[verb] if tokens.dep[k] == "xcomp")
    if tokens.lemma[verb] in mute.declining:
        return tokens.tag[verb] == tokens.tag[outer] and any(
            tokens.lemma[k] in mute.answering for k in below
        )
    helper = next(
        (k for k in tokens.kids[verb] if tokens.dep[k] == "aux" and tokens.lemma[k] == "do"), None
    )
    negated = any(tokens.dep[k] == "neg" for k in tokens.kids[verb])
    if helper is None or not negated or tokens.tag[helper] != tokens.tag[outer]:
        return False
    return tokens.lemma[verb] in mute.answering


def _reporting_above(context: Context, head: int) -> int:
    """The outermost verb whose object this verb's clause is, or the verb itself.

    "Lind disputed whether a ship had been hit, calling it a rumour", "scorned claims that a ship
    had been hit, calling them a rumour".
    """
    tokens = context.tokens
    best = at = head
    for _ in range(6):
        up = tokens.head[at]
        if up == at or up > at or context.inside[up] != context.inside[head]:
            break
        if tokens.dep[at] == "ccomp" and tokens.pos[up] in VERBAL:
            if tokens.lemma[at] in _CONTACTING:
                break  # "the paper said Lind had phoned a friend, saying it was late"
            shows = tokens.lemma[up] in evidence().written | evidence().verbs
            if shows and tokens.lemma[at] in verbs():
                break  # "the papers showed that Lind asked them to go, saying it was late"
            best = up
        elif tokens.dep[at] in ("acl", "relcl") and _has_mark(context, at):
            verb = next((k for k in context.above(up) if tokens.pos[k] in VERBAL), None)
            # the verb of a ROOT that can speak is taken for its participle
            speaking = tokens.dep[up] == "ROOT" and can_speak(context, up)
            best = verb if verb is not None else up if speaking else best
        at = up
    return best
