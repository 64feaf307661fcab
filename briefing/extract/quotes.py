"""Who said what: direct, indirect and mixed quotations with cue and speaker."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from briefing.extract.clauses import Rows, Scene, chunk, mention, right_limit, scene, subject_of
from briefing.extract.cues import Cue, nouns, verbs
from briefing.extract.speakers import Mention, Speaker, resolve
from briefing.extract.tokens import Tokens, table
from briefing.model import Quote, QuoteKind, Span

_TO_VERBS = frozenset(["ccomp", "xcomp"])


@dataclass(frozen=True, slots=True)
class Found:
    """A quote in rows: pieces of content, the cue's rows, the speaker's mention and head noun."""

    content: tuple[Rows, ...]
    cue: Rows | None = None
    speaker: Rows | None = None
    noun: int | None = None
    verb: int | None = None


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of a parsed article in text order."""
    s = scene(table(doc))
    found: list[Found] = []
    found.extend(_by_verbs(s))
    found.extend(_according(s))
    found.extend(_leftover(s, found))
    found = _distinct(found)
    mentions = [
        Mention(f.speaker, f.noun) if f.speaker is not None and f.noun is not None else None
        for f in found
    ]
    speakers = resolve(s, mentions)
    found, speakers, via = _relayed(s, found, speakers)
    quotes = [
        q
        for f, who, outlet in zip(found, speakers, via, strict=True)
        if (q := _quote(s, who, f, outlet)) is not None
    ]
    quotes.sort(key=lambda q: (q.spans[0].start, -q.spans[-1].end, q.cue or ""))
    return quotes


# --- verbs ---------------------------------------------------------------------------------


def _by_verbs(s: Scene) -> list[Found]:
    t, inventory = s.t, verbs()
    found = []
    for i, lemma in enumerate(t.lemma):
        cue = inventory.get(lemma)
        if cue is None or t.pos[i] not in ("VERB", "AUX"):
            continue
        if cue.particles and not any(t.lower[k] in cue.particles for k in t.kids[i]):
            continue
        if cue.adjectives and not any(t.lower[k] in cue.adjectives for k in t.kids[i]):
            continue
        one = _by_verb(s, i, cue)
        if one is not None:
            found.append(one)
    return found


def _by_verb(s: Scene, verb: int, cue: Cue) -> Found | None:
    subject = subject_of(s, verb)
    if any(s.t.dep[k] == "auxpass" for k in s.t.kids[verb]):
        return _passive(s, verb, cue)
    if subject is None:
        subject = _nearby(s, verb)
    around = chunk(s, verb, subject)
    pieces = (
        _said(s, verb, cue, around) if cue.frames & {"quote", "clause", "aside"} else []
    ) or _complement(s, verb, cue)
    if not pieces:
        return None
    speaker = mention(s, subject) if subject is not None else None
    return Found(tuple(pieces), (verb, verb + 1), speaker, subject, verb)


def _nearby(s: Scene, verb: int) -> int | None:
    """The name right after or before a cue whose subject the parser missed."""
    t = s.t
    low, high = s.sentence(verb)
    i = verb + 1
    while (
        i < high and t.pos[i] in ("DET", "ADJ", "NOUN", "PROPN") and s.inside[i] == s.inside[verb]
    ):
        i += 1
    if (
        i > verb + 1
        and t.pos[i - 1] in ("NOUN", "PROPN")
        and verb > 0
        and (s.inside[verb - 1] >= 0 and s.inside[verb] < 0)
    ):
        return i - 1
    before = verb - 1
    if before >= low and t.pos[before] in ("PROPN", "PRON") and s.inside[before] == s.inside[verb]:
        return before
    return None


def _said(s: Scene, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    t = s.t
    low, high = s.sentence(verb)
    right = _right_content(s, verb, cue, around)
    left = _left_content(s, verb, cue, around)
    if left and right:
        lead = right[0] - 1
        paused = s.is_pause(lead) or s.is_mark(lead)
        quoted_left = s.inside[left[1] - 1] >= 0 and s.inside[verb] < 0
        quoted_right = s.inside[right[0]] >= 0 and s.inside[verb] < 0
        if quoted_left and (quoted_right or paused):
            return [left, right]
        if quoted_right or not paused:
            return [right]
        return [left, right]
    if right:
        return [right]
    if left:
        return [left]
    return []


def _right_content(s: Scene, verb: int, cue: Cue, around: Rows) -> Rows | None:
    t = s.t
    _, high = s.sentence(verb)
    home = s.inside[verb]
    begin = None
    for kid in t.kids[verb]:
        if kid < around[1] or s.left[kid] <= verb:
            continue
        if t.dep[kid] in (
            "ccomp",
            "advcl",
            "dep",
            "parataxis",
            "conj",
            "relcl",
            "acl",
            "dobj",
            "xcomp",
        ):
            first = s.left[kid]
            clausal = t.dep[kid] == "ccomp" and t.tag[kid] != "VBG"
            if clausal or t.lower[first] == "that":
                begin = first
                break
    if begin is None:
        begin = _quotation_ahead(s, verb, around)
    if begin is None or begin >= high:
        return None
    first, stop = s.trimmed(begin, right_limit(s, verb, begin))
    return _snapped(s, verb, first, stop)


def _quotation_ahead(s: Scene, verb: int, around: Rows) -> int | None:
    """The first row of a quotation that follows the cue with no other clause in between."""
    t = s.t
    if s.inside[verb] >= 0:
        return None
    _, high = s.sentence(verb)
    for i in range(around[1], min(high, around[1] + 25)):
        if s.inside[i] >= 0:
            return i
        if t.pos[i] == "VERB" and t.tag[i] not in ("VBN", "VBG"):
            return None
    return None


def _left_content(s: Scene, verb: int, cue: Cue, around: Rows) -> Rows | None:
    t = s.t
    low, high = s.sentence(verb)
    first = around[0]
    if first > low and t.lower[first - 1] == "as":
        return None
    k = first - 1
    while k >= 0 and t.pos[k] == "SPACE":
        k -= 1
    if k < 0 or t.line[k] != t.line[first]:
        return None
    quoted = s.inside[k] >= 0 and s.inside[verb] < 0
    if quoted and k < low:
        low = s.sentence(s.rows[s.inside[k]][0])[0]
        low = min(low, s.rows[s.inside[k]][0])
    if k < low:
        return None
    if not quoted and t.word[k] not in (",", "—", "–", "--", "-", "…", "...", "?", "!", ")"):
        return None
    if not quoted and "aside" not in cue.frames:
        return None
    while low < k and t.pos[low] == "CCONJ":
        low += 1
    low, stop = s.trimmed(low, k + 1)
    if not s.has_words(low, stop):
        return None
    if not quoted:
        if not any(t.pos[i] in ("VERB", "AUX") for i in range(low, stop)):
            return None if not _belongs(s, verb, low) else (low, stop)
        if t.dep[verb] not in ("ROOT", "parataxis", "ccomp", "conj", "relcl", "advcl"):
            return None
        if any(
            t.dep[kid] in ("dobj", "xcomp", "acomp", "oprd") and kid > verb for kid in t.kids[verb]
        ):
            return None
    return low, stop


def _belongs(s: Scene, verb: int, row: int) -> bool:
    """Whether the row is part of a clause that the cue governs."""
    t = s.t
    return any(t.dep[k] == "ccomp" and s.left[k] <= row < verb for k in t.kids[verb])


def _snapped(s: Scene, verb: int, first: int, stop: int) -> Rows | None:
    """The range with quotations that it cuts taken in whole."""
    if first >= stop:
        return None
    home = s.inside[verb]
    if s.inside[first] not in (-1, home) and s.rows[s.inside[first]][0] < first:
        if s.rows[s.inside[first]][0] > verb:
            first = s.rows[s.inside[first]][0]
    last = s.inside[stop - 1]
    if last not in (-1, home):
        stop = max(stop, s.rows[last][1])
    return (first, stop) if s.has_words(first, stop) else None


def _complement(s: Scene, verb: int, cue: Cue) -> list[Rows]:
    """Content that is no finite clause: infinitives, noun phrases, "as", "of", "for"."""
    t = s.t
    begin = None
    objects = [
        k for k in t.kids[verb] if k > verb and t.dep[k] in ("dobj", "dative", "oprd", "nsubj")
    ]
    for kid in t.kids[verb]:
        if kid < verb:
            continue
        first = s.left[kid]
        infinitive = t.dep[kid] in _TO_VERBS and any(
            t.lower[k] == "to" and t.dep[k] == "aux" for k in t.kids[kid]
        )
        if "to" in cue.frames and infinitive and t.lemma[kid] not in ("comment", "say", "answer"):
            begin = s.left[objects[0]] if objects and objects[0] < kid else first
        elif "as" in cue.frames and (t.lower[kid] == "as" or t.dep[kid] in ("oprd", "ccomp")):
            begin = s.left[objects[0]] if objects and objects[0] <= kid else first
        elif "of" in cue.frames and t.lower[kid] in ("of", "for", "with") and objects:
            begin = s.left[objects[0]]
        elif t.lower[kid] in cue.prepositions and t.dep[kid] == "prep" and t.kids[kid]:
            begin = kid + 1
        elif "object" in cue.frames and t.dep[kid] == "dobj" and t.pos[kid] != "PRON":
            begin = first
        if begin is not None:
            break
    if begin is None and "marked" in cue.frames or "as" in cue.frames:
        marked = [
            k for k in objects if any(s.inside[i] >= 0 for i in range(s.left[k], s.right[k] + 1))
        ]
        if begin is None and marked and s.inside[verb] < 0:
            begin = s.left[marked[0]]
    if begin is None or begin <= verb:
        return []
    first, stop = s.trimmed(begin, right_limit(s, verb, begin))
    rows = _snapped(s, verb, first, stop)
    return [rows] if rows else []


def _passive(s: Scene, verb: int, cue: Cue) -> Found | None:
    """ "He was quoted as saying ..." is the inner verb's; here "X was accused of ... by Y"."""
    t = s.t
    agent = next((k for k in t.kids[verb] if t.dep[k] == "agent"), None)
    by = next((k for k in t.kids[agent] if t.dep[k] == "pobj"), None) if agent is not None else None
    told = next((k for k in t.kids[verb] if t.dep[k] == "nsubjpass"), None)
    around = chunk(s, verb, told)
    pieces: list[Rows] = []
    right = None
    if cue.frames & {"quote", "clause"}:
        right = _right_content(s, verb, cue, around)
    if right is None:
        rest = _complement(s, verb, cue)
        right = rest[0] if rest else None
    if right is None and "of" in cue.frames:
        kid = next((k for k in t.kids[verb] if t.lower[k] in ("of", "for") and k > verb), None)
        if kid is not None:
            right = _snapped(s, verb, *s.trimmed(kid, right_limit(s, verb, kid)))
    if right is None or by is None:
        return None
    if right[0] <= by < right[1]:
        return None
    pieces.append(right)
    return Found(tuple(pieces), (verb, verb + 1), mention(s, by), by, verb)


# --- according to ----------------------------------------------------------------------------


def _according(s: Scene) -> list[Found]:
    t = s.t
    found = []
    for i in range(len(t) - 2):
        if t.lower[i] != "according" or t.lower[i + 1] != "to":
            continue
        low, high = s.sentence(i)
        noun = next((k for k in t.kids[i + 1] if t.dep[k] == "pobj"), None)
        if noun is None or not low <= noun < high:
            continue
        speaker = mention(s, noun)
        stop = max(speaker[1], s.right[noun] + 1)
        if i == low or not s.has_words(low, i):
            stop = next((k + 1 for k in range(speaker[1], high) if t.word[k] == ","), stop)
        pieces = []
        before, after = s.trimmed(low, i), s.trimmed(stop, high)
        while before[0] < before[1] and t.pos[before[0]] == "CCONJ":
            before = (before[0] + 1, before[1])
        if s.has_words(*before):
            pieces.append(before)
        if s.has_words(*after) and (
            not pieces or t.word[stop - 1] == "," or (stop < high and t.word[stop] == ",")
        ):
            pieces.append(after)
        if pieces:
            found.append(Found(tuple(pieces), (i, i + 2), speaker, noun, None))
    return found


# --- quotations that no cue has claimed ------------------------------------------------------


def _leftover(s: Scene, found: list[Found]) -> list[Found]:
    t = s.t
    claimed = [False] * len(t)
    for f in found:
        for first, stop in f.content:
            for i in range(first, stop):
                claimed[i] = True
    ends = sorted(
        (f.content[-1][1], k) for k, f in enumerate(found) if f.verb is None or s.inside[f.verb] < 0
    )
    extra: list[Found] = []
    before: Found | None = None
    k = 0
    for q, (first, stop) in enumerate(s.rows):
        while k < len(ends) and ends[k][0] <= first:
            before = found[ends[k][1]]
            k += 1
        if claimed[first + 1 if first + 1 < stop else first]:
            continue
        low, high = s.sentence(first)
        alone = not s.has_words(low, first)
        verb_inside = any(t.pos[i] in ("VERB", "AUX") for i in range(first, stop))
        if not alone or not (verb_inside or stop - first > 8):
            continue
        if before is not None and t.line[first] - t.line[before.content[-1][1] - 1] <= 2:
            one = Found(((first, stop),), None, before.speaker, before.noun, None)
        else:
            one = Found(((first, stop),))
        extra.append(one)
    return extra


def _distinct(found: list[Found]) -> list[Found]:
    seen: set[tuple[Rows, ...]] = set()
    kept = []
    for f in found:
        if f.content not in seen:
            seen.add(f.content)
            kept.append(f)
    return kept


# --- outlets that pass words on ---------------------------------------------------------------


def _relayed(
    s: Scene, found: list[Found], speakers: list[Speaker | None]
) -> tuple[list[Found], list[Speaker | None], list[str | None]]:
    """Take quotes whose speaker only relays other quotes out; its name becomes their ``via``."""
    via: list[str | None] = [None] * len(found)
    dropped = set()
    verbs_at = sorted((f.verb, k) for k, f in enumerate(found) if f.verb is not None)
    for k, outer in enumerate(found):
        who = speakers[k]
        if who is None or not who.outlet:
            continue
        for first, stop in outer.content:
            at = bisect_left(verbs_at, (first, -1))
            while at < len(verbs_at) and verbs_at[at][0] < stop:
                inner = verbs_at[at][1]
                at += 1
                if inner != k and _covers(found[inner], first, stop):
                    via[inner] = who.name
                    dropped.add(k)
    keep = [k for k in range(len(found)) if k not in dropped]
    return [found[k] for k in keep], [speakers[k] for k in keep], [via[k] for k in keep]


def _covers(inner: Found, first: int, stop: int) -> bool:
    """Whether the inner quote's content is most of the range: what the outer one is about."""
    size = sum(b - a for a, b in inner.content if first <= a and b <= stop)
    return size * 2 >= stop - first


# --- values ----------------------------------------------------------------------------------


def _quote(s: Scene, speaker: Speaker | None, f: Found, via: str | None) -> Quote | None:
    t = s.t
    spans = []
    for first, stop in f.content:
        span = _clean(t.text, t.start[first], t.end[stop - 1])
        if span is not None:
            spans.append(span)
    if not spans:
        return None
    kind = _kind(s, spans)
    cue = Span(t.start[f.cue[0]], t.end[f.cue[1] - 1]) if f.cue else None
    quote = Quote(
        content=" ".join(span.of(t.text) for span in spans),
        spans=tuple(spans),
        kind=kind,
        cue=cue.of(t.text) if cue else None,
        cue_span=cue,
        via=via,
    )
    if speaker is None:
        return quote
    return replace(
        quote,
        attribution=speaker.attribution,
        speaker=speaker.name,
        speaker_span=speaker.span,
        role=speaker.role,
    )


def _clean(text: str, start: int, end: int) -> Span | None:
    while start < end and not (text[start].isalnum() or text[start] in "$€£#@(["):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in ".!?…)]%\"”’'»"):
        end -= 1
    return Span(start, end) if start < end else None


def _kind(s: Scene, spans: list[Span]) -> QuoteKind:
    text = s.t.text
    total = quoted = 0
    for span in spans:
        for i in range(span.start, span.end):
            if text[i].isalnum():
                total += 1
    for q in s.quotations:
        for span in spans:
            for i in range(max(q.inner.start, span.start), min(q.inner.end, span.end)):
                if text[i].isalnum():
                    quoted += 1
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"
