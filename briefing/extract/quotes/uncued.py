"""Quotations that no cue of the inventory has claimed: tags, dashes, colons, running on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from briefing.extract.grammar.syntax import FINITE
from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.lists import gender_of_name
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import can_speak, own_subject, subject_of
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import verbs as cue_verbs
from briefing.extract.quotes.mentions import mention
from briefing.extract.quotes.signatures import SIGNING_DASHES, signature_behind

_TERMINAL = (".", "!", "?", "…", "—", "–")
_PLAIN = frozenset("say tell add argue insist explain note warn write".split())
_PARAGRAPHS = 6  # of one quotation before its cue
_LONG = 6  # words of a quotation that is no scare quote whatever it holds


def with_uncued(context: Context, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The quotes found so far and those of the quotations outside all their content.

    A quotation that follows a quote directly is more of the same utterance and joins it.
    """
    t = context.tokens
    claimed = bytearray(len(t))
    for f in (f for f in candidates if not _within(context, f)):
        for first, stop in f.content:
            claimed[first:stop] = b"\1" * (stop - first)
    result = list(candidates)
    # of nested ones that end together the outermost comes last: its speaker goes on
    earlier = sorted(
        (f.stop, -f.first, n) for n, f in enumerate(candidates) if not _within(context, f)
    )
    last: int | None = None
    for place, (first, stop) in enumerate(context.rows):
        at = bisect_right(earlier, (first, 0, len(candidates)))
        number = earlier[at - 1][2] if at else None
        if last is not None and (number is None or result[last].stop >= result[number].stop):
            number = last
        if 2 * sum(claimed[first:stop]) > stop - first - 2:
            continue
        ahead = _goes_on_to(context, place, result)
        if ahead is not None and (number is None or not _runs_on(context, result[number], place)):
            content = tuple(sorted([(first, stop), *result[ahead].content]))
            result[ahead] = replace(result[ahead], content=content)
            continue
        if number is not None and _is_led_by(context, result[number], first):
            before = result[number]
            *parts, (begin, _) = before.content
            result[number] = replace(before, content=(*parts, (begin, stop)))
            last = number
            continue
        one = _uncued(context, place, (first, stop), result[number] if number is not None else None)
        if one is None:
            continue
        if number is not None and one.cue is None and _runs_on(context, result[number], place):
            result[number] = replace(
                result[number], content=(*result[number].content, (first, stop))
            )
            last = number
        else:
            result.append(one)
            last = len(result) - 1
    return result


def _goes_on_to(context: Context, place: int, candidates: Sequence[Candidate]) -> int | None:
    """The quote of the paragraph after next and so on that ends what no mark closes here.

    Each paragraph of a long quotation opens with a mark; the last alone has a closing one and the
    cue.
    """
    tokens = context.tokens
    for later in range(place, min(place + _PARAGRAPHS, len(context.rows) - 1)):
        first, after = context.rows[later][0], context.rows[later + 1][0]
        whole = first == 0 or tokens.line[first - 1] != tokens.line[first]
        following = 0 < tokens.line[after] - tokens.line[context.rows[later][1] - 1] <= 2
        begins = tokens.line[after - 1] != tokens.line[after] and not context.has_words(
            context.rows[later][1], after
        )
        if context.quotations[later].closed or not (whole and following and begins):
            return None
        for n, f in enumerate(candidates):
            here = any(begin <= after < stop for begin, stop in f.content)
            if f.cue is not None and here and not _within(context, f):
                return n if f.noun is None or f.noun > after else None
    return None


def _runs_on(context: Context, candidate: Candidate, place: int) -> bool:
    """Whether the quotation goes on where the quote has stopped: no word stands in between.

    Across a line's end it does if the mark before was left open.
    """
    tokens = context.tokens
    first = context.rows[place][0]
    if candidate.stop > first:
        return False
    if (
        context.has_words(candidate.stop, first)
        and context.outer_sentence(candidate.stop - 1)[1] != first
    ):
        return False
    if tokens.line[candidate.stop - 1] == tokens.line[first]:
        return candidate.cue is not None and any(
            context.inside[i] >= 0 for i in range(*candidate.content[0])
        )
    return (
        place > 0
        and not context.quotations[place - 1].closed
        and context.inside[candidate.content[-1][1] - 1] == place - 1
    )


def _is_led_by(s: Context, candidate: Candidate, first: int) -> bool:
    """Whether a quotation is what a statement leads up to: 'Lind said it was late: "Go."'."""
    t, verb, stop = s.tokens, candidate.verb, candidate.stop
    if verb is None or s.inside[verb] >= 0 or candidate.factuality != "uttered":
        return False
    if stop >= first or t.word[stop] != ":" or any(w[0].isalnum() for w in t.word[stop:first]):
        return False
    told = verb < candidate.first and s.inside[stop - 1] < 0
    return told and t.line[verb] == t.line[first] and t.lemma[verb] in _PLAIN


def _within(s: Context, f: Candidate) -> bool:
    return f.verb is not None and s.inside[f.verb] >= 0


def _uncued(context: Context, place: int, rows: Rows, before: Candidate | None) -> Candidate | None:
    tokens = context.tokens
    first, stop = rows
    low, _ = context.outer_sentence(first)
    signed = signature_behind(context, stop)
    if signed is not None:
        mark = (stop, stop + 1) if tokens.word[stop] in SIGNING_DASHES else None
        return Candidate((rows,), mark, signed, signed[1] - 1)
    led = _led(context, first, rows)
    if led is not None:
        return led
    words = sum(w[0].isalnum() for w in tokens.word[first:stop])
    verb_inside = any(tokens.pos[i] in ("VERB", "AUX") for i in range(first, stop))
    ended = context.quotations[place].inner.of(tokens.text).endswith(_TERMINAL)
    if _is_heading(context, place):
        return None
    if context.has_words(low, first) or not (
        words >= _LONG or verb_inside or (ended and words > 1)
    ):
        return None
    followed = _followed(context, rows)
    if followed is not None:
        return followed
    noun = _who_it_is_about(context, low, before)
    if noun is not None:
        return Candidate((rows,), None, mention(context, noun), noun)
    if _is_unread_cue(context, place):
        return Candidate((rows,))
    if (
        before is not None
        and tokens.line[first] - tokens.line[min(before.stop, len(tokens)) - 1] <= 2
    ):
        return Candidate((rows,), None, before.speaker, before.noun)
    return Candidate((rows,))


def _is_unread_cue(context: Context, place: int) -> bool:
    """'"...," Northern claims in the suit': words that go on after it name whoever speaks."""
    first, stop = context.rows[place]
    _, high = context.outer_sentence(first)
    return context.has_words(stop, high) and context.inside[stop] < 0


def _is_heading(s: Context, place: int) -> bool:
    """A line that is a quotation without an end of a sentence, or in capitals.

    Headings quote whom the next paragraphs do, so that nobody before them speaks. A line may name
    the speaker behind a colon: "'A blow to all': the mayor".
    """
    tokens = s.tokens
    first, stop = s.rows[place]
    if first and tokens.line[first - 1] == tokens.line[first]:
        return False
    end = stop
    while end < len(tokens) and tokens.line[end] == tokens.line[first]:
        end += 1
    words = [w for w in tokens.word[first:stop] if len(w) > 3 and w[0].isalpha()]
    loud = tokens.of(first, stop).isupper()
    titled = 1 < len(words) <= _LONG and all(w[0].isupper() for w in words)
    quotation = s.quotations[place]
    last = quotation.inner.of(tokens.text)[-1]
    open_ended = quotation.closed and (last.isalnum() or last in "’'\"”)]")
    labelled = tokens.word[stop : stop + 1] == [":"]
    if s.has_words(stop, end):
        return labelled and open_ended and not _is_ended(tokens, end)
    return loud or titled or open_ended


def _is_ended(t: Tokens, stop: int) -> bool:
    """Whether a line that stops before this row ends as a sentence does."""
    while stop and t.pos[stop - 1] == "SPACE":
        stop -= 1
    return t.word[stop - 1] in _TERMINAL


def _who_it_is_about(context: Context, row: int, before: Candidate | None) -> int | None:
    """Who the sentence before a bare quotation is about, if it holds no quote itself."""
    tokens = context.tokens
    if not row or tokens.line[row - 1] != tokens.line[row]:
        return None
    low, high = context.outer_sentence(row - 1)
    if before is not None and before.stop > low:
        return None
    for i in range(low, high):
        if (
            tokens.dep[i] == "nsubj"
            and context.inside[i] < 0
            and tokens.dep[tokens.head[i]] == "ROOT"
        ):
            named = (
                tokens.pos[i] == "PROPN"
                and gender_of_name(tokens.word[mention(context, i)[0]]) is not None
            )
            person = named or tokens.entity[i] == "PERSON" or tokens.lower[i] in ("he", "she")
            return i if person else None
    return None


def _led(context: Context, first: int, rows: Rows) -> Candidate | None:
    """A quotation after a colon: who is the subject of the clause before, also a line before."""
    tokens = context.tokens
    place = first - 1
    crossed = False
    while place >= 0 and tokens.pos[place] == "SPACE":
        crossed = crossed or "\n" in tokens.word[place]
        place -= 1
    if place < 1 or tokens.word[place] != ":" or context.inside[place] >= 0:
        return None
    start, _ = context.outer_sentence(place)
    verbs = [
        i
        for i in range(place - 1, start - 1, -1)
        if tokens.pos[i] == "VERB" and context.inside[i] < 0
    ]
    telling = [i for i in verbs if tokens.tag[i] in FINITE or tokens.lemma[i] in cue_verbs()]
    uttering = (i for i in (*telling, *verbs) if _is_uttering(context, i))
    verb = next(uttering, verbs[0] if verbs else None)
    if verb is None:
        blunt = _who_was_so(context, start, place)
        if blunt is not None:
            return Candidate((rows,), (place, place + 1), mention(context, blunt), blunt)
        name = _before_subject(context, context.trimmed(start, place))
        led = tokens.lower[name[0] : name[0] + 1] != ["for"]  # 'For example: "..."'
        if led and 0 < name[1] - name[0] <= 6 and tokens.pos[name[1] - 1] in ("PROPN", "NOUN"):
            return Candidate((rows,), (place, place + 1), name, name[1] - 1)
        return None
    noun = subject_of(context, verb) if _is_uttering(context, verb) else None
    speaker = mention(context, noun) if noun is not None else None
    return Candidate((rows,), (verb, verb + 1), speaker, noun, verb)


def _who_was_so(s: Context, start: int, colon: int) -> int | None:
    """The Lind of 'Ana Lind was blunt: "..."', whose clause has no verb of its own."""
    t = s.tokens
    for row in range(start, colon):
        if t.pos[row] == "AUX" and t.tag[row] in FINITE and t.tag[colon - 1] in ("JJ", "RB", "VBN"):
            who = own_subject(s, row)
            named = who is not None and (t.entity[who] == "PERSON" or t.lower[who] in ("he", "she"))
            return who if named else None
    return None


def _before_subject(s: Context, name: Rows) -> Rows:
    """The Lind of a heading "Ana Lind on harbours:", without what she speaks about."""
    about = (i for i in range(name[0] + 1, name[1]) if s.tokens.lower[i] in ("on", "about"))
    stop = next(about, name[1])
    return (name[0], stop) if s.tokens.entity[stop - 1] == "PERSON" else name


def _is_uttering(s: Context, verb: int) -> bool:
    """Whether somebody does it: not the picture of "posted a picture of Lind waving, with: ...".

    What is the verb's own subject says what follows, whatever it is: "The sign read: ..."."""
    noun = subject_of(s, verb)
    return noun is not None and (own_subject(s, verb) == noun or can_speak(s, noun))


def _followed(context: Context, rows: Rows) -> Candidate | None:
    """ "...," and then somebody does something that the inventory does not have: "she beamed"."""
    tokens = context.tokens
    inner = tokens.text[: tokens.start[rows[1] - 1]].rstrip()
    if not inner.endswith((",", "?", "!", "—", "–")):
        return None
    _, high = context.sentence(min(rows[1], len(tokens) - 1))
    for row in range(rows[1], min(high, rows[1] + 8)):
        if context.inside[row] >= 0:
            return None
        if tokens.pos[row] == "VERB":
            noun = own_subject(context, row)
            if noun is not None and rows[1] <= noun:
                return Candidate((rows,), (row, row + 1), mention(context, noun), noun, row)
            return None
    return None
