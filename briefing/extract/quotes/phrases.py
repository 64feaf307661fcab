"""Quotes that no verb introduces: "according to", speech nouns, "in the words of"."""

from __future__ import annotations

from briefing.extract.grammar.syntax import FINITE
from briefing.extract.people.lists import is_role
from briefing.extract.quotes.after_cue import snapped
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import can_speak, subject_of
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import nouns
from briefing.extract.quotes.joined_clauses import does_to_claim
from briefing.extract.quotes.limits import right_limit
from briefing.extract.quotes.mentions import mention

_MADE_KNOWN = frozenset(
    "announce consider debate discuss issue present publish release reveal submit unveil".split()
)
_PHRASES = (("according", "to"), ("in", "the", "words", "of"))
_FIRST_WORDS = frozenset(p[0] for p in _PHRASES)
_MEASURES = frozenset("plan plans schedule script need needs taste size age rank".split())
_VARYING = frozenset(
    "vary differ change rank sort group classify divide arrange price act adjust grade".split()
)
_LIGHT_VERBS = frozenset(
    "make issue repeat reiterate give offer renew deliver release send add voice have put".split()
)


def according(context: Context) -> list[Candidate]:
    """Quotes with "according to", before, after or inside what is said."""
    tokens = context.tokens
    found = []
    for row in [i for i, word in enumerate(tokens.lower[:-2]) if word in _FIRST_WORDS]:
        width = _phrase(context, row)
        if not width:
            continue
        low, high = context.sentence(row)
        to = row + width - 1
        noun = next((k for k in tokens.kids[to] if tokens.dep[k] == "pobj"), None)
        if noun is None or not low <= noun < high or _is_measure(context, row, noun):
            continue
        ended = _ended_within(context, to + 1, noun)
        if ended is not None:  # "according to the HRB. Last year's catch was ..."
            noun, high = ended - 1, ended
            speaker = context.trimmed(to + 1, ended)
        else:
            speaker = mention(context, noun)
        pieces = _around(
            context, row, speaker, max(speaker[1], min(context.right[noun] + 1, high)), low, high
        )
        if pieces:
            found.append(Candidate(tuple(pieces), (row, row + width), speaker, noun, None))
    return [*found, *_in_their_words(context)]


def _in_their_words(context: Context) -> list[Candidate]:
    """Quotations with "in Lind's words"."""
    tokens = context.tokens
    found = []
    for row, word in enumerate(tokens.lower):
        place = tokens.head[row]
        if word != "words" or tokens.dep[row] != "pobj" or tokens.lower[place] != "in":
            continue
        whose = next((k for k in tokens.kids[row] if tokens.dep[k] == "poss"), None)
        if whose is None or tokens.pos[whose] not in ("PROPN", "NOUN"):
            continue
        low, high = context.sentence(row)
        if sum(tokens.tag[i] in FINITE for i in range(low, place)) > 1:
            continue  # how much of a longer sentence is theirs is not known
        speaker = mention(context, whose)
        pieces = _around(context, place, speaker, row + 1, low, high)
        if any(context.inside[i] >= 0 for first, stop in pieces for i in range(first, stop)):
            found.append(Candidate(tuple(pieces), (place, row + 1), speaker, whose, None))
    return found


def _is_measure(s: Context, row: int, noun: int) -> bool:
    """ "Went according to plan", "vary according to the tariff": by what, not by whom."""
    t = s.tokens
    bare = t.lower[noun] in _MEASURES and not t.kids[noun]
    bare = bare or _are_measures(s, noun)
    return bare or (t.lemma[t.head[row]] in _VARYING and not can_speak(s, noun))


def _are_measures(s: Context, noun: int) -> bool:
    """The "age and type" of "sorted them according to age and type"."""
    t = s.tokens
    other = next((k for k in t.kids[noun] if t.dep[k] == "conj"), None)
    paired = other is not None and all(t.dep[k] in ("cc", "conj") for k in t.kids[noun])
    return paired and not any(
        t.tag[k] != "NN" or can_speak(s, k) or (t.kids[k] and k != noun)
        for k in (noun, other or noun)
    )


def _ended_within(s: Context, first: int, noun: int) -> int | None:
    """One past a name whose last full stop the parser has taken for that of an abbreviation."""
    tokens = s.tokens
    for row in range(first, noun):
        word = tokens.word[row]
        stopped = word.endswith(".") and word.count(".") == 1 and len(word) > 3
        loud = sum(map(str.isupper, word)) > 1
        if stopped and loud and tokens.word[row + 1][0].isupper():
            return row + 1
    return None


def _phrase(s: Context, row: int) -> int:
    """How many rows from this one make a phrase that names a speaker: 0 for none."""
    lower = s.tokens.lower
    return next((len(p) for p in _PHRASES if tuple(lower[row : row + len(p)]) == p), 0)


def _around(
    context: Context, row: int, speaker: Rows, stop: int, low: int, high: int
) -> list[Rows]:
    """What the sentence says besides the phrase that begins at row i."""
    tokens = context.tokens
    stop = _past_name(context, stop, high)
    clause = _relative_clause(context, row, low)
    if clause is not None:
        return [clause]
    if not context.has_words(low, row):
        stop = next((k + 1 for k in range(speaker[1], high) if tokens.word[k] == ","), stop)
        if stop + 1 < high and tokens.word[stop].isdigit() and tokens.word[stop + 1] == ",":
            stop += 2  # "According to Ana Lind, 34, the port is shut"
    before, after = context.trimmed(low, row), context.trimmed(stop, high)
    while before[0] < before[1] and tokens.pos[before[0]] == "CCONJ":
        before = (before[0] + 1, before[1])
    pieces = [before] if context.has_words(*before) else []
    paused = tokens.word[stop - 1] == "," or (stop < high and tokens.word[stop] == ",")
    if context.has_words(*after) and (not pieces or paused):
        pieces.append(after)
    return pieces


def _past_name(s: Context, stop: int, high: int) -> int:
    """Past the name that a role is followed by: "according to its chief, Ana Lind"."""
    t = s.tokens
    if stop + 1 >= high or t.word[stop] != ",":
        return stop
    if not is_role(t.lower[stop - 1]):
        return stop
    end = stop + 1
    while end < high and t.pos[end] == "PROPN" and t.entity[end] == "PERSON":
        end += 1
    closed = end < high and t.word[end] in (",", ".")
    return end if end > stop + 1 and closed else stop


def _relative_clause(context: Context, row: int, low: int) -> Rows | None:
    """ "..., whose ratings fell to 27 percent according to": the last clause alone is theirs."""
    tokens = context.tokens
    if tokens.word[row - 1] == "," or context.inside[row - 1] >= 0:
        return None
    verb = tokens.head[row]
    if verb >= row or tokens.pos[verb] not in ("VERB", "AUX") or tokens.dep[verb] != "relcl":
        return None
    first = max(low, context.left[verb])
    return (first, row) if low < first and tokens.word[first - 1] == "," else None


def _is_made_known(context: Context, verb: int) -> bool:
    """ "the committee's proposals to be published next week": when, and not what they say."""
    tokens = context.tokens
    passive = any(tokens.dep[k] == "auxpass" for k in tokens.kids[verb])
    return passive and tokens.lemma[verb] in _MADE_KNOWN


def by_nouns(context: Context) -> list[Candidate]:
    """Quotes whose cue is a noun: "her warning that ...", "made the claim that ..."."""
    tokens, inventory = context.tokens, nouns()
    found = []
    for row, lemma in enumerate(tokens.lemma):
        cue = inventory.get(lemma)
        if cue is None or tokens.pos[row] != "NOUN" or context.inside[row] >= 0:
            continue
        begin = None
        for kid in tokens.kids[row]:
            if kid < row:
                continue
            first = context.left[kid]
            that = tokens.dep[kid] in ("acl", "ccomp", "relcl") and tokens.lower[first] == "that"
            complement = that and any(
                tokens.dep[k] == "mark" and k == first for k in tokens.kids[kid]
            )
            complement = complement and not does_to_claim(context, kid)
            infinitive = tokens.dep[kid] == "acl" and tokens.lower[first] == "to"
            if ("clause" in cue.frames and complement) or (
                "to" in cue.frames and infinitive and not _is_made_known(context, kid)
            ):
                begin = first
            elif (
                tokens.lower[kid] in cue.prepositions
                and tokens.dep[kid] == "prep"
                and tokens.kids[kid]
            ):
                begin = kid + 1
            if begin is not None:
                break
        if begin is None or (lemma == "call" and _is_no_demand(context, begin)):
            continue
        who = _whose(context, row)
        if who is None or (
            lemma == "demand" and tokens.lower[begin - 1] == "for" and _of_buyers(context, row)
        ):
            continue
        first, stop = context.trimmed(
            begin, min(right_limit(context, row, begin), context.right[row] + 1)
        )
        rows = snapped(context, row, first, stop)
        if rows is not None:
            found.append(Candidate((rows,), (row, row + 1), mention(context, who), who, row))
    return found


def _is_no_demand(s: Context, begin: int) -> bool:
    """ "Calls for comment", "made calls for Lind" (of a canvasser): nobody demands a person."""
    t = s.tokens
    stop = next(
        (i for i in range(begin, len(t)) if t.pos[i] != "PROPN" or t.line[i] != t.line[begin]),
        begin,
    )
    alone = stop > begin and (stop == len(t) or t.pos[stop] in ("PUNCT", "SPACE"))
    return t.lemma[begin] == "comment" or alone


def _of_buyers(s: Context, demand: int) -> bool:
    """ "Weak demand for boats from the young": what is bought, not what is demanded."""
    t = s.tokens
    return t.tag[demand] == "NN" and not any(t.dep[k] in ("det", "poss") for k in t.kids[demand])


def _whose(context: Context, noun: int) -> int | None:
    """Whose utterance it is: possessive, "by", "from", or the subject of a light verb."""
    tokens = context.tokens
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] == "poss":
            if tokens.pos[kid] != "PRON":
                return kid
            said = tokens.lemma[tokens.head[noun]] == "be"  # "the oddest point was his claim that"
            return None if said else subject_of(context, tokens.head[noun])
        if tokens.lower[kid] in ("by", "from") and tokens.kids[kid]:
            who = next((k for k in tokens.kids[kid] if tokens.dep[k] == "pobj"), None)
            if who is None or can_speak(
                context, who
            ):  # "calls for cuts at the biggest firm by sales"
                return who
    verb = tokens.head[noun]
    if tokens.dep[noun] == "dobj" and tokens.lemma[verb] in _LIGHT_VERBS:
        who = subject_of(context, verb)
        # "the accident has renewed calls for rules"
        thing = who is not None and tokens.pos[who] == "NOUN" and not can_speak(context, who)
        return None if thing else who
    return None
