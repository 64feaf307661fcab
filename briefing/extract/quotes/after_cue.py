"""What a cue introduces: the clause or the quotation on its right."""

from __future__ import annotations

from briefing.extract.quotes.clauses import SAME, own_subject
from briefing.extract.quotes.context import Context, Rows, is_title
from briefing.extract.quotes.cues import Cue, verbs
from briefing.extract.quotes.joined_clauses import does_to_claim
from briefing.extract.quotes.limits import right_limit

_PUBLISHED = frozenset("air broadcast carry post print publish release stream".split())
_CLAUSES = frozenset(
    ["ccomp", "advcl", "dep", "parataxis", "conj", "relcl", "acl", "dobj", "xcomp"]
)
_INFORMING = frozenset("tell inform remind warn advise assure notify".split())
_ASKING = frozenset(["ask", "wonder", "inquire", "question", "query"])
_QUESTIONS = frozenset("whether if why how what who whom when where which".split())
_CLAUSE_OPENERS = frozenset(["DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM", "SCONJ"])
_GOING_ON = frozenset("begin continue conclude persist".split())  # as talks do, too
_SAYING = frozenset(["say", "announce", "claim", "add"])
_CLEAR = frozenset(["clear", "known", "plain"])  # made: what follows is what is said
_OF_WHICH = frozenset(["whom", "which"])
_WHO = frozenset(["who", "whose"])
_RELATED = frozenset(["which", "who", "what", "that"])
_DAYS = frozenset(["DATE", "TIME"])
_ADVERBIAL = frozenset(["ADV", "PUNCT"])
_NEAR = 12  # tokens between a cue and the "that" of its clause
_FEW = 3  # words of a quotation that may be one of a phrase
_AHEAD = 25  # tokens between a cue and the quotation that it introduces


def right_content(context: Context, verb: int, cue: Cue, around: Rows) -> Rows | None:
    """The rows of what a cue reports on its right, None where that is nothing."""
    _, high = context.sentence(verb)
    begin = None
    if "clause" in cue.frames:
        begin = clause_after(context, verb, around)
    if begin is None:
        begin = _quotation_ahead(context, verb, around)
        if begin is not None and _is_object(context, verb, begin):
            begin = None
    if begin is None or begin >= high:
        return None
    limit = right_limit(context, verb, begin)
    if context.inside[begin] >= 0 > context.inside[verb]:
        limit = max(limit, context.rows[context.inside[begin]][1])
        limit = _end_of_quotation(context, begin, limit)
    else:
        begin = _past_the_day(context, begin)
    return snapped(context, verb, *context.trimmed(begin, limit))


def _is_object(s: Context, verb: int, begin: int) -> bool:
    """'Had begun "friendly talks" with it': the end of a phrase, and nothing that anybody says."""
    t = s.tokens
    word = next((w for w in t.word[begin : begin + 3] if w[0].isalnum()), "")
    return t.lemma[verb] in _GOING_ON and begin == verb + 1 and word[:1].islower()


def _end_of_quotation(context: Context, begin: int, limit: int) -> int:
    """A finished quotation ends the content unless words or marks go on directly."""
    tokens = context.tokens
    quotation = context.quotations[context.inside[begin]]
    stop = context.rows[context.inside[begin]][1]
    finished = quotation.inner.of(tokens.text).endswith((",", ".", "!", "?", "…"))
    verbal = any(tokens.pos[i] in ("VERB", "AUX") for i in range(begin, stop))
    if finished and stop < limit and context.inside[stop] < 0:
        rest = tokens.lower[stop]
        if not verbal:
            return stop if rest in ("when", "as", "before", "after", "while") else limit
        if tokens.pos[stop] in ("ADP", "SCONJ", "CCONJ", "ADV", "VERB") or rest in (
            "when",
            "as",
            "who",
        ):
            return stop
    return limit


def clause_after(context: Context, verb: int, around: Rows) -> int | None:
    """The first row of the finite clause that the cue governs on its right."""
    tokens = context.tokens
    for kid in tokens.kids[verb]:
        if kid >= around[1] and tokens.dep[kid] in _CLAUSES:
            first = _clause_of(context, verb, kid, around)
            if first is not None:
                return first
    ahead = _that_ahead(context, verb, around)
    return ahead if ahead is not None else _after_adjunct(context, verb, around)


def _clause_of(context: Context, verb: int, kid: int, around: Rows) -> int | None:
    """The first row of the clause whose verb is ``kid``; None for what the cue does not report."""
    tokens = context.tokens
    first = context.left[kid]
    helped = any(tokens.dep[k] in ("aux", "nsubj") for k in tokens.kids[kid])
    clausal = tokens.dep[kid] == "ccomp" and (tokens.tag[kid] != "VBG" or helped)
    clausal = clausal and not _is_when_published(context, kid)
    if first <= verb:
        relative = tokens.lower[first] in ("which", "who", "that", "what")
        return around[1] if clausal and relative else None
    if tokens.lower[first] in _CLEAR:
        return first + 1
    if _is_beside_the_cue(context, verb, kid):
        return None
    if tokens.pos[kid] == "PROPN" and tokens.lower[kid + 1 : kid + 2] == ["that"]:
        return kid + 1  # "told the station HRB that": its name, taken for a clause
    begin = _begin_before_clause(context, verb, kid, around) if clausal else None
    if begin is not None:
        return begin
    that = _that_of(context, kid)
    if that is not None:
        if tokens.tag[first] == "VBG" and tokens.word[first - 1] == ",":
            return None  # ", rebuffing a call that it should act"
        if clausal and all(tokens.pos[i] in _ADVERBIAL for i in range(first, that)):
            return that  # "adding off-handedly that it was late"
    asked = tokens.lemma[verb] in _ASKING and tokens.lower[first] in _QUESTIONS
    return first if clausal or asked or tokens.lower[first] == "that" else None


def _is_when_published(context: Context, kid: int) -> bool:
    """ "said in an interview with the daily published on Monday": of the interview."""
    t = context.tokens
    bare = not any(t.dep[k] in ("aux", "auxpass", "nsubj", "nsubjpass") for k in t.kids[kid])
    return t.tag[kid] == "VBN" and bare and t.lemma[kid] in _PUBLISHED


def _is_beside_the_cue(context: Context, verb: int, kid: int) -> bool:
    """Whether a clause behind a cue tells of its object, or was shouted back."""
    tokens = context.tokens
    first = context.left[kid]
    of_which = any(
        tokens.lower[i] in _OF_WHICH and tokens.lower[i - 1] == "of" for i in range(first + 1, kid)
    )
    # "announced the sale of ships, most of which are old", "made his stance clear"
    clear = tokens.lower[kid] in _CLEAR and tokens.lemma[verb] == "make"
    return of_which or clear or _is_shouted_back(context, verb, first)


def _begin_before_clause(context: Context, verb: int, kid: int, around: Rows) -> int | None:
    """Where a clause begins whose subject the parser has not seen as its own."""
    tokens = context.tokens
    first = context.left[kid]
    if tokens.tag[kid] in ("VBD", "VBZ", "VBP") and own_subject(context, kid) is None:
        that = next((i for i in range(around[1], first + 1) if tokens.lower[i] == "that"), None)
        if that is not None and context.inside[that] == context.inside[verb]:
            return that  # whose subject the parser has taken for a clause of its own
        if _is_subject_of(context, verb, around[1], first):
            return around[1]  # "explained the plan to cut costs was old"
    if _lacks_subject(context, kid) and first > around[1]:
        return around[1]  # "said on Saturday eight of its crew had left"
    return None


def _after_adjunct(context: Context, verb: int, around: Rows) -> int | None:
    """ "Said during the strike it had hired others": a clause that the parser hangs on the noun."""
    tokens = context.tokens
    if tokens.lemma[verb] not in _SAYING or any(
        tokens.dep[k] in ("ccomp", "dobj", "xcomp") for k in tokens.kids[verb]
    ):
        return None
    for preposition in tokens.kids[verb]:
        if preposition != around[1] or tokens.dep[preposition] != "prep":
            continue
        for noun in tokens.kids[preposition]:
            for clause in tokens.kids[noun]:
                first = context.left[clause]
                if tokens.dep[clause] == "relcl" and tokens.lower[first] in SAME:
                    return first
    return None


def _lacks_subject(s: Context, verb: int) -> bool:
    """Whether a clause that begins with its auxiliary has lost its subject to what is before it."""
    t = s.tokens
    first = s.left[verb]
    helped = t.dep[first] in ("aux", "auxpass") and t.tag[first] in ("VBD", "VBZ", "VBP", "MD")
    return helped and not any(
        t.dep[k] in ("nsubj", "nsubjpass", "csubj", "expl") for k in t.kids[verb]
    )


def _that_of(s: Context, verb: int) -> int | None:
    t = s.tokens
    return next((k for k in t.kids[verb] if t.dep[k] == "mark" and t.lower[k] == "that"), None)


def _is_subject_of(s: Context, verb: int, first: int, stop: int) -> bool:
    """Whether the object of a cue fills these rows: the parser has cut it from its own verb."""
    t = s.tokens
    return any(
        (t.dep[k] == "dobj" or t.tag[k] == "VBG") and s.left[k] == first and s.right[k] + 1 == stop
        for k in t.kids[verb]
    )


def _is_shouted_back(context: Context, verb: int, begin: int) -> bool:
    """'"You did it," she said as some cried, "No"': a cue in between has the second quotation."""
    tokens = context.tokens
    if not context.inside[begin] >= 0 > context.inside[verb]:
        return False
    return any(
        verb < k < begin
        and tokens.dep[k] == "advcl"
        and tokens.lemma[k] in verbs()
        and own_subject(context, k)
        for k in tokens.kids[verb]
    )


def _that_ahead(context: Context, verb: int, around: Rows) -> int | None:
    """A "that" that opens a clause the parser has hung on a noun: "told him at the time that"."""
    tokens = context.tokens
    _, high = context.sentence(verb)
    if tokens.lemma[verb] not in _INFORMING and any(
        tokens.dep[k] == "dobj" and k > verb for k in tokens.kids[verb]
    ):
        return None
    for row in range(around[1], min(high, around[1] + _NEAR)):
        if tokens.lower[row] == "that" and tokens.tag[row] == "IN":
            relative = tokens.pos[row + 1 : row + 2] == [
                "AUX"
            ]  # "told them after the vote that was lost"
            relative = relative or does_to_claim(context, tokens.head[row])
            gap = tokens.dep[row] in ("dobj", "nsubj", "pobj")
            if tokens.dep[row] == "dobj" and SAME & set(tokens.lower[row + 1 : row + 2]):
                gap = not _has_hearer(context, verb, row)
            return None if relative or gap else row
        hearing = (
            tokens.tag[row] == "VBG" and tokens.lemma[row] not in verbs()
        )  # "told a hearing on Monday that"
        hearing = hearing or tokens.dep[row] == "amod"  # "told assembled bakers that"
        verbal = tokens.pos[row] in ("VERB", "AUX", "SCONJ") and not hearing
        if verbal or context.inside[row] != context.inside[verb]:
            return None
    return None


def _has_hearer(context: Context, verb: int, that: int) -> bool:
    """Whether "that" opens a clause: "told Reuters in interviews that they tend to wait"."""
    tokens = context.tokens
    return tokens.lemma[verb] in _INFORMING and any(
        tokens.dep[k] == "dobj" and verb < k < that and tokens.pos[k] in ("PROPN", "PRON")
        for k in tokens.kids[verb]
    )


def _past_the_day(s: Context, begin: int) -> int:
    """Past a day between cue and clause: "told them [on] Monday he would go"."""
    tokens = s.tokens
    row = begin
    while (
        row + 1 < len(tokens)
        and row - begin < 2
        and tokens.pos[row] in ("ADV", "ADP")
        and tokens.entity[row + 1] in _DAYS
    ):
        row += 1
    while row < len(tokens) and row - begin < 5 and tokens.entity[row] in _DAYS:
        row += 1
    part = row < len(tokens) and tokens.head[row - 1] == row  # "October-December sales"
    opens = (
        begin < row < len(tokens)
        and not part
        and (tokens.pos[row] in ("PRON", "DET", "PROPN", "NUM") or tokens.dep[row] == "nsubj")
    )
    if not opens and row - 1 > begin and tokens.pos[row - 1] == "NUM" and tokens.lower[row] == "of":
        return row - 1  # "on Saturday eight of its crew", taken for a day
    return row if opens else begin


def _quotation_ahead(context: Context, verb: int, around: Rows) -> int | None:
    """The first row of a quotation that follows the cue with no other clause in between."""
    tokens = context.tokens
    if context.inside[verb] >= 0:
        return None
    _, high = context.sentence(verb)
    subject = own_subject(context, verb)
    clauses = (
        [k for k in tokens.kids[subject] if tokens.dep[k] == "relcl"] if subject is not None else []
    )
    for row in range(around[1], min(high, around[1] + _AHEAD)):
        if context.inside[row] >= 0:
            if any(tokens.lower[i] in _WHO and context.inside[i] < 0 for i in range(verb, row)):
                return None  # 'said Lind, a lawyer, who called it "a gift"'
            inside = any(verb < context.left[k] < row <= context.right[k] for k in clauses)
            if inside or (tokens.dep[verb] == "relcl" and row > around[1] + 1):
                return None  # 'said Lind, who has a "hold" rating', "a note he wrote on the 'X'"
            if row > around[1] and _is_word_of_phrase(context, row):
                return None  # 'agreed to the "possibility" of a truce'
            titled = is_title(context, context.inside[row]) or (
                tokens.lower[row - 1] in ("'s", "’s", "on", "in", "of") and row - 1 > verb
            )
            return None if titled else row
        if tokens.pos[row] == "VERB" and (
            tokens.tag[row] not in ("VBN", "VBG") or tokens.lemma[row] in verbs()
        ):
            return None
        if tokens.lower[row] in ("that", "because", "who", "which"):
            return None
    return None


def _is_word_of_phrase(s: Context, row: int) -> bool:
    """Whether a quotation is a few words of the phrase before it, and says nothing by itself."""
    t = s.tokens
    first, stop = s.rows[s.inside[row]]
    words = sum(w[0].isalnum() for w in t.word[first:stop])
    verbal = any(t.pos[i] in ("VERB", "AUX") for i in range(first, stop))
    ended = s.quotations[s.inside[row]].inner.of(t.text).endswith((".", "!", "?"))
    paused = s.is_pause(row - 1) or s.is_mark(row - 1)
    return words <= _FEW and not (verbal or ended or paused)


def rest(context: Context, verb: int, around: Rows) -> Rows | None:
    """The rest of the sentence, where the parser has missed that it is a clause."""
    tokens = context.tokens
    _, high = context.sentence(verb)
    begin = around[1]
    if tokens.lower[begin : begin + 1] == ["as"] or tokens.entity[begin : begin + 1] in (
        ["DATE"],
        ["TIME"],
    ):
        return None
    if any(tokens.dep[k] == "dobj" and context.left[k] == begin for k in tokens.kids[verb]):
        return None  # "claims most of the sea": a thing, not a clause
    if (
        begin >= high
        or tokens.pos[begin] not in _CLAUSE_OPENERS
        or context.inside[begin] != context.inside[verb]
    ):
        return None
    stop = right_limit(context, verb, begin)
    finite = context.inside[verb] < 0 and any(
        tokens.tag[i] in ("VBD", "VBZ", "VBP", "MD")
        and tokens.dep[i] not in ("relcl", "aux", "auxpass")
        for i in range(begin + 1, stop)
    )
    return snapped(context, verb, *context.trimmed(begin, stop)) if finite else None


def relative_before(s: Context, verb: int, around: Rows) -> Rows | None:
    """The "which" of "which she said was dead"."""
    t = s.tokens
    for kid in t.kids[verb]:
        first = s.left[kid]
        if t.dep[kid] == "ccomp" and kid > verb and first < around[0]:
            return (first, first + 1) if t.lower[first] in _RELATED else None
    return None


def snapped(context: Context, verb: int, first: int, stop: int) -> Rows | None:
    """The range with quotations that it cuts taken in whole; None if no word is left."""
    if first >= stop:
        return None
    home = context.inside[verb]
    opening = context.inside[first]
    if opening not in (-1, home) and verb < context.rows[opening][0] < first:
        first = context.rows[opening][0]
    last = context.inside[stop - 1]
    if last not in (-1, home):
        stop = max(stop, context.rows[last][1])
    return (first, stop) if context.has_words(first, stop) else None
