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
    name: str, types: Types, said: Mapping[str, str], optional: Types | None = None
) -> type[Struct]:
    """An object with fields of those types, each with what is said of it. Raises KeyError."""
    always = [(field, _explained(kind, said[field])) for field, kind in types.items()]
    maybe = [
        (field, _explained(kind, said[field]), msgspec.UNSET)
        for field, kind in (optional or {}).items()
    ]
    return defstruct(name, [*always, *maybe], kw_only=True)


def _explained(kind: Any, meaning: str) -> Any:
    return Annotated[kind, Meta(description=meaning)]


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
    }
    printed = {field: types[field] for field in kind.fields}
    return shape(name, {**(own or {}), **printed}, said, optional)
