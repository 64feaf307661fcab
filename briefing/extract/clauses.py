"""Clauses of a parsed article: which words a verb's subject, its complement and its sentence cover.

Ranges are half-open rows ``(first, stop)`` of a :class:`~briefing.extract.tokens.Tokens`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from briefing.extract.cues import verbs
from briefing.extract.marks import Quotation, find_quotations
from briefing.extract.tokens import Tokens

Rows = tuple[int, int]

RELATIVES = frozenset(["who", "that", "which", "whom", "whose"])
_TERMINAL = (".", "!", "?", "…", "...")
_SUBJECTS = frozenset(["nsubj", "csubj"])
_MARKS = frozenset(['"', "“", "”", "''", "``", "'", "‘", "’", "«", "»", "„", "’’", "‘‘"])
_PAUSES = frozenset([",", "-", "--", "–", "—", "―", "(", ")", "[", "]", ";", ":"])


@dataclass(frozen=True, slots=True)
class Scene:
    """What every rule looks at: the tokens, the quotations, and who belongs where.

    ``inside[i]`` is the index of the quotation that row i stands in, or -1. ``bounds`` are the
    first rows of the sentences as a reader sees them: full stops inside a quotation do not count.
    ``left``/``right`` are the outermost rows of each row's subtree.
    """

    t: Tokens
    quotations: list[Quotation]
    rows: list[Rows]
    inside: list[int]
    bounds: list[int]
    left: list[int]
    right: list[int]

    def sentence(self, row: int) -> Rows:
        """The sentence around a row; within a quotation, the parser's one inside the marks."""
        t = self.t
        home = self.inside[row]
        if home < 0:
            k = bisect_right(self.bounds, row)
            return self.bounds[k - 1], self.bounds[k] if k < len(self.bounds) else len(t)
        first, stop = self.rows[home]
        low, high = row, row + 1
        while low > first and t.sentence[low - 1] == t.sentence[row]:
            low -= 1
        while high < stop and t.sentence[high] == t.sentence[row]:
            high += 1
        return low, high

    def is_mark(self, row: int) -> bool:
        """Whether the row is a quotation mark."""
        return self.t.word[row] in _MARKS

    def is_pause(self, row: int) -> bool:
        """Whether the row is a comma, dash, bracket or the like."""
        return self.t.word[row] in _PAUSES or self.t.pos[row] == "SPACE"

    def trimmed(self, first: int, stop: int) -> Rows:
        """The range without white space and pauses at its edges (empty when nothing is left)."""
        while first < stop and self.is_pause(first):
            first += 1
        while stop > first and self.is_pause(stop - 1):
            stop -= 1
        return first, stop

    def has_words(self, first: int, stop: int) -> bool:
        """Whether there is any letter or digit in the range."""
        return any(w[0].isalnum() or w[-1].isalnum() for w in self.t.word[first:stop])


def scene(t: Tokens) -> Scene:
    """Lay the quotations and the sentences of an article out."""
    quotations = find_quotations(t.text)
    inside = [-1] * len(t)
    rows: list[Rows] = []
    for k, quotation in enumerate(quotations):
        first, stop = t.at(quotation.outer.start), t.at(quotation.outer.end - 1) + 1
        rows.append((first, stop))
        for i in range(first, stop):
            inside[i] = k
    left, right = _edges(t)
    return Scene(t, quotations, rows, inside, _bounds(t, quotations, rows, inside), left, right)


def _edges(t: Tokens) -> tuple[list[int], list[int]]:
    n = len(t)
    left, right = list(range(n)), list(range(n))
    order = [i for i in range(n) if t.head[i] == i]
    for i in order:
        order.extend(t.kids[i])
    for i in reversed(order):
        parent = t.head[i]
        if left[i] < left[parent]:
            left[parent] = left[i]
        if right[i] > right[parent]:
            right[parent] = right[i]
    return left, right


def _bounds(
    t: Tokens, quotations: list[Quotation], rows: list[Rows], inside: list[int]
) -> list[int]:
    bounds = [0] if len(t) else []
    previous = ""
    for i in range(1, len(t)):
        word = t.word[i - 1]
        if word not in _MARKS and t.pos[i - 1] != "SPACE":
            previous = word
        if t.line[i] != t.line[i - 1]:
            bounds.append(i)
            continue
        if inside[i] >= 0 and inside[i] == inside[i - 1]:
            continue
        ended = previous.endswith(_TERMINAL)
        after_quotation = inside[i - 1] >= 0
        if after_quotation:
            if ended and not t.word[i][0].islower() and t.word[i] not in _PAUSES:
                bounds.append(i)
        elif t.sentence[i] != t.sentence[i - 1]:
            if ended and not t.word[i][0].islower():
                bounds.append(i)
        elif inside[i] >= 0 and ended:
            bounds.append(i)
    return bounds


def subject_of(s: Scene, verb: int, depth: int = 4) -> int | None:
    """The row of the word that does the verb, or None; follows coordination and participles."""
    t = s.t
    best: int | None = None
    for kid in t.kids[verb]:
        if t.dep[kid] in _SUBJECTS and s.inside[kid] == s.inside[verb]:
            if best is None or abs(kid - verb) < abs(best - verb):
                best = kid
    if best is not None:
        return best
    if not depth:
        return None
    dep, head = t.dep[verb], t.head[verb]
    if head == verb or s.inside[head] != s.inside[verb]:
        return None
    if dep in ("acl", "relcl") and t.pos[head] in ("NOUN", "PROPN", "PRON"):
        return head
    if dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis", "acl"):
        if t.pos[head] in ("VERB", "AUX", "ADP", "ADJ", "SCONJ"):
            return subject_of(s, head, depth - 1)
        if dep in ("pcomp", "prep", "advcl") and t.pos[head] in ("NOUN", "PROPN"):
            return None
    return None


def mention(s: Scene, noun: int) -> Rows:
    """The noun with what stands before it and its "of": without appositions and clauses."""
    t = s.t
    if t.lower[noun] in RELATIVES and t.head[noun] != noun:
        verb = t.head[noun]
        for _ in range(4):
            if t.dep[verb] == "relcl":
                first, _stop = mention(s, t.head[verb])
                return first, noun + 1
            if t.head[verb] == verb:
                break
            verb = t.head[verb]
        return noun, noun + 1
    first, stop = noun, noun + 1
    home = s.inside[noun]
    low = s.left[noun]
    while first > low and s.inside[first - 1] == home and not s.is_mark(first - 1):
        if s.is_pause(first - 1) and not _inner_comma(t, first - 1, noun):
            break
        first -= 1
    high = s.right[noun] + 1
    barred = [s.left[k] for k in t.kids[noun] if t.dep[k] in ("relcl", "acl", "appos", "advcl")]
    while stop < high and s.inside[stop] == home and stop not in barred:
        if s.is_pause(stop) or s.is_mark(stop):
            break
        stop += 1
    return s.trimmed(first, stop)


def _inner_comma(t: Tokens, row: int, noun: int) -> bool:
    """A comma between modifiers ("the blunt, tired minister"), not between clauses."""
    return t.word[row] in (",", "-") and t.head[row] == noun and noun - row <= 4


def chunk(s: Scene, verb: int, subject: int | None) -> Rows:
    """The cue with its subject and auxiliaries: what stands between two halves of a quote."""
    t = s.t
    first, stop = verb, verb + 1
    home = s.inside[verb]
    low, high = s.sentence(verb)
    for kid in t.kids[verb]:
        if t.dep[kid] in ("aux", "auxpass", "neg", "advmod") and low <= kid < verb:
            if s.inside[kid] == home and not any(s.is_pause(i) for i in range(kid, first)):
                first = min(first, s.left[kid])
        if t.dep[kid] == "prt" and kid == verb + 1:
            stop = kid + 1
    if subject is not None and s.inside[subject] == home:
        if low <= subject < verb:
            edge = subject
            while edge > max(low, s.left[subject]) and s.inside[edge - 1] == home:
                edge -= 1
            first = min(first, edge)
        elif subject > verb:
            edge = subject
            while edge < min(high - 1, s.right[subject]) and s.inside[edge + 1] == home:
                edge += 1
            stop = max(stop, edge + 1)
    return first, stop


def right_limit(s: Scene, verb: int, start: int) -> int:
    """Where content that begins at row ``start`` after its cue ends: an exclusive row."""
    t = s.t
    _, stop = s.sentence(verb)
    if t.dep[verb] not in ("ROOT", "ccomp", "conj", "parataxis", "dep"):
        stop = min(stop, max(s.right[verb], start) + 1)
    elif t.head[verb] != verb and t.head[verb] > start:
        stop = min(stop, s.right[verb] + 1)
    elif t.head[verb] != verb:
        stop = min(stop, _until_sibling(s, verb, stop))
    for kid in t.kids[verb]:
        if start < kid and s.left[kid] > start and _leaves(s, verb, kid):
            stop = min(stop, s.left[kid])
            break
    return stop


def _until_sibling(s: Scene, verb: int, stop: int) -> int:
    """A coordinated clause with its own subject after this one's is no longer reported."""
    t = s.t
    for kid in t.kids[t.head[verb]]:
        if kid > verb and t.dep[kid] in ("conj", "advcl") and s.left[kid] > s.right[verb]:
            return min(stop, s.left[kid])
    return stop


def _leaves(s: Scene, verb: int, kid: int) -> bool:
    """Whether this later dependent of the cue is the reporter's own, not content."""
    t = s.t
    first = s.left[kid]
    if s.inside[first] != s.inside[verb]:
        return False
    if t.dep[kid] == "conj":
        if any(t.dep[k] == "mark" and t.lower[k] == "that" for k in t.kids[kid]):
            return False
        return t.lemma[kid] in verbs() or any(t.dep[k] in _SUBJECTS for k in t.kids[kid])
    if t.dep[kid] == "advcl":
        if t.tag[kid] == "VBG" and first == kid:
            return t.word[kid - 1] == ","
        return t.word[first - 1] == "," and t.lower[first] in ("as", "when", "after", "while")
    return t.lower[kid] == "according"
