"""Shapes of objects that brief prints, as types made of fields, their types and their meanings."""

from __future__ import annotations

from collections.abc import Mapping
from types import GenericAlias
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct, defstruct
from msgspec.structs import fields

from briefing.kinds import FindingKind
from tui.exports import meanings

Types = Mapping[str, Any]


def shape(
    name: str,
    types: Types,
    said: Mapping[str, str],
    optional: Types | None = None,
    kind: str | None = None,
) -> type[Struct]:
    """An object with fields of those types, each with what is said of it. Raises KeyError.

    With ``kind`` its field ``kind`` is always that, by which it is told from others.
    """
    always = [(field, _explained(of, said[field])) for field, of in types.items()]
    maybe = [
        (field, _explained(of, said[field]), msgspec.UNSET)
        for field, of in (optional or {}).items()
    ]
    tag_field = "kind" if kind else None
    return defstruct(name, [*always, *maybe], kw_only=True, tag=kind, tag_field=tag_field)


def _explained(of: Any, meaning: str) -> Any:
    return Annotated[of, Meta(description=meaning)]


def list_of(member: Any) -> Any:
    """The type of lists of what is made at run time."""
    return GenericAlias(list, (member,))


def finding(
    kind: FindingKind, name: str, own: Types | None = None, optional: Types | None = None
) -> type[Struct]:
    """A finding as it is printed, after fields of its own."""
    types = {each.name: each.type for each in fields(kind.value)}
    said = {
        **meanings.FINDINGS[kind.name],
        "article": meanings.OF_ARTICLE,
        "remarks": meanings.REMARKS,
        **({"outcome": meanings.OUTCOME} if "outcome" in (optional or {}) else {}),
    }
    printed = {field: types[field] for field in kind.fields}
    return shape(name, {**(own or {}), **printed}, said, optional)
