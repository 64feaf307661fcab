"""An article laid out for the quotation rules: its tokens, quotations and sentences.

Ranges are half-open rows ``(first, stop)`` of a :class:`~briefing.extract.columns.Tokens`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from msgspec import Struct

from briefing.extract.grammar.syntax import DASHES
from briefing.extract.grammar.token_table import Tokens
from briefing.extract.quotes.marks import Quotation, find_quotations

Rows = tuple[int, int]
Answer = TypeVar("Answer")

_TERMINAL = (".", "!", "?", "…", "...")
_MARKS = frozenset(['"', "“", "”", "''", "``", "'", "‘", "’", "«", "»", "„", "’’", "‘‘"])
_LONGEST = 300  # rows of a sentence; what is longer is a list or no prose, and is cut
_SMALL = frozenset("a an and at by for from in of on or the to with".split())
_PAUSES = frozenset([",", "-", "--", "–", "—", "―", "(", ")", "[", "]", ";", ":"])


class Context(Struct, frozen=True):
    """What every rule looks at: the tokens, the quotations, and who belongs where.

    ``inside[i]`` is the index of the quotation that row i stands in, or -1. ``bounds`` are the
    first rows of the sentences as a reader sees them: full stops inside a quotation do not count.
    ``left``/``right`` are the outermost rows of each row's subtree. ``answers`` are those to
    questions of rows that are asked more than once (see ``once_a_row``).
    """

    tokens: Tokens
    quotations: list[Quotation]
    rows: list[Rows]
    inside: list[int]
    bounds: list[int]
    left: list[int]
    right: list[int]
    answers: dict[str, dict[int, Any]]

    def sentence(self, row: int) -> Rows:
        """The sentence around a row; within a quotation, the parser's one inside the marks."""
        tokens = self.tokens
        home = self.inside[row]
        if home < 0:
            return self.outer_sentence(row)
        first, stop = self.rows[home]
        low, high = row, row + 1
        first, stop = max(first, row - _LONGEST), min(stop, row + _LONGEST)
        while low > first and tokens.sentence[low - 1] == tokens.sentence[row]:
            low -= 1
        while high < stop and tokens.sentence[high] == tokens.sentence[row]:
            high += 1
        return low, high

    def outer_sentence(self, row: int) -> Rows:
        """The sentence as a reader sees it, quotations in it taken whole."""
        k = bisect_right(self.bounds, row)
        return self.bounds[k - 1], self.bounds[k] if k < len(self.bounds) else len(self.tokens)

    def above(self, row: int, steps: int = 4) -> list[int]:
        """The heads above a row, nearest first, up to so many."""
        rows = []
        for _ in range(steps):
            up = self.tokens.head[row]
            if up == row:
                break
            rows.append(up)
            row = up
        return rows

    def is_mark(self, row: int) -> bool:
        """Whether the row is a quotation mark."""
        return self.tokens.word[row] in _MARKS

    def is_pause(self, row: int) -> bool:
        """Whether the row is a comma, dash, bracket or the like."""
        t = self.tokens
        if t.word[row] == "-" and row and t.end[row - 1] == t.start[row]:
            return False
        return t.word[row] in _PAUSES or t.pos[row] == "SPACE"

    def trimmed(self, first: int, stop: int) -> Rows:
        """The range without white space and pauses at its edges (empty when nothing is left)."""
        while first < stop and self.is_pause(first):
            first += 1
        while stop > first and self.is_pause(stop - 1):
            stop -= 1
        return first, stop

    def has_words(self, first: int, stop: int) -> bool:
        """Whether there is any letter or digit in the range."""
        return any(w[0].isalnum() or w[-1].isalnum() for w in self.tokens.word[first:stop])


def is_title(scope: Context, place: int) -> bool:
    """Whether a quotation looks like the name of a work: capitals and no end of a sentence."""
    t = scope.tokens
    first, stop = scope.rows[place]
    long = [w for w in t.word[first:stop] if w[0].isalpha() and w.lower() not in _SMALL]
    ended = scope.quotations[place].inner.of(t.text).endswith((".", "!", "?", "…"))
    return not ended and len(long) > 1 and all(w[0].isupper() for w in long)


def context_of(tokens: Tokens, outside: bytearray) -> Context:
    """Lay the quotations and the sentences of an article out.

    ``outside`` marks the rows around its prose: a dateline is no part of the sentence after it.
    """
    quotations = find_quotations(tokens.text)
    inside = [-1] * len(tokens)
    rows: list[Rows] = []
    for k, quotation in enumerate(quotations):
        first, stop = tokens.at(quotation.outer.start), tokens.at(quotation.outer.end - 1) + 1
        rows.append((first, stop))
        for i in range(first, stop):
            inside[i] = k
    left, right = _edges(tokens)
    bounds = _bounds(tokens, inside, outside)
    return Context(tokens, quotations, rows, inside, bounds, left, right, {})


def once_a_row(question: Callable[[Context, int], Answer]) -> Callable[[Context, int], Answer]:
    """A question of a row whose answers are kept with the article, for whoever asks it next."""
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answered(context: Context, row: int) -> Answer:
        try:
            answers = context.answers[name]
        except KeyError:
            answers = context.answers[name] = {}
        try:
            kept: Answer = answers[row]
            return kept
        except KeyError:
            answer = answers[row] = question(context, row)
            return answer

    return answered


def _in_ticker(t: Tokens, i: int) -> bool:
    """Whether a full stop right before this row stands inside a ticker: "(HRBn.DE)"."""
    closed = i + 1 < len(t) and t.word[i + 1] in (")", "]")
    return closed and t.word[i].isupper() and t.end[i - 1] == t.start[i]


def _edges(tokens: Tokens) -> tuple[list[int], list[int]]:
    head, kids, n = tokens.head, tokens.kids, len(tokens)
    left, right = list(range(n)), list(range(n))
    order = [row for row, over in enumerate(head) if over == row]
    for row in order:
        if kids[row]:
            order.extend(kids[row])
    for row in reversed(order):
        parent = head[row]
        if left[row] < left[parent]:
            left[parent] = left[row]
        if right[row] > right[parent]:
            right[parent] = right[row]
    return left, right


def _last_word(t: Tokens, row: int) -> str:
    """The last word up to a row that is no mark and no white space."""
    while row >= 0 and (t.word[row] in _MARKS or t.pos[row] == "SPACE"):
        row -= 1
    return t.word[row] if row >= 0 else ""


def _bounds(tokens: Tokens, inside: list[int], outside: bytearray) -> list[int]:
    bounds = [0] if len(tokens) else []
    words, lines, sentences = tokens.word, tokens.line, tokens.sentence
    for row in range(1, len(words)):
        before = row - 1
        if lines[row] != lines[before]:
            bounds.append(row)
            continue
        if words[before] in DASHES and before in tokens.dateline:
            bounds.append(row)
            continue
        plain = sentences[row] == sentences[before] and inside[row] < 0 and inside[before] < 0
        if plain and not outside[before] and row - bounds[-1] < _LONGEST:
            continue  # nothing ends in the middle of a sentence
        if outside[row - 1] and not outside[row] and all(outside[bounds[-1] : row]):
            bounds.append(row)
            continue
        if (inside[row] >= 0 and inside[row] == inside[row - 1]) or _in_ticker(tokens, row):
            continue
        if row - bounds[-1] >= _LONGEST:
            bounds.append(row)
            continue
        ended = _last_word(tokens, before).endswith(_TERMINAL)
        after_quotation = inside[row - 1] >= 0
        if after_quotation:
            if ended and not tokens.word[row][0].islower() and tokens.word[row] not in _PAUSES:
                bounds.append(row)
        elif tokens.sentence[row] != tokens.sentence[row - 1]:
            if ended and not tokens.word[row][0].islower():
                bounds.append(row)
        elif inside[row] >= 0 and ended:
            bounds.append(row)
    return bounds
