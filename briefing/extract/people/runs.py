"""Runs of capitalised words, of which some are names of people.

A word of a run may be several tokens ("Ben-Gvir", "al-Assad", "Jae-in"). Particles stand inside
a run ("Ursula von der Leyen"); a nickname in marks or brackets is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.lists import lists
from briefing.extract.people.person import Rows

_OPENING = frozenset(['"', "“", "‘", "'", "(", "``", "«"])
_CLOSING = frozenset(['"', "”", "’", "'", ")", "''", "»"])
_NICKNAME = 3  # words of the longest nickname
_SYLLABLE = 6  # letters of the part after a hyphen in "Geun-hye", at the most
_NO_SYLLABLE = frozenset(
    "based led born run made owned wide like style era held backed class elect old long area "
    "year day age hit only bound turned rich aged gun to by in up off".split()
)
_LONGEST = 14  # words; what is longer is a heading or a list


class Word(Struct, frozen=True):
    """One word of a name: its text and rows; ``particle`` if it is in lower case."""

    text: str
    lower: str
    rows: Rows
    particle: bool = False


def runs(t: Tokens, outside: bytearray) -> Iterator[list[Word]]:
    """All runs in text order; rows ``outside`` the prose are in none."""
    i, n = 0, len(t)
    while i < n:
        if outside[i] or not _starts(t, i):
            i += 1
            continue
        run, i = _run(t, outside, i)
        while run and run[-1].particle:
            run.pop()
        if run:
            yield run[:_LONGEST]


def _starts(t: Tokens, i: int) -> bool:
    word = t.word[i]
    if word[0].isupper() and any(map(str.isalpha, word)):
        return True
    # "al-Assad" may open a run, "van" and "bin" are words of their own
    return t.lower[i] in ("al", "el") and _glued(t, i + 1) and _capital(t, i + 2)


def _run(t: Tokens, outside: bytearray, i: int) -> tuple[list[Word], int]:
    run: list[Word] = []
    n = len(t)
    while i < n and not outside[i]:
        if run and (t.line[i] != t.line[run[-1].rows[0]] or _ended(t, run[-1], i)):
            break
        if _starts(t, i):
            stop = _word_end(t, i, bool(run))
            text = t.of(i, stop)
            run.append(Word(text, text.lower(), (i, stop)))
            i = stop
        elif run and _particle(t, i):
            run.append(Word(t.word[i], t.lower[i], (i, i + 1), particle=True))
            i += 1
        else:
            after = _past_nickname(t, i) if run else i
            if after == i:
                break
            i = after
    return run, max(i, run[-1].rows[1] if run else i + 1)


def _capital(t: Tokens, i: int) -> bool:
    return i < len(t) and t.word[i][0].isupper()


def _glued(t: Tokens, i: int) -> bool:
    """Whether the row is a hyphen inside a word."""
    return (
        i + 1 < len(t)
        and t.word[i] in ("-", "‑", "–")
        and t.end[i - 1] == t.start[i]
        and t.end[i] == t.start[i + 1]
    )


def _word_end(t: Tokens, i: int, inside: bool) -> int:
    stop = i + 1
    while _glued(t, stop) and (_capital(t, stop + 1) or (inside and _syllable(t, stop + 1))):
        stop += 2
    return stop


def _syllable(t: Tokens, i: int) -> bool:
    word = t.word[i]
    return word.isalpha() and len(word) <= _SYLLABLE and t.lower[i] not in _NO_SYLLABLE


def _particle(t: Tokens, i: int) -> bool:
    """Whether lower-case words up to the next capital are particles of a name."""
    known = lists().particles
    for k in range(i, min(i + 3, len(t))):
        if t.lower[k] not in known or t.line[k] != t.line[i]:
            return False
        if _capital(t, k + 1) or _glued(t, k + 1):
            return True
    return False


def _ended(t: Tokens, last: Word, i: int) -> bool:
    """Whether a full stop after the last word ends a sentence, not an initial or a title."""
    known = lists()
    if t.end[i - 1] != t.end[last.rows[1] - 1] and t.word[i - 1] in (".", ",", ";", ":"):
        return True
    if not last.text.endswith("."):
        return False
    short = len(last.text) <= 2 or last.text.count(".") > 1
    abbreviated = last.lower in known.titles | known.honorifics | known.ranks
    return not (short or abbreviated or last.lower in ("st.", "ste.", "maj.-gen."))


def _past_nickname(t: Tokens, i: int) -> int:
    """The row after a nickname in marks that a capitalised word follows, else the same row."""
    if t.word[i] not in _OPENING:
        return i
    for k in range(i + 1, min(i + 2 + _NICKNAME, len(t) - 1)):
        if t.word[k] in _CLOSING:
            named = k > i + 1 and _capital(t, k + 1) and t.line[k + 1] == t.line[i]
            spaced = t.start[k + 1] > t.end[k] and t.start[i] > t.end[i - 1]
            return k + 1 if named and spaced else i
        if not (_capital(t, k) or t.lower[k] in ("el", "la", "the")):
            return i
    return i
