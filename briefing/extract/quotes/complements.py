"""Content that is no finite clause: infinitives, noun phrases, "as", "of", "for"."""

from __future__ import annotations

from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.after_cue import snapped
from briefing.extract.quotes.clauses import subject_of
from briefing.extract.quotes.context import Context, Rows, is_title
from briefing.extract.quotes.cues import Cue, muteness, nouns, verbs
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


def complement(context: Context, verb: int, cue: Cue) -> list[Rows]:
    """What is said where it is no clause: "warned of a storm", "called the plan a failure"."""
    tokens = context.tokens
    objects = [
        k
        for k in tokens.kids[verb]
        if k > verb and tokens.dep[k] in ("dobj", "dative", "oprd", "nsubj")
    ]
    begin = next(
        (
            row
            for kid in tokens.kids[verb]
            if kid > verb and (row := _begin(context, kid, cue, objects)) is not None
        ),
        None,
    )
    if begin is None and cue.frames & {"marked", "as"} and context.inside[verb] < 0:
        marked = (k for k in objects if _holds_marks(context, k) and not _is_led(context, k))
        begin = next((context.left[k] for k in marked), None)
    if begin is None and "as" in cue.frames:
        past = _past_adjunct(context, verb, objects)
        if past is not None:
            return past
        called = _called(context, verb, objects)
        return [called] if called is not None else []
    if begin is None or begin <= verb:
        return []
    name = context.inside[begin]
    if "as" in cue.frames and name >= 0 > context.inside[verb] and begin == verb + 1:
        return [context.rows[name]]  # 'whom she calls "the boss"', and nothing that comes after
    limit = right_limit(context, verb, begin, own=False)
    if context.inside[verb] < 0:
        limit = _end_of_words(context, begin, limit)
    first, stop = context.trimmed(begin, limit)
    rows = snapped(context, verb, first, stop)
    return [rows] if rows else []


def _past_adjunct(context: Context, verb: int, objects: list[int]) -> list[Rows] | None:
    """The rows of 'him' and 'as "a gift"' in 'described him in a statement as "a gift"'."""
    t = context.tokens
    if len(objects) != 1 or context.inside[verb] >= 0:
        return None
    one = objects[0]
    for place in t.kids[verb]:
        for noun in t.kids[place]:
            link = next((k for k in t.kids[noun] if t.lower[k] == "as" and k > noun), None)
            marked = link is not None and any(i >= 0 for i in context.inside[link + 1 : link + 2])
            if link is not None and marked and place == context.right[one] + 1 < noun < link:
                return [
                    (context.left[one], context.right[one] + 1),
                    (link, context.rows[context.inside[link + 1]][1]),
                ]
    return None


def _called(context: Context, verb: int, objects: list[int]) -> Rows | None:
    """The rows of 'the report "a gift"' after "called", whatever the parser hangs the words on."""
    for noun in objects:
        after = context.right[noun] + 1
        if after >= len(context.tokens) or context.inside[verb] >= 0:
            return None
        if context.inside[after] >= 0 > context.inside[noun]:
            return context.left[noun], context.rows[context.inside[after]][1]
    return None


def _begin(context: Context, kid: int, cue: Cue, objects: list[int]) -> int | None:
    """The first row of content if this dependent of the cue is what a frame asks for."""
    tokens = context.tokens
    first = context.left[kid]
    before = [k for k in objects if k <= kid]
    infinitive = tokens.dep[kid] in ("ccomp", "xcomp") and any(
        tokens.lower[k] == "to" and tokens.dep[k] == "aux" for k in tokens.kids[kid]
    )
    if "gerund" in cue.frames and tokens.dep[kid] in ("xcomp", "ccomp", "pcomp"):
        answering = tokens.lemma[kid] in muteness().answering  # "denied saying": a silence
        citing = tokens.lemma[kid] in ("cite", "quote")
        return first if tokens.tag[kid] == "VBG" and not (answering or citing) else None
    if "to" in cue.frames and infinitive and before and before[0] < kid:
        return context.left[before[0]]
    if "to" in cue.frames and infinitive and tokens.lemma[kid] not in _NO_WORDS:
        verb = tokens.head[kid]
        asks = tokens.lemma[verb] in _ASKING and not any(
            tokens.dep[k] in _SUBJECTS for k in tokens.kids[kid]
        )
        return None if asks else first
    if "as" in cue.frames and (tokens.lower[kid] == "as" or tokens.dep[kid] in ("oprd", "ccomp")):
        return context.left[before[0]] if before else first
    if "of" in cue.frames and tokens.lower[kid] in ("of", "for", "with") and objects:
        fee = tokens.lemma[tokens.head[kid]] == "charge" and tokens.lower[kid] != "with"
        return None if fee else context.left[objects[0]]
    if tokens.dep[kid] in ("advcl", "ccomp", "xcomp") and tokens.lower[first] in cue.prepositions:
        return first + 1
    if tokens.lower[kid] in cue.prepositions and tokens.dep[kid] in ("prep", "prt"):
        verb = tokens.head[kid]
        if tokens.lemma[verb] == "call" and any(tokens.dep[k] == "dobj" for k in before):
            return None  # "called elections for July"
        if tokens.lemma[verb] == "refer" and not _is_named(context, verb, kid):
            return None
        return kid + 1 if tokens.kids[kid] or tokens.dep[kid] == "prt" else None
    if "object" in cue.frames and tokens.dep[kid] == "dobj" and tokens.pos[kid] != "PRON":
        if _is_act(context, tokens.head[kid], kid):
            return None
        return None if _is_reported_noun(context, kid) else first
    return None


def _is_act(context: Context, verb: int, noun: int) -> bool:
    """ "Denied bail", "dismissed the auditor", ", citing sources": nothing is told in words."""
    tokens = context.tokens
    if tokens.lemma[verb] == "deny" and tokens.lemma[noun] in _GRANTED:
        return True
    if tokens.lemma[verb] == "dismiss":
        person = tokens.entity[noun] in ("PERSON", "ORG") or is_role(tokens.lower[noun])
        return person or tokens.lemma[noun] in _CASES
    if tokens.lemma[verb] == "blame":
        below = (*tokens.kids[verb], *tokens.kids[noun])
        return not any(tokens.lower[k] in ("for", "on", "of") for k in below)
    if tokens.lemma[verb] == "recall" and not _remembers(context, verb):
        return True
    if tokens.lemma[verb] == "cite" and _is_source(context, noun):
        return True
    aside = tokens.tag[verb] == "VBG" and tokens.dep[verb] in ("advcl", "acl", "conj", "prep")
    return aside and tokens.lemma[verb] in _ANNOUNCING


def _remembers(s: Context, verb: int) -> bool:
    """ "Lind recalled the storm", not "The firm recalled its lamps" or "recalled its envoy"."""
    t = s.tokens
    who = subject_of(s, verb)
    if who is None:
        return False
    named = (
        t.entity[who] == "PERSON" or t.lower[who] in ("he", "she", "they") or is_role(t.lower[who])
    )
    owned = any(t.dep[k] == "poss" for n in t.kids[verb] if n > verb for k in t.kids[n])
    fetched = any(is_role(t.lower[n]) and owned for n in t.kids[verb] if t.dep[n] == "dobj")
    return named and not fetched


def _is_source(s: Context, noun: int) -> bool:
    """ "Citing two officials": whom or what the words come from, not what they say."""
    tokens, known = s.tokens, lists()
    deed = any(tokens.lower[k] == "of" for k in tokens.kids[noun])  # "the release of prisoners"
    if tokens.lower[noun] in known.documents and not deed:
        return True
    speaking = known.groups | known.bodies | known.titles
    return tokens.lower[noun] in speaking or tokens.entity[noun] in ("PERSON", "ORG", "GPE", "NORP")


def _is_named(s: Context, verb: int, to: int) -> bool:
    """ "Referred to them as pirates": what somebody is called, not only who is meant."""
    t = s.tokens
    below = (*t.kids[verb], *(k for n in t.kids[to] for k in t.kids[n]))
    return any(t.lower[k] == "as" and k > to for k in below)


def _end_of_words(context: Context, begin: int, limit: int) -> int:
    """Quoted words at the end of a phrase end it: 'called it a "disgrace" after the vote'."""
    tokens = context.tokens
    k = next((context.inside[i] for i in range(begin, limit) if context.inside[i] >= 0), None)
    if k is None:
        return limit
    stop = context.rows[k][1]
    if stop >= limit:
        return limit
    if tokens.lower[begin] == "it" and tokens.lower[stop] == "that":
        return limit  # 'called it "absurd" that he should go'
    narrated = tokens.pos[stop] in ("SCONJ", "ADV") or (
        context.is_pause(stop) and tokens.word[stop] != ","
    )
    if tokens.word[stop] == "," and stop + 2 < limit and tokens.pos[stop + 1] == "CCONJ":
        narrated = tokens.pos[stop + 2] in ("VERB", "AUX")
    timed = tokens.entity[stop] in ("DATE", "TIME") or tokens.lower[stop] in (
        "after",
        "before",
        "during",
    )
    return stop if narrated or timed else limit


def _is_reported_noun(s: Context, noun: int) -> bool:
    """ "Her warning that ..." as an object: the noun is the better cue."""
    t = s.tokens
    return t.lemma[noun] in nouns() and any(
        t.dep[k] in ("acl", "ccomp", "relcl") and t.lower[s.left[k]] in ("that", "to")
        for k in t.kids[noun]
    )


def _is_led(s: Context, noun: int) -> bool:
    """'Issued a statement saying it was "late"': the marked words are what the statement says."""
    t = s.tokens
    return any(
        t.dep[k] == "acl" and t.tag[k] == "VBG" and t.lemma[k] in verbs() for k in t.kids[noun]
    )


def _holds_marks(s: Context, row: int) -> bool:
    clauses = [k for k in s.tokens.kids[row] if s.tokens.dep[k] == "relcl"]
    aside = {i for k in clauses for i in range(s.left[k], s.right[k] + 1)}
    own = (i for i in range(s.left[row], s.right[row] + 1) if i not in aside)
    held = {s.inside[i] for i in own} - {-1}
    return any(not is_title(s, k) for k in held)
