"""Documents to JSON bytes and back, by msgspec, with the standard library for what it refuses.

msgspec rather than orjson, which is as fast on whole documents: ``msgspec.Raw`` steps over a
document without building it, so that a journal or a snapshot of 50,000 articles is read without
making 50,000 dictionaries. What msgspec refuses (lone surrogates, NaN in a file that stock TinyDB
wrote) goes through ``json``, as stock TinyDB would have it.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

Document = dict[str, Any]
Tables = dict[str, dict[str, bytes]]

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode
_raw_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode


def encode(value: object) -> bytes:
    """UTF-8 JSON on one line. Raises TypeError or ValueError for what JSON cannot hold."""
    try:
        return _encode(value)
    except (UnicodeEncodeError, TypeError):
        return json.dumps(value, separators=(",", ":")).encode()


def decode(data: bytes) -> Any:
    """The value of that JSON; raises ValueError when it is none."""
    try:
        return _decode(data)
    except ValueError:
        return json.loads(data)


def by_number(documents: dict[str, bytes]) -> dict[int, bytes]:
    """The documents of a split table under their ids as numbers. Raises ValueError for others."""
    return {int(key): document for key, document in documents.items()}


def split_tables(data: bytes) -> Tables:
    """A TinyDB file as its tables' documents, each still JSON bytes; ValueError when it is none."""
    if not data or data.isspace():
        return {}
    try:
        tables = _raw_tables(data)
    except ValueError:
        return _split_slowly(data)
    return {name: {key: bytes(raw) for key, raw in docs.items()} for name, docs in tables.items()}


def _split_slowly(data: bytes) -> Tables:
    tables = json.loads(data)
    if not isinstance(tables, dict) or not all(isinstance(docs, dict) for docs in tables.values()):
        raise ValueError("not a TinyDB file: an object of tables is expected")
    return {
        name: {key: encode(document) for key, document in docs.items()}
        for name, docs in tables.items()
    }
