"""Quotes that no verb introduces: "according to", speech nouns, "in the words of"."""

from __future__ import annotations

from briefing.extract.quotes.after_cue import snapped
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import can_speak, mention, subject_of
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import nouns
from briefing.extract.quotes.limits import right_limit

_PHRASES = (("according", "to"), ("in", "the", "words", "of"))
_FIRST_WORDS = frozenset(p[0] for p in _PHRASES)
_LIGHT_VERBS = frozenset(
    "make issue repeat reiterate give offer renew deliver release send add voice have put".split()
)


def according(s: Context) -> list[Candidate]:
    """Quotes with "according to", before, after or inside what is said."""
    t = s.t
    found = []
    for i in range(len(t) - 2):
        width = _phrase(s, i)
        if not width:
            continue
        low, high = s.sentence(i)
        to = i + width - 1
        noun = next((k for k in t.kids[to] if t.dep[k] == "pobj"), None)
        if noun is None or not low <= noun < high:
            continue
        ended = _ended_within(s, to + 1, noun)
        if ended is not None:  # "according to the HRB. Last year's catch was ..."
            noun, high = ended - 1, ended
            speaker = s.trimmed(to + 1, ended)
        else:
            speaker = mention(s, noun)
        pieces = _around(s, i, speaker, max(speaker[1], min(s.right[noun] + 1, high)), low, high)
        if pieces:
            found.append(Candidate(tuple(pieces), (i, i + width), speaker, noun, None))
    return found


def _ended_within(s: Context, first: int, noun: int) -> int | None:
    """One past a name whose last full stop the parser has taken for that of an abbreviation."""
    t = s.t
    for i in range(first, noun):
        word = t.word[i]
        stopped = word.endswith(".") and word.count(".") == 1 and len(word) > 3
        loud = sum(map(str.isupper, word)) > 1
        if stopped and loud and t.word[i + 1][0].isupper():
            return i + 1
    return None


def _phrase(s: Context, i: int) -> int:
    """How many rows from this one make a phrase that names a speaker: 0 for none."""
    lower = s.t.lower
    if lower[i] not in _FIRST_WORDS:
        return 0
    return next((len(p) for p in _PHRASES if tuple(lower[i : i + len(p)]) == p), 0)


def _around(s: Context, i: int, speaker: Rows, stop: int, low: int, high: int) -> list[Rows]:
    """What the sentence says besides the phrase that begins at row i."""
    t = s.t
    clause = _relative_clause(s, i, low)
    if clause is not None:
        return [clause]
    if not s.has_words(low, i):
        stop = next((k + 1 for k in range(speaker[1], high) if t.word[k] == ","), stop)
    before, after = s.trimmed(low, i), s.trimmed(stop, high)
    while before[0] < before[1] and t.pos[before[0]] == "CCONJ":
        before = (before[0] + 1, before[1])
    pieces = [before] if s.has_words(*before) else []
    paused = t.word[stop - 1] == "," or (stop < high and t.word[stop] == ",")
    if s.has_words(*after) and (not pieces or paused):
        pieces.append(after)
    return pieces


def _relative_clause(s: Context, i: int, low: int) -> Rows | None:
    """ "..., whose ratings fell to 27 percent according to": the last clause alone is theirs."""
    t = s.t
    if t.word[i - 1] == "," or s.inside[i - 1] >= 0:
        return None
    verb = t.head[i]
    if verb >= i or t.pos[verb] not in ("VERB", "AUX") or t.dep[verb] != "relcl":
        return None
    first = max(low, s.left[verb])
    return (first, i) if low < first and t.word[first - 1] == "," else None


def by_nouns(s: Context) -> list[Candidate]:
    """Quotes whose cue is a noun: "her warning that ...", "made the claim that ..."."""
    t, inventory = s.t, nouns()
    found = []
    for i, lemma in enumerate(t.lemma):
        cue = inventory.get(lemma)
        if cue is None or t.pos[i] != "NOUN" or s.inside[i] >= 0:
            continue
        begin = None
        for kid in t.kids[i]:
            if kid < i:
                continue
            first = s.left[kid]
            that = t.dep[kid] in ("acl", "ccomp", "relcl") and t.lower[first] == "that"
            complement = that and any(t.dep[k] == "mark" and k == first for k in t.kids[kid])
            if ("clause" in cue.frames and complement) or (
                "to" in cue.frames and t.dep[kid] == "acl" and t.lower[first] == "to"
            ):
                begin = first
            elif t.lower[kid] in cue.prepositions and t.dep[kid] == "prep" and t.kids[kid]:
                begin = kid + 1
            if begin is not None:
                break
        if begin is None:
            continue
        who = _whose(s, i)
        if who is None or (lemma == "demand" and t.lower[begin - 1] == "for" and _of_buyers(s, i)):
            continue
        first, stop = s.trimmed(begin, min(right_limit(s, i, begin), s.right[i] + 1))
        rows = snapped(s, i, first, stop)
        if rows is not None:
            found.append(Candidate((rows,), (i, i + 1), mention(s, who), who, i))
    return found


def _of_buyers(s: Context, demand: int) -> bool:
    """ "Weak demand for boats from the young": what is bought, not what is demanded."""
    t = s.t
    return t.tag[demand] == "NN" and not any(t.dep[k] in ("det", "poss") for k in t.kids[demand])


def _whose(s: Context, noun: int) -> int | None:
    """Whose utterance it is: possessive, "by", "from", or the subject of a light verb."""
    t = s.t
    for kid in t.kids[noun]:
        if t.dep[kid] == "poss":
            return kid if t.pos[kid] != "PRON" else subject_of(s, t.head[noun])
        if t.lower[kid] in ("by", "from") and t.kids[kid]:
            who = next((k for k in t.kids[kid] if t.dep[k] == "pobj"), None)
            if who is None or can_speak(s, who):  # "calls for cuts at the biggest firm by sales"
                return who
    verb = t.head[noun]
    if t.dep[noun] == "dobj" and t.lemma[verb] in _LIGHT_VERBS:
        return subject_of(s, verb)
    return None
