"""The present tense of pictures and of appointments (Wednesday 2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Berg walks her dog in the snow in Bergen, Norway, on Wednesday, Jan. 24, 2024.",
        "Police spokesman Arne Vik speaks Tuesday at a press conference about the ferry fire.",
        "The suspect in the ferry fire is carried into an ambulance in Molde, Tuesday.",
        "The couple is also suspected in two robberies in Molde and Bergen on Friday.",
    ],
)
def test_a_picture_of_the_day_before_is_not_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "The council votes on the ferry tax on Tuesday.",
        "The council meets on Tuesday to approve the budget.",
        "The ferry is scheduled to leave Molde on Tuesday.",
        "The premier is to address the assembly on Tuesday.",
        "Ilse Berg of Molde opens the new quay in Bergen on Friday, Jan. 26, 2024.",
    ],
)
def test_the_present_of_a_diary_is_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1]
