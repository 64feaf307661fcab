"""Quotations that no cue of the inventory has claimed: tags, dashes, colons, running on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from briefing.extract.people.lists import (
    gender_of_name,
    is_demonym,
    is_given_name,
    is_role,
    lists,
)
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import mention, own_subject, subject_of
from briefing.extract.quotes.context import Context, Rows

_DASHES = frozenset(["―", "—", "–", "--", "-", "~"])
_TERMINAL = (".", "!", "?", "…", "—", "–")
_PARAGRAPHS = 6  # of one quotation before its cue
_LONG = 6  # words of a quotation that is no scare quote whatever it holds


def with_uncued(s: Context, found: Sequence[Candidate]) -> list[Candidate]:
    """The quotes found so far and those of the quotations outside all their content.

    A quotation that follows a quote directly is more of the same utterance and joins it.
    """
    t = s.t
    claimed = bytearray(len(t))
    for f in (f for f in found if not _within(s, f)):
        for first, stop in f.content:
            claimed[first:stop] = b"\1" * (stop - first)
    result = list(found)
    earlier = sorted((f.stop, n) for n, f in enumerate(found) if not _within(s, f))
    last: int | None = None
    for k, (first, stop) in enumerate(s.rows):
        at = bisect_right(earlier, (first, len(found)))
        n = earlier[at - 1][1] if at else None
        if last is not None and (n is None or result[last].stop >= result[n].stop):
            n = last
        if 2 * sum(claimed[first:stop]) > stop - first - 2:
            continue
        ahead = _goes_on_to(s, k, result)
        if ahead is not None and (n is None or not _runs_on(s, result[n], k)):
            content = tuple(sorted([(first, stop), *result[ahead].content]))
            result[ahead] = replace(result[ahead], content=content)
            continue
        one = _uncued(s, k, (first, stop), result[n] if n is not None else None)
        if one is None:
            continue
        if n is not None and one.cue is None and _runs_on(s, result[n], k):
            result[n] = replace(result[n], content=(*result[n].content, (first, stop)))
            last = n
        else:
            result.append(one)
            last = len(result) - 1
    return result


def _goes_on_to(s: Context, k: int, found: Sequence[Candidate]) -> int | None:
    """The quote of the paragraph after next and so on that ends what no mark closes here.

    Each paragraph of a long quotation opens with a mark; the last alone has a closing one and the
    cue.
    """
    t = s.t
    for later in range(k, min(k + _PARAGRAPHS, len(s.rows) - 1)):
        first, after = s.rows[later][0], s.rows[later + 1][0]
        whole = first == 0 or t.line[first - 1] != t.line[first]
        following = 0 < t.line[after] - t.line[s.rows[later][1] - 1] <= 2
        begins = t.line[after - 1] != t.line[after] and not s.has_words(s.rows[later][1], after)
        if s.quotations[later].closed or not (whole and following and begins):
            return None
        for n, f in enumerate(found):
            here = any(begin <= after < stop for begin, stop in f.content)
            if f.cue is not None and here and not _within(s, f):
                return n if f.noun is None or f.noun > after else None
    return None


def _runs_on(s: Context, f: Candidate, k: int) -> bool:
    """Whether the quotation goes on where the quote has stopped: no word stands in between.

    Across a line's end it does if the mark before was left open.
    """
    t = s.t
    first = s.rows[k][0]
    if f.stop > first:
        return False
    if s.has_words(f.stop, first) and s.outer_sentence(f.stop - 1)[1] != first:
        return False
    if t.line[f.stop - 1] == t.line[first]:
        return f.cue is not None and any(s.inside[i] >= 0 for i in range(*f.content[0]))
    return k > 0 and not s.quotations[k - 1].closed and s.inside[f.content[-1][1] - 1] == k - 1


def _within(s: Context, f: Candidate) -> bool:
    return f.verb is not None and s.inside[f.verb] >= 0


def _uncued(s: Context, k: int, rows: Rows, before: Candidate | None) -> Candidate | None:
    t = s.t
    first, stop = rows
    low, _ = s.outer_sentence(first)
    signed = _signed(s, stop)
    if signed is not None:
        return Candidate((rows,), (stop, stop + 1), signed, signed[1] - 1)
    led = _led(s, first, rows)
    if led is not None:
        return led
    words = sum(w[0].isalnum() for w in t.word[first:stop])
    verb_inside = any(t.pos[i] in ("VERB", "AUX") for i in range(first, stop))
    ended = s.quotations[k].inner.of(t.text).endswith(_TERMINAL)
    if _is_heading(s, rows):
        return None
    if s.has_words(low, first) or not (words >= _LONG or verb_inside or (ended and words > 1)):
        return None
    followed = _followed(s, rows)
    if followed is not None:
        return followed
    noun = _who_it_is_about(s, low, before)
    if noun is not None:
        return Candidate((rows,), None, mention(s, noun), noun)
    if _is_unread_cue(s, k):
        return Candidate((rows,))
    if before is not None and t.line[first] - t.line[min(before.stop, len(t)) - 1] <= 2:
        return Candidate((rows,), None, before.speaker, before.noun)
    return Candidate((rows,))


def _is_unread_cue(s: Context, k: int) -> bool:
    """'"...," Northern claims in the suit': words after a comma name whoever speaks."""
    t = s.t
    first, stop = s.rows[k]
    _, high = s.outer_sentence(first)
    paused = s.quotations[k].inner.of(t.text).endswith(",")
    return paused and s.has_words(stop, high) and s.inside[stop] < 0


def _is_heading(s: Context, rows: Rows) -> bool:
    """A line of few words with capitals, all of it between marks."""
    t = s.t
    first, stop = rows
    alone = (first == 0 or t.line[first - 1] != t.line[first]) and (
        stop >= len(t) or "\n" in t.word[stop]
    )
    words = [w for w in t.word[first:stop] if len(w) > 3 and w[0].isalpha()]
    return alone and 1 < len(words) <= _LONG and all(w[0].isupper() for w in words)


def _who_it_is_about(s: Context, row: int, before: Candidate | None) -> int | None:
    """Who the sentence before a bare quotation is about, if it holds no quote itself."""
    t = s.t
    if not row or t.line[row - 1] != t.line[row]:
        return None
    low, high = s.outer_sentence(row - 1)
    if before is not None and before.stop > low:
        return None
    for i in range(low, high):
        if t.dep[i] == "nsubj" and s.inside[i] < 0 and t.dep[t.head[i]] == "ROOT":
            named = t.pos[i] == "PROPN" and gender_of_name(t.word[mention(s, i)[0]]) is not None
            person = named or t.entity[i] == "PERSON" or t.lower[i] in ("he", "she")
            return i if person else None
    return None


def _signed(s: Context, stop: int) -> Rows | None:
    """ "..." - Jane Doe: the name after a dash, up to the line's end."""
    t = s.t
    while stop < len(t) and t.pos[stop] == "SPACE" and "\n" not in t.word[stop]:
        stop += 1
    if stop >= len(t) or t.word[stop] not in _DASHES:
        return None
    end = stop + 1
    while end < len(t) and t.line[end] == t.line[stop] and t.pos[end] in ("PROPN", "SPACE"):
        if "\n" in t.word[end]:
            break
        end += 1
    first, end = s.trimmed(stop + 1, end)
    return (first, end) if 0 < end - first <= 5 else None


def _led(s: Context, first: int, rows: Rows) -> Candidate | None:
    """A quotation after a colon: who is the subject of the clause before, also a line before."""
    t = s.t
    k = first - 1
    crossed = False
    while k >= 0 and t.pos[k] == "SPACE":
        crossed = crossed or "\n" in t.word[k]
        k -= 1
    if k < 1 or t.word[k] != ":" or s.inside[k] >= 0:
        return None
    start, _ = s.outer_sentence(k)
    verbs = [i for i in range(k - 1, start - 1, -1) if t.pos[i] == "VERB" and s.inside[i] < 0]
    verb = next((i for i in verbs if subject_of(s, i) is not None), verbs[0] if verbs else None)
    if verb is None:
        name = s.trimmed(start, k)
        if 0 < name[1] - name[0] <= 6 and t.pos[name[1] - 1] in ("PROPN", "NOUN"):
            return Candidate((rows,), (k, k + 1), name, name[1] - 1)
        return None
    noun = subject_of(s, verb)
    speaker = mention(s, noun) if noun is not None else None
    return Candidate((rows,), (verb, verb + 1), speaker, noun, verb)


def _followed(s: Context, rows: Rows) -> Candidate | None:
    """ "...," and then somebody does something that the inventory does not have: "she beamed"."""
    t = s.t
    inner = t.text[: t.start[rows[1] - 1]].rstrip()
    if not inner.endswith((",", "?", "!", "—", "–")):
        return None
    _, high = s.sentence(min(rows[1], len(t) - 1))
    for i in range(rows[1], min(high, rows[1] + 8)):
        if s.inside[i] >= 0:
            return None
        if t.pos[i] == "VERB":
            noun = own_subject(s, i)
            if noun is not None and rows[1] <= noun:
                return Candidate((rows,), (i, i + 1), mention(s, noun), noun, i)
            return None
    return None


# What stands before a colon and says nothing: section labels of outlets.
_LABELS = frozenset(
    "note notes update updates correction clarification background analysis editor opinion "
    "comment video photo photos source sources credit related summary date time place".split()
)
_TAG = re.compile(r"[ \t\"“'‘]*([A-Z][\w.’'-]{0,40}(?: [A-Z][\w.’'-]{0,40}){0,4}):[ \t]+(?=\S)")


def tagged(s: Context) -> list[Candidate]:
    """Lines that begin with who speaks: "SMITH: ...", and headlines of that form."""
    t = s.t
    found = []
    people = {t.lower[i] for i, label in enumerate(t.entity) if label == "PERSON"}
    for line in re.finditer(r"[^\n]+", t.text):
        tag = _TAG.match(t.text, line.start(), line.end())
        if tag is None or len(line[0]) - (tag.end() - line.start()) < 12:
            continue
        first, stop = t.at(tag.start(1)), t.at(tag.end(1) - 1) + 1
        begin, end = t.at(tag.end()), t.at(line.end() - 1) + 1
        while end > begin and t.pos[end - 1] == "SPACE":
            end -= 1
        if begin >= end or not _names_somebody(s, first, stop, people):
            continue
        found.append(Candidate(((begin, end),), (stop, stop + 1), (first, stop), stop - 1))
    return found


def _is_loud_name(s: Context, first: int, stop: int, people: set[str]) -> bool:
    """Whether several words in capitals name somebody: "ANA LIND", not "NORSE ANGER"."""
    t, known = s.t, lists()
    words = t.lower[first:stop]
    if any(is_demonym(word.title()) for word in words):
        return False
    role = any(is_role(word) or word in known.honorifics for word in words)
    body = words[-1] in known.bodies | known.groups | known.documents
    again = t.text.count(f"\n{t.of(first, stop)}:") > 1
    return role or body or again or words[-1] in people or is_given_name(words[0])


def _names_somebody(s: Context, first: int, stop: int, people: set[str]) -> bool:
    """Whether the words before a colon can speak: a person, a body, a poll."""
    t, known = s.t, lists()
    last = stop - 1
    if (
        len(t.word[last]) < 2
        or t.lower[last] in _LABELS
        or any(t.pos[i] == "VERB" for i in range(first, stop))
        or t.pos[last] not in ("PROPN", "NOUN")
    ):
        return False
    if t.word[last].isupper() and len(t.word[last]) > 1 and stop - first > 1:
        return _is_loud_name(s, first, stop, people)
    if t.entity[last] in ("PERSON", "ORG") or t.word[last].isupper():
        return True
    if t.lower[last] in people or (t.tag[last] == "NNS" and stop - first == 1):
        return True
    speaking = known.documents | known.groups | known.bodies | known.titles
    return t.lower[last] in speaking or gender_of_name(t.word[first]) is not None
