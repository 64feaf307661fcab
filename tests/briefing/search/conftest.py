"""Tests of searching look at how words are found in few and short texts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing.search import text_index


@pytest.fixture(autouse=True, scope="module")
def remember_however_little() -> Iterator[None]:
    """In texts as short as these looking anew would always be cheaper than remembering."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_index, "WORTH", 0)
        yield
