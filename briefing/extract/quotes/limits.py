"""Where what is reported ends: before whatever the reporter tells again."""

from __future__ import annotations

from briefing.extract.quotes.clauses import SAME, goes_silent, own_subject, reporter
from briefing.extract.quotes.context import Context
from briefing.extract.quotes.cues import evidence, factors, nouns, verbs
from briefing.extract.quotes.outlets import outlet_name

_NARRATED = frozenset("as when after while though although even".split())
_DASHES = frozenset(["—", "–", "--", "―", "-"])
_RELATED = frozenset(["which", "where", "whom"])
_BESIDES = frozenset(["while", "after", "though", "although", "whereas"])
_BESIDE = 16  # rows from "while" to the cue of somebody else
_AGAIN = 8  # rows from "which" to the cue of its own


def right_limit(s: Context, verb: int, start: int, own: bool = True) -> int:
    """Where content that begins at row ``start`` after its cue ends: an exclusive row.

    ``own``: a coordinated clause about the speaker ("..., but she knows") still belongs to it.
    """
    t = s.t
    _, stop = s.sentence(verb)
    top = verb
    while t.dep[top] == "conj" and t.head[top] < top:
        top = t.head[top]
    if t.dep[top] not in ("ROOT", "ccomp", "conj", "parataxis", "dep"):
        stop = min(stop, max(s.right[top], start) + 1)
    elif t.head[top] > start:
        stop = min(stop, s.right[top] + 1)
    elif t.head[verb] != verb:
        stop = min(stop, _until_sibling(s, verb, stop))
    for kid in t.kids[verb]:
        if start < kid and s.left[kid] > start and _leaves(s, verb, kid, own):
            stop = min(stop, s.left[kid])
            break
    stop = min(stop, _until_reporter(s, verb, start, stop))
    stop = _until_comment(s, verb, start, stop)
    while stop > start + 1 and (t.pos[stop - 1] == "CCONJ" or s.is_pause(stop - 1)):
        stop -= 1
    return stop


def _until_comment(s: Context, verb: int, start: int, stop: int) -> int:
    """Content ends before a last remark of the reporter's: ", which ...", " - a plan that ..."."""
    t = s.t
    home = s.inside[verb]
    stop = _until_tail(s, verb, start, stop)
    dashes = [
        i
        for i in range(start + 3, stop - 1)
        if s.inside[i] == home and t.word[i] in _DASHES and t.text[t.start[i] - 1].isspace()
    ]
    if len(dashes) == 1:
        stop = dashes[0]
    for i in range(start + 3, stop - 1):
        if s.inside[i] != home or s.inside[i + 1] != home:
            if _narrates_on(s, verb, i):
                return i + 1
            continue
        if t.word[i] == ";":
            return i
        if t.lower[i] in _RELATED and _reports_again(s, i, stop):
            return i
        if t.lower[i] in _BESIDES and t.dep[i] == "mark" and _others_report(s, i, stop):
            return i
        if t.word[i] == "," and t.lower[i + 1] == "according":
            return i
        if t.word[i] == "," and _comments(s, i + 1, stop):
            return i
    return stop


def _narrates_on(s: Context, verb: int, row: int) -> bool:
    """Whether the reporter goes on after a quotation: 'wanted to "kill," wounding five'."""
    t = s.t
    if s.inside[row] < 0 or s.inside[row] == s.inside[verb] or s.inside[row + 1] >= 0:
        return False
    paused = s.quotations[s.inside[row]].inner.of(t.text).endswith(",")
    return paused and t.tag[row + 1] == "VBG" and t.dep[row + 1] == "advcl"


def _reports_again(s: Context, relative: int, stop: int) -> bool:
    """ "..., which it says it needs": a relative clause with a report of its own."""
    t = s.t
    for i in range(relative + 1, min(stop, relative + _AGAIN)):
        if t.pos[i] in ("VERB", "AUX"):
            cue = verbs().get(t.lemma[i])
            if cue is None or "clause" not in cue.frames or cue.adjectives | cue.particles:
                return False
            governs = any(t.dep[k] == "ccomp" and k > i for k in t.kids[i])
            return governs and own_subject(s, i) is not None
    return False


def _others_report(s: Context, mark: int, stop: int) -> bool:
    """ "..., while the league condemned it", "after the paper said ...": beside the content."""
    t = s.t
    for i in range(mark + 1, min(stop, mark + _BESIDE)):
        cue = verbs().get(t.lemma[i]) if t.pos[i] == "VERB" else None
        if cue is None or not cue.frames & {"clause", "object"} or cue.adjectives | cue.particles:
            continue
        governs = any(t.dep[k] in ("ccomp", "dobj") and k > i for k in t.kids[i])
        if governs and own_subject(s, i) is not None and t.tag[i] in ("VBD", "VBZ", "VBP"):
            return True
    return False


def _until_tail(s: Context, verb: int, start: int, stop: int) -> int:
    """Before ", the agency reported" at the end: a second cue that is not content."""
    t = s.t
    last = stop - 1
    while last > start and (s.is_pause(last) or t.word[last] == "."):
        last -= 1
    if t.lemma[last] not in verbs() or t.pos[last] != "VERB" or s.inside[last] != s.inside[verb]:
        return stop
    for i in range(last - 1, max(start, last - 9), -1):
        if s.inside[i] != s.inside[verb]:
            return i + 1 if i < last - 1 else stop
        if t.word[i] == ",":
            return i if i < last - 1 else stop
        if t.pos[i] in ("VERB", "AUX"):
            return stop
    return stop


def _comments(s: Context, first: int, stop: int) -> bool:
    """Whether what begins at this row is an unmarked remark that lasts to the end."""
    t = s.t
    head = t.head[first]
    if t.tag[first] == "VBG" and t.dep[first] == "advcl":
        return any(t.lemma[i] in verbs() and t.pos[i] == "VERB" for i in range(first, stop))
    if t.lower[first] in ("though", "although") and s.right[head] >= stop - 2:
        return True
    if t.lower[first] in ("which", "who", "where", "whose"):
        for _ in range(4):
            if t.dep[head] in ("relcl", "advcl", "ROOT"):
                break
            head = t.head[head]
        last = t.dep[head] in ("relcl", "advcl") and s.right[head] >= stop - 2
    else:
        article = t.lower[first] in ("a", "an", "the")
        last = article and t.dep[head] == "appos" and s.right[head] >= stop - 2
    return last and all(s.inside[j] < 0 for j in range(first, stop))


def _until_reporter(s: Context, verb: int, start: int, stop: int) -> int:
    """Content ends before a coordinated verb that is the outer speaker's again."""
    t = s.t
    for kid in t.kids[verb]:
        if kid < start or t.dep[kid] != "ccomp":
            continue
        for other in t.kids[kid]:
            if other < stop and t.dep[other] == "conj" and own_subject(s, other) is None:
                back = reporter(s, other, kid) is not None or goes_silent(s, verb, other)
                if back or _is_own_act(s, verb, kid, other):
                    return s.left[other]
                continue
            if other < stop and t.dep[other] == "conj" and _is_back_to(s, verb, kid, other):
                return s.left[other]
            adding = t.dep[other] == "advcl" and t.tag[other] == "VBG" and kid < other < stop
            if adding and t.lemma[other] in verbs() and _leaves(s, verb, other):
                return s.left[other]
    return stop


def _is_own_act(s: Context, verb: int, reported: int, other: int) -> bool:
    """ "Said it would invest in it and laid out plans": the past form goes with the cue."""
    t = s.t
    modal = any(t.tag[k] == "MD" for k in t.kids[reported])
    return modal and t.tag[verb] == t.tag[other] == "VBD" and t.tag[reported] == "VB"


def _is_back_to(s: Context, verb: int, reported: int, other: int) -> bool:
    """ "Said the talks are over but he took a softer tone": the past is the reporter's."""
    subject = own_subject(s, other)
    back = subject is not None and s.t.lower[subject] in ("he", "she", "they")
    tenses = [_is_past(s, i) for i in (verb, reported, other)]
    return back and tenses == [True, False, True]


def _until_sibling(s: Context, verb: int, stop: int) -> int:
    """A coordinated clause with its own subject after this one's is no longer reported."""
    t = s.t
    for kid in t.kids[t.head[verb]]:
        if kid > verb and t.dep[kid] in ("conj", "advcl") and s.left[kid] > s.right[verb]:
            return min(stop, s.left[kid])
    return stop


def _narrates(s: Context, verb: int, kid: int, same: bool) -> bool:
    """Whether a clause with a subject that is coordinated to the cue is told by the reporter.

    The tense decides where cue and content differ in it: "said the talks are over but he took a
    softer tone", "say they were not linked, and one was late".
    """
    t = s.t
    reported = next((k for k in t.kids[verb] if t.dep[k] == "ccomp" and k < kid), None)
    cue, own = _is_past(s, verb), _is_past(s, kid)
    said = _is_past(s, reported) if reported is not None else None
    if None not in (cue, own, said) and cue != said:
        return own == cue
    joint = next((k for k in t.kids[verb] if t.dep[k] == "cc" and k < kid), None)
    if joint is not None and t.word[joint - 1] != "," and own is not None and own == said:
        return False  # "contend it is late and the bridge is closed"
    return not same


def _is_past(s: Context, verb: int) -> bool | None:
    """Whether a finite clause is in a past tense; None where its form does not say."""
    t = s.t
    finite = [k for k in t.kids[verb] if t.dep[k] in ("aux", "auxpass") and k < verb]
    for i in (*finite, verb):
        if t.tag[i] in ("VBD", "VBZ", "VBP"):
            return t.tag[i] == "VBD"
        if t.tag[i] == "MD":
            return t.lower[i] in ("would", "could", "might", "'d", "’d")
    return None


def _leaves(s: Context, verb: int, kid: int, own: bool = True) -> bool:
    """Whether this later dependent of the cue is the reporter's own, not content."""
    t = s.t
    first = s.left[kid]
    if s.inside[first] != s.inside[verb]:
        return False
    if t.dep[kid] == "conj":
        if any(t.dep[k] == "mark" and t.lower[k] == "that" for k in t.kids[kid]):
            return False
        reporting = t.lemma[kid] in verbs() and t.lemma[kid] not in evidence().written
        if reporting or t.lemma[kid] in factors().withholding:
            return True
        subject = own_subject(s, kid)
        if subject is None:
            return t.tag[kid] == t.tag[verb] or any(
                t.tag[k] == t.tag[verb] for k in t.kids[kid] if t.dep[k] == "aux"
            )
        return _narrates(s, verb, kid, own and t.lower[subject] in SAME)
    if t.dep[kid] == "advcl":
        if t.tag[kid] == "VBG" and first == kid:
            return t.word[kid - 1] == ","
        return t.word[first - 1] == "," and t.lower[first] in _NARRATED
    if t.dep[kid] == "prep" and t.lower[kid] == "to":
        hearer = next((k for k in t.kids[kid] if t.dep[k] == "pobj"), None)
        return hearer is not None and outlet_name(s, hearer) is not None
    if t.dep[kid] == "prep" and t.lower[kid] in ("in", "on", "at", "during"):
        return any(
            "quote" in nouns()[t.lemma[k]].frames for k in t.kids[kid] if t.lemma[k] in nouns()
        )
    return t.lower[kid] == "according"
