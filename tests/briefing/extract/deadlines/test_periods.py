"""Years, quarters and seasons that somebody is to do something in (Wednesday 2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The agency will propose changes to the ferry rule early next year.", "propose changes"),
        ("Arne Lind has said he will step down in 2026.", "Arne Lind to step down"),
        ("The ministry plans to release the audit in the fourth quarter.", "release the audit"),
        ("Molde is due to host the games this summer.", "Molde to host the games"),
        ("The ferry study due later this year could be the first of its kind.", "ferry study"),
    ],
)
def test_what_somebody_is_to_do_in_a_period_is_ahead(text: str, what: str, parse: Parse) -> None:
    (due,) = read(parse, text)[1]

    assert what in due.what


@pytest.mark.parametrize(
    "text",
    [
        "The line's sales will fall by a third in 2026.",
        "The ministers will continue to look for money next year.",
        "Here is all that your phone will learn this autumn.",
        "Countries around the sea will contract next year.",
        "The yard will need 40 more welders next year.",
        "Arne Lind planned to release the audit in the fourth quarter of 2022.",
    ],
)
def test_how_a_period_will_go_is_no_undertaking(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []
