"""Who said what: statements of many articles as rows of a speaker each, as a reader joined them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.links import Link
from briefing.merge.links import as_linked
from briefing.merge.name_uses import NameUse
from briefing.merge.speaker_keys import SpeakerKey, statements_of
from briefing.merge.speakers import SpeakerIndex
from briefing.rows import SpeakerRow, Statement

_STRENGTH = {"named": 0, "body": 0, "unnamed": 1, "none": 2}


def speaker_rows(index: SpeakerIndex, links: Sequence[Link] = ()) -> tuple[SpeakerRow, ...]:
    """The statements of an index, grouped by who made them.

    Those quoted last come first, unnamed ones after, quotes without speaker at the end. ``links``
    are what a reader says of statements: that one speaker made them, or not.
    """
    others = (_speaker_row(heading, members, index) for heading, members in index.others.items())
    rows = sorted((*index.people, *others), key=lambda row: _in_text_order(row.statements[0]))
    if links:
        rows = _as_linked(rows, links)
    return tuple(sorted(rows, key=_speaker_order))


def newest_first(ref: ArticleRef) -> tuple[int, str, str]:
    """Orders articles: the latest published first, those of one day by their titles."""
    return (ref.age, ref.title.casefold(), ref.id)


def _as_linked(rows: Sequence[SpeakerRow], links: Sequence[Link]) -> list[SpeakerRow]:
    """The rows as a reader has joined and split them; of those joined the first gives the name."""
    unchanged = {row.statements: row for row in rows}
    by_statement = {statement: row for row in rows for statement in row.statements}
    groups = as_linked([list(row.statements) for row in rows], links, _said_by_one)
    mended = []
    for group in groups:
        said = tuple(sorted(group, key=_newest_statement_first))
        row = unchanged.get(said)
        if row is None:
            before = by_statement[group[0]]
            row = replace(before, statements=said, forms=())
            if before.statements[0] not in group:
                # What has left its row is told from it by the article that it stands in.
                row = replace(row, name=f"{group[0].quote.speaker} ({group[0].article.title})")
        mended.append(row)
    return mended


def _said_by_one(one: Statement, other: Statement) -> bool:
    """Whether one article gives both to a speaker of one name."""
    return one.article.id == other.article.id and one.quote.speaker == other.quote.speaker


def _speaker_row(
    heading: SpeakerKey, members: Mapping[SpeakerKey, Sequence[NameUse]], index: SpeakerIndex
) -> SpeakerRow:
    """A row of one speaker, or of several that are shown under one heading."""
    if len(members) == 1:
        ((key, uses),) = members.items()
        said = statements_of(uses)
        return SpeakerRow(index.name(key), index.role(key), said[0].quote.attribution, said)
    names = {key: index.name(key) or "" for key in members}
    said = tuple(s for uses in members.values() for s in statements_of(uses))
    unnamed = all(key.attribution == "unnamed" for key in members)
    return SpeakerRow(
        name=index.title(heading, names),
        role=None,
        attribution="unnamed" if unnamed else "body",
        statements=tuple(sorted(said, key=_newest_statement_first)),
        forms=tuple(names.values()),
    )


def _in_text_order(statement: Statement) -> tuple[int, str, str, int, int]:
    return (*_newest_statement_first(statement), statement.index)


def _newest_statement_first(statement: Statement) -> tuple[int, str, str, int]:
    return (*newest_first(statement.article), statement.quote.spans[0].start)


def _speaker_order(row: SpeakerRow) -> tuple[int, int, int, str]:
    newest = row.newest
    return (
        _STRENGTH[row.attribution],
        -newest.toordinal() if newest else 0,
        -len(row.statements),
        (row.name or "").casefold(),
    )
