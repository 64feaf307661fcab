"""Content that is no finite clause: infinitives, noun phrases, "as", "of", "for"."""

from __future__ import annotations

from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.after_cue import snapped
from briefing.extract.quotes.context import Context, Rows, is_title
from briefing.extract.quotes.cues import Cue, muteness, nouns
from briefing.extract.quotes.limits import right_limit

_ASKING = frozenset(["ask", "beg"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_ANNOUNCING = frozenset(["announce", "confirm", "recall", "mention", "reveal", "disclose"])
_GRANTED = frozenset(
    "bail access visa entry permission request petition motion appeal parole".split()
)
_CASES = frozenset(
    "case lawsuit suit charge complaint petition motion appeal bid indictment".split()
)
_NO_WORDS = frozenset("comment say answer discuss name identify".split())


def complement(s: Context, verb: int, cue: Cue) -> list[Rows]:
    t = s.t
    objects = [
        k for k in t.kids[verb] if k > verb and t.dep[k] in ("dobj", "dative", "oprd", "nsubj")
    ]
    begin = next(
        (
            row
            for kid in t.kids[verb]
            if kid > verb and (row := _begin(s, kid, cue, objects)) is not None
        ),
        None,
    )
    if begin is None and cue.frames & {"marked", "as"} and s.inside[verb] < 0:
        begin = next((s.left[k] for k in objects if _holds_marks(s, k)), None)
    if begin is None or begin <= verb:
        return []
    name = s.inside[begin]
    if "as" in cue.frames and name >= 0 > s.inside[verb] and begin == verb + 1:
        return [s.rows[name]]  # 'whom she calls "the boss"', and nothing that comes after
    limit = right_limit(s, verb, begin, own=False)
    if s.inside[verb] < 0:
        limit = _end_of_words(s, begin, limit)
    first, stop = s.trimmed(begin, limit)
    rows = snapped(s, verb, first, stop)
    return [rows] if rows else []


def _begin(s: Context, kid: int, cue: Cue, objects: list[int]) -> int | None:
    """The first row of content if this dependent of the cue is what a frame asks for."""
    t = s.t
    first = s.left[kid]
    before = [k for k in objects if k <= kid]
    infinitive = t.dep[kid] in ("ccomp", "xcomp") and any(
        t.lower[k] == "to" and t.dep[k] == "aux" for k in t.kids[kid]
    )
    if "gerund" in cue.frames and t.dep[kid] in ("xcomp", "ccomp", "pcomp"):
        answering = t.lemma[kid] in muteness().answering  # "denied saying": a silence
        citing = t.lemma[kid] in ("cite", "quote")
        return first if t.tag[kid] == "VBG" and not (answering or citing) else None
    if "to" in cue.frames and infinitive and before and before[0] < kid:
        return s.left[before[0]]
    if "to" in cue.frames and infinitive and t.lemma[kid] not in _NO_WORDS:
        verb = t.head[kid]
        asks = t.lemma[verb] in _ASKING and not any(t.dep[k] in _SUBJECTS for k in t.kids[kid])
        return None if asks else first
    if "as" in cue.frames and (t.lower[kid] == "as" or t.dep[kid] in ("oprd", "ccomp")):
        return s.left[before[0]] if before else first
    if "of" in cue.frames and t.lower[kid] in ("of", "for", "with") and objects:
        return s.left[objects[0]]
    if t.dep[kid] in ("advcl", "ccomp", "xcomp") and t.lower[first] in cue.prepositions:
        return first + 1
    if t.lower[kid] in cue.prepositions and t.dep[kid] in ("prep", "prt"):
        verb = t.head[kid]
        if t.lemma[verb] == "call" and any(t.dep[k] == "dobj" for k in before):
            return None  # "called elections for July"
        if t.lemma[verb] == "refer" and not _is_named(s, verb, kid):
            return None
        return kid + 1 if t.kids[kid] or t.dep[kid] == "prt" else None
    if "object" in cue.frames and t.dep[kid] == "dobj" and t.pos[kid] != "PRON":
        if _is_act(s, t.head[kid], kid):
            return None
        return None if _is_reported_noun(s, kid) else first
    return None


def _is_act(s: Context, verb: int, noun: int) -> bool:
    """ "Denied bail", "dismissed the auditor", ", citing sources": nothing is told in words."""
    t = s.t
    if t.lemma[verb] == "deny" and t.lemma[noun] in _GRANTED:
        return True
    if t.lemma[verb] == "dismiss":
        person = t.entity[noun] in ("PERSON", "ORG") or is_role(t.lower[noun])
        return person or t.lemma[noun] in _CASES
    if t.lemma[verb] == "blame":
        below = (*t.kids[verb], *t.kids[noun])
        return not any(t.lower[k] in ("for", "on", "of") for k in below)
    if t.lemma[verb] == "cite" and _is_source(s, noun):
        return True
    aside = t.tag[verb] == "VBG" and t.dep[verb] in ("advcl", "acl", "conj", "prep")
    return aside and t.lemma[verb] in _ANNOUNCING


def _is_source(s: Context, noun: int) -> bool:
    """ "Citing two officials": whom or what the words come from, not what they say."""
    t, known = s.t, lists()
    deed = any(t.lower[k] == "of" for k in t.kids[noun])  # "the release of prisoners"
    if t.lower[noun] in known.documents and not deed:
        return True
    speaking = known.groups | known.bodies | known.titles
    return t.lower[noun] in speaking or t.entity[noun] in ("PERSON", "ORG", "GPE", "NORP")


def _is_named(s: Context, verb: int, to: int) -> bool:
    """ "Referred to them as pirates": what somebody is called, not only who is meant."""
    t = s.t
    below = (*t.kids[verb], *(k for n in t.kids[to] for k in t.kids[n]))
    return any(t.lower[k] == "as" and k > to for k in below)


def _end_of_words(s: Context, begin: int, limit: int) -> int:
    """Quoted words at the end of a phrase end it: 'called it a "disgrace" after the vote'."""
    t = s.t
    k = next((s.inside[i] for i in range(begin, limit) if s.inside[i] >= 0), None)
    if k is None:
        return limit
    stop = s.rows[k][1]
    if stop >= limit:
        return limit
    narrated = t.pos[stop] in ("SCONJ", "ADV") or (s.is_pause(stop) and t.word[stop] != ",")
    if t.word[stop] == "," and stop + 2 < limit and t.pos[stop + 1] == "CCONJ":
        narrated = t.pos[stop + 2] in ("VERB", "AUX")
    timed = t.entity[stop] in ("DATE", "TIME") or t.lower[stop] in ("after", "before", "during")
    return stop if narrated or timed else limit


def _is_reported_noun(s: Context, noun: int) -> bool:
    """ "Her warning that ..." as an object: the noun is the better cue."""
    t = s.t
    return t.lemma[noun] in nouns() and any(
        t.dep[k] in ("acl", "ccomp", "relcl") and t.lower[s.left[k]] in ("that", "to")
        for k in t.kids[noun]
    )


def _holds_marks(s: Context, row: int) -> bool:
    held = {s.inside[i] for i in range(s.left[row], s.right[row] + 1)} - {-1}
    return any(not is_title(s, k) for k in held)
