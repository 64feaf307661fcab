"""Which country a body is of, by its name."""

from __future__ import annotations

import pytest

from briefing.merge.headings import nationless


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("norwegian chess federation", "chess federation"),
        ("south korean chess federation", "chess federation"),
        ("united arab emirates chess federation", "chess federation"),
        ("norway", None),
        ("bergen chess federation", None),
        ("chess federation", None),
    ],
)
def test_a_body_without_the_country_that_it_begins_with(name: str, rest: str | None) -> None:
    assert nationless(name) == rest
