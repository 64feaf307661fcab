"""A process that stays open for days holds no more than it did in the morning."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier

import pytest

from bench.corpora.store_samples import START, article, entry
from bench.filling import put_in
from briefing.desk import Desk
from briefing.model import Findings
from store.engine import compaction, files
from store.engine.compaction import Background
from store.engine.contents import Contents
from store.library import TinyLibrary, open_library
from store.recovery.salvage import Salvaged
from store.upkeep.facade import examine, repair


@pytest.fixture
def uncollected() -> Iterator[None]:
    """As in the panes, where garbage is looked for seldom."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def held(folder: Path) -> tuple[list[str], list[str]]:
    """Files of the folder that this process has open, without their numbers, and mapped."""
    links = []
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            links.append(str(path.readlink()))
    maps = Path("/proc/self/maps").read_text().splitlines()
    of_folder = [
        re.sub(r"\d+\.", "N.", link.removeprefix(str(folder)))
        for link in links
        if link.startswith(str(folder))
    ]
    return sorted(of_folder), [line for line in maps if str(folder) in line]


def test_a_reader_lets_go_of_what_others_have_compacted(
    library: TinyLibrary, folder: Path, uncollected: None
) -> None:
    def compacted(number: int) -> tuple[list[str], list[str]]:
        writer = open_library(folder)
        put_in(writer, [entry(number)])
        writer.compact()
        writer.close()
        assert library.counts().articles == number + 1
        assert len(list(library.entries())) == number + 1
        assert library.article(f"a{number:05}") is not None
        return held(folder)

    first = compacted(0)
    assert not any("deleted" in link for link in first[0])
    assert first[1] == []
    for number in range(1, 51):
        last = compacted(number)
    assert last == first


def test_a_compaction_leaves_no_zombie(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(library, [entry(1)])
    monkeypatch.setattr(compaction, "is_due", lambda contents: True)
    contents = Contents(folder)
    contents.refresh()
    background = Background(folder)
    background.consider(contents)
    contents.close()
    assert background.child is not None
    state = Path(f"/proc/{background.child.pid}/stat")
    until(lambda: not state.exists())
    assert background.child.returncode == 0


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


# A journal that is missing


def without_journal(library: TinyLibrary) -> Path:
    """A store whose journal somebody has deleted, with one article compacted and one in it."""
    put_in(library, [entry(1)])
    library.compact()
    put_in(library, [entry(2)])
    (number,) = files.segments(library.folder)
    path = library.folder / files.segment_name(number)
    library.close()
    path.unlink()
    return path


def test_a_missing_journal_is_told_by_the_doctor(library: TinyLibrary, folder: Path) -> None:
    path = without_journal(library)
    (complaint, *_) = [c for c in examine(folder).complaints if c.level == "error"]
    assert (complaint.thing, complaint.problem) == (
        str(path),
        "is missing, though its snapshot is there",
    )
    salvaged = repair(folder)
    assert isinstance(salvaged, Salvaged)
    assert salvaged.aside == ()
    assert examine(folder).sound
    assert repair(folder) is None


def test_a_missing_journal_is_told_at_opening_once(library: TinyLibrary, folder: Path) -> None:
    path = without_journal(library)
    opened = open_library(folder)
    (notice,) = opened.notices
    assert f"Lost: {path.name}, which is missing, and what was written since" in notice
    assert [e.article.id for e in opened.entries()] == ["a00001"]
    put_in(opened, [entry(3)])
    opened.close()
    again = open_library(folder)
    assert again.notices == ()
    assert again.counts().articles == 2
    again.close()


def test_a_journal_that_goes_while_a_library_is_open_is_not_made_anew(
    library: TinyLibrary, folder: Path
) -> None:
    put_in(library, [entry(1)])
    library.compact()
    put_in(library, [entry(2)])
    (number,) = files.segments(folder)
    (folder / files.segment_name(number)).unlink()
    put_in(library, [entry(3)])
    assert any("which is missing" in notice for notice in library.notices)
    assert library.article("a00003") is not None


def test_a_new_store_has_nothing_missing(folder: Path) -> None:
    library = open_library(folder)
    put_in(library, [entry(1)])
    assert library.notices == ()
    assert examine(folder).sound
    library.close()


# Samples


class Nothing:
    """Finds nothing."""

    name = "nothing"

    def analyse(self, articles: object, total: int | None = None) -> Iterator[Findings]:
        return iter(())

    def stop(self) -> None:
        """Nothing is under way."""

    close = stop


@pytest.mark.parametrize("race", range(15))
def test_samples_never_stand_beside_own_articles(tmp_path: Path, race: int) -> None:
    """Two who open the panes, and one who adds an article, all at the first start."""
    start = Barrier(3)

    def desk() -> Desk:
        return Desk(open_library(tmp_path, lock_timeout=30), Nothing)  # type: ignore[arg-type]

    def opens() -> bool:
        one = desk()
        start.wait()
        loaded = one.samples.welcome()
        one.close()
        return loaded

    def adds() -> bool:
        one = desk()
        start.wait()
        time.sleep(race / 1000)
        one.library.take_in([article(1)], START)
        one.samples.retire()
        one.close()
        return False

    with ThreadPoolExecutor(3) as pool:
        begun = [pool.submit(work) for work in (opens, adds, opens)]
        loaded = [future.result() for future in begun]
    assert loaded.count(True) <= 1
    with_all = open_library(tmp_path)
    assert [e.article.id for e in with_all.entries()] == ["a00001"]
    with_all.close()
