"""Corrections and state that several processes change at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from bench.corpora.store_samples import START, article, entry, findings
from bench.filling import put_in
from briefing.corrections import Correction, correction_of
from briefing.errors import StoreError
from briefing.ports import Json
from store.library import TinyLibrary, open_library
from store.upkeep.facade import restore_backup, save_backup


def _correction(number: int, speaker: str = "Ana Lind") -> Correction:
    of = article(number)
    made = START + timedelta(minutes=number)
    return correction_of(findings(of).quotes[0], of, made, "speaker", speaker)


def test_corrections_come_back_in_order_also_after_a_compaction(
    library: TinyLibrary, folder: Path
) -> None:
    made = [_correction(n) for n in (3, 1, 2)]
    for each in made:
        library.put_correction(each)
    again = _correction(3, "Petra Holm")
    library.put_correction(again)
    expected = (again, *made[1:])
    assert library.corrections() == expected
    assert library.compact()
    reader = open_library(folder, read_only=True)
    assert library.corrections() == reader.corrections() == expected


def test_a_correction_is_forgotten_once(library: TinyLibrary) -> None:
    library.put_correction(_correction(1))
    revision = library.revision()
    assert library.remove_correction(_correction(1, "somebody else"), START)
    assert not library.remove_correction(_correction(1), START)
    assert library.corrections() == ()
    assert library.revision() != revision


def test_corrections_are_part_of_a_backup_and_of_no_count(
    library: TinyLibrary, folder: Path, tmp_path: Path
) -> None:
    put_in(library, [entry(1)])
    before = library.counts()
    library.put_correction(_correction(1))
    assert library.counts() == before
    save_backup(folder, tmp_path / "backup.json")
    library.remove_correction(_correction(1), START)
    restored = restore_backup(folder, tmp_path / "backup.json")
    assert restored.documents["corrections"] == 1
    assert library.corrections() == (_correction(1),)


def test_two_libraries_lose_no_change_of_one_state(folder: Path) -> None:
    each, rounds = 4, 25

    def add(library: TinyLibrary, name: int) -> None:
        for number in range(rounds):

            def more(kept: Json, number: int = number) -> Json:
                return [*(kept if isinstance(kept, list) else []), name * 1_000 + number]

            library.update_state("list", more)

    opened = [open_library(folder, lock_timeout=30) for _ in range(each)]
    threads = [Thread(target=add, args=(lib, name)) for name, lib in enumerate(opened)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = opened[0].state("list")
    assert isinstance(kept, list)
    assert sorted(map(str, kept)) == sorted(
        str(name * 1_000 + n) for name in range(each) for n in range(rounds)
    )
    for library in opened:
        library.close()


def test_a_change_that_makes_no_json_changes_nothing(library: TinyLibrary) -> None:
    library.set_state("kept", 1)
    with pytest.raises(StoreError, match="no JSON value"):
        library.update_state("kept", lambda kept: {"odd": float("nan")})
    assert library.state("kept") == 1
    assert library.update_state("kept", lambda kept: None) is None
    assert library.state("kept") is None
