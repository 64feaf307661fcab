"""The words with which a body states, and the sentences in which it does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

MOST_SUBJECT = 28  # words
ARTICLE = re.compile(r"^(?:the\s+)", re.IGNORECASE)
NUMBER = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\(?[IVXivx]{1,6}[.)]|\(?[a-z][.)]|[-•–*·])\s+")
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bH\.E)(?<!\bNo)(?<!\bSt)"
    r"[.;](?=\s+[“\"(]?[A-Z0-9]|\s*$)"
)


class StatementWords(Struct, frozen=True):
    """``communique.toml`` as patterns."""

    opens: re.Pattern[str]
    verb: re.Pattern[str]
    also: re.Pattern[str]
    meets: re.Pattern[str]
    takes_up: frozenset[str]


@lru_cache(maxsize=1)
def _raw() -> dict[str, list[str]]:
    path = files("briefing.extract") / "data" / "communique.toml"
    return tomllib.loads(path.read_text("utf-8"))


@lru_cache(maxsize=1)
def statement_titles() -> re.Pattern[str]:
    """Titles that call a document a statement: what every article is asked, made apart."""
    return re.compile(rf"(?<!\w)(?:{_choice(_raw()['titles'])})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def statement_words() -> StatementWords:
    """The words of ``communique.toml``."""
    raw = _raw()
    adverbs = _choice(raw["adverbs"])
    # "were also pleased": an adverb may stand inside.
    verbs = re.sub(
        r"\b(were|are|remain|remained|stand|stood|look|looked)\\s\+",
        lambda m: rf"{m[1]}\s+(?:(?:{adverbs})\s+)*",
        _choice([*raw["verbs"], *raw["third"]]),
    )
    return StatementWords(
        # "The Ministers also noted", "Noted" at the head of a numbered clause.
        opens=re.compile(rf"(?:(?:{adverbs})\s+)*(?P<verb>{verbs})(?![\w-])", re.IGNORECASE),
        verb=re.compile(rf"(?<![\w-])(?P<adverbs>(?:(?:{adverbs})\s+)*)(?P<verb>{verbs})(?![\w-])"),
        also=re.compile(
            rf"(?:,|;)?\s+(?:and\s+|as well as\s+)?(?:(?:they|we)\s+)?(?:(?<=[,;] )|(?<=\band )|"
            rf"(?<=\bthey )|(?<=\bwe ))(?:(?:{adverbs})\s+)*(?P<verb>{verbs})(?![\w-])"
            r"(?=\s+(?:that|the|all|both|each|such|this|them|us|any|a|an|on|upon|for|to|with|of|their|its|our|his|her|any|every|"
            r"those|what|[A-Z]|in\b))"
        ),
        meets=re.compile(rf"(?<![\w-])(?:{_choice(raw['meets'])})(?![\w-])"),
        takes_up=frozenset(raw["takes_up"]),
    )


def _choice(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences and numbered clauses, as character ranges."""
    at = 0
    for line in text.split("\n"):
        start = at
        at += len(line) + 1
        begin = 0
        for stop in [*(m.end() for m in _SENTENCE_END.finditer(line)), len(line)]:
            piece = line[begin:stop]
            if any(c.isalpha() for c in piece):
                lead = len(piece) - len(piece.lstrip())
                yield start + begin + lead, start + begin + len(piece.rstrip())
            begin = stop


def folded_words(phrase: str) -> str:
    """The phrase in small letters, with one blank between its words."""
    return " ".join(phrase.lower().split())
