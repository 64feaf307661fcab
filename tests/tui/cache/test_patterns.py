"""Kept patterns are those that ``re`` would compile, and nothing wrong is ever taken for one."""

from __future__ import annotations

import re
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from click.testing import CliRunner

from bench.filling import put_in
from briefing.patterns import LazyPattern
from store.library import open_library
from tests.briefing.support import analysed_article
from tui.cache.patterns import CompiledPatterns, PatternCache
from tui.cli.main import main

SAMPLES = (r"(?i)\b(?P<who>[A-ZÄ]\w+)(?: of (?P<where>\w+))?\b", r"[^\W\d_]{2,}(?=ſ|ß)", r"(a)|b")
NAME = r"\bZyx Quorvath\b"  # what is looked for in one text


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> CompiledPatterns:
    """What ``re`` would have compiled of what a module of brief holds in each way, and else."""
    lazy = LazyPattern(SAMPLES[1])
    lazy.search("x")
    module = ModuleType("briefing.invented")
    flags = int(re.ASCII | re.MULTILINE)
    alone, listed = re.compile(SAMPLES[0], flags), re.compile(SAMPLES[2])
    vars(module).update(alone=alone, table=({"one": [lazy]},), listed=[listed])
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return {
        (str, SAMPLES[0], flags): alone,
        (str, SAMPLES[1], 0): re.compile(SAMPLES[1]),
        (str, SAMPLES[2], 0): listed,
        (str, NAME, 0): re.compile(NAME),
    }


def test_what_is_filled_in_is_what_would_be_compiled(
    tmp_path: Path, compiled: CompiledPatterns
) -> None:
    PatternCache(tmp_path, compiled).keep()
    filled: CompiledPatterns = {}
    PatternCache(tmp_path, filled).fill()
    assert {key[1] for key in filled} == set(SAMPLES)
    for key, pattern in filled.items():
        assert pattern is not compiled[key]
        assert pattern == compiled[key]
        assert (pattern.groups, pattern.groupindex) == (
            compiled[key].groups,
            compiled[key].groupindex,
        )
    first = next(pattern for pattern in filled.values() if pattern.pattern == SAMPLES[0])
    match = first.search("Ada of Tarn")
    assert match is not None
    assert match.groupdict() == {"who": "Ada", "where": "Tarn"}
    assert match.lastgroup == "where"


def test_re_compiles_nothing_that_was_filled_in(tmp_path: Path, compiled: CompiledPatterns) -> None:
    PatternCache(tmp_path, compiled).keep()
    re.purge()
    PatternCache(tmp_path).fill()
    filled: CompiledPatterns = {}
    PatternCache(tmp_path, filled).fill()
    assert filled
    assert not any(compiles(text, flags) for _, text, flags in filled)
    assert compiles(SAMPLES[2], int(re.DOTALL))


def compiles(text: str, flags: int) -> bool:
    """Whether the compiler of ``re`` is asked for that pattern."""
    called: list[str] = []
    sys.setprofile(lambda frame, _event, _value: called.append(frame.f_code.co_filename))
    try:
        re.compile(text, flags)
    finally:
        sys.setprofile(None)
    return any(Path(name).name == "_compiler.py" for name in called)


def test_a_name_that_was_looked_for_in_a_text_is_not_kept(
    tmp_path: Path, compiled: CompiledPatterns
) -> None:
    PatternCache(tmp_path, compiled).keep()
    content = next(tmp_path.iterdir()).read_bytes()
    assert NAME.encode() not in content
    assert SAMPLES[0].encode() in content


def test_nothing_is_written_where_all_is_kept(tmp_path: Path, compiled: CompiledPatterns) -> None:
    PatternCache(tmp_path, compiled).keep()
    path = next(tmp_path.iterdir())
    before = path.stat().st_ino, path.stat().st_mtime_ns
    again = PatternCache(tmp_path, compiled)
    again.fill()
    again.keep()
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before


def test_a_damaged_file_gives_nothing_and_is_written_anew(
    tmp_path: Path, compiled: CompiledPatterns
) -> None:
    PatternCache(tmp_path, compiled).keep()
    path = next(tmp_path.iterdir())
    sound = path.read_bytes()
    places = range(0, len(sound), max(1, len(sound) // 60))
    damaged = [sound[:n] + bytes([sound[n] ^ 0x55]) + sound[n + 1 :] for n in places]
    for content in (*damaged, b"", b"\n", sound[:-1], sound + b"x", b"\x00" * 300):
        path.write_bytes(content)
        filled: CompiledPatterns = {}
        PatternCache(tmp_path, filled).fill()
        assert not filled
        cached = PatternCache(tmp_path, compiled)
        cached.fill()
        cached.keep()
        assert path.read_bytes() == sound


def test_code_that_is_none_gives_nothing_even_with_its_sum(
    tmp_path: Path, compiled: CompiledPatterns
) -> None:
    PatternCache(tmp_path, compiled).keep()
    path = next(tmp_path.iterdir())
    body = path.read_bytes().partition(b"\n")[2]
    code = msgspec.msgpack.decode(body)[1][0][3]
    other = body.replace(code, b"\xff" * len(code))
    path.write_bytes(b"%08x\n%s" % (zlib.crc32(other), other))
    filled: CompiledPatterns = {}
    PatternCache(tmp_path, filled).fill()
    assert not filled


def test_what_another_interpreter_compiled_gives_nothing(
    tmp_path: Path, compiled: CompiledPatterns
) -> None:
    PatternCache(tmp_path, compiled, "another one").keep()
    filled: CompiledPatterns = {}
    PatternCache(tmp_path, filled).fill()
    assert not filled
    PatternCache(tmp_path, filled, "another one").fill()
    assert filled


def test_two_that_keep_at_once_leave_a_whole_file(
    tmp_path: Path, compiled: CompiledPatterns
) -> None:
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(PatternCache(tmp_path, compiled).keep) for _ in range(16)]:
            done.result()
    filled: CompiledPatterns = {}
    PatternCache(tmp_path, filled).fill()
    assert {key[1] for key in filled} == set(SAMPLES)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_report_is_the_same_with_kept_patterns_and_with_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    library = open_library(tmp_path / "data")
    put_in(library, [analysed_article(1), analysed_article(2, "Bo Berg", "2022-01-03")])
    library.close()

    def printed() -> str:
        for path in (tmp_path / "cache").glob("printed-*"):
            path.unlink()
        done = CliRunner().invoke(main, ["print", "--as-of", "2022-01-05"])
        assert done.exit_code == 0
        return done.output

    first = printed()
    (kept,) = (tmp_path / "cache").glob("patterns*")
    assert printed() == first
    kept.write_bytes(kept.read_bytes()[:-7])
    assert printed() == first
    kept.unlink()
    kept.mkdir()
    assert printed() == first
