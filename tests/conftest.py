"""Fixtures that all tests share; the model is loaded once a test process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How fast the machine is, and how busy, says nothing about the program.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """Parse one text with the bundled model, as the product does."""
    from briefing.extract import pipeline
    from briefing.nlp_model import BUNDLED_MODEL

    nlp = pipeline.load(BUNDLED_MODEL)

    def parse_one(text: str) -> Doc:
        return next(iter(pipeline.parse(nlp, [text])))

    return parse_one
