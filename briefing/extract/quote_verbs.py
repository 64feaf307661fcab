"""Quotes that a verb introduces, follows or interrupts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from briefing.extract.quote_clauses import SUBJECTS, chunk, mention, right_limit, subject_of
from briefing.extract.quote_cues import Cue, nouns, verbs
from briefing.extract.quote_found import Found
from briefing.extract.quote_scene import Rows, Scene, is_title

_PAUSES_BEFORE_CUE = frozenset([",", "—", "–", "--", "-", "―", "…", "...", "?", "!", ")"])
_CLAUSES = frozenset(
    ["ccomp", "advcl", "dep", "parataxis", "conj", "relcl", "acl", "dobj", "xcomp"]
)
_NOT_REPORTED = frozenset("i you we it that this which everyone nobody people".split())
_GOING_ON = frozenset(
    "since because until unless although and or so if for "
    "but though especially including particularly".split()
)
_PLAIN = frozenset("say claim argue insist warn predict note".split())
_TOLD = frozenset("tell inform remind warn advise assure notify".split())
_ASKING = frozenset(["ask", "wonder", "inquire", "question", "query"])
_QUESTIONS = frozenset("whether if why how what who whom when where which".split())
_CLAUSE_OPENERS = frozenset(["DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM", "SCONJ"])
_RELATED = frozenset(["which", "who", "what", "that"])
_REMARKS = frozenset(["which", "who", "a", "an", "referring", "meaning", "as"])
_NO_WORDS = frozenset("comment say answer discuss name identify".split())
_CROWD = 40  # cues in one sentence; what has more is no prose
_NEAR = 12  # tokens between a cue and the "that" of its clause
_FAR = 60  # tokens between a cue and a subject that the parser has not linked to it
_AHEAD = 25  # tokens between a cue and the quotation that it introduces


def by_verbs(s: Scene) -> list[Found]:
    """All quotes whose cue is a verb of the inventory."""
    t, inventory = s.t, verbs()
    found = []
    cues = [
        i for i, lemma in enumerate(t.lemma) if lemma in inventory and t.pos[i] in ("VERB", "AUX")
    ]
    crowd = Counter(s.outer_sentence(i) for i in cues)
    for i in cues:
        cue = inventory[t.lemma[i]]
        if crowd[s.outer_sentence(i)] > _CROWD and s.inside[i] < 0:
            continue
        wanted = cue.particles | cue.adjectives
        if wanted and not any(t.lower[k] in wanted for k in t.kids[i]):
            cue = Cue(prepositions=cue.prepositions)
        one = _by_verb(s, i, cue)
        if one is not None:
            found.append(one)
    return found


def _by_verb(s: Scene, verb: int, cue: Cue) -> Found | None:
    t = s.t
    subject = subject_of(s, verb)
    if verb and t.lower[verb - 1] in ("without", "that") and t.dep[verb - 1] != "mark":
        return None
    if s.inside[verb] >= 0 and not _reported_inside(s, verb, cue, subject):
        return None
    if any(t.dep[k] == "auxpass" for k in t.kids[verb]):
        return _passive(s, verb, cue)
    if t.tag[verb] == "VBN" and _bare_participle(s, verb):
        return _asked(s, verb)
    if subject is None:
        subject = _nearby(s, verb)
    if subject is None:
        subject = _earlier(s, verb)
    around = chunk(s, verb, subject)
    pieces: list[Rows] = []
    if cue.frames & {"quote", "clause", "aside"}:
        pieces = _said(s, verb, cue, around)
    if not pieces and _uttered(s, verb):
        pieces = _complement(s, verb, cue)
    if not pieces:
        return None
    speaker = mention(s, subject) if subject is not None else None
    return Found(tuple(pieces), (verb, verb + 1), speaker, subject, verb)


def _bare_participle(s: Scene, verb: int) -> bool:
    """ "A plan called EB-5", "when asked about it": nobody says anything."""
    t = s.t
    if t.dep[verb] == "acl":
        return True
    helped = any(t.dep[k] in ("aux", *SUBJECTS) for k in t.kids[verb])
    return t.dep[verb] == "advcl" and not helped


def _asked(s: Scene, verb: int) -> Found | None:
    """ "Asked whether it was true, he left": a question that nobody is named for."""
    t = s.t
    if t.lemma[verb] not in _ASKING:
        return None
    begin = _clause_after(s, verb, (verb, verb + 1))
    if begin is None:
        return None
    stop = next((i for i in range(begin, s.right[verb] + 1) if t.word[i] == ","), s.right[verb] + 1)
    rows = snapped(s, verb, *s.trimmed(begin, stop))
    return Found((rows,), (verb, verb + 1), verb=verb) if rows else None


def _uttered(s: Scene, verb: int) -> bool:
    """Whether the text says that it was uttered: not denied, not wished for, not to come."""
    t = s.t
    if t.dep[verb] == "pcomp" and t.tag[verb] == "VBG":
        return t.lower[t.head[verb]] in ("by", "for")
    helpers = [k for k in t.kids[verb] if t.dep[k] in ("aux", "neg")]
    if any(t.dep[k] == "neg" for k in helpers):
        return False
    return t.tag[verb] != "VB" or any(t.lemma[k] in ("do", "would", "can") for k in helpers)


def _reported_inside(s: Scene, verb: int, cue: Cue, subject: int | None) -> bool:
    """Whether a cue within quoted words reports somebody: "Smith told me that ..." does.

    "I say", "you might ask", "don't tell me" do not.
    """
    t = s.t
    if subject is None or t.lower[subject] in _NOT_REPORTED or "clause" not in cue.frames:
        return False
    return t.tag[verb] in ("VBD", "VBZ", "VBP") or (
        t.tag[verb] in ("VBN", "VBG") and any(t.lemma[k] in ("have", "be") for k in t.kids[verb])
    )


def _nearby(s: Scene, verb: int) -> int | None:
    """The name right after or before a cue whose subject the parser missed."""
    t = s.t
    low, high = s.sentence(verb)
    home = s.inside[verb]
    i = verb + 1
    while i < high and t.pos[i] in ("DET", "ADJ", "NOUN", "PROPN") and s.inside[i] == home:
        i += 1
    if verb and home < 0 <= s.inside[verb - 1] and i > verb + 1:
        return i - 1 if t.pos[i - 1] in ("NOUN", "PROPN") else None
    before = verb - 1
    if before >= low and t.pos[before] in ("PROPN", "PRON") and s.inside[before] == home:
        return before
    return None


def _earlier(s: Scene, verb: int) -> int | None:
    """The subject of the sentence so far, where the parser has lost the thread.

    The main verb's if there is one before the cue, else the nearest; else a name that the
    sentence, or what follows its last quotation, begins with.
    """
    t = s.t
    if s.inside[verb] >= 0:
        return None
    low, _ = s.outer_sentence(verb)
    subjects = [
        i
        for i in range(max(low, verb - _FAR), verb)
        if t.dep[i] in SUBJECTS and s.inside[i] < 0 and t.head[i] < verb
    ]
    main = [i for i in subjects if t.dep[t.head[i]] == "ROOT"]
    if subjects:
        return main[-1] if main else subjects[-1]
    start = verb
    while start > low and s.inside[start - 1] < 0:
        start -= 1
    while start < verb and (s.is_pause(start) or t.pos[start] in ("CCONJ", "ADV")):
        start += 1
    while start + 1 < verb and t.pos[start] == t.pos[start + 1] == "PROPN":
        start += 1
    return start if start < verb and t.pos[start] in ("PROPN", "PRON") else None


# --- quotations and finite clauses -----------------------------------------------------------


def _said(s: Scene, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    pieces = _as_said(s, verb, cue, around) or _interrupted(s, verb, cue, around)
    if pieces:
        return pieces
    right = _right_content(s, verb, cue, around)
    left = _left_content(s, verb, cue, around)
    if right is None and left is None and s.t.lemma[verb] in _PLAIN:
        right = _rest(s, verb, around)
    if right and left is None:
        which = _relative_before(s, verb, around)
        return [which, right] if which else [right]
    inverted = verb > 0 and s.inside[verb - 1] >= 0 > s.inside[verb]
    if left and right and inverted and s.inside[right[0]] < 0:
        right = None
    if left and right:
        t, lead = s.t, right[0] - 1
        while lead > verb and s.is_mark(lead):
            lead -= 1
        paused = s.is_pause(lead) or s.is_mark(lead)
        if t.word[lead] == ":" and any(t.pos[i] in ("VERB", "AUX") for i in range(*left)):
            return [left, right]
        quoted_left = s.inside[left[1] - 1] >= 0 > s.inside[verb]
        quoted_right = s.inside[right[0]] >= 0 > s.inside[verb]
        if quoted_left and (quoted_right or paused):
            return [left, right]
        return [right] if quoted_right or not paused else [left, right]
    return [*(_without_aside(s, left) if left else []), *([right] if right else [])]


def _as_said(s: Scene, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    """ "As she put it, the plan was dead": the sentence without the clause in "as"."""
    t = s.t
    low, high = s.sentence(verb)
    begin = around[0] - 1
    stated = cue.frames & {"clause", "aside"} or t.lemma[verb] == "put"
    if begin < low or t.lower[begin] != "as" or not stated:
        return []
    if _clause_after(s, verb, around) is not None:
        return []
    end = around[1]
    while end < high and not s.is_pause(end) and t.word[end] not in (".", "!", "?"):
        if t.pos[end] in ("VERB", "AUX") or s.inside[end] != s.inside[verb]:
            return []
        end += 1
    before, after = s.trimmed(low, begin), s.trimmed(end, high)
    leading = not s.has_words(*before) or all(t.pos[i] == "CCONJ" for i in range(*before))
    if leading:
        return [after] if s.has_words(*after) and t.word[end] == "," else []
    if not s.is_pause(begin - 1) and s.inside[begin - 1] == s.inside[verb]:
        return []
    verbless = not any(t.pos[i] in ("VERB", "AUX") for i in range(*before))
    return [before, after] if verbless and s.has_words(*after) else [before]


def _rest(s: Scene, verb: int, around: Rows) -> Rows | None:
    """The rest of the sentence, where the parser has missed that it is a clause."""
    t = s.t
    _, high = s.sentence(verb)
    begin = around[1]
    if t.lower[begin : begin + 1] == ["as"] or t.entity[begin : begin + 1] in (["DATE"], ["TIME"]):
        return None
    if begin >= high or t.pos[begin] not in _CLAUSE_OPENERS or s.inside[begin] != s.inside[verb]:
        return None
    stop = right_limit(s, verb, begin)
    finite = s.inside[verb] < 0 and any(
        t.tag[i] in ("VBD", "VBZ", "VBP", "MD") and t.dep[i] not in ("relcl", "aux", "auxpass")
        for i in range(begin + 1, stop)
    )
    return snapped(s, verb, *s.trimmed(begin, stop)) if finite else None


def _relative_before(s: Scene, verb: int, around: Rows) -> Rows | None:
    """The "which" of "which she said was dead"."""
    t = s.t
    for kid in t.kids[verb]:
        first = s.left[kid]
        if t.dep[kid] == "ccomp" and kid > verb and first < around[0]:
            return (first, first + 1) if t.lower[first] in _RELATED else None
    return None


def _without_aside(s: Scene, rows: Rows) -> list[Rows]:
    """The range cut around the reporter's words between two quotations.

    As in '"They will go," which nobody believes, "and soon," she said'.
    """
    t = s.t
    first, stop = rows
    inner = sorted({s.inside[i] for i in range(first, stop) if s.inside[i] >= 0})
    for one, other in pairwise(inner):
        gap = s.rows[one][1], s.rows[other][0]
        paused = s.quotations[one].inner.of(t.text).endswith(",") and t.word[gap[1] - 1] == ","
        if paused and s.has_words(*gap) and t.lower[gap[0]] in _REMARKS:
            return [(first, gap[0]), *_without_aside(s, (gap[1], stop))]
    return [rows]


def _interrupted(s: Scene, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    """ "The plan, she said, was dead": the two halves of an unmarked clause, or nothing."""
    t = s.t
    low, high = s.sentence(verb)
    first, _ = around
    if "aside" not in cue.frames or first - 1 <= low or t.word[first - 1] not in (",", "—", "–"):
        return []
    if s.inside[first - 2] >= 0 > s.inside[verb]:
        return []
    after = around[1]
    while after < high and not s.is_pause(after) and s.inside[after] == s.inside[verb]:
        if t.pos[after] in ("VERB", "AUX") or t.lower[after] in ("that", "whether"):
            return []
        after += 1
    if after + 1 >= high or t.word[after] not in (",", "—", "–"):
        return []
    head = t.head[verb]
    parenthetical = t.dep[verb] == "parataxis" and head > after
    governed = any(t.dep[k] == "ccomp" and s.left[k] < first and k > after for k in t.kids[verb])
    verbless = not any(t.pos[i] in ("VERB", "AUX") for i in range(low, first))
    resumed = t.pos[after + 1] in ("VERB", "AUX") and t.tag[after + 1] not in ("VBG", "VBN")
    going_on = not verbless and t.lower[after + 1] in _GOING_ON
    if t.tag[low] in ("VBG", "VBN") and not parenthetical:
        return []
    if verbless and s.inside[min(after + 1, high - 1)] >= 0 > s.inside[verb]:
        return []
    clause = verbless and any(
        t.dep[i] in SUBJECTS and t.pos[t.head[i]] in ("VERB", "AUX") and after < t.head[i]
        for i in range(after + 1, min(after + 12, high))
    )
    if not (parenthetical or governed or going_on or clause or (verbless and resumed)):
        return []
    while low < first and t.pos[low] == "CCONJ":
        low += 1
    left = s.trimmed(low, first)
    right = s.trimmed(after, right_limit(s, verb, after) if not parenthetical else high)
    pieces = [left, right]
    return pieces if all(s.has_words(*p) for p in pieces) else []


def _right_content(s: Scene, verb: int, cue: Cue, around: Rows) -> Rows | None:
    _, high = s.sentence(verb)
    begin = None
    if "clause" in cue.frames:
        begin = _clause_after(s, verb, around)
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


def _end_of_quotation(s: Scene, begin: int, limit: int) -> int:
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


def _clause_after(s: Scene, verb: int, around: Rows) -> int | None:
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
        asked = t.lemma[verb] in _ASKING and t.lower[first] in _QUESTIONS
        if clausal or asked or t.lower[first] == "that":
            return first
    return _that_ahead(s, verb, around)


def _that_ahead(s: Scene, verb: int, around: Rows) -> int | None:
    """A "that" that opens a clause the parser has hung on a noun: "told him at the time that"."""
    t = s.t
    _, high = s.sentence(verb)
    if t.lemma[verb] not in _TOLD and any(t.dep[k] == "dobj" and k > verb for k in t.kids[verb]):
        return None
    for i in range(around[1], min(high, around[1] + _NEAR)):
        if t.lower[i] == "that" and t.tag[i] == "IN":
            return i
        if t.pos[i] in ("VERB", "AUX", "SCONJ") or s.inside[i] != s.inside[verb]:
            return None
    return None


def _past_the_day(s: Scene, begin: int) -> int:
    """Past a day between cue and clause: "told them [on] Monday he would go"."""
    t = s.t
    i = begin
    while i < len(t) and i - begin < 4 and t.entity[i] in ("DATE", "TIME"):
        i += 1
    if (i > begin and t.pos[i] in ("PRON", "DET", "PROPN") and t.dep[i] != "nsubj") or (
        i > begin and t.dep[i] == "nsubj"
    ):
        return i
    return begin


def _quotation_ahead(s: Scene, verb: int, around: Rows) -> int | None:
    """The first row of a quotation that follows the cue with no other clause in between."""
    t = s.t
    if s.inside[verb] >= 0:
        return None
    _, high = s.sentence(verb)
    for i in range(around[1], min(high, around[1] + _AHEAD)):
        if s.inside[i] >= 0:
            titled = (
                is_title(s, s.inside[i])
                or t.lower[i - 1] in ("'s", "’s", "on", "in", "of")
                and i - 1 > verb
            )
            return None if titled else i
        if t.pos[i] == "VERB" and (t.tag[i] not in ("VBN", "VBG") or t.lemma[i] in verbs()):
            return None
        if t.lower[i] in ("that", "because", "who", "which"):
            return None
    return None


def _left_content(s: Scene, verb: int, cue: Cue, around: Rows) -> Rows | None:
    t = s.t
    low, _high = s.sentence(verb)
    first = around[0]
    if (first > low and t.lower[first - 1] == "as") or t.lower[first] in ("who", "which"):
        return None
    k = first - 1
    while k >= 0 and t.pos[k] == "SPACE":
        k -= 1
    paused = (
        k > 0 and t.word[k] == "," and s.inside[k] < 0 <= s.inside[k - 1] and s.inside[verb] < 0
    )
    k -= paused
    if k < 0 or t.line[k] != t.line[first]:
        return None
    quoted = s.inside[k] >= 0 > s.inside[verb]
    if quoted and not (paused or _leads_up(s, k)):
        return None
    if quoted and k < low:
        opening = s.rows[s.inside[k]][0]
        low = min(s.sentence(opening)[0], opening)
    if k < low:
        return None
    if not quoted and (t.word[k] not in _PAUSES_BEFORE_CUE or "aside" not in cue.frames):
        return None
    while low < k and t.pos[low] == "CCONJ":
        low += 1
    low, stop = s.trimmed(low, k + 1)
    if not s.has_words(low, stop):
        return None
    return (low, stop) if quoted or _unmarked_before(s, verb, low, stop) else None


def _leads_up(s: Scene, row: int) -> bool:
    """Whether the quotation that ends at this row may be what the next words report.

    'The "herring war" began' is none: it neither pauses nor says anything by itself.
    """
    t = s.t
    k = s.inside[row]
    first, stop = s.rows[k]
    if s.quotations[k].inner.of(t.text)[-1] in ",.!?…—–-" or s.is_pause(stop - 1):
        return True
    verbal = any(t.pos[i] in ("VERB", "AUX") for i in range(first, stop))
    return verbal and not s.has_words(s.outer_sentence(first)[0], first)


def _unmarked_before(s: Scene, verb: int, low: int, stop: int) -> bool:
    """Whether the unmarked words before ", she said" are what she said."""
    t = s.t
    if not any(t.pos[i] in ("VERB", "AUX") for i in range(low, stop)):
        return any(t.dep[k] == "ccomp" and s.left[k] <= low < verb for k in t.kids[verb])
    if t.dep[verb] not in ("ROOT", "parataxis", "ccomp", "conj", "relcl", "advcl"):
        return False
    taken = ("dobj", "xcomp", "acomp", "oprd")
    return not any(t.dep[k] in taken and k > verb for k in t.kids[verb])


def snapped(s: Scene, verb: int, first: int, stop: int) -> Rows | None:
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


# --- infinitives, noun phrases, "as", "of", "for" ---------------------------------------------


def _complement(s: Scene, verb: int, cue: Cue) -> list[Rows]:
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
    limit = right_limit(s, verb, begin, own=False)
    if s.inside[verb] < 0:
        limit = _end_of_words(s, begin, limit)
    first, stop = s.trimmed(begin, limit)
    rows = snapped(s, verb, first, stop)
    return [rows] if rows else []


def _end_of_words(s: Scene, begin: int, limit: int) -> int:
    """Quoted words at the end of a phrase end it: 'called it a "disgrace" after the vote'."""
    t = s.t
    k = next((s.inside[i] for i in range(begin, limit) if s.inside[i] >= 0), None)
    if k is None:
        return limit
    stop = s.rows[k][1]
    if stop >= limit:
        return limit
    narrated = t.pos[stop] in ("SCONJ", "ADV") or (s.is_pause(stop) and t.word[stop] != ",")
    timed = t.entity[stop] in ("DATE", "TIME") or t.lower[stop] in ("after", "before", "during")
    return stop if narrated or timed else limit


def _begin(s: Scene, kid: int, cue: Cue, objects: list[int]) -> int | None:
    """The first row of content if this dependent of the cue is what a frame asks for."""
    t = s.t
    first = s.left[kid]
    before = [k for k in objects if k <= kid]
    infinitive = t.dep[kid] in ("ccomp", "xcomp") and any(
        t.lower[k] == "to" and t.dep[k] == "aux" for k in t.kids[kid]
    )
    if "gerund" in cue.frames and t.dep[kid] in ("xcomp", "ccomp", "pcomp"):
        return first if t.tag[kid] == "VBG" else None
    if "to" in cue.frames and infinitive and t.lemma[kid] not in _NO_WORDS:
        return s.left[before[0]] if before and before[0] < kid else first
    if "as" in cue.frames and (t.lower[kid] == "as" or t.dep[kid] in ("oprd", "ccomp")):
        return s.left[before[0]] if before else first
    if "of" in cue.frames and t.lower[kid] in ("of", "for", "with") and objects:
        return s.left[objects[0]]
    if t.dep[kid] in ("advcl", "ccomp", "xcomp") and t.lower[first] in cue.prepositions:
        return first + 1
    if t.lower[kid] in cue.prepositions and t.dep[kid] in ("prep", "prt"):
        return kid + 1 if t.kids[kid] or t.dep[kid] == "prt" else None
    if "object" in cue.frames and t.dep[kid] == "dobj" and t.pos[kid] != "PRON":
        return None if _is_reported_noun(s, kid) else first
    return None


def _is_reported_noun(s: Scene, noun: int) -> bool:
    """ "Her warning that ..." as an object: the noun is the better cue."""
    t = s.t
    return t.lemma[noun] in nouns() and any(
        t.dep[k] in ("acl", "ccomp", "relcl") and t.lower[s.left[k]] in ("that", "to")
        for k in t.kids[noun]
    )


def _holds_marks(s: Scene, row: int) -> bool:
    return any(s.inside[i] >= 0 for i in range(s.left[row], s.right[row] + 1))


def _passive(s: Scene, verb: int, cue: Cue) -> Found | None:
    """ "She was told by Smith that ...", "he was accused by Smith of ...": by whom."""
    t = s.t
    agent = next((k for k in t.kids[verb] if t.dep[k] == "agent"), None)
    by = next((k for k in t.kids[agent] if t.dep[k] == "pobj"), None) if agent is not None else None
    told = next((k for k in t.kids[verb] if t.dep[k] == "nsubjpass"), None)
    around = chunk(s, verb, told)
    if by is None:
        begin = _clause_after(s, verb, around) if "clause" in cue.frames else None
        if begin is None or not _uttered(s, verb):
            return None
        rows = snapped(s, verb, *s.trimmed(begin, right_limit(s, verb, begin)))
        return Found((rows,), (verb, verb + 1), verb=verb) if rows else None
    right = _right_content(s, verb, cue, around) if cue.frames & {"quote", "clause"} else None
    if right is None:
        right = next(iter(_complement(s, verb, cue)), None)
    if right is None and "of" in cue.frames:
        kid = next((k for k in t.kids[verb] if t.lower[k] in ("of", "for") and k > verb), None)
        if kid is not None:
            right = snapped(s, verb, *s.trimmed(kid, right_limit(s, verb, kid)))
    if right is None or right[0] <= by < right[1]:
        return None
    return Found((right,), (verb, verb + 1), mention(s, by), by, verb)
