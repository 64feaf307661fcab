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
from briefing.extract.word_lists import word_lists

_OPENING = frozenset(['"', "“", "‘", "'", "(", "``", "«"])
_CLOSING = frozenset(['"', "”", "’", "'", ")", "''", "»"])
_HARD_SPACES = frozenset(["\u00a0", "\u202f", "\u2009"])
_HYPHENS = frozenset(["-", "‑", "–"])
_PREFIXES = frozenset(["al", "el", "aL", "eL"])
_JOINING = frozenset("ul ur ud un as ad ash abd".split()) | _PREFIXES  # in "Zia-ul-Hadid"
_NICKNAME = 3  # words of the longest nickname
_SYLLABLE = 6  # letters of the part after a hyphen in "Geun-hye", at the most
_NO_SYLLABLE = word_lists("people_words")["no_syllable"]
_LONGEST = 14  # words; what is longer is a heading or a list


class Word(Struct, frozen=True):
    """One word of a name: its text and rows; ``particle`` if it is in lower case."""

    text: str
    lower: str
    rows: Rows
    particle: bool = False


def runs(tokens: Tokens, outside: bytearray) -> Iterator[list[Word]]:
    """All runs in text order; rows ``outside`` the prose are in none."""
    reached = 0
    for row in [i for i, word in enumerate(tokens.word) if word[0].isupper() or word in _PREFIXES]:
        if row < reached or outside[row] or not _starts(tokens, row):
            continue
        run, reached = _run(tokens, outside, row)
        while run and run[-1].particle:
            run.pop()
        if run:
            yield run[:_LONGEST]


def _starts(tokens: Tokens, row: int) -> bool:
    word = tokens.word[row]
    if word[0].isupper() and (word[0].isalpha() or any(map(str.isalpha, word))):
        return True
    # "al-Assad" may open a run, "bin-Salim" only go on in one
    joined = word in _PREFIXES or word in lists().particles
    return joined and _glued(tokens, row + 1) and _capital(tokens, row + 2)


def _run(tokens: Tokens, outside: bytearray, row: int) -> tuple[list[Word], int]:
    run: list[Word] = []
    n = len(tokens.word)
    while row < n and not outside[row]:
        if run and (
            tokens.line[row] != tokens.line[run[-1].rows[0]] or _ended(tokens, run[-1], row)
        ):
            break
        if _starts(tokens, row):
            stop = _word_end(tokens, row, bool(run))
            text = tokens.of(row, stop)
            run.append(Word(text, text.lower(), (row, stop)))
            row = stop
        elif run and _particle(tokens, row):
            run.append(Word(tokens.word[row], tokens.lower[row], (row, row + 1), particle=True))
            row += 1
        elif run and _is_hard_space(tokens, row):
            row += 1
        else:
            after = _past_nickname(tokens, row) if run else row
            if after == row:
                break
            row = after
    return run, row


def _is_hard_space(t: Tokens, row: int) -> bool:
    """A space that keeps two words in a line is a word of its own for the parser."""
    return t.word[row] in _HARD_SPACES and _capital(t, row + 1)


def _capital(t: Tokens, i: int) -> bool:
    return i < len(t) and t.word[i][0].isupper()


def _glued(tokens: Tokens, row: int) -> bool:
    """Whether the row is a hyphen inside a word."""
    return (
        row + 1 < len(tokens.word)
        and tokens.word[row] in _HYPHENS
        and tokens.end[row - 1] == tokens.start[row]
        and tokens.end[row] == tokens.start[row + 1]
    )


def _word_end(t: Tokens, i: int, inside: bool) -> int:
    stop = i + 1
    while _glued(t, stop) and (
        _capital(t, stop + 1) or _joins(t, stop + 1) or (inside and _syllable(t, stop + 1))
    ):
        stop += 2
    return stop


def _joins(t: Tokens, i: int) -> bool:
    """Whether an article inside a name that is one word with it: the "ul" of "Zia-ul-Hadid"."""
    return t.word[i] in _JOINING and _glued(t, i + 1) and _capital(t, i + 2)


def _syllable(t: Tokens, i: int) -> bool:
    word = t.word[i]
    return word.isalpha() and len(word) <= _SYLLABLE and t.lower[i] not in _NO_SYLLABLE


def _particle(tokens: Tokens, i: int) -> bool:
    """Whether lower-case words up to the next capital are particles of a name."""
    known = lists().particles
    for k in range(i, min(i + 3, len(tokens))):
        if tokens.lower[k] not in known or tokens.line[k] != tokens.line[i]:
            return False
        if _capital(tokens, k + 1) or _glued(tokens, k + 1):
            return True
    return False


def _ended(t: Tokens, last: Word, i: int) -> bool:
    """Whether a full stop after the last word ends a sentence, not an initial or a title."""
    inventory = lists()
    if t.end[i - 1] != t.end[last.rows[1] - 1] and t.word[i - 1] in (".", ",", ";", ":"):
        return True
    if not last.text.endswith("."):
        return False
    short = len(last.text) <= 2 or last.text.count(".") > 1
    abbreviated = any(
        last.lower in words for words in (inventory.titles, inventory.honorifics, inventory.ranks)
    )
    return not (short or abbreviated or last.lower in ("st.", "ste.", "maj.-gen."))


def _past_nickname(tokens: Tokens, row: int) -> int:
    """The row after a nickname in marks that a capitalised word follows, else the same row."""
    if tokens.word[row] not in _OPENING:
        return row
    for place in range(row + 1, min(row + 2 + _NICKNAME, len(tokens) - 1)):
        if tokens.word[place] in _CLOSING:
            named = (
                place > row + 1
                and _capital(tokens, place + 1)
                and tokens.line[place + 1] == tokens.line[row]
            )
            spaced = (
                tokens.start[place + 1] > tokens.end[place]
                and tokens.start[row] > tokens.end[row - 1]
            )
            return place + 1 if named and spaced else row
        if not (_capital(tokens, place) or tokens.lower[place] in ("el", "la", "the")):
            return row
    return row
