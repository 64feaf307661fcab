from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.article_refs import ArticleRef
from briefing.contradictions.claims import Claim, claims_of
from briefing.contradictions.pairs import contradictions
from briefing.contradictions.rows import Contradiction
from briefing.model import Article, Findings, Quote, Span, Timex
from tests.briefing.support import article, quote

CORPUS = Path(__file__).parents[2] / "corpus" / "contradictions" / "pairs.toml"
PAIRS = tomllib.loads(CORPUS.read_text("utf-8"))["pair"]


def claims(name: str, passage: Mapping[str, Any]) -> Iterator[Claim]:
    """What the article of one passage, or whom it quotes, claims."""
    text = passage["text"]
    made = article(name, date(2025, 5, passage["day"]), text=text, source=passage.get("in", name))
    return claims_of(ArticleRef.of(made), text, findings(made, passage))


def findings(of: Article, passage: Mapping[str, Any]) -> Findings:
    """Its quote and its day, where it has any."""
    quotes: tuple[Quote, ...] = ()
    if by := passage.get("by"):
        quotes = (quote(by, content=of.text, spans=(Span(0, len(of.text)),), cue="said"),)
    dates: tuple[Timex, ...] = ()
    if words := passage.get("words"):
        at = of.text.index(words)
        value = f"2025-05-{passage['on']:02}"
        dates = (Timex(words, "DATE", value, Span(at, at + len(words))),)
    return Findings(of.id, "rules", quotes=quotes, dates=dates)


def found(*passages: Mapping[str, Any]) -> tuple[Contradiction, ...]:
    return contradictions(
        claim for number, each in enumerate(passages) for claim in claims(f"a{number}", each)
    )


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["why"])
def test_pairs_of_the_corpus(pair: dict[str, Any]) -> None:
    expected = [pair["kind"]] if pair["kind"] else []
    assert [each.kind for each in found(pair["one"], pair["other"])] == expected


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["why"])
def test_the_order_of_articles_changes_nothing(pair: dict[str, Any]) -> None:
    kinds = [each.kind for each in found(pair["other"], pair["one"])]
    assert kinds == ([pair["kind"]] if pair["kind"] else [])


SOLD = {"text": "The harbour board sold the Amber pier to Corvin Lines.", "day": 6}
UNSOLD = {"text": "The harbour board has not sold the Amber pier.", "by": "Ines Holt", "day": 7}


def test_accounts_of_several_articles_stand_on_their_side() -> None:
    (row,) = found(
        {**SOLD, "in": "Gull"},
        {**SOLD, "text": "The harbour board sold the Amber pier.", "in": "Tide"},
        {**UNSOLD, "in": "Beacon"},
    )
    assert [a.article.source for a in row.first] == ["Gull", "Tide"]
    assert [(a.article.source, a.speaker) for a in row.second] == [("Beacon", "Ines Holt")]
    assert [s.independent for s in row.sources] == [2, 1]
    assert [e.article.source for e in row.evidence] == ["Gull", "Beacon", "Tide"]
    assert [ref.source for ref in row.articles] == ["Gull", "Tide", "Beacon"]


def test_evidence_is_the_sentence() -> None:
    before = "It rained in Tarno. "
    (row,) = found({**SOLD, "text": before + SOLD["text"]}, UNSOLD)  # type: ignore[operator]
    assert row.first[0].evidence.spans == (Span(len(before), len(before + str(SOLD["text"]))),)


def test_an_article_contradicts_itself_only_through_two_speakers() -> None:
    one, other = "The Dorn collapse killed 14 miners.", "The Dorn collapse killed 29 miners."
    text = f"{one} {other}"
    made = article("a", date(2025, 5, 6), text=text)
    own = claims_of(ArticleRef.of(made), text, None)
    assert contradictions(own) == ()
    quotes = tuple(
        quote(who, content=said, spans=(Span(at, at + len(said)),), cue="said")
        for who, said, at in (("Rita Sohl", one, 0), ("Ivo Brandt", other, len(one) + 1))
    )
    (row,) = contradictions(claims_of(ArticleRef.of(made), text, Findings("a", "r", quotes=quotes)))
    assert [side[0].speaker for side in row.sides] == ["Rita Sohl", "Ivo Brandt"]


def test_newest_contradiction_comes_first() -> None:
    later = [{**passage, "day": passage["day"] + 9} for passage in (SOLD, UNSOLD)]
    for passage in later:
        passage["text"] = str(passage["text"]).replace("Amber pier", "Umber quay")
    rows = found(SOLD, UNSOLD, *later)
    assert [row.first[0].article.id for row in rows] == ["a2", "a0"]


def two_speakers(one: str, other: str) -> list[tuple[str | None, str | None]]:
    """Who contradicts whom in one article that quotes two, a sentence each."""
    text = f"{one} {other}"
    made = article("a", date(2025, 5, 6), text=text)
    quotes = tuple(
        quote(who, content=said, spans=(Span(at, at + len(said)),), cue="said")
        for who, said, at in (("Rita Sohl", one, 0), ("Ivo Brandt", other, len(one) + 1))
    )
    rows = contradictions(claims_of(ArticleRef.of(made), text, Findings("a", "r", quotes=quotes)))
    return [(row.first[0].speaker, row.second[0].speaker) for row in rows]


def test_tolls_beside_each_other_need_not_name_twice_what_they_count() -> None:
    both = ("Rita Sohl", "Ivo Brandt")
    dead = "148 people were killed in the attacks on the harbour."
    assert two_speakers(dead, "78 people had been killed.") == [both]
    assert two_speakers(dead, "78 people had been injured.") == []
    assert two_speakers(dead, "At least 250,000 people have been killed in the war.") == []
    assert two_speakers(dead, "148 people had been killed.") == []
    assert two_speakers(dead, "Earlier, 12 people were killed in the attacks.") == []
    assert two_speakers(dead, "12 other people were killed in the hills.") == []


def test_a_short_quotation_is_about_what_its_speaker_spoke_of() -> None:
    text = '"The digging continues," Milo Danek said of the Amber canal.'
    made = article("first", date(2025, 5, 6), text=text)
    content = "The digging continues"
    said_at = text.index("said")
    before = quote(
        "Milo Danek",
        content=content,
        spans=(Span(1, 1 + len(content)),),
        cue="said",
        cue_span=Span(said_at, said_at + len("said")),
    )
    one = claims_of(ArticleRef.of(made), text, Findings("first", "rules", quotes=(before,)))
    later = {"text": "All digging at the Amber canal will cease.", "by": "Milo Danek", "day": 9}
    (row,) = contradictions((*one, *claims("second", later)))
    assert row.kind == "position changed"


def test_a_light_verb_is_not_what_is_denied() -> None:
    said = {"text": "Ida Moen took bribes from suppliers of the ferry.", "day": 6}
    denied = {"text": "Ida Moen never accepted a bribe from suppliers of the ferry.", "day": 7}
    assert [row.kind for row in found(said, denied)] == ["polarity"]


def test_a_denial_of_one_place_more_is_narrower() -> None:
    said = {"text": "Ardal sells engines in Osby.", "day": 6}
    denied = {"text": "Ardal does not sell engines made in Vik in Osby.", "day": 6}
    assert found(said, denied) == ()


def test_a_denial_for_some_alone_is_narrower() -> None:
    said = {"text": "Ardal raised its tolls by 4 percent in January.", "day": 6}
    denied = {"text": "Ardal has not raised tolls for tractors in January.", "day": 6}
    whole = {"text": "Ardal has not raised its tolls in January.", "day": 6}
    assert found(said, denied) == ()
    assert [row.kind for row in found(said, whole)] == ["polarity"]


def test_a_town_that_is_said_to_lie_in_the_other_place_is_no_other_one() -> None:
    said = {"text": "Milo Danek was arrested in Sardal on Tuesday.", "day": 6}
    town = {"text": "Milo Danek was arrested on Tuesday in Osby, a town in the west of Sardal."}
    elsewhere = {"text": "Milo Danek was arrested on Tuesday in Osby, a town by the sea."}
    assert found(said, {**town, "day": 6}) == ()
    assert [row.kind for row in found(said, {**elsewhere, "day": 6})] == ["place"]


def test_rates_of_two_months_are_two_rates() -> None:
    march = {"text": "Inflation in Norland rose to 6.2 percent in March.", "day": 6}
    same = {"text": "Inflation in Norland was 5.4 percent in March.", "day": 6}
    april = {"text": "Inflation in Norland was 5.4 percent in April.", "day": 6}
    assert [row.kind for row in found(march, same)] == ["number"]
    assert found(march, april) == ()


def test_the_cost_to_what_is_near_somebody_is_not_theirs() -> None:
    one = {"text": "The strike cost Ardal 12 million in fares.", "day": 6}
    other = {"text": "The strike cost shops near Ardal's stations 30 million.", "day": 6}
    assert found(one, other) == ()


def test_a_place_may_follow_what_it_is() -> None:
    one = {"text": "General Idris Ka was arrested in the capital, Sarn, on Thursday.", "day": 8}
    other = {"text": "Soldiers arrested General Idris Ka in the border town of Vikby.", "day": 8}
    assert [row.kind for row in found(one, other)] == ["place"]
