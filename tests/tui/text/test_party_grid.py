"""The table of parties and rounds, drawn: all in its cell, within its width and height."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.gate import ASCII_MARKS, UNICODE_MARKS
from tui.text.party_grid import CellWords, Grid, Heading, PartyLine, draw, fits

words = st.text("abc 会Ж", max_size=80)
cells = st.builds(CellWords, st.text("ab: ", max_size=12), words, st.booleans())


@st.composite
def grids(draw_value: st.DrawFn) -> Grid:
    rounds = draw_value(st.integers(1, 9))
    heading = st.builds(Heading, words, words)
    party = st.builds(PartyLine, words, st.dictionaries(st.integers(0, rounds - 1), cells))
    return Grid(
        draw_value(st.lists(heading, min_size=rounds, max_size=rounds)),
        draw_value(st.lists(party, max_size=7)),
        draw_value(st.integers(0, rounds - 1)),
        draw_value(st.sampled_from(("", "(day): in the news"))),
    )


def text_of(line: tuple[tuple[str, str], ...]) -> str:
    return "".join(text for text, _ in line)


@given(grids(), st.integers(32, 200), st.integers(3, 40), st.data())
def test_the_table_keeps_to_its_room_with_the_chosen_cell_in_sight(
    grid: Grid, width: int, height: int, data: st.DataObject
) -> None:
    places = [(n, r) for n, party in enumerate(grid.parties) for r in party.cells]
    chosen = data.draw(st.sampled_from(places)) if places else None
    lines = draw(grid, chosen, width, height, UNICODE_MARKS)
    assert len(lines) <= height
    assert all(cell_len(text_of(line)) <= width for line in lines)
    roles = {role for line in lines for _, role in line}
    assert (chosen is not None) == any("cursor" in role.split() for role in roles)


@given(grids(), st.integers(32, 200))
def test_with_the_lines_that_it_wants_nothing_is_cut(grid: Grid, width: int) -> None:
    wanted = grid.lines_wanted(width, UNICODE_MARKS)
    lines = draw(grid, None, width, wanted, UNICODE_MARKS)
    assert len(lines) == wanted
    beside_names = lines[2:] if not grid.legend else lines[2:-1]
    assert not any("…" in text_of(line[1:]) for line in beside_names)


WEIR = Grid(
    [Heading("Lisbon", "held: no text", "Mon 4"), Heading("Porto", "planned", "Sat 16")],
    [
        PartyLine("Norland", {0: CellWords("", "the gate stays shut"),
                              1: CellWords("(Thu 14) ", "the gate may open", changed=True)}),
        PartyLine("Sudria", {1: CellWords("Tomas Okonjo: ", "thanks")}),
    ],
    0,
)  # fmt: skip


def drawn(width: int = 80, height: int = 12, grid: Grid = WEIR, **given_: object) -> list[str]:
    marks = ASCII_MARKS if given_.get("ascii") else UNICODE_MARKS
    return [text_of(line).rstrip() for line in draw(grid, None, width, height, marks)]


def test_parties_stand_down_and_rounds_across() -> None:
    assert drawn() == [
        "          › Lisbon, Mon 4                      Porto, Sat 16",
        "            held: no text                      planned",
        "Norland     the gate stays shut                ≠ (Thu 14) the gate may open",
        "",
        "Sudria                                         Tomas Okonjo: thanks",
    ]


def test_a_change_is_marked_in_ascii_too() -> None:
    text = "\n".join(drawn(ascii=True))
    assert text.isascii()
    assert "# (Thu 14) the gate may open" in text


def test_rounds_without_room_are_counted() -> None:
    many = Grid([Heading(f"Round {n}", "held") for n in range(9)], WEIR.parties, 4)
    lines = drawn(60, grid=many)
    assert lines[0].split() == ["3", "before", "Round", "3", "›", "Round", "4"]
    assert lines[1].startswith("4 after")


def test_parties_without_room_are_counted_and_words_without_it_are_cut() -> None:
    many = Grid(WEIR.headings, [PartyLine(f"Party {n}", {0: CellWords("", "word " * 40)})
                                for n in range(9)], 0)  # fmt: skip
    lines = drawn(60, 6, many)
    assert lines[-1] == "and 6 more"
    assert all(line.endswith("…") for line in lines[2:-1])


def test_a_table_needs_room_for_a_round_beside_the_names() -> None:
    assert not fits(31)
    assert fits(32)


def test_of_a_long_name_of_a_round_the_day_is_kept() -> None:
    called = "Meeting of the commissions for the river and for the sea"
    grid = Grid([Heading(called, "held", "Mon 4"), Heading("Porto", "planned", "Sat 16")], [], 1)
    first = text_of(draw(grid, None, 70, 4, UNICODE_MARKS)[0])
    assert "…, Mon 4" in first
    assert " › Porto, Sat 16" in first
