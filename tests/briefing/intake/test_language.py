"""Which language a text is in, however short it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.intake.language import detect, language_code


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Bundestag beschließt Haushalt", None, "de"),
        ("Bundestag beschließt Haushalt", "en-US", "de"),  # as many sites declare by default
        ("Le gouvernement démissionne", None, "fr"),
        ("Wybory w Polsce: frekwencja rośnie", None, "pl"),
        ("Путин прибыл в Пекин", None, "ru"),
        ("東京で首脳会談が始まった", None, "ja"),
        ("Ministers meet in Oslo", None, None),
        ("Ministers meet in Oslo", "en-GB", "en"),
        ("Kyiv talks", "en", "en"),
        ("The port will be shut by the end of May", None, "en"),
        ("Oil prices slide", None, None),
        ("", "fr", "fr"),
        ("12:30 – 14:00", "de", "de"),
    ],
)
def test_short_texts(text: str, declared: str | None, language: str | None) -> None:
    assert detect(text, declared) == language


@given(st.text(max_size=120), st.none() | st.text(max_size=12))
def test_any_text_has_a_code_or_none(text: str, declared: str | None) -> None:
    code = detect(text, declared)
    assert code is None or (code.isalpha() and code.islower())


def test_a_tag_is_reduced_to_its_code() -> None:
    assert [language_code(t) for t in ("en-GB", "pt_BR", "de", "english", "", None)] == [
        "en",
        "pt",
        "de",
        None,
        None,
        None,
    ]
