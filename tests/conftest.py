"""Fixtures that all tests share; the model is loaded once a test process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """Parse one text with the bundled model, as the product does."""
    from briefing.extract import pipeline
    from briefing.nlp_model import BUNDLED_MODEL

    nlp = pipeline.load(BUNDLED_MODEL)

    def parse_one(text: str) -> Doc:
        return next(iter(pipeline.parse(nlp, [text])))

    return parse_one
