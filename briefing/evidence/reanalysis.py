"""Replays the last step of a bundle: does the same analyser find the same in its texts again?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from briefing.analysis.analyser import Analyser
from briefing.codec import findings_to_json
from briefing.errors import UsageError
from briefing.evidence.manifest import Manifest, Piece
from briefing.intake.seeds import parse_seed
from briefing.model import Article, Findings

Files = Mapping[str, bytes]


class Reanalysed(NamedTuple):
    """``differs`` says what is found otherwise, ``same`` is in how many articles nothing is.

    ``corrected`` are those in which a reader has set findings right, and which are left alone.
    """

    differs: tuple[str, ...] = ()
    same: int = 0
    corrected: int = 0


def reanalyse(
    files: Files, manifest: Manifest, lines: Mapping[str, str], analyser: Analyser
) -> Reanalysed:
    """Analyse the articles of a sound bundle again, and compare what is found with its findings.

    ``lines`` are those of the findings, by the id of the article. Raises ``UsageError`` if another
    analyser than this one made them, ``AnalysisError`` if it cannot work.
    """
    others = {p.analyser for p in manifest.articles if p.analyser not in (None, analyser.name)}
    if others:
        raise UsageError(
            "the findings",
            f"were made by {', '.join(sorted(map(str, others)))}, not by {analyser.name}",
            "Install that version of brief and its model to replay them",
        )
    pieces = {piece.id: piece for piece in manifest.articles if piece.findings is not None}
    replayed = {id_: piece for id_, piece in pieces.items() if not piece.corrected}
    articles = [_article(piece, files[piece.file]) for piece in replayed.values()]
    differs: list[str] = []
    same = 0
    for found in analyser.analyse(articles, len(articles)):
        differences = list(_differences(found, msgspec.json.decode(lines[found.article_id])))
        name = replayed[found.article_id].file
        differs += [f"{name}: {difference}" for difference in differences]
        same += not differences
    return Reanalysed(tuple(differs), same, len(pieces) - len(replayed))


def _article(piece: Piece, seed: bytes) -> Article:
    """The article of a piece as it was when it was analysed."""
    article = replace(parse_seed(seed, piece.file), id=piece.id, form=piece.form)
    # A day that was but a guess stands in the file, and is none to count from.
    dated = (article, replace(article, date_note="guessed"))
    return next((each for each in dated if each.version == piece.version), article)


def _differences(found: Findings, line: Mapping[str, Any]) -> Iterator[str]:
    if found.error:
        yield found.error
    for kind, again in findings_to_json(found).items():
        then = line.get(kind, [])
        if len(again) != len(then):
            yield f"{len(then)} {kind} stand in it, {len(again)} are found"
            continue
        plain = msgspec.json.decode(msgspec.json.encode(again))
        for number, (one, other) in enumerate(zip(then, plain, strict=True)):
            if one != other:
                fields = sorted(key for key in {*one, *other} if one.get(key) != other.get(key))
                yield f"{kind}/{number}: {', '.join(fields)} is found otherwise"
