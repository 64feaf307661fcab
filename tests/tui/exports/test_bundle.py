"""A bundle says what it was made of; whatever is changed in it afterwards is found."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.digest.briefing import AsOf, make_briefing
from briefing.errors import ExportError, UsageError
from briefing.evidence import container
from briefing.evidence.manifest import NAME, SIGNATURE, parsed
from briefing.evidence.signing import sign
from briefing.evidence.verify import verify, verify_bytes
from briefing.intake.seeds import parse_seed
from briefing.model import Article, Entry, Findings, Quote, Span
from briefing.sources import Source, SourceRef
from tui.exports.bundle import to_bundle

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
    pieces: int = 3, signed: Callable[[bytes], bytes] | None = None, kept: Kept | None = None
) -> bytes:
    kept, entries = kept or Kept(), {}
    for number in range(pieces):
        raw = SEED.replace("{n}", str(number)).encode()
        article = parse_seed(raw, "x", NOW)
        kept.keep(Source(raw, "seed", filename=f"{number}.txt"), (article,), NOW)
        span, who = Span(0, len(SAID)), Span(37, 49)
        said = Quote(SAID, (span,), "indirect", "named", "Ilse Marenko", who)
        assert who.of(article.text) == "Ilse Marenko"
        entries[article.id] = Entry(article, Findings(article.id, "rules", (said,)))
    return to_bundle(
        make_briefing(entries.values(), AsOf(NOW.date(), "asked for")),
        entries.get,
        (),
        kept,
        signed,
    )


def opened(raw: bytes) -> dict[str, bytes]:
    return container.unpacked(raw)[0]


def resealed(files: dict[str, bytes]) -> bytes:
    return container.packed(files, NOW.date())


def test_a_sound_bundle_is_sound() -> None:
    found = verify_bytes(bundle())
    assert found.differs == ()
    assert (found.articles, found.replayed, found.unsourced) == (3, 3, 0)
    assert found.marks == 6
    assert found.signed is None


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

    found = verify_bytes(bundle(2, kept=Empty()))
    assert (found.differs, found.articles, found.unsourced, found.replayed) == ((), 2, 2, 0)


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
    found = verify(path)
    assert found.differs == ()
    assert found.signed is not None
    assert "ED25519 key SHA256:" in found.signed
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
