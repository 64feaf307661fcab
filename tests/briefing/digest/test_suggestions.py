"""What a reader who sets a finding right may mean."""

from __future__ import annotations

import pytest

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.digest.suggestions import completions, suggestions
from tests.briefing.support import DAY, article, deadline, entry, quote, talk

BRIEFING = make_briefing(
    [
        entry(
            article("a"),
            quotes=(
                quote("Tomas Okonjo", role="envoy of Sudria"),
                quote("officials", "unnamed"),
                quote("Norvik", "body"),
            ),
            talks=(talk("Oslo", "2022-01-20", what="ferry talks", parties=("Chile", "Peru")),),
            deadlines=(deadline("quota ends", "2022-01-21", who="Chile"),),
        )
    ],
    AsOf(DAY, "today"),
)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("speaker", ("Tomas Okonjo", "Chile", "Norvik", "Peru")),
        ("role", ("envoy of Sudria",)),
        ("place", ("Oslo",)),
        ("what", ("ferry talks", "quota ends")),
        ("day", ()),
    ],
)
def test_what_is_offered_stands_in_the_briefing(field: str, values: tuple[str, ...]) -> None:
    assert suggestions(BRIEFING, field) == values


@pytest.mark.parametrize(
    ("typed", "fitting"),
    [
        ("Okon", ("Tomas Okonjo",)),
        ("t ok", ("Tomas Okonjo",)),
        ("o", ("Tomas Okonjo", "Oslo")),
        ("konjo", ()),
        ("", ()),
        ("Tomas Okonjo", ()),
    ],
)
def test_each_word_typed_begins_one_of_the_value(typed: str, fitting: tuple[str, ...]) -> None:
    assert completions(typed, ("Tomas Okonjo", "Oslo")) == fitting


def test_of_several_names_the_last_is_completed() -> None:
    offered = ("Chile", "Peru")
    assert completions("Norway; ch", offered, several=True) == ("Norway; Chile",)
    assert completions("Norway; ", offered, several=True) == ()
    assert completions("Norway; ch", offered) == ()
