"""The sides of a story: a party or a body with all who speak for it, or one who speaks alone.

Norland, its foreign ministry, its minister and "a Norlandic diplomat" are one side. For whom
somebody speaks is decided in ``party_voices``; where that leaves it open, they are a side of their
own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from briefing.digest.dated import DatedRow
from briefing.digest.importance import weigh
from briefing.digest.party_voices import Parties
from briefing.merge.headings import country_called, nation_of, spoken_for
from briefing.names.people import fold
from briefing.rows import SpeakerRow, Statement, TalkRow

Said: TypeAlias = tuple[SpeakerRow, Statement]

_WORD = re.compile(r"[A-Z][^\W_]+(?:-[A-Z][^\W_]+)*")


def newest_of_sides(
    said: Sequence[Said],
    dated: Iterable[DatedRow],
    day: date,
    origins: Mapping[str, Hashable],
    is_watched: Callable[[object], bool] = lambda _: False,
) -> tuple[Said, ...]:
    """The newest statement of each side of a story, the most important side first.

    Of two that weigh alike, that of which more articles tell comes first.

    ``said`` is all that is said in the story, the newest first, ``dated`` its talks and dates,
    ``origins`` what each article comes from. Sides without a name stand last.
    """
    sides: dict[Hashable, list[Said]] = {}
    side_of = _sides(said, dated)
    for each in said:
        sides.setdefault(side_of(each), []).append(each)

    def rank(side: Sequence[Said]) -> tuple[bool, float, int]:
        refs = [statement.article for _, statement in side]
        newest = refs[0].day
        importance = weigh(
            independent=len({origins.get(ref.id, ref.id) for ref in refs}),
            age=(day - newest).days if newest else 0,
            watched=any(is_watched(statement) for _, statement in side),
        )
        unnamed = all(speaker.attribution == "unnamed" for speaker, _ in side)
        return unnamed, -importance, -len({ref.id for ref in refs})

    return tuple(side[0] for side in sorted(sides.values(), key=rank))


def _sides(said: Sequence[Said], dated: Iterable[DatedRow]) -> Callable[[Said], Hashable]:
    """Gives the side of something said: a party, or whoever said it."""
    surnames = {_last_word(row.name) for row, _ in said if row.attribution == "named"}
    # People who sit at a table are no parties here, but speak for them.
    names = dict.fromkeys(sorted(_names(said, dated)))
    parties = Parties(name for name in names if _last_word(name) not in surnames)
    known: dict[tuple[str | None, ...], Hashable] = {}

    def side_of(each: Said) -> Hashable:
        row, quote = each[0], each[1].quote
        asked = (quote.speaker, quote.attribution, quote.role, row.name, row.role)
        if asked not in known:
            known[asked] = parties.of_quote(quote, row.name, row.role) or ("", row.name)
        return known[asked]

    return side_of


def _names(said: Sequence[Said], dated: Iterable[DatedRow]) -> Iterator[str]:
    """What parties and bodies are called in a story, and the countries in the roles of people."""
    rows = {id(row): row for row, _ in said}.values()
    for row in rows:
        if row.attribution == "body":
            yield from filter(None, (row.name, *row.forms))
    unnamed = {each.quote.speaker for row, each in said if row.attribution == "unnamed"}
    yield from filter(None, (spoken_for(speaker) for speaker in unnamed if speaker))
    roles = {each.quote.role or row.role for row, each in said}
    words = {word for role in roles if role for word in _WORD.findall(role)}
    yield from (country_called(code) for code in filter(None, map(nation_of, words)))
    yield from (name for row in dated if isinstance(row, TalkRow) for name in row.parties)


def _last_word(name: str | None) -> str:
    return fold(name or "").rpartition(" ")[2]
