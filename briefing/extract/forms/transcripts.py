"""Transcripts: labels that say who speaks, with their words up to the next label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from briefing.extract.forms.cast import NOBODY, Cast, Voice
from briefing.extract.forms.cast_names import split_role
from briefing.extract.forms.days import days_in
from briefing.extract.forms.document import Document, Layout, Turn
from briefing.extract.forms.labels import (
    Label,
    bare,
    is_formal,
    is_furniture,
    label_of,
    label_words,
)
from briefing.extract.forms.lines import Line, masked
from briefing.model import Span

_TITLED = re.compile(
    r"\b(?:transcripts?|press briefing|press conference|news conference|press availability|"
    r"press gaggle|gaggle|doorstop|remarks|interview|debate|hansard|hearing|questions? and "
    r"answers?|"
    r"q\s?&\s?a|verbatim|testimony|joint (?:press )?statements?|statement by|in conversation|"
    r"oral evidence|proceedings|plenary|oral questions|question time|speech)\b",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(r"\binterview(?:s|ed)?\b|\bin conversation\b", re.IGNORECASE)
_HOW = re.compile(
    r"[(\[](?:[^()\[\]]*\b(?:laugh|applau|inaudib|crosstalk|cross-talk|interrupt|interjection|"
    r"pause|"
    r"off-?mic|on camera|voice-?over|via|through|translat|interpret|spoke in|in [A-Z][a-z]+\b|"
    r"music|"
    r"video|audio|clip|break|cheer|boo|chuckl|silence|unintelligible|foreign language|gavel|"
    r"hear, hear|"
    r"phonetic|ph|sic|as delivered|as translated|retranslated|\d\d?:\d\d)[^()\[\]]*)[)\]]|\[\]",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"[\"”’]\s*(?:he|she|[A-Z]\w+(?: [A-Z]\w+)?) (?:said|told|added)\b|\b(?:said|added|told) "
    r"(?:he|she|[A-Z]\w+)\b"
)
_SHARE = 0.5  # of the words after the first label that have to stand in turns
_UNTITLED = 4  # turns that make a transcript of a text whose title does not say so
_DIALOGUE = 0.6  # of the lines that are labelled in a dialogue under any title
_MOST_TURN = 40_000  # characters of one passage; more is no speech
_MOST_ASKED = 0.6  # of the characters stand in questions, which are shorter than answers


class _Started(Struct, frozen=True):
    """A label with the index of its line."""

    label: Label
    line: int


def lay_out_transcript(document: Document, *, forced: bool = False) -> Layout | None:
    """The turns of a transcript, or None for what is no transcript."""
    starts = _starts(document, forced=forced)
    if not starts:
        return _unlabelled(document)
    lines = document.lines
    labels = [s.label for s in starts]
    counts = Counter(_surname(label) for label in labels)
    head = "\n".join(line.text for line in lines[: starts[0].line])
    above = f"{document.title}\n{head[:1500]}"
    cast = Cast(document.title, head, document.text, labels)
    turns: list[Turn] = []
    blanks: list[tuple[int, int]] = []
    asked: tuple[str, Span] | None = None
    for number, start in enumerate(starts):
        stop = starts[number + 1].line if number + 1 < len(starts) else len(lines)
        sure = _counts(start.label, counts, above, titled=True)
        voice = cast.voice(start.label) if sure and not start.label.outlet else NOBODY
        passages = _passages(document, start, lines[start.line : stop])
        blanks.append((start.label.start, start.label.end))
        if not passages:
            continue
        turns.append(_turn(voice, start.label, passages, asked))
        asked = None
        if voice.name and passages:
            span = Span(start.label.name_start, start.label.name_start + len(start.label.name))
            asked = (voice.name, span)
    blanks += [(line.start, line.end) for line in lines if is_furniture(line)]
    blanks += [m.span() for m in _HOW.finditer(document.text)]
    day = day_of(document, head)
    return Layout("transcript", masked(document.whole, blanks), day, tuple(turns))


def day_of(document: Document, head: str) -> date | None:
    """The day on which it was said: that of title or head, if publication followed soon."""
    day = document.day
    if day is None:
        return None
    for place in (document.title, head[:2000]):
        for mark in days_in(place, day):
            if mark.first == mark.last and timedelta() <= day - mark.first <= timedelta(days=6):
                return mark.first
    return day


def _turn(
    voice: Voice, label: Label, passages: list[tuple[Span, ...]], asked: tuple[str, Span] | None
) -> Turn:
    span = Span(label.name_start, label.name_start + len(label.name))
    whom = asked if asked and asked[0] != voice.name else None
    return Turn(
        voice.name,
        voice.role,
        voice.attribution,
        span,
        tuple(passages),
        whom[0] if whom else None,
        whom[1] if whom else None,
    )


def _starts(document: Document, *, forced: bool) -> list[_Started]:
    """The labels of a text that has the shape of a transcript, else none."""
    starts = [
        _Started(label, number)
        for number, line in enumerate(document.lines)
        if (label := label_of(line)) is not None
    ]
    names = Counter(s.label.name for s in starts)
    starts = [s for s in starts if not s.label.outlet or names[s.label.name] > 1]
    if not any(s.label.name == "Q" for s in starts):
        starts = [s for s in starts if s.label.name != "A"]  # "A Bergen study found that ..."
    if not starts:
        return []
    counts = Counter(_surname(s.label) for s in starts)
    head = "\n".join(line.text for line in document.lines[: starts[0].line])
    above = f"{document.title}\n{head[:1500]}"
    titled = _TITLED.search(document.title) is not None or _TITLED.search(head[:1500]) is not None
    counted = [s for s in starts if _counts(s.label, counts, above, titled=titled or forced)]
    if not counted:
        return []
    formal = sum(s.label.formal for s in counted)
    recurring = any(counts[_surname(s.label)] > 1 for s in counted)
    if not (forced or recurring or _any_named(counted, above, titled=titled)):
        return []
    covered = sum(len(line.text) for line in document.lines[counted[0].line :])
    whole = sum(len(line.text) for line in document.lines)
    sure = {s.line for s in counted}
    every = [s for s in starts if s.line in sure or _may_speak(s.label)]
    if forced:
        return every
    if covered < _SHARE * whole:
        return []
    enough = len(counted) >= (1 if titled and formal else 2 if titled else _UNTITLED)
    shaped = formal > 0 or (recurring and titled) or (recurring and len(counted) >= 2 * _UNTITLED)
    dense = covered / len(counted) < 6000
    # A dialogue throughout, whatever its title: most lines are labelled, or stand below a label.
    labelled = len(counted) + sum(s.label.own_line for s in counted)
    twice = sum(n > 1 for n in Counter(_surname(s.label) for s in counted).values())
    dialogue = twice > 1 and labelled >= _DIALOGUE * len(document.lines[counted[0].line :])
    return every if dense and ((enough and shaped) or dialogue) else []


def _surname(label: Label) -> str:
    """What one speaker's labels share: the last word before what explains it."""
    name = bare(label.name.partition(",")[0])
    return name if name in label_words().nameless else bare(name.rpartition(" ")[2])


def _may_speak(label: Label) -> bool:
    """Whether a label that is told nowhere else still ends the turn before it."""
    names = [w for w in label.name.split() if w[0].isupper()]
    if len(names) == 1:
        return bare(label.name) in label_words().offices
    return len(names) > 1 and len(names) >= len(label.name.split()) - 2


def _any_named(starts: Sequence[_Started], above: str, *, titled: bool) -> bool:
    """Whether any label is a speaker's by more than its capitals: a newsletter's headings of its
    paragraphs have them too ("TRAIL MIX: ...").
    """
    for label in (start.label for start in starts):
        in_capitals = label.formal and label.name.isupper()
        if not in_capitals or is_formal(label.name.title()):
            return True
        surname = label.name.partition(",")[0].rpartition(" ")[2]
        if titled and re.search(rf"(?i)\b{re.escape(surname)}\b", above):
            return True
    return False


def _is_office_with_name(label: Label) -> bool:
    """ "Secretary-General Jonas Eklund", "Secretary-General"."""
    if bare(label.name) in label_words().offices:
        return True
    role, name = split_role(label.name)
    return role is not None and " " in name and name[0].isupper()


def _counts(label: Label, counts: Counter[str], above: str, *, titled: bool) -> bool:
    """Whether a label is a speaker's: by its shape, by recurring, or by a name told above."""
    if label.formal:
        return True
    if bare(label.name) in label_words().no_labels:
        return False
    names = [w for w in label.name.split() if w[0].isupper()]
    if len(label.name.split()) > 7:
        return False
    if counts[_surname(label)] > 1:
        return len(names) > 1 or titled
    if titled and _is_office_with_name(label):
        return True
    return titled and len(names) > 1 and names[-1] in above


def _passages(document: Document, start: _Started, lines: Sequence[Line]) -> list[tuple[Span, ...]]:
    """The words of a turn, a paragraph each, without brackets that tell what was heard."""
    passages = []
    for number, line in enumerate(lines):
        begin = start.label.end if number == 0 else line.start
        if begin >= line.end or is_furniture(line) or line.end - begin > _MOST_TURN:
            continue
        spans = _spoken(document.text, begin, line.end)
        if spans:
            passages.append(spans)
    return passages


def _spoken(text: str, start: int, end: int) -> tuple[Span, ...]:
    pieces, at = [], start
    for aside in _HOW.finditer(text, start, end):
        pieces.append((at, aside.start()))
        at = aside.end()
    pieces.append((at, end))
    spans = []
    for first, stop in pieces:
        while first < stop and not (text[first].isalnum() or text[first] in "“\"‘'([$€£#"):
            first += 1
        while stop > first and text[stop - 1].isspace():
            stop -= 1
        if any(c.isalnum() for c in text[first:stop]):
            spans.append(Span(first, stop))
    return tuple(spans)


def _unlabelled(document: Document) -> Layout | None:
    """An interview whose paragraphs are question and answer by turns, with no label at all."""
    if not _INTERVIEW.search(document.title) or _SAID.search(document.text):
        return None
    voice = Cast(document.title, "", "", []).asked()
    if voice.name is None:
        return None
    first = next((n for n, line in enumerate(document.lines) if line.text.endswith("?")), None)
    if first is None or first > 4:
        return None
    lines = document.lines[first:]
    asking = _questions(lines)
    if not asking or len(lines) < 4:
        return None
    turns: list[Turn] = []
    for number, line in enumerate(lines):
        question = number in asking
        who = NOBODY if question else voice
        passage = _spoken(document.text, line.start, line.end)
        label = Span(line.start, min(line.end, line.start + 1))
        if passage:
            turns.append(Turn(who.name, who.role, who.attribution, label, (passage,)))
    head = "\n".join(line.text for line in document.lines[:first])
    text = document.whole
    return Layout("transcript", text, day_of(document, head), tuple(turns))


def _questions(lines: Sequence[Line]) -> set[int]:
    """Which lines ask: those that end in a question mark, or every second one if these agree."""
    marked = {n for n, line in enumerate(lines) if line.text.endswith("?")}
    if all(n % 2 == 0 for n in marked):
        every = set(range(0, len(lines), 2))
        asked = sum(len(lines[n].text) for n in every)
        if asked <= sum(len(line.text) for line in lines) * _MOST_ASKED:
            return every
    return marked if len(marked) > 2 else set()
