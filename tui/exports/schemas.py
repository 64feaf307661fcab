"""JSON Schemas of what brief prints and exports, and the columns of its tables, from the values.

``tui.cli.reference`` writes them into docs/.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from functools import reduce
from operator import or_
from types import GenericAlias
from typing import Any

import msgspec

from briefing.codec import EXTRACT_SCHEMA
from briefing.digest.briefing import AsOf, Briefing
from briefing.jobs.archive import MANIFEST_SCHEMA, Origin, Problem
from briefing.kinds import all_kinds, correctable_kinds, shown_kinds
from briefing.model import Span
from tui.exports import meanings
from tui.exports.briefing_shape import BRIEFING, HEAD
from tui.exports.items import ITEM_SCHEMA
from tui.exports.ledger import LEDGER, LEDGER_SCHEMA
from tui.exports.objects import BRIEFING_SCHEMA
from tui.exports.shapes import Types, finding, list_of, shape
from tui.exports.tables import tables

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_CSVW = "http://www.w3.org/ns/csvw"

Schema = dict[str, Any]


def schemas() -> dict[str, Schema]:
    """Each schema by the name of its file in docs/."""
    return {
        "extract.schema.json": _published(
            _extract(),
            "A line of brief extract",
            f"What `brief extract` and `brief read --json` print for an article, schema"
            f" {EXTRACT_SCHEMA}. A registered kind of finding adds a list of its own.",
        ),
        "briefing.schema.json": _published(
            BRIEFING,
            "A briefing",
            "What `brief print --json` and `brief export --json` give, schema"
            f" {BRIEFING_SCHEMA}. Spans are in characters of the article's text, which `brief read"
            " --json` prints.",
        ),
        "ledger.schema.json": _published(
            LEDGER,
            "A ledger",
            "What `brief print --ledger --json` and `brief export --ledger --json` give, schema"
            f" {LEDGER_SCHEMA}. Spans are in characters of the article's text.",
        ),
        "corrections.schema.json": _published(
            _corrected(),
            "A line of brief corrections export",
            "An article with findings that a reader has set right; `brief extract --jsonl` reads it"
            " as it is.",
        ),
        "archive.schema.json": _published(
            _archive(),
            "The manifest of an archive",
            "What `brief analyse --into` writes beside the parts, manifest.json, schema"
            f" {MANIFEST_SCHEMA}.",
        ),
        "item.schema.json": _published(
            _item(),
            "An item of a watch",
            "What the command of a watch, `on_match`, reads on standard input, schema"
            f" {ITEM_SCHEMA}.",
        ),
        "tables.csvw.json": _columns(),
    }


def _extract() -> Any:
    lists: Types = {kind.plural: list_of(finding(kind, kind.name.title())) for kind in all_kinds()}
    own: Types = {
        "schema": int,
        "analyser": str,
        "id": str,
        "title": str | None,
        "published": date | None,
        "url": str | None,
        "text": str,
    }
    said = {**meanings.EXTRACT, **dict.fromkeys(lists, "")}
    return shape("Extract", {**own, **lists}, said, {"version": str})


def _corrected() -> Any:
    by_kind: Types = {
        kind.plural: list_of(finding(kind, kind.name.title())) for kind in correctable_kinds()
    }
    findings = shape("Findings", by_kind, dict.fromkeys(by_kind, ""))
    spans: Types = {"spans": list[Span]}
    other = shape("Other", {"id": str, **spans}, meanings.OTHER)
    link = shape("Link", {"kind": str, "same": bool, **spans, "other": other}, meanings.LINK)
    return shape(
        "Corrected",
        {
            "id": str,
            "title": str | None,
            "published": date | None,
            "url": str | None,
            "text": str,
            "expected": findings,
            "wrong": findings,
            "links": list_of(link),
        },
        meanings.CORRECTED,
    )


def _archive() -> Any:
    line_problem = shape("Problem", _types(Problem), meanings.LINE_PROBLEM)
    origin = shape("Origin", _types(Origin), meanings.ORIGIN)
    of_part: Types = {"origin": origin, "findings": str, "problems": list_of(line_problem)}
    part = shape("Part", of_part, meanings.PART)
    of_manifest: Types = {"schema": int, "input": str, "parts": GenericAlias(dict, (str, part))}
    return shape("Manifest", of_manifest, meanings.ARCHIVE)


def _types(struct: type[msgspec.Struct]) -> Types:
    return {field.name: field.type for field in msgspec.structs.fields(struct)}


def _item() -> Any:
    article = shape("Article", HEAD, meanings.ARTICLE)
    items = []
    for kind in shown_kinds():
        name = kind.name.title()
        types: Types = {"article": article, "words": str, "finding": finding(kind, name)}
        account = shape(f"{name}Account", types, meanings.ACCOUNT)
        of_item: Types = {
            "schema": int,
            "kinds": list[str],
            "line": str,
            "accounts": list_of(account),
        }
        items.append(shape(f"{name}Item", of_item, meanings.ITEM, kind=kind.name))
    return reduce(or_, items)


def _published(shape: Any, title: str, description: str) -> Schema:
    made = _plain(msgspec.json.schema(shape))
    return {"$schema": _DRAFT, "title": title, "description": description, **made}


def _plain(schema: Any) -> Any:
    """As it is published: plain JSON, descriptions on one line, and none where there is none."""
    if isinstance(schema, dict):
        kept = {key: _plain(value) for key, value in schema.items()}
        return {key: value for key, value in kept.items() if (key, value) != ("description", "")}
    if isinstance(schema, list | tuple):
        return [_plain(value) for value in schema]
    return " ".join(schema.split()) if isinstance(schema, str) else schema


def _columns() -> Schema:
    """The tables of ``brief export --csv`` as CSVW metadata (W3C, Metadata Vocabulary for Tabular
    Data), from those of a briefing without rows."""
    nobody = Briefing(AsOf(date.min, "asked for"), date.min, (), (), (), ())
    return {
        "@context": _CSVW,
        "dc:title": "The tables of brief export --csv",
        "tables": [
            {
                "url": name,
                "tableSchema": {"columns": [_column(name, column) for column in _header(table)]},
            }
            for name, table in tables(nobody, lambda _: "").items()
        ],
    }


def _header(table: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(table.decode("utf-8-sig"))))


def _column(table: str, name: str) -> Schema:
    plural = table.removesuffix(".csv")
    kind = next((kind for kind in all_kinds() if kind.plural == plural), None)
    own: dict[str, str] = {}
    if kind is not None:
        own = {**meanings.ROWS.get(kind.name.title(), {}), **meanings.FINDINGS[kind.name]}
    meaning = meanings.COLUMNS.get(name) or own[name]
    return {"titles": name, "dc:description": meaning}
