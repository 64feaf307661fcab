"""Clauses of a parsed article: which words a verb's subject and its complement cover."""

from __future__ import annotations

from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import evidence, factors, nouns, verbs

RELATIVES = frozenset(["who", "that", "which", "whom", "whose"])
SUBJECTS = frozenset(["nsubj", "csubj"])
SAME = frozenset(["he", "she", "they", "it", "we", "i"])
_NARRATED = frozenset("as when after while though although even".split())
_WIDEST = 40  # rows of a noun phrase to either side of its head
_DASHES = frozenset(["—", "–", "--", "―", "-"])
_RELATED = frozenset(["which", "where", "whom"])
_BESIDES = frozenset(["while", "after", "though", "although", "whereas"])
_BESIDE = 16  # rows from "while" to the cue of somebody else
_AGAIN = 8  # rows from "which" to the cue of its own
_VERBAL = frozenset(["VERB", "AUX"])
_CLIMB = frozenset(["conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis", "acl"])


def own_subject(s: Context, verb: int) -> int | None:
    """The verb's own subject: the nearest before it, else the nearest after ("said Smith")."""
    t = s.t
    near = [k for k in t.kids[verb] if t.dep[k] in SUBJECTS and s.inside[k] == s.inside[verb]]
    before = [k for k in near if k < verb and t.lower[k] not in ("what",)]
    if before:
        return before[-1]
    if len(near) > 1 and s.left[near[1]] == near[0] + 1 and t.entity[near[1]] == "PERSON":
        return near[1]  # "said HRB Director Ana Lind", whose body the parser takes for another
    return near[0] if near else None


def subject_of(s: Context, verb: int, depth: int = 5) -> int | None:
    """The row of the word that does the verb, or None; follows coordination and participles."""
    t = s.t
    own = own_subject(s, verb)
    if own is not None or not depth:
        return own
    dep, head = t.dep[verb], t.head[verb]
    if head == verb or s.inside[head] != s.inside[verb]:
        return None
    if dep == "conj":
        outer = reporter(s, verb, head)
        if outer is not None:
            return outer
    if dep == "advcl" and t.tag[verb] == "VBG" and verb and t.word[verb - 1] == ",":
        head = _reporting_above(s, head)
    if dep in ("acl", "relcl") and t.pos[head] in ("NOUN", "PROPN", "PRON"):
        return head
    if dep in _CLIMB:
        return _subject_above(s, dep, head, depth)
    return None


def _subject_above(s: Context, dep: str, head: int, depth: int) -> int | None:
    t = s.t
    if t.pos[head] in _VERBAL or t.pos[head] in ("ADP", "ADJ", "SCONJ"):
        passive = next((k for k in t.kids[head] if t.dep[k] == "nsubjpass"), None)
        if passive is not None and s.inside[passive] == s.inside[head]:
            return passive
        if dep == "prep" and t.lemma[head] in factors().relaying:  # "quoted Berg as saying"
            source = next((k for k in t.kids[head] if t.dep[k] == "dobj"), None)
            if source is not None and s.inside[source] == s.inside[head]:
                return source
        return subject_of(s, head, depth - 1)
    if t.dep[head] == "pobj" or dep in ("prep", "pcomp"):
        up = t.head[head]
        return _subject_above(s, t.dep[head], up, depth - 1) if depth and up != head else None
    return None


def reporter(s: Context, verb: int, head: int) -> int | None:
    """Of "X said Y would go and warned Z" the X: coordination that reaches the outer cue.

    The second verb is the reporter's when it has the form of the outer cue and the first verb
    of what is reported has not.
    """
    t = s.t
    outer = t.head[head]
    if t.dep[head] != "ccomp" or outer == head or t.lemma[outer] not in verbs() or outer > head:
        return None
    if t.lemma[verb] not in verbs() or t.lemma[verb] in evidence().written:
        return None
    if s.inside[outer] != s.inside[verb]:
        return None
    if t.tag[verb] == t.tag[outer]:
        return subject_of(s, outer, 2)
    return None


def _reporting_above(s: Context, head: int) -> int:
    """The outermost cue that reports the clause of this verb, or the verb itself."""
    t = s.t
    best = at = head
    for _ in range(4):
        up = t.head[at]
        if up == at or up > at or s.inside[up] != s.inside[head]:
            break
        if t.dep[at] == "ccomp" and t.lemma[up] in verbs():
            best = up
        at = up
    return best


def mention(s: Context, noun: int) -> Rows:
    """The noun with what stands before it and its "of": without appositions and clauses."""
    t = s.t
    if t.lower[noun] in RELATIVES and t.head[noun] != noun:
        who = antecedent(s, noun)
        return (mention(s, who)[0], noun + 1) if who is not None else (noun, noun + 1)
    first, stop = noun, noun + 1
    home = s.inside[noun]
    low = max(s.left[noun], noun - _WIDEST)
    while first > low and s.inside[first - 1] == home and not s.is_mark(first - 1):
        if s.is_pause(first - 1) and not _inner_comma(s, first - 1, noun):
            break
        first -= 1
    high = min(s.right[noun] + 1, noun + _WIDEST)
    barred = {s.left[k] for k in t.kids[noun] if t.dep[k] in ("relcl", "acl", "appos", "advcl")}
    while stop < high and s.inside[stop] == home and stop not in barred:
        if s.is_pause(stop) or s.is_mark(stop):
            break
        stop += 1
    first, stop = s.trimmed(first, stop)
    return (first, stop) if first <= noun < stop else (noun, noun + 1)


def antecedent(s: Context, pronoun: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    t = s.t
    at = t.head[pronoun]
    for _ in range(4):
        up = t.head[at]
        if t.dep[at] == "relcl":
            return up if up < pronoun else None
        if up == at:
            return None
        at = up
    return None


def _inner_comma(s: Context, row: int, noun: int) -> bool:
    """A comma between modifiers ("the blunt, tired minister"), not between clauses."""
    t = s.t
    return t.word[row] in (",", "-") and t.head[row] == noun and noun - row <= 4


def chunk(s: Context, verb: int, subject: int | None) -> Rows:
    """The cue with its subject and auxiliaries: what stands between two halves of a quote."""
    t = s.t
    first, stop = verb, verb + 1
    home = s.inside[verb]
    low, high = s.sentence(verb)
    for kid in reversed(t.kids[verb]):
        helps = t.dep[kid] in ("aux", "auxpass", "neg", "advmod") and low <= kid < first
        if helps and s.inside[kid] == home and not any(s.is_pause(i) for i in range(kid, first)):
            first = s.left[kid] if s.left[kid] >= low else kid
        if t.dep[kid] == "prt" and kid == verb + 1:
            stop = kid + 1
    if subject is None or s.inside[subject] != home:
        return first, stop
    if low <= subject < verb:
        edge = subject
        while edge > max(low, s.left[subject]) and s.inside[edge - 1] == home:
            edge -= 1
        first = min(first, edge)
    elif subject > verb:
        edge = subject
        while edge < min(high - 1, s.right[subject]) and s.inside[edge + 1] == home:
            edge += 1
        stop = max(stop, edge + 1)
    return first, stop


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
                if reporter(s, other, kid) is not None or _is_own_act(s, verb, kid, other):
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
    if t.dep[kid] == "prep" and t.lower[kid] in ("in", "on", "at", "during"):
        return any(
            "quote" in nouns()[t.lemma[k]].frames for k in t.kids[kid] if t.lemma[k] in nouns()
        )
    return t.lower[kid] == "according"
