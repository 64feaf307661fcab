"""The journal's lines: what is whole is read, what is not is told apart from it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.engine.journal import Op, frame, is_torn, scan

OPS = (
    Op("make", "t", 0),
    Op("put", "täble \ud800", 1, b'{"a":"\xe2\x80\xa8 \xc3\xbc"}'),
    Op("put", "t", -2, b'{"odd":"\\ud800"}'),
    Op("del", "t", 1),
    Op("drop", "t", 0),
    Op("next", "", 8),
)
PLAIN = (Op("put", "t", 1, b'{"a":1}'), Op("del", "t", 1))

journals = st.lists(st.integers(1, 3), min_size=1, max_size=5).map(
    lambda sizes: [frame(n, PLAIN * size) for n, size in enumerate(sizes, 1)]
)


def test_a_frame_is_one_line_and_comes_back() -> None:
    line = frame(17, OPS)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    scanned = scan(line)
    assert [(f.sequence, f.ops) for f in scanned.frames] == [(17, OPS)]
    assert (scanned.end, scanned.damage) == (len(line), [])


@given(journals, st.data())
def test_a_cut_anywhere_leaves_the_frames_before_it(
    lines: list[bytes], data: st.DataObject
) -> None:
    whole = b"".join(lines)
    cut = data.draw(st.integers(0, len(whole)))
    scanned = scan(whole[:cut])
    kept = [n for n in range(len(lines) + 1) if len(b"".join(lines[:n])) <= cut][-1]
    assert [f.sequence for f in scanned.frames] == list(range(1, kept + 1))
    assert scanned.damage == []
    tail = whole[scanned.end : cut]
    # A line that lacks nothing but its end may as well have lost that to a flipped bit.
    assert is_torn(tail) != (tail + b"\n" in lines)


@given(journals, st.data())
def test_a_flipped_bit_costs_no_more_than_its_frame_and_is_noticed(
    lines: list[bytes], data: st.DataObject
) -> None:
    whole = b"".join(lines)
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytearray(whole)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    scanned = scan(bytes(flipped))
    starts = [len(b"".join(lines[:n])) for n in range(len(lines) + 1)]
    # The end of a line, when it is hit, takes the next line along.
    hit = {n for n in range(1, len(lines) + 1) if starts[n - 1] - 1 <= at < starts[n]}
    assert set(range(1, len(lines) + 1)) - hit <= {f.sequence for f in scanned.frames}
    assert all(f.ops == PLAIN * (len(f.ops) // 2) for f in scanned.frames)
    assert scanned.damage or scanned.end < len(whole) or len(scanned.frames) == len(lines)


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(junk: bytes) -> None:
    line = frame(1, PLAIN)
    assert scan(junk).end <= len(junk)
    after = scan(junk + b"\n" + line)
    assert after.frames[-1].ops == PLAIN
    is_torn(junk)


def test_zeros_from_a_lost_block_are_no_torn_write() -> None:
    assert not is_torn(b"\0" * 100)
    assert not is_torn(frame(1, PLAIN)[:-1])
    assert is_torn(frame(1, PLAIN)[:-2])
    assert is_torn(b"")


def test_a_frame_that_lies_about_itself_is_none() -> None:
    good = frame(1, PLAIN)
    for bad in (
        good.replace(b" ", b"  ", 1),
        b"0" * 8 + good[8:],
        good[:9] + b"9" * 30 + b" []\n",
        b"zzzzzzzz 2 []\n",
        b"\n",
        frame(1, PLAIN).replace(b"put", b"pit"),
    ):
        assert scan(bad).frames == []
