"""Where what is reported ends: before whatever the reporter tells again."""

from __future__ import annotations

from briefing.extract.grammar.syntax import DASHES, FINITE
from briefing.extract.grammar.token_table import Tokens
from briefing.extract.quotes.clauses import SAME, goes_silent, own_subject, reporter
from briefing.extract.quotes.context import Context
from briefing.extract.quotes.cues import evidence, factors, nouns, verbs
from briefing.extract.quotes.outlets import outlet_name

_NARRATED = frozenset("as when after while though although even".split())
_GIVING = frozenset("gave offered provided cited released".split())
_TELLING = frozenset(
    "elaborate say specify give provide offer name identify explain disclose".split()
)
_RELATED = frozenset(["which", "where", "whom"])
_BESIDES = frozenset(["while", "after", "though", "although", "whereas"])
_BOUND = frozenset("that if unless until once when".split())
_BESIDE = 16  # rows from "while" to the cue of somebody else
_AGAIN = 8  # rows from "which" to the cue of its own


def right_limit(context: Context, verb: int, start: int, own: bool = True) -> int:
    """Where content that begins at row ``start`` after its cue ends: an exclusive row.

    ``own``: a coordinated clause about the speaker ("..., but she knows") still belongs to it.
    """
    tokens = context.tokens
    _, stop = context.sentence(verb)
    top = verb
    while tokens.dep[top] == "conj" and tokens.head[top] < top:
        top = tokens.head[top]
    if tokens.dep[top] not in ("ROOT", "ccomp", "conj", "parataxis", "dep"):
        stop = min(stop, _with_marked(context, top, max(context.right[top], start) + 1))
    elif tokens.head[top] > start:
        stop = min(stop, context.right[top] + 1)
    elif tokens.head[verb] != verb:
        stop = min(stop, _until_sibling(context, verb, stop))
    for kid in tokens.kids[verb]:
        if start < kid and context.left[kid] > start and _leaves(context, verb, kid, own):
            stop = min(stop, context.left[kid])
            break
    stop = min(stop, _until_reporter(context, verb, start, stop))
    stop = _until_comment(context, verb, start, stop)
    while stop > start + 1 and (tokens.pos[stop - 1] == "CCONJ" or context.is_pause(stop - 1)):
        stop -= 1
    return stop


def _with_marked(s: Context, top: int, stop: int) -> int:
    """With a clause between marks that goes on: 'saying it was "late" and she was "tired"'."""
    t = s.tokens
    joined = stop + 1 < len(t) and t.lower[stop] == "and" and t.tag[top] == "VBG"
    if not joined or s.inside[stop - 1] < 0 or t.lower[stop + 1] not in SAME:
        return stop
    for kid in t.kids[t.head[top]]:
        first, last = s.left[kid], s.right[kid]
        marked = any(s.inside[i] >= 0 for i in range(first, last + 1))
        reporting = t.lemma[kid] in verbs() and s.inside[kid] < 0
        if t.dep[kid] == "conj" and first == stop + 1 and marked and not reporting:
            return last + 1
    return stop


def _until_comment(context: Context, verb: int, start: int, stop: int) -> int:
    """Content ends before a last remark of the reporter's: ", which ...", " - a plan that ..."."""
    tokens = context.tokens
    home = context.inside[verb]
    stop = _until_tail(context, verb, start, stop)
    dashes = [
        i
        for i in range(start + 1, stop - 1)
        if context.inside[i] == home
        and tokens.word[i] in DASHES
        and tokens.text[tokens.start[i] - 1].isspace()
    ]
    if len(dashes) == 1 and dashes[0] >= start + 3:
        stop = dashes[0]
    for row in range(start + 3, stop - 1):
        if context.inside[row] != home or context.inside[row + 1] != home:
            if _narrates_on(context, verb, row):
                return row + 1
            continue
        if tokens.word[row] == ";" and not _is_of_series(context, row, stop):
            return row
        if tokens.lower[row] in _RELATED and _reports_again(context, row, stop):
            return row
        if (
            tokens.lower[row] in _BESIDES
            and tokens.dep[row] == "mark"
            and _others_report(context, row, stop)
        ):
            return row
        if tokens.word[row] == "," and tokens.lower[row + 1] == "according":
            return row
        if tokens.word[row] == "," and _tells_no_more(context, row + 1):
            return row
        if tokens.word[row] == "," and _comments(context, row + 1, stop):
            return row
    return stop


def _tells_no_more(s: Context, row: int) -> bool:
    """ "..., but he gave no details", "..., but she did not elaborate"."""
    lower = s.tokens.lower[row : row + 5]
    if len(lower) < 4 or lower[0] not in ("but", "though", "although") or lower[1] not in SAME:
        return False
    giving = lower[2] in _GIVING and lower[3] in ("no", "few")
    refusing = lower[2] in ("did", "would") and lower[3] in ("not", "n't", "n’t")
    return giving or (refusing and lower[4:] != [] and lower[4] in _TELLING)


def _is_of_series(s: Context, semicolon: int, stop: int) -> bool:
    """Whether what follows a semicolon is one more thing of a list: no clause of its own."""
    t = s.tokens
    listed = t.tag[semicolon + 1] == "VBG" or t.lower[semicolon + 1] == "and"
    clausal = any(t.dep[i] in ("nsubj", "nsubjpass", "expl") for i in range(semicolon + 1, stop))
    return listed and not clausal


def _narrates_on(context: Context, verb: int, row: int) -> bool:
    """Whether the reporter goes on after a quotation: 'wanted to "kill," wounding five'."""
    t = context.tokens
    if (
        context.inside[row] < 0
        or context.inside[row] == context.inside[verb]
        or context.inside[row + 1] >= 0
    ):
        return False
    paused = context.quotations[context.inside[row]].inner.of(t.text).endswith(",")
    return paused and t.tag[row + 1] == "VBG" and t.dep[row + 1] == "advcl"


def _reports_again(context: Context, relative: int, stop: int) -> bool:
    """ "..., which it says it needs": a relative clause with a report of its own."""
    tokens = context.tokens
    for row in range(relative + 1, min(stop, relative + _AGAIN)):
        if tokens.pos[row] in ("VERB", "AUX"):
            cue = verbs().get(tokens.lemma[row])
            after = context.right[row] + 1
            inner = after + 1 < stop and tokens.word[after] == "," and tokens.dep[row] == "relcl"
            if inner and tokens.tag[after + 1] in FINITE:
                return False  # "the deal, which they say is old, would be signed": it goes on
            if cue is None or "clause" not in cue.frames or cue.adjectives | cue.particles:
                return False
            governs = any(tokens.dep[k] == "ccomp" and k > row for k in tokens.kids[row])
            return governs and own_subject(context, row) is not None
    return False


def _others_report(context: Context, mark: int, stop: int) -> bool:
    """ "..., while the league condemned it", "after the paper said ...": beside the content."""
    tokens = context.tokens
    for row in range(mark + 1, min(stop, mark + _BESIDE)):
        cue = verbs().get(tokens.lemma[row]) if tokens.pos[row] == "VERB" else None
        if cue is None or not cue.frames & {"clause", "object"} or cue.adjectives | cue.particles:
            continue
        governs = any(tokens.dep[k] in ("ccomp", "dobj") and k > row for k in tokens.kids[row])
        if (
            governs
            and own_subject(context, row) is not None
            and tokens.tag[row] in ("VBD", "VBZ", "VBP")
        ):
            return True
    return False


def _until_tail(context: Context, verb: int, start: int, stop: int) -> int:
    """Before ", the agency reported" at the end: a second cue that is not content."""
    tokens = context.tokens
    last = stop - 1
    while last > start and (context.is_pause(last) or tokens.word[last] == "."):
        last -= 1
    if (
        tokens.lemma[last] not in verbs()
        or tokens.pos[last] != "VERB"
        or context.inside[last] != context.inside[verb]
    ):
        return stop
    for row in range(last - 1, max(start, last - 9), -1):
        if context.inside[row] != context.inside[verb]:
            return row + 1 if row < last - 1 else stop
        if tokens.word[row] == ",":
            return row if row < last - 1 else stop
        if tokens.pos[row] in ("VERB", "AUX"):
            return stop
    return stop


def _comments(context: Context, first: int, stop: int) -> bool:
    """Whether what begins at this row is an unmarked remark that lasts to the end."""
    tokens = context.tokens
    head = tokens.head[first]
    if tokens.tag[first] == "VBG" and tokens.dep[first] == "advcl":
        return any(
            tokens.lemma[i] in verbs() and tokens.pos[i] == "VERB" for i in range(first, stop)
        )
    if tokens.lower[first] in ("though", "although") and context.right[head] >= stop - 2:
        return True
    if tokens.lower[first] in ("which", "who", "where", "whose"):
        for _ in range(4):
            if tokens.dep[head] in ("relcl", "advcl", "ROOT"):
                break
            head = tokens.head[head]
        last = tokens.dep[head] in ("relcl", "advcl") and context.right[head] >= stop - 2
    else:
        article = tokens.lower[first] in ("a", "an", "the")
        last = article and tokens.dep[head] == "appos" and context.right[head] >= stop - 2
    return last and all(context.inside[j] < 0 for j in range(first, stop))


def _until_reporter(context: Context, verb: int, start: int, stop: int) -> int:
    """Content ends before a coordinated verb that is the outer speaker's again."""
    tokens = context.tokens
    for kid in tokens.kids[verb]:
        if kid < start or tokens.dep[kid] != "ccomp":
            continue
        for other in tokens.kids[kid]:
            if other < stop and tokens.dep[other] == "conj" and own_subject(context, other) is None:
                back = reporter(context, other, kid) is not None or goes_silent(
                    context, verb, other
                )
                if back or _is_own_act(context, verb, kid, other):
                    return context.left[other]
                continue
            if (
                other < stop
                and tokens.dep[other] == "conj"
                and _is_back_to(context, verb, kid, other)
            ):
                return context.left[other]
            adding = (
                tokens.dep[other] == "advcl" and tokens.tag[other] == "VBG" and kid < other < stop
            )
            if adding and tokens.lemma[other] in verbs() and _leaves(context, verb, other):
                return context.left[other]
    return stop


def _is_own_act(s: Context, verb: int, reported: int, other: int) -> bool:
    """ "Said it would invest in it and laid out plans": the past form goes with the cue."""
    t = s.tokens
    modal = any(t.tag[k] == "MD" for k in t.kids[reported])
    return modal and t.tag[verb] == t.tag[other] == "VBD" and t.tag[reported] == "VB"


def _is_back_to(s: Context, verb: int, reported: int, other: int) -> bool:
    """ "Said the talks are over but he took a softer tone": the past is the reporter's."""
    subject = own_subject(s, other)
    back = subject is not None and s.tokens.lower[subject] in ("he", "she", "they")
    tenses = [_is_past(s, i) for i in (verb, reported, other)]
    return back and tenses == [True, False, True]


def _until_sibling(context: Context, verb: int, stop: int) -> int:
    """A coordinated clause with its own subject after this one's is no longer reported."""
    t = context.tokens
    for kid in t.kids[t.head[verb]]:
        if (
            kid > verb
            and t.dep[kid] in ("conj", "advcl")
            and context.left[kid] > context.right[verb]
        ):
            return min(stop, context.left[kid])
    return stop


def _narrates(context: Context, verb: int, kid: int, same: bool) -> bool:
    """Whether a clause with a subject that is coordinated to the cue is told by the reporter.

    The tense decides where cue and content differ in it: "said the talks are over but he took a
    softer tone", "say they were not linked, and one was late".
    """
    tokens = context.tokens
    reported = next((k for k in tokens.kids[verb] if tokens.dep[k] == "ccomp" and k < kid), None)
    cue, own = _is_past(context, verb), _is_past(context, kid)
    said = _is_past(context, reported) if reported is not None else None
    if None not in (cue, own, said) and cue != said:
        return own == cue
    if cue and _is_modal(tokens, kid) and reported is not None and _is_modal(tokens, reported):
        return False  # "said it would open, but the bridge would not"
    joint = next((k for k in tokens.kids[verb] if tokens.dep[k] == "cc" and k < kid), None)
    if joint is not None and tokens.word[joint - 1] != "," and own is not None and own == said:
        return False  # "contend it is late and the bridge is closed"
    return not same


def _is_modal(t: Tokens, verb: int) -> bool:
    return any(t.tag[k] == "MD" for k in t.kids[verb])


def _is_past(s: Context, verb: int) -> bool | None:
    """Whether a finite clause is in a past tense; None where its form does not say."""
    tokens = s.tokens
    finite = [k for k in tokens.kids[verb] if tokens.dep[k] in ("aux", "auxpass") and k < verb]
    for i in (*finite, verb):
        if tokens.tag[i] in ("VBD", "VBZ", "VBP"):
            return tokens.tag[i] == "VBD"
        if tokens.tag[i] == "MD":
            return tokens.lower[i] in ("would", "could", "might", "'d", "’d")
    return None


def _leaves(context: Context, verb: int, kid: int, own: bool = True) -> bool:
    """Whether this later dependent of the cue is the reporter's own, not content."""
    tokens = context.tokens
    first = context.left[kid]
    if context.inside[first] != context.inside[verb]:
        return False
    if tokens.dep[kid] == "conj":
        if any(tokens.dep[k] == "mark" and tokens.lower[k] in _BOUND for k in tokens.kids[kid]):
            return False  # ", and that it was late", ", but only if he goes"
        reporting = tokens.lemma[kid] in verbs() and tokens.lemma[kid] not in evidence().written
        if tokens.lemma[kid] == "make" and any(
            tokens.dep[k] == "auxpass" for k in tokens.kids[kid]
        ):
            reporting = False  # "..., but it had been made clear that it was late"
        if reporting or tokens.lemma[kid] in factors().withholding:
            return True
        subject = own_subject(context, kid)
        if subject is None:
            subject = next((k for k in tokens.kids[kid] if tokens.dep[k] == "nsubjpass"), None)
        if subject is None:
            return tokens.tag[kid] == tokens.tag[verb] or any(
                tokens.tag[k] == tokens.tag[verb]
                for k in tokens.kids[kid]
                if tokens.dep[k] == "aux"
            )
        return _narrates(context, verb, kid, own and tokens.lower[subject] in SAME)
    if tokens.dep[kid] == "advcl":
        if tokens.tag[kid] == "VBG" and first == kid:
            return tokens.word[kid - 1] == ","
        return tokens.word[first - 1] == "," and tokens.lower[first] in _NARRATED
    if tokens.dep[kid] == "prep" and tokens.lower[kid] == "to":
        hearer = next((k for k in tokens.kids[kid] if tokens.dep[k] == "pobj"), None)
        return hearer is not None and outlet_name(context, hearer) is not None
    if tokens.dep[kid] == "prep" and tokens.lower[kid] in ("in", "on", "at", "during"):
        return any(
            "quote" in nouns()[tokens.lemma[k]].frames
            for k in tokens.kids[kid]
            if tokens.lemma[k] in nouns()
        )
    return tokens.lower[kid] == "according"
