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
        return before[-1]
    if (
        len(near) > 1
        and context.left[near[1]] == near[0] + 1
        and tokens.entity[near[1]] == "PERSON"
    ):
        return near[1]  # "said HRB Director Ana Lind", whose body the parser takes for another
    return near[0] if near else None


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
    direct = t.pos[t.head[t.head[place]]] in _VERBAL and t.lemma[place] not in nouns()
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
    dep, head = tokens.dep[verb], tokens.head[verb]
    if head == verb or context.inside[head] != context.inside[verb]:
        return None
    if dep == "conj":
        outer = reporter(context, verb, head)
        if outer is not None:
            return outer
    if dep == "advcl" and tokens.tag[verb] == "VBG" and verb and tokens.word[verb - 1] == ",":
        head = _reporting_above(context, head)
        if (
            tokens.pos[head] not in _VERBAL
            and tokens.dep[head] == "ROOT"
            and can_speak(context, head)
        ):
            return head
        subject = _subject_above(context, dep, head, depth)
        if subject is None or can_speak(context, subject) or tokens.dep[head] != "advcl":
            return subject
        outer = subject_of(
            context, tokens.head[head], depth - 1
        )  # "until maps are drawn, calling them old"
        return outer if outer is not None and can_speak(context, outer) else subject
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


def _subject_above(context: Context, dep: str, head: int, depth: int) -> int | None:
    tokens = context.tokens
    if dep in ("xcomp", "advcl") and tokens.lemma[head] in factors().causing:
        moved = next((k for k in tokens.kids[head] if tokens.dep[k] == "dobj" and k > head), None)
        if moved is not None and context.inside[moved] == context.inside[head]:
            return moved  # "a leak prompted the board to demand"
    if tokens.pos[head] in _VERBAL or tokens.pos[head] in ("ADP", "ADJ", "SCONJ"):
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
    if tokens.tag[verb] == tokens.tag[outer]:
        return subject_of(context, outer, 2)
    return None


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
        if tokens.dep[at] == "ccomp" and tokens.pos[up] in _VERBAL:
            shows = tokens.lemma[up] in evidence().written | evidence().verbs
            if shows and tokens.lemma[at] in verbs():
                break  # "the papers showed that Lind asked them to go, saying it was late"
            best = up
        elif tokens.dep[at] in ("acl", "relcl") and _has_mark(context, at):
            verb = next((k for k in context.above(up) if tokens.pos[k] in _VERBAL), None)
            # the verb of a ROOT that can speak is taken for its participle
            speaking = tokens.dep[up] == "ROOT" and can_speak(context, up)
            best = verb if verb is not None else up if speaking else best
        at = up
    return best


def mention(context: Context, noun: int) -> Rows:
    """The noun with what stands before it and its "of": without appositions and clauses."""
    tokens = context.tokens
    if is_relative(context, noun) and tokens.head[noun] != noun:
        who = antecedent(context, noun)
        return (mention(context, who)[0], noun + 1) if who is not None else (noun, noun + 1)
    first, stop = noun, noun + 1
    home = context.inside[noun]
    low = max(context.left[noun], noun - _WIDEST)
    while first > low and context.inside[first - 1] == home and not context.is_mark(first - 1):
        if context.is_pause(first - 1) and not _inner_comma(context, first - 1, noun):
            break
        if tokens.tag[first - 1] in _FINITE and tokens.pos[first - 1] in _VERBAL:
            break  # a clause that the parser has taken into the phrase
        first -= 1
    high = min(context.right[noun] + 1, noun + _WIDEST)
    barred = {
        context.left[k]
        for k in tokens.kids[noun]
        if tokens.dep[k] in ("relcl", "acl", "appos", "advcl")
    }
    if tokens.pos[noun] == "NOUN":  # "a government account": two nouns, no apposition
        barred -= {
            context.left[k]
            for k in tokens.kids[noun]
            if tokens.pos[k] == "NOUN" and context.left[k] == noun + 1
        }
    while stop < high and context.inside[stop] == home and stop not in barred:
        if (context.is_pause(stop) or context.is_mark(stop)) and not _inside_name(
            context, noun, stop
        ):
            break
        if tokens.tag[stop] in _FINITE and tokens.pos[stop] in _VERBAL:
            break
        stop += 1
    first, stop = context.trimmed(first, stop)
    if not first <= noun < stop:
        return noun, noun + 1
    if (
        first > 1
        and tokens.word[first - 1] == "-"
        and tokens.end[first - 2] == tokens.start[first - 1]
    ):
        first -= 2  # "ex-wife" in three words
    joined = _joined_before(context, noun, first)
    return (mention(context, joined)[0] if joined is not None else first), stop


def _joined_before(context: Context, noun: int, first: int) -> int | None:
    """The "bakers" in "Bakers, ship cooks and cleaners ask": a subject that is coordinated."""
    tokens = context.tokens
    if tokens.dep[noun] not in SUBJECTS:
        return None
    for kid in tokens.kids[tokens.head[noun]]:
        if (
            kid >= first
            or tokens.dep[kid] != tokens.dep[noun]
            or context.inside[kid] != context.inside[noun]
        ):
            continue
        gap = [i for i in range(kid + 1, first) if tokens.lower[i] in (",", "and")]
        between = range(context.right[kid] + 1, first)
        adjoining = bool(gap) and gap[-1] == first - 1 and tokens.pos[kid] in ("NOUN", "PROPN")
        adjoining = adjoining and all(tokens.lower[i] in (",", "and") for i in between)
        if any(tokens.dep[k] == "relcl" for k in tokens.kids[kid]):
            continue
        series = tokens.lower[first - 1] == "and" or any(
            tokens.dep[k] == "conj" for k in tokens.kids[noun]
        )
        if adjoining and series and tokens.tag[noun] in ("NNS", "NNPS"):
            return kid
    return None


def _inside_name(s: Context, noun: int, comma: int) -> bool:
    """ "The Bureau of Alcohol, Tobacco and Firearms": a comma that the phrase goes on after."""
    tokens = s.tokens
    label, after = tokens.entity[comma], comma + 1
    if label == "ORG" == tokens.entity[after] and not tokens.entity_starts[after]:
        return True
    if (
        tokens.tag[noun] == "NNS" and tokens.pos[noun] == "NOUN"
    ):  # "bakers, ship cooks and cleaners"
        chain, row = [noun], noun
        for _ in range(6):
            later = next((k for k in tokens.kids[row] if tokens.dep[k] == "conj" and k > row), None)
            if later is None:
                break
            row = later
            chain.append(row)
        joined = any(tokens.dep[k] == "cc" for c in chain for k in tokens.kids[c])
        return joined and tokens.head[comma] in chain[:-1]
    series = tokens.pos[comma - 1] == tokens.pos[after] == "PROPN" and tokens.dep[after] == "conj"
    return series and noun < tokens.head[after] < comma


def is_relative(s: Context, row: int) -> bool:
    """Whether a word is "who", "which" or the like; the WHO is a body."""
    return s.tokens.lower[row] in RELATIVES and not s.tokens.word[row].isupper()


def antecedent(s: Context, pronoun: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    t = s.tokens
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
    t = s.tokens
    return t.word[row] == "," and t.head[row] == noun and noun - row <= 4


def chunk(context: Context, verb: int, subject: int | None) -> Rows:
    """The cue with its subject and auxiliaries: what stands between two halves of a quote."""
    tokens = context.tokens
    first, stop = verb, verb + 1
    home = context.inside[verb]
    low, high = context.sentence(verb)
    for kid in reversed(tokens.kids[verb]):
        helps = tokens.dep[kid] in ("aux", "auxpass", "neg", "advmod") and low <= kid < first
        if (
            helps
            and context.inside[kid] == home
            and not any(context.is_pause(i) for i in range(kid, first))
        ):
            first = context.left[kid] if context.left[kid] >= low else kid
        if tokens.dep[kid] == "prt" and kid == verb + 1:
            stop = kid + 1
    if subject is None or context.inside[subject] != home:
        return first, stop
    if low <= subject < verb:
        edge = subject
        while edge > max(low, context.left[subject]) and context.inside[edge - 1] == home:
            edge -= 1
        first = min(first, edge)
    elif subject > verb:
        edge = subject
        while edge < min(high - 1, context.right[subject]) and context.inside[edge + 1] == home:
            edge += 1
        stop = max(stop, edge + 1)
    return first, stop
