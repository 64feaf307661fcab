"""Names in a title that gives every word a capital: "Ana Lind Calls Bo Berg a Friend".

Capitals tell no names there, and the parser takes the verbs for parts of them; so such a title
names only whom the text below it names as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.candidates import Candidate
from briefing.extract.people.lists import is_given_name
from briefing.extract.people.runs import Word

_LONG = 4  # letters of a word that has a small one unless all have capitals
_FEWEST = 3  # such words in a title that shows how it is written


def without_title_words(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """The candidates; those of a title in capitals are cut down to names that the text has."""
    stop = _end_of_capitals(tokens)
    below = [c for c in found if c.rows[0] >= stop]
    if not stop or not below:
        return found
    forms = {tuple(word.lower for word in c.words) for c in below}
    alone = {word.lower for c in below for word in c.words}
    above = (c for c in found if c.rows[0] < stop)
    return [*(part for c in above for part in _parts(c, forms, alone)), *below]


def _end_of_capitals(tokens: Tokens) -> int:
    """One past the first line if that is a title in capitals, else 0."""
    stop = next((i for i, line in enumerate(tokens.line) if line), 0)
    long = [w for w in tokens.word[:stop] if len(w) >= _LONG and w.isalpha()]
    return stop if len(long) >= _FEWEST and all(w[0].isupper() for w in long) else 0


def _parts(c: Candidate, forms: set[tuple[str, ...]], alone: set[str]) -> Iterator[Candidate]:
    """The names of the text among the words of a candidate, the longest at each place."""
    first = 0
    while first < len(c.words):
        stop = next(
            (k for k in range(len(c.words), first, -1) if _is_name(c.words[first:k], forms, alone)),
            None,
        )
        if stop is None:
            first += 1
            continue
        words = c.words[first:stop]
        start = words[0].rows[0]
        yield c if words == c.words else replace(c, words=words, title=(start, start))
        first = stop


def _is_name(words: tuple[Word, ...], forms: set[tuple[str, ...]], alone: set[str]) -> bool:
    """Whether the text has the name, or its surname behind a given one."""
    form = tuple(word.lower for word in words)
    introduced = len(words) == 2 and is_given_name(form[0]) and form[1] in alone
    return form in forms or introduced
