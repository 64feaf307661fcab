"""Datelines without a dash: which capitals are a place, and what a parse makes of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.places.bare_datelines import bare_datelines
from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("OSLO The ministers left early.", "OSLO"),
        ("BONN/OSLO The ministers left early.", "BONN/OSLO"),
        ("NEW YORK Lawyers for the bank filed a motion.", "NEW YORK"),
        ("AUSTIN, Texas A judge heard the case.", "AUSTIN, Texas"),
        ("SACRAMENTO, Calif. One of two men was freed.", "SACRAMENTO, Calif."),
        ("MINSK (Northwire) Talks were put off.", "MINSK (Northwire)"),
        ("CONCORD, New Hampshire U.S. Senator Ana Lind spoke.", "CONCORD, New Hampshire"),
        ("OSLO HRB chief Ana Lind left early.", "OSLO"),
        ("NORTHERN LIGHTS Festival opens early.", None),
        ("By Ana Lind\n\nNEW DELHI Farmers blocked the road.", "NEW DELHI"),
        ("[photo]\nWASHINGTON Democratic envoys met.", "WASHINGTON"),
        ("[photo]\nREADING The town council met.", None),
        ("NATO The alliance said so.", None),
        ("The OSLO talks went on.", None),
        ("OSLO - The ministers left early.", None),
        ("One.\n\nTwo.\n\nThree.\n\nNEW DELHI Farmers blocked the road.", None),
    ],
)
def test_a_place_in_capitals_opens_an_article(text: str, dateline: str | None) -> None:
    assert [text[a:b] for a, b in bare_datelines(text)] == ([dateline] if dateline else [])


@given(st.text(alphabet="OSL o/,.(\n-A", max_size=60))
def test_datelines_lie_in_order_within_their_text(text: str) -> None:
    ends = [0]
    for start, end in bare_datelines(text):
        assert ends[-1] <= start < end <= len(text)
        assert "\n" not in text[start:end]
        ends.append(end)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "LIMA Chile's opposition and senior government officials met in Quito on Monday.",
            ("Chile's opposition", "senior government officials"),
        ),
        ("VIENNA Prime Minister Jonas Vik met Chancellor Eva Lang on Monday.", ("Vik", "Lang")),
    ],
)
def test_no_dateline_in_the_name_of_a_party(
    parse: Parse, text: str, parties: tuple[str, ...]
) -> None:
    talks, _ = read(parse, text, date(2024, 1, 24))
    assert len(talks) == 1
    assert [p.endswith(q) for p, q in zip(talks[0].parties, parties, strict=True)] == [True, True]
    assert "VIENNA" not in talks[0].what
    assert "LIMA" not in talks[0].what
