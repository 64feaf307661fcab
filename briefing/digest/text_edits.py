"""What an outlet has changed in an article since it first came in: from its versions, pure.

Changes of boilerplate, spelling and mark-up alone are none. Names, numbers, negations and words
such as *may* and *all*, on which a sense can turn, always are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from briefing.digest.edits import Edit, EditTurn
from briefing.digest.sentence_pairs import changed_sentences, matcher, plain_words
from briefing.model import Article, Span, Version

_SENTENCE = re.compile(
    r"[^\n]+?(?:[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])|(?=\n)|$)", re.DOTALL
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NUMBER = re.compile(r"\d")
_DASHES = re.compile(r"[‐-―]")
# On these the sense of a sentence turns: auxiliaries, quantities, negations.
_TELLING = frozenset(
    "no not never ever none nobody nothing neither either nor or without cannot can could may "
    "might must shall should will would ought need is are was were be been has have had do does "
    "did all any some most many few more less least only both half before after until since by if "
    "unless he she it they his her its their former acting".split()
)
_LONG_ENOUGH = 5  # letters: a shorter word that differs from a telling one is another word
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_BOILERPLATE = re.compile(
    r"(?:sign up|subscribe|newsletter|follow us|read (?:more|also)|see also|share this|click here"
    r"|all rights reserved|copyright|©|advertisement|cookies?|(?:additional )?(?:reporting|writing"
    r"|editing) by|photo(?:graph)?(?: by|:)|image(?: credit|:)|getty images|most read|related"
    r"(?: stories| topics|:)|download (?:the|our) app|(?:this (?:story|article|page) "
    r"(?:has been|was) |last )?updated|published (?:at|on)|listen to this|watch:|more on this"
    r"|our standards|terms of (?:use|service)|log in|comments?\b.{0,20}$|\d+ min(?:ute)?s? read)",
    re.IGNORECASE,
)
_BOILERPLATE_WORDS = 25  # a line that long tells something, whatever it begins with


def edits(versions: Sequence[Version]) -> tuple[Edit, ...]:
    """What the outlet has changed, of all versions of an article, the oldest first.

    A teaser that became the full text is no change.
    """
    if not versions:
        return ()
    now = versions[-1].article
    earlier_words: set[tuple[str, ...]] = set()
    history: list[Edit] = []
    for one, other in pairwise(versions):
        if one.until is None or one.removed:
            continue
        history += _between(one.article, other.article, one.until, now, earlier_words)
        earlier_words.update(map(plain_words, sentences(one.article.text)))
    return tuple(history)


def sentences(text: str) -> list[str]:
    """A text in sentences, without boilerplate and without regard to abbreviations.

    Both versions are cut alike, so that it matters little where.
    """
    lines = (line for line in text.split("\n") if line.strip() and not _is_boilerplate(line))
    return [cut.strip() for line in lines for cut in _SENTENCE.findall(line) if cut.strip()]


def _between(
    one: Article, other: Article, until: datetime, now: Article, earlier_words: set[tuple[str, ...]]
) -> Iterator[Edit]:
    if _differ(one.title, other.title):
        yield Edit("retitled", one.title, other.title, one.since, until)
    if one.day != other.day and one.day and other.day and not other.date_note:
        days = one.day.isoformat(), other.day.isoformat()
        yield Edit("day changed", *days, one.since, until, whole=True)
    if one.gone is None and other.gone is not None:
        yield Edit("removed", one.title, "", one.since, until, whole=True)
    elif one.gone is not None and other.gone is None:
        yield Edit("put back", "", other.title, one.since, until, whole=True)
    if one.teaser and not other.teaser:
        return
    for before, after in changed_sentences(sentences(one.text), sentences(other.text)):
        turn = _turn(before, after, earlier_words)
        if turn is not None:
            yield Edit(turn, before, after, one.since, until, _place(after, now.text))


def _turn(before: str, after: str, earlier_words: set[tuple[str, ...]]) -> EditTurn | None:
    if not before:
        return "put back" if plain_words(after) in earlier_words else None
    if not after:
        return "removed"
    return "reworded" if _differ(before, after) else None


def _is_boilerplate(sentence: str) -> bool:
    words = _WORD.findall(sentence)
    return len(words) <= _BOILERPLATE_WORDS and bool(_BOILERPLATE.match(sentence.lstrip("—–- *•")))


def _differ(before: str, after: str) -> bool:
    """Whether two texts differ in more than marks, mark-up, boilerplate and spelling."""
    old, new = _words(before), _words(after)
    plain_old, plain_new = [w.casefold() for w in old], [w.casefold() for w in new]
    if plain_old == plain_new:
        return False
    for tag, a, b, c, d in matcher(plain_old, plain_new).get_opcodes():
        if tag == "equal":
            continue
        if tag != "replace" or b - a != d - c:
            if "".join(plain_old[a:b]) != "".join(plain_new[c:d]):
                return True  # not only a blank or a hyphen that came or went
        elif not all(map(_is_spelling, old[a:b], new[c:d])):
            return True
    return False


def _words(text: str) -> list[str]:
    return _WORD.findall(_DASHES.sub("-", text).replace("’", "'"))


def _is_spelling(old: str, new: str) -> bool:
    """Whether one word is but another spelling of the other: no name, number or telling word."""
    if _NUMBER.search(old + new) or old[:1].isupper() or new[:1].isupper():
        return old.casefold() == new.casefold()
    short, long = sorted((old, new), key=len)
    telling = (old in _TELLING) + (new in _TELLING)
    if telling == 2 or (telling and len(short) < _LONG_ENOUGH) or "n't" in (old[-3:], new[-3:]):
        return False
    if any(long == prefix + short for prefix in _NEGATING):
        return False
    return _distance(old, new) <= (1 if len(short) < 8 or telling else 2)


def _distance(one: str, other: str) -> int:
    """Letters to insert, delete, replace or swap with the next (optimal string alignment)."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = last, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _place(words: str, text: str) -> Span | None:
    at = text.find(words) if words else -1
    return Span(at, at + len(words)) if at >= 0 else None
