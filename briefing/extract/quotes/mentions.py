"""Which words a mention covers, and a cue with those around it."""

from __future__ import annotations

import re

from briefing.extract.grammar.syntax import FINITE, VERBAL
from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.clauses import SUBJECTS
from briefing.extract.quotes.context import Context, Rows, once_a_row

RELATIVES = frozenset(["who", "that", "which", "whom", "whose"])
TICKER = re.compile(r"\s*[(\[][A-Z0-9]{1,8}(?:_?[a-z])?[.:][A-Z0-9]{1,6}[)\]]")
_TICKER = 6  # rows of a ticker, its brackets included
_WIDEST = 40  # rows of a noun phrase to either side of its head
_STEPS = 6  # heads between a body and the person whose it is


@once_a_row
def mention(context: Context, noun: int) -> Rows:
    """The noun with what stands before it and its "of": without appositions and clauses."""
    tokens = context.tokens
    if is_relative(context, noun) and tokens.head[noun] != noun:
        who = antecedent(context, noun)
        if who is None or (who < tokens.head[who] < noun and tokens.dep[who] == "nsubj"):
            return noun, noun + 1  # nobody, or the Lind of "Lind is a sailor who says"
        return (mention(context, who)[0], noun + 1)
    first, stop = noun, noun + 1
    home = context.inside[noun]
    low = max(context.left[noun], noun - _WIDEST)
    while first > low:
        marked = _marked_before(context, first, low)
        if marked is not None:
            first = marked
            continue
        if context.inside[first - 1] != home or context.is_mark(first - 1):
            break
        ticker = _ticker_before(context, first, low)
        if ticker is not None:
            first = ticker
            continue
        if context.is_pause(first - 1) and not _inner_comma(context, first - 1, noun):
            break
        if tokens.tag[first - 1] in FINITE and tokens.pos[first - 1] in VERBAL:
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
        if tokens.tag[stop] in FINITE and tokens.pos[stop] in VERBAL:
            break
        stop += 1
    first, stop = context.trimmed(first, stop)
    while first < noun and is_relative(context, first) and tokens.tag[first] != "DT":
        first += 1  # "which reformers say", one phrase for the parser
    if not first <= noun < stop:
        return noun, noun + 1
    if (
        first > 1
        and tokens.word[first - 1] == "-"
        and tokens.end[first - 2] == tokens.start[first - 1]
    ):
        first -= 2  # "ex-wife" in three words
    elif 0 < first < noun and tokens.word[first] == "-":
        first -= tokens.end[first - 1] == tokens.start[first]
    joined = _joined_before(context, noun, first)
    return (mention(context, joined)[0] if joined is not None else first), stop


def _marked_before(s: Context, first: int, low: int) -> int | None:
    """Where a word in marks begins within a phrase: "the winning 'Leave' campaign"."""
    t = s.tokens
    opening = first - 3
    if opening <= low or not (s.is_mark(first - 1) and s.is_mark(opening)):
        return None
    if t.tag[first - 1] == "POS" or t.start[first - 1] > t.end[first - 2]:
        return None
    closed = t.start[first] > t.end[first - 1] and t.start[opening + 1] == t.end[opening]
    within = t.word[opening + 1][0].isalpha() and t.pos[opening - 1] in ("DET", "ADJ", "VERB")
    return opening if closed and within and t.line[opening] == t.line[first] else None


def _ticker_before(s: Context, first: int, low: int) -> int | None:
    """Where a ticker begins that ends before this row: "Harbour Inc (HRB.O) spokesman"."""
    t = s.tokens
    if t.word[first - 1] not in (")", "]"):
        return None
    for row in range(first - 2, max(low, first - _TICKER), -1):
        if t.word[row] in ("(", "["):
            return row if TICKER.fullmatch(t.of(row, first)) else None
    return None


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
            return human(s, pronoun, up) if up < pronoun else None
        if up == at:
            return None
        at = up
    return None


def human(s: Context, pronoun: int, noun: int) -> int:
    """Whom "who" means where the parser hangs it on a body: "Lind of the board, who said"."""
    t = s.tokens
    if t.lower[pronoun] == "who" and t.dep[noun] == "attr" and t.lemma[t.head[noun]] == "be":
        named = [k for k in t.kids[t.head[noun]] if t.dep[k] == "nsubj" and k < noun]
        if named and (t.pos[named[0]] == "PROPN" or t.lower[named[0]] in ("he", "she")):
            return named[0]  # "Lind is a sailor who says"
    if t.lower[pronoun] == "which" and is_role(t.lower[noun]):
        return _body_of(s, pronoun, noun)
    if t.lower[pronoun] != "who" or not (
        t.lower[noun] in lists().bodies
        or t.entity[noun] in ("ORG", "GPE")
        or _disagrees(s, pronoun, noun)
    ):
        return noun
    at = noun
    for _ in range(_STEPS):
        at = t.head[at]
        if t.entity[at] == "PERSON" or is_role(t.lower[at]):
            return at
        if t.dep[at] not in ("prep", "pobj", "appos"):
            break
    return noun


def _disagrees(s: Context, pronoun: int, noun: int) -> bool:
    """Whether several are one in the clause: "an advocate of rules who says", not the rules."""
    t, verb = s.tokens, s.tokens.head[pronoun]
    helper = next((k for k in t.kids[verb] if t.dep[k] == "aux" and k > pronoun), verb)
    return t.tag[noun] == "NNS" and t.tag[helper] == "VBZ" and verb > pronoun


def _body_of(s: Context, pronoun: int, noun: int) -> int:
    """The union of "Lind is the head of the Bakers' Union in Oslo, which says"."""
    t = s.tokens
    bodies = [
        k
        for of in t.kids[noun]
        if t.lower[of] in ("of", "at", "for")
        for k in t.kids[of]
        if t.dep[k] == "pobj" and k < pronoun and t.entity[k] == "ORG"
    ]
    return bodies[0] if len(bodies) == 1 else noun


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
