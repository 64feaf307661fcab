"""Which fuller name a body has in the text of its article."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.merge.body_references import fuller_names
from briefing.model import Article, Quote, Span
from tests.briefing.support import article, quote


def speaking(given: Article, speaker: str, cue: str = "said", attribution: str = "body") -> Quote:
    """A quote of a speaker who stands in the text, where it stands there last."""
    start = given.text.rindex(speaker)
    return replace(
        quote(speaker, attribution), cue=cue, speaker_span=Span(start, start + len(speaker))
    )


def test_a_court_is_that_of_the_country_that_its_article_names() -> None:
    given = article("court", text="Chile's Supreme Court sat on Monday. The Supreme Court waits.")
    assert fuller_names(given, [quote("The Supreme Court", "body")]) == {
        "The Supreme Court": "Chile Supreme Court"
    }
    both = replace(given, text=f"{given.text} Peru's Supreme Court sat as well.")
    assert fuller_names(both, [quote("The Supreme Court", "body")]) == {}


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        (
            "The Paros Observatory for Tides spoke. The Observatory waits.",
            "Paros Observatory for Tides",
        ),
        ("It is the Observatory for Tides.", "Observatory for Tides"),
        ("The Paros Observatory met the Molde Observatory.", None),
        ("The Observatory waits.", None),
    ],
)
def test_a_short_name_is_the_one_longer_name_in_its_article(text: str, longer: str | None) -> None:
    given = article("tides", text=text)
    found = fuller_names(given, [quote("The Observatory", "body"), quote("the House", "body")])
    assert found == ({"The Observatory": longer} if longer else {})


@pytest.mark.parametrize(
    ("text", "speaker", "fuller"),
    [
        # The one that the paragraph before is about.
        (
            "Norvik ASA and Tarn Corp sail.\nTarn sold two.\nThe company said so.",
            "The company",
            "Tarn",
        ),
        # Named by the way.
        (
            "Tarn Corp and Norvik ASA sail.\nThe chief, once of Tarn, left.\nThe company said so.",
            "The company",
            None,
        ),
        (
            "Tarn Corp and Norvik ASA sail.\nTarn met Norvik.\nThe company said so.",
            "The company",
            None,
        ),
        # The one that is called so.
        (
            "Rating agent Tarn Corp bought Norvik ASA.\nThe rating company said so.",
            "The rating company",
            "Tarn",
        ),
        ("Ferry maker 3M Corp hired a man of Tarn Corp.\nThe firm said so.", "The firm", None),
        (
            "The NFU, a small lobbying group of fishers, sat.\nThe group said so.",
            "The group",
            "NFU",
        ),
        ("The lobby group Norvik sat.\nThe lobby group said so.", "The lobby group", "Norvik"),
        ("Norvik met the lobby group Tarn.\nThe group said so.", "The group", None),
        (
            "Tarn, a lobby group, sat.\nNorvik, a rights group, sat.\nThe group said so.",
            "The group",
            None,
        ),
        (
            "Tarn, a lobby group, sat.\nNorvik, a rights group, sat.\nThe rights group said so.",
            "The rights group",
            "Norvik",
        ),
        # The police of the one town.
        ("But Molde Police Chief Ana Lind came. Police said so.", "Police", "Molde police"),
        ("MOLDE Danish police came. Later police said so.", "police", "Danish police"),
        ("Molde police and Bergen police came. Police said so.", "Police", None),
        ("Local police came. Police said so.", "Police", None),
        ("Molde police came, police officials said.", "police officials", "Molde police"),
        # The one observatory.
        (
            "A monitoring group said so. The Molde-based Paros Observatory for Tides counts them.",
            "A monitoring group",
            "Paros Observatory for Tides",
        ),
        ("The Paros Observatory met the Molde Observatory, the monitor said.", "the monitor", None),
        ("Tarn, a rights group, sat. The monitor said so.", "The monitor", None),
    ],
)
def test_a_common_noun_is_the_one_body_that_is_meant(
    text: str, speaker: str, fuller: str | None
) -> None:
    given = article("tides", text=text)
    assert fuller_names(given, [speaking(given, speaker)]).get(speaker) == fuller


@pytest.mark.parametrize(
    ("text", "fuller"),
    [
        ("The Tarn Post reported it. The mayor fell, the report said.", "the Tarn Post"),
        ("The Tarn Post reported it, as did a report. It fell, the report said.", None),
        ("The Tarn Post reported it. The report into the fire is out, the report said.", None),
    ],
)
def test_the_report_is_that_of_the_one_outlet_that_reports(text: str, fuller: str | None) -> None:
    given = article("post", text=text)
    outlet = replace(quote("the Tarn Post", "body"), cue="reported")
    said = [outlet, speaking(given, "the report", attribution="unnamed")]
    assert fuller_names(given, said).get("the report") == fuller
    assert "the report" not in fuller_names(given, said[1:])
