"""Which part of a run of capitals is the name of a person, and how sure that is.

The entity recogniser is one witness among several: a title before the name, a given name, an
initial, a particle, an age or a role after it, and the surname used alone elsewhere are others.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people import weights as w
from briefing.extract.people.lists import (
    Gender,
    gender_of_word,
    is_demonym,
    is_given_name,
    is_outlet,
    is_place,
    is_role,
    is_seat,
    lists,
)
from briefing.extract.people.person import Rows
from briefing.extract.people.runs import Word, runs
from briefing.extract.word_lists import word_lists

_BEFORE_ROLES = frozenset(["DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT", "NUM"])
_SHORT = 4  # letters of an abbreviation before a name: "NFL", "DL"
_MOST_WORDS = 6  # of a name; longer runs are headings and lists
# After a name: generations, degrees, honours and seats
SUFFIXES = frozenset(
    "jr. jr sr. sr ii iii iv phd md mbe obe cbe kbe dbe kc qc mp msp mla frs esq esq.".split()
)
_NO_PERSON = frozenset("ORG GPE LOC FAC NORP EVENT PRODUCT WORK_OF_ART LAW DATE".split())
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
        if len(c.words) == 1 and (c.formal or _acts(t, c.rows[1] - 1)):
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
    run = _without_suffix(run)
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
    for k in range(*title):
        gender = gender or gender_of_word(tokens.lower[k])
    opens = not cut and _opens_sentence(tokens, words[0])
    evidence = _evidence(tokens, run, cut, words, formal)
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
        if named and tokens.entity[row] == "PERSON":
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
        body = _is_body(word.lower) and place + 1 < len(run)
        if (honour and (place == cut)) or ((title or body) and not _is_surname(tokens, run, place)):
            cut = place + 1
    if cut == 0 and len(run) > 2 and (is_demonym(run[0].text) or is_seat(run[0].text)):
        return 1
    return cut


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


def _evidence(tokens: Tokens, run: list[Word], cut: int, words: list[Word], formal: bool) -> float:
    inventory = lists()
    first, stop = words[0].rows[0], words[-1].rows[1]
    rest, several = words[1:], len(words) > 1
    labels = [tokens.entity[w.rows[0]] for w in words if not w.particle]
    person = labels.count("PERSON")
    other = len([label for label in labels if label in _NO_PERSON])
    score = w.HONORIFIC if formal else 0.0
    if person == len(labels):
        score += w.PERSON
    elif 2 * person >= len(labels):
        score += w.HALF_PERSON
    given = is_given_name(words[0].lower)
    before = (
        tokens.lower[first - 1] if first and tokens.line[first - 1] == tokens.line[first] else ""
    )
    if cut:
        titled = is_role(run[cut - 1].lower) or _is_rank(run[cut - 1])
        score += w.TITLE if titled else w.CUT_OFF
    else:
        titled = is_role(before) and before not in inventory.kin and tokens.pos[first - 1] != "VERB"
        score += w.TITLE if titled else 0.0
        score += w.NAMED if not titled and before in ("as", "named", "called") else 0.0
    renamed = _in_apposition(tokens, first, stop)
    score += w.APPOSITION if renamed and several else 0.0
    if other:
        slight = several and (given or titled or renamed)
        no_person = w.NO_PERSON if other == len(labels) else w.PARTLY_NO_PERSON
        score -= w.NO_PERSON_THOUGH_NAMED if slight else no_person
    score += w.ACTS if _acts(tokens, stop - 1) else 0.0
    if several:
        score += w.GIVEN_NAME if given else 0.0
        score += w.INITIAL if any(map(_is_initial, words[:-1])) else 0.0
        score += w.PARTICLE if any(word.particle for word in words) else 0.0
        east_asian = words[0].lower in inventory.family_first and len(words) <= 3
        score += w.FAMILY_NAME_FIRST if east_asian else 0.0
        described = _age_or_role_after(tokens, stop) or _role_before(tokens, first)
        score += w.AGE_OR_ROLE if described else 0.0
    text = tokens.of(first, stop)
    if several:
        score -= w.COMMON_WORD * sum([word.lower in inventory.no_person for word in rest])
    common = words[0].lower in inventory.no_person and not given
    score -= w.COMMON_FIRST_WORD if common else 0.0
    if several:
        score -= w.BODY if any(word.lower in inventory.bodies for word in rest) else 0.0
    score -= w.CAPITALS if any(map(_is_in_capitals, words)) else 0.0
    score -= w.DEMONYM if any(map(is_demonym, [word.text for word in words])) else 0.0
    score -= w.OUTLET if is_outlet(text) or text.lower() in inventory.firms else 0.0
    if not several:
        score += w.GIVEN_NAME_ALONE if given else 0.0
        score += w.AGE_ALONE if _is_aged(tokens, stop) else 0.0
        score -= w.SEAT_ALONE if is_seat(text) and not formal else 0.0
        score -= w.PLACE_ALONE if is_place(text) and not cut and not formal else 0.0
    elif is_place(text) or any(is_seat(word.text) for word in rest):
        score -= w.PLACE
    if first and tokens.lower[first - 1] in ("the", "a", "an") and not cut:
        score -= w.ARTICLE
    if first and not cut and _is_body(tokens.lower[first - 1]):
        score -= w.BODY_BEFORE
    return score


def _is_body(word: str) -> bool:
    """Whether a word in lower case ends the name of a body or an outlet: "ministry", "post"."""
    return word in lists().bodies or word in lists().outlet_words


def _is_in_capitals(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isupper() and word.text.isalpha()


def _is_rank(word: Word) -> bool:
    return word.lower.rsplit("-", 1)[-1] in lists().ranks


def _is_initial(word: Word) -> bool:
    return len(word.text) <= 2 and word.text[0].isupper()


def _is_aged(tokens: Tokens, stop: int) -> bool:
    """ "Maxime, 11, was at home": an age between commas, which only people have."""
    if stop + 2 >= len(tokens) or tokens.word[stop] != "," or tokens.word[stop + 2] != ",":
        return False
    age = tokens.word[stop + 1]
    return age.isdigit() and len(age) <= 2 and tokens.entity[stop - 1] not in ("DATE", "GPE")


def _age_or_role_after(tokens: Tokens, stop: int) -> bool:
    if stop + 1 >= len(tokens) or tokens.word[stop] not in (",", "("):
        return False
    if tokens.word[stop + 1].isdigit() and len(tokens.word[stop + 1]) == 2:
        return True
    for i in range(stop + 1, min(stop + 9, len(tokens))):
        if tokens.pos[i] not in _BEFORE_ROLES or tokens.word[i] == ",":
            return False
        if is_role(tokens.lower[i]):
            return True
    return False


def _role_before(t: Tokens, first: int) -> bool:
    """ "The port's spokesman, Ana Lind": a role right before the comma."""
    comma = first - 1
    return comma > 0 and t.word[comma] == "," and is_role(t.lower[comma - 1])


def _in_apposition(t: Tokens, first: int, stop: int) -> bool:
    """ "The port's chief, Ana Lind": an apposition to a role."""
    row = stop - 1
    return t.dep[row] == "appos" and t.head[row] < first and is_role(t.lower[t.head[row]])


def _acts(t: Tokens, last: int) -> bool:
    return t.dep[last] in ("nsubj", "nsubjpass") and t.pos[t.head[last]] == "VERB"
