"""What a transaction finds of what it has staged itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.documents.columns import COLUMNS
from store.documents.lookups import Overlay
from store.documents.records import ARTICLES
from store.engine import jsontext

URLS = st.sampled_from(("https://a.example", "https://b.example", None))
DOCUMENTS = st.none() | URLS.map(lambda url: jsontext.encode({"id": "a", "url": url}))
STAGINGS = st.lists(st.tuples(st.integers(1, 6), DOCUMENTS), max_size=12)


@given(st.lists(STAGINGS, max_size=3), st.sets(st.integers(1, 6)))
def test_a_transaction_finds_what_it_has_staged_and_nothing_that_it_has_replaced(
    transactions: list[list[tuple[int, bytes | None]]], on_disk: set[int]
) -> None:
    overlay, url = Overlay(), "https://a.example"
    place = COLUMNS[ARTICLES].names.index("url")
    for stagings in transactions:
        staged: dict[int, bytes | None] = {}
        log: list[int] = []
        for doc_id, document in stagings:
            staged[doc_id] = document
            log.append(doc_id)
            holding = {
                n for n, d in staged.items() if d and COLUMNS[ARTICLES].extract(d)[place] == url
            }
            found = overlay.over(sorted(on_disk), ARTICLES, "url", url, staged, log)
            assert found == sorted((on_disk - staged.keys()) | holding)
