"""The signs of map and time line: told apart, explained, and each with a twin in ASCII."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.text.signs import MEANINGS, legend, sign


@pytest.mark.parametrize("ascii_only", [False, True])
def test_signs_are_told_apart_and_take_a_cell(ascii_only: bool) -> None:
    signs = [sign(name, ascii_only) for name in MEANINGS]
    assert len(set(signs)) == len(signs)
    assert {cell_len(each) for each in signs} == {1}
    assert "".join(signs).isascii() == ascii_only


def test_a_legend_explains_what_it_is_asked_for_in_one_order() -> None:
    assert legend({"due", "held"}, ascii_only=False) == "● held  ▲ due"
    assert legend({"cancelled", "planned"}, ascii_only=True) == "o planned  x cancelled"
