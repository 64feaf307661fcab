"""Places: sentences with what each name stands for, and what holds of any text.

A line of ``tests/corpus/places/*.txt`` is ``sentence | text = name COUNTRY kind sense; ...``;
``#`` begins a comment, ``!reason`` marks the next sentence as a known miss.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from briefing.extract.places.find import find_places
from briefing.extract.places.gazetteer import country_of, fold, gazetteer

CORPUS = Path(__file__).parents[3] / "corpus" / "places"
PIECES = st.sampled_from(
    "Paris , Texas Geneva GENEVA (AP) - the talks in Moscow said Georgia US us The Hague of "
    "capital Fiji Fijian 's headquarters U.N. New York City \n . — New".split(" ")
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60)


def cases() -> Iterator[Any]:
    for path in sorted(CORPUS.glob("*.txt")):
        reason = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("!"):
                reason = line[1:].strip()
            elif line and not line.startswith("#"):
                text, _, rest = line.partition(" |")
                expected = []
                for each in filter(None, map(str.strip, rest.split(";"))):
                    words, _, what = each.partition(" = ")
                    name, country, kind, sense = what.rsplit(" ", 3)
                    expected.append((words, name, country, kind, sense))
                marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
                yield pytest.param(text, expected, id=f"{path.stem}:{number}", marks=marks)
                reason = ""


@pytest.mark.parametrize(("text", "expected"), cases())
def test_sentence(text: str, expected: list[tuple[str, ...]], parse: Callable[[str], Doc]) -> None:
    mentions = [
        (m.span.of(text), m.place.name, m.place.country, m.place.kind, m.sense)
        for m in find_places(parse(text))
        if m.sense != "name" or any(e[0] == m.span.of(text) for e in expected)
    ]
    assert mentions == expected


def test_the_corpus_is_there() -> None:
    assert len(list(cases())) > 40


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS)
def test_any_text(text: str, parse: Callable[[str], Doc]) -> None:
    doc = parse(text)
    places = find_places(doc)
    for mention in places:
        first, end = mention.tokens
        assert 0 <= first < end <= len(doc)
        assert doc[first:end].text == mention.span.of(doc.text)
        assert "\n" not in mention.span.of(doc.text)
        assert mention.place.name
    starts = [m.span.start for m in places]
    assert starts == sorted(starts)
    assert find_places(doc) == places


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Saint Petersburg", "st petersburg"),
        ("St. Petersburg", "st petersburg"),
        ("São Paulo", "sao paulo"),
        ("N'Djamena", "ndjamena"),
        ("Stratford-upon-Avon", "stratford upon avon"),
        ("", ""),
    ],
)
def test_folding(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_demonyms_name_countries_that_are_known() -> None:
    places = gazetteer()
    assert country_of("Fijian") == "FJ"
    assert country_of("Klingon") is None
    assert set(places.demonyms.values()) <= set(places.countries)


def test_every_country_with_a_demonym_has_its_capital_on_the_map() -> None:
    places = gazetteer()
    for code in set(places.demonyms.values()):
        place = places.capitals[code].place
        assert place.country == code
        assert place.latitude is not None
        assert places.countries[code].place.latitude == place.latitude


def test_every_name_of_the_own_tables_is_found() -> None:
    places = gazetteer()
    for name in ("Kiev", "Elysee Palace", "Crimea", "Davos", "Camp David", "Strait of Hormuz"):
        assert places.names.get(fold(name))


def test_a_state_is_where_its_largest_city_is_even_if_another_state_has_a_larger_namesake() -> None:
    (maine,) = gazetteer().names.get("maine")
    portland = next(e for e in gazetteer().names.get("portland") if e.state == "ME")
    assert maine.place.latitude == portland.place.latitude


def test_the_tables_are_what_the_package_holds() -> None:
    # In a process of its own: the package takes 75 MB for good.
    code = "import json; from bench.places import tables; print(json.dumps(tables()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    for name, table in json.loads(done.stdout).items():
        kept = (resources.files("briefing.extract") / "data" / name).read_text("utf-8")
        assert kept == table, f"{name} is out of date: make places"


def test_importing_places_does_not_load_the_gazetteer() -> None:
    code = (
        "import briefing.extract.places.find, briefing.extract.places.gazetteer as g; "
        "raise SystemExit(g.gazetteer.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
