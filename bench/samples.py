"""Write what is found in the sample articles beside them, for first launches without a model.

    python -m bench.samples

To be run whenever an extractor changes what it finds; ``tests/briefing/test_samples.py`` tells.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefing.extract import pipeline
from briefing.nlp_model import BUNDLED_MODEL
from briefing.samples import FINDINGS, sample_articles

SEEDS = Path(__file__).parent.parent / "seeds"


def main() -> None:
    articles = list(sample_articles())
    found = [
        replace(findings, version=article.version)
        for article, findings in zip(
            articles, pipeline.analyse(articles, BUNDLED_MODEL), strict=True
        )
    ]
    plain = msgspec.to_builtins(found)
    for each in plain:
        each["topic"]["names"].sort()  # a set, whose order is another in every process
    data = msgspec.json.format(msgspec.json.encode(plain), indent=1)
    (SEEDS / FINDINGS).write_bytes(data + b"\n")


if __name__ == "__main__":
    main()
