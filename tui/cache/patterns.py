"""The patterns of brief as ``re`` compiled them, kept for processes that last for one answer.

``re`` keeps what it has compiled by the pattern's text and flags; here that is filled in from an
earlier process. What a pattern is compiled to rests on nothing but these and on the interpreter.
"""

from __future__ import annotations

import contextlib
import importlib
import re
import sys
import zlib
from array import array
from collections.abc import Collection, Iterator, MutableMapping
from pathlib import Path
from typing import Any, TypeAlias, cast

import msgspec
from msgspec import Struct

from briefing.patterns import LazyPattern

_sre: Any = importlib.import_module("_sre")
_OWN = ("briefing", "store", "tui")
_MOST = 400  # of the 512 that ``re`` itself keeps before it forgets the first
_PATTERNS, _TABLES = frozenset((re.Pattern, LazyPattern)), frozenset((tuple, list, dict))
_SHORT, _DEEP = 64, 3  # of tables of patterns: to look through all of words takes 14 ms
INTERPRETER = f"{sys.version} {_sre.MAGIC} {_sre.CODESIZE} {sys.byteorder}"
"""All of it that what a pattern is compiled to rests on."""
_AMISS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What reading, writing and an unsound pattern may raise."""
_CODE = "I" if array("I").itemsize == _sre.CODESIZE else "L"

_Key: TypeAlias = tuple[type, str, int]
CompiledPatterns: TypeAlias = MutableMapping[_Key, "re.Pattern[str]"]
_Held: TypeAlias = "re.Pattern[str] | LazyPattern"


class _Compiled(Struct, frozen=True, array_like=True):
    """One pattern: its text, the flags it was asked for with, and what ``_sre`` makes it of."""

    text: str
    asked: int
    flags: int
    code: bytes
    groups: int
    places: dict[str, int]
    names: tuple[str | None, ...]


class _Kept(Struct, frozen=True, array_like=True):
    interpreter: str
    patterns: tuple[_Compiled, ...]


class PatternCache:
    """The compiled patterns in a file in ``folder``.

    ``compiled`` are those at hand, by type, text and flags: those that ``re`` keeps. It is a
    convenience: whatever goes wrong with it, patterns are compiled as ever.
    """

    def __init__(
        self, folder: Path, compiled: CompiledPatterns | None = None, interpreter: str = INTERPRETER
    ) -> None:
        self._path = folder / "patterns.msgpack"
        self._compiled = _of_re() if compiled is None else compiled
        self._interpreter = interpreter
        self._kept: tuple[_Compiled, ...] = ()

    def fill(self) -> None:
        """Give ``re`` what was kept, if this interpreter compiled it; to be called once."""
        with contextlib.suppress(*_AMISS):
            kept = _read(self._path.read_bytes(), self._interpreter)
            compiled = {(str, each.text, each.asked): _pattern(each) for each in kept}
            for key, pattern in compiled.items():
                self._compiled.setdefault(key, pattern)
            self._kept = kept

    def keep(self) -> None:
        """Keep the patterns of brief's modules that were compiled by now, if there are new ones.

        Not what is looked for once, such as a name in a text: only what a module holds.
        """
        with contextlib.suppress(*_AMISS):
            kept = {(str, each.text, each.asked) for each in self._kept}
            held = {pattern.pattern for pattern in _held()}
            new = [
                (key, pattern)
                for key, pattern in self._compiled.items()
                if key[0] is str and key[1] in held and key not in kept
            ]
            if new:
                made = tuple(_compiled(key, pattern) for key, pattern in new)
                # Those of another brief, which nothing asks for any more, go at some time.
                older = self._kept if len(self._kept) + len(made) <= _MOST else ()
                kept_now = _Kept(self._interpreter, (*older, *made)[:_MOST])
                _write(self._path, kept_now)


def _read(content: bytes, interpreter: str) -> tuple[_Compiled, ...]:
    """What was written; raises ValueError if it is damaged or another interpreter's."""
    number, _, body = content.partition(b"\n")
    if number != b"%08x" % zlib.crc32(body):
        raise ValueError("damaged")
    kept = msgspec.msgpack.decode(body, type=_Kept)
    if kept.interpreter != interpreter:
        raise ValueError("another interpreter's")
    return kept.patterns


def _write(path: Path, kept: _Kept) -> None:
    # With what few processes need, as most only read what is kept.
    from briefing.files import write_private

    body = msgspec.msgpack.encode(kept)
    write_private(path, b"%08x\n%s" % (zlib.crc32(body), body))


def _of_re() -> CompiledPatterns:
    return cast("CompiledPatterns", vars(re).get("_cache", {}))


def _pattern(kept: _Compiled) -> re.Pattern[str]:
    """The pattern, of whose code ``_sre`` looks whether it is sound."""
    code = array(_CODE, kept.code).tolist()
    made = _sre.compile(kept.text, kept.flags, code, kept.groups, kept.places, kept.names)
    return cast("re.Pattern[str]", made)


def _compiled(key: _Key, pattern: re.Pattern[str]) -> _Compiled:
    """What makes up a pattern; raises ValueError if it would not make up the very same."""
    _, text, asked = key
    compiler: Any = importlib.import_module("re._compiler")
    parsed = importlib.import_module("re._parser").parse(text, asked)
    code = array(_CODE, compiler._code(parsed, asked)).tobytes()
    names: list[str | None] = [None] * (pattern.groups + 1)
    for name, number in pattern.groupindex.items():
        names[number] = name
    places = dict(pattern.groupindex)
    made = _Compiled(text, asked, pattern.flags, code, pattern.groups, places, tuple(names))
    if _pattern(made) != pattern:
        raise ValueError("compiled in another way")
    return made


def _held() -> Iterator[_Held]:
    """The patterns that the loaded modules of brief hold, by themselves and in short tables."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] in _OWN:
            yield from _among(tuple(vars(module).values()), _DEEP)


def _among(values: Collection[Any], deep: int) -> Iterator[_Held]:
    for value in values:
        kind = type(value)
        if kind in _PATTERNS:
            yield value
        elif deep and kind in _TABLES and len(value) <= _SHORT:
            yield from _among(value.values() if kind is dict else value, deep - 1)
