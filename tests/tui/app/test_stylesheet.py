"""The stylesheet is parsed anew when its variables change, and only then."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet

from tui.app.stylesheet import SteadyStylesheet

_CSS = "#place { color: $ink; }"


def _colour(sheet: Stylesheet) -> str:
    (rule,) = sheet.rules_map["#place"]
    return rule.styles.color.hex


def _sheet(ink: str) -> SteadyStylesheet:
    sheet = SteadyStylesheet(variables={"ink": ink})
    sheet.add_source(_CSS, read_from=("place.tcss", ""))
    return sheet


def test_the_same_variables_leave_the_rules_as_they_are() -> None:
    sheet = _sheet("#112233")
    before = sheet.rules_map["#place"]
    sheet.set_variables({"ink": "#112233"})
    sheet.reparse()
    assert sheet.rules_map["#place"] is before


def test_other_variables_are_taken_up() -> None:
    sheet = _sheet("#112233")
    assert _colour(sheet) == "#112233"
    sheet.set_variables({"ink": "#445566"})
    sheet.reparse()
    assert _colour(sheet) == "#445566"
    sheet.set_variables({"ink": "#112233"})
    sheet.reparse()
    assert _colour(sheet) == "#112233"


def test_rules_added_later_count_without_other_variables() -> None:
    sheet = _sheet("#112233")
    assert _colour(sheet) == "#112233"
    sheet.add_source("#status { color: $ink; }", read_from=("status.tcss", ""))
    sheet.reparse()
    assert {"#place", "#status"} <= sheet.rules_map.keys()
