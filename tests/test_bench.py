"""What is measured can be measured: the apps of bench.tui_apps do what their keys are for."""

from __future__ import annotations

import pytest

from bench.tui import OnTerminal

pytestmark = pytest.mark.slow


def test_the_panes_that_are_measured_list_filter_and_search() -> None:
    panes = OnTerminal("panes", "40")
    try:
        panes.press("\r")
        panes.wait_for("1/40")
        panes.answer(1.0)  # what comes after a rest is painted too
        panes.press("/zz")
        panes.wait_for("No row has these words.")
        panes.press("\x1b")
        panes.answer()
        panes.press("S")
        panes.wait_for("Type words")
        panes.press("talks")
        panes.wait_for("near talks on")
    finally:
        panes.close()


def test_the_bare_app_answers_a_key() -> None:
    bare = OnTerminal("bare")
    try:
        bare.press("j")
        bare.wait_for("Everybody 1")
    finally:
        bare.close()
