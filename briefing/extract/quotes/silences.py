"""What somebody did not say: refused, left unanswered, kept for later, or is reported not to have.

A silence is read from one of these, always outside quotation marks: a cue of the inventory that is
withheld ("did not say whether"), a verb of answering that is ("declined to comment", "has yet to
respond"), a noun of answering that is said not to exist ("had no comment"), somebody out of reach
("could not be reached"), or an adjective ("remained silent on the plan").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefing.extract.quotes.after_cue import snapped
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import mention, subject_of
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import muteness, verbs
from briefing.extract.quotes.factuality import factuality
from briefing.extract.quotes.limits import right_limit

_OBJECTS = frozenset(["dobj", "pobj", "oprd", "attr"])
_TOPICS = frozenset("on about over regarding concerning to".split())
_ROUTE = frozenset(["xcomp", "pcomp", "prep", "advmod", "acomp", "ccomp"])
_BESIDE = frozenset(["aux", "auxpass", "neg", "advmod", "preconj"])
_CLIMB = 5  # from "say" up to "stopped" in "stopped short of saying"
_DEPTH = 4  # from "request" down to the topic in "a request for comment on the plan"


class Silent(Struct, frozen=True):
    """A silence in rows: who (phrase and head), the words that tell of it, what it is about."""

    speaker: Rows
    noun: int
    cue: Rows
    about: Rows | None = None


def silences(s: Context, withheld: Sequence[Candidate]) -> list[Silent]:
    """The silences of an article in text order; ``withheld`` are the cues that were not uttered."""
    t = s.t
    seen: dict[int, Silent] = {}
    for f in withheld:
        one = _of_cue(s, f)
        if one is not None and f.verb is not None:
            seen[f.verb] = one
    for i, lemma in enumerate(t.lemma):
        if i in seen or s.inside[i] >= 0:
            continue
        one = _at(s, i, lemma)
        if one is not None:
            seen[i] = one
    return list(_distinct(s, [seen[i] for i in sorted(seen)]))


def _distinct(s: Context, found: list[Silent]) -> Iterator[Silent]:
    """Of two silences of one speaker in one sentence and on one thing the first."""
    reported: set[tuple[int, int, Rows | None]] = set()
    for one in found:
        key = (s.outer_sentence(one.cue[0])[0], one.noun, one.about)
        if key not in reported:
            reported.add(key)
            yield one


def _of_cue(s: Context, f: Candidate) -> Silent | None:
    """ "Berg did not say that ...": a cue with a clause or quoted words that were not uttered."""
    lemma = s.t.lemma[f.verb] if f.verb is not None else ""
    if f.verb is None or s.inside[f.verb] >= 0 or f.noun is None or f.speaker is None:
        return None
    cue = verbs().get(lemma)
    if cue is None or "clause" not in cue.frames or lemma in muteness().positions:
        return None
    if _decides(s, f.verb, f.noun):
        return None
    about = (f.content[0][0], f.content[-1][1])
    return Silent(_who(s, f.noun), f.noun, _cue(s, f.verb, f.noun), about)


def _at(s: Context, i: int, lemma: str) -> Silent | None:
    t, known = s.t, muteness()
    if lemma in known.answering and t.pos[i] in ("VERB", "AUX"):
        return _unanswered(s, i)
    if lemma in known.answers and t.pos[i] in ("NOUN", "PROPN", "VERB", "PRON"):
        return _no_answer(s, i)
    if lemma in ("reach", "contact") and t.pos[i] == "VERB":
        return _out_of_reach(s, i)
    if t.lower[i] in known.available and t.dep[i] in ("acomp", "ROOT", "amod"):
        return _out_of_reach(s, i)
    if t.lower[i] in known.mute and t.dep[i] in ("acomp", "oprd", "advmod", "xcomp", "attr"):
        return _mute(s, i)
    return None


def _unanswered(s: Context, verb: int) -> Silent | None:
    """ "Declined to comment", "did not respond to a request", "has yet to answer"."""
    t, known = s.t, muteness()
    passive = any(t.dep[k] in ("auxpass", "nsubjpass") for k in t.kids[verb])
    unable = any(t.lower[k] in ("could", "can", "ca") for k in t.kids[verb])
    if passive or (unable and t.lemma[verb] not in known.knowing):
        return None
    if factuality(s, verb) != "withheld":
        return None
    last = _neither_nor(s, verb)
    objects = [k for k in t.kids[last] if k > last and t.dep[k] in ("dobj", "prep", "ccomp")]
    naming = any(t.lemma[k] in known.identities or t.tag[k] == "PRP" for k in objects)
    answering = any(t.lemma[k] in known.answers for k in objects if t.dep[k] == "dobj")
    if naming or (t.lemma[verb] in known.giving and not answering):
        return None
    for kid in objects:
        topic = t.dep[kid] == "prep" and t.lower[kid] in _TOPICS
        inner = (k for k in t.kids[kid] if t.dep[k] in ("pobj", "pcomp"))
        noun = next(inner, None) if topic else kid
        if noun is None or (t.dep[kid] == "prep" and not topic):
            continue
        asked = t.lemma[noun] in known.requests | known.answers and t.pos[noun] != "VERB"
        if not asked:
            return _silent(s, verb, _phrase(s, last, s.left[noun]), last + 1)
        about = _topic(s, verb, noun)
        return _silent(s, verb, about, about[0] - 1 if about else s.right[noun] + 1)
    return _silent(s, verb, None)


def _neither_nor(s: Context, verb: int) -> int:
    """The "deny" of "would neither confirm nor deny the visit", or the verb itself."""
    t = s.t
    both = any(t.lower[k] == "nor" for k in t.kids[verb])
    second = (k for k in t.kids[verb] if t.dep[k] == "conj" and t.pos[k] == "VERB")
    return next(second, verb) if both else verb


def _no_answer(s: Context, noun: int) -> Silent | None:
    """ "Had no comment", "gave no details", "declined comment", "no response from Berg"."""
    t, known = s.t, muteness()
    verb = t.head[noun]
    none = any(t.lower[k] == "no" for k in t.kids[noun])
    about = _topic(s, verb, noun)
    if t.dep[noun] == "dobj" and t.lemma[verb] in known.declining:
        return _silent(s, verb, about, noun + 1) if factuality(s, verb) == "uttered" else None
    if t.lower[noun] == "nothing":
        telling = t.dep[noun] == "dobj" and t.lemma[verb] in ("say", "reveal", "disclose", "tell")
        about = about or _topic(s, verb, verb)
        return _silent(s, verb, about, noun + 1) if telling else None
    if not none:
        return None
    if t.dep[noun] == "dobj" and (t.lemma[verb] in known.giving or t.lemma[verb] == "have"):
        return _silent(s, verb, about, noun + 1) if factuality(s, verb) == "uttered" else None
    if t.lemma[verb] == "be" and any(t.dep[k] == "expl" for k in t.kids[verb]):
        for kid in (*t.kids[noun], *t.kids[verb]):
            if t.lower[kid] == "from" and kid > noun:
                who = next((k for k in t.kids[kid] if t.dep[k] == "pobj"), None)
                if who is not None:
                    return Silent(mention(s, who), who, (s.left[verb], noun + 1), about)
    return None


def _out_of_reach(s: Context, row: int) -> Silent | None:
    """ "Could not be reached for comment", "was not immediately available for comment"."""
    t, known = s.t, muteness()
    verb = row if t.pos[row] == "VERB" else t.head[row]
    helpers = [k for k in t.kids[verb] if k < row]
    negated = any(t.dep[k] == "neg" for k in (*helpers, *t.kids[row]))
    if t.pos[row] == "VERB":
        passive = any(t.dep[k] == "nsubjpass" for k in helpers)
        modal = any(t.lower[k] in ("could", "can") for k in helpers)
        if not (passive and modal and negated):
            return None
    else:
        comment = any(
            t.lower[k] == "for" and any(t.lemma[n] in known.answers for n in t.kids[k])
            for k in (*t.kids[row], *t.kids[verb])
        )
        if not comment or negated == t.lower[row].startswith("un"):
            return None
    return _silent(s, verb, None, _for_comment(s, verb, row))


def _for_comment(s: Context, verb: int, row: int) -> int:
    """One past the "for comment" that follows, or past the row itself."""
    t = s.t
    for kid in (*t.kids[row], *t.kids[verb]):
        if kid > row and t.lower[kid] == "for":
            return s.right[kid] + 1
    return row + 1


def _mute(s: Context, row: int) -> Silent | None:
    """ "Remained silent on the plan", "kept mum about it"."""
    t = s.t
    verb = t.head[row]
    if t.lemma[verb] not in muteness().staying or factuality(s, verb) != "uttered":
        return None
    about = _topic(s, verb, row) or _topic(s, verb, verb)
    return _silent(s, verb, about, row + 1)


def _silent(s: Context, verb: int, about: Rows | None, stop: int | None = None) -> Silent | None:
    noun = _subject(s, verb)
    if noun is None or s.inside[noun] >= 0 or _decides(s, verb, noun):
        return None
    return Silent(_who(s, noun), noun, _cue(s, verb, noun, stop), about)


def _decides(s: Context, verb: int, noun: int) -> bool:
    """ "The port's decision not to disclose the leak": a decision keeps silent about nothing."""
    t = s.t
    return t.dep[verb] == "acl" and t.head[verb] == noun and t.tag[verb] == "VB"


def _who(s: Context, noun: int) -> Rows:
    """The speaker's phrase without the "neither" before it."""
    first, stop = mention(s, noun)
    return (first + 1, stop) if s.t.lower[first] == "neither" and first < noun else (first, stop)


def _subject(s: Context, verb: int) -> int | None:
    t = s.t
    passive = next((k for k in t.kids[verb] if t.dep[k] == "nsubjpass"), None)
    return passive if passive is not None else subject_of(s, verb)


def _cue(s: Context, verb: int, noun: int, stop: int | None = None) -> Rows:
    """From the word that refuses or negates to the verb: "has yet to say", "stopped short of"."""
    t = s.t
    low, _ = s.outer_sentence(verb)
    top = verb
    for _ in range(_CLIMB):
        up = t.head[top]
        if t.dep[top] not in _ROUTE or not max(low, noun) < up < top:
            break
        top = up
    first = top
    for kid in t.kids[top]:
        if t.dep[kid] in _BESIDE and max(low, noun) < kid < first:
            first = kid
    inverted = [k for k in t.kids[top] if t.dep[k] in ("aux", "neg", "cc") and low <= k < noun]
    neither = [k for k in t.kids[noun] if t.lower[k] == "neither"]
    if neither and neither[0] < noun < top:
        first = neither[0]
    elif noun < top and inverted and t.lower[inverted[0]] not in ("and", "but"):
        first = inverted[0]  # "nor did Berg say"
    return first, stop if stop is not None else verb + 1


def _topic(s: Context, verb: int, noun: int, depth: int = _DEPTH) -> Rows | None:
    """What a comment, a request or questions are about: the object of "on", "about", "over"."""
    t = s.t
    for kid in t.kids[noun]:
        if kid < noun or not depth:
            continue
        inner = next((k for k in t.kids[kid] if t.dep[k] in ("pobj", "pcomp")), None)
        if t.dep[kid] != "prep" or inner is None:
            continue
        named = t.lower[kid] in _TOPICS or (t.lower[kid] == "of" and t.lemma[noun] == "mention")
        if named and t.lemma[inner] not in muteness().requests:
            return _phrase(s, verb, kid + 1)
        found = _topic(s, verb, inner, depth - 1)
        if found is not None:
            return found
    return None


def _phrase(s: Context, verb: int, begin: int) -> Rows | None:
    stop = right_limit(s, verb, begin, own=False)
    return snapped(s, verb, *s.trimmed(begin, stop))
