"""How well a clustering agrees with a sorting by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence


def b_cubed(clusters: Sequence[Hashable], true: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of found against true clusters of the same items, in order.

    Averaged over items: of the items that share the item's found cluster, how many share its true
    one, and the other way round. Source: Bagga and Baldwin, "Entity-based cross-document
    coreferencing using the vector space model", ACL 1998.
    """
    together = Counter(zip(clusters, true, strict=True))
    sizes, truths = Counter(clusters), Counter(true)
    pairs = list(zip(clusters, true, strict=True))
    precision = sum(together[p] / sizes[p[0]] for p in pairs) / len(pairs)
    recall = sum(together[p] / truths[p[1]] for p in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)
