"""A bundle says what it was made of; whatever is changed in it afterwards is found."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefing.analysis.analyser import Analyser
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.errors import ExportError, UsageError
from briefing.evidence import container
from briefing.evidence.manifest import NAME, SCHEMA, SIGNATURE, Manifest, parsed
from briefing.evidence.reanalysis import Reanalysed
from briefing.evidence.signing import sign
from briefing.evidence.verify import verify, verify_bytes
from briefing.intake.seeds import parse_seed
from briefing.model import Article, Entry, Findings, Quote, Span
from briefing.sources import Source, SourceRef
from tui.exports.bundle import to_bundle
from tui.exports.day_report import DayReport

ROOT = Path(__file__).parents[3]
NOW = datetime(2022, 1, 13, 12, tzinfo=UTC)
SEED = """Harbour stays shut
20220113
https://quay.example/{n}
The harbour of Kelm stays shut, said Ilse Marenko, who runs it. Piece {n} of the day.
“Nobody sails before Friday,” she added.
"""
SAID = "The harbour of Kelm stays shut"


class Kept:
    """Sources in memory."""

    def __init__(self) -> None:
        self.raw: dict[str, bytes] = {}
        self.refs: dict[str, list[SourceRef]] = {}

    def keep(self, source: Source, articles: Iterable[Article], at: datetime) -> None:
        name = sha256(source.raw).hexdigest()
        self.raw[name] = source.raw
        for article in articles:
            ref = SourceRef(
                name, len(source.raw), article.version, at, source.reader, filename=source.filename
            )
            self.refs.setdefault(article.id, []).append(ref)

    def of(self, article_id: str) -> tuple[SourceRef, ...]:
        return tuple(self.refs.get(article_id, ()))

    def read(self, sha256: str) -> bytes | None:
        return self.raw.get(sha256)


def bundle(
    pieces: int = 3,
    signed: Callable[[bytes], bytes] | None = None,
    kept: Kept | None = None,
    corrected: Collection[str] = (),
) -> bytes:
    kept, entries = kept or Kept(), {}
    for number in range(pieces):
        raw = SEED.replace("{n}", str(number)).encode()
        article = parse_seed(raw, "x", NOW)
        kept.keep(Source(raw, "seed", filename=f"{number}.txt"), (article,), NOW)
        span, who = Span(0, len(SAID)), Span(37, 49)
        uttered = Quote(SAID, (span,), "indirect", "named", "Ilse Marenko", who)
        assert who.of(article.text) == "Ilse Marenko"
        entries[article.id] = Entry(article, Findings(article.id, "rules", (uttered,)))
    briefing = make_briefing(entries.values(), AsOf(NOW.date(), "asked for"))
    report = DayReport(briefing, lambda article_id: entries[article_id].article.text)
    return to_bundle(report, entries.get, kept, signed, entries if corrected else ())


class Rules(Analyser):
    """Finds who says that something stays shut; ``name`` is that of the bundle's analyser."""

    def __init__(self, name: str = "rules", says: str = "Ilse Marenko") -> None:
        self.name = name
        self.says = says
        self.read: list[Article] = []

    def analyse(self, articles: Iterable[Article], total: int | None = None) -> Iterator[Findings]:
        for article in articles:
            self.read.append(article)
            uttered = Quote(
                SAID, (Span(0, len(SAID)),), "indirect", "named", self.says, Span(37, 49)
            )
            yield Findings(article.id, self.name, (uttered,))


def test_what_is_found_is_found_again_by_the_same_analyser() -> None:
    rules = Rules()
    verdict = verify_bytes(bundle(), analyser=lambda: rules)
    assert verdict.differs == ()
    assert verdict.reanalysed == Reanalysed((), 3, 0)
    versions = {piece.version for piece in parsed(opened(bundle())[NAME]).articles}
    assert {article.version for article in rules.read} == versions


def test_what_is_found_otherwise_is_said_with_its_place() -> None:
    verdict = verify_bytes(bundle(1), analyser=lambda: Rules(says="Bo Berg"))
    (difference,) = verdict.differs
    assert re.fullmatch(
        r"articles/001-.*\.txt: quotes/0: speaker is found otherwise", difference
    ), difference


def test_findings_of_another_analyser_cannot_be_replayed() -> None:
    with pytest.raises(UsageError, match="made by rules, not by rules 2"):
        verify_bytes(bundle(1), analyser=lambda: Rules("rules 2"))


def test_what_a_reader_has_corrected_is_left_alone() -> None:
    verdict = verify_bytes(bundle(2, corrected=["all"]), analyser=lambda: Rules(says="Nobody else"))
    assert (verdict.differs, verdict.reanalysed) == ((), Reanalysed((), 0, 2))


def test_a_bundle_that_is_not_sound_is_not_analysed() -> None:
    raw = bytearray(bundle(1))
    raw[len(raw) // 2] ^= 1

    def unwanted() -> Analyser:
        raise AssertionError("the model is loaded for nothing")

    assert verify_bytes(bytes(raw), analyser=unwanted).differs


def test_the_schema_of_the_manifest_is_published() -> None:
    """``docs/manifest.schema.json`` is what the program reads and writes, and nothing else."""
    published = json.loads((ROOT / "docs" / "manifest.schema.json").read_text(encoding="utf-8"))
    kept = {key: published.pop(key) for key in ("$schema", "title", "description")}
    assert published == _published(msgspec.json.schema(Manifest))
    assert "manifest.json" in kept["description"]
    assert f"schema {SCHEMA}" in kept["description"]


def _published(schema: Any) -> Any:
    """A schema as it is published: plain JSON, descriptions on one line."""
    if isinstance(schema, dict):
        return {key: _published(value) for key, value in schema.items()}
    if isinstance(schema, list | tuple):
        return [_published(value) for value in schema]
    return " ".join(schema.split()) if isinstance(schema, str) else schema


def opened(raw: bytes) -> dict[str, bytes]:
    return container.unpacked(raw)[0]


def resealed(files: dict[str, bytes]) -> bytes:
    return container.packed(files, NOW.date())


def test_a_sound_bundle_is_sound() -> None:
    verdict = verify_bytes(bundle())
    assert verdict.differs == ()
    assert (verdict.articles, verdict.replayed, verdict.unsourced) == (3, 3, 0)
    assert verdict.marks == 6
    assert verdict.signed is None


def test_the_bundle_is_a_zip_file_for_everybody() -> None:
    with zipfile.ZipFile(io.BytesIO(bundle())) as read:
        assert read.testzip() is None
        manifest = parsed(read.read(NAME))
        assert set(read.namelist()) == {NAME, *manifest.files}
        (ref,) = manifest.articles[0].sources
        assert sha256(read.read(f"sources/{ref.sha256}")).hexdigest() == ref.sha256


def test_every_changed_byte_is_found() -> None:
    raw = bundle()
    dice = random.Random(20220113)
    for _ in range(2000):
        changed = bytearray(raw)
        changed[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
        assert verify_bytes(bytes(changed)).differs


@pytest.mark.parametrize("cut", [1, 40, 900])
def test_what_is_cut_off_or_appended_is_found(cut: int) -> None:
    raw = bundle()
    assert verify_bytes(raw[:-cut]).differs
    assert verify_bytes(raw[cut:]).differs
    assert verify_bytes(raw + bytes(cut)).differs


def test_a_changed_file_under_a_new_seal_is_named() -> None:
    files = opened(bundle())
    for name in files:
        if name != NAME:
            changed = {**files, name: files[name].replace(b"e", b"a", 1) + b"!"}
            (first, *_) = verify_bytes(resealed(changed)).differs
            assert first == f"{name}: is not what the manifest says"


def test_missing_and_added_files_are_named() -> None:
    files = opened(bundle())
    gone = {name: raw for name, raw in files.items() if name != "briefing.md"}
    assert "briefing.md: is missing" in verify_bytes(resealed(gone)).differs
    more = {**files, "articles/999-more.txt": b"More"}
    assert verify_bytes(resealed(more)).differs == (
        "articles/999-more.txt: is not in the manifest",
    )
    assert "is missing" in verify_bytes(resealed({"a": b"b"})).differs[0]


def test_a_text_that_does_not_come_out_of_its_bytes_is_found() -> None:
    """Somebody who makes a new manifest for a changed text still has the old bytes."""

    class Swapped(Kept):
        def keep(self, source: Source, articles: Iterable[Article], at: datetime) -> None:
            other = source.raw.replace(b"shut", b"open")
            super().keep(Source(other, "seed"), articles, at)

    (differs,) = verify_bytes(bundle(1, kept=Swapped())).differs
    assert differs == (
        "articles/001-harbour-stays-shut.txt: its text does not come out of its source bytes"
    )


def test_articles_without_kept_bytes_are_counted() -> None:
    class Empty(Kept):
        def read(self, sha256: str) -> bytes | None:
            return None

    verdict = verify_bytes(bundle(2, kept=Empty()))
    assert (verdict.differs, verdict.articles, verdict.unsourced, verdict.replayed) == ((), 2, 2, 0)


@pytest.mark.parametrize("raw", [b"", b"PK", b"no zip file", bytes(5000)])
def test_what_is_no_bundle_is_said(raw: bytes) -> None:
    assert verify_bytes(raw).differs


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        verify(tmp_path / "none.zip")


needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs OpenSSH")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "desk", "-f", str(path)], check=True
    )
    return path


@needs_ssh
def test_a_signature_names_its_signer(key: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(bundle(1, lambda manifest: sign(manifest, key)))
    verdict = verify(path)
    assert verdict.differs == ()
    assert verdict.signed is not None
    assert "ED25519 key SHA256:" in verdict.signed
    signers = tmp_path / "signers"
    signers.write_text(f"desk@kelm.example {key.with_suffix('.pub').read_text()}")
    assert "for desk@kelm.example" in (verify(path, signers).signed or "")


@needs_ssh
def test_a_signature_of_another_manifest_or_by_nobody_known_is_found(
    key: Path, tmp_path: Path
) -> None:
    files = opened(bundle(1, lambda manifest: sign(manifest, key)))
    other = opened(bundle(2))
    swapped = resealed({**other, SIGNATURE: files[SIGNATURE]})
    assert "does not fit the manifest" in verify_bytes(swapped).differs[0]
    signers = tmp_path / "signers"
    signers.write_text("")
    assert "is by nobody in" in verify_bytes(resealed(files), signers).differs[0]
    del files[SIGNATURE]
    assert verify_bytes(resealed(files), signers).differs == ("signature: is missing",)


@needs_ssh
def test_what_cannot_sign_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is no key file"):
        sign(b"", tmp_path / "none")
    (tmp_path / "bad").write_text("no key")
    with pytest.raises(ExportError, match="cannot sign"):
        sign(b"", tmp_path / "bad")
