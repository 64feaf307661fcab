"""Rows in which nothing is a name, with the name that their articles are most about.

"Ruling is due" says nothing by itself; "ruling is due (news of Amber Line)" says which it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import replace

from briefing.merge.events import Events
from briefing.merge.memory import Merged
from briefing.names.common_nouns import is_common
from briefing.names.words import stems
from briefing.rows import DeadlineRow, TalkRow

_Row = TypeVar("_Row", TalkRow, DeadlineRow)
_CAPITAL = re.compile(r"\b[A-Z]")
_FIRST_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_ASKED = 8  # of a row's mentions, the newest: what more of them are about is seldom another name
_TITLES = stems(
    "attorney judge justice senator representative congressman congresswoman councilman "
    "councilwoman councillor captain colonel general lieutenant major sergeant sheriff officer "
    "professor doctor president minister secretary governor mayor director spokesman spokeswoman"
)
"""Titles of people, who are cut short where one of these is part of the name."""


def with_topic_names(
    rows: Iterable[_Row], events: Events, remembered: Merged[str | None]
) -> tuple[_Row, ...]:
    """Those rows, each that names nobody and nothing with the name its articles are most about.

    Articles about no name at all add none. ``remembered`` holds the names found before.
    """
    return tuple(row if _has_name(row, events) else _named(row, events, remembered) for row in rows)


def _named(row: _Row, events: Events, remembered: Merged[str | None]) -> _Row:
    newest = tuple([mention.article.id for mention in row.mentions[:_ASKED]])
    name = remembered.of(newest, newest, lambda: events.telling_name(dict.fromkeys(newest)))
    if name is None or stems(name) & (stems(row.what) | _TITLES):
        return row
    return replace(row, topic_name=name)


def _has_name(row: TalkRow | DeadlineRow, events: Events) -> bool:
    if row.place or row.parties:
        return True
    who = row.who if isinstance(row, DeadlineRow) else None
    article_id = row.mentions[0].article.id
    return any(_holds_name(words, article_id, events) for words in filter(None, (who, row.what)))


def _holds_name(words: str, article_id: str, events: Events) -> bool:
    """Whether a word has a capital that is none for standing first ("Deliveries start")."""
    word = _first_alone(words)
    if word is None:
        return True
    if not word[0].isupper() or is_common(word):
        return False
    return not word.endswith("s") or events.names_one_of(article_id, stems(word))


@lru_cache(maxsize=16_384)
def _first_alone(words: str) -> str | None:
    """The first word, after which none has a capital; None where one has, or there is no word."""
    first = _FIRST_WORD.match(words)
    if first is None or _CAPITAL.search(words, first.end()) is not None:
        return None
    return first[0]
