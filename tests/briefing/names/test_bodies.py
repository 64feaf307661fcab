"""Names of bodies without what writers put around them."""

from __future__ import annotations

import pytest

from briefing.names.bodies import bare_body, company_called, named_in


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Software maker Norvik Corp", "Norvik"),
        ("Activist hedge fund Norvik Value LP", "Norvik Value"),
        ("Norvik.com Inc", "Norvik"),
        ("Norvik and carmaker Korvo", "Norvik and carmaker Korvo"),
        ("the lender", "lender"),
    ],
)
def test_a_bare_name_has_no_kind_and_no_legal_form(written: str, bare: str) -> None:
    assert bare_body(written) == bare


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("the Korvo news agency", "Korvo"),
        ("the official Korvo news agency", "Korvo"),
        ("Korvo's largest lender", None),
        ("the billionaire Korvo heir", None),
        ("an official of Korvo bank", None),
        ("the news agency", None),
        ("a Korvo news agency", None),
        ("a Korvo supplier", None),
        ("the Korvo supplier", None),
        ("the United Nations nuclear agency", None),
        ("the U.N. refugee agency", None),
    ],
)
def test_a_name_stands_before_what_kind_of_body_it_is(written: str, name: str | None) -> None:
    assert named_in(written) == name


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("Norvik Telecom Inc fell. Norvik said so.", "Norvik Telecom"),
        ("Norvik Telecom (NRV.N) fell. Norvik said so.", "Norvik Telecom"),
        ("Norvik Telecom fell. Norvik said so.", None),
        ("Norvik Inc fell. Norvik said so.", None),
        ("Norvik Telecom Inc and Norvik Rail Corp fell.", None),
        ("Norvik Inc sold Norvik Rail Corp.", None),
    ],
)
def test_a_company_is_the_only_longer_one_that_begins_so(text: str, longer: str | None) -> None:
    assert company_called("Norvik", text) == longer
