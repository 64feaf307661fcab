"""Clauses of a parsed article: which words a verb's subject and its complement cover."""

from __future__ import annotations

from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import evidence, factors, muteness, nouns, verbs

RELATIVES = frozenset(["who", "that", "which", "whom", "whose"])
SUBJECTS = frozenset(["nsubj", "csubj"])
SAME = frozenset(["he", "she", "they", "it", "we", "i"])
_WIDEST = 40  # rows of a noun phrase to either side of its head
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_VERBAL = frozenset(["VERB", "AUX"])
_CLIMB = frozenset(["conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis", "acl"])


def own_subject(s: Context, verb: int) -> int | None:
    """The verb's own subject: the nearest before it, else the nearest after ("said Smith")."""
    t = s.t
    near = [k for k in t.kids[verb] if t.dep[k] in SUBJECTS and s.inside[k] == s.inside[verb]]
    before = [k for k in near if k < verb and t.lower[k] not in ("what",)]
    if before and t.dep[verb] == "parataxis" and near[-1] > verb and s.is_pause(verb - 1):
        return near[-1]  # "The hardest part, says Lind, is the end"
    if before:
        return before[-1]
    if len(near) > 1 and s.left[near[1]] == near[0] + 1 and t.entity[near[1]] == "PERSON":
        return near[1]  # "said HRB Director Ana Lind", whose body the parser takes for another
    return near[0] if near else None


def _has_mark(s: Context, verb: int) -> bool:
    t = s.t
    return any(t.dep[k] == "mark" and t.lower[k] in ("that", "whether") for k in t.kids[verb])


def _sent_document(s: Context, noun: int) -> int | None:
    """The letter in "sent a letter to the chief demanding answers": it demands, not the chief."""
    t = s.t
    verb = t.head[t.head[noun]]
    if t.lower[t.head[noun]] != "to" or t.lemma[verb] not in ("send", "write", "address"):
        return None
    papers = lists().documents
    return next((k for k in t.kids[verb] if t.dep[k] == "dobj" and t.lower[k] in papers), None)


def _is_beside(s: Context, verb: int, place: int) -> bool:
    """Whether a participle behind a noun is the subject's: after a comma, or about "them"."""
    t = s.t
    named = t.lower[verb + 1 : verb + 2] in (["them"], ["it"])
    direct = t.pos[t.head[t.head[place]]] in _VERBAL and t.lemma[place] not in nouns()
    return t.word[verb - 1] == "," or named or direct


def _first_of_series(s: Context, row: int) -> int:
    t = s.t
    for _ in range(4):
        if t.dep[row] != "conj":
            break
        row = t.head[row]
    return row


def can_speak(s: Context, noun: int) -> bool:
    """Whether a noun names people, a body or a paper, rather than a thing that shows."""
    t, known = s.t, lists()
    if t.entity[noun] in ("PERSON", "ORG", "NORP"):
        return True
    if t.pos[noun] != "NOUN":
        return t.entity[noun] not in ("FAC", "LOC", "PRODUCT")
    speaking = known.groups | known.bodies | known.documents | known.titles | evidence().people
    word = t.lower[noun]
    named = bool({word, t.lemma[noun]} & speaking) or is_role(word) or is_role(t.lemma[noun])
    return named or word.endswith(tuple(evidence().agents))


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
        if t.pos[head] not in _VERBAL and t.dep[head] == "ROOT" and can_speak(s, head):
            return head
        subject = _subject_above(s, dep, head, depth)
        if subject is None or can_speak(s, subject) or t.dep[head] != "advcl":
            return subject
        outer = subject_of(s, t.head[head], depth - 1)  # "until maps are drawn, calling them old"
        return outer if outer is not None and can_speak(s, outer) else subject
    if dep == "acl" and t.tag[verb] == "VBG":
        place = _first_of_series(s, head)
        letter = _sent_document(s, place) if t.dep[place] == "pobj" else None
        if letter is not None:
            return letter
        if t.dep[place] == "pobj" and not can_speak(s, place) and _is_beside(s, verb, place):
            outer = _subject_above(s, "prep", t.head[place], depth)  # "stood by the port chanting"
            return outer if outer is not None and can_speak(s, outer) else head
    if dep in ("acl", "relcl") and t.pos[head] in ("NOUN", "PROPN", "PRON"):
        return head
    if dep in _CLIMB:
        return _subject_above(s, dep, head, depth)
    return None


def _subject_above(s: Context, dep: str, head: int, depth: int) -> int | None:
    t = s.t
    if dep in ("xcomp", "advcl") and t.lemma[head] in factors().causing:
        moved = next((k for k in t.kids[head] if t.dep[k] == "dobj" and k > head), None)
        if moved is not None and s.inside[moved] == s.inside[head]:
            return moved  # "a leak prompted the board to demand"
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
    if goes_silent(s, outer, verb):
        return subject_of(s, outer, 2)
    if t.lemma[verb] not in verbs() or t.lemma[verb] in evidence().written:
        return None
    if t.lemma[verb] in evidence().voiced and t.tag[head] == t.tag[outer]:
        return None  # "said the crowd ran and yelled": whose voice was heard is told about
    if s.inside[outer] != s.inside[verb]:
        return None
    if t.tag[verb] == t.tag[outer]:
        return subject_of(s, outer, 2)
    return None


def goes_silent(s: Context, outer: int, verb: int) -> bool:
    """ "Said it would close but did not say when", "..., but declined to elaborate"."""
    t, mute = s.t, muteness()
    below = (k for k in t.kids[verb] if t.dep[k] == "xcomp")
    if t.lemma[verb] in mute.declining:
        return t.tag[verb] == t.tag[outer] and any(t.lemma[k] in mute.answering for k in below)
    helper = next((k for k in t.kids[verb] if t.dep[k] == "aux" and t.lemma[k] == "do"), None)
    negated = any(t.dep[k] == "neg" for k in t.kids[verb])
    if helper is None or not negated or t.tag[helper] != t.tag[outer]:
        return False
    return t.lemma[verb] in mute.answering


def _reporting_above(s: Context, head: int) -> int:
    """The outermost verb whose object this verb's clause is, or the verb itself.

    "Lind disputed whether a ship had been hit, calling it a rumour", "scorned claims that a ship
    had been hit, calling them a rumour".
    """
    t = s.t
    best = at = head
    for _ in range(6):
        up = t.head[at]
        if up == at or up > at or s.inside[up] != s.inside[head]:
            break
        if t.dep[at] == "ccomp" and t.pos[up] in _VERBAL:
            shows = t.lemma[up] in evidence().written | evidence().verbs
            if shows and t.lemma[at] in verbs():
                break  # "the papers showed that Lind asked them to go, saying it was late"
            best = up
        elif t.dep[at] in ("acl", "relcl") and _has_mark(s, at):
            verb = next((k for k in s.above(up) if t.pos[k] in _VERBAL), None)
            # the verb of a ROOT that can speak is taken for its participle
            speaking = t.dep[up] == "ROOT" and can_speak(s, up)
            best = verb if verb is not None else up if speaking else best
        at = up
    return best


def mention(s: Context, noun: int) -> Rows:
    """The noun with what stands before it and its "of": without appositions and clauses."""
    t = s.t
    if is_relative(s, noun) and t.head[noun] != noun:
        who = antecedent(s, noun)
        return (mention(s, who)[0], noun + 1) if who is not None else (noun, noun + 1)
    first, stop = noun, noun + 1
    home = s.inside[noun]
    low = max(s.left[noun], noun - _WIDEST)
    while first > low and s.inside[first - 1] == home and not s.is_mark(first - 1):
        if s.is_pause(first - 1) and not _inner_comma(s, first - 1, noun):
            break
        if t.tag[first - 1] in _FINITE and t.pos[first - 1] in _VERBAL:
            break  # a clause that the parser has taken into the phrase
        first -= 1
    high = min(s.right[noun] + 1, noun + _WIDEST)
    barred = {s.left[k] for k in t.kids[noun] if t.dep[k] in ("relcl", "acl", "appos", "advcl")}
    if t.pos[noun] == "NOUN":  # "a government account": two nouns, no apposition
        barred -= {s.left[k] for k in t.kids[noun] if t.pos[k] == "NOUN" and s.left[k] == noun + 1}
    while stop < high and s.inside[stop] == home and stop not in barred:
        if (s.is_pause(stop) or s.is_mark(stop)) and not _inside_name(s, noun, stop):
            break
        if t.tag[stop] in _FINITE and t.pos[stop] in _VERBAL:
            break
        stop += 1
    first, stop = s.trimmed(first, stop)
    if not first <= noun < stop:
        return noun, noun + 1
    if first > 1 and t.word[first - 1] == "-" and t.end[first - 2] == t.start[first - 1]:
        first -= 2  # "ex-wife" in three words
    joined = _joined_before(s, noun, first)
    return (mention(s, joined)[0] if joined is not None else first), stop


def _joined_before(s: Context, noun: int, first: int) -> int | None:
    """The "bakers" in "Bakers, ship cooks and cleaners ask": a subject that is coordinated."""
    t = s.t
    if t.dep[noun] not in SUBJECTS:
        return None
    for kid in t.kids[t.head[noun]]:
        if kid >= first or t.dep[kid] != t.dep[noun] or s.inside[kid] != s.inside[noun]:
            continue
        gap = [i for i in range(kid + 1, first) if t.lower[i] in (",", "and")]
        between = range(s.right[kid] + 1, first)
        adjoining = bool(gap) and gap[-1] == first - 1 and t.pos[kid] in ("NOUN", "PROPN")
        adjoining = adjoining and all(t.lower[i] in (",", "and") for i in between)
        if any(t.dep[k] == "relcl" for k in t.kids[kid]):
            continue
        series = t.lower[first - 1] == "and" or any(t.dep[k] == "conj" for k in t.kids[noun])
        if adjoining and series and t.tag[noun] in ("NNS", "NNPS"):
            return kid
    return None


def _inside_name(s: Context, noun: int, comma: int) -> bool:
    """ "The Bureau of Alcohol, Tobacco and Firearms": a comma that the phrase goes on after."""
    t = s.t
    label, after = t.entity[comma], comma + 1
    if label == "ORG" == t.entity[after] and not t.entity_starts[after]:
        return True
    if t.tag[noun] == "NNS" and t.pos[noun] == "NOUN":  # "bakers, ship cooks and cleaners"
        chain, row = [noun], noun
        for _ in range(6):
            later = next((k for k in t.kids[row] if t.dep[k] == "conj" and k > row), None)
            if later is None:
                break
            row = later
            chain.append(row)
        joined = any(t.dep[k] == "cc" for c in chain for k in t.kids[c])
        return joined and t.head[comma] in chain[:-1]
    series = t.pos[comma - 1] == t.pos[after] == "PROPN" and t.dep[after] == "conj"
    return series and noun < t.head[after] < comma


def is_relative(s: Context, row: int) -> bool:
    """Whether a word is "who", "which" or the like; the WHO is a body."""
    return s.t.lower[row] in RELATIVES and not s.t.word[row].isupper()


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
    return t.word[row] == "," and t.head[row] == noun and noun - row <= 4


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
