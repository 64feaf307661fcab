"""What a cue introduces: the clause or the quotation on its right."""

from __future__ import annotations

from briefing.extract.quotes.clauses import own_subject
from briefing.extract.quotes.context import Context, Rows, is_title
from briefing.extract.quotes.cues import Cue, verbs
from briefing.extract.quotes.limits import right_limit

_CLAUSES = frozenset(
    ["ccomp", "advcl", "dep", "parataxis", "conj", "relcl", "acl", "dobj", "xcomp"]
)
_INFORMING = frozenset("tell inform remind warn advise assure notify".split())
_ASKING = frozenset(["ask", "wonder", "inquire", "question", "query"])
_QUESTIONS = frozenset("whether if why how what who whom when where which".split())
_CLAUSE_OPENERS = frozenset(["DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM", "SCONJ"])
_RELATED = frozenset(["which", "who", "what", "that"])
_DAYS = frozenset(["DATE", "TIME"])
_NEAR = 12  # tokens between a cue and the "that" of its clause
_AHEAD = 25  # tokens between a cue and the quotation that it introduces


def right_content(s: Context, verb: int, cue: Cue, around: Rows) -> Rows | None:
    _, high = s.sentence(verb)
    begin = None
    if "clause" in cue.frames:
        begin = clause_after(s, verb, around)
    if begin is None:
        begin = _quotation_ahead(s, verb, around)
    if begin is None or begin >= high:
        return None
    limit = right_limit(s, verb, begin)
    if s.inside[begin] >= 0 > s.inside[verb]:
        limit = max(limit, s.rows[s.inside[begin]][1])
        limit = _end_of_quotation(s, begin, limit)
    else:
        begin = _past_the_day(s, begin)
    return snapped(s, verb, *s.trimmed(begin, limit))


def _end_of_quotation(s: Context, begin: int, limit: int) -> int:
    """A finished quotation ends the content unless words or marks go on directly."""
    t = s.t
    quotation = s.quotations[s.inside[begin]]
    stop = s.rows[s.inside[begin]][1]
    finished = quotation.inner.of(t.text).endswith((",", ".", "!", "?", "…"))
    verbal = any(t.pos[i] in ("VERB", "AUX") for i in range(begin, stop))
    if finished and stop < limit and s.inside[stop] < 0:
        rest = t.lower[stop]
        if not verbal:
            return stop if rest in ("when", "as", "before", "after", "while") else limit
        if t.pos[stop] in ("ADP", "SCONJ", "CCONJ", "ADV", "VERB") or rest in ("when", "as", "who"):
            return stop
    return limit


def clause_after(s: Context, verb: int, around: Rows) -> int | None:
    """The first row of the finite clause that the cue governs on its right."""
    t = s.t
    for kid in t.kids[verb]:
        if kid < around[1] or t.dep[kid] not in _CLAUSES:
            continue
        first = s.left[kid]
        participle = t.tag[kid] == "VBG" and not any(
            t.dep[k] in ("aux", "nsubj") for k in t.kids[kid]
        )
        clausal = t.dep[kid] == "ccomp" and not participle
        if first <= verb:
            if clausal and t.lower[first] in ("which", "who", "that", "what"):
                return around[1]
            continue
        if t.lower[first] in ("clear", "known", "plain"):
            return first + 1
        if t.lower[kid] in ("clear", "known", "plain") and t.lemma[verb] == "make":
            continue  # "made his stance clear"
        if _is_shouted_back(s, verb, first):
            continue
        if clausal and t.tag[kid] in ("VBD", "VBZ", "VBP") and own_subject(s, kid) is None:
            that = next((i for i in range(around[1], first) if t.lower[i] == "that"), None)
            if that is not None and s.inside[that] == s.inside[verb]:
                return that  # whose subject the parser has taken for a clause of its own
        asked = t.lemma[verb] in _ASKING and t.lower[first] in _QUESTIONS
        if clausal or asked or t.lower[first] == "that":
            return first
    return _that_ahead(s, verb, around)


def _is_shouted_back(s: Context, verb: int, begin: int) -> bool:
    """'"You did it," she said as some cried, "No"': a cue in between has the second quotation."""
    t = s.t
    if not s.inside[begin] >= 0 > s.inside[verb]:
        return False
    return any(
        verb < k < begin and t.dep[k] == "advcl" and t.lemma[k] in verbs() and own_subject(s, k)
        for k in t.kids[verb]
    )


def _that_ahead(s: Context, verb: int, around: Rows) -> int | None:
    """A "that" that opens a clause the parser has hung on a noun: "told him at the time that"."""
    t = s.t
    _, high = s.sentence(verb)
    if t.lemma[verb] not in _INFORMING and any(
        t.dep[k] == "dobj" and k > verb for k in t.kids[verb]
    ):
        return None
    for i in range(around[1], min(high, around[1] + _NEAR)):
        if t.lower[i] == "that" and t.tag[i] == "IN":
            return None if t.dep[i] in ("dobj", "nsubj", "pobj") else i
        hearing = t.tag[i] == "VBG" and t.lemma[i] not in verbs()  # "told a hearing on Monday that"
        verbal = t.pos[i] in ("VERB", "AUX", "SCONJ") and not hearing
        if verbal or s.inside[i] != s.inside[verb]:
            return None
    return None


def _past_the_day(s: Context, begin: int) -> int:
    """Past a day between cue and clause: "told them [on] Monday he would go"."""
    t = s.t
    i = begin
    while (
        i + 1 < len(t) and i - begin < 2 and t.pos[i] in ("ADV", "ADP") and t.entity[i + 1] in _DAYS
    ):
        i += 1
    while i < len(t) and i - begin < 5 and t.entity[i] in _DAYS:
        i += 1
    opens = begin < i < len(t) and (t.pos[i] in ("PRON", "DET", "PROPN") or t.dep[i] == "nsubj")
    return i if opens else begin


def _quotation_ahead(s: Context, verb: int, around: Rows) -> int | None:
    """The first row of a quotation that follows the cue with no other clause in between."""
    t = s.t
    if s.inside[verb] >= 0:
        return None
    _, high = s.sentence(verb)
    subject = own_subject(s, verb)
    clauses = [k for k in t.kids[subject] if t.dep[k] == "relcl"] if subject is not None else []
    for i in range(around[1], min(high, around[1] + _AHEAD)):
        if s.inside[i] >= 0:
            inside = any(verb < s.left[k] < i <= s.right[k] for k in clauses)
            if inside or (t.dep[verb] == "relcl" and i > around[1] + 1):
                return None  # 'said Lind, who has a "hold" rating', "a note he wrote on the 'X'"
            titled = is_title(s, s.inside[i]) or (
                t.lower[i - 1] in ("'s", "’s", "on", "in", "of") and i - 1 > verb
            )
            return None if titled else i
        if t.pos[i] == "VERB" and (t.tag[i] not in ("VBN", "VBG") or t.lemma[i] in verbs()):
            return None
        if t.lower[i] in ("that", "because", "who", "which"):
            return None
    return None


def rest(s: Context, verb: int, around: Rows) -> Rows | None:
    """The rest of the sentence, where the parser has missed that it is a clause."""
    t = s.t
    _, high = s.sentence(verb)
    begin = around[1]
    if t.lower[begin : begin + 1] == ["as"] or t.entity[begin : begin + 1] in (["DATE"], ["TIME"]):
        return None
    if any(t.dep[k] == "dobj" and s.left[k] == begin for k in t.kids[verb]):
        return None  # "claims most of the sea": a thing, not a clause
    if begin >= high or t.pos[begin] not in _CLAUSE_OPENERS or s.inside[begin] != s.inside[verb]:
        return None
    stop = right_limit(s, verb, begin)
    finite = s.inside[verb] < 0 and any(
        t.tag[i] in ("VBD", "VBZ", "VBP", "MD") and t.dep[i] not in ("relcl", "aux", "auxpass")
        for i in range(begin + 1, stop)
    )
    return snapped(s, verb, *s.trimmed(begin, stop)) if finite else None


def relative_before(s: Context, verb: int, around: Rows) -> Rows | None:
    """The "which" of "which she said was dead"."""
    t = s.t
    for kid in t.kids[verb]:
        first = s.left[kid]
        if t.dep[kid] == "ccomp" and kid > verb and first < around[0]:
            return (first, first + 1) if t.lower[first] in _RELATED else None
    return None


def snapped(s: Context, verb: int, first: int, stop: int) -> Rows | None:
    """The range with quotations that it cuts taken in whole; None if no word is left."""
    if first >= stop:
        return None
    home = s.inside[verb]
    opening = s.inside[first]
    if opening not in (-1, home) and verb < s.rows[opening][0] < first:
        first = s.rows[opening][0]
    last = s.inside[stop - 1]
    if last not in (-1, home):
        stop = max(stop, s.rows[last][1])
    return (first, stop) if s.has_words(first, stop) else None
