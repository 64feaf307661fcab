"""Documents that stay in the journal: read again where they stand, and only as they stood."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import StoreCorrupt
from store.adapter.storage import JournalStorage
from store.engine import files, journal
from store.engine.journal import Op
from store.engine.segment import SHORTEST, Appended, Segment
from store.library import compact_folder

TABLE = "notes"
LONG, SHORT = "w" * SHORTEST, "w"

texts = st.one_of(st.text(max_size=9), st.text(min_size=1, max_size=3).map(lambda t: t * SHORTEST))
operations = st.builds(
    lambda number, text: Op("put", "täble", number, json.dumps({"t": text}).encode()),
    st.integers(-9, 10**12),
    texts,
)


def put(storage: JournalStorage, **notes: str) -> None:
    """One transaction with a note of each text, by ids from 1."""
    with storage.transaction():
        storage.make(TABLE)
        for number, text in enumerate(notes.values(), 1):
            storage.stage(TABLE, number, json.dumps({"text": text}).encode())


def kept(storage: JournalStorage) -> list[type]:
    """What a store holds of each note: where it is, or what it is."""
    storage.contents.refresh()
    return [type(ref) for ref in storage.contents.tables[TABLE].refs.values()]


def read(storage: JournalStorage) -> list[str]:
    """The texts of the notes as they are now."""
    storage.contents.refresh()
    table = storage.contents.tables[TABLE]
    return [json.loads(table.raw(ref))["text"] for ref in table.refs.values()]


@given(st.lists(st.lists(operations, max_size=4), max_size=4))
def test_documents_left_in_a_segment_are_those_that_were_written(
    tmp_path_factory: pytest.TempPathFactory, transactions: list[list[Op]]
) -> None:
    path = tmp_path_factory.mktemp("store") / files.segment_name(1)
    lines = [journal.frame(number, ops) for number, ops in enumerate(transactions, 1)]
    path.write_bytes(b"?" * 7 + b"".join(lines))
    segment = Segment(path)
    found = journal.scan(segment.read_from(7), segment, 7).frames
    offset = 7
    for line, ops, frame in zip(lines, transactions, found, strict=True):
        for left in (frame.ops, journal.left_in(segment, offset, line, ops)):
            for op, given_op in zip(left, ops, strict=True):
                document, wanted = op.document, given_op.document
                assert isinstance(wanted, bytes)
                assert isinstance(document, bytes) == (len(wanted) < SHORTEST)
                assert (document.raw() if isinstance(document, Appended) else document) == wanted
        offset += len(line)


def test_a_line_that_another_program_wrote_is_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / files.segment_name(1)
    line = journal.frame(1, [Op("put", TABLE, 1, json.dumps({"text": LONG}).encode())])
    body = line.split(b" ", 2)[2].rstrip(b"\n").replace(b'","', b'", "')
    path.write_bytes(b"%08x %d %s\n" % (zlib.crc32(body), len(body), body))
    segment = Segment(path)
    (frame,) = journal.scan(segment.read_from(0), segment).frames
    assert isinstance(frame.ops[0].document, bytes)
    assert json.loads(frame.ops[0].document) == {"text": LONG}


def test_long_documents_stay_in_the_journal_for_whoever_wrote_and_whoever_reads(
    folder: Path,
) -> None:
    writer, reader = JournalStorage(folder), JournalStorage(folder, read_only=True)
    put(writer, one=LONG, two=SHORT)
    for storage in (writer, reader):
        assert kept(storage) == [Appended, bytes]
        assert read(storage) == [LONG, SHORT]
    writer.close()
    reader.close()


def test_what_was_found_stays_readable_when_another_process_compacts(folder: Path) -> None:
    writer, reader = JournalStorage(folder), JournalStorage(folder, read_only=True)
    put(writer, one=LONG, two=LONG + "2")
    reader.contents.refresh()
    table = reader.contents.tables[TABLE]
    refs = list(table.refs.values())
    writer.close()
    compact_folder(folder)
    assert not (folder / files.segment_name(1)).exists()
    assert [json.loads(table.raw(ref))["text"] for ref in refs] == [LONG, LONG + "2"]
    assert kept(reader) == [int, int]
    assert read(reader) == [LONG, LONG + "2"]
    reader.close()


def test_a_segment_is_closed_once_nothing_rests_on_it(folder: Path) -> None:
    reader = JournalStorage(folder, read_only=True)
    for _ in range(3):
        writer = JournalStorage(folder)
        put(writer, one=LONG)
        writer.close()
        assert read(reader) == [LONG]
        compact_folder(folder)
        assert kept(reader) == [int]
    open_files = [str(p.readlink()) for p in Path("/proc/self/fd").iterdir() if p.is_symlink()]
    journals = [path for path in open_files if str(folder) in path and ".journal" in path]
    assert journals == [str(folder / files.segment_name(reader.contents.segment))]
    reader.close()


@pytest.mark.parametrize("cut", [True, False])
def test_a_document_that_is_no_longer_what_it_was_is_said_to_be_damaged(
    folder: Path, cut: bool
) -> None:
    writer = JournalStorage(folder)
    put(writer, one=LONG)
    path = folder / files.segment_name(1)
    data = path.read_bytes().rstrip(b"\x00")
    path.write_bytes(data[: len(data) // 2] if cut else data.replace(b"www", b"wvw", 1))
    table = writer.contents.tables[TABLE]
    with pytest.raises(StoreCorrupt) as raised:
        table.raw(table.refs[1])
    assert raised.value.thing == str(path)
    assert "fails its checksum" in raised.value.problem
    writer.close()
