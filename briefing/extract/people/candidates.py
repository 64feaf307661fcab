"""Which part of a run of capitals is the name of a person, and how sure that is.

``evidence`` says how much in a name and around it speaks for a person; here the surname used alone
elsewhere is added to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people import weights as w
from briefing.extract.people.evidence import PossibleName, acts, evidence_for, is_body
from briefing.extract.people.lists import (
    Gender,
    gender_of_word,
    is_demonym,
    is_given_name,
    is_place,
    is_role,
    is_seat,
    lists,
)
from briefing.extract.people.person import Rows
from briefing.extract.people.runs import Word, runs
from briefing.extract.word_lists import word_lists

_SHORT = 4  # letters of an abbreviation before a name: "NFL", "DL"
_MOST_WORDS = 6  # of a name; longer runs are headings and lists
# After a name: generations, degrees, honours and seats
SUFFIXES = frozenset(
    "jr. jr sr. sr ii iii iv phd md mbe obe cbe kbe dbe kc qc mp msp mla frs esq esq.".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BEFORE_DAYS = frozenset("on last this next since until by late early every".split())
_OPENERS = word_lists("people_words")["openers"]


class Candidate(Struct, frozen=True):
    """A possible mention by name: its words, what stands before them, and how sure it is.

    ``title`` are the rows of what precedes the name in the run ("UN Spokesperson"), ``formal``
    whether an honorific does, ``gender`` what honorific or title say, ``opens`` whether it begins a
    sentence.
    """

    words: tuple[Word, ...]
    title: Rows
    formal: bool
    gender: Gender | None
    evidence: float
    opens: bool = False

    @property
    def rows(self) -> Rows:
        """The rows of the name."""
        return self.words[0].rows[0], self.words[-1].rows[1]

    @property
    def sure(self) -> bool:
        """Whether there is enough evidence that this is a person: more for a single word."""
        return self.evidence >= (w.SURE if len(self.words) > 1 else w.SURE_ALONE)


def candidates(t: Tokens, outside: bytearray) -> list[Candidate]:
    """Candidates in text order, sure or not, of one word or of several."""
    found = [c for run in runs(t, outside) for c in _split(t, run)]
    alone = _said_alone(t, found)
    return [_with_reuse(c, alone) for c in found]


def _said_alone(t: Tokens, found: list[Candidate]) -> set[str]:
    """Words that stand by themselves where people do: with an honorific, or before a cue."""
    alone = set()
    for c in found:
        if len(c.words) == 1 and (c.formal or acts(t, c.rows[1] - 1)):
            alone.add(c.words[0].lower)
    return alone


def _with_reuse(c: Candidate, alone: set[str]) -> Candidate:
    if len(c.words) < 2 or c.words[-1].lower not in alone or c.evidence <= -2:
        return c
    return replace(c, evidence=c.evidence + w.SAID_ALONE)


def _split(tokens: Tokens, run: list[Word]) -> Iterator[Candidate]:
    """The name at the end of a run, behind titles; none of a run that is a title itself."""
    while len(run) > 1 and _opens_sentence(tokens, run[0]) and _is_opener(tokens, run[0]):
        run = run[1:]
    run = _without_days(tokens, _without_suffix(run))
    run = run[_after_office(tokens, run) :]
    cut = _after_titles(tokens, run) or _after_place(tokens, run) or _after_capitals(run)
    if cut == len(run) == 1:
        word = run[0]  # "Baker" may be somebody who is named elsewhere
        yield Candidate((word,), (word.rows[0], word.rows[0]), False, None, w.UNSURE)
    words = run[cut:]
    if not words or len(words) > _MOST_WORDS or not words[0].text[0].isalpha():
        return
    first = words[0].rows[0]
    title = (run[0].rows[0] if cut else first, first)
    formal, gender = _honorific(tokens, first)
    formal = formal or any(word.lower == "miss" for word in run[:cut])
    for k in range(*title):
        gender = gender or gender_of_word(tokens.lower[k])
    listed = first > 0 and tokens.word[first - 1] == ","  # where only names have capitals
    opens = not cut and not listed and _opens_sentence(tokens, words[0])
    evidence = evidence_for(PossibleName(tokens, run, cut, formal))
    yield Candidate(tuple(words), title, formal, gender, evidence, opens)


def _after_office(tokens: Tokens, run: list[Word]) -> int:
    """How many words of the run end an office: "Minister of Public Security | Guo Shen"."""
    i = run[0].rows[0]
    series = i > 3 and tokens.lower[i - 1] in ("and", "&") and tokens.word[i - 2][0].isupper()
    i = i - 2 if series else i  # "Minister for Harbours and Transport | Ana Lind"
    if i < 2 or tokens.lower[i - 1] not in ("of", "for") or not is_role(tokens.lower[i - 2]):
        return 0
    for k in range(1, len(run) - 1):
        row = run[k].rows[0]
        named = is_given_name(run[k].lower) or run[k].lower in lists().family_first
        person = "PERSON" in (tokens.entity[row], tokens.entity[run[-1].rows[1] - 1])
        whole = k == len(run) - 2 and is_given_name(run[k].lower) and not is_place(run[k].text)
        if named and (person or whole):
            return k
    return 0


def _after_place(tokens: Tokens, run: list[Word]) -> int:
    """How many words of the run say where somebody works: "Manager at Ocean Florida | Ana Lind"."""
    first = run[0].rows[0]
    if not first or tokens.lower[first - 1] not in ("at", "of", "for", "with", "from"):
        return 0
    for k in range(1, len(run) - 1):
        row = run[k].rows[0]
        if tokens.entity[row] == "PERSON":
            rest = [tokens.entity[word.rows[0]] for word in run[k:]]
            opens = tokens.entity_starts[row] and set(rest) == {"PERSON"}
            return k if opens and tokens.entity[first] != "PERSON" else 0
    return 0


def _after_capitals(run: list[Word]) -> int:
    """How many words of the run end with an abbreviation: "Harbour FC | Ana Lind", "Mill DL |"."""
    loud = sum(word.text.isupper() for word in run if len(word.text) > 1)
    for k in range(len(run) - 2, 0, -1):
        text = run[k - 1].text
        short = text.isupper() and text.isalpha() and 1 < len(text) <= _SHORT
        if short and loud < len(run) - 1 and is_given_name(run[k].lower):
            return k
    return 0


def _opens_sentence(t: Tokens, word: Word) -> bool:
    i = word.rows[0]
    if i == 0 or t.line[i - 1] != t.line[i] or t.sentence[i - 1] != t.sentence[i]:
        return True
    return not t.word[i - 1][-1].isalnum()


def _is_opener(tokens: Tokens, word: Word) -> bool:
    """Whether a word has its capital only because it begins a sentence."""
    i = word.rows[0]
    if word.lower in _OPENERS:
        return True
    if tokens.tag[i] == "VBG" or (word.lower.endswith("ing") and tokens.dep[i] == "csubj"):
        return not is_given_name(word.lower)
    return tokens.pos[i] not in ("PROPN", "NOUN") and not is_given_name(word.lower)


def _without_suffix(run: list[Word]) -> list[Word]:
    stop = len(run)
    while stop > 1 and run[stop - 1].lower in SUFFIXES:
        stop -= 1
    return run[:stop]


def _without_days(tokens: Tokens, run: list[Word]) -> list[Word]:
    """The run without the day beside a name: "On Saturday Lind", "Lind Saturday"."""
    first, last = run[0].rows[0], run[-1].rows[0]
    before = tokens.lower[first - 1] if first else ""
    dated = before in _BEFORE_DAYS or tokens.entity[first] == "DATE"
    if len(run) > 1 and run[0].lower in _DAYS and dated:
        run = run[1:]
    if len(run) > 1 and run[-1].lower in _DAYS and tokens.entity[last] != "PERSON":
        run = run[:-1]
    return run


def _after_contest(run: list[Word], cut: int) -> int:
    """How many words of the run a title won in a contest has: "Miss Norway | Ana Lind"."""
    if not 0 < cut < len(run) or run[cut - 1].lower != "miss":
        return cut
    for k in range(cut + 1, len(run) - 1):
        if is_given_name(run[k].lower):
            return cut if is_given_name(run[cut].lower) else k
    place = is_seat(run[cut].text) or run[cut].text.isupper()
    return cut + 1 if place and len(run) > cut + 2 else cut


def _after_titles(tokens: Tokens, run: list[Word]) -> int:
    """How many words of the run are titles and what belongs to them."""
    inventory = lists()
    cut = 0
    for place, word in enumerate(run):
        last = word.lower.rsplit("-", 1)[-1] if "-" in word.lower else word.lower
        title = is_role(word.lower) or last in inventory.ranks or word.lower in inventory.honorifics
        several = word.lower.endswith("s") and place + 1 < len(
            run
        )  # "Founders Ana Lind and Bo Berg"
        title = title or (several and is_role(word.lower[:-1]))
        honour = word.lower in inventory.honours and place + 1 < len(run)
        body = is_body(word.lower) and place + 1 < len(run)
        named = _is_surname(tokens, run, place) or _is_first_name(tokens, run, place)
        if (honour and (place == cut)) or ((title or body) and not named):
            cut = place + 1
    if cut == 0 and len(run) > 2 and (is_demonym(run[0].text) or is_seat(run[0].text)):
        return 1
    return _after_contest(run, cut)


def _is_first_name(tokens: Tokens, run: list[Word], place: int) -> bool:
    """Whether a word that can be a title is a first name here: "Don Lind", not "Don Felipe".

    Nobody is "Dean Lind" who is a dean: where the text has the word as a noun, it is a title.
    """
    word = run[place]
    if place + 2 != len(run) or not is_given_name(word.lower) or is_given_name(run[-1].lower):
        return False
    rows = (word.rows[0], run[-1].rows[0])
    person = all(tokens.entity[row] == "PERSON" for row in rows)
    return person and tokens.entity_starts[rows[0]] and word.lower not in tokens.word


def _is_surname(tokens: Tokens, run: list[Word], place: int) -> bool:
    """Whether a word that can be a title is a surname here: "Angus King", "Ms. Judge"."""
    if not place:
        return False
    before = run[place - 1]
    row = run[place].rows[0]
    person = tokens.entity[row] == "PERSON" and tokens.entity[before.rows[0]] == "PERSON"
    last = place + 1 == len(run)
    named = is_given_name(before.lower) or before.lower in lists().honorifics
    if not last:  # "Ana King Lund", not "Jordan King Abdullah"
        rows = (before.rows[0], row, run[place + 1].rows[0])
        one = all(tokens.entity[r] == "PERSON" for r in rows) and not tokens.entity_starts[row]
        inner = run[place].lower in lists().surnames_too and not is_place(before.text)
        inner = inner and not is_given_name(run[place + 1].lower)  # "Crown Prince Karim"
        return inner and (named or (one and not is_role(before.lower)))
    two = len(run) == 2 or (run[place].lower in lists().kin and not before.particle)
    return named or (person and two and not is_role(before.lower))


def _honorific(t: Tokens, first: int) -> tuple[bool, Gender | None]:
    word = t.lower[first - 1] if first else ""
    if word == "." and first > 1:
        word = t.lower[first - 2]
    return word in lists().honorifics, gender_of_word(word)
