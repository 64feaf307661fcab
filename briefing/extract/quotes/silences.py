"""What somebody did not say: refused, left unanswered, kept for later, or is reported not to have.

A silence is read from one of these, always outside quotation marks: a cue of the inventory that is
withheld ("did not say whether"), a verb of answering that is ("declined to comment", "has yet to
respond"), a noun of answering that is said not to exist ("had no comment"), somebody out of reach
("could not be reached"), or an adjective ("remained silent on the plan").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from briefing.extract.dates.vocabulary import MONTHS, WEEKDAYS
from briefing.extract.quotes.after_cue import snapped
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import subject_of
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import muteness, verbs
from briefing.extract.quotes.factuality import factuality
from briefing.extract.quotes.limits import right_limit
from briefing.extract.quotes.mentions import mention

_TOPICS = frozenset("on about over regarding concerning to".split())
_ROUTE = frozenset(["xcomp", "pcomp", "prep", "advmod", "acomp", "ccomp"])
_BESIDE = frozenset(["aux", "auxpass", "neg", "advmod", "preconj"])
_OF_PLACES_TOO = frozenset(["quiet"])
_TIMES = frozenset("weekend day morning afternoon evening night holiday".split())
_CONVERSING = frozenset(["talk", "speak"])
_REACHING = frozenset(["reach", "contact"])
_TELLING = frozenset(["say", "reveal", "disclose", "tell"])
_NONE = frozenset(["no", "neither", "none"])
_CLIMB = 5  # from "say" up to "stopped" in "stopped short of saying"
_DEPTH = 4  # from "request" down to the topic in "a request for comment on the plan"


class Silent(Struct, frozen=True):
    """A silence in rows: who (phrase and head), the words that tell of it, what it is about."""

    speaker: Rows
    noun: int
    cue: Rows
    about: Rows | None = None


def silences(context: Context, withheld: Sequence[Candidate]) -> list[Silent]:
    """The silences of an article in text order; ``withheld`` are the cues that were not uttered."""
    tokens = context.tokens
    seen: dict[int, Silent] = {}
    for f in withheld:
        one = _of_cue(context, f)
        if one is not None and f.verb is not None:
            seen[f.verb] = one
    asked = _asked()
    for row, (word, lemma) in enumerate(zip(tokens.lower, tokens.lemma, strict=True)):
        if not (lemma in asked or word in asked) or row in seen or context.inside[row] >= 0:
            continue
        one = _at(context, row, lemma)
        if one is not None:
            seen[row] = one
    return list(_distinct(context, [seen[i] for i in sorted(seen)]))


@cache
def _asked() -> frozenset[str]:
    """Every word and lemma that ``_at`` asks for."""
    known = muteness()
    return known.answering | known.answers | known.available | known.mute | _REACHING


def _distinct(s: Context, silents: list[Silent]) -> Iterator[Silent]:
    """Of two silences of one speaker in one sentence and on one thing the first."""
    reported: set[tuple[int, int, Rows | None]] = set()
    for one in silents:
        key = (s.outer_sentence(one.cue[0])[0], one.noun, one.about)
        if key not in reported:
            reported.add(key)
            yield one


def _of_cue(context: Context, candidate: Candidate) -> Silent | None:
    """ "Berg did not say that ...": a cue with a clause or quoted words that were not uttered."""
    lemma = context.tokens.lemma[candidate.verb] if candidate.verb is not None else ""
    if (
        candidate.verb is None
        or context.inside[candidate.verb] >= 0
        or candidate.noun is None
        or candidate.speaker is None
    ):
        return None
    cue = verbs().get(lemma)
    if cue is None or "clause" not in cue.frames or lemma in muteness().positions:
        return None
    if _is_idle(context, candidate.verb):
        return None
    words = _cue(context, candidate.verb, candidate.noun)
    if _decides(context, candidate.verb, candidate.noun) or not (
        words[1] - words[0] > 1 or _is_nobody(context, candidate.noun)
    ):
        return None
    about = (candidate.content[0][0], candidate.content[-1][1])
    return Silent(_who(context, candidate.noun), candidate.noun, words, about)


def _is_nobody(s: Context, noun: int) -> bool:
    """ "No minister said ...": here the one who speaks is the word that withholds."""
    t = s.tokens
    return any(
        t.dep[k] in ("det", "preconj", "cc:preconj") and t.lower[k] in _NONE for k in t.kids[noun]
    )


def _at(context: Context, row: int, lemma: str) -> Silent | None:
    tokens, known = context.tokens, muteness()
    if lemma in known.answering and tokens.pos[row] in ("VERB", "AUX"):
        return _unanswered(context, row)
    if lemma in known.answers and tokens.pos[row] in ("NOUN", "PROPN", "VERB", "PRON"):
        return _no_answer(context, row)
    if lemma in _REACHING and tokens.pos[row] == "VERB":
        return _out_of_reach(context, row)
    if tokens.lower[row] in known.available and tokens.dep[row] in ("acomp", "ROOT", "amod"):
        return _out_of_reach(context, row)
    if tokens.lower[row] in known.mute and tokens.dep[row] in (
        "acomp",
        "oprd",
        "advmod",
        "xcomp",
        "attr",
    ):
        return _mute(context, row)
    return None


def _unanswered(context: Context, verb: int) -> Silent | None:
    """ "Declined to comment", "did not respond to a request", "has yet to answer"."""
    tokens, known = context.tokens, muteness()
    passive = any(tokens.dep[k] in ("auxpass", "nsubjpass") for k in tokens.kids[verb])
    unable = any(tokens.lower[k] in ("could", "can", "ca") for k in tokens.kids[verb])
    if passive or (unable and tokens.lemma[verb] not in known.knowing):
        return None
    if factuality(context, verb) != "withheld" or _is_idle(context, verb):
        return None
    last = _neither_nor(context, verb)
    objects = [
        k for k in tokens.kids[last] if k > last and tokens.dep[k] in ("dobj", "prep", "ccomp")
    ]
    naming = any(tokens.lemma[k] in known.identities or tokens.tag[k] == "PRP" for k in objects)
    answering = any(tokens.lemma[k] in known.answers for k in objects if tokens.dep[k] == "dobj")
    if naming or (tokens.lemma[verb] in known.giving and not answering):
        return None
    for kid in objects:
        topic = tokens.dep[kid] == "prep" and tokens.lower[kid] in _TOPICS
        inner = (k for k in tokens.kids[kid] if tokens.dep[k] in ("pobj", "pcomp"))
        noun = next(inner, None) if topic else kid
        if noun is None or (tokens.dep[kid] == "prep" and not topic):
            continue
        asked = tokens.lemma[noun] in known.requests | known.answers and tokens.pos[noun] != "VERB"
        if not asked:
            return _silent(context, verb, _phrase(context, last, context.left[noun]), last + 1)
        about = _topic(context, verb, noun)
        return _silent(context, verb, about, about[0] - 1 if about else context.right[noun] + 1)
    return _silent(context, verb, None)


def _is_idle(s: Context, verb: int) -> bool:
    """ "Not to mention the rain"; "was not talking about you": nobody asked."""
    t = s.tokens
    if t.lemma[verb] == "mention" and list(t.lower[max(0, verb - 2) : verb]) == ["not", "to"]:
        return True
    return (
        t.tag[verb] == "VBG"
        and t.lemma[verb] in _CONVERSING
        and "be" in (t.lemma[k] for k in t.kids[verb] if t.dep[k] == "aux")
    )


def _neither_nor(s: Context, verb: int) -> int:
    """The "deny" of "would neither confirm nor deny the visit", or the verb itself."""
    t = s.tokens
    both = any(t.lower[k] == "nor" for k in t.kids[verb])
    second = (k for k in t.kids[verb] if t.dep[k] == "conj" and t.pos[k] == "VERB")
    return next(second, verb) if both else verb


def _no_answer(context: Context, noun: int) -> Silent | None:
    """ "Had no comment", "gave no details", "declined comment", "no response from Berg"."""
    tokens, known = context.tokens, muteness()
    verb = tokens.head[noun]
    none = any(tokens.lower[k] == "no" for k in tokens.kids[noun])
    about = _topic(context, verb, noun)
    if tokens.dep[noun] == "dobj" and tokens.lemma[verb] in known.declining:
        return (
            _silent(context, verb, about, noun + 1)
            if factuality(context, verb) == "uttered"
            else None
        )
    if tokens.lower[noun] == "nothing":
        # "Nothing that Berg said mattered" tells of what he did say.
        telling = tokens.dep[noun] == "dobj" and noun > verb and tokens.lemma[verb] in _TELLING
        about = about or _topic(context, verb, verb)
        return _silent(context, verb, about, noun + 1) if telling else None
    if not none:
        return None
    if tokens.dep[noun] == "dobj" and (
        tokens.lemma[verb] in known.giving or tokens.lemma[verb] == "have"
    ):
        return (
            _silent(context, verb, about, noun + 1)
            if factuality(context, verb) == "uttered"
            else None
        )
    if tokens.lemma[verb] == "be" and any(tokens.dep[k] == "expl" for k in tokens.kids[verb]):
        for kid in (*tokens.kids[noun], *tokens.kids[verb]):
            if tokens.lower[kid] == "from" and kid > noun:
                who = next((k for k in tokens.kids[kid] if tokens.dep[k] == "pobj"), None)
                if who is not None:
                    return Silent(mention(context, who), who, (context.left[verb], noun + 1), about)
    return None


def _out_of_reach(context: Context, row: int) -> Silent | None:
    """ "Could not be reached for comment", "was not immediately available for comment"."""
    tokens, known = context.tokens, muteness()
    verb = row if tokens.pos[row] == "VERB" else tokens.head[row]
    helpers = [k for k in tokens.kids[verb] if k < row]
    negated = any(tokens.dep[k] == "neg" for k in (*helpers, *tokens.kids[row]))
    if tokens.pos[row] == "VERB":
        passive = any(tokens.dep[k] == "nsubjpass" for k in helpers)
        modal = any(tokens.lower[k] in ("could", "can") for k in helpers)
        if not (passive and modal and negated):
            return None
    else:
        comment = any(
            tokens.lower[k] == "for"
            and any(tokens.lemma[n] in known.answers for n in tokens.kids[k])
            for k in (*tokens.kids[row], *tokens.kids[verb])
        )
        if not comment or negated == tokens.lower[row].startswith("un"):
            return None
    return _silent(context, verb, None, _for_comment(context, verb, row))


def _for_comment(context: Context, verb: int, row: int) -> int:
    """One past the "for comment" that follows, or past the row itself."""
    t = context.tokens
    for kid in (*t.kids[row], *t.kids[verb]):
        if kid > row and t.lower[kid] == "for":
            return context.right[kid] + 1
    return row + 1


def _mute(context: Context, row: int) -> Silent | None:
    """ "Remained silent on the plan", "kept mum about it"."""
    t = context.tokens
    verb = t.head[row]
    if t.lemma[verb] not in muteness().staying or factuality(context, verb) != "uttered":
        return None
    about = _topic(context, verb, row) or _topic(context, verb, verb)
    # Streets are quiet too.
    if about is None and t.lower[row] in _OF_PLACES_TOO:
        return None
    return _silent(context, verb, about, row + 1)


def _silent(s: Context, verb: int, about: Rows | None, stop: int | None = None) -> Silent | None:
    noun = _subject(s, verb)
    if noun is None or s.inside[noun] >= 0 or _decides(s, verb, noun):
        return None
    return Silent(_who(s, noun), noun, _cue(s, verb, noun, stop), about)


def _decides(s: Context, verb: int, noun: int) -> bool:
    """ "The port's decision not to disclose the leak": a decision keeps silent about nothing."""
    t = s.tokens
    return t.dep[verb] == "acl" and t.head[verb] == noun and t.tag[verb] == "VB"


def _who(s: Context, noun: int) -> Rows:
    """The speaker's phrase without the "neither" before it."""
    first, stop = mention(s, noun)
    return (
        (first + 1, stop) if s.tokens.lower[first] == "neither" and first < noun else (first, stop)
    )


def _subject(s: Context, verb: int) -> int | None:
    t = s.tokens
    passive = next((k for k in t.kids[verb] if t.dep[k] == "nsubjpass"), None)
    return passive if passive is not None else subject_of(s, verb)


def _cue(s: Context, verb: int, noun: int, stop: int | None = None) -> Rows:
    """From the word that refuses or negates to the verb: "has yet to say", "stopped short of"."""
    tokens = s.tokens
    low, _ = s.outer_sentence(verb)
    top = verb
    for _ in range(_CLIMB):
        up = tokens.head[top]
        refused = tokens.dep[top] == "advcl" and tokens.lemma[up] in muteness().declining
        if not (tokens.dep[top] in _ROUTE or refused) or not max(low, noun) < up < top:
            break
        top = up
    first = top
    for kid in tokens.kids[top]:
        if tokens.dep[kid] in _BESIDE and max(low, noun) < kid < first:
            first = kid
    inverted = [
        k for k in tokens.kids[top] if tokens.dep[k] in ("aux", "neg", "cc") and low <= k < noun
    ]
    neither = [k for k in tokens.kids[noun] if tokens.lower[k] == "neither"]
    if neither and neither[0] < noun < top:
        first = neither[0]
    elif noun < top and inverted and tokens.lower[inverted[0]] not in ("and", "but"):
        first = inverted[0]  # "nor did Berg say"
    return first, stop if stop is not None else verb + 1


def _topic(context: Context, verb: int, noun: int, depth: int = _DEPTH) -> Rows | None:
    """What a comment, a request or questions are about: the object of "on", "about", "over"."""
    tokens = context.tokens
    for kid in tokens.kids[noun]:
        if kid < noun or not depth:
            continue
        inner = next((k for k in tokens.kids[kid] if tokens.dep[k] in ("pobj", "pcomp")), None)
        if tokens.dep[kid] != "prep" or inner is None:
            continue
        named = tokens.lower[kid] in _TOPICS or (
            tokens.lower[kid] == "of" and tokens.lemma[noun] == "mention"
        )
        if named and _is_a_time(tokens.lower[inner]):
            continue
        if named and tokens.lemma[inner] not in muteness().requests:
            return _phrase(context, verb, kid + 1)
        found = _topic(context, verb, inner, depth - 1)
        if found is not None:
            return found
    return None


def _is_a_time(word: str) -> bool:
    """ "Did not reply on Wednesday": a day is what nobody keeps silent about."""
    return word in WEEKDAYS or word in MONTHS or word in _TIMES


def _phrase(s: Context, verb: int, begin: int) -> Rows | None:
    stop = right_limit(s, verb, begin, own=False)
    return snapped(s, verb, *s.trimmed(begin, stop))
